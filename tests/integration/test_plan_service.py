"""The road map over the real store: what people change survives, is undone, and is approved."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import pytest

from tests.support.plan_world import ON, PlanWorld, edit_everything
from topp_desktop.domain.errors import UserError
from topp_desktop.domain.instrument import Wording
from topp_desktop.domain.roadmap import OwnAction, PlanEdits, PlanSettings, Semester
from topp_desktop.foundation.i18n import translator
from topp_desktop.services.measurement.audit import ACTIONS


@pytest.fixture
def world(tmp_path: Path) -> PlanWorld:
    return PlanWorld(tmp_path / "data")


def _code(fault: pytest.ExceptionInfo[UserError]) -> str:
    return fault.value.code


def test_a_plan_is_only_proposed_until_somebody_touches_it(world: PlanWorld) -> None:
    before = world.open().road_map
    assert not before.kept
    world.maps.edit.change(world.id, before.plan.scheduled[0].id, title="Mío")
    after = world.open().road_map
    assert after.kept
    assert [(a.id, a.start) for a in after.plan.actions] == [
        (a.id, a.start) for a in before.plan.actions
    ]


def test_everything_survives_a_restart_and_a_new_computation(world: PlanWorld) -> None:
    edit_everything(world)
    edits = world.open().edits
    world.program.close()
    world.start()
    assert world.open().edits == edits
    world.answer("1.3-T", 0)
    shown, _ = world.maps.edit.preview(world.id)
    assert not shown.nothing
    world.maps.edit.apply(world.id, shown)
    opened = world.open()
    assert opened.edits == edits
    assert world.maps.edit.preview(world.id)[0].nothing
    pinned = next(n for n, e in edits.actions.items() if e.start is not None)
    assert world.action(pinned).start == Semester(2028, 1)
    for name, edit in edits.actions.items():
        if not edit.dropped and edit.effort is not None:
            assert world.action(name).action.effort == edit.effort


def test_answers_and_settings_move_nothing_until_the_new_plan_is_taken(world: PlanWorld) -> None:
    world.maps.edit.change(world.id, world.scheduled()[0].id, title="Mío")
    starts = {a.id: a.start for a in world.open().road_map.plan.actions}
    world.answer("1.3-T", 0)
    world.program.plans.save_settings(world.id, PlanSettings(Semester(2026, 1), 10, people=1))
    assert {a.id: a.start for a in world.open().road_map.plan.actions} == starts
    shown, then = world.maps.edit.preview(world.id)
    assert shown.added
    assert shown.moved
    assert {a.id for a in shown.added} <= {a.id for a in then.plan.actions}


def test_other_settings_are_shown_before_they_are_saved(world: PlanWorld) -> None:
    world.maps.edit.change(world.id, world.scheduled()[0].id, title="Mío")
    other = PlanSettings(
        Semester(2026, 2),
        6,
        people=5,
        hours=30,
        reduced={"2027-1": 0.5},
        priorities={"1.1": 2.0},
        feasibilities={"4.1": 0.25},
    )
    shown, then = world.maps.edit.preview(world.id, other)
    assert world.open().settings != other
    assert {a.action.feasibility for a in then.plan.actions} == {1.0, 0.25}
    world.maps.edit.apply(world.id, shown, other)
    opened = world.open()
    assert opened.settings == other
    assert opened.road_map.plan.actions == then.plan.actions
    world.program.undo.undo(world.id)
    assert world.open().settings != other


def test_only_what_was_shown_is_taken(world: PlanWorld) -> None:
    world.maps.edit.change(world.id, world.scheduled()[0].id, title="Mío")
    shown, _ = world.maps.edit.preview(world.id)
    world.answer("1.3-T", 0)
    with pytest.raises(UserError) as fault:
        world.maps.edit.apply(world.id, shown)
    assert _code(fault) == "plan-changed-meanwhile"


def test_an_action_that_is_no_longer_proposed_keeps_its_edits(world: PlanWorld) -> None:
    action = next(a for a in world.scheduled() if a.action.item == "1.2-O").id
    world.maps.edit.change(world.id, action, title="Mi título", owner_unit="Recursos humanos")
    world.answer("1.2-O", 4)
    shown, _ = world.maps.edit.preview(world.id)
    assert action in shown.edited
    assert shown.resting == (action,)
    world.maps.edit.apply(world.id, shown)
    assert all(a.id != action for a in world.open().road_map.plan.actions)
    assert world.open().road_map.resting == (action,)
    world.answer("1.2-O", 2)
    again, _ = world.maps.edit.preview(world.id)
    world.maps.edit.apply(world.id, again)
    words = world.action(action).action.words
    assert words is not None
    assert (words.title, words.responsible) == ("Mi título", "Recursos humanos")


def test_every_step_is_undone_and_repeated(world: PlanWorld) -> None:
    edit_everything(world)
    shown, _ = world.maps.edit.preview(world.id)
    world.maps.edit.apply(world.id, shown)
    after = world.open()
    steps = 0
    while world.program.undo.undo(world.id):
        steps += 1
    assert steps >= 10
    assert world.open().edits == PlanEdits()
    assert not world.open().road_map.kept
    while world.program.undo.redo(world.id):
        pass
    assert world.open() == after
    called = {step.action for step in world.program.audit.steps(world.id)}
    assert called <= ACTIONS.keys()


def test_typing_in_one_text_is_one_undo(world: PlanWorld) -> None:
    action = world.scheduled()[0].id
    for text in ("P", "Pl", "Pla", "Plan"):
        world.maps.edit.change(world.id, action, partner=text)
    world.maps.edit.change(world.id, action, cost=3.0)
    world.program.undo.undo(world.id)
    assert world.open().edits.actions[action].partner == "Plan"
    world.program.undo.undo(world.id)
    assert action not in world.open().edits.actions


def test_taking_an_edit_back_leaves_nothing(world: PlanWorld) -> None:
    action = world.scheduled()[0].id
    world.maps.edit.change(world.id, action, title="x", cost=1.0)
    world.maps.edit.change(world.id, action, title=None, cost=None)
    assert action not in world.open().edits.actions
    world.maps.edit.drop(world.id, action, "motivo")
    world.maps.edit.take_back(world.id, action)
    assert world.action(action).start is not None
    world.maps.edit.reset(world.id, action)
    assert action not in world.open().edits.actions
    own = world.maps.edit.add(world.id, "Mía")
    world.maps.edit.reset(world.id, own)
    assert all(a.id != own for a in world.open().road_map.plan.actions)
    assert own not in world.open().plan.kept


def test_an_own_action_stays_where_it_was_put(world: PlanWorld) -> None:
    own = world.maps.edit.add(world.id, "Mía", effort=Fraction(2))
    place = world.action(own).start
    other = world.scheduled()[-1].id
    assert place is not None
    world.maps.edit.move(world.id, other, place)
    assert world.action(own).start == place


@pytest.mark.parametrize(
    ("code", "call"),
    [
        ("unknown-action", lambda w: w.maps.edit.change(w.id, "nada", title="x")),
        ("unknown-action", lambda w: w.maps.edit.move(w.id, "nada", None)),
        ("plan-reason-missing", lambda w: w.maps.edit.drop(w.id, w.scheduled()[0].id, "  ")),
        ("invalid-plan-edit", lambda w: w.maps.edit.add(w.id, " ")),
        ("unknown-item", lambda w: w.maps.edit.add(w.id, "x", OwnAction(item="9.9-Z"))),
        ("unknown-cell", lambda w: w.maps.edit.add(w.id, "x", OwnAction(cell="9-Z"))),
        ("unknown-prerequisite", lambda w: w.maps.edit.add(w.id, "x", OwnAction(after=("n",)))),
        ("unknown-milestone", lambda w: w.maps.milestones.change(w.id, "n", result="x")),
        ("invalid-plan-edit", lambda w: w.maps.milestones.add(w.id, "", [("", None)])),
        ("invalid-plan-edit", lambda w: w.maps.needs.add(w.id, "training", "x", persons=-1)),
        ("invalid-plan-edit", lambda w: w.maps.needs.add(w.id, "training", "x", semester="III")),
        ("plan-text-unreadable", lambda w: w.maps.needs.add(w.id, "peers", "a\x00")),
        ("position-missing", lambda w: w.maps.approval.validate(w.id, position=" ", on=ON)),
        ("not-reviewed", lambda w: w.maps.approval.approve(w.id, position="A", on=ON)),
    ],
)
def test_refusals_change_nothing(world: PlanWorld, code: str, call: object) -> None:
    with pytest.raises(UserError) as fault:
        call(world)  # type: ignore[operator]
    assert _code(fault) == code
    assert not world.open().road_map.kept
    assert world.program.undo.reach(world.id).undo_steps == 0


def test_own_actions_that_wait_for_each_other_are_refused(world: PlanWorld) -> None:
    first = world.maps.edit.add(world.id, "Una")
    second = world.maps.edit.add(world.id, "Otra", OwnAction(after=(first,)))
    with pytest.raises(UserError) as fault:
        world.maps.edit.change_own(world.id, first, OwnAction(after=(second,)))
    assert _code(fault) == "prerequisite-cycle"
    assert world.open().edits.actions[first].own == OwnAction()


# --- milestones, needs, approval --------------------------------------------------------------


def test_milestones_come_from_actions_in_the_words_of_the_plan(world: PlanWorld) -> None:
    actions = [a.id for a in world.scheduled()[:3]]
    wording = Wording(world.open().results.instrument, "es")
    made = world.maps.milestones.add_from_actions(world.id, actions, wording, translator("es"))
    found = world.open().edits.milestones
    assert [found[m].action for m in made] == actions
    assert all(found[m].activity and found[m].result for m in made)
    assert found[made[0]].start == world.action(actions[0]).start


def test_milestones_go_from_draft_to_approved_and_back_by_any_change(world: PlanWorld) -> None:
    (name,) = world.maps.milestones.add(world.id, "A", [("R", Semester(2026, 2))])
    with pytest.raises(UserError) as fault:
        world.maps.milestones.mark(world.id, [name], "approved")
    assert _code(fault) == "milestone-not-validated"
    world.maps.milestones.mark(world.id, [name], "validated")
    world.maps.milestones.mark(world.id, [name], "approved")
    assert world.open().edits.milestones[name].state == "approved"
    world.maps.milestones.follow(world.id, "milestone", name, status="done", on=ON)
    assert world.open().edits.milestones[name].state == "approved"
    world.maps.milestones.change(world.id, name, start=Semester(2027, 1))
    assert world.open().edits.milestones[name].reopened
    world.maps.milestones.remove(world.id, [name])
    assert world.open().edits == PlanEdits()


def test_an_approval_holds_for_the_plan_as_it_was(world: PlanWorld) -> None:
    edit_everything(world)
    approval, first = world.maps.approval, world.scheduled()[0].id
    assert approval.status(world.id).state == "draft"
    assert approval.validate(world.id, position="Directora", on=ON).state == "reviewed"
    done = approval.approve(world.id, position="Alcalde", on=ON, letter="OF-1")
    assert done.state == "approved"
    assert {m.state for m in world.open().edits.milestones.values()} == {"approved"}
    world.maps.milestones.follow(world.id, "action", first, status="done", on=ON)
    assert approval.status(world.id).state == "approved"  # to report is no change of the plan
    changes: list[Callable[[], object]] = [
        lambda: world.maps.edit.change(world.id, first, cost=1.0),
        lambda: world.maps.edit.move(world.id, first, Semester(2029, 1)),
        lambda: world.maps.milestones.add(world.id, "Otra", [("x", None)]),
        lambda: world.maps.needs.add(world.id, "training", "SIG"),
        lambda: world.program.plans.save_settings(
            world.id, replace(world.open().settings, people=9)
        ),
    ]
    for change in changes:
        change()
        assert approval.status(world.id).state == "reopened"
        world.program.undo.undo(world.id)
        assert approval.status(world.id).state == "approved"


def test_the_measurements_approval_binds_the_plan_too(world: PlanWorld) -> None:
    approvals = world.program.approvals
    approvals.review(world.id, position="Directora", on=ON)
    assert approvals.approve(world.id, position="Alcalde", on=ON).state == "approved"
    first = world.scheduled()[0].id
    world.maps.milestones.follow(world.id, "action", first, status="under-way")
    assert world.open().road_map.kept  # kept as it was approved: nothing changed
    assert approvals.status(world.id).state == "approved"
    world.maps.edit.change(world.id, first, title="Otro")
    assert approvals.status(world.id).state == "reopened"


def test_needs_are_edited_dropped_and_brought_back(world: PlanWorld) -> None:
    needs, proposed = world.maps.needs, world.open().road_map.demand
    first = proposed[0]
    needs.change(world.id, first.id, topic="Mi tema", persons=3, semester="Semestre II- 2026")
    changed = world.open().road_map.demand[0]
    assert (changed.topic, changed.persons, changed.semester) == ("Mi tema", 3, "2026-2")
    needs.drop(world.id, first.id)
    assert all(n.id != first.id for n in world.open().road_map.demand)
    needs.reset(world.id, first.id)
    assert world.open().road_map.demand == proposed
    own = needs.add(world.id, "assistance", "Ley de planificación")
    assert world.open().road_map.demand[-1].id == own
    needs.drop(world.id, own)
    assert world.open().road_map.demand == proposed


def test_missing_money_is_a_need(world: PlanWorld) -> None:
    assisted = {n.item for n in world.open().road_map.demand if n.kind == "assistance"}
    action = next(a for a in world.scheduled() if a.action.item not in assisted)
    world.maps.edit.change(world.id, action.id, cost=10.0, funding_gap=5.0)
    found = [n for n in world.open().road_map.demand if n.reason == "unfunded"]
    assert [n.action for n in found] == [action.id]
