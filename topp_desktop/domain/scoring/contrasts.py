"""Alerts of kind *contrast*, in every scoring profile (docs/scoring.md, step 7)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from topp_desktop.domain.instrument import Alert
from topp_desktop.domain.scoring.bands import HIGH, LOW, exact
from topp_desktop.domain.scoring.scorecard import AlertHit, Score


def contrast_hits(alerts: Iterable[Alert], dimensions: Mapping[str, Score]) -> Iterable[AlertHit]:
    """The contrasts that fire: one dimension high while another is low, on declared scores."""
    declared = {
        name: exact(score.declared)
        for name, score in dimensions.items()
        if score.declared is not None
    }
    for alert in alerts:
        if alert.kind != "contrast" or declared.get(alert.high or "", 0.0) < HIGH:
            continue
        low = tuple(name for name in alert.low if declared.get(name, HIGH) < LOW)
        if low:
            yield AlertHit(alert.code, alert.high, low)
