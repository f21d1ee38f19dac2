"""Progress of a plan, and from one round to the next, over the real store."""

from __future__ import annotations

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
    assert found.count("not-reached") > 5
    assert {e.outcome for n, e in by_id.items() if n.startswith("own:")} == {"unknown"}

    world.maps.edit.carry_over(before, world.id)
    carried = world.open().edits
    assert raised.id not in carried.actions
    assert {e.title for e in carried.actions.values() if e.own} == {"Mesa propia", "Curso"}
    assert {m.result for m in carried.milestones.values()} == {"Aprobada", "Sin fecha"}
    assert {m.state for m in carried.milestones.values()} == {"draft"}
    assert all(e.start is None for e in carried.actions.values())


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
