"""Consensus of ordinal answers (Tastle & Wierman, 2007, Int. J. of Approximate Reasoning 45)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from math import fsum, log2

HIGH_AGREEMENT = 0.80
DISCUSS_BELOW = 0.60


def consensus_index(counts: Mapping[float, int], width: float) -> float:
    """Cns = 1 + Σ p_j·log₂(1 − |j − μ|/width); counts: value → how many gave it; 1 = all agree."""
    total = sum(counts.values())
    mean = fsum(value * count for value, count in counts.items()) / total
    terms = (
        count / total * log2(1 - abs(value - mean) / width)
        for value, count in counts.items()
        if count
    )
    return 1 + fsum(terms)


def agreement_of(levels: Sequence[float], width: float = 4) -> float | None:
    """Agreement 0–1 over the levels given; None for fewer than three."""
    if len(levels) < 3:
        return None
    return max(0.0, round(consensus_index(Counter(levels), width), 9))
