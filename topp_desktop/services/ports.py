"""What the use cases need from the outside. Adapters implement these; nobody inherits."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from topp_desktop.domain.assessment import Assessment, Institution, Response, Weights
from topp_desktop.domain.instrument import InstrumentRef

Clock = Callable[[], datetime]
"""The present, with its time zone."""


@dataclass(frozen=True, slots=True)
class AssessmentSummary:
    """One line of a list of measurements."""

    id: str
    institution: Institution
    practice: bool
    round: str
    form: str
    created: datetime
    answered: int


@dataclass(frozen=True, slots=True)
class StoredAssessment:
    """An assessment with what only this computer knows: names by respondent, plan settings."""

    id: str
    assessment: Assessment
    instrument: InstrumentRef
    practice: bool
    created: datetime
    names: Mapping[str, str]
    plan_settings: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Change:
    """One saved change of one answer; `before` None: there was none."""

    id: int
    respondent: str
    item: str
    before: Response | None
    after: Response | None
    at: datetime


class AssessmentStore(Protocol):
    """The local store. Every method that writes returns only when the write is durable.

    Faults: EnvironmentFault store-write-failed, database-locked, database-damaged;
    UserError assessment-unknown.
    """

    def summaries(self) -> list[AssessmentSummary]: ...

    def add(
        self,
        assessment_id: str,
        assessment: Assessment,
        instrument: InstrumentRef,
        created: datetime,
        *,
        practice: bool = False,
    ) -> None: ...

    def load(self, assessment_id: str) -> StoredAssessment: ...

    def save_response(self, assessment_id: str, response: Response, at: datetime) -> None: ...

    def change_form(self, assessment_id: str, form: str) -> None: ...

    def save_targets(self, assessment_id: str, targets: Mapping[str, float]) -> None: ...

    def save_weights(self, assessment_id: str, weights: Weights) -> None: ...

    def save_plan_settings(self, assessment_id: str, settings: Mapping[str, object]) -> None: ...

    def changes(self, assessment_id: str, limit: int) -> list[Change]: ...
