"""What somebody should look at again, and the four zeros of an objective that was not begun."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

from topp_desktop.domain.assessment.model import (
    Assessment,
    Response,
)
from topp_desktop.domain.instrument import Instrument
from topp_desktop.domain.instrument.answers import DONT_KNOW, NOT_APPLICABLE, as_level

REASON_TO_COME: Final = " "
"""A blank reason without an answer: "not applicable" was chosen, and why is still to be written.
Until then the question counts as not answered."""


def awaits_reason(response: Response) -> bool:
    """Whether "not applicable" was chosen and its reason is still to be written."""
    return response.answer is None and bool(response.reason) and not response.reason.strip()


@dataclass(frozen=True, slots=True)
class ReviewLists:
    """Item ids in the form's order. without_reason: "not applicable" was chosen and its reason is
    still to be written (`awaits_reason`; old files may carry such an answer)."""

    flagged: tuple[str, ...]
    without_document: tuple[str, ...]
    dont_know: tuple[str, ...]
    unanswered: tuple[str, ...]
    without_reason: tuple[str, ...]


def review_lists(
    instrument: Instrument, assessment: Assessment, respondent: str | None = None
) -> ReviewLists:
    """What to review in one respondent's answers; in everybody's and the group's for None."""
    items = instrument.form_items(assessment.form)
    asked = {
        r.id: r.items for r in assessment.respondents if respondent is None or r.id == respondent
    }
    responses = [r for r in assessment.responses if r.respondent in asked]
    agreed = {c.item: c for c in assessment.consensus} if respondent is None else {}
    documented = {r.item for r in responses if r.documents}
    documented |= {item for item, c in agreed.items() if c.documents}
    answered = {r.item for r in responses if r.answer is not None} | agreed.keys()

    def answers(item: str) -> list[object]:
        return (
            [agreed[item].answer]
            if item in agreed
            else [r.answer for r in responses if r.item == item]
        )

    def chosen(found: set[str]) -> tuple[str, ...]:
        return tuple(item.id for item in items if item.id in found)

    high = {
        item.id
        for item in items
        if any(item.kind.asks_for_document(answer) for answer in answers(item.id))
    }
    to_answer = {
        item.id
        for item in items
        if any(limit is None or item.id in limit for limit in asked.values())
    }
    return ReviewLists(
        flagged=chosen({r.item for r in responses if r.flagged}),
        without_document=chosen(high - documented),
        dont_know=chosen({i.id for i in items if DONT_KNOW in answers(i.id)}),
        unanswered=chosen(to_answer - answered),
        without_reason=chosen(
            {
                r.item
                for r in responses
                if awaits_reason(r) or (r.answer == NOT_APPLICABLE and not r.reason.strip())
            }
        ),
    )


@dataclass(frozen=True, slots=True)
class ObjectiveZeros:
    """responses: what would be saved; kept: items that have an answer other than 0 already."""

    objective: str
    responses: tuple[Response, ...]
    kept: tuple[str, ...]


def objective_zeros(
    instrument: Instrument,
    assessment: Assessment,
    objective: str,
    respondent: str,
    *,
    replace_answers: bool = False,
) -> ObjectiveZeros:
    """Level 0 for every item of an objective in the form that this respondent was asked.

    Items with an answer keep it unless `replace_answers`; notes and documents always stay.
    """
    mine = {r.item: r for r in assessment.responses if r.respondent == respondent}
    limit = next((r.items for r in assessment.respondents if r.id == respondent), None)
    zeros, kept = [], []
    for item in instrument.form_items(assessment.form):
        if item.objective != objective or not item.leveled:
            continue
        if limit is not None and item.id not in limit:
            continue
        before = mine.get(item.id) or Response(respondent, item.id, None)
        if as_level(before.answer) == 0:
            continue
        if (before.answer is not None or awaits_reason(before)) and not replace_answers:
            kept.append(item.id)
            continue
        zeros.append(_as_zero(before))
    return ObjectiveZeros(objective, tuple(zeros), tuple(kept))


def _as_zero(before: Response) -> Response:
    return replace(before, answer=0, reason="")
