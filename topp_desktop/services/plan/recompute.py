"""Taking a new computation of a road map, with some of its changes declined.

A declined change is an edit of the person's own: an action that would move is pinned where it
is, one that would come is left out with a reason, one that would go stays as an action of their
own that raises no level any more.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from topp_desktop.domain.roadmap import (
    ActionEdit,
    OwnAction,
    PlanEdits,
    PlannedAction,
    PlanSettings,
)
from topp_desktop.domain.roadmap.edits import check_edit
from topp_desktop.domain.roadmap.kept import Kept, kept_of
from topp_desktop.foundation.canonical import sha256_hex
from topp_desktop.services.measurement.trail import Edit
from topp_desktop.services.plan.keeping import OpenPlan, PlanKeeper
from topp_desktop.services.plan.planner import RoadMap, settings_edit


@dataclass(frozen=True, slots=True)
class KeepMine:
    """A change that is declined. reason: why; title: what an action that would go is called."""

    reason: str
    title: str = ""


KeepsMine = Mapping[str, KeepMine]
"""Action id → how its change is declined."""


@dataclass(frozen=True, slots=True)
class Recomputed:
    """The road map that would be taken, with the edits that decline some of its changes.

    before_keeping: the same computation with nothing declined.
    """

    road_map: RoadMap
    before_keeping: RoadMap
    declined: Mapping[str, ActionEdit]

    def edits(self, opened: OpenPlan, settings: PlanSettings | None) -> list[Edit]:
        """What has to be saved for it, as one step."""
        before = opened.plan.kept
        known: Kept = {**_entries(self.before_keeping), **before}
        kept = kept_of(self.road_map.plan, self.road_map.proposed, known)
        made = [Edit("plan-kept", (name,), planned) for name, planned in kept.items()]
        made += [Edit("plan-kept", (name,), None) for name in before if name not in kept]
        made += [Edit("plan-action", (name,), edit) for name, edit in self.declined.items()]
        if settings is not None:
            made.append(settings_edit(settings))
        return made


def recompute(
    keeper: PlanKeeper, opened: OpenPlan, settings: PlanSettings | None, keep: KeepsMine
) -> Recomputed:
    """The new computation with the changes of `keep` declined; nothing is saved.

    UserError: invalid-plan-edit, plan-text-too-long (reason or title).
    """
    anew = keeper.proposal(opened, settings)
    declined = _declined(opened, anew, keep)
    if not declined:
        return Recomputed(anew, anew, {})
    edits = replace(opened.edits, actions={**opened.edits.actions, **declined})
    return Recomputed(_with(keeper, opened, settings, edits), anew, declined)


def _with(
    keeper: PlanKeeper, opened: OpenPlan, settings: PlanSettings | None, edits: PlanEdits
) -> RoadMap:
    return keeper.proposal(replace(opened, plan=replace(opened.plan, edits=edits)), settings)


def _entries(road_map: RoadMap) -> dict[str, PlannedAction]:
    return kept_of(road_map.plan, road_map.proposed, {})


def _declined(opened: OpenPlan, anew: RoadMap, keep: KeepsMine) -> dict[str, ActionEdit]:
    now = {a.id: a for a in opened.road_map.plan.actions}
    then = {a.id for a in anew.plan.actions}
    found = {}
    for name, mine in keep.items():
        edit = opened.edits.actions.get(name) or ActionEdit(name)
        planned = now.get(name)
        if planned is None and name in then:
            edit = replace(edit, dropped=True, reason=mine.reason)
        elif planned is not None and name in then and planned.start is not None:
            edit = replace(edit, start=planned.start, reason=edit.reason or mine.reason)
        elif planned is not None and name not in then:
            edit = _as_own(planned, edit, mine)
        else:
            continue
        check_edit(edit)
        found[edit.action] = edit
    return found


def _as_own(planned: PlannedAction, edit: ActionEdit, mine: KeepMine) -> ActionEdit:
    """The action as one of the person's own; its name is the same each time it is looked at."""
    name = f"own:{sha256_hex(planned.id.encode())[:12]}"
    action = planned.action
    return replace(
        edit,
        action=name,
        own=OwnAction(),
        title=edit.title or mine.title,
        effort=action.effort,
        duration=action.duration,
        start=planned.start,
        reason=edit.reason or mine.reason,
    )
