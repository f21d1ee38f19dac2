"""Last time's answers as the page goes through them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from topp_desktop.domain.assessment import DONT_KNOW, NOT_APPLICABLE, as_elements, as_level, present
from topp_desktop.domain.assessment.work import GROUP, Proposal
from topp_desktop.domain.instrument import Item, Wording
from topp_desktop.foundation.i18n import Translator
from topp_desktop.services.measurement.rounds import open_proposals
from topp_desktop.ui.snapshot import Snapshot

State = Literal["open", "confirmed", "changed", "answered"]


@dataclass(frozen=True, slots=True)
class ReviewEntry:
    """A question with last time's answer to it, and what was said since."""

    item: Item
    proposal: Proposal
    state: State


def entries(snapshot: Snapshot) -> list[ReviewEntry]:
    """What whoever answers here is asked again, with what the group had agreed; in the form's
    order. "answered": an answer was given without looking at the old one."""
    left = {(p.respondent, p.item) for p in open_proposals(snapshot.stored)}
    mine = {
        p.item: p for p in snapshot.stored.proposals if p.respondent in {snapshot.respondent, GROUP}
    }
    found = []
    for item in snapshot.items:
        proposal = mine.get(item.id)
        if proposal is None:
            continue
        state: State = proposal.state
        if state == "open" and (proposal.respondent, proposal.item) not in left:
            state = "answered"
        found.append(ReviewEntry(item, proposal, state))
    return found


def open_entry(snapshot: Snapshot, item: str) -> ReviewEntry | None:
    """The entry of a question that is still to be looked at; None where there is none."""
    return next(
        (e for e in entries(snapshot) if e.item.id == item and e.state == "open"),
        None,
    )


def others_open(snapshot: Snapshot) -> int:
    """How many answers of other people wait for them."""
    return sum(
        1
        for p in open_proposals(snapshot.stored)
        if p.respondent not in {snapshot.respondent, GROUP}
    )


def answer_words(proposal: Proposal, item: Item, wording: Wording, words: Translator) -> str:
    """ "2 · Parcial", "not applicable" …"""
    answer = proposal.answer
    if answer == NOT_APPLICABLE:
        return words.gettext("Not applicable")
    if answer == DONT_KNOW:
        return words.gettext("We don't know")
    level = as_level(answer)
    if level is not None:
        return f"{level} · {wording.level(level)}"
    figures = words.gettext("{done} of {total}")
    return figures.format(done=len(present(answer)), total=len(item.elements))


def answer_meaning(proposal: Proposal, item: Item, wording: Wording) -> str:
    """What the level means for this question; the elements of a checklist; the reason."""
    ticked, level = as_elements(proposal.answer), as_level(proposal.answer)
    if ticked is not None:
        return "; ".join(wording.element(item.id, e) for e in item.elements if e in ticked)
    if level is not None:
        anchors = wording.anchors(item.id)
        return anchors[level] if level < len(anchors) else ""
    return proposal.reason
