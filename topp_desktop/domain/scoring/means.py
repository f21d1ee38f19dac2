"""The two means of the method and the propagation of uncertainty through them.

Steps 3 to 5 and 8 of docs/scoring.md. A part is (score 0–100, standard uncertainty in points,
weight ≥ 0).
"""

from __future__ import annotations

from collections.abc import Sequence
from math import exp, fsum, log, sqrt

RHO = 0.3
"""Assumed correlation between the errors of parts answered by the same people."""

Part = tuple[float, float, float]


def _propagate(terms: Sequence[float]) -> float:
    """√((1−ρ)·Σt² + ρ·(Σt)²) for weighted uncertainties t."""
    return sqrt((1 - RHO) * fsum(t * t for t in terms) + RHO * fsum(terms) ** 2)


def linear(parts: Sequence[Part]) -> tuple[float, float]:
    """Weighted arithmetic mean and its SE, both in points."""
    total = fsum(weight for _, _, weight in parts)
    mean = fsum(weight * value for value, _, weight in parts) / total
    return mean, _propagate([weight / total * s for _, s, weight in parts])


def geometric(parts: Sequence[Part]) -> tuple[float, float]:
    """Geometric mean on the natural 1–5 scale, G = 25·∏(1+z/25)^u − 25, and its SE in points."""
    total = fsum(weight for _, _, weight in parts)
    mean = 25 * exp(fsum(w / total * log(1 + z / 25) for z, _, w in parts)) - 25
    spread = _propagate([w / total * s / (z + 25) for z, s, w in parts])
    return mean, (mean + 25) * spread
