"""Values of the road map as the columns of their rows, and back."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import fields
from datetime import date
from fractions import Fraction
from typing import Any

from topp_desktop.domain.roadmap import (
    Action,
    ActionEdit,
    ActionTag,
    FollowUp,
    Milestone,
    NeedEdit,
    OwnAction,
    PlannedAction,
    Semester,
)
from topp_desktop.domain.roadmap.actions import Ranked
from topp_desktop.persistence.rows import DocumentRefs, Row

Key = tuple[str, ...]

_EDIT = tuple(
    f.name
    for f in fields(ActionEdit)
    if f.name not in {"action", "effort", "start", "own", "must", "dropped"}
)


def _semester(text: str | None) -> Semester | None:
    return None if text is None else Semester.parse(text)


def _text(value: object) -> str | None:
    return None if value is None else str(value)


def action_edit_row(value: ActionEdit, _: DocumentRefs) -> Row:
    own = value.own
    return {
        **{name: getattr(value, name) for name in _EDIT},
        "effort": _text(value.effort),
        "start": _text(value.start),
        "must": value.must,
        "dropped": value.dropped,
        "own": None
        if own is None
        else json.dumps(
            {
                "item": own.item,
                "cell": own.cell,
                "from": own.start_level,
                "after": list(own.after),
            }
        ),
    }


def action_edit(key: Key, row: Row, _: DocumentRefs) -> ActionEdit:
    own = None if row["own"] is None else json.loads(row["own"])
    return ActionEdit(
        key[0],
        **{name: row[name] for name in _EDIT},
        effort=None if row["effort"] is None else Fraction(row["effort"]),
        start=_semester(row["start"]),
        must=bool(row["must"]),
        dropped=bool(row["dropped"]),
        own=own and OwnAction(own["item"], own["cell"], own["from"], tuple(own["after"])),
    )


_MILESTONE = ("activity", "result", "action", "combo", "position", "recorded", "bound")


def milestone_row(value: Milestone, _: DocumentRefs) -> Row:
    return {"start": _text(value.start), **{name: getattr(value, name) for name in _MILESTONE}}


def milestone(key: Key, row: Row, _: DocumentRefs) -> Milestone:
    return Milestone(
        key[0], start=_semester(row["start"]), **{name: row[name] for name in _MILESTONE}
    )


_NEED = tuple(f.name for f in fields(NeedEdit) if f.name not in {"id", "offers", "dropped"})


def need_row(value: NeedEdit, _: DocumentRefs) -> Row:
    return {name: getattr(value, name) for name in (*_NEED, "offers", "dropped")}


def need(key: Key, row: Row, _: DocumentRefs) -> NeedEdit:
    return NeedEdit(
        key[0],
        **{name: row[name] for name in _NEED},
        offers=bool(row["offers"]),
        dropped=bool(row["dropped"]),
    )


def follow_up_row(value: FollowUp, _: DocumentRefs) -> Row:
    return {
        "status": value.status,
        "day": None if value.on is None else value.on.isoformat(),
        "evidence": value.evidence,
        "comment": value.comment,
    }


def follow_up(_key: Key, row: Row, _: DocumentRefs) -> FollowUp:
    day = None if row["day"] is None else date.fromisoformat(row["day"])
    return FollowUp(row["status"], day, row["evidence"], row["comment"])


_SIMPLE = (
    *("item", "cell", "card", "establish", "own"),
    *("must", "priority", "feasibility", "duration"),
)
_TERMS = ("gain", "kind", "unlocks", "descendants", "score")


def kept_row(value: PlannedAction, _: DocumentRefs) -> Row:
    return {"planned": json.dumps(_planned_json(value), ensure_ascii=False, sort_keys=True)}


def kept(key: Key, row: Row, _: DocumentRefs) -> PlannedAction:
    return _planned(key[0], json.loads(row["planned"]))


def _planned_json(value: PlannedAction) -> dict[str, Any]:
    action, ranked = value.action, value.ranked
    return {
        "from": action.start_level,
        "to": action.end_level,
        "effort": str(action.effort),
        "after": list(action.after),
        "dropped": list(action.dropped),
        **{name: getattr(action, name) for name in _SIMPLE},
        **{name: getattr(ranked, name) for name in _TERMS},
        "tag": ranked.tag.value,
        "start": _text(value.start),
        "end": _text(value.end),
        "firm": value.firm,
        "unplaced": value.unplaced,
    }


def _planned(name: str, said: Mapping[str, Any]) -> PlannedAction:
    action = Action(
        id=name,
        start_level=said["from"],
        end_level=said["to"],
        effort=Fraction(said["effort"]),
        after=tuple(said["after"]),
        dropped=tuple(said["dropped"]),
        **{field: said[field] for field in _SIMPLE},
    )
    ranked = Ranked(action, tag=ActionTag(said["tag"]), **{field: said[field] for field in _TERMS})
    return PlannedAction(
        ranked,
        _semester(said["start"]),
        _semester(said["end"]),
        firm=said["firm"],
        unplaced=said["unplaced"],
    )
