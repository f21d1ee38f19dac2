"""The plan: settings, ranked actions, their semesters, and the overall level they lead to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from fractions import Fraction

from topp_desktop.domain.errors import UserError
from topp_desktop.domain.roadmap.actions import Action, ActionTag, Ranked
from topp_desktop.domain.roadmap.priority import ScoredState, rank
from topp_desktop.domain.roadmap.schedule import Broken, Pin, schedule
from topp_desktop.domain.roadmap.semester import Semester

FIRM_SEMESTERS = 3
"""The first 18 months are firm; what comes later is indicative."""

HORIZON_START = Semester(2026, 1)
HORIZON_END = Semester(2030, 2)
HOURS_PER_MONTH = Fraction(160)
WEEKS_PER_SEMESTER = 26


@dataclass(frozen=True, slots=True)
class PlanSettings:
    """What a person decides before a plan is computed.

    people × hours a week is the capacity; kept as person-months (160 hours) per semester.
    capacity overrides it where given. reduced: semester → share of capacity left (elections).
    priorities: π 0.5–2 by objective; feasibilities: q 0–1 by objective, both 1 where absent.
    """

    start: Semester
    semesters: int = 10
    people: int = 2
    hours: int = 20
    capacity: Fraction | None = None
    reduced: Mapping[str, float] = field(default_factory=dict)
    priorities: Mapping[str, float] = field(default_factory=dict)
    feasibilities: Mapping[str, float] = field(default_factory=dict)

    @classmethod
    def usual(cls, today: date) -> PlanSettings:
        """Of a plan made on this day: from the first semester that it can use to the end of
        2030, ten semesters at the least. Window and commands begin with these."""
        start = max(Semester.to_plan_from(today), HORIZON_START)
        return cls(start, max(10, HORIZON_END.index - start.index + 1))

    @property
    def person_months(self) -> Fraction:
        """Capacity of a full semester, in person-months."""
        if self.capacity is not None:
            return self.capacity
        return Fraction(self.people * self.hours * WEEKS_PER_SEMESTER) / HOURS_PER_MONTH

    def capacities(self) -> list[Fraction]:
        """Person-months of each semester of the horizon."""
        full = self.person_months
        return [
            full * Fraction(str(self.reduced.get(str(self.start.plus(n)), 1)))
            for n in range(self.semesters)
        ]

    def is_firm(self, offset: int) -> bool:
        """Whether what begins so many semesters after the first belongs to the firm part."""
        return offset < FIRM_SEMESTERS

    def check(self) -> None:
        """Refuses what cannot be planned: UserError("invalid-plan-setting")."""
        checks = {
            "semesters": 1 <= self.semesters <= 40,
            "capacity": self.person_months > 0,
            "reduced": all(0 <= share <= 1 for share in self.reduced.values()),
            "priorities": all(0.5 <= p <= 2 for p in self.priorities.values()),
            "feasibilities": all(0 <= q <= 1 for q in self.feasibilities.values()),
        }
        for name, sound in checks.items():
            if not sound:
                raise UserError("invalid-plan-setting", setting=name)


@dataclass(frozen=True, slots=True)
class PlannedAction:
    """An action with its terms and its semesters; start None: it found no room."""

    ranked: Ranked
    start: Semester | None
    end: Semester | None
    firm: bool = False
    pinned: bool = False
    unplaced: str = ""

    @property
    def action(self) -> Action:
        return self.ranked.action

    @property
    def id(self) -> str:
        return self.ranked.action.id


@dataclass(frozen=True, slots=True)
class Plan:
    """Planned actions by start, then those without room; capacity and use by semester.

    possible: further steps in the room that is left, in no sum and no document of the plan;
    used_with_possible, overall_with_possible: use and overall level if they were done too.
    """

    settings: PlanSettings
    actions: tuple[PlannedAction, ...]
    used: tuple[Fraction, ...]
    overall_at_end: Mapping[str, float | None]
    broken: tuple[Broken, ...] = ()
    possible: tuple[PlannedAction, ...] = ()
    used_with_possible: tuple[Fraction, ...] = ()
    overall_with_possible: Mapping[str, float | None] = field(default_factory=dict)

    @property
    def scheduled(self) -> tuple[PlannedAction, ...]:
        return tuple(a for a in self.actions if a.start is not None)

    def first(self, count: int) -> tuple[PlannedAction, ...]:
        """What an authority reads first: actions that raise a level or are people's own; to find
        out where a question stands is no such act."""
        return tuple(a for a in self.scheduled if not a.action.establish)[:count]

    @property
    def not_scheduled(self) -> tuple[PlannedAction, ...]:
        return tuple(a for a in self.actions if a.start is None)

    @property
    def semesters(self) -> tuple[Semester, ...]:
        return tuple(self.settings.start.plus(n) for n in range(self.settings.semesters))

    @property
    def starts(self) -> dict[str, str]:
        return {a.id: str(a.start) for a in self.actions if a.start is not None}


@dataclass(frozen=True, slots=True)
class PlanInput:
    """What `make_plan` plans: a scored state, its actions, pins by action id.

    not_before: a plan that is computed again puts nothing new into semesters that are over.
    """

    state: ScoredState
    actions: Sequence[Action]
    pins: Mapping[str, Pin] = field(default_factory=dict)
    automatic_tags: bool = True
    not_before: Semester | None = None


def make_plan(given: PlanInput, settings: PlanSettings) -> Plan:
    """Ranks and schedules; the same input gives the same plan on every system."""
    settings.check()
    ranked = rank(given.state, given.actions, automatic_tags=given.automatic_tags)
    first = 0 if given.not_before is None else given.not_before.index - settings.start.index
    result = schedule(ranked, settings.capacities(), given.pins, first=max(0, first))
    planned = []
    for entry in ranked:
        place = result.placed.get(entry.action.id)
        if place is None:
            reason = result.unplaced[entry.action.id]
            out_of_reach = replace(entry, tag=ActionTag.WONT)
            planned.append(PlannedAction(out_of_reach, None, None, unplaced=reason))
            continue
        planned.append(
            PlannedAction(
                entry,
                settings.start.plus(place.start),
                settings.start.plus(place.end),
                firm=settings.is_firm(place.start),
                pinned=place.pinned,
            )
        )
    return plan_of(given.state, planned, settings, result.used, result.broken)


def plan_of(
    state: ScoredState,
    planned: Sequence[PlannedAction],
    settings: PlanSettings,
    used: Sequence[Fraction],
    broken: Sequence[Broken],
) -> Plan:
    """A plan of actions that have their semesters: in its order, with where it leads."""
    last = Semester(9999, 2)
    ordered = sorted(planned, key=lambda a: (a.start or last, -(a.ranked.score or 0), a.id))
    overall = overall_at_end(state, ordered, settings)
    return Plan(settings, tuple(ordered), tuple(used), overall, tuple(broken))


def overall_at_end(
    state: ScoredState, planned: Sequence[PlannedAction], settings: PlanSettings
) -> dict[str, float | None]:
    """The declared overall score when each semester ends, with what is finished by then."""
    figures: dict[str, float | None] = {}
    finished = sorted(
        (a for a in planned if a.end is not None and not a.action.establish),
        key=lambda a: (a.end, a.action.end_level),
    )
    levels: dict[str, int] = {}
    waiting = iter(finished)
    following = next(waiting, None)
    current = state.card.overall.declared
    for number in range(settings.semesters):
        semester = settings.start.plus(number)
        changed = False
        while following is not None and following.end is not None and following.end <= semester:
            for item in state.items_of(following.action):
                levels[item] = max(levels.get(item, 0), following.action.end_level)
            following = next(waiting, None)
            changed = True
        if changed:
            current = state.with_levels(levels).overall.declared
        figures[str(semester)] = current
    return figures
