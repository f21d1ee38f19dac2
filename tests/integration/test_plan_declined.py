"""A new computation of the road map, some of whose changes people decline."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.plan_world import PlanWorld
from topp_desktop.domain.errors import UserError
from topp_desktop.domain.roadmap import PlanDifference
from topp_desktop.services.plan.recompute import KeepMine

WHY = "Así lo acordó el concejo"


@pytest.fixture
def world(tmp_path: Path) -> PlanWorld:
    """A plan that people own, and answers that have changed since: one action is gone, another
    is new, some would move."""
    made = PlanWorld(tmp_path / "data")
    first, second, third = [a for a in made.scheduled() if a.action.item is not None][:3]
    made.answer(third.action.item or "", 4)
    made.maps.edit.change(made.id, first.id, owner_unit="Planificación")
    made.answer(second.action.item or "", 4)
    made.answer(third.action.item or "", 0)
    return made


def _shown(world: PlanWorld) -> PlanDifference:
    return world.maps.edit.preview(world.id)[0]


def test_a_moved_action_is_pinned_where_it_was(world: PlanWorld) -> None:
    moved = next(m for m in _shown(world).moved if m.before is not None)
    keep = {moved.action.id: KeepMine(WHY)}
    shown, then = world.maps.edit.preview(world.id, keep=keep)
    assert moved.action.id not in {m.action.id for m in shown.moved}
    world.maps.edit.apply(world.id, shown, keep=keep)
    found = world.action(moved.action.id)
    assert (found.start, found.pinned) == (moved.before, True)
    assert world.open().edits.actions[moved.action.id].reason == WHY
    assert world.open().road_map.plan == then.plan


def test_a_new_action_is_left_out_and_can_be_taken_back(world: PlanWorld) -> None:
    new = _shown(world).added[0]
    keep = {new.id: KeepMine(WHY)}
    shown, _ = world.maps.edit.preview(world.id, keep=keep)
    assert new.id not in {a.id for a in shown.added}
    world.maps.edit.apply(world.id, shown, keep=keep)
    assert new.id in {a.id for a in world.open().road_map.left_out}
    world.maps.edit.take_back(world.id, new.id)
    assert world.action(new.id).id == new.id


def test_an_action_that_would_go_stays_as_ones_own_without_raising_a_level(
    world: PlanWorld,
) -> None:
    gone = _shown(world).removed[0]
    keep = {gone.id: KeepMine(WHY, "Lo que hacíamos")}
    shown, _ = world.maps.edit.preview(world.id, keep=keep)
    again, _ = world.maps.edit.preview(world.id, keep=keep)
    assert again.digest == shown.digest
    world.maps.edit.apply(world.id, shown, keep=keep)
    own = [a for a in world.open().road_map.plan.actions if a.action.own]
    assert [(a.start, a.action.effort, a.action.duration) for a in own] == [
        (gone.start, gone.action.effort, gone.action.duration)
    ]
    assert not own[0].action.raises_something
    assert world.open().edits.actions[own[0].id].title == "Lo que hacíamos"


def test_declining_is_one_step_with_the_rest(world: PlanWorld) -> None:
    before = world.open()
    shown = _shown(world)
    keep = {
        name: KeepMine(WHY, "Título")
        for name in (
            *(m.action.id for m in shown.moved),
            *(a.id for a in shown.added),
            *(a.id for a in shown.removed),
        )
    }
    chosen, _ = world.maps.edit.preview(world.id, keep=keep)
    world.maps.edit.apply(world.id, chosen, keep=keep)
    world.program.undo.undo(world.id)
    after = world.open()
    assert after.edits == before.edits
    assert after.road_map.plan == before.road_map.plan


def test_what_is_taken_is_what_was_shown(world: PlanWorld) -> None:
    moved = next(m for m in _shown(world).moved if m.before is not None)
    shown, _ = world.maps.edit.preview(world.id, keep={moved.action.id: KeepMine(WHY)})
    with pytest.raises(UserError) as fault:
        world.maps.edit.apply(world.id, shown)
    assert fault.value.code == "plan-changed-meanwhile"


def test_a_declined_change_that_does_not_exist_counts_for_nothing(world: PlanWorld) -> None:
    plain = _shown(world)
    shown, _ = world.maps.edit.preview(world.id, keep={"9.9-T.2": KeepMine(WHY)})
    assert shown == plain
