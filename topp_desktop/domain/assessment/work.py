"""What surrounds the answers and stays at the institution: who answers what until when, what the
last measurement said, who approved. None of it enters a score.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Final, Literal

from topp_desktop.domain.assessment.model import Assessment, Confidence, Respondent
from topp_desktop.domain.instrument import Instrument
from topp_desktop.domain.instrument.answers import Answer

GROUP: Final = ""
"""In place of a respondent's id: the group as a whole."""


@dataclass(frozen=True, slots=True)
class Member:
    """A respondent as this computer knows them.

    name: optional, never leaves this computer; unit: the office that answers; components: what
    was assigned by component (`items` of the respondent is the outcome); due: until when.
    """

    respondent: Respondent
    position: int = 0
    name: str = ""
    unit: str = ""
    components: tuple[str, ...] = ()
    due: date | None = None


ProposalState = Literal["open", "confirmed", "changed"]


@dataclass(frozen=True, slots=True)
class Proposal:
    """The last measurement's answer to an item, to be asked again: is it still true?

    respondent: whose answer it was, `GROUP` for what the group had agreed. It counts for nothing
    until it is confirmed or changed. note: what changed; since: since when.
    """

    respondent: str
    item: str
    answer: Answer
    evidence: int | None = None
    confidence: Confidence | None = None
    reason: str = ""
    note: str = ""
    missing: str = ""
    documents: tuple[str, ...] = ()
    dissent: str = ""
    state: ProposalState = "open"
    change_note: str = ""
    since: date | None = None


ApprovalState = Literal["proposed", "draft", "reviewed", "approved", "reopened"]
"""proposed: of a road map that nobody has kept yet; a measurement begins as a draft."""
_ApprovalStanding = Literal["neutral", "active", "done", "attention"]
APPROVAL_STANDING: Final[Mapping[ApprovalState, _ApprovalStanding]] = {
    "proposed": "attention",
    "draft": "neutral",
    "reviewed": "active",
    "approved": "done",
    "reopened": "attention",
}
"""How it stands with an approval, of a measurement or of a plan: its colours everywhere."""


@dataclass(frozen=True, slots=True)
class Approval:
    """Who looked at which content; `content` is the SHA-256 of what was looked at."""

    state: Literal["reviewed", "approved"]
    position: str
    date: date
    content: str
    letter: str = ""


@dataclass(frozen=True, slots=True)
class Details:
    """What a measurement is about and how it was made."""

    form: str
    round: str
    scope: str = "institution"
    method: str = "individual"
    participants: int | None = None
    plans: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Progress:
    """How much of what was asked of a respondent has an answer."""

    asked: int
    answered: int


def details_of(assessment: Assessment) -> Details:
    """The part of an assessment that says what it is about."""
    return Details(**{name: getattr(assessment, name) for name in Details.__slots__})


def progress_of(instrument: Instrument, assessment: Assessment) -> dict[str, Progress]:
    """Respondent id → progress over the items of the form that were asked of them."""
    form = instrument.form(assessment.form).items
    given: dict[str, set[str]] = {r.id: set() for r in assessment.respondents}
    for response in assessment.responses:
        if response.answer is not None:
            given[response.respondent].add(response.item)
    progress = {}
    for respondent in assessment.respondents:
        limit = respondent.items
        asked = [item for item in form if limit is None or item in limit]
        answered = sum(1 for item in asked if item in given[respondent.id])
        progress[respondent.id] = Progress(len(asked), answered)
    return progress


def items_of_components(instrument: Instrument, components: Iterable[str]) -> frozenset[str]:
    """The items that belong to these components, whatever the form: forms grow."""
    wanted = set(components)
    return frozenset(i.id for i in instrument.items if i.component in wanted and not i.retired)


def within_form(instrument: Instrument, assessment: Assessment) -> Assessment:
    """The assessment without what was answered or assigned outside its form.

    Answers outside the form stay stored for when the form grows again; no file carries them.
    """
    asked = frozenset(instrument.form(assessment.form).items)
    return replace(
        assessment,
        respondents=tuple(
            r if r.items is None else replace(r, items=r.items & asked)
            for r in assessment.respondents
        ),
        responses=tuple(r for r in assessment.responses if r.item in asked),
        consensus=tuple(c for c in assessment.consensus if c.item in asked),
        tallies=tuple(t for t in assessment.tallies if t.item in asked),
    )
