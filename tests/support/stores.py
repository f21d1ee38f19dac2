"""A real local store in a folder of the test."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import Engine

from tests.support.builders import agenda
from topp_desktop.domain.assessment import Assessment
from topp_desktop.persistence.assessment_store import SqlAssessmentStore
from topp_desktop.persistence.migrate import open_store

WHEN = datetime(2026, 3, 5, 12, 30, tzinfo=UTC)


@contextmanager
def opened(path: Path) -> Iterator[tuple[Engine, SqlAssessmentStore]]:
    """The store in this file, which is made if it is not there."""
    engine = open_store(path, path.parent / "backups")
    try:
        yield engine, SqlAssessmentStore(engine, str(path))
    finally:
        engine.dispose()


def keep(store: SqlAssessmentStore, assessment_id: str, assessment: Assessment) -> Assessment:
    """Adds an assessment of an institution of its own; returns what was added."""
    own = replace(
        assessment,
        institution=replace(assessment.institution, id=f"i-{assessment_id}"),
    )
    store.add(assessment_id, own, agenda().ref, WHEN)
    return own


def in_order(assessment: Assessment) -> Assessment:
    """The same assessment with its answers in the store's order."""
    return replace(
        assessment,
        responses=tuple(sorted(assessment.responses, key=lambda r: (r.respondent, r.item))),
        consensus=tuple(sorted(assessment.consensus, key=lambda c: c.item)),
        tallies=tuple(sorted(assessment.tallies, key=lambda t: (t.item, t.role))),
    )
