"""Progress of a plan, and what became of the last round's."""

from __future__ import annotations

from dataclasses import dataclass

from topp_desktop.domain.instrument import Instrument
from topp_desktop.domain.roadmap import Semester
from topp_desktop.domain.roadmap.progress import (
    Became,
    ScheduleProgress,
    action_progress,
    became,
    milestone_progress,
)
from topp_desktop.domain.scoring import ItemValue
from topp_desktop.services.plan.keeping import OpenPlan, PlanKeeper
from topp_desktop.services.ports import AssessmentSummary, Clock


@dataclass(frozen=True, slots=True)
class PlanProgress:
    """Planned against done by semester, of actions and of milestones; now: the semester asked
    about. late: see `ScheduleProgress`."""

    opened: OpenPlan
    now: Semester
    actions: ScheduleProgress
    milestones: ScheduleProgress


@dataclass(frozen=True, slots=True)
class LastRound:
    """The round before, its plan, and what became of every action in it."""

    summary: AssessmentSummary
    opened: OpenPlan
    became: tuple[Became, ...]

    def count(self, outcome: str) -> int:
        """How many actions had this outcome; see `Became`."""
        return sum(1 for entry in self.became if entry.outcome == outcome)


class FollowUpService:
    """Reads only; any thread."""

    def __init__(self, keeper: PlanKeeper, clock: Clock) -> None:
        self._keeper = keeper
        self._clock = clock

    def progress(self, assessment_id: str, now: Semester | None = None) -> PlanProgress:
        """How far the plan of a measurement is; `now` is the present semester unless given."""
        semester = now or Semester.of(self._clock().date())
        return progress_of(self._keeper.open(assessment_id), semester)

    def last_round(self, assessment_id: str) -> LastRound | None:
        """What was planned in the round before and became of it; None in the first round."""
        assessments = self._keeper.assessments
        every = assessments.list()
        here = next((s for s in every if s.id == assessment_id), None)
        if here is None:
            return None
        own = [s for s in every if s.institution.id == here.institution.id]
        place = own.index(here)
        if place == 0:
            return None
        before, now = self._keeper.open(own[place - 1].id), self._keeper.open(assessment_id)
        instruments = (before.results.instrument, now.results.instrument)
        return LastRound(
            own[place - 1],
            before,
            became(
                before.road_map.plan,
                before.edits.follow_up,
                before.results.values,
                _same_questions(*instruments, now.results.values),
                now.road_map.plan,
                Semester.of(self._clock().date()),
            ),
        )


def progress_of(opened: OpenPlan, now: Semester) -> PlanProgress:
    """As `FollowUpService.progress`, of a plan that was opened already; pure."""
    plan, edits = opened.road_map.plan, opened.edits
    return PlanProgress(
        opened,
        now,
        action_progress(plan, edits.follow_up, now),
        milestone_progress(plan, edits.milestones.values(), edits.follow_up, now),
    )


def _same_questions(
    before: Instrument, after: Instrument, values: dict[str, ItemValue]
) -> dict[str, ItemValue]:
    """Values of questions that were asked the same way in both rounds."""
    return {
        name: value
        for name, value in values.items()
        if name in before.by_id
        and name in after.by_id
        and before.by_id[name].revision == after.by_id[name].revision
    }
