"""What if: ticked actions move levels before anything is saved."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.support.builders import agenda, one_person, short_levels
from tests.support.papers import road_map_of
from topp_desktop.domain.scoring import score
from topp_desktop.services.plan.planner import RoadMap
from topp_desktop.services.plan.what_if import WhatIf

LEVELS = short_levels(a4F=0, a1F=1, a2O=1)


def _road_map() -> RoadMap:
    return road_map_of(one_person(LEVELS))


def test_nothing_ticked_changes_nothing() -> None:
    found = WhatIf(_road_map()).of([])
    assert found.after == found.before
    assert (found.gain, found.cells) == (0.0, {})


def test_ticked_actions_score_as_if_somebody_had_answered_so() -> None:
    road_map = _road_map()
    chosen = [a.action for a in road_map.plan.scheduled if a.action.item in ("4.3-F", "1.1-F")]
    found = WhatIf(road_map).of(a.id for a in chosen)
    levels = dict(LEVELS)
    for action in chosen:
        assert action.item is not None
        before = levels[action.item]
        assert isinstance(before, int)
        levels[action.item] = max(before, action.end_level)
    answered = score(agenda(), one_person(levels))
    assert found.after.overall.declared == pytest.approx(answered.overall.declared)
    assert found.after.overall.label == answered.overall.label
    for name, dimension in answered.dimensions.items():
        assert found.after.dimensions[name].declared == pytest.approx(dimension.declared)
    assert set(found.cells) == {"4-F", "1-F"}
    assert found.cells["4-F"] == (0.0, 50.0)
    assert found.gain is not None
    assert found.gain > 0


def test_what_has_to_come_first_comes_along() -> None:
    assessment = replace(one_person(LEVELS), targets={"4-F": 75.0})
    road_map = road_map_of(assessment)
    last = next(a.id for a in road_map.plan.actions if a.id == "4.3-F.3")
    found = WhatIf(road_map).of([last])
    assert found.implied == {"4.3-F.2"}
    assert found.cells["4-F"] == (0.0, 75.0)


def test_a_level_to_be_established_and_strangers_count_for_nothing() -> None:
    road_map = road_map_of(one_person(LEVELS | {"3.1-P": "DK"}))
    assert any(a.id == "3.1-P:?" for a in road_map.plan.actions)
    found = WhatIf(road_map).of(["3.1-P:?", "no-such-action"])
    assert found.after == found.before
    assert found.done == {"3.1-P:?"}
