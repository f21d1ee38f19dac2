"""A plan that is kept: what people own stays as it is until they take a new computation.

A plan is only proposed until somebody edits it. From then on its actions, terms and semesters
are kept, and the method's new proposal is laid beside them (`difference`) before it is taken.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from topp_desktop.domain.roadmap.actions import Action, ActionTag, Ranked
from topp_desktop.domain.roadmap.edits import Edited, PlanEdits, lay_over
from topp_desktop.domain.roadmap.plan import Plan, PlannedAction, PlanSettings, plan_of
from topp_desktop.domain.roadmap.priority import ScoredState, rank, weight_of
from topp_desktop.domain.roadmap.schedule import Broken, Pin, schedule
from topp_desktop.domain.roadmap.semester import Semester
from topp_desktop.foundation.canonical import canonical_json, sha256_hex

Kept = Mapping[str, PlannedAction]
"""Action id → the action as it was proposed (without edits) with its terms and semesters."""

TERMS: Final = ("gain", "priority", "feasibility", "unlocks", "effort", "duration", "score", "tag")


def kept_of(plan: Plan, proposed: Sequence[Action], before: Kept) -> dict[str, PlannedAction]:
    """What is kept of a plan: proposed actions as they were before the edits were laid over
    them, and people's own.

    Of those that a person dropped, the place they had is kept for when they are taken back.
    """
    planned = {a.id: a for a in plan.actions}
    own = {a.id: a.action for a in (*plan.actions, *before.values()) if a.action.own}
    kept = {}
    for action in (*proposed, *own.values()):
        found = planned.get(action.id) or before.get(action.id)
        if found is not None:
            entry = replace(found.ranked, action=action)
            kept[action.id] = replace(found, ranked=entry, pinned=False)
    return kept


def kept_plan(
    state: ScoredState, kept: Kept, edits: PlanEdits, settings: PlanSettings
) -> tuple[Plan, Edited]:
    """The kept plan with the edits laid over it.

    Kept actions stay where they are, pinned ones are where a person put them, new ones of
    people's own take the room that is left. What no longer fits stays and is listed as broken.
    """
    settings.check()
    edited = lay_over([a.action for a in kept.values() if not a.action.own], edits.actions)
    anew = {a.id for a in edited.actions if not _same_step(a, kept.get(a.id))}
    ranks = {r.action.id: r for r in rank(state, edited.actions, only=anew)} if anew else {}
    entries = [ranks.get(a.id) or _again(kept[a.id], a) for a in edited.actions]
    pins = edits.pins(settings.start)
    fixed = {
        name: Pin(planned.start.index - settings.start.index)
        for name, planned in kept.items()
        if planned.start is not None
    } | pins
    waiting = {e.action.id for e in entries if e.action.id in kept and e.action.id not in fixed}
    capacity = settings.capacities()
    moving = [_free_of(e, waiting) for e in entries if e.action.id not in waiting]
    result = schedule(moving, capacity, fixed)
    planned = []
    for entry in entries:
        place = result.placed.get(entry.action.id)
        if place is None:
            why = result.unplaced.get(entry.action.id) or kept[entry.action.id].unplaced
            planned.append(
                PlannedAction(
                    replace(entry, tag=ActionTag.WONT), None, None, unplaced=why or "horizon"
                )
            )
            continue
        planned.append(
            PlannedAction(
                entry,
                settings.start.plus(place.start),
                settings.start.plus(place.end),
                firm=settings.is_firm(place.start),
                pinned=entry.action.id in pins,
            )
        )
    plan = plan_of(state, planned, settings, result.used, ())
    return replace(plan, broken=_broken(plan, pins.keys() | _resized(kept, edits))), edited


def _same_step(action: Action, planned: PlannedAction | None) -> bool:
    """Whether the kept terms still speak of this action: a person may change their own."""
    if planned is None:
        return False
    names = ("item", "cell", "start_level", "end_level")
    same = all(getattr(action, name) == getattr(planned.action, name) for name in names)
    return same and (not action.own or action.after == planned.action.after)


def _again(planned: PlannedAction, action: Action) -> Ranked:
    """The kept terms with the factors that a person changed."""
    was = planned.ranked
    tag = was.tag
    if action.must or (action.priority > 1 and action.priority != was.action.priority):
        tag = ActionTag.MUST
    elif tag is ActionTag.WONT:
        tag = ActionTag.SHOULD  # unless it finds no room again
    score = weight_of(action, was.gain, was.unlocks)
    return replace(was, action=action, score=score, tag=tag)


def _free_of(entry: Ranked, waiting: set[str]) -> Ranked:
    """Without the prerequisites that have no semester: a person's pin goes before them."""
    after = tuple(name for name in entry.action.after if name not in waiting)
    if after == entry.action.after:
        return entry
    return replace(entry, action=replace(entry.action, after=after))


def _resized(kept: Kept, edits: PlanEdits) -> set[str]:
    return {
        name
        for name, edit in edits.actions.items()
        if edit.effort is not None or edit.duration is not None or name not in kept
    }


def _broken(plan: Plan, touched: set[str]) -> tuple[Broken, ...]:
    """What does not fit: named by what a person touched, or, where nobody did, by all of it."""
    found = []
    start, capacity = plan.settings.start, plan.settings.capacities()
    spans: dict[str, range] = {}
    for a in plan.scheduled:
        if a.start is not None and a.end is not None:
            spans[a.id] = range(a.start.index - start.index, a.end.index - start.index + 1)
    for semester, used in enumerate(plan.used):
        if used > capacity[semester]:
            here = {name for name, span in spans.items() if semester in span}
            found += [Broken(name, "capacity") for name in here & touched or here]
    for a in plan.scheduled:
        span = spans[a.id]
        if span.start < 0 or span.stop > len(capacity):
            found.append(Broken(a.id, "horizon"))
        if any(n not in spans or spans[n].stop > span.start for n in a.action.after):
            found.append(Broken(a.id, "prerequisite"))
    return tuple(sorted(dict.fromkeys(found), key=lambda b: (b.action, b.kind)))


@dataclass(frozen=True, slots=True)
class Moved:
    """An action that would begin in another semester; None: no semester."""

    action: PlannedAction
    before: Semester | None
    after: Semester | None


@dataclass(frozen=True, slots=True)
class ChangedAction:
    """Terms of an action that would differ: name (of TERMS) → (value now, value then)."""

    action: PlannedAction
    terms: Mapping[str, tuple[object, object]]


@dataclass(frozen=True, slots=True)
class PlanDifference:
    """What taking a new computation would change.

    edited: removed actions on which people had worked (their edits rest, none is lost);
    broken: what would not fit then; resting: edits without an action then; overall: the level
    at the end of the horizon, now and then; digest: of the plan that would be taken.
    """

    added: tuple[PlannedAction, ...]
    removed: tuple[PlannedAction, ...]
    edited: tuple[str, ...]
    moved: tuple[Moved, ...]
    changed: tuple[ChangedAction, ...]
    broken: tuple[Broken, ...]
    resting: tuple[str, ...]
    overall: tuple[float | None, float | None]
    digest: str

    @property
    def nothing(self) -> bool:
        """Whether the plan would stay as it is."""
        return not (self.added or self.removed or self.moved or self.changed)


def difference(
    now: Plan, then: Plan, resting: Sequence[str], worked_on: frozenset[str] = frozenset()
) -> PlanDifference:
    """Compares two plans by action id. worked_on: ids of actions that people edited."""
    before, after = ({a.id: a for a in plan.actions} for plan in (now, then))
    removed = tuple(a for name, a in before.items() if name not in after)
    both = [(before[name], a) for name, a in after.items() if name in before]
    return PlanDifference(
        added=tuple(a for name, a in after.items() if name not in before),
        removed=removed,
        edited=tuple(a.id for a in removed if a.id in worked_on),
        moved=tuple(
            Moved(new, old.start, new.start) for old, new in both if old.start != new.start
        ),
        changed=tuple(
            ChangedAction(new, terms) for old, new in both if (terms := _terms(old, new))
        ),
        broken=then.broken,
        resting=tuple(resting),
        overall=(_last(now), _last(then)),
        digest=plan_digest(then),
    )


def _terms(old: PlannedAction, new: PlannedAction) -> dict[str, tuple[object, object]]:
    found = {}
    for name in TERMS:
        pair = tuple(_term(planned, name) for planned in (old, new))
        if pair[0] != pair[1]:
            found[name] = (pair[0], pair[1])
    return found


def _term(planned: PlannedAction, name: str) -> object:
    if name == "tag":
        return planned.ranked.tag.value
    value = getattr(planned.ranked if name in Ranked.__slots__ else planned.action, name)
    return round(value, 9) if isinstance(value, float) else value


def _last(plan: Plan) -> float | None:
    return plan.overall_at_end.get(str(plan.semesters[-1]))


def plan_digest(plan: Plan) -> str:
    """SHA-256 of a plan's actions, terms and semesters, to 9 decimals."""
    return sha256_hex(
        canonical_json(
            [
                [a.id, None if a.start is None else str(a.start), a.pinned]
                + [str(_term(a, name)) for name in TERMS]
                for a in sorted(plan.actions, key=lambda a: a.id)
            ]
        )
    )
