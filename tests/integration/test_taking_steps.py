"""A possible step becomes planned where a person takes it, and stays so until it is let go."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from tests.support.plan_world import PlanWorld
from topp_desktop.domain.errors import UserError
from topp_desktop.domain.roadmap import ActionTag
from topp_desktop.domain.roadmap.taking import others_of
from topp_desktop.services.institution.send_parts import road_map_elements
from topp_desktop.services.plan.planner import road_map_json


@pytest.fixture
def world(tmp_path: Path) -> PlanWorld:
    return PlanWorld(tmp_path / "data")


def test_a_possible_step_that_is_taken_is_planned_where_it_was_possible(world: PlanWorld) -> None:
    step = world.open().road_map.plan.possible[0]
    world.maps.edit.take(world.id, step.id)
    opened = world.open()
    found = world.action(step.id)
    assert (found.start, found.end, found.pinned) == (step.start, step.end, True)
    assert found.ranked.tag is not ActionTag.POSSIBLE
    assert step.id not in {a.id for a in opened.road_map.plan.possible}
    assert opened.road_map.kept
    assert not opened.road_map.plan.broken
    assert opened.road_map.plan.used[-1] <= opened.settings.capacities()[-1]


def test_it_survives_a_new_computation_and_goes_when_it_is_let_go(world: PlanWorld) -> None:
    step = world.open().road_map.plan.possible[0]
    world.maps.edit.take(world.id, step.id)
    shown, then = world.maps.edit.preview(world.id)
    assert step.id in {a.id for a in then.plan.scheduled}
    assert step.id not in {a.id for a in shown.removed}
    world.maps.edit.move(world.id, step.id, None)
    shown, then = world.maps.edit.preview(world.id)
    assert step.id in {a.id for a in shown.removed}
    assert step.id in {a.id for a in then.plan.possible}


def test_a_step_takes_along_what_it_waits_for_and_begins_where_it_was_put(
    world: PlanWorld,
) -> None:
    road_map = world.open().road_map
    known = {a.id for a in road_map.further}
    step = next(a for a in road_map.further if known & set(a.after))
    last = road_map.plan.semesters[-1]
    world.maps.edit.take(world.id, step.id, last)
    plan = world.open().road_map.plan
    assert world.action(step.id).start == last
    assert set(step.after) <= {a.id for a in plan.scheduled}


def test_taking_is_one_step_to_undo(world: PlanWorld) -> None:
    before = world.open().road_map.plan
    world.maps.edit.take(world.id, before.possible[0].id)
    world.program.undo.undo(world.id)
    assert world.open().road_map.plan == before


def test_what_is_no_further_step_cannot_be_taken(world: PlanWorld) -> None:
    planned = world.scheduled()[0]
    for name in (planned.id, "9.9-T.4"):
        with pytest.raises(UserError, match="unknown-action"):
            world.maps.edit.take(world.id, name)


def test_beside_an_action_stand_the_other_cards_of_its_objective_and_lines(
    world: PlanWorld,
) -> None:
    road_map = world.open().road_map
    catalogue, plan = road_map.catalogue, road_map.plan
    assert catalogue is not None
    items = catalogue.instrument.by_id
    asked = {i.id for i in catalogue.instrument.form_items(road_map.results.assessment.form)}
    known = frozenset(a.action.card for a in plan.actions if a.action.card)
    for planned in plan.scheduled:
        if planned.action.item is None:
            continue
        found = others_of(catalogue, frozenset(asked), known, road_map.further, planned.action)
        assert found
        assert not known & {other.card.id for other in found}
        card = catalogue.by_id.get(planned.action.card or "")
        for other in found:
            near = items[other.card.item].objective == items[planned.action.item].objective
            assert other.same is near
            assert near or (card and set(card.lines) & set(other.card.lines))
            assert (other.step is None) is (other.card.item not in asked)
        assert sorted(found, key=lambda o: not o.same) == list(found)


def test_possible_steps_stand_in_no_need_no_sum_and_nothing_that_is_sent(world: PlanWorld) -> None:
    road_map = world.open().road_map
    names = {a.id for a in road_map.plan.possible}
    assert names
    bare = replace(road_map, plan=replace(road_map.plan, possible=(), used_with_possible=()))
    assert road_map_json(road_map) == road_map_json(bare)
    world.maps.edit.keep(world.id)
    stored = world.open()
    assert not names & stored.plan.kept.keys()
    assert road_map_elements(stored.road_map) == road_map_elements(
        replace(stored.road_map, plan=replace(stored.road_map.plan, possible=()))
    )
