"""Bands and comparisons. Everything first rounds to nine decimals: float noise moves exact cuts."""

from __future__ import annotations

from bisect import bisect_right
from math import floor

CUTS = (12.5, 37.5, 62.5, 87.5)
HIGH = 62.5
LOW = 37.5


def exact(value: float) -> float:
    """The value without float noise."""
    return round(value, 9)


def band(value: float) -> int:
    """Level 0–4 of a score 0–100; the cuts belong to the upper level."""
    return bisect_right(CUTS, exact(value))


LEAST_TARGET = 50.0


def label(overall: float, weakest: float) -> int:
    """The overall level: never more than one above the weakest dimension."""
    return min(band(overall), band(weakest) + 1)


def default_target(declared: float) -> float:
    """The next level above a cell's score, at least 50 and at most 100 (docs/scoring.md, step 11).

    Level 1 is a state one may be in, never a goal.
    """
    return max(LEAST_TARGET, min(100.0, 25.0 * (floor(exact(declared / 25)) + 1)))
