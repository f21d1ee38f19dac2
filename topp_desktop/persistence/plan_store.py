"""Reads the road map of a measurement. Changes go through `persistence.trail_store`."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Engine

from topp_desktop.domain.roadmap import PlanEdits
from topp_desktop.persistence.access import Access, refs_for
from topp_desktop.persistence.parts import parts_of
from topp_desktop.services.plan.ports import StoredPlan


class SqlPlanStore:
    """Implements `services.plan.ports.PlanStore`; `name` stands for the database in faults."""

    def __init__(self, engine: Engine, name: str) -> None:
        self._access = Access(engine, name)

    def load(self, assessment_id: str) -> StoredPlan:
        with self._access.reading() as connection:
            refs = refs_for(connection, assessment_id)

            def found(kind: str) -> dict[str, Any]:
                rows = parts_of(connection, kind, assessment_id, refs)
                return {key[0]: value for key, value in sorted(rows.items())}

            approvals = parts_of(connection, "plan-approval", assessment_id, refs)
            return StoredPlan(
                PlanEdits(
                    found("plan-action"),
                    found("plan-milestone"),
                    found("plan-need"),
                    found("plan-follow-up"),
                ),
                found("plan-kept"),
                approvals.get(()),
            )
