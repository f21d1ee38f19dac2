"""The result of `topp score --json`: stable keys, full precision (docs/file-formats.md)."""

from __future__ import annotations

from typing import Any

from topp_desktop.domain.scoring import AlertHit, Scorecard
from topp_desktop.domain.scoring.scorecard import CellScore, OverallScore, Score


def scorecard_json(card: Scorecard) -> dict[str, Any]:
    """A scorecard as plain JSON; what is not published is null, never 0."""
    if not card.leveled:
        return _share(card)
    return {
        "scoring_version": card.scoring_version,
        "local_weights": card.local_weights,
        "overall": _overall(card.overall),
        "dimensions": {name: _score(score) for name, score in card.dimensions.items()},
        "areas": {
            name: _score(score) | {"provisional": score.provisional}
            for name, score in card.areas.items()
        },
        "cells": {name: _cell(score) for name, score in card.cells.items()},
        "objectives": {
            name: _score(score) | {"provisional": score.provisional}
            for name, score in card.objectives.items()
        },
        "components": dict(card.components),
        "agreement": dict(card.agreement),
        "alerts": [_alert(hit) for hit in card.alerts],
    }


def _share(card: Scorecard) -> dict[str, Any]:
    return {
        "scoring_version": card.scoring_version,
        "scoring_profile": card.profile,
        "items": dict(card.items),
        "dimensions": {
            name: {"declared": s.declared, "coverage": s.coverage, "published": s.published}
            for name, s in card.dimensions.items()
        },
        "alerts": [_alert(hit) for hit in card.alerts],
        "typologies": dict(card.typologies),
    }


def _score(score: Score) -> dict[str, Any]:
    return {
        "declared": score.declared,
        "supported": score.supported,
        "low": score.low,
        "high": score.high,
        "se": score.se,
        "coverage": score.coverage,
        "published": score.published,
    }


def _cell(score: CellScore) -> dict[str, Any]:
    return _score(score) | {
        "target": score.target,
        "target_set": score.target_set,
        "gap": score.gap,
    }


def _overall(score: OverallScore) -> dict[str, Any]:
    return _score(score) | {
        "label": score.label,
        "band": score.band,
        "min_dimension": score.min_dimension,
        "spread": score.spread,
        "provisional": score.provisional,
        "evidence_recorded": score.evidence_recorded,
    }


def _alert(hit: AlertHit) -> dict[str, Any]:
    if hit.high is None:
        return {"code": hit.code, "value": hit.value, "band": hit.band}
    return {"code": hit.code, "high": hit.high, "low": list(hit.low)}
