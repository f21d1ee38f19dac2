"""Every change of a measurement, in steps that can be undone, with who made it where and when.

A measurement is made of parts; an `Edit` says what one part is from now on. Edits that belong
together are one step: saved in one transaction, undone as one.

kind        key                     value
response    (respondent, item)      Response
consensus   (item,)                 Consensus
tally       (item, role)            Tally
respondent  (respondent,)           work.Member
target      (cell,)                 float
line        (line,)                 LineStatus
feedback    (item,)                 Feedback
proposal    (respondent, item)      work.Proposal
approval    ()                      work.Approval
details     ()                      work.Details       always there
weights     ()                      Weights            always there
plan        ()                      Mapping            always there

plan-action     (action,)           ActionEdit         what people changed in the road map,
plan-milestone  (milestone,)        Milestone          see domain.roadmap
plan-need       (need,)             NeedEdit
plan-follow-up  (subject,)          FollowUp
plan-kept       (action,)           PlannedAction
plan-approval   ()                  work.Approval
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal, Protocol

from topp_desktop.services.ports import Clock

Kind = Literal[
    "response",
    "consensus",
    "tally",
    "respondent",
    "target",
    "line",
    "feedback",
    "proposal",
    "approval",
    "details",
    "weights",
    "plan",
    "plan-action",
    "plan-milestone",
    "plan-need",
    "plan-follow-up",
    "plan-kept",
    "plan-approval",
]


@dataclass(frozen=True, slots=True)
class Edit:
    """What a part is from now on; value None: it is no more."""

    kind: Kind
    key: tuple[str, ...]
    value: Any


@dataclass(frozen=True, slots=True)
class Change:
    """What a part was and is; None where there was or is none."""

    kind: Kind
    key: tuple[str, ...]
    before: Any
    after: Any


@dataclass(frozen=True, slots=True)
class Stamp:
    """What a step is called, when it was made and by whom.

    action: a code, see `services.measurement.audit.ACTIONS`; run: steps in a row with the same run
    are undone together (typing in one text); by: a respondent of the measurement, or "".
    """

    action: str
    at: datetime
    by: str = ""
    run: str | None = None


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the trail. state "log": `action` is undo or redo, and `of` the step concerned.

    device: the computer's label; respondent, role: who made it, as far as known.
    """

    id: int
    assessment_id: str
    action: str
    state: Literal["done", "undone", "dropped", "log"]
    of: int | None
    device: str
    respondent: str
    role: str
    at: datetime
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class UndoReach:
    """How far undo and redo go: the next one's action ("" for none), and how many steps."""

    undo: str = ""
    redo: str = ""
    undo_steps: int = 0
    redo_steps: int = 0


@dataclass(frozen=True, slots=True)
class Device:
    """This computer, as the trail calls it."""

    id: str
    label: str


class TrailStore(Protocol):
    """Writes return when they are durable: one commit each, none where nothing changes.

    Faults: EnvironmentFault store-write-failed, database-locked, database-damaged;
    UserError assessment-unknown.
    """

    def apply(self, assessment_id: str, edits: Sequence[Edit], stamp: Stamp) -> Step | None:
        """Saves a step; None where it changes nothing. Steps undone before are dropped."""
        ...

    def undo(self, assessment_id: str, at: datetime) -> list[Step]:
        """Takes back the last step, with those of its run; newest first."""
        ...

    def redo(self, assessment_id: str, at: datetime) -> list[Step]:
        """Repeats what was taken back last; oldest first."""
        ...

    def reach(self, assessment_id: str) -> UndoReach: ...

    def steps(self, assessment_id: str, limit: int, before: int | None = None) -> list[Step]:
        """Newest first; those before the step with this id."""
        ...

    def device(self) -> Device: ...

    def rename_device(self, label: str, at: datetime) -> None: ...


class Recorder:
    """Saves steps in the name of whoever sits at this computer; runs on the writer thread."""

    def __init__(self, store: TrailStore, clock: Clock) -> None:
        self._store = store
        self._clock = clock
        self._acting: dict[str, str] = {}

    def act_as(self, assessment_id: str, respondent: str) -> None:
        """From now on, what is done to a measurement is done by this respondent."""
        self._acting[assessment_id] = respondent

    def record(
        self,
        assessment_id: str,
        action: str,
        edits: Sequence[Edit],
        *,
        by: str | None = None,
        run: str | None = None,
    ) -> Step | None:
        """Saves the edits as one step; None where they change nothing."""
        who = by if by is not None else self._acting.get(assessment_id, "")
        return self._store.apply(assessment_id, edits, Stamp(action, self._clock(), who, run))
