"""A second rating by somebody who reads the documents, and what it says beside the first."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from topp_desktop.domain.instrument.answers import as_level
from topp_desktop.domain.scoring import ItemValue
from topp_desktop.domain.study.model import Rating


@dataclass(frozen=True, slots=True)
class Beside:
    """One question: declared as the institution's level 0–4, verified as a level.

    gap: declared minus verified, in levels; above 0 more was declared than was found.
    """

    item: str
    declared: float | None
    verified: int | None

    @property
    def gap(self) -> float | None:
        if self.declared is None or self.verified is None:
            return None
        return self.declared - self.verified


def declared_levels(values: Mapping[str, ItemValue]) -> dict[str, float]:
    """Item → the institution's level, rounded to thousandths as in what it sends."""
    return {
        item: round(float(value.value), 3)
        for item, value in values.items()
        if value.value is not None
    }


def beside(declared: Mapping[str, float], verified: Mapping[str, Rating]) -> tuple[Beside, ...]:
    """Every question that was verified, in the order of the verification."""
    return tuple(
        Beside(item, declared.get(item), as_level(rating.answer))
        for item, rating in verified.items()
    )


def mean_gap(rows: tuple[Beside, ...]) -> float | None:
    """Of the questions with both levels."""
    gaps = [row.gap for row in rows if row.gap is not None]
    return sum(gaps) / len(gaps) if gaps else None
