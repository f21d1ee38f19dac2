"""What people changed in a plan. The method proposes; an edit stands until a person takes it back.

Edits are kept apart from what is proposed and laid over it, so that no recomputation loses one
(docs/roadmap.md, "Editing").
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from fractions import Fraction
from typing import Final

from topp_desktop.domain.errors import UserError
from topp_desktop.domain.roadmap.actions import Action, ActionWords
from topp_desktop.domain.roadmap.demand import NeedEdit
from topp_desktop.domain.roadmap.limits import LINE, NOTE, WORD, check_plan_text
from topp_desktop.domain.roadmap.milestones import FollowUp, Milestone
from topp_desktop.domain.roadmap.schedule import Pin
from topp_desktop.domain.roadmap.semester import Semester

TEXT_LIMITS: Final[Mapping[str, int]] = {
    **dict.fromkeys(("activity", "result", "verification", "indicator", "reason"), NOTE),
    **dict.fromkeys(("title", "baseline", "target", "partner", "budget"), LINE),
    **dict.fromkeys(("owner_unit", "owner_institution", "owner_committee"), WORD),
    **dict.fromkeys(("owner_country", "unit", "currency"), WORD),
}
OWNERS: Final = ("owner_unit", "owner_institution", "owner_committee", "owner_country")


@dataclass(frozen=True, slots=True)
class OwnAction:
    """What an action that a person added raises: an item or a cell by one level, or nothing.

    after: ids of actions that have to end before it begins.
    """

    item: str | None = None
    cell: str | None = None
    start_level: int = 0
    after: tuple[str, ...] = ()

    @property
    def raises_something(self) -> bool:
        return self.item is not None or self.cell is not None


@dataclass(frozen=True, slots=True)
class ActionEdit:
    """What a person says of one action; None (or "" for `reason`): as it is proposed.

    effort: person-months ≥ 0.5; duration: semesters; priority π 0.5–2; feasibility q 0–1;
    cost, funding_gap: amounts in `currency`; must: essential because a person says so;
    start: the semester it is pinned to; dropped: not part of the plan;
    reason: why it was changed, pinned or dropped; own: a person added this action.
    """

    action: str
    title: str | None = None
    activity: str | None = None
    result: str | None = None
    verification: str | None = None
    indicator: str | None = None
    unit: str | None = None
    baseline: str | None = None
    target: str | None = None
    owner_unit: str | None = None
    owner_institution: str | None = None
    owner_committee: str | None = None
    owner_country: str | None = None
    partner: str | None = None
    budget: str | None = None
    cost: float | None = None
    currency: str | None = None
    funding_gap: float | None = None
    effort: Fraction | None = None
    duration: int | None = None
    priority: float | None = None
    feasibility: float | None = None
    must: bool = False
    start: Semester | None = None
    dropped: bool = False
    reason: str = ""
    own: OwnAction | None = None

    @property
    def owner(self) -> str:
        """Unit, institution, committee and country in one line; "" where nobody was named."""
        return ", ".join(name for part in OWNERS if (name := getattr(self, part)))

    @property
    def says_something(self) -> bool:
        return self != ActionEdit(self.action)


@dataclass(frozen=True, slots=True)
class PlanEdits:
    """Everything that people laid over a plan.

    actions, milestones, needs: by id; follow_up: by subject, see `milestones.subject`.
    """

    actions: Mapping[str, ActionEdit] = field(default_factory=dict)
    milestones: Mapping[str, Milestone] = field(default_factory=dict)
    needs: Mapping[str, NeedEdit] = field(default_factory=dict)
    follow_up: Mapping[str, FollowUp] = field(default_factory=dict)

    def pins(self, start: Semester) -> dict[str, Pin]:
        """Pinned starts as offsets from the plan's first semester."""
        return {
            name: Pin(edit.start.index - start.index, edit.reason)
            for name, edit in self.actions.items()
            if edit.start is not None and not edit.dropped
        }


@dataclass(frozen=True, slots=True)
class Edited:
    """Actions with the edits laid over them.

    left_out: those that a person dropped, and the later steps on the same item, which cannot be
    taken without them; resting: edits whose action is not proposed now; they stay kept.
    """

    actions: tuple[Action, ...]
    left_out: tuple[Action, ...]
    resting: tuple[str, ...]


def lay_over(proposed: Sequence[Action], edits: Mapping[str, ActionEdit]) -> Edited:
    """The proposed actions as people changed them, then people's own actions.

    Whatever waited for an action that was left out no longer does; where that was the action of
    a card, the card is shown as dropped.
    """
    ids = {action.id for action in proposed}
    out = _left_out(proposed, edits)
    own = [
        Action(
            id=name,
            start_level=edit.own.start_level,
            end_level=edit.own.start_level + 1,
            effort=Fraction(1),
            duration=1,
            item=edit.own.item,
            cell=edit.own.cell,
            after=edit.own.after,
            own=True,
        )
        for name, edit in sorted(edits.items())
        if edit.own is not None
    ]
    out |= {action.id for action in own if edits[action.id].dropped}
    known = {action.id: action for action in (*proposed, *own)}
    kept = [
        _changed(_freed(action, known, out), edits.get(name))
        for name, action in known.items()
        if name not in out
    ]
    resting = tuple(
        sorted(n for n, e in edits.items() if n not in ids and e.own is None and e.says_something)
    )
    left_out = tuple(action for name, action in known.items() if name in out)
    return Edited(tuple(kept), left_out, resting)


def _left_out(proposed: Sequence[Action], edits: Mapping[str, ActionEdit]) -> set[str]:
    lowest: dict[str, int] = {}
    out = set()
    for action in proposed:
        edit = edits.get(action.id)
        if edit is None or not edit.dropped:
            continue
        out.add(action.id)
        if action.item is not None and not action.establish:
            lowest[action.item] = min(lowest.get(action.item, 99), action.start_level)
    return out | {
        action.id
        for action in proposed
        if action.item in lowest and action.start_level > lowest[action.item]
    }


def _freed(action: Action, known: Mapping[str, Action], out: set[str]) -> Action:
    after = tuple(name for name in action.after if name in known and name not in out)
    if after == action.after:
        return action
    cards = (known[name].card for name in action.after if name in out)
    gone = (card for card in cards if card is not None)
    return replace(action, after=after, dropped=tuple(dict.fromkeys((*action.dropped, *gone))))


def _changed(action: Action, edit: ActionEdit | None) -> Action:
    if edit is None:
        return action
    texts = {name: getattr(edit, name) for name in ActionWords.__slots__ if name != "responsible"}
    words = ActionWords(**texts, responsible=edit.owner or None)
    terms = {
        name: value
        for name in ("effort", "duration", "priority", "feasibility")
        if (value := getattr(edit, name)) is not None
    }
    return replace(
        action,
        words=None if words == ActionWords() else words,
        must=action.must or edit.must,
        **terms,
    )


def check_edit(edit: ActionEdit) -> None:
    """Refuses what no plan can hold: UserError("invalid-plan-edit", field), and for texts
    "plan-text-too-long" (field, limit) and "plan-text-unreadable" (field)."""
    for name, limit in TEXT_LIMITS.items():
        check_plan_text(getattr(edit, name) or "", name, limit)
    bounds: Mapping[str, tuple[float, float]] = {
        "effort": (0.5, 1_000),
        "duration": (1, 40),
        "priority": (0.5, 2),
        "feasibility": (0, 1),
        "cost": (0, 1e12),
        "funding_gap": (0, 1e12),
    }
    for name, (low, high) in bounds.items():
        value = getattr(edit, name)
        if value is not None and not low <= value <= high:  # also refuses NaN
            raise UserError("invalid-plan-edit", field=name)
    if edit.own is not None and not 0 <= edit.own.start_level <= 3:
        raise UserError("invalid-plan-edit", field="start_level")
    if edit.start is not None and not 1900 <= edit.start.year <= 2200:
        raise UserError("invalid-plan-edit", field="start")


EDITABLE: Final = frozenset(f.name for f in fields(ActionEdit)) - {"action", "own"}
"""Fields of an action that can be changed one by one."""
