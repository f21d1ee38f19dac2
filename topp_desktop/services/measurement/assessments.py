"""Measurements: begin one, list them, open one, take one in from a file, write one out."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from uuid import uuid4

from topp_desktop.domain.assessment import Assessment, Institution, Respondent
from topp_desktop.domain.assessment.work import details_of, within_form
from topp_desktop.domain.errors import UserError
from topp_desktop.domain.instrument import Instrument, InstrumentRef
from topp_desktop.foundation.files import replace_file
from topp_desktop.foundation.text import code_text
from topp_desktop.services.errors.system import write_faults
from topp_desktop.services.library import Library
from topp_desktop.services.measurement.trail import Edit, Recorder
from topp_desktop.services.ports import (
    AssessmentStore,
    AssessmentSummary,
    Clock,
    StoredAssessment,
)


class AssessmentService:
    """Use cases around whole measurements."""

    def __init__(
        self, store: AssessmentStore, recorder: Recorder, library: Library, clock: Clock
    ) -> None:
        self._store = store
        self._recorder = recorder
        self._library = library
        self._clock = clock

    def begin(
        self,
        institution: Institution,
        round_: str,
        *,
        form: str = "short",
        role: str = "technical",
        scope: str = "institution",
        method: str = "individual",
        practice: bool = False,
        instrument: Instrument | None = None,
    ) -> str:
        """Begins a measurement with one participant; returns its id.

        An institution without an id gets a new one. `form` falls back to the instrument's first.
        """
        instrument = instrument or self._library.agenda
        forms = [f.id for f in instrument.forms]
        assessment = Assessment(
            institution=institution if institution.id else replace(institution, id=str(uuid4())),
            form=form if form in forms else forms[0],
            round=code_text(round_),
            respondents=(Respondent(str(uuid4()), role),),
            scope=scope,
            method=method,
        )
        return self._keep(assessment, instrument.ref, practice=practice)

    def _keep(self, assessment: Assessment, ref: InstrumentRef, *, practice: bool) -> str:
        assessment_id = str(uuid4())
        self._store.add(assessment_id, assessment, ref, self._clock(), practice=practice)
        return assessment_id

    def list(self) -> list[AssessmentSummary]:
        """Every measurement, oldest first."""
        return self._store.summaries()

    def open(self, assessment_id: str) -> tuple[Instrument, StoredAssessment]:
        """A measurement with the instrument that its answers pinned."""
        stored = self._store.load(assessment_id)
        instrument = self._library.by_hash(stored.instrument.sha256)
        if instrument is None:
            instrument = self._library.find(stored.instrument.id, stored.instrument.version)
        return instrument, stored

    def change_form(self, assessment_id: str, form: str) -> None:
        """Goes on from the short to the full form; the answers given stay."""
        instrument, stored = self.open(assessment_id)
        if all(known.id != form for known in instrument.forms):
            raise UserError("unknown-form", form=form)
        details = replace(details_of(stored.assessment), form=form)
        self._recorder.record(assessment_id, "form", [Edit("details", (), details)])

    def take_in(self, path: Path) -> str:
        """Adds the measurement of a responses file; returns its id. Nothing is kept on a fault."""
        from topp_desktop.formats.responses import is_practice, read_responses

        instrument, assessment = read_responses(path, self._library.find)
        if not is_practice(path):
            return self._keep(self._placed(assessment), instrument.ref, practice=False)
        return self._keep(self._apart(assessment), instrument.ref, practice=True)

    def take_in_form(self, instrument: Instrument, assessment: Assessment) -> str:
        """Adds the measurement of a spreadsheet form that was read; returns its id.

        A form names its one respondent alike everywhere; here they get an id of their own.
        """
        ids = {person.id: str(uuid4()) for person in assessment.respondents}
        unique = replace(
            assessment,
            respondents=tuple(replace(p, id=ids[p.id]) for p in assessment.respondents),
            responses=tuple(replace(r, respondent=ids[r.respondent]) for r in assessment.responses),
        )
        return self._keep(self._placed(unique), instrument.ref, practice=False)

    def _placed(self, assessment: Assessment) -> Assessment:
        """With the institution of the same name and country, or else a new one."""
        who = assessment.institution
        if who.id:
            return assessment
        known = (s.institution for s in reversed(self._store.summaries()) if not s.practice)
        same = (i for i in known if (i.name, i.country) == (who.name, who.country))
        found = next(same, replace(who, id=str(uuid4())))
        return replace(assessment, institution=found)

    def _apart(self, assessment: Assessment) -> Assessment:
        """Of an institution that is only for practice, never of a real one."""
        who = assessment.institution
        known = {s.institution.id for s in self._store.summaries() if s.practice}
        return (
            assessment
            if who.id in known
            else replace(assessment, institution=replace(who, id=str(uuid4())))
        )

    def write_out(self, assessment_id: str, path: Path) -> None:
        """Writes the measurement as a responses file, replacing `path` as a whole."""
        from topp_desktop.formats.responses import responses_bytes

        instrument, stored = self.open(assessment_id)
        shown = within_form(instrument, stored.assessment)
        with write_faults(path):
            replace_file(path, responses_bytes(instrument, shown, practice=stored.practice))
