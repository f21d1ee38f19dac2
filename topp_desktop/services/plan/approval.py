"""The road map: proposed, kept as a draft, validated, approved; bound to what it says, any change
reopens it."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date
from enum import Enum
from fractions import Fraction
from typing import Any, Literal

from topp_desktop.domain.assessment.work import Approval, ApprovalState
from topp_desktop.domain.errors import UserError
from topp_desktop.domain.roadmap import Kept
from topp_desktop.domain.roadmap.milestones import MILESTONE_STATES, MilestoneState
from topp_desktop.foundation.canonical import canonical_json, sha256_hex
from topp_desktop.services.measurement.approval import ApprovalStatus
from topp_desktop.services.measurement.trail import Edit, Step
from topp_desktop.services.plan.keeping import PlanKeeper
from topp_desktop.services.plan.ports import StoredPlan


class PlanApprovalService:
    """`status` and `more` on any thread; the rest on the writer thread, each one step to undo.

    Follow-up is no part of what is approved: to say that something is done reopens nothing.
    """

    def __init__(self, keeper: PlanKeeper) -> None:
        self._keeper = keeper

    def status(self, assessment_id: str) -> ApprovalStatus:
        """Where the plan stands: state proposed, draft (kept), reviewed (shown as "validated"),
        approved, or reopened; with what was recorded last and the SHA-256 of what stands now."""
        return self._status(assessment_id, self._keeper.store.load(assessment_id))

    def _status(self, assessment_id: str, plan: StoredPlan) -> ApprovalStatus:
        content = self._content(assessment_id, plan, self._keeper.kept(assessment_id, plan))
        approval = plan.approval
        if approval is None:
            return ApprovalStatus("draft" if plan.kept else "proposed", None, content)
        state: ApprovalState = approval.state if approval.content == content else "reopened"
        return ApprovalStatus(state, approval, content)

    def validate(self, assessment_id: str, *, position: str, on: date) -> ApprovalStatus:
        """Somebody looked at all of it; every milestone is validated too.
        UserError("position-missing")."""
        self._record(assessment_id, "reviewed", position, on, "")
        return self.status(assessment_id)

    def approve(
        self, assessment_id: str, *, position: str, on: date, letter: str = ""
    ) -> ApprovalStatus:
        """The authority approves what was validated, with every milestone.
        UserError: not-reviewed (also when it changed since), position-missing."""
        if self.status(assessment_id).state not in ("reviewed", "approved"):
            raise UserError("not-reviewed")
        self._record(assessment_id, "approved", position, on, letter)
        return self.status(assessment_id)

    def reopen(self, assessment_id: str) -> Step | None:
        """Back to draft."""
        edits = [Edit("plan-approval", (), None)]
        return self._keeper.recorder.record(assessment_id, "plan-reopened", edits)

    def more(self, assessment_id: str) -> Any:
        """What the measurement's own approval binds of the plan (`approval.MoreContent`).

        A plan that is only proposed counts as it would be kept, so that keeping it changes
        nothing.
        """
        plan = self._keeper.store.load(assessment_id)
        return _json(plan, self._keeper.kept(assessment_id, plan))

    def _record(
        self,
        assessment_id: str,
        state: Literal["reviewed", "approved"],
        position: str,
        on: date,
        letter: str,
    ) -> None:
        if not position.strip():
            raise UserError("position-missing")

        mark: MilestoneState = "validated" if state == "reviewed" else "approved"

        def edits(plan: StoredPlan, kept: Kept) -> list[Edit]:
            content = self._content(assessment_id, plan, kept)
            approval = Approval(state, position.strip(), on, content, letter.strip())
            lower = (m for m in plan.edits.milestones.values() if _rank(m.state) < _rank(mark))
            return [
                Edit("plan-approval", (), approval),
                *(Edit("plan-milestone", (m.id,), m.marked(mark)) for m in lower),
            ]

        called = "plan-validated" if state == "reviewed" else "plan-approved"
        self._keeper.record(assessment_id, called, edits)

    def _content(self, assessment_id: str, plan: StoredPlan, kept: Kept) -> str:
        _, stored = self._keeper.assessments.open(assessment_id)
        said = {"settings": stored.plan_settings, "plan": _json(plan, kept)}
        return sha256_hex(canonical_json(said))


def _rank(state: MilestoneState) -> int:
    return MILESTONE_STATES.index(state)


def _json(plan: StoredPlan, kept: Kept) -> dict[str, Any]:
    edits = plan.edits
    return {
        "kept": {name: _plain(asdict(planned)) for name, planned in kept.items()},
        "actions": {name: _plain(asdict(edit)) for name, edit in edits.actions.items()},
        "milestones": {name: m.content for name, m in edits.milestones.items()},
        "needs": {name: _plain(asdict(need)) for name, need in edits.needs.items()},
    }


def _plain(value: Any) -> Any:
    """A value in the types that JSON has."""
    if isinstance(value, dict):
        return {str(name): _plain(entry) for name, entry in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(entry) for entry in value]
    if isinstance(value, Fraction):
        return str(value)
    return value.value if isinstance(value, Enum) else value
