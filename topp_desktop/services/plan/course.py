"""What became of things: progress of the plan, the plan of the last round, round after round."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from math import floor

from topp_desktop.charts.labels import action_title, step_words
from topp_desktop.domain.instrument import Wording
from topp_desktop.domain.roadmap.progress import Became
from topp_desktop.foundation.i18n import Translator
from topp_desktop.services.measurement.approval import ApprovalStatus
from topp_desktop.services.measurement.rounds import RoundService, TrendPoint
from topp_desktop.services.plan.follow_up import LastRound, PlanProgress
from topp_desktop.services.plan.road_maps import RoadMaps
from topp_desktop.services.plan.terms import FOLLOW_STATUSES, OUTCOMES
from topp_desktop.services.terms import term


@dataclass(frozen=True, slots=True)
class Course:
    """last: None in the first round; trend: the rounds up to this one, oldest first; approval: of
    the plan, and where it stands now."""

    progress: PlanProgress
    last: LastRound | None = None
    trend: tuple[TrendPoint, ...] = ()
    approval: ApprovalStatus | None = None


def course_of(maps: RoadMaps, rounds: RoundService, assessment_id: str) -> Course:
    """The course up to one measurement; reads only, any thread."""
    progress = maps.follow_up.progress(assessment_id)
    trend: list[TrendPoint] = []
    for point in rounds.trend(progress.opened.stored.assessment.institution.id):
        trend.append(point)
        if point.assessment_id == assessment_id:
            break
    return Course(
        progress,
        maps.follow_up.last_round(assessment_id),
        tuple(trend),
        maps.approval.status(assessment_id),
    )


@dataclass(frozen=True, slots=True)
class BecameWords:
    """One action of the last plan in words; then, now: its question's levels, "–" where not
    known."""

    title: str
    step: str
    then: str
    now: str
    outcome: str


def last_plan_sentence(last: LastRound, words: Translator) -> str:
    """How many actions of the last plan reached their level, how many of those that were due did
    not, and how many could not have yet."""
    told = [
        words.gettext("{n} reached their level").format(n=last.count("reached")),
        words.gettext("{n} were due and came part of the way").format(n=last.count("partly")),
        words.gettext("{n} were due and did not reach it").format(n=last.count("not-reached")),
        words.gettext("{n} are not due yet").format(n=last.count("not-due")),
    ]
    if last.count("unscheduled"):
        told.append(words.gettext("{n} had no semester").format(n=last.count("unscheduled")))
    if last.count("unknown"):
        told.append(words.gettext("{n} are not known").format(n=last.count("unknown")))
    return words.gettext("Of {total} actions planned in measurement {name}: {list}.").format(
        total=len(last.became), name=last.summary.round, list="; ".join(told)
    )


def became_words(
    last: LastRound, entry: Became, wording: Wording, words: Translator
) -> BecameWords:
    """What became of one action, for window and paper alike."""
    action = entry.planned.action
    said = [words.gettext(OUTCOMES[entry.outcome])]
    if entry.said.status != "not-started":
        said.append(term(FOLLOW_STATUSES, entry.said.status, words))
    if entry.planned_again:
        said.append(words.gettext("planned again"))

    def level(value: Fraction | None) -> str:
        return "–" if value is None else words.number(floor(value))

    return BecameWords(
        action_title(action, last.opened.road_map.catalogue, wording, words),
        step_words(action, wording),
        level(entry.level_then),
        level(entry.level_now),
        " · ".join(said),
    )
