"""A real local store in a folder of the test."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import Engine

from tests.support.builders import agenda
from topp_desktop.domain.assessment import Assessment, Response
from topp_desktop.persistence.assessment_store import SqlAssessmentStore
from topp_desktop.persistence.migrate import open_store
from topp_desktop.persistence.trail_store import SqlTrailStore
from topp_desktop.services.measurement.trail import Edit, Stamp

WHEN = datetime(2026, 3, 5, 12, 30, tzinfo=UTC)


@dataclass(frozen=True)
class Saved:
    """One change of one answer."""

    respondent: str
    item: str
    before: Response | None
    after: Response | None
    at: datetime


class LocalStore(SqlAssessmentStore):
    """The store of measurements together with their trail."""

    def __init__(self, engine: Engine, name: str) -> None:
        super().__init__(engine, name)
        self.trail = SqlTrailStore(engine, name, host=lambda: "test")

    def save(self, assessment_id: str, *edits: Edit, at: datetime = WHEN) -> None:
        """Saves edits as one step."""
        self.trail.apply(assessment_id, edits, Stamp("test", at))

    def save_response(self, assessment_id: str, response: Response, at: datetime) -> None:
        """Saves one answer."""
        key = (response.respondent, response.item)
        self.save(assessment_id, Edit("response", key, response), at=at)

    def changes(self, assessment_id: str, limit: int) -> list[Saved]:
        """The newest changes of answers first."""
        return [
            Saved(change.key[0], change.key[1], change.before, change.after, step.at)
            for step in self.trail.steps(assessment_id, limit)
            for change in step.changes
        ]


@contextmanager
def opened(path: Path) -> Iterator[tuple[Engine, LocalStore]]:
    """The store in this file, which is made if it is not there."""
    engine = open_store(path, path.parent / "backups")
    try:
        yield engine, LocalStore(engine, str(path))
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
