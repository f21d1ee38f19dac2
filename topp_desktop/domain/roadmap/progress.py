"""What was planned and what became of it: by semester, and from one round to the next."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from topp_desktop.domain.roadmap.actions import Action
from topp_desktop.domain.roadmap.milestones import FollowStatus, FollowUp, Milestone, subject
from topp_desktop.domain.roadmap.plan import Plan, PlannedAction
from topp_desktop.domain.roadmap.semester import Semester
from topp_desktop.domain.scoring import ItemValue


@dataclass(frozen=True, slots=True)
class SemesterProgress:
    """Planned against done in one semester, and since the plan began.

    planned: what was to end by then; done: what was said to be done with a date in it.
    """

    semester: Semester
    planned: int
    done: int
    planned_so_far: int
    done_so_far: int


@dataclass(frozen=True, slots=True)
class ScheduleProgress:
    """Figures for a progress view. counts: by status, over everything that is planned.

    undated: done, but nobody said when; they count in no semester.
    late: ids that were to end before the semester asked about and are neither done nor dropped.
    """

    semesters: tuple[SemesterProgress, ...]
    counts: Mapping[FollowStatus, int]
    undated: int
    late: tuple[str, ...]

    @property
    def total(self) -> int:
        return sum(self.counts.values())


def action_progress(
    plan: Plan, follow_up: Mapping[str, FollowUp], now: Semester
) -> ScheduleProgress:
    """Of the actions that have a semester: each is planned for the one in which it ends."""
    return _progress(
        [(a.id, a.end, follow_up.get(subject("action", a.id))) for a in plan.scheduled], plan, now
    )


def milestone_progress(
    plan: Plan, milestones: Iterable[Milestone], follow_up: Mapping[str, FollowUp], now: Semester
) -> ScheduleProgress:
    """Of the milestones: each is planned for the semester in which it begins."""
    return _progress(
        [(m.id, m.start, follow_up.get(subject("milestone", m.id))) for m in milestones], plan, now
    )


def _progress(
    entries: Sequence[tuple[str, Semester | None, FollowUp | None]], plan: Plan, now: Semester
) -> ScheduleProgress:
    status = {name: f.status if f else "not-started" for name, _, f in entries}
    done_in = {
        name: Semester.of(f.on)
        for name, _, f in entries
        if f is not None and f.status == "done" and f.on is not None
    }
    planned_in = {name: due for name, due, _ in entries if due is not None}
    touched = [*plan.semesters, *done_in.values(), *planned_in.values()]
    first, last = min(touched), max(touched)
    rows: list[SemesterProgress] = []
    planned_so_far = done_so_far = 0
    for number in range(last.index - first.index + 1):
        semester = first.plus(number)
        planned = sum(1 for s in planned_in.values() if s == semester)
        done = sum(1 for s in done_in.values() if s == semester)
        planned_so_far += planned
        done_so_far += done
        rows.append(SemesterProgress(semester, planned, done, planned_so_far, done_so_far))
    counts: dict[FollowStatus, int] = {
        "not-started": 0,
        "under-way": 0,
        "done": 0,
        "dropped": 0,
    }
    for found in status.values():
        counts[found] += 1
    late = tuple(
        name
        for name, due in planned_in.items()
        if due < now and status[name] in ("not-started", "under-way")
    )
    return ScheduleProgress(tuple(rows), counts, counts["done"] - len(done_in), late)


Outcome = Literal["reached", "partly", "not-reached", "not-due", "unscheduled", "unknown"]


@dataclass(frozen=True, slots=True)
class Became:
    """An action of the last round and what the new measurement says.

    level_then, level_now: of its item, None where not known (or where the question changed);
    outcome: reached (its level was), partly (the item rose, not so far), not-reached, not-due
    (it ends in the present semester or later), unscheduled (it never had one), unknown;
    said: the follow-up that was recorded; planned_again: it is in the new plan too.
    """

    planned: PlannedAction
    level_then: Fraction | None
    level_now: Fraction | None
    outcome: Outcome
    said: FollowUp
    planned_again: bool


def became(
    last: Plan,
    follow_up: Mapping[str, FollowUp],
    then: Mapping[str, ItemValue],
    now: Mapping[str, ItemValue],
    new: Plan,
    present: Semester,
) -> tuple[Became, ...]:
    """What became of every action of the last round's plan, in that plan's order.

    Actions are matched by id (item and transition, or a person's own id). then, now: item values
    of both rounds, with items that changed in between left out of `now`; present: the semester
    in which it is asked.
    """
    again = {a.id for a in new.actions}
    found = []
    for planned in last.actions:
        item = planned.action.item
        before, after = _level(then, item), _level(now, item)
        found.append(
            Became(
                planned,
                before,
                after,
                _outcome(planned, before, after, present),
                follow_up.get(subject("action", planned.id), FollowUp()),
                planned.id in again,
            )
        )
    return tuple(found)


def level_reached(action: Action, values: Mapping[str, ItemValue]) -> bool:
    """Whether the answers say that an action's question has come to where the action leads."""
    value = _level(values, action.item)
    return value is not None and (action.establish or value >= action.end_level)


def _level(values: Mapping[str, ItemValue], item: str | None) -> Fraction | None:
    return values[item].value if item is not None and item in values else None


def _outcome(
    planned: PlannedAction, before: Fraction | None, after: Fraction | None, present: Semester
) -> Outcome:
    establish = planned.action.establish and planned.action.item is not None
    if after is None and not establish:
        return "unknown"
    if after is not None and (establish or after >= planned.action.end_level):
        return "reached"
    if planned.end is None:
        return "unscheduled"
    if planned.end >= present:
        return "not-due"
    rose = before is not None and after is not None and after > before
    return "partly" if rose else "not-reached"
