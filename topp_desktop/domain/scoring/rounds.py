"""What changed between two rounds, on common questions only (docs/scoring.md, "Rounds").

Short and full form, or two versions of an instrument, are never compared total against total:
both rounds are scored again on the items that they share.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from math import sqrt
from typing import Literal

from topp_desktop.domain.instrument import Form, Instrument
from topp_desktop.domain.scoring.bands import exact
from topp_desktop.domain.scoring.engine import score_values
from topp_desktop.domain.scoring.scorecard import Score, Scorecard
from topp_desktop.domain.scoring.values import ItemValue

MEANINGFUL_POINTS = 6.25
Z90 = 1.645
LINK_SHARE = 0.20

Series = Literal["same", "linked", "break"]

_COMMON = "common-items"


@dataclass(frozen=True, slots=True)
class RoundState:
    """One round as it was answered: instrument, form and item values."""

    instrument: Instrument
    form: str
    values: Mapping[str, ItemValue]


@dataclass(frozen=True, slots=True)
class ScoreDifference:
    """before, after: points on the common items; meaningful: None where only "changed" is said."""

    before: float
    after: float
    meaningful: bool | None = None

    @property
    def delta(self) -> float:
        return self.after - self.before


@dataclass(frozen=True, slots=True)
class Comparison:
    """series "break": nothing can be compared, and that is said; else differences by id.

    common: the items compared. What is not published in both rounds is absent.
    """

    series: Series
    common: tuple[str, ...]
    overall: ScoreDifference | None = None
    dimensions: Mapping[str, ScoreDifference] | None = None
    areas: Mapping[str, ScoreDifference] | None = None
    cells: Mapping[str, ScoreDifference] | None = None
    items: Mapping[str, ScoreDifference] | None = None


def compare(before: RoundState, after: RoundState) -> Comparison:
    """The comparison of two rounds of one institution."""
    common = _common_items(before, after)
    series = _series(before.instrument, after.instrument, common)
    if series == "break" or not common:
        return Comparison("break", common)
    first, second = (_score_common(state, common) for state in (before, after))
    return Comparison(
        series,
        common,
        overall=_difference(first.overall, second.overall, judged=True),
        dimensions=_differences(first.dimensions, second.dimensions, judged=True),
        areas=_differences(first.areas, second.areas, judged=False),
        cells=_differences(first.cells, second.cells, judged=False),
        items=_item_differences(first, second),
    )


def _common_items(before: RoundState, after: RoundState) -> tuple[str, ...]:
    """Items asked in both rounds with the same id and the same revision."""
    asked = {i.id: i.revision for i in before.instrument.form_items(before.form)}
    return tuple(
        item.id
        for item in after.instrument.form_items(after.form)
        if asked.get(item.id) == item.revision
    )


def _series(before: Instrument, after: Instrument, common: tuple[str, ...]) -> Series:
    """Patch: wording only. Minor: linked by enough common items. Major: a break."""
    if before.id != after.id:
        return "break"
    one, other = (i.version.split(".") for i in (before, after))
    if one[0] != other[0]:
        return "break"
    if one[:2] == other[:2]:
        return "same"
    cells = {after.by_id[item].cell for item in common}
    active = [item for item in after.items if not item.retired]
    enough = exact(len(common) / len(active)) >= LINK_SHARE
    return "linked" if enough and cells >= set(after.cells) else "break"


def _score_common(state: RoundState, common: tuple[str, ...]) -> Scorecard:
    instrument = replace(state.instrument, forms=(Form(_COMMON, common),))
    return score_values(instrument, _COMMON, state.values)


def _difference(before: Score, after: Score, *, judged: bool) -> ScoreDifference | None:
    if before.declared is None or after.declared is None:
        return None
    if not judged:
        return ScoreDifference(before.declared, after.declared)
    delta = abs(exact(after.declared - before.declared))
    noise = Z90 * sqrt((before.se or 0.0) ** 2 + (after.se or 0.0) ** 2)
    meaningful = delta >= MEANINGFUL_POINTS and delta > exact(noise)
    return ScoreDifference(before.declared, after.declared, meaningful)


def _differences(
    before: Mapping[str, Score], after: Mapping[str, Score], *, judged: bool
) -> dict[str, ScoreDifference]:
    found = {
        name: _difference(before[name], score, judged=judged)
        for name, score in after.items()
        if name in before
    }
    return {name: difference for name, difference in found.items() if difference is not None}


def _item_differences(before: Scorecard, after: Scorecard) -> dict[str, ScoreDifference]:
    """Only items whose value changed."""
    found = {}
    for name, value in after.items.items():
        earlier = before.items.get(name)
        if value is not None and earlier is not None and exact(value) != exact(earlier):
            found[name] = ScoreDifference(earlier, value)
    return found
