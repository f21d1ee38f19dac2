"""Milestones of the road map, and what became of actions and milestones."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any, Literal
from uuid import uuid4

from topp_desktop.charts.labels import action_card, action_title
from topp_desktop.domain.errors import UserError
from topp_desktop.domain.instrument import Wording
from topp_desktop.domain.roadmap import FollowUp, Kept, Milestone, Semester
from topp_desktop.domain.roadmap.limits import LINE, NOTE, check_plan_text
from topp_desktop.domain.roadmap.milestones import (
    FOLLOW_STATUSES,
    FollowStatus,
    MilestoneState,
    subject,
)
from topp_desktop.foundation.i18n import Translator
from topp_desktop.services.measurement.trail import Edit, Step
from topp_desktop.services.plan.keeping import PlanKeeper
from topp_desktop.services.plan.ports import StoredPlan

FIELDS = ("activity", "result", "start", "action", "combo", "position")
_LIMITS = {"activity": NOTE, "result": NOTE, "combo": LINE}
_TEXTS = frozenset(_LIMITS)
_BEFORE: dict[MilestoneState, tuple[MilestoneState, ...]] = {
    "draft": ("draft", "validated", "approved"),
    "validated": ("draft", "validated", "approved"),
    "approved": ("validated", "approved"),
}


class MilestoneService:
    """Runs on the writer thread; every method is one step to undo, None where nothing changes.

    UserError everywhere: unknown-milestone, invalid-plan-edit (field), plan-text-too-long,
    plan-text-unreadable. Read them from `OpenPlan.edits.milestones`, grouped by
    `domain.roadmap.milestones.by_activity`.
    """

    def __init__(self, keeper: PlanKeeper) -> None:
        self._keeper = keeper

    def add(
        self,
        assessment_id: str,
        activity: str,
        results: Sequence[tuple[str, Semester | None]],
        *,
        action: str = "",
        combo: str = "",
    ) -> list[str]:
        """Adds an activity with its staggered results (text, semester of start); returns the ids.

        Also adds further results to an activity that is there: the same activity and combo.
        """
        made = [
            _checked(
                Milestone(_new_id(), activity.strip(), result.strip(), start, action, combo.strip())
            )
            for result, start in results
        ]
        self._record(assessment_id, lambda *_: [_edit(m) for m in made])
        return [m.id for m in made]

    def add_from_actions(
        self,
        assessment_id: str,
        actions: Iterable[str],
        wording: Wording,
        words: Translator,
        *,
        combos: Mapping[str, str] | None = None,
    ) -> list[str]:
        """Makes a milestone of each of these actions, in the words of one language.

        combos: the theme that an action's milestone is put under, by action.
        """
        road_map = self._keeper.open(assessment_id).road_map
        chosen, themes = set(actions), combos or {}
        made = []
        for planned in road_map.plan.actions:
            if planned.id not in chosen:
                continue
            card = action_card(planned.action, road_map.catalogue, wording)
            title = action_title(planned.action, road_map.catalogue, wording, words)
            result = card.result if card is not None else ""
            theme = themes.get(planned.id, "")
            made.append(Milestone(_new_id(), title, result, planned.start, planned.id, theme))
        self._record(assessment_id, lambda *_: [_edit(_checked(m)) for m in made])
        return [m.id for m in made]

    def change(self, assessment_id: str, milestone: str, **changes: Any) -> Step | None:
        """Sets fields of one milestone (names of FIELDS). A validated or approved one becomes a
        draft again (`Milestone.reopened`)."""
        _check_names(changes)
        run = None
        if len(changes) == 1 and (name := next(iter(changes))) in _TEXTS:
            run = f"{milestone}/{name}"

        def edits(plan: StoredPlan, _: Kept) -> list[Edit]:
            before = _found(plan, milestone)
            return [_edit(_checked(replace(before, **_stripped(changes))))]

        return self._record(assessment_id, edits, run=run)

    def change_activity(
        self, assessment_id: str, milestones: Sequence[str], **changes: Any
    ) -> Step | None:
        """Sets fields (activity, combo, action) of several milestones at once: all results of an
        activity, or all activities of a combo."""
        _check_names(changes)

        def edits(plan: StoredPlan, _: Kept) -> list[Edit]:
            return [
                _edit(_checked(replace(_found(plan, name), **_stripped(changes))))
                for name in milestones
            ]

        return self._record(assessment_id, edits)

    def remove(self, assessment_id: str, milestones: Sequence[str]) -> Step | None:
        """Removes milestones with their follow-up."""

        def edits(plan: StoredPlan, _: Kept) -> list[Edit]:
            made = []
            for name in milestones:
                _found(plan, name)
                made.append(Edit("plan-milestone", (name,), None))
                if (about := subject("milestone", name)) in plan.edits.follow_up:
                    made.append(Edit("plan-follow-up", (about,), None))
            return made

        return self._record(assessment_id, edits)

    def mark(
        self, assessment_id: str, milestones: Sequence[str], state: MilestoneState
    ) -> Step | None:
        """Draft → validated → approved, each bound to what the milestone says now.

        UserError("milestone-not-validated") where one would be approved before.
        """

        def edits(plan: StoredPlan, _: Kept) -> list[Edit]:
            made = []
            for milestone in (_found(plan, name) for name in milestones):
                if milestone.state not in _BEFORE[state]:
                    raise UserError("milestone-not-validated", milestone=milestone.result)
                made.append(_edit(milestone.marked(state)))
            return made

        return self._record(assessment_id, edits, "plan-milestone-state")

    def follow(
        self,
        assessment_id: str,
        kind: Literal["action", "milestone"],
        name: str,
        *,
        status: FollowStatus,
        on: date | None = None,
        evidence: str = "",
        comment: str = "",
    ) -> Step | None:
        """Records what became of an action or a milestone; reopens no approval.

        on: since when it is so; evidence: the title of a document.
        UserError: unknown-action, unknown-milestone, invalid-plan-edit.
        """
        found = FollowUp(status, on, evidence.strip(), comment.strip())
        if status not in FOLLOW_STATUSES:
            raise UserError("invalid-plan-edit", field="status")
        if on is not None and not 1900 <= on.year <= 2200:
            raise UserError("invalid-plan-edit", field="date")
        check_plan_text(found.evidence, "evidence", LINE)
        check_plan_text(found.comment, "comment", NOTE)

        def edits(plan: StoredPlan, kept: Kept) -> list[Edit]:
            if kind == "milestone":
                _found(plan, name)
            elif name not in kept and name not in plan.edits.actions:
                raise UserError("unknown-action", action=name)
            value = None if found == FollowUp() else found
            return [Edit("plan-follow-up", (subject(kind, name),), value)]

        return self._record(assessment_id, edits, "plan-follow-up")

    def _record(
        self,
        assessment_id: str,
        edits: Any,
        action: str = "plan-milestone",
        *,
        run: str | None = None,
    ) -> Step | None:
        return self._keeper.record(assessment_id, action, edits, run=run)


def _new_id() -> str:
    return uuid4().hex[:12]


def _edit(milestone: Milestone) -> Edit:
    return Edit("plan-milestone", (milestone.id,), milestone)


def _found(plan: StoredPlan, name: str) -> Milestone:
    if name not in plan.edits.milestones:
        raise UserError("unknown-milestone", milestone=name)
    return plan.edits.milestones[name]


def _checked(milestone: Milestone) -> Milestone:
    for name, limit in _LIMITS.items():
        check_plan_text(getattr(milestone, name), name, limit)
    if not milestone.activity and not milestone.result:
        raise UserError("invalid-plan-edit", field="activity")
    if milestone.start is not None and not 1900 <= milestone.start.year <= 2200:
        raise UserError("invalid-plan-edit", field="start")
    return milestone


def _check_names(changes: dict[str, Any]) -> None:
    unknown = changes.keys() - set(FIELDS)
    if unknown:
        raise TypeError(f"no field of a milestone: {sorted(unknown)}")


def _stripped(changes: dict[str, Any]) -> dict[str, Any]:
    return {n: v.strip() if isinstance(v, str) else v for n, v in changes.items()}
