"""A road map as the parts of a version that is sent: actions, milestones, needs.

Element id → element, valid for `formats.objects` (docs/exchange.md). What stays: actions
that were left out, edits that rest; and without consent, what the institution could teach or
wants to learn.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from topp_desktop.charts.labels import action_card
from topp_desktop.domain.exchange import Consent
from topp_desktop.domain.instrument import Wording
from topp_desktop.domain.roadmap import (
    ActionEdit,
    FollowUp,
    Milestone,
    Need,
    PlanEdits,
    PlannedAction,
)
from topp_desktop.domain.roadmap.limits import LINE, NOTE, WORD
from topp_desktop.domain.roadmap.milestones import subject
from topp_desktop.services.plan.needs import need_topic
from topp_desktop.services.plan.planner import RoadMap

_TEXTS = ("title", "activity", "result", "verification", "indicator", "unit")
_LIMITS = {"unit": WORD, "currency": WORD, "title": LINE, "owner": LINE}


def road_map_elements(
    road_map: RoadMap,
    edits: PlanEdits | None = None,
    *,
    consent: Consent = "secretariat",
    language: str = "es",
) -> dict[str, dict[str, Any]]:
    """Elements "action:…", "milestone:…" and "need:…" of a road map.

    edits: those of the road map unless given; language: of the catalogue's texts where nobody
    wrote their own; consent "secretariat": topics between peers stay.
    """
    over = edits if edits is not None else road_map.edits
    wording = Wording(road_map.results.instrument, language)
    elements = {
        f"action:{element_id(p.id)}": _action(road_map, p, over, wording)
        for p in road_map.plan.actions
    }
    for milestone in over.milestones.values():
        followed = over.follow_up.get(subject("milestone", milestone.id))
        elements[f"milestone:{milestone.id}"] = _milestone(milestone, followed)
    for need in road_map.demand:
        if need.kind != "peers" or consent != "secretariat":
            name = element_id(need.id)
            elements[f"need:{name}"] = _need(road_map, need, name, wording)
    return elements


def element_id(name: str) -> str:
    """An id in the letters that ids of elements have: "1.1-F:?" only needs its level."""
    return name.replace("?", "level")


def _action(
    road_map: RoadMap, planned: PlannedAction, over: PlanEdits, wording: Wording
) -> dict[str, Any]:
    action = planned.action
    card = action_card(action, road_map.catalogue, wording)
    edit = over.actions.get(action.id, ActionEdit(action.id))
    followed = over.follow_up.get(subject("action", action.id))
    element: dict[str, Any] = {
        "id": element_id(action.id),
        "item": action.item,
        "cell": action.cell,
        "card": action.card,
        "effort": float(action.effort),
        "duration": action.duration,
        "start": None if planned.start is None else str(planned.start),
        "end": None if planned.end is None else str(planned.end),
        "pinned": planned.pinned or None,
        "must": edit.must or None,
        "priority": float(action.priority),
        "feasibility": float(action.feasibility),
        "after": [element_id(name) for name in action.after] or None,
        "tag": planned.ranked.tag.value,
        "baseline": edit.baseline,
        "target": edit.target,
        "owner": edit.owner,
        "partner": edit.partner,
        "budget": edit.budget,
        "cost": None if edit.cost is None else float(edit.cost),
        "currency": edit.currency,
        "funding_gap": None if edit.funding_gap is None else float(edit.funding_gap),
        "reason": edit.reason,
        "status": followed.status if followed is not None else None,
        "comment": followed.comment if followed is not None else None,
    }
    if action.raises_something:
        element |= {"from": action.start_level, "to": action.end_level}
    if card is not None:
        element |= {name: getattr(card, name) for name in _TEXTS}
    return _bounded(element)


def _milestone(milestone: Milestone, followed: FollowUp | None) -> dict[str, Any]:
    found = followed or FollowUp()
    return _bounded(
        {
            "id": milestone.id,
            "action": element_id(milestone.action),
            "activity": milestone.activity,
            "result": milestone.result,
            "start": None if milestone.start is None else str(milestone.start),
            "combo": milestone.combo,
            "approval": milestone.state,
            "status": found.status,
            "date": None if found.on is None else found.on.isoformat(),
            "evidence": found.evidence,
            "comment": found.comment,
        }
    )


def _need(road_map: RoadMap, need: Need, name: str, wording: Wording) -> dict[str, Any]:
    topic = need_topic(need, road_map.catalogue, wording)
    return _bounded(
        {
            "id": name,
            "kind": need.kind,
            "topic": topic[:LINE],
            "item": need.item,
            "component": need.component,
            "action": None if need.action is None else element_id(need.action),
            "level": need.level,
            "persons": need.persons,
            "modality": need.modality,
            "semester": need.semester,
            "offers": need.offers if need.kind == "peers" else None,
            "indicative": need.indicative or None,
            "note": need.note or need.reason,
        }
    )


def _bounded(element: Mapping[str, Any]) -> dict[str, Any]:
    """Without what is not said; a catalogue's text never outgrows its field."""
    found: dict[str, Any] = {}
    for name, value in element.items():
        if value is None or value == "":
            continue
        found[name] = value[: _LIMITS.get(name, NOTE)] if isinstance(value, str) else value
    return found
