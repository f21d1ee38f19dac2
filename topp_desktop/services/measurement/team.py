"""Several people on one measurement: who they are, who answers what, what the group agreed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from uuid import uuid4

from topp_desktop.domain.assessment import ROLES, Assessment, Consensus, Respondent, Tally
from topp_desktop.domain.assessment.check import check_answer
from topp_desktop.domain.assessment.marks import check_marks
from topp_desktop.domain.assessment.work import (
    Member,
    Progress,
    items_of_components,
    progress_of,
)
from topp_desktop.domain.errors import UserError
from topp_desktop.domain.instrument import Instrument, Item
from topp_desktop.services.measurement.assessments import AssessmentService
from topp_desktop.services.measurement.trail import Edit, Recorder, Step
from topp_desktop.services.ports import Clock, StoredAssessment


@dataclass(frozen=True, slots=True)
class Person:
    """A respondent with how far they are. late: the due date has passed and answers lack."""

    member: Member
    progress: Progress
    late: bool

    @property
    def id(self) -> str:
        return self.member.respondent.id


@dataclass(frozen=True, slots=True)
class Removed:
    """What went with a respondent; undo brings it back."""

    step: Step | None
    answers: int


class TeamService:
    """Runs on the writer thread; every method that changes something is one step to undo.

    Faults: UserError unknown-respondent, unknown-role, last-respondent, unknown-component,
    unknown-item, item-not-in-form, invalid-answer, reason-missing.
    """

    def __init__(self, assessments: AssessmentService, recorder: Recorder, clock: Clock) -> None:
        self._assessments = assessments
        self._recorder = recorder
        self._clock = clock

    # --- people -----------------------------------------------------------------------------

    def people(self, assessment_id: str) -> list[Person]:
        """Everybody who answers, in the order in which they were added."""
        instrument, stored = self._assessments.open(assessment_id)
        return people_of(instrument, stored, self._clock().date())

    def add(self, assessment_id: str, role: str, *, name: str = "", unit: str = "") -> str:
        """Adds a respondent, asked everything; returns the id. A name is optional and local."""
        if role not in ROLES:
            raise UserError("unknown-role", role=role)
        _, stored = self._assessments.open(assessment_id)
        position = 1 + max((m.position for m in stored.members.values()), default=-1)
        person = Respondent(str(uuid4()), role)
        member = Member(person, position, name.strip(), unit.strip())
        self._recorder.record(assessment_id, "respondent-added", [_edit(member)])
        return person.id

    def rename(self, assessment_id: str, respondent: str, name: str) -> None:
        """Gives a respondent another name; "" for none."""
        member = self._member(assessment_id, respondent)[2]
        self._save(assessment_id, "respondent-renamed", replace(member, name=name.strip()))

    def set_unit(self, assessment_id: str, respondent: str, unit: str) -> None:
        """Says which office a respondent answers for."""
        member = self._member(assessment_id, respondent)[2]
        self._save(assessment_id, "respondent-unit", replace(member, unit=unit.strip()))

    def set_role(self, assessment_id: str, respondent: str, role: str) -> None:
        """Moves a respondent to another role group; scores of groups follow."""
        if role not in ROLES:
            raise UserError("unknown-role", role=role)
        member = self._member(assessment_id, respondent)[2]
        person = replace(member.respondent, role=role)
        self._save(assessment_id, "respondent-role", replace(member, respondent=person))

    def remove(self, assessment_id: str, respondent: str) -> Removed:
        """Removes a respondent with all their answers; there is always one left."""
        _, stored, _member = self._member(assessment_id, respondent)
        if len(stored.members) == 1:
            raise UserError("last-respondent")
        answers = [r for r in stored.assessment.responses if r.respondent == respondent]
        edits = [Edit("response", (respondent, r.item), None) for r in answers]
        edits += [
            Edit("proposal", (respondent, p.item), None)
            for p in stored.proposals
            if p.respondent == respondent
        ]
        edits.append(Edit("respondent", (respondent,), None))
        step = self._recorder.record(assessment_id, "respondent-removed", edits)
        return Removed(step, sum(1 for r in answers if r.answer is not None))

    def assign(
        self,
        assessment_id: str,
        respondent: str,
        *,
        components: Iterable[str] = (),
        items: Iterable[str] = (),
        due: date | None = None,
        also: Iterable[str] = (),
    ) -> None:
        """Asks a respondent these components and items only; everything where both are empty.

        also: further respondents who are asked the same, in the same step.
        """
        instrument, stored, member = self._member(assessment_id, respondent)
        chosen, explicit = tuple(components), frozenset(items)
        for component in chosen:
            if component not in instrument.components:
                raise UserError("unknown-component", component=component)
        for item in sorted(explicit):
            if item not in instrument.by_id:
                raise UserError("unknown-item", item=item)
        limit = items_of_components(instrument, chosen) | explicit if chosen or explicit else None
        edits = []
        for one in (member, *(_known(stored, name) for name in also)):
            person = replace(one.respondent, items=limit)
            edits.append(_edit(replace(one, respondent=person, components=chosen, due=due)))
        self._recorder.record(assessment_id, "assigned", edits)

    def _member(
        self, assessment_id: str, respondent: str
    ) -> tuple[Instrument, StoredAssessment, Member]:
        instrument, stored = self._assessments.open(assessment_id)
        return instrument, stored, _known(stored, respondent)

    def _save(self, assessment_id: str, action: str, member: Member) -> None:
        self._recorder.record(assessment_id, action, [_edit(member)])

    # --- the group --------------------------------------------------------------------------

    def agree(self, assessment_id: str, consensus: Consensus) -> Step | None:
        """Records what the group agreed on a question, or replaces it.

        "Not applicable" needs a reason, or a rationale that says it.
        """
        instrument, stored = self._assessments.open(assessment_id)
        item = item_in_form(instrument, stored.assessment, consensus.item)
        check_answer(instrument, item, consensus.answer, consensus.reason or consensus.rationale)
        check_marks(item, consensus.marks)
        edit = Edit("consensus", (consensus.item,), consensus)
        return self._recorder.record(assessment_id, "agreement", [edit])

    def remove_agreement(self, assessment_id: str, item: str) -> Step | None:
        """The individual answers count again."""
        edit = Edit("consensus", (item,), None)
        return self._recorder.record(assessment_id, "agreement-removed", [edit])

    def count_votes(self, assessment_id: str, tally: Tally) -> Step | None:
        """Keeps how many cards of a role showed each level; one without any card is removed."""
        instrument, stored = self._assessments.open(assessment_id)
        item = item_in_form(instrument, stored.assessment, tally.item)
        if tally.role not in ROLES:
            raise UserError("unknown-role", role=tally.role)
        counts = (*tally.counts, tally.dk, tally.na)
        if not item.leveled or len(tally.counts) != instrument.level_count or min(counts) < 0:
            raise UserError("invalid-answer", item=tally.item, answer=str(list(tally.counts)))
        edit = Edit("tally", (tally.item, tally.role), tally if tally.people else None)
        return self._recorder.record(assessment_id, "votes", [edit])


def people_of(instrument: Instrument, stored: StoredAssessment, today: date) -> list[Person]:
    """The people of a measurement that was read already; pure."""
    progress = progress_of(instrument, stored.assessment)
    return [
        Person(
            member,
            progress[name],
            late=member.due is not None
            and member.due < today
            and progress[name].answered < progress[name].asked,
        )
        for name, member in stored.members.items()
    ]


def item_in_form(instrument: Instrument, assessment: Assessment, name: str) -> Item:
    """The item; UserError unknown-item, item-not-in-form."""
    if name not in instrument.by_id:
        raise UserError("unknown-item", item=name)
    if name not in instrument.form(assessment.form).items:
        raise UserError("item-not-in-form", item=name, form=assessment.form)
    return instrument.by_id[name]


def _known(stored: StoredAssessment, respondent: str) -> Member:
    member = stored.members.get(respondent)
    if member is None:
        raise UserError("unknown-respondent", respondent=respondent)
    return member


def _edit(member: Member) -> Edit:
    return Edit("respondent", (member.respondent.id,), member)
