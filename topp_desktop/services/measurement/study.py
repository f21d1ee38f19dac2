"""Taking part in a study of the questions, and a second rating by somebody who reads the documents.

Neither is a step of the trail: nobody's agreement may come back by somebody else's Ctrl+Z, and the
log of changes must not show a verifier what was answered. See docs/validation-plan.md.
"""

from __future__ import annotations

import secrets
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from topp_desktop.domain.assessment.check import check_answer, check_text
from topp_desktop.domain.assessment.marks import check_marks
from topp_desktop.domain.errors import UserError
from topp_desktop.domain.instrument import Instrument
from topp_desktop.domain.study.model import (
    FEWEST_RATERS,
    LONGEST_NAME,
    LONGEST_REMARK,
    LONGEST_SECONDS,
    Rater,
    Rating,
    StudyFile,
    Wave,
    role_classes,
)
from topp_desktop.domain.study.pseudonym import CODE_BYTES, pseudonym, write_code
from topp_desktop.domain.study.verification import Beside, beside, declared_levels
from topp_desktop.services.measurement.assessments import AssessmentService
from topp_desktop.services.measurement.results import standing_results
from topp_desktop.services.measurement.team import item_in_form
from topp_desktop.services.ports import Clock, StoredAssessment


@dataclass(frozen=True, slots=True)
class Study:
    """The study that a measurement takes part in.

    timed: whether it is noted how long questions are open; group: stands for the institution;
    agreed: respondent → pseudonym; saved: when a file was saved last.
    """

    name: str
    wave: Wave
    timed: bool
    group: str
    agreed: Mapping[str, str]
    saved: datetime | None


class StudyStore(Protocol):
    """Writes return when they are durable. Faults as of `services.ports.AssessmentStore`."""

    def study(self, assessment_id: str) -> Study | None:
        """None where there is none; people who were removed are left out."""
        ...

    def group_of(self, assessment_id: str, name: str) -> str | None:
        """What stood for the institution in its other measurements of this study."""
        ...

    def begin(
        self, assessment_id: str, name: str, wave: Wave, *, timed: bool, group: str
    ) -> None: ...
    def end(self, assessment_id: str) -> None:
        """Forgets the study with everything that belongs to it."""
        ...

    def agree(self, assessment_id: str, respondent: str, pseudonym: str) -> None: ...
    def take_back(self, assessment_id: str, respondent: str) -> None: ...
    def note_saved(self, assessment_id: str, at: datetime) -> None: ...
    def add_seconds(self, assessment_id: str, respondent: str, item: str, seconds: int) -> None:
        """Adds up, as far as `LONGEST_SECONDS`."""
        ...

    def seconds(self, assessment_id: str) -> Mapping[tuple[str, str], int]:
        """(respondent, item) → seconds."""
        ...

    def verified(self, assessment_id: str) -> Mapping[str, Rating]: ...
    def put_verified(self, assessment_id: str, rating: Rating) -> None: ...
    def closed(self, assessment_id: str) -> datetime | None: ...
    def close(self, assessment_id: str, at: datetime) -> None: ...
    def forget_verified(self, assessment_id: str) -> None: ...


@dataclass(frozen=True, slots=True)
class Verification:
    """How far a second rating is. closed: when it was finished; then nothing changes any more."""

    ratings: Mapping[str, Rating]
    closed: datetime | None


class StudyService:
    """Runs on the writer thread."""

    def __init__(self, store: StudyStore, assessments: AssessmentService, clock: Clock) -> None:
        self._store = store
        self._assessments = assessments
        self._clock = clock

    # --- taking part ----------------------------------------------------------------------------

    def study(self, assessment_id: str) -> Study | None:
        """The study that this measurement takes part in."""
        return self._store.study(assessment_id)

    def begin(
        self, assessment_id: str, name: str, wave: Wave = "first", *, timed: bool = False
    ) -> Study:
        """Takes part, in place of any study before. UserError: study-name-missing,
        practice-not-sent."""
        _, stored = self._assessments.open(assessment_id)
        if stored.practice:
            raise UserError("practice-not-sent")
        known = study_name(name)
        group = self._store.group_of(assessment_id, known) or secrets.token_hex(8)
        self._store.end(assessment_id)
        self._store.begin(assessment_id, known, wave, timed=timed, group=group)
        return self._open(assessment_id)

    def end(self, assessment_id: str) -> None:
        """Takes no part any more; everybody's agreement is forgotten."""
        self._store.end(assessment_id)

    def agree(self, assessment_id: str, respondent: str, code: str = "") -> str:
        """Somebody agrees for themselves; returns the code that they keep, which is kept nowhere.

        code: that of the first time. UserError: study-off, study-code-wrong, study-code-taken,
        unknown-respondent.
        """
        study = self._open(assessment_id)
        _, stored = self._assessments.open(assessment_id)
        if respondent not in stored.members:
            raise UserError("unknown-respondent", respondent=respondent)
        kept = code.strip() or write_code(secrets.token_bytes(CODE_BYTES))
        name = pseudonym(kept, study.name)
        if any(other == name for who, other in study.agreed.items() if who != respondent):
            raise UserError("study-code-taken")
        self._store.agree(assessment_id, respondent, name)
        return kept

    def take_back(self, assessment_id: str, respondent: str) -> None:
        """Somebody no longer agrees; what was noted of them is forgotten."""
        self._store.take_back(assessment_id, respondent)

    def note_time(self, assessment_id: str, respondent: str, item: str, seconds: float) -> None:
        """A question was open so long. Kept only where the study notes it and the person agreed."""
        study = self._store.study(assessment_id)
        whole = min(int(seconds), LONGEST_SECONDS)
        if study is not None and study.timed and respondent in study.agreed and whole > 0:
            self._store.add_seconds(assessment_id, respondent, item, whole)

    def content(self, assessment_id: str) -> StudyFile:
        """What the study file would say. UserError: study-off, study-too-few(count, fewest)."""
        study = self._open(assessment_id)
        instrument, stored = self._assessments.open(assessment_id)
        raters = self._raters(assessment_id, study, instrument, stored)
        if len(raters) < FEWEST_RATERS:
            raise UserError("study-too-few", count=len(raters), fewest=FEWEST_RATERS)
        found = stored.assessment
        second = self.verification(assessment_id)
        return StudyFile(
            study.name,
            study.wave,
            instrument.ref,
            found.form,
            study.group,
            found.institution.country,
            found.institution.level,
            raters,
            _declared(instrument, stored),
            self._clock(),
            tuple(second.ratings.values()) if second.closed is not None else (),
        )

    def note_saved(self, assessment_id: str) -> None:
        """A file was saved just now."""
        self._store.note_saved(assessment_id, self._clock())

    def _open(self, assessment_id: str) -> Study:
        study = self._store.study(assessment_id)
        if study is None:
            raise UserError("study-off")
        return study

    def _raters(
        self, assessment_id: str, study: Study, instrument: Instrument, stored: StoredAssessment
    ) -> tuple[Rater, ...]:
        """Those who agreed and answered something."""
        asked = set(instrument.form(stored.assessment.form).items)
        times = self._store.seconds(assessment_id) if study.timed else {}
        ratings: dict[str, list[Rating]] = {}
        for response in stored.assessment.responses:
            who, item = response.respondent, response.item
            if who in study.agreed and item in asked and response.answer is not None:
                rating = Rating(
                    item,
                    instrument.by_id[item].revision,
                    response.answer,
                    response.evidence,
                    response.confidence,
                    response.marks,
                    times.get((who, item)),
                    response.note[:LONGEST_REMARK],
                )
                ratings.setdefault(who, []).append(rating)
        classes = role_classes({who: stored.members[who].respondent.role for who in ratings})
        return tuple(
            Rater(study.agreed[who], classes[who], tuple(found)) for who, found in ratings.items()
        )

    # --- the second rating ------------------------------------------------------------------------

    def verification(self, assessment_id: str) -> Verification:
        """The second rating as far as it is, in the form's order."""
        instrument, stored = self._assessments.open(assessment_id)
        found = self._store.verified(assessment_id)
        asked = instrument.form(stored.assessment.form).items
        ratings = {item: found[item] for item in asked if item in found}
        return Verification(ratings, self._store.closed(assessment_id))

    def verify(self, assessment_id: str, rating: Rating) -> Verification:
        """Keeps the second rating of one question. UserError: verification-closed, unknown-item,
        item-not-in-form, invalid-answer, unknown-element, reason-missing, invalid-mark."""
        instrument, stored = self._assessments.open(assessment_id)
        item = item_in_form(instrument, stored.assessment, rating.item)
        if self._store.closed(assessment_id) is not None:
            raise UserError("verification-closed")
        check_answer(instrument, item, rating.answer, rating.remark)
        check_marks(item, rating.marks)
        check_text(rating.remark, item.id)
        self._store.put_verified(assessment_id, rating)
        return self.verification(assessment_id)

    def close_verification(self, assessment_id: str) -> Verification:
        """Finishes the second rating: from now on it can be compared, and not changed.

        UserError("verification-empty").
        """
        if not self._store.verified(assessment_id):
            raise UserError("verification-empty")
        self._store.close(assessment_id, self._clock())
        return self.verification(assessment_id)

    def forget_verification(self, assessment_id: str) -> None:
        """Erases the second rating, to begin anew."""
        self._store.forget_verified(assessment_id)

    def beside(self, assessment_id: str) -> tuple[Beside, ...]:
        """Declared beside verified; nothing before the second rating is finished: it is blind."""
        second = self.verification(assessment_id)
        if second.closed is None:
            return ()
        instrument, stored = self._assessments.open(assessment_id)
        return beside(_declared(instrument, stored), second.ratings)


def _declared(instrument: Instrument, stored: StoredAssessment) -> dict[str, float]:
    """Of an instrument without levels nothing can be laid beside."""
    if not instrument.leveled:
        return {}
    return declared_levels(standing_results(instrument, stored.assessment).values)


def study_name(text: str) -> str:
    """A study's name in one spelling, so that every institution's file finds the others.

    UserError("study-name-missing") for none, or for one of more than 40 characters.
    """
    name = " ".join(unicodedata.normalize("NFKC", text).split()).upper()
    if not name or len(name) > LONGEST_NAME or not name.isprintable():
        raise UserError("study-name-missing", limit=LONGEST_NAME)
    return name
