"""A road map as the parts of a version that is sent: actions and needs. See docs/exchange.md."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from topp_desktop.domain.exchange import Consent
from topp_desktop.domain.instrument import Wording
from topp_desktop.domain.roadmap import CardWording, PlannedAction
from topp_desktop.services.plan import RoadMap


def plan_elements(road_map: RoadMap, consent: Consent, language: str) -> dict[str, dict[str, Any]]:
    """Element id → element. What the institution could teach only leaves with consent."""
    elements = {
        f"action:{_id(p.id)}": _action(road_map, p, language) for p in road_map.plan.actions
    }
    needs = road_map.needs
    wording = Wording(road_map.results.instrument, language)
    for training in needs.training:
        name = f"training.{training.component}.{training.card or training.item}"
        card = _card(road_map, training.card, language)
        elements[f"need:{name}"] = _without_nothing(
            {
                "id": name,
                "kind": "training",
                "topic": card.training_topic if card else wording.component(training.component),
                "item": training.item,
                "component": training.component,
                "semester": training.semester,
                "indicative": training.indicative or None,
            }
        )
    for assistance in needs.assistance:
        name = f"assistance.{assistance.item}"
        card = _card(road_map, assistance.card, language)
        elements[f"need:{name}"] = _without_nothing(
            {
                "id": name,
                "kind": "assistance",
                "topic": card.assistance_topic if card else None,
                "item": assistance.item,
                "note": assistance.reason,
            }
        )
    if consent != "secretariat":
        for peer in needs.peers:
            name = f"peers.{peer.item}"
            elements[f"need:{name}"] = {
                "id": name,
                "kind": "peers",
                "item": peer.item,
                "offers": True,
            }
    return elements


def _id(action: str) -> str:
    """An action's id in the letters that ids of elements have: "1.1-F:?" only needs its level."""
    return action.replace("?", "level")


def _action(road_map: RoadMap, planned: PlannedAction, language: str) -> dict[str, Any]:
    action = planned.action
    card = _card(road_map, action.card, language)
    texts: Mapping[str, str] = {}
    if card is not None:
        texts = {
            "title": card.title,
            "activity": card.activity,
            "result": card.result,
            "verification": card.verification,
            "indicator": card.indicator,
            "unit": card.unit,
        }
    return _without_nothing(
        {
            "id": _id(action.id),
            "item": action.item,
            "cell": action.cell,
            "from": action.start_level,
            "to": action.end_level,
            "effort": float(action.effort),
            "duration": action.duration,
            "priority": action.priority,
            "feasibility": action.feasibility,
            "after": [_id(name) for name in action.after] or None,
            "card": action.card,
            "tag": planned.ranked.tag.value,
            "start": None if planned.start is None else str(planned.start),
            **texts,
        }
    )


def _card(road_map: RoadMap, card: str | None, language: str) -> CardWording | None:
    if card is None or road_map.catalogue is None or card not in road_map.catalogue.by_id:
        return None
    return road_map.catalogue.wording(card, language)


def _without_nothing(element: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in element.items() if value is not None}
