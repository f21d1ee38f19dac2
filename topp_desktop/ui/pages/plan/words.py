"""Short words of plans that several pages use."""

from __future__ import annotations

from topp_desktop.charts.labels import action_title
from topp_desktop.domain.roadmap import Action
from topp_desktop.services.plan.planner import RoadMap
from topp_desktop.ui.hub import Desk


def title_of(road_map: RoadMap, action: Action, desk: Desk) -> str:
    """What an action is called, in the window's language."""
    return action_title(action, road_map.catalogue, desk.wording, desk.words)
