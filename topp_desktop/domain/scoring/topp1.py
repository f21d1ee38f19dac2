"""Scoring profile `topp-1` (docs/scoring.md): cells, dimensions, areas, overall, alerts.

All functions are pure. A *layer* is one complete computation over every cell with one choice of
item values: declared, supported, missing items at 0, missing items at 4.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import fsum, sqrt

from topp_desktop.domain.assessment import Weights
from topp_desktop.domain.instrument import Instrument, Item
from topp_desktop.domain.scoring.bands import band, default_target, exact, label
from topp_desktop.domain.scoring.contrasts import contrast_hits
from topp_desktop.domain.scoring.means import Part, geometric, linear
from topp_desktop.domain.scoring.scorecard import (
    CellScore,
    OverallScore,
    Score,
    Scorecard,
)
from topp_desktop.domain.scoring.values import BLANK, ItemValue, State

Z90 = 1.645
"""The factor of the indicative range."""

_MEAN = Callable[[Sequence[Part]], tuple[float, float]]


@dataclass(frozen=True, slots=True)
class _Point:
    """One item on the 0–100 scale; s is its standard uncertainty in points."""

    item: Item
    value: ItemValue
    weight: float
    declared: float
    supported: float
    s: float


def _point(item: Item, value: ItemValue, weight: float) -> _Point:
    """The exact value as points, converted once: a score looks at them a dozen times."""
    return _Point(
        item,
        value,
        weight,
        declared=25 * float(value.value or 0),
        supported=25 * float(value.supported or 0),
        s=25 * sqrt(value.variance),
    )


@dataclass(frozen=True, slots=True)
class _Group:
    """Parts that become one score; only published parts carry figures."""

    declared: float
    supported: float
    se: float
    floor: float
    ceiling: float

    def as_score(self, coverage: float | None, provisional: bool = False) -> Score:
        return Score(
            published=True,
            declared=self.declared,
            supported=self.supported,
            low=max(0.0, self.floor - Z90 * self.se),
            high=min(100.0, self.ceiling + Z90 * self.se),
            se=self.se,
            coverage=coverage,
            provisional=provisional,
        )


@dataclass(frozen=True)
class _Cell:
    """floor / ceiling: the cell with every missing applicable item at 0 / at 4."""

    points: tuple[_Point, ...]

    @cached_property
    def applicable(self) -> list[_Point]:
        return [p for p in self.points if p.value.state is not State.NOT_APPLICABLE]

    @cached_property
    def answered(self) -> list[_Point]:
        return [p for p in self.points if p.value.state is State.VALUED]

    @property
    def published(self) -> bool:
        applicable = len(self.applicable)
        return applicable > 0 and 5 * len(self.answered) >= 3 * applicable

    def figures(self) -> _Group:
        declared, se = linear([(p.declared, p.s, p.weight) for p in self.answered])
        supported, _ = linear([(p.supported, 0.0, p.weight) for p in self.answered])
        return _Group(declared, supported, se, self.filled(0.0), self.filled(100.0))

    def filled(self, missing: float) -> float:
        """The score with every missing applicable item at `missing` points."""
        parts = [
            (p.declared if p.value.state is State.VALUED else missing, 0.0, p.weight)
            for p in self.applicable
        ]
        return linear(parts)[0]


def score_values(
    instrument: Instrument,
    form: str,
    values: Mapping[str, ItemValue],
    targets: Mapping[str, float],
    weights: Weights,
) -> Scorecard:
    """The scorecard of one form's item values (item id → value; what is absent is blank)."""
    items = instrument.form_items(form)
    points = [
        _point(item, values.get(item.id, BLANK), weights.items.get(item.id, 1.0)) for item in items
    ]
    by_cell: dict[str, list[_Point]] = defaultdict(list)
    for point in points:
        by_cell[point.item.cell or ""].append(point)
    cells = {cell: _Cell(tuple(by_cell.get(cell, ()))) for cell in instrument.cells}
    figures = {name: cell.figures() for name, cell in cells.items() if cell.published}

    cell_scores = {n: _cell_score(c, figures.get(n), targets.get(n)) for n, c in cells.items()}
    areas = {
        area.id: _combine(
            {f"{area.id}-{d.id}": 1.0 for d in instrument.dimensions},
            cells,
            figures,
            geometric,
        )
        for area in instrument.areas
    }
    share = 1 / len(instrument.areas)
    dimension_groups = {
        d.id: _combine_group(
            {f"{a.id}-{d.id}": weights.areas.get(a.id, share) for a in instrument.areas},
            cells,
            figures,
            linear,
        )
        for d in instrument.dimensions
    }
    dimensions = {
        name: group.as_score(_coverage(cells, [f"{a.id}-{name}" for a in instrument.areas]))
        if group
        else Score(coverage=_coverage(cells, [f"{a.id}-{name}" for a in instrument.areas]))
        for name, group in dimension_groups.items()
    }
    return Scorecard(
        profile=instrument.profile,
        overall=_overall(points, cells, dimension_groups),
        dimensions=dimensions,
        areas=areas,
        cells=cell_scores,
        objectives=_objectives(instrument, points),
        components=_components(instrument, points),
        items={p.item.id: p.declared if p.value.state is State.VALUED else None for p in points},
        agreement={p.item.id: p.value.agreement for p in points if p.value.agreement is not None},
        alerts=tuple(contrast_hits(instrument.alerts, dimensions)),
        local_weights=bool(weights),
    )


def _cell_score(cell: _Cell, group: _Group | None, target: float | None) -> CellScore:
    applicable, answered = len(cell.applicable), len(cell.answered)
    coverage = answered / applicable if applicable else None
    if group is None:
        return CellScore(
            coverage=coverage,
            target=target,
            target_set=target is not None,
            applicable=applicable,
            answered=answered,
        )
    score = group.as_score(coverage)
    goal = target if target is not None else default_target(group.declared)
    return CellScore(
        published=True,
        declared=score.declared,
        supported=score.supported,
        low=score.low,
        high=score.high,
        se=score.se,
        coverage=coverage,
        target=goal,
        target_set=target is not None,
        gap=max(0.0, goal - group.declared),
        applicable=applicable,
        answered=answered,
    )


def _coverage(cells: Mapping[str, _Cell], names: Sequence[str]) -> float | None:
    applicable = sum(len(cells[name].applicable) for name in names)
    return sum(len(cells[name].answered) for name in names) / applicable if applicable else None


def _filled(
    parts: Mapping[str, float], cells: Mapping[str, _Cell], mean: _MEAN, missing: float
) -> float:
    """The group's score when every missing applicable item has `missing` points."""
    return mean(
        [
            (cells[name].filled(missing), 0.0, weight)
            for name, weight in parts.items()
            if cells[name].applicable
        ]
    )[0]


def _combine_group(
    parts: Mapping[str, float],
    cells: Mapping[str, _Cell],
    figures: Mapping[str, _Group],
    mean: _MEAN,
) -> _Group | None:
    """One group from the published ones among `parts` (cell → weight); None below three."""
    published = {name: figures[name] for name in parts if name in figures}
    if len(published) < 3 or not any(parts[name] for name in published):
        return None
    declared, se = mean([(g.declared, g.se, parts[n]) for n, g in published.items()])
    supported, _ = mean([(g.supported, 0.0, parts[n]) for n, g in published.items()])
    return _Group(
        declared,
        supported,
        se,
        _filled(parts, cells, mean, 0.0),
        _filled(parts, cells, mean, 100.0),
    )


def _combine(
    parts: Mapping[str, float],
    cells: Mapping[str, _Cell],
    figures: Mapping[str, _Group],
    mean: _MEAN,
) -> Score:
    group = _combine_group(parts, cells, figures, mean)
    coverage = _coverage(cells, list(parts))
    if group is None:
        return Score(coverage=coverage)
    published = sum(1 for name in parts if name in figures)
    return group.as_score(coverage, provisional=published == 3)


def _overall(
    points: Sequence[_Point],
    cells: Mapping[str, _Cell],
    dimensions: Mapping[str, _Group | None],
) -> OverallScore:
    asked = [p for p in points if p.value.value is not None and p.value.value >= 2]
    counted = sum(1 for p in asked if p.value.evidence is not None)
    recorded = counted / len(asked) if asked else 1.0
    applicable = sum(1 for cell in cells.values() if cell.applicable)
    published = sum(1 for cell in cells.values() if cell.published)
    coverage = published / applicable if applicable else None
    groups = {name: group for name, group in dimensions.items() if group is not None}
    if len(groups) < len(dimensions) or 8 * published < 7 * applicable:
        return OverallScore(
            coverage=coverage,
            evidence_recorded=recorded,
            evidence_counted=counted,
            evidence_asked=len(asked),
        )
    declared, se = geometric([(g.declared, g.se, 1.0) for g in groups.values()])
    supported, _ = geometric([(g.supported, 0.0, 1.0) for g in groups.values()])
    score = _Group(
        declared,
        supported,
        se,
        geometric([(g.floor, 0.0, 1.0) for g in groups.values()])[0],
        geometric([(g.ceiling, 0.0, 1.0) for g in groups.values()])[0],
    ).as_score(coverage)
    weakest = min(groups, key=lambda name: exact(groups[name].declared))
    lowest = groups[weakest].declared
    highest = max(g.declared for g in groups.values())
    return OverallScore(
        published=True,
        declared=score.declared,
        supported=score.supported,
        low=score.low,
        high=score.high,
        se=score.se,
        coverage=coverage,
        provisional=published < applicable,
        label=label(declared, lowest),
        band=band(declared),
        min_dimension=lowest,
        weakest=weakest,
        spread=highest - lowest,
        evidence_recorded=recorded,
        evidence_counted=counted,
        evidence_asked=len(asked),
    )


def _objectives(instrument: Instrument, points: Sequence[_Point]) -> dict[str, Score]:
    """Geometric mean over an objective's items; needs three, exactly three is provisional.

    A form that asks fewer than three items of every objective has no objective scores at all.
    """
    by_objective: dict[str, list[_Point]] = defaultdict(list)
    for point in points:
        by_objective[point.item.objective or ""].append(point)
    scores = {}
    for objective in instrument.objectives:
        cell = _Cell(tuple(by_objective.get(objective, ())))
        if len(cell.points) < 3:
            continue
        answered, applicable = cell.answered, cell.applicable
        coverage = len(answered) / len(applicable) if applicable else None
        if len(answered) < 3:
            scores[objective] = Score(coverage=coverage)
            continue
        declared, se = geometric([(p.declared, p.s, 1.0) for p in answered])
        supported, _ = geometric([(p.supported, 0.0, 1.0) for p in answered])
        bounds = [
            geometric(
                [
                    (p.declared if p.value.state is State.VALUED else missing, 0.0, 1.0)
                    for p in applicable
                ]
            )[0]
            for missing in (0.0, 100.0)
        ]
        group = _Group(declared, supported, se, *bounds)
        scores[objective] = group.as_score(coverage, provisional=len(answered) == 3)
    return scores


def _components(instrument: Instrument, points: Sequence[_Point]) -> dict[str, float | None]:
    """Arithmetic mean over at least two valued items of a component."""
    by_component: dict[str, list[float]] = defaultdict(list)
    for point in points:
        if point.value.state is State.VALUED and point.item.component:
            by_component[point.item.component].append(point.declared)
    return {
        component: fsum(found) / len(found)
        if len(found := by_component.get(component, [])) >= 2
        else None
        for component in instrument.components
    }
