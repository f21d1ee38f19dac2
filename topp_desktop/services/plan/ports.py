"""What the use cases around the road map need from the outside."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Protocol

from topp_desktop.domain.assessment.work import Approval
from topp_desktop.domain.roadmap import Kept, PlanEdits


@dataclass(frozen=True, slots=True)
class StoredPlan:
    """What is kept of a measurement's road map.

    kept: empty as long as the plan is only proposed; approval: as it was recorded (state
    "reviewed" stands for validated), see `services.plan.approval` for whether it still holds.
    """

    edits: PlanEdits = field(default_factory=PlanEdits)
    kept: Kept = field(default_factory=dict)
    approval: Approval | None = None


class PlanStore(Protocol):
    """Faults: EnvironmentFault database-locked, database-damaged; UserError assessment-unknown.

    Changes go through `services.measurement.trail`: kinds plan-action, plan-milestone, plan-need,
    plan-follow-up, plan-kept, plan-approval.
    """

    def load(self, assessment_id: str) -> StoredPlan: ...
