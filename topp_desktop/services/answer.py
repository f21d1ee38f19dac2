"""Recording one answer: checked, saved durably, and the assessment with it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from topp_desktop.domain.assessment import Assessment, Response
from topp_desktop.domain.assessment.check import check_answer
from topp_desktop.domain.errors import UserError
from topp_desktop.domain.instrument import Instrument
from topp_desktop.services.ports import AssessmentStore, Change, Clock


@dataclass(frozen=True, slots=True)
class Saved:
    """The acknowledgement: this response is on the disk since `at`."""

    response: Response
    at: datetime


def check_response(instrument: Instrument, assessment: Assessment, response: Response) -> None:
    """Refuses a response that does not fit: unknown-item, item-not-in-form,
    unknown-respondent, invalid-answer, unknown-element, reason-missing."""
    item = instrument.by_id.get(response.item)
    if item is None:
        raise UserError("unknown-item", item=response.item)
    if response.item not in instrument.form(assessment.form).items:
        raise UserError("item-not-in-form", item=response.item, form=assessment.form)
    if all(r.id != response.respondent for r in assessment.respondents):
        raise UserError("unknown-respondent", respondent=response.respondent)
    check_answer(instrument, item, response.answer, response.reason)


def with_response(assessment: Assessment, response: Response) -> Assessment:
    """The assessment in which this response replaces the respondent's earlier one."""
    key = (response.respondent, response.item)
    others = tuple(r for r in assessment.responses if (r.respondent, r.item) != key)
    return replace(assessment, responses=(*others, response))


class AnswerService:
    """Saves answers; runs on the writer thread."""

    def __init__(self, store: AssessmentStore, clock: Clock) -> None:
        self._store = store
        self._clock = clock

    def record(self, assessment_id: str, response: Response) -> Saved:
        """Saves a checked response; returns when it is durable."""
        at = self._clock()
        self._store.save_response(assessment_id, response, at)
        return Saved(response, at)

    def history(self, assessment_id: str, limit: int = 200) -> list[Change]:
        """The newest changes first: what undo goes back along."""
        return self._store.changes(assessment_id, limit)
