"""What became of things: progress of the plan, the plan of the last round, round after round."""

from __future__ import annotations

from dataclasses import dataclass

from topp_desktop.services.plan_follow_up import FollowUpService, LastRound, PlanProgress
from topp_desktop.services.rounds import RoundService, TrendPoint


@dataclass(frozen=True, slots=True)
class Course:
    """last: None in the first round; trend: the rounds up to this one, oldest first."""

    progress: PlanProgress
    last: LastRound | None = None
    trend: tuple[TrendPoint, ...] = ()


def course_of(follow_up: FollowUpService, rounds: RoundService, assessment_id: str) -> Course:
    """The course up to one measurement; reads only, any thread."""
    progress = follow_up.progress(assessment_id)
    trend: list[TrendPoint] = []
    for point in rounds.trend(progress.opened.stored.assessment.institution.id):
        trend.append(point)
        if point.assessment_id == assessment_id:
            break
    return Course(progress, follow_up.last_round(assessment_id), tuple(trend))
