"""What a measurement says beside its answers: what it is about, targets, lines, feedback."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from topp_desktop.domain.assessment import (
    FEEDBACK_KINDS,
    LINE_STATES,
    METHODS,
    SCOPES,
    Feedback,
    LineStatus,
    Weights,
)
from topp_desktop.domain.assessment.work import details_of
from topp_desktop.domain.errors import UserError
from topp_desktop.services.measurement.assessments import AssessmentService
from topp_desktop.services.measurement.trail import Edit, Recorder, Step

YEARS = range(1900, 2201)


class DetailsService:
    """Runs on the writer thread; every method is one step to undo, None where nothing changes."""

    def __init__(self, assessments: AssessmentService, recorder: Recorder) -> None:
        self._assessments = assessments
        self._recorder = recorder

    def set_details(
        self,
        assessment_id: str,
        *,
        scope: str,
        method: str,
        participants: int | None,
        plans: Sequence[str],
    ) -> Step | None:
        """Says what the measurement is about, how it was made, how many took part, and which
        plans were considered (titles). UserError("invalid-detail", detail)."""
        _, stored = self._assessments.open(assessment_id)
        if scope not in SCOPES:
            raise UserError("invalid-detail", detail=scope)
        if method not in METHODS:
            raise UserError("invalid-detail", detail=method)
        if participants is not None and not 0 <= participants <= 100_000:
            raise UserError("invalid-detail", detail=str(participants))
        titles = tuple(dict.fromkeys(title.strip() for title in plans if title.strip()))
        details = replace(
            details_of(stored.assessment),
            scope=scope,
            method=method,
            participants=participants,
            plans=titles,
        )
        return self._recorder.record(assessment_id, "details", [Edit("details", (), details)])

    def set_targets(self, assessment_id: str, targets: Mapping[str, float | None]) -> Step | None:
        """Sets targets of cells (0–100); None goes back to the proposed one.

        UserError unknown-cell, invalid-target.
        """
        instrument, _ = self._assessments.open(assessment_id)
        for cell, value in targets.items():
            if cell not in instrument.cells:
                raise UserError("unknown-cell", cell=cell)
            if value is not None and not 0 <= value <= 100:
                raise UserError("invalid-target", cell=cell, value=value)
        edits = [Edit("target", (cell,), value) for cell, value in targets.items()]
        return self._recorder.record(assessment_id, "target", edits)

    def set_weights(self, assessment_id: str, weights: Weights) -> Step | None:
        """Sets the institution's own weights; they mark the result as local.

        UserError unknown-item, unknown-area, invalid-weight.
        """
        instrument, _ = self._assessments.open(assessment_id)
        for name in weights.items:
            if name not in instrument.by_id:
                raise UserError("unknown-item", item=name)
        for name in weights.areas:
            if all(area.id != name for area in instrument.areas):
                raise UserError("unknown-area", area=name)
        for name, value in (*weights.items.items(), *weights.areas.items()):
            if not 0 < value <= 1000:
                raise UserError("invalid-weight", name=name, value=value)
        return self._recorder.record(assessment_id, "weights", [Edit("weights", (), weights)])

    def set_lines(self, assessment_id: str, lines: Mapping[str, LineStatus | None]) -> Step | None:
        """Says how far lines of action are; None takes it back.

        UserError unknown-line, invalid-line (state, or a year outside 1900–2200).
        """
        instrument, _ = self._assessments.open(assessment_id)
        known = {line for o in instrument.objectives.values() for line in o.lines}
        for line, status in lines.items():
            if line not in known:
                raise UserError("unknown-line", line=line)
            if status is None:
                continue
            if status.state not in LINE_STATES:
                raise UserError("invalid-line", line=line, value=status.state)
            if status.year is not None and status.year not in YEARS:
                raise UserError("invalid-line", line=line, value=status.year)
        edits = [Edit("line", (line,), status) for line, status in lines.items()]
        return self._recorder.record(assessment_id, "line", edits)

    def set_feedback(self, assessment_id: str, item: str, feedback: Feedback | None) -> Step | None:
        """Tells the questionnaire's authors about a question; None takes it back.

        UserError unknown-item, invalid-detail.
        """
        instrument, _ = self._assessments.open(assessment_id)
        if item not in instrument.by_id:
            raise UserError("unknown-item", item=item)
        if feedback is not None and feedback.kind not in FEEDBACK_KINDS:
            raise UserError("invalid-detail", detail=feedback.kind)
        edits = [Edit("feedback", (item,), feedback)]
        return self._recorder.record(assessment_id, "feedback", edits)
