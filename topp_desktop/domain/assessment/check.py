"""Whether an assessment's answers fit its instrument; the first fault is named."""

from __future__ import annotations

from collections.abc import Iterable

from topp_desktop.domain.assessment.marks import check_marks
from topp_desktop.domain.assessment.model import Assessment
from topp_desktop.domain.errors import UserError
from topp_desktop.domain.instrument import Instrument, Item
from topp_desktop.domain.instrument.answers import DONT_KNOW, NOT_APPLICABLE, Answer

LONGEST_TEXT = 20_000
"""Characters of one text; what formats.responses takes."""


def check_text(text: str, item: str) -> None:
    """Refuses a text that no file could carry: text-too-long, text-unreadable."""
    if len(text) > LONGEST_TEXT:
        raise UserError("text-too-long", item=item, limit=LONGEST_TEXT)
    if "\x00" in text or any("\ud800" <= sign <= "\udfff" for sign in text):
        raise UserError("text-unreadable", item=item)


def check_answer(instrument: Instrument, item: Item, answer: Answer | None, reason: str) -> None:
    """Refuses an answer that the item does not allow.

    Codes: invalid-answer (level out of range, or the wrong kind), unknown-element,
    reason-missing ("not applicable" needs a reason).
    """
    if answer is None or answer == DONT_KNOW:
        return
    if answer == NOT_APPLICABLE:
        if not reason.strip():
            raise UserError("reason-missing", item=item.id)
        return
    fault = item.kind.fault(answer, item.elements, instrument.level_count)
    if fault is not None:
        raise UserError(fault[0], item=item.id, **fault[1])


def _once(keys: Iterable[tuple[str, ...]]) -> None:
    seen = set()
    for key in keys:
        if key in seen:
            raise UserError("repeated-entry", entry=" · ".join(key))
        seen.add(key)


def check_assessment(instrument: Instrument, assessment: Assessment) -> None:
    """Refuses unknown forms, items, respondents, cells, and answers that do not fit."""
    try:
        form = instrument.form(assessment.form)
    except KeyError as fault:
        raise UserError("unknown-form", form=assessment.form) from fault
    allowed = set(form.items)

    def item_of(name: str) -> Item:
        if name not in instrument.by_id:
            raise UserError("unknown-item", item=name)
        if name not in allowed:
            raise UserError("item-not-in-form", item=name, form=form.id)
        return instrument.by_id[name]

    _once((r.id,) for r in assessment.respondents)
    _once((r.respondent, r.item) for r in assessment.responses)
    _once((c.item,) for c in assessment.consensus)
    _once((t.item, t.role) for t in assessment.tallies)
    for name in (n for r in assessment.respondents for n in r.items or ()):
        item_of(name)
    respondents = {r.id for r in assessment.respondents}
    for response in assessment.responses:
        if response.respondent not in respondents:
            raise UserError("unknown-respondent", respondent=response.respondent)
        check_answer(instrument, item_of(response.item), response.answer, response.reason)
        check_marks(item_of(response.item), response.marks)
    for consensus in assessment.consensus:
        # The group's rationale is where an agreed "not applicable" gives its reason.
        reason = consensus.reason or consensus.rationale
        check_answer(instrument, item_of(consensus.item), consensus.answer, reason)
        check_marks(item_of(consensus.item), consensus.marks)
    for tally in assessment.tallies:
        if not item_of(tally.item).leveled:
            raise UserError("invalid-answer", item=tally.item, answer="[…]")
    for name in assessment.weights.items:
        item_of(name)
    _check_groups(instrument, assessment)


def _check_groups(instrument: Instrument, assessment: Assessment) -> None:
    for cell in assessment.targets:
        if cell not in instrument.cells:
            raise UserError("unknown-cell", cell=cell)
    areas = {area.id for area in instrument.areas}
    for area in assessment.weights.areas:
        if area not in areas:
            raise UserError("unknown-area", area=area)
    lines = {line for o in instrument.objectives.values() for line in o.lines}
    for line in assessment.lines:
        if line not in lines:
            raise UserError("unknown-line", line=line)
    for name in assessment.feedback:
        if name not in instrument.by_id:
            raise UserError("unknown-item", item=name)
