"""A new round: last time's answers are asked again, one by one; and what changed since."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from uuid import uuid4

from topp_desktop.domain.assessment import Assessment, Consensus, Respondent, Response
from topp_desktop.domain.assessment.check import check_answer
from topp_desktop.domain.assessment.work import GROUP, Member, Proposal
from topp_desktop.domain.errors import UserError
from topp_desktop.domain.instrument import Instrument
from topp_desktop.domain.scoring import Scorecard, form_that_counts, item_values
from topp_desktop.domain.scoring.rounds import Comparison, RoundState, compare
from topp_desktop.foundation.text import code_text
from topp_desktop.services.library import Library
from topp_desktop.services.measurement.assessments import AssessmentService
from topp_desktop.services.measurement.results import standing_results
from topp_desktop.services.measurement.team import item_in_form
from topp_desktop.services.measurement.trail import Edit, Recorder, Step
from topp_desktop.services.ports import AssessmentStore, Clock, StoredAssessment

ComesAlong = Callable[[StoredAssessment, Instrument], Sequence[Edit]]
"""The last measurement, the questionnaire of the new one → what else the new one begins with."""


@dataclass(frozen=True, slots=True)
class TrendPoint:
    """One round of an institution. since: what changed from the round before; None for the first.

    `since.series` is "break" where nothing can be compared; `common` says on how many questions.
    form and method are shown beside it: different ones are never mixed silently.
    """

    assessment_id: str
    round: str
    form: str
    method: str
    created: datetime
    card: Scorecard
    since: Comparison | None


class RoundService:
    """Begins rounds and settles proposals (on the writer thread); compares (on any thread)."""

    def __init__(
        self,
        store: AssessmentStore,
        assessments: AssessmentService,
        recorder: Recorder,
        library: Library,
        clock: Clock,
        comes_along: ComesAlong,
    ) -> None:
        self._store = store
        self._assessments = assessments
        self._recorder = recorder
        self._library = library
        self._clock = clock
        self._comes_along = comes_along

    def begin(self, assessment_id: str, round_: str, *, form: str | None = None) -> str:
        """Begins the institution's next round after this one; returns its id.

        The people, the targets, the lines of action and the road map come along; answers come
        as proposals, and nothing counts until each is settled. The newest version of the
        questionnaire is used; questions that changed are asked anew, without a proposal.
        UserError: round-exists, unknown-form.
        """
        before, stored = self._assessments.open(assessment_id)
        last = stored.assessment
        self._check_round(last.institution.id, round_)
        instrument = self._library.find(before.id, None)
        chosen = form or last.form
        if all(known.id != chosen for known in instrument.forms):
            raise UserError("unknown-form", form=chosen)
        new = Assessment(
            institution=last.institution,
            form=chosen,
            round=code_text(round_),
            respondents=tuple(_asked_again(r, instrument) for r in last.respondents),
            targets={c: t for c, t in last.targets.items() if c in instrument.cells},
            weights=last.weights if instrument.sha256 == before.sha256 else type(last.weights)(),
            scope=last.scope,
            method=last.method,
            plans=last.plans,
            lines={
                line: status
                for line, status in last.lines.items()
                if any(line in o.lines for o in instrument.objectives.values())
            },
        )
        members = [
            Member(person, n, stored.members[person.id].name, stored.members[person.id].unit,
                   stored.members[person.id].components)
            for n, person in enumerate(new.respondents)
        ]  # fmt: skip
        new_id = str(uuid4())
        self._store.add(
            new_id,
            new,
            instrument.ref,
            self._clock(),
            practice=stored.practice,
            members=members,
            proposals=tuple(_proposals(before, last, instrument, chosen)),
            parts=[(e.kind, e.key, e.value) for e in self._comes_along(stored, instrument)],
        )
        return new_id

    def _check_round(self, institution: str, round_: str) -> None:
        taken = {
            code_text(s.round).casefold()
            for s in self._assessments.list()
            if s.institution.id == institution
        }
        name = code_text(round_)
        if not name or name.casefold() in taken:
            raise UserError("round-exists", round=name)

    def confirm(self, assessment_id: str, respondent: str, item: str) -> Step | None:
        """ "Still true": last time's answer counts from now on."""
        proposal = self._proposal(assessment_id, respondent, item)
        settled = replace(proposal, state="confirmed", change_note="", since=None)
        edits = [_answer_edit(as_answer(proposal)), _proposal_edit(settled)]
        return self._recorder.record(assessment_id, "proposal-confirmed", edits, by=respondent)

    def change(
        self,
        assessment_id: str,
        answer: Response | Consensus,
        *,
        note: str = "",
        since: date | None = None,
    ) -> Step | None:
        """ "It changed": the new answer, what changed (`note`) and since when."""
        instrument, stored = self._assessments.open(assessment_id)
        item = item_in_form(instrument, stored.assessment, answer.item)
        reason = answer.reason or (answer.rationale if isinstance(answer, Consensus) else "")
        check_answer(instrument, item, answer.answer, reason)
        who = GROUP if isinstance(answer, Consensus) else answer.respondent
        proposal = self._proposal(assessment_id, who, answer.item)
        settled = replace(proposal, state="changed", change_note=note.strip(), since=since)
        edits = [_answer_edit(answer), _proposal_edit(settled)]
        return self._recorder.record(assessment_id, "proposal-changed", edits, by=who)

    def _proposal(self, assessment_id: str, respondent: str, item: str) -> Proposal:
        _, stored = self._assessments.open(assessment_id)
        for proposal in stored.proposals:
            if (proposal.respondent, proposal.item) == (respondent, item):
                return proposal
        raise UserError("proposal-unknown", item=item)

    def compare(self, before_id: str, after_id: str) -> Comparison:
        """What changed between two measurements, on common questions only."""
        return compare(*(_state(*self._assessments.open(i)) for i in (before_id, after_id)))

    def trend(self, institution_id: str, *, practice: bool = False) -> list[TrendPoint]:
        """The institution's rounds in the order in which they were begun; those made to try
        things out are never among the others."""
        points: list[TrendPoint] = []
        earlier: RoundState | None = None
        for summary in self._assessments.list():
            if (summary.institution.id, summary.practice) != (institution_id, practice):
                continue
            instrument, stored = self._assessments.open(summary.id)
            state = _state(instrument, stored)
            points.append(
                TrendPoint(
                    summary.id,
                    summary.round,
                    state.form,
                    stored.assessment.method,
                    summary.created,
                    standing_results(instrument, stored.assessment).card,
                    None if earlier is None else compare(earlier, state),
                )
            )
            earlier = state
        return points


def open_proposals(stored: StoredAssessment) -> list[Proposal]:
    """Those that nobody has settled, by confirming, changing, or simply answering."""
    answered = {
        (r.respondent, r.item) for r in stored.assessment.responses if r.answer is not None
    } | {(GROUP, c.item) for c in stored.assessment.consensus}
    return [
        p for p in stored.proposals if p.state == "open" and (p.respondent, p.item) not in answered
    ]


def as_answer(proposal: Proposal) -> Response | Consensus:
    """The answer that a proposal proposes."""
    if proposal.respondent == GROUP:
        return Consensus(
            proposal.item,
            proposal.answer,
            proposal.evidence,
            proposal.confidence,
            proposal.reason,
            proposal.note,
            proposal.dissent,
            proposal.documents,
        )
    return Response(
        proposal.respondent,
        proposal.item,
        proposal.answer,
        proposal.evidence,
        proposal.confidence,
        proposal.reason,
        proposal.note,
        proposal.missing,
        proposal.documents,
    )


def _proposals(
    before: Instrument, last: Assessment, after: Instrument, form: str
) -> Iterable[Proposal]:
    """What the group agreed, else what each respondent said; only questions that are the same."""
    asked = {
        i.id
        for i in after.form_items(form)
        if i.id in before.by_id and before.by_id[i.id].revision == i.revision
    }
    agreed = {c.item for c in last.consensus}
    for c in last.consensus:
        if c.item in asked:
            yield Proposal(
                GROUP,
                c.item,
                c.answer,
                c.evidence,
                c.confidence,
                c.reason,
                c.rationale,
                documents=c.documents,
                dissent=c.dissent,
            )
    for r in last.responses:
        if r.item in asked and r.item not in agreed and r.answer is not None:
            yield Proposal(
                r.respondent,
                r.item,
                r.answer,
                r.evidence,
                r.confidence,
                r.reason,
                r.note,
                r.missing,
                r.documents,
            )


def _asked_again(person: Respondent, instrument: Instrument) -> Respondent:
    if person.items is None:
        return person
    return replace(person, items=person.items & instrument.by_id.keys())


def _answer_edit(answer: Response | Consensus) -> Edit:
    if isinstance(answer, Consensus):
        return Edit("consensus", (answer.item,), answer)
    return Edit("response", (answer.respondent, answer.item), answer)


def _proposal_edit(proposal: Proposal) -> Edit:
    return Edit("proposal", (proposal.respondent, proposal.item), proposal)


def _state(instrument: Instrument, stored: StoredAssessment) -> RoundState:
    values = item_values(instrument, stored.assessment)
    return RoundState(instrument, form_that_counts(instrument, stored.assessment), values)


def next_round(taken: Iterable[str], year: int) -> str:
    """ "2026-1", "2026-2", …: the one after the last of this year."""
    parts = (name.split("-") for name in taken)
    numbers = (int(p[1]) for p in parts if len(p) == 2 and p[0] == f"{year}" and p[1].isdecimal())
    return f"{year}-{max(numbers, default=0) + 1}"
