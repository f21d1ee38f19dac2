"""People change the road map: every field of an action, its semester, actions of their own.

Nothing of it is lost when the plan is computed anew: `preview` says first what that would
change, `apply` takes it. Undo and redo: `services.measurement.undo`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any
from uuid import uuid4

from topp_desktop.domain.errors import UserError
from topp_desktop.domain.instrument import Instrument
from topp_desktop.domain.roadmap import (
    ActionEdit,
    Kept,
    OwnAction,
    PlanDifference,
    PlanEdits,
    PlanSettings,
    Semester,
)
from topp_desktop.domain.roadmap.catalogue import find_cycle
from topp_desktop.domain.roadmap.edits import EDITABLE, TEXT_LIMITS, check_edit
from topp_desktop.domain.roadmap.kept import difference, kept_of, plan_digest
from topp_desktop.domain.roadmap.taking import take_into_plan
from topp_desktop.services.measurement.trail import Edit, Step
from topp_desktop.services.plan.keeping import OpenPlan, PlanKeeper
from topp_desktop.services.plan.planner import RoadMap
from topp_desktop.services.plan.ports import StoredPlan
from topp_desktop.services.plan.recompute import KeepsMine, recompute

OWN = "own:"
"""How the ids of people's own actions begin."""


class PlanEditService:
    """`open` and `preview` on any thread; the rest on the writer thread, each one step to undo
    (None where it changes nothing).

    Every method that names an action: UserError("unknown-action").
    """

    def __init__(self, keeper: PlanKeeper) -> None:
        self._keeper = keeper

    def open(self, assessment_id: str) -> OpenPlan:
        """The road map as people left it; see `PlanKeeper.open`."""
        return self._keeper.open(assessment_id)

    def is_kept(self, assessment_id: str) -> bool:
        """Whether somebody has made the plan the institution's: kept, changed or approved it."""
        return bool(self._keeper.store.load(assessment_id).kept)

    def keep(self, assessment_id: str) -> Step | None:
        """Makes the plan that is shown the institution's own, unchanged."""
        return self._keeper.record(assessment_id, "plan-kept", _nothing, keep=True)

    # --- one action ----------------------------------------------------------------------

    def change(self, assessment_id: str, action: str, **changes: Any) -> Step | None:
        """Sets fields of an action (names of `ActionEdit`); None: back to the proposal.

        Typing on in one text is undone at once. UserError: invalid-plan-edit (field),
        plan-text-too-long, plan-text-unreadable, plan-reason-missing (dropped without one).
        """
        unknown = changes.keys() - EDITABLE
        if unknown:
            raise TypeError(f"no field of an action: {sorted(unknown)}")
        run = None
        if len(changes) == 1 and (name := next(iter(changes))) in TEXT_LIMITS:
            run = f"{action}/{name}"
        return self._edit(assessment_id, "plan-action", action, changes, run=run)

    def move(
        self, assessment_id: str, action: str, start: Semester | None, reason: str | None = None
    ) -> Step | None:
        """Pins an action to a semester, or lets it go (None). What it breaks is listed in
        `road_map.plan.broken`; nothing else moves. reason None: the one it had stays."""
        changes: dict[str, Any] = {"start": start}
        if reason is not None:
            changes["reason"] = reason
        return self._edit(assessment_id, "plan-moved", action, changes)

    def drop(self, assessment_id: str, action: str, reason: str) -> Step | None:
        """Leaves an action out, with the later steps on its item.
        UserError("plan-reason-missing")."""
        changes = {"dropped": True, "reason": reason}
        return self._edit(assessment_id, "plan-dropped", action, changes)

    def take_back(self, assessment_id: str, action: str) -> Step | None:
        """Puts an action that was left out back in its place."""
        return self._edit(assessment_id, "plan-dropped", action, {"dropped": False})

    def take(self, assessment_id: str, step: str, start: Semester | None = None) -> Step | None:
        """Makes a further step planned, with those that it waits for, each fixed to its
        semester: `start`, else where it is possible. What it breaks is listed."""
        road_map = self._keeper.open(assessment_id).road_map
        if step not in {action.id for action in road_map.further}:
            raise UserError("unknown-action", action=step)
        taken = take_into_plan(road_map.state(), road_map.plan, road_map.further, step, start)

        def edits(plan: StoredPlan, _: Kept) -> list[Edit]:
            made = []
            for planned in taken:
                edit = plan.edits.actions.get(planned.id, ActionEdit(planned.id))
                made.append(Edit("plan-kept", (planned.id,), replace(planned, pinned=False)))
                made.append(Edit("plan-action", (planned.id,), replace(edit, start=planned.start)))
            return made

        return self._keeper.record(assessment_id, "plan-taken", edits)

    def reset(self, assessment_id: str, action: str) -> Step | None:
        """Forgets everything that people said of an action; an action of their own goes."""

        def edits(plan: StoredPlan, kept: Kept) -> list[Edit]:
            _known(action, plan, kept)
            gone = [Edit("plan-action", (action,), None)]
            if action.startswith(OWN):
                gone.append(Edit("plan-kept", (action,), None))
            return gone

        return self._keeper.record(assessment_id, "plan-reset", edits)

    def _edit(
        self,
        assessment_id: str,
        called: str,
        action: str,
        changes: Mapping[str, Any],
        *,
        run: str | None = None,
    ) -> Step | None:
        def edits(plan: StoredPlan, kept: Kept) -> list[Edit]:
            _known(action, plan, kept)
            before = plan.edits.actions.get(action, ActionEdit(action))
            after = replace(before, **_stripped(changes))
            check_edit(after)
            if after.dropped and not after.reason:
                raise UserError("plan-reason-missing")
            return [Edit("plan-action", (action,), after if after.says_something else None)]

        return self._keeper.record(assessment_id, called, edits, run=run)

    # --- people's own actions ------------------------------------------------------------

    def add(
        self, assessment_id: str, title: str, own: OwnAction | None = None, **fields: Any
    ) -> str:
        """Adds an action; returns its id. own: what it raises (nothing where None) and what has
        to end before it; fields: as in `change`, such as effort and duration (1 and 1).

        UserError: invalid-plan-edit, unknown-item, unknown-cell, unknown-prerequisite.
        """
        name = f"{OWN}{uuid4().hex[:12]}"
        raises = own or OwnAction()
        instrument, _ = self._keeper.assessments.open(assessment_id)

        def edits(plan: StoredPlan, kept: Kept) -> list[Edit]:
            edit = ActionEdit(name, own=raises)
            edit = replace(edit, **_stripped({"title": title, **fields}))
            _check_own(instrument, name, raises, plan.edits, kept)
            check_edit(edit)
            if not edit.title:
                raise UserError("invalid-plan-edit", field="title")
            return [
                Edit("plan-action", (name,), edit),
                self._placed(assessment_id, edit, plan, kept),
            ]

        self._keeper.record(assessment_id, "plan-own-action", edits)
        return name

    def change_own(self, assessment_id: str, action: str, own: OwnAction) -> Step | None:
        """Changes what an own action raises and waits for. UserError: as `add`, and
        prerequisite-cycle."""
        instrument, _ = self._keeper.assessments.open(assessment_id)

        def edits(plan: StoredPlan, kept: Kept) -> list[Edit]:
            before = plan.edits.actions.get(action)
            if before is None or before.own is None:
                raise UserError("unknown-action", action=action)
            _check_own(instrument, action, own, plan.edits, kept)
            after = replace(before, own=own)
            check_edit(after)
            return [
                Edit("plan-action", (action,), after),
                self._placed(assessment_id, after, plan, kept),
            ]

        return self._keeper.record(assessment_id, "plan-own-action", edits)

    def _placed(self, assessment_id: str, edit: ActionEdit, plan: StoredPlan, kept: Kept) -> Edit:
        """Keeps an own action in the room that the others leave, or where it is already."""
        actions = {**plan.edits.actions, edit.action: edit}
        edits = replace(plan.edits, actions=actions)
        road_map = self._keeper.laid_over(assessment_id, edits, kept)
        places = kept_of(road_map.plan, (), kept)
        return Edit("plan-kept", (edit.action,), places.get(edit.action))

    # --- computing anew ------------------------------------------------------------------

    def preview(
        self,
        assessment_id: str,
        settings: PlanSettings | None = None,
        keep: KeepsMine | None = None,
    ) -> tuple[PlanDifference, RoadMap]:
        """What a new computation would change, and the road map that it would give.

        settings: others than the stored ones, to see their effect before they are saved;
        keep: changes that are declined. UserError: invalid-plan-setting, prerequisite-cycle.
        """
        opened = self._keeper.open(assessment_id)
        then = recompute(self._keeper, opened, settings, keep or {}).road_map
        return compared(opened, then), then

    def apply(
        self,
        assessment_id: str,
        shown: PlanDifference,
        settings: PlanSettings | None = None,
        keep: KeepsMine | None = None,
    ) -> Step | None:
        """Takes the new computation that `preview` showed, with the settings and the declined
        changes it was made for.

        UserError("plan-changed-meanwhile") where it would now give something else.
        """
        opened = self._keeper.open(assessment_id)
        found = recompute(self._keeper, opened, settings, keep or {})
        if plan_digest(found.road_map.plan) != shown.digest:
            raise UserError("plan-changed-meanwhile")
        edits = found.edits(opened, settings)
        return self._keeper.recorder.record(assessment_id, "plan-recomputed", edits)


def compared(opened: OpenPlan, then: RoadMap) -> PlanDifference:
    """How a new road map differs from the one that stands; pure."""
    edits = opened.edits
    worked_on = {name for name, edit in edits.actions.items() if edit.says_something}
    worked_on |= {m.action for m in edits.milestones.values()}
    worked_on |= {name.removeprefix("action:") for name in edits.follow_up}
    return difference(opened.road_map.plan, then.plan, then.resting, frozenset(worked_on))


def _nothing(_: StoredPlan, __: Kept) -> list[Edit]:
    return []


def _stripped(changes: Mapping[str, Any]) -> dict[str, Any]:
    return {n: v.strip() if isinstance(v, str) else v for n, v in changes.items()}


def _known(action: str, plan: StoredPlan, kept: Kept) -> None:
    if action not in kept and action not in plan.edits.actions:
        raise UserError("unknown-action", action=action)


def _check_own(
    instrument: Instrument, name: str, own: OwnAction, edits: PlanEdits, kept: Kept
) -> None:
    if own.item is not None and own.cell is not None:
        raise UserError("invalid-plan-edit", field="cell")
    if own.item is not None and own.item not in instrument.by_id:
        raise UserError("unknown-item", item=own.item)
    if own.cell is not None and own.cell not in instrument.cells:
        raise UserError("unknown-cell", cell=own.cell)
    others = {n: e.own.after for n, e in edits.actions.items() if e.own is not None}
    for needed in own.after:
        if needed not in kept and needed not in others and needed != name:
            raise UserError("unknown-prerequisite", action=name, prerequisite=needed)
    cycle = find_cycle({**others, name: own.after})
    if cycle:
        raise UserError("prerequisite-cycle", cycle=" → ".join(cycle))
