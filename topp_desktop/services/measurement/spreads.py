"""How levels are spread over the questions of a result, and where people agree least."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from topp_desktop.domain.instrument import Item
from topp_desktop.domain.scoring import ItemValue
from topp_desktop.domain.scoring.voices import Voices, voices
from topp_desktop.services.measurement.results import Results


@dataclass(frozen=True, slots=True)
class Spread:
    """How many at each level; `without`: how many have none (unknown, not applicable, open)."""

    counts: tuple[int, ...]
    without: int


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


def least_agreed(results: Results) -> list[Voices]:
    """Questions that at least three people gave a level to, least agreement first."""
    found = [
        one
        for one in voices(results.instrument, results.assessment).values()
        if one.agreement is not None
    ]
    return sorted(found, key=lambda one: one.agreement or 0.0)
