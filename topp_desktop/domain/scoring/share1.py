"""Scoring profile `share-1` for checklist instruments (docs/scoring.md, "The second profile")."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from math import fsum

from topp_desktop.domain.assessment import Weights
from topp_desktop.domain.instrument import Alert, Instrument
from topp_desktop.domain.scoring.bands import exact
from topp_desktop.domain.scoring.contrasts import contrast_hits
from topp_desktop.domain.scoring.scorecard import AlertHit, OverallScore, Score, Scorecard
from topp_desktop.domain.scoring.values import BLANK, ItemValue, State


def score_values(
    instrument: Instrument,
    form: str,
    values: Mapping[str, ItemValue],
    _targets: Mapping[str, float],
    _weights: Weights,
) -> Scorecard:
    """Criteria as shares of elements present; dimensions as means of their criteria.

    A criterion that nobody answered or that does not apply is None and counts nowhere.
    Targets and own weights belong to levels; a checklist has neither.
    """
    asked = instrument.form_items(form)
    items: dict[str, float | None] = {}
    applicable = {}
    for item in asked:
        value = values.get(item.id, BLANK)
        applicable[item.id] = value.state is not State.NOT_APPLICABLE
        # Exact until here, so that two thirds are 66.66…67 on every machine.
        items[item.id] = None if value.value is None else float(100 * value.value)

    dimensions = {}
    for dimension in instrument.dimensions:
        members = [i.id for i in asked if i.dimension == dimension.id]
        mean = _mean(items, members)
        counted = [m for m in members if applicable[m]]
        coverage = sum(items[m] is not None for m in counted) / len(counted) if counted else None
        dimensions[dimension.id] = Score(
            published=mean is not None, declared=mean, coverage=coverage
        )
    return Scorecard(
        profile=instrument.profile,
        overall=OverallScore(),
        dimensions=dimensions,
        items=items,
        alerts=tuple(_alerts(instrument.alerts, items, dimensions)),
        typologies={
            typology.id: _weighted(items, typology.weights) for typology in instrument.typologies
        },
    )


def _mean(items: Mapping[str, float | None], members: Iterable[str]) -> float | None:
    found = [value for member in members if (value := items.get(member)) is not None]
    return fsum(found) / len(found) if found else None


def _weighted(items: Mapping[str, float | None], weights: Mapping[str, float]) -> float | None:
    """Weighted average over the criteria that have a value; None when none has."""
    found = [(items[name], w) for name, w in weights.items() if items.get(name) is not None]
    total = fsum(w for _, w in found)
    return fsum((value or 0.0) * w for value, w in found) / total if total else None


def _alerts(
    alerts: Iterable[Alert],
    items: Mapping[str, float | None],
    dimensions: Mapping[str, Score],
) -> Iterable[AlertHit]:
    """Group alerts always report their band; contrasts only when they fire."""
    for alert in alerts:
        if alert.kind == "group":
            value = _mean(items, alert.items)
            if value is not None:
                reached = sum(exact(value) >= cut for cut in alert.cuts)
                yield AlertHit(alert.code, value=value, band=reached)
        else:
            yield from contrast_hits([alert], dimensions)
