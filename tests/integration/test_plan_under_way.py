"""A plan that is computed again while it is under way."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.support.plan_world import ON, PlanWorld
from topp_desktop.domain.roadmap import Semester


@pytest.fixture
def world(tmp_path: Path) -> PlanWorld:
    made = PlanWorld(tmp_path / "data")
    made.maps.edit.keep(made.id)
    return made


def test_nothing_new_is_put_into_semesters_that_are_over(world: PlanWorld) -> None:
    first = world.scheduled()
    world.maps.milestones.follow(world.id, "action", first[0].id, status="under-way")
    world.maps.milestones.follow(world.id, "action", first[1].id, status="done", on=ON)
    world.now = datetime(2027, 8, 1, tzinfo=UTC)
    _, then = world.maps.edit.preview(world.id)
    starts = {a.id: a.start for a in then.plan.scheduled}
    assert starts[first[0].id] == first[0].start
    assert starts[first[1].id] == first[1].start
    begun = {first[0].id, first[1].id}
    assert all(s and s >= Semester(2027, 2) for n, s in starts.items() if n not in begun)


def test_a_semester_that_ends_soon_is_over_for_what_has_not_begun(world: PlanWorld) -> None:
    world.now = datetime(2027, 11, 20, tzinfo=UTC)
    _, then = world.maps.edit.preview(world.id)
    assert min(a.start for a in then.plan.scheduled if a.start) == Semester(2028, 1)


def test_a_proposed_plan_begins_where_its_settings_say(tmp_path: Path) -> None:
    fresh = PlanWorld(tmp_path / "fresh")
    fresh.program.plans.save_settings(fresh.id, fresh.open().settings)
    fresh.now = datetime(2026, 9, 1, tzinfo=UTC)
    assert min(a.start for a in fresh.scheduled() if a.start) == Semester(2026, 1)
