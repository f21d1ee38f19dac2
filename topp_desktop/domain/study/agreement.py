"""How far ratings agree: exact agreement, weighted kappa, and how sure that is. Pure functions.

A rating is a category from 0 to `categories` − 1; a disagreement counts with the square of its
distance (Cohen, J. (1968): Weighted kappa. Psychological Bulletin 70, 213–220; Fleiss, J. L. and
Cohen, J. (1973): The equivalence of weighted kappa and the intraclass correlation coefficient.
Educational and Psychological Measurement 33, 613–619).
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from typing import Final

Ratings = Sequence[int]
"""What several raters said of one thing."""
FEWEST_GROUPS: Final = 5
"""Groups below which no interval is given: there is nothing to draw from."""
_DRAWS: Final = 1_000
_SEED: Final = 1968


def paired_kappa(pairs: Sequence[tuple[int, int]], categories: int = 5) -> float | None:
    """Quadratic weighted kappa of two raters whose places differ (first and second time, declared
    and verified): 1 − observed / expected disagreement, expected from each one's own use of the
    categories (Cohen 1968). None without pairs, or where no disagreement could be expected.
    """
    n = len(pairs)
    if not n:
        return None
    left, right = [0] * categories, [0] * categories
    for one, other in pairs:
        left[one] += 1
        right[other] += 1
    observed = sum((one - other) ** 2 for one, other in pairs) / n
    span = range(categories)
    expected = sum(left[i] * right[j] * (i - j) ** 2 for i in span for j in span) / n**2
    return None if expected == 0 else 1 - observed / expected


def group_kappa(groups: Sequence[Ratings], categories: int = 5) -> float | None:
    """Quadratic weighted kappa of raters who can change places, two or more to a group.

    Every pair within a group counts, so weighted that each rating counts once; what disagreement
    is expected comes from all ratings together. With two raters it is Scott's form of the weighted
    kappa, with more it follows Fleiss and Cohen (1973). Groups of one say nothing of agreement and
    are left out. None where nothing is left, or where no disagreement could be expected.
    """
    compared = [group for group in groups if len(group) > 1]
    n = sum(map(len, compared))
    if not n:
        return None
    used = [0] * categories
    observed = 0.0
    for group in compared:
        for rating in group:
            used[rating] += 1
        apart = sum((one - other) ** 2 for one in group for other in group)
        observed += apart / (len(group) - 1)
    observed /= n
    span = range(categories)
    expected = sum(used[i] * used[j] * (i - j) ** 2 for i in span for j in span) / n**2
    return None if expected == 0 else 1 - observed / expected


def exact_agreement(groups: Sequence[Ratings], within: int = 0) -> float | None:
    """The share of pairs within groups that differ by `within` levels at most, each group's pairs
    averaged first, so that a large group does not speak for the small ones. None without pairs."""
    shares = []
    for group in groups:
        near = [
            abs(one - other) <= within
            for place, one in enumerate(group)
            for other in group[place + 1 :]
        ]
        if near:
            shares.append(sum(near) / len(near))
    return sum(shares) / len(shares) if shares else None


def group_kappa_interval(
    groups: Sequence[Ratings], categories: int = 5
) -> tuple[float, float] | None:
    """The 95 % interval of `group_kappa`: percentile bootstrap, 1,000 draws of whole groups.

    Whole groups are drawn because ratings of one institution depend on each other (Efron, B. and
    Tibshirani, R. J. (1993): An Introduction to the Bootstrap, chapter 13, for the percentiles;
    Field, C. A. and Welsh, A. H. (2007): Bootstrapping clustered data. Journal of the Royal
    Statistical Society B 69, 369–390, for drawing groups). The seed is fixed: equal data give
    equal figures. None below five groups, or where fewer than nine in ten draws have a kappa.
    """
    compared = [group for group in groups if len(group) > 1]
    if len(compared) < FEWEST_GROUPS:
        return None
    chance = random.Random(_SEED)  # noqa: S311 — statistics, no secret
    draws = (chance.choices(compared, k=len(compared)) for _ in range(_DRAWS))
    drawn = (group_kappa(draw, categories) for draw in draws)
    found = sorted(kappa for kappa in drawn if kappa is not None)
    if len(found) < 0.9 * _DRAWS:
        return None
    return _percentile(found, 0.025), _percentile(found, 0.975)


def _percentile(ordered: Sequence[float], share: float) -> float:
    """Between the two nearest values."""
    place = share * (len(ordered) - 1)
    below = int(place)
    above = min(below + 1, len(ordered) - 1)
    return ordered[below] + (ordered[above] - ordered[below]) * (place - below)
