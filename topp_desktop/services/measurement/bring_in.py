"""A colleague's answers from a responses file or a spreadsheet form, into an open measurement.

`read` checks that the file is about the same thing, `plan` says what would happen, `apply` does
it in one transaction, as one step that can be undone. `write_person` is the way out: what one
person answered, for the computer on which it is brought together, or on which they go on.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final, Literal
from uuid import NAMESPACE_URL, UUID, uuid5

from topp_desktop.domain.assessment import Assessment, Institution, Response
from topp_desktop.domain.assessment.work import Member, within_form
from topp_desktop.domain.errors import UserError
from topp_desktop.domain.instrument import Instrument
from topp_desktop.foundation.canonical import sha256_hex
from topp_desktop.foundation.files import replace_file
from topp_desktop.foundation.text import code_text, fold
from topp_desktop.services.errors.system import write_faults
from topp_desktop.services.forms import SHEETS, FormService
from topp_desktop.services.library import Library
from topp_desktop.services.measurement.assessments import AssessmentService
from topp_desktop.services.measurement.trail import Edit, Kind, Recorder, Step
from topp_desktop.services.ports import StoredAssessment

NEW: Final = "new"
SKIP: Final = "skip"


@dataclass(frozen=True, slots=True)
class Incoming:
    """A file that fits the measurement. key: SHA-256 of its bytes."""

    path: Path
    key: str
    assessment: Assessment


@dataclass(frozen=True, slots=True)
class IncomingPerson:
    """Somebody in a file. file_id: their id there; as_: the respondent they become here, or
    `SKIP`; known: that respondent is here already. Counts are of answers.
    """

    file_id: str
    as_: str
    role: str
    known: bool
    new: int
    replaced: int
    same: int


@dataclass(frozen=True, slots=True)
class Replacement:
    """Something here that the file says otherwise. before, after: Response, Consensus, Tally."""

    kind: Literal["response", "consensus", "tally"]
    item: str
    before: Any
    after: Any


@dataclass(frozen=True, slots=True)
class BringPlan:
    """What bringing a file in does. agreements, votes: how many are new."""

    people: tuple[IncomingPerson, ...]
    agreements: int
    votes: int
    replacements: tuple[Replacement, ...]
    edits: tuple[Edit, ...]

    @property
    def answers(self) -> int:
        """How many answers come in, new or other than before."""
        return sum(p.new + p.replaced for p in self.people if p.as_ != SKIP)


class BringInService:
    """`read` and `plan` on any thread, `apply` on the writer thread."""

    def __init__(
        self,
        assessments: AssessmentService,
        recorder: Recorder,
        library: Library,
        forms: FormService,
    ) -> None:
        self._assessments = assessments
        self._recorder = recorder
        self._library = library
        self._forms = forms

    def look(self, path: Path) -> tuple[Instrument, Assessment]:
        """Reads a responses file (.json) or a spreadsheet form (.xlsx, .ods), whatever it is
        about; FormFaults, UserError or EnvironmentFault where it cannot be read."""
        from topp_desktop.formats.responses import read_responses

        if path.suffix.lower() in SHEETS:
            return self._forms.read(path)
        return read_responses(path, self._library.find)

    def read(
        self,
        assessment_id: str,
        path: Path,
        *,
        same_institution: bool = False,
        any_round: bool = False,
    ) -> Incoming:
        """Reads a responses file (.json) or a spreadsheet form (.xlsx, .ods).

        The institution is the same when its id is, or its country and name (accents, case and
        spaces aside); `same_institution` says that another spelling of the name is meant,
        `any_round` that the answers belong here although the file names another measurement.
        UserError: bring-other-institution, bring-other-round, bring-other-instrument,
        bring-other-form, bring-nothing, and whatever reading a file may say.
        """
        from topp_desktop.formats.strict import read_limited

        instrument, stored = self._assessments.open(assessment_id)
        other, found = self.look(path)
        here = stored.assessment
        _check_same(instrument, here, other, found, same_institution=same_institution)
        if not any_round and not same_round(here.round, found.round):
            raise UserError("bring-other-round", here=here.round, there=found.round)
        if not (found.responses or found.consensus or found.tallies):
            raise UserError("bring-nothing", path=path.name)
        return Incoming(path, sha256_hex(read_limited(path)), found)

    def plan(
        self,
        assessment_id: str,
        incoming: Incoming,
        choices: Mapping[str, str] | None = None,
        *,
        agreements: bool = True,
    ) -> BringPlan:
        """What would happen. choices: id in the file → respondent here, `NEW` or `SKIP`.

        Without a choice, somebody whose id is known here is the same person and their answers
        are replaced; an id that is not unique in the world ("form", "r1") becomes a new one.
        agreements: whether group agreements and counted votes come along.
        """
        _, stored = self._assessments.open(assessment_id)
        return _plan(stored, incoming, choices or {}, agreements=agreements)

    def apply(
        self,
        assessment_id: str,
        incoming: Incoming,
        choices: Mapping[str, str] | None = None,
        *,
        agreements: bool = True,
    ) -> tuple[BringPlan, Step | None]:
        """Does what `plan` says; None in place of a step where there is nothing to do."""
        found = self.plan(assessment_id, incoming, choices, agreements=agreements)
        return found, self._recorder.record(assessment_id, "brought-in", found.edits)

    def write_person(self, assessment_id: str, respondent: str, path: Path) -> None:
        """Writes what one person answered as a responses file, replacing `path` as a whole.

        It keeps the person's id, so that bringing it in again meets the same person; names,
        private notes, what the group agreed and everybody else's answers are not in it.
        UserError unknown-respondent; EnvironmentFault cannot-write, disk-full.
        """
        from topp_desktop.formats.responses import responses_bytes

        instrument, stored = self._assessments.open(assessment_id)
        if respondent not in stored.members:
            raise UserError("unknown-respondent", respondent=respondent)
        alone = _alone(within_form(instrument, stored.assessment), respondent)
        with write_faults(path):
            replace_file(path, responses_bytes(instrument, alone, practice=stored.practice))


def same_round(one: str, other: str) -> bool:
    """Whether two names are of one measurement: "2026 -2" is written otherwise, and is 2026-2."""
    return fold(code_text(one)) == fold(code_text(other))


def _same_place(here: Institution, there: Institution, *, same_institution: bool) -> bool:
    if here.id and here.id == there.id:
        return True
    if here.country != there.country:
        return False
    return same_institution or fold(here.name) == fold(there.name)


def _check_same(
    instrument: Instrument,
    here: Assessment,
    other: Instrument,
    there: Assessment,
    *,
    same_institution: bool,
) -> None:
    if not _same_place(here.institution, there.institution, same_institution=same_institution):
        raise UserError(
            "bring-other-institution", here=here.institution.name, there=there.institution.name
        )
    if instrument.sha256 != other.sha256:
        raise UserError(
            "bring-other-instrument",
            here=f"{instrument.id} {instrument.version}",
            there=f"{other.id} {other.version}",
        )
    if here.form != there.form:
        raise UserError("bring-other-form", here=here.form, there=there.form)


def _alone(assessment: Assessment, respondent: str) -> Assessment:
    """What one person said about the measurement, and nothing else."""
    return Assessment(
        institution=assessment.institution,
        form=assessment.form,
        round=assessment.round,
        respondents=tuple(r for r in assessment.respondents if r.id == respondent),
        responses=tuple(
            replace(r, private_note="", flagged=False)
            for r in assessment.responses
            if r.respondent == respondent
        ),
        scope=assessment.scope,
        method=assessment.method,
        plans=assessment.plans,
    )


def _unique(name: str) -> bool:
    """Whether an id is one that no other computer gives."""
    try:
        UUID(name)
    except ValueError:
        return False
    return True


def _plan(
    stored: StoredAssessment,
    incoming: Incoming,
    choices: Mapping[str, str],
    *,
    agreements: bool,
) -> BringPlan:
    here, there = stored.assessment, incoming.assessment
    ids = {
        person.id: _become(person.id, choices.get(person.id), stored, incoming.key)
        for person in there.respondents
    }
    edits: list[Edit] = []
    people: list[IncomingPerson] = []
    replacements: list[Replacement] = []
    position = 1 + max((m.position for m in stored.members.values()), default=-1)
    said = {(r.respondent, r.item): r for r in here.responses}
    theirs: dict[str, list[Response]] = {person.id: [] for person in there.respondents}
    for response in there.responses:
        theirs[response.respondent].append(response)
    for person in there.respondents:
        as_ = ids[person.id]
        known = as_ in stored.members
        if as_ != SKIP and not known:
            member = Member(replace(person, id=as_), position)
            edits.append(Edit("respondent", (as_,), member))
            position += 1
        counted = {"new": 0, "replaced": 0, "same": 0}
        for response in theirs[person.id]:
            before = said.get((as_, response.item))
            after = _with_private(replace(response, respondent=as_), before)
            kind = "same" if before == after else "new" if before is None else "replaced"
            counted[kind] += 1
            if as_ == SKIP or before == after:
                continue
            edits.append(Edit("response", (as_, response.item), after))
            if before is not None:
                replacements.append(Replacement("response", response.item, before, after))
        people.append(IncomingPerson(person.id, as_, person.role, known, **counted))
    new_agreements = new_votes = 0
    if agreements:
        agreed: Mapping[tuple[str, ...], Any] = {(c.item,): c for c in here.consensus}
        new_agreements = _bring(
            "consensus", [((c.item,), c) for c in there.consensus], agreed, edits, replacements
        )
        counted_here: Mapping[tuple[str, ...], Any] = {(t.item, t.role): t for t in here.tallies}
        votes = [((t.item, t.role), t) for t in there.tallies]
        new_votes = _bring("tally", votes, counted_here, edits, replacements)
    return BringPlan(tuple(people), new_agreements, new_votes, tuple(replacements), tuple(edits))


def _with_private(response: Response, before: Response | None) -> Response:
    """What never travels stays as it is here, where the file says nothing of it."""
    if before is None:
        return response
    return replace(
        response,
        private_note=response.private_note or before.private_note,
        flagged=response.flagged or before.flagged,
    )


def _become(name: str, choice: str | None, stored: StoredAssessment, key: str) -> str:
    """The respondent that somebody in a file becomes. The same file gives the same new id, so
    that bringing it in twice changes nothing."""
    fresh = str(uuid5(NAMESPACE_URL, f"topp:{key}:{name}"))
    if choice == NEW:
        return fresh
    if choice is None:
        return name if _unique(name) else fresh
    if choice != SKIP and choice not in stored.members:
        raise UserError("unknown-respondent", respondent=choice)
    return choice


def _bring(
    kind: Literal["consensus", "tally"],
    found: Iterable[tuple[tuple[str, ...], Any]],
    here: Mapping[tuple[str, ...], Any],
    edits: list[Edit],
    replacements: list[Replacement],
) -> int:
    """Adds what differs; returns how many are new."""
    new = 0
    trail: Kind = kind
    for key, after in found:
        before = here.get(key)
        if before == after:
            continue
        edits.append(Edit(trail, key, after))
        if before is None:
            new += 1
        else:
            replacements.append(Replacement(kind, key[0], before, after))
    return new
