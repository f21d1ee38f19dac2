"""Progress of a plan, and from one round to the next, over the real store."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from tests.support.plan_world import ON, PlanWorld, edit_everything
from topp_desktop.domain.roadmap import Semester


@pytest.fixture
def world(tmp_path: Path) -> PlanWorld:
    return PlanWorld(tmp_path / "data")


def test_the_last_round_says_what_became_of_its_plan(world: PlanWorld) -> None:
    edit_everything(world)
    raised = next(a.action for a in world.scheduled() if a.action.item and not a.action.establish)
    world.maps.milestones.follow(world.id, "action", raised.id, status="done", on=ON)
    assert world.maps.follow_up.last_round(world.id) is None
    world.now = datetime(2027, 3, 1, tzinfo=UTC)
    before, rounds = world.id, world.program.rounds
    world.id = rounds.begin(before, "2027-1")
    for proposal in world.program.assessments.open(world.id)[1].proposals:
        rounds.confirm(world.id, proposal.respondent, proposal.item)
    world.answer(raised.item or "", raised.end_level)
    found = world.maps.follow_up.last_round(world.id)
    assert found is not None
    by_id = {entry.planned.id: entry for entry in found.became}
    assert by_id[raised.id].outcome == "reached"
    assert by_id[raised.id].said.status == "done"
    assert not by_id[raised.id].planned_again
    assert found.count("not-due") > 5
    present = Semester(2027, 1)
    ended = {e.planned.id for e in found.became if e.planned.end and e.planned.end < present}
    missed = {e.planned.id for e in found.became if e.outcome in ("not-reached", "partly")}
    assert missed <= ended
    assert {e.outcome for n, e in by_id.items() if n.startswith("own:")} == {"unknown"}


def test_a_new_measurement_goes_on_with_the_plan(world: PlanWorld) -> None:
    edit_everything(world)
    first = world.scheduled()
    closed = next(a.id for a in first if a.id not in world.open().edits.actions)
    world.maps.milestones.follow(world.id, "action", closed, status="done", on=ON)
    settings = replace(world.open().settings, people=3)
    world.program.plans.save_settings(world.id, settings)
    before = world.open()
    world.now = datetime(2027, 3, 1, tzinfo=UTC)
    world.id = world.program.rounds.begin(world.id, "2027-1")
    now = world.open()
    assert now.road_map.kept
    assert now.settings == settings
    assert now.edits.actions == before.edits.actions
    starts = {a.id: (a.start, a.pinned) for a in before.road_map.plan.actions if a.id != closed}
    assert {a.id: (a.start, a.pinned) for a in now.road_map.plan.actions} == starts
    assert any(pinned for _, pinned in starts.values())
    assert {m.result for m in now.edits.milestones.values()} == {"Aprobada", "Sin fecha"}
    assert {m.state for m in now.edits.milestones.values()} == {"draft"}
    assert {f.status for f in now.edits.follow_up.values()} == {"under-way"}
    assert now.edits.needs == before.edits.needs
    assert world.program.undo.reach(world.id).undo == ""


def test_of_a_plan_that_was_only_proposed_the_settings_come_along(world: PlanWorld) -> None:
    settings = replace(world.open().settings, people=5)
    world.program.plans.save_settings(world.id, settings)
    world.now = datetime(2027, 11, 1, tzinfo=UTC)
    world.id = world.program.rounds.begin(world.id, "2027-2")
    now = world.open()
    assert not now.road_map.kept
    assert (now.settings.people, now.settings.start) == (5, Semester(2028, 1))


def test_a_plan_is_proposed_until_somebody_keeps_it(world: PlanWorld) -> None:
    before = world.open().road_map
    assert not before.kept
    world.maps.edit.keep(world.id)
    kept = world.open().road_map
    assert kept.kept
    assert kept.plan.starts == before.plan.starts
    assert world.maps.edit.keep(world.id) is None
    world.program.undo.undo(world.id)
    assert not world.open().road_map.kept


def test_progress_counts_what_was_planned_and_what_was_done(world: PlanWorld) -> None:
    first = world.scheduled()
    follow = world.maps.milestones.follow
    follow(world.id, "action", first[0].id, status="done", on=date(2026, 5, 1))
    follow(world.id, "action", first[1].id, status="done")
    follow(world.id, "action", first[2].id, status="dropped", on=date(2026, 5, 1))
    world.maps.milestones.add(world.id, "A", [("R", Semester(2025, 1)), ("S", Semester(2026, 2))])
    found = world.maps.follow_up.progress(world.id, Semester(2028, 1))
    assert found.actions.total == len(first)
    assert (found.actions.counts["done"], found.actions.undated) == (2, 1)
    ends = [a.end for a in first if a.end is not None]
    for row in found.actions.semesters:
        assert row.planned_so_far == sum(end <= row.semester for end in ends)
    assert found.actions.semesters[0].done == 1
    assert set(found.actions.late) == {
        a.id for a in first[3:] if a.end is not None and a.end < Semester(2028, 1)
    }
    assert found.milestones.semesters[0].semester == Semester(2025, 1)
    assert len(found.milestones.late) == 2
