"""The cross-cutting reading as a table, on the screen and on paper alike."""

from __future__ import annotations

from dataclasses import dataclass

from topp_desktop.domain.instrument import Wording
from topp_desktop.domain.scoring.themes import MET_FROM, theme_readings
from topp_desktop.foundation.i18n import Translator
from topp_desktop.services.measurement.results import Results


@dataclass(frozen=True, slots=True)
class ThemeTable:
    """Title, what it says in words, header and rows; the columns but the first are figures."""

    title: str
    lead: str
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def theme_table(results: Results, wording: Wording, words: Translator) -> ThemeTable | None:
    """One row a theme, in the questionnaire's order; None where it has no themes."""
    found = theme_readings(results.instrument, results.assessment.form, results.values)
    if not found:
        return None
    rows = tuple(
        (
            wording.theme(one.theme),
            words.gettext("{n} of {m}").format(n=words.number(one.reached), m=words.number(one.n))
            if one.n
            else words.gettext("no level yet"),
            "–" if one.share is None else f"{words.number(one.share)} %",
        )
        for one in found
    )
    return ThemeTable(
        words.gettext("Cross-cutting themes"),
        words.gettext(
            "Of the questions whose level {level} asks for a theme, how many reach that level, of "
            "those that have one. With few questions a share says little; it is no ranking."
        ).format(level=f"{MET_FROM} · {wording.level(MET_FROM)}"),
        (words.gettext("Theme"), words.gettext("Questions"), words.gettext("Share")),
        rows,
    )
