"""How levels are spread: over the questions of a result, and over the people of a question."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from topp_desktop.domain.assessment import Assessment
from topp_desktop.domain.instrument import Instrument, Item
from topp_desktop.domain.scoring import ItemValue
from topp_desktop.services.measurement.results import Results

HIGH_AGREEMENT = 0.80
DISCUSS_BELOW = 0.60


@dataclass(frozen=True, slots=True)
class Spread:
    """How many at each level; `without`: how many have none (unknown, not applicable, open)."""

    counts: tuple[int, ...]
    without: int


@dataclass(frozen=True, slots=True)
class Voices:
    """What the people who were asked a question said, and how far they agree (0–1)."""

    item: Item
    spread: Spread
    agreement: float


def question_spread(results: Results, items: Iterable[Item]) -> Spread:
    """How many of these questions are at each level; means are taken to the nearest level."""
    counts = [0] * results.instrument.level_count
    without = 0
    for item in items:
        level = nearest_level(results.values[item.id])
        if level is None:
            without += 1
        else:
            counts[level] += 1
    return Spread(tuple(counts), without)


def nearest_level(value: ItemValue) -> int | None:
    """The level nearest to an item's value, halves upwards; None where it has none."""
    return None if value.value is None else int(value.value + Fraction(1, 2))


def voices(results: Results) -> list[Voices]:
    """Questions that at least three people gave a level to, least agreement first."""
    found = [
        Voices(item, _people(results.instrument, results.assessment, item), agreement)
        for item in results.instrument.form_items(results.assessment.form)
        if item.type == "levels" and (agreement := results.values[item.id].agreement) is not None
    ]
    return sorted(found, key=lambda one: one.agreement)


def _people(instrument: Instrument, assessment: Assessment, item: Item) -> Spread:
    counts = [0] * instrument.level_count
    without = 0
    for response in assessment.responses:
        if response.item != item.id or response.answer is None:
            continue
        if isinstance(response.answer, int):
            counts[response.answer] += 1
        else:
            without += 1
    for tally in assessment.tallies:
        if tally.item == item.id:
            counts = [one + other for one, other in zip(counts, tally.counts, strict=True)]
            without += tally.dk + tally.na
    return Spread(tuple(counts), without)
