"""What the capacity that stays free could still carry: further steps, beyond the targets.

A plan of five years does not end empty. These steps are possible, not planned: no milestone, need
or indicator is made of them (docs/roadmap.md, "Possible").
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from topp_desktop.domain.roadmap.actions import Action, ActionTag
from topp_desktop.domain.roadmap.plan import Plan, PlannedAction, overall_at_end
from topp_desktop.domain.roadmap.priority import ScoredState, rank
from topp_desktop.domain.roadmap.schedule import Pin, schedule
from topp_desktop.domain.roadmap.semester import Semester


def fill_with_possible(
    state: ScoredState,
    plan: Plan,
    further: Sequence[Action],
    not_before: Semester | None = None,
) -> Plan:
    """The plan with the further steps that fit beside it; what is planned moves nowhere.

    A step fits where everything that it waits for is planned or possible itself, and where the
    semesters have room. not_before: nothing possible begins in semesters that are over.
    """
    planned = [a.action for a in plan.scheduled]
    wanted = reachable(planned, further)
    if not wanted:
        return plan
    settings = plan.settings
    origin = settings.start.index
    pins = {a.id: Pin(a.start.index - origin) for a in plan.scheduled if a.start is not None}
    ranked = rank(state, [*planned, *wanted])
    first = 0 if not_before is None else max(0, not_before.index - origin)
    result = schedule(ranked, settings.capacities(), pins, first=first)
    found = [
        PlannedAction(
            replace(entry, tag=ActionTag.POSSIBLE),
            settings.start.plus(place.start),
            settings.start.plus(place.end),
        )
        for entry in ranked
        if entry.action.id not in pins and (place := result.placed.get(entry.action.id)) is not None
    ]
    last = Semester(9999, 2)
    possible = tuple(sorted(found, key=lambda a: (a.start or last, -(a.ranked.score or 0), a.id)))
    return replace(
        plan,
        possible=possible,
        used_with_possible=result.used,
        overall_with_possible=overall_at_end(state, [*plan.actions, *possible], settings),
    )


def reachable(planned: Sequence[Action], further: Sequence[Action]) -> list[Action]:
    """The further steps of which everything they wait for is planned or reachable itself."""
    known = {action.id for action in planned}
    found: list[Action] = []
    waiting = [action for action in further if action.id not in known]
    while True:
        ready = [action for action in waiting if known.issuperset(action.after)]
        if not ready:
            return found
        found += ready
        known.update(action.id for action in ready)
        waiting = [action for action in waiting if action.id not in known]
