"""Recording one answer: checked, saved durably, and the assessment with it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from topp_desktop.domain.assessment import Assessment, Response
from topp_desktop.domain.assessment.check import check_answer, check_text
from topp_desktop.domain.assessment.marks import check_marks
from topp_desktop.domain.assessment.review import ObjectiveZeros
from topp_desktop.domain.errors import UserError
from topp_desktop.domain.instrument import Instrument
from topp_desktop.services.measurement.trail import Edit, Recorder, Step
from topp_desktop.services.ports import Clock


@dataclass(frozen=True, slots=True)
class Saved:
    """The acknowledgement: this response is on the disk since `at`."""

    response: Response
    at: datetime


def check_response(instrument: Instrument, assessment: Assessment, response: Response) -> None:
    """Refuses a response that does not fit: unknown-item, item-not-in-form,
    unknown-respondent, invalid-answer, unknown-element, reason-missing, invalid-mark,
    text-too-long, text-unreadable."""
    item = instrument.by_id.get(response.item)
    if item is None:
        raise UserError("unknown-item", item=response.item)
    if response.item not in instrument.form(assessment.form).items:
        raise UserError("item-not-in-form", item=response.item, form=assessment.form)
    if all(r.id != response.respondent for r in assessment.respondents):
        raise UserError("unknown-respondent", respondent=response.respondent)
    check_answer(instrument, item, response.answer, response.reason)
    check_marks(item, response.marks)
    for text in (response.reason, response.note, response.missing, response.private_note):
        check_text(text, item.id)
    for title in response.documents:
        check_text(title, item.id)


def with_response(assessment: Assessment, response: Response) -> Assessment:
    """The assessment in which this response replaces the respondent's earlier one."""
    key = (response.respondent, response.item)
    others = tuple(r for r in assessment.responses if (r.respondent, r.item) != key)
    return replace(assessment, responses=(*others, response))


class AnswerService:
    """Saves answers; runs on the writer thread. One commit for each call."""

    def __init__(self, recorder: Recorder, clock: Clock) -> None:
        self._recorder = recorder
        self._clock = clock

    def record(
        self, assessment_id: str, response: Response, *, before: Response | None = None
    ) -> Saved:
        """Saves a checked response; returns when it is durable.

        Where `before` differs from it in one text only, typing on in that text is undone at once.
        """
        at = self._clock()
        edit = Edit("response", (response.respondent, response.item), response)
        field = None if before is None else _text_changed(before, response)
        run = None if field is None else f"{response.respondent}/{response.item}/{field}"
        self._recorder.record(assessment_id, "answer", [edit], by=response.respondent, run=run)
        return Saved(response, at)

    def record_zeros(self, assessment_id: str, zeros: ObjectiveZeros) -> Step | None:
        """Saves "nothing started under this objective" as one step; see `objective_zeros`."""
        edits = [Edit("response", (r.respondent, r.item), r) for r in zeros.responses]
        by = zeros.responses[0].respondent if zeros.responses else ""
        return self._recorder.record(assessment_id, "objective-zeros", edits, by=by)


def _text_changed(before: Response, after: Response) -> str | None:
    """The one text in which two responses differ; None if they differ in anything else."""
    for name in ("reason", "note", "missing", "private_note"):
        if replace(before, **{name: getattr(after, name)}) == after:
            return name
    return None
