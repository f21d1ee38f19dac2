"""Milestones of a plan, and what became of them (docs/roadmap.md, "Milestones")."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby
from typing import Final, Literal

from topp_desktop.domain.roadmap.semester import Semester
from topp_desktop.foundation.canonical import canonical_json, sha256_hex

MilestoneState = Literal["draft", "validated", "approved"]
MILESTONE_STATES: Final[tuple[MilestoneState, ...]] = ("draft", "validated", "approved")
FollowStatus = Literal["not-started", "under-way", "done", "dropped"]
FOLLOW_STATUSES: Final[tuple[FollowStatus, ...]] = ("not-started", "under-way", "done", "dropped")


@dataclass(frozen=True, slots=True)
class Milestone:
    """One result of an activity, and the semester in which it begins.

    Several results of one activity share its text; `combo` is the theme that activities are
    grouped under; `action`: the action it belongs to, "" for none; `position`: its place among
    its equals. `bound` is the content that `recorded` was said of, see `state`.
    """

    id: str
    activity: str
    result: str
    start: Semester | None = None
    action: str = ""
    combo: str = ""
    position: int = 0
    recorded: MilestoneState = "draft"
    bound: str = ""

    @property
    def content(self) -> str:
        """SHA-256 of what a validation or approval is bound to."""
        start = None if self.start is None else str(self.start)
        return sha256_hex(
            canonical_json([self.id, self.activity, self.result, start, self.action, self.combo])
        )

    @property
    def state(self) -> MilestoneState:
        """What was recorded, as long as nothing has changed since; else a draft."""
        return self.recorded if self.bound == self.content else "draft"

    @property
    def reopened(self) -> bool:
        """It was validated or approved, and was changed since."""
        return self.recorded != "draft" and self.state == "draft"

    def marked(self, state: MilestoneState) -> Milestone:
        """The same milestone, said to be in this state as it stands now."""
        return replace(self, recorded=state, bound="" if state == "draft" else self.content)


@dataclass(frozen=True, slots=True)
class FollowUp:
    """What became of a milestone or an action.

    on: when it came to be so (done on, dropped on); evidence: the title of a document.
    """

    status: FollowStatus = "not-started"
    on: date | None = None
    evidence: str = ""
    comment: str = ""


def subject(kind: Literal["action", "milestone"], name: str) -> str:
    """What a follow-up is about, such as "action:1.1-T.2"."""
    return f"{kind}:{name}"


@dataclass(frozen=True, slots=True)
class Activity:
    """An activity with its results in the order of their semesters."""

    combo: str
    activity: str
    results: tuple[Milestone, ...]


def by_activity(milestones: Iterable[Milestone]) -> tuple[Activity, ...]:
    """Combos in the order of their names (those without one last), activities by first start."""
    ordered = sorted(milestones, key=lambda m: (m.combo == "", m.combo.casefold(), m.activity))
    found = [
        Activity(combo, activity, tuple(sorted(group, key=_order)))
        for (combo, activity), group in groupby(ordered, key=lambda m: (m.combo, m.activity))
    ]
    found.sort(key=lambda a: (a.combo == "", a.combo.casefold(), _order(a.results[0])))
    return tuple(found)


def _order(milestone: Milestone) -> tuple[bool, int, int, str]:
    start = milestone.start
    return (start is None, start.index if start else 0, milestone.position, milestone.id)
