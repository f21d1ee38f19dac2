"""The cross-cutting reading: of the questions that ask for a theme, how many reach it.

A theme stands in a clause of level 3, so a question at level 3 or above meets it; nobody ticks
anything for it. See docs/instruments.md, "Cross-cutting themes".
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from topp_desktop.domain.instrument import Instrument
from topp_desktop.domain.scoring.values import ItemValue

MET_FROM = 3
"""The level whose clauses ask for the themes."""


@dataclass(frozen=True, slots=True)
class ThemeReading:
    """reached: questions of the theme at level 3 or above, of the n that have a level."""

    theme: str
    reached: int
    n: int

    @property
    def share(self) -> float | None:
        """0–100; None where no question has a level."""
        return 100 * self.reached / self.n if self.n else None


def theme_readings(
    instrument: Instrument, form: str, values: Mapping[str, ItemValue]
) -> tuple[ThemeReading, ...]:
    """Every theme that the form's questions ask for, in the instrument's order.

    values: by item id. A question without a level (unknown, not applicable, open) is not counted;
    a mean of several people's levels counts as reached from exactly 3.
    """
    items = instrument.form_items(form)
    found = []
    for theme in instrument.themes:
        asked = [item.id for item in items if theme in item.themes]
        levels = [v for v in (values[name].value for name in asked) if v is not None]
        if asked:
            reached = sum(level >= MET_FROM for level in levels)
            found.append(ThemeReading(theme, reached, len(levels)))
    return tuple(found)
