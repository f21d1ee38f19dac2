"""Draft → reviewed → approved. An approval is bound to what was approved: any change reopens."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from topp_desktop.domain.assessment.work import Approval, ApprovalState
from topp_desktop.domain.errors import UserError
from topp_desktop.domain.instrument import Instrument
from topp_desktop.services.measurement.assessments import AssessmentService
from topp_desktop.services.measurement.content import content_hash, content_of
from topp_desktop.services.measurement.trail import Edit, Recorder, Step
from topp_desktop.services.ports import StoredAssessment

MoreContent = Callable[[str], Any]
"""Measurement id → something else that an approval binds, as JSON (such as edited actions)."""


@dataclass(frozen=True, slots=True)
class ApprovalStatus:
    """state "reopened": it was reviewed or approved, and something changed since.

    approval: what was recorded last, also when reopened; content: SHA-256 of what stands now.
    """

    state: ApprovalState
    approval: Approval | None
    content: str


class ApprovalService:
    """`status` on any thread; the rest on the writer thread, each one step to undo."""

    def __init__(
        self,
        assessments: AssessmentService,
        recorder: Recorder,
        more: tuple[MoreContent, ...] = (),
    ) -> None:
        self._assessments = assessments
        self._recorder = recorder
        self._more = more

    def status(self, assessment_id: str) -> ApprovalStatus:
        """Where the measurement stands now."""
        instrument, stored = self._assessments.open(assessment_id)
        return self.status_of(instrument, stored)

    def status_of(self, instrument: Instrument, stored: StoredAssessment) -> ApprovalStatus:
        """As `status`, for a measurement that was read already."""
        content = content_of(instrument, stored)
        if self._more:
            content["more"] = [more(stored.id) for more in self._more]
        now, approval = content_hash(content), stored.approval
        if approval is None:
            return ApprovalStatus("draft", None, now)
        state: ApprovalState = approval.state if approval.content == now else "reopened"
        return ApprovalStatus(state, approval, now)

    def review(self, assessment_id: str, *, position: str, on: date) -> ApprovalStatus:
        """Somebody looked at all of it. UserError("position-missing")."""
        self._record(assessment_id, "reviewed", "reviewed", position, on, "")
        return self.status(assessment_id)

    def approve(
        self, assessment_id: str, *, position: str, on: date, letter: str = ""
    ) -> ApprovalStatus:
        """The authority approves what was reviewed. UserError: not-reviewed (also when it
        changed since), position-missing."""
        if self.status(assessment_id).state not in ("reviewed", "approved"):
            raise UserError("not-reviewed")
        self._record(assessment_id, "approved", "approved", position, on, letter)
        return self.status(assessment_id)

    def reopen(self, assessment_id: str) -> Step | None:
        """Back to draft."""
        return self._recorder.record(assessment_id, "reopened", [Edit("approval", (), None)])

    def _record(
        self, assessment_id: str, state: Any, action: str, position: str, on: date, letter: str
    ) -> None:
        if not position.strip():
            raise UserError("position-missing")
        now = self.status(assessment_id).content
        approval = Approval(state, position.strip(), on, now, letter.strip())
        self._recorder.record(assessment_id, action, [Edit("approval", (), approval)])
