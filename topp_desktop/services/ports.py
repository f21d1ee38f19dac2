"""What the use cases need from the outside. Adapters implement these; nobody inherits.

Changes of a measurement go through `services.measurement.trail`; here is how one is made and read.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Protocol

from topp_desktop.domain.assessment import Assessment, Institution
from topp_desktop.domain.assessment.work import Approval, Member, Proposal
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
    """An assessment with what only this computer knows.

    practice: made to try things out, never sent; names: by respondent; members: respondents with
    name, unit and due date; proposals: the last round's answers; approval: as it was recorded,
    see `services.measurement.approval` for whether it still holds.
    """

    id: str
    assessment: Assessment
    instrument: InstrumentRef
    practice: bool
    created: datetime
    names: Mapping[str, str]
    plan_settings: Mapping[str, object]
    members: Mapping[str, Member] = field(default_factory=dict)
    proposals: tuple[Proposal, ...] = ()
    approval: Approval | None = None


Part = tuple[str, tuple[str, ...], Any]
"""Kind, key and value of something that a measurement is made of: `measurement.trail.Edit`."""


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
        members: Sequence[Member] = (),
        proposals: Sequence[Proposal] = (),
        parts: Sequence[Part] = (),
    ) -> None:
        """Adds a measurement; an institution with this id stays as it is.

        members: what is known of respondents beyond the assessment; parts: what else it begins
        with, such as the road map of the measurement before.
        """
        ...

    def load(self, assessment_id: str) -> StoredAssessment: ...
