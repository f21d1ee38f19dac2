"""Figures of groups of institutions, with suppression of small groups.

A group of fewer than three is shown only where all of it agreed to publication; where one group
of a breakdown is suppressed the next smallest is too, so that it cannot be had by subtraction.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import isnan

SMALLEST_GROUP = 3
LOW = 25.0


@dataclass(frozen=True, slots=True)
class RegionMember:
    """One institution. by: what groups are made of; cells: 0–100, NaN where unpublished."""

    by: Mapping[str, str]
    cells: Sequence[float]
    public: bool


@dataclass(frozen=True, slots=True)
class CellFigures:
    """n: institutions with the cell published; below_25: how many of them are under 25.

    None where nothing is published, or where so few are that they stay hidden.
    """

    n: int
    median: float | None
    q1: float | None
    q3: float | None
    below_25: int | None


@dataclass(frozen=True, slots=True)
class RegionGroup:
    """Institutions that share `by`; cells empty where suppressed."""

    by: Mapping[str, str]
    n: int
    cells: Mapping[str, CellFigures]
    suppressed: bool


def quantile(values: Sequence[float], share: float) -> float:
    """Of sorted values, by linear interpolation between the two nearest (Hyndman-Fan type 7)."""
    position = (len(values) - 1) * share
    below = int(position)
    above = min(below + 1, len(values) - 1)
    return values[below] + (position - below) * (values[above] - values[below])


def figures(values: Iterable[float]) -> CellFigures:
    """The figures of one cell; unpublished values do not count."""
    known = sorted(round(value, 9) for value in values if not isnan(value))
    if not known:
        return CellFigures(0, None, None, None, None)
    median, q1, q3 = (quantile(known, share) for share in (0.5, 0.25, 0.75))
    return CellFigures(len(known), median, q1, q3, sum(value < LOW for value in known))


def suppressed_groups(
    sizes: Mapping[Hashable, int], open_: frozenset[Hashable]
) -> frozenset[Hashable]:
    """Which groups of one breakdown are hidden; `open_`: wholly consented to publication."""
    order = sorted((n, repr(name), name) for name, n in sizes.items())
    hidden = {name for n, _, name in order if n < SMALLEST_GROUP and name not in open_}
    if len(hidden) == 1:
        # A group whose members publish by name protects nobody: another one if there is one.
        rest = [name for _, _, name in order if name not in hidden]
        rest.sort(key=open_.__contains__)
        hidden.update(rest[:1])
    return frozenset(hidden)


def summarise(
    members: Sequence[RegionMember], by: Sequence[str], cells: Sequence[str]
) -> tuple[RegionGroup, ...]:
    """One group per combination of `by` (all together where it is empty), sorted."""
    grouped: dict[tuple[str, ...], list[RegionMember]] = defaultdict(list)
    for member in members:
        grouped[tuple(member.by[name] for name in by)].append(member)
    open_ = frozenset(name for name, found in grouped.items() if all(m.public for m in found))
    hidden = suppressed_groups({name: len(found) for name, found in grouped.items()}, open_)
    groups = []
    for name in sorted(grouped):
        found = grouped[name]
        shown: dict[str, CellFigures] = {}
        if name not in hidden:
            shown = {cell: _figures_of(found, i) for i, cell in enumerate(cells)}
        groups.append(
            RegionGroup(dict(zip(by, name, strict=True)), len(found), shown, name in hidden)
        )
    return tuple(groups)


def _figures_of(members: Sequence[RegionMember], cell: int) -> CellFigures:
    """A cell that fewer than three published stays hidden unless all of those consented."""
    published = [m for m in members if not isnan(m.cells[cell])]
    if 0 < len(published) < SMALLEST_GROUP and not all(m.public for m in published):
        return CellFigures(len(published), None, None, None, None)
    return figures(m.cells[cell] for m in published)
