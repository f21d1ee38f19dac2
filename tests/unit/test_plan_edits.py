"""People's edits laid over a plan: nothing is lost, nothing moves unasked (docs/roadmap.md)."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest

from tests.support.builders import one_person, short_levels
from tests.support.plans import action, state_of
from topp_desktop.domain.errors import UserError
from topp_desktop.domain.roadmap import (
    ActionEdit,
    ActionTag,
    CardWording,
    Milestone,
    OwnAction,
    PlanEdits,
    PlanInput,
    PlanSettings,
    ScoredState,
    Semester,
    make_plan,
    worded,
)
from topp_desktop.domain.roadmap.actions import ActionWords
from topp_desktop.domain.roadmap.edits import check_edit, lay_over
from topp_desktop.domain.roadmap.kept import difference, kept_of, kept_plan
from topp_desktop.domain.roadmap.milestones import by_activity

START = Semester(2026, 1)
SETTINGS = PlanSettings(START, 6, capacity=Fraction(4))
STEPS = [
    action("a", item="1.3-T", start_level=1, end_level=2, effort=Fraction(3)),
    action("b", item="1.3-T", start_level=2, end_level=3, effort=Fraction(3), after=("a",)),
    action("c", item="1.2-O", start_level=2, end_level=3, effort=Fraction(2), card="2.1"),
    action("d", item="1.1-P", start_level=2, end_level=3, effort=Fraction(2), after=("c",)),
]


def _state() -> ScoredState:
    return state_of(one_person(short_levels(a1T=1)))


def _edits(*edits: ActionEdit) -> dict[str, ActionEdit]:
    return {edit.action: edit for edit in edits}


def test_every_term_and_text_of_an_action_can_be_changed() -> None:
    edit = ActionEdit(
        "c",
        title="Otro título",
        effort=Fraction(5, 2),
        duration=2,
        priority=1.5,
        feasibility=0.5,
        must=True,
        owner_unit="Unidad de estadística",
        owner_country="GT",
    )
    (changed,) = (a for a in lay_over(STEPS, _edits(edit)).actions if a.id == "c")
    assert (changed.effort, changed.duration) == (Fraction(5, 2), 2)
    assert (changed.priority, changed.feasibility, changed.must) == (1.5, 0.5, True)
    card = CardWording("t", "a", "r", "v", "i", "u", "resp", "tt", "at")
    shown = worded(card, changed.words)
    assert shown == replace(card, title="Otro título", responsible="Unidad de estadística, GT")
    assert worded(card, None) is card
    assert worded(None, ActionWords()) is None


def test_dropping_a_step_drops_the_later_steps_of_its_item_only() -> None:
    edited = lay_over(STEPS, _edits(ActionEdit("a", dropped=True, reason="ya está")))
    assert [a.id for a in edited.actions] == ["c", "d"]
    assert [a.id for a in edited.left_out] == ["a", "b"]


def test_what_waited_for_a_dropped_action_no_longer_waits_and_says_so() -> None:
    edited = lay_over(STEPS, _edits(ActionEdit("c", dropped=True, reason="x")))
    (freed,) = (a for a in edited.actions if a.id == "d")
    assert freed.after == ()
    assert freed.dropped == ("2.1",)


def test_edits_without_an_action_rest_and_come_back() -> None:
    edits = _edits(ActionEdit("gone", title="Mi título"))
    assert lay_over(STEPS, edits).resting == ("gone",)
    back = lay_over([*STEPS, action("gone", item="1.1-F")], edits)
    assert back.resting == ()
    assert back.actions[-1].words == ActionWords(title="Mi título")


def test_own_actions_join_with_or_without_a_score() -> None:
    edits = _edits(
        ActionEdit("own:1", title="Mesa", own=OwnAction()),
        ActionEdit("own:2", own=OwnAction(cell="1-O", start_level=2, after=("a", "own:1"))),
    )
    actions = lay_over(STEPS, edits).actions
    plan = make_plan(PlanInput(_state(), actions), SETTINGS)
    by_id = {a.id: a for a in plan.actions}
    assert by_id["own:1"].ranked.gain is None
    assert by_id["own:1"].start is not None
    gain = by_id["own:2"].ranked.gain
    assert gain is not None
    assert gain > 0
    ends = [by_id[name].end for name in ("a", "own:1")]
    start = by_id["own:2"].start
    assert start is not None
    assert all(end is not None and end < start for end in ends)


def test_pins_are_offsets_from_the_first_semester() -> None:
    edits = PlanEdits(_edits(ActionEdit("a", start=Semester(2027, 2), reason="elecciones")))
    assert edits.pins(START)["a"].start == 3
    gone = PlanEdits(_edits(ActionEdit("a", start=Semester(2027, 2), dropped=True, reason="x")))
    assert gone.pins(START) == {}


@pytest.mark.parametrize(
    ("code", "bad"),
    [
        ("invalid-plan-edit", {"effort": Fraction(1, 4)}),
        ("invalid-plan-edit", {"duration": 0}),
        ("invalid-plan-edit", {"priority": 2.5}),
        ("invalid-plan-edit", {"feasibility": -0.1}),
        ("invalid-plan-edit", {"cost": float("nan")}),
        ("invalid-plan-edit", {"funding_gap": -1.0}),
        ("plan-text-too-long", {"title": "x" * 501}),
        ("plan-text-too-long", {"activity": "x" * 10_000_000}),
        ("plan-text-unreadable", {"partner": "a\x00b"}),
        ("plan-text-unreadable", {"reason": "\ud800"}),
    ],
)
def test_what_no_plan_can_hold_is_refused(code: str, bad: dict[str, object]) -> None:
    with pytest.raises(UserError) as fault:
        check_edit(replace(ActionEdit("a"), **bad))  # type: ignore[arg-type]
    assert fault.value.code == code
    assert fault.value.params["field"] in bad


# --- a plan that is kept ----------------------------------------------------------------------


def test_a_kept_plan_without_edits_is_the_plan() -> None:
    state = _state()
    plan = make_plan(PlanInput(state, STEPS), SETTINGS)
    again, _ = kept_plan(state, kept_of(plan, STEPS, {}), PlanEdits(), SETTINGS)
    assert again == plan


def test_moving_one_action_moves_no_other_and_lists_what_breaks() -> None:
    state = _state()
    plan = make_plan(PlanInput(state, STEPS), SETTINGS)
    kept = kept_of(plan, STEPS, {})
    edits = PlanEdits(_edits(ActionEdit("b", start=START, reason="urge")))
    moved, _ = kept_plan(state, kept, edits, SETTINGS)
    others = {a.id: a.start for a in moved.actions if a.id != "b"}
    assert others == {a.id: a.start for a in plan.actions if a.id != "b"}
    by_id = {a.id: a for a in moved.actions}
    assert (by_id["b"].start, by_id["b"].pinned) == (START, True)
    assert {(b.action, b.kind) for b in moved.broken} >= {("b", "prerequisite"), ("b", "capacity")}


def test_changed_factors_change_the_weight_but_not_the_place() -> None:
    state = _state()
    plan = make_plan(PlanInput(state, STEPS), SETTINGS)
    before = {a.id: a for a in plan.actions}["c"]
    edits = PlanEdits(_edits(ActionEdit("c", priority=2.0, effort=Fraction(4))))
    after, _ = kept_plan(state, kept_of(plan, STEPS, {}), edits, SETTINGS)
    found = {a.id: a for a in after.actions}["c"]
    assert before.ranked.score is not None
    assert found.ranked.score == pytest.approx(before.ranked.score)  # twice π, twice the effort
    assert found.ranked.tag is ActionTag.MUST
    assert found.start == before.start


def test_less_capacity_breaks_aloud_and_keeps_everything() -> None:
    state = _state()
    plan = make_plan(PlanInput(state, STEPS), SETTINGS)
    smaller = replace(SETTINGS, capacity=Fraction(1))
    kept, _ = kept_plan(state, kept_of(plan, STEPS, {}), PlanEdits(), smaller)
    assert {a.id: a.start for a in kept.actions} == {a.id: a.start for a in plan.actions}
    assert {b.kind for b in kept.broken} == {"capacity"}


def test_what_had_no_room_waits_until_the_plan_is_computed_again() -> None:
    state = _state()
    tight = replace(SETTINGS, semesters=1)
    plan = make_plan(PlanInput(state, STEPS), tight)
    waiting = {a.id for a in plan.not_scheduled}
    assert waiting
    kept, _ = kept_plan(state, kept_of(plan, STEPS, {}), PlanEdits(), SETTINGS)
    assert {a.id for a in kept.not_scheduled} == waiting
    name = min(waiting)
    pin = PlanEdits(_edits(ActionEdit(name, start=Semester(2028, 1))))
    pinned, _ = kept_plan(state, kept_of(plan, STEPS, {}), pin, SETTINGS)
    assert {a.id: a for a in pinned.actions}[name].start == Semester(2028, 1)


def test_a_dropped_action_comes_back_where_it_was() -> None:
    state = _state()
    plan = make_plan(PlanInput(state, STEPS), SETTINGS)
    kept = kept_of(plan, STEPS, {})
    dropped = PlanEdits(_edits(ActionEdit("a", dropped=True, reason="x")))
    without, _ = kept_plan(state, kept, dropped, SETTINGS)
    assert {a.id for a in without.actions} == {"c", "d"}
    assert kept_of(without, STEPS, kept) == kept
    again, _ = kept_plan(state, kept, PlanEdits(), SETTINGS)
    assert again == plan


def test_a_difference_names_everything_that_would_change() -> None:
    state = _state()
    now = make_plan(PlanInput(state, STEPS[:3]), SETTINGS)
    changed = [replace(STEPS[2], effort=Fraction(4)), STEPS[0], STEPS[3]]
    then = make_plan(PlanInput(state, changed), SETTINGS)
    found = difference(now, then, ("old",), frozenset({"b"}))
    assert [a.id for a in found.added] == ["d"]
    assert [a.id for a in found.removed] == ["b"]
    assert found.edited == ("b",)
    assert found.resting == ("old",)
    terms = {c.action.id: c.terms for c in found.changed}
    assert terms["c"]["effort"] == (Fraction(2), Fraction(4))
    for move in found.moved:
        assert move.before != move.after
    assert not found.nothing
    assert difference(now, now, ()).nothing


# --- milestones -------------------------------------------------------------------------------


def test_an_approval_of_a_milestone_holds_for_what_it_said() -> None:
    draft = Milestone("m", "Actividad", "Resultado", Semester(2026, 2), combo="Datos")
    approved = draft.marked("approved")
    assert (approved.state, approved.reopened) == ("approved", False)
    for change in ({"result": "Otro"}, {"start": Semester(2027, 1)}, {"combo": ""}):
        changed = replace(approved, **change)
        assert (changed.state, changed.reopened) == ("draft", True)
    assert replace(approved, position=3).state == "approved"


def test_milestones_are_grouped_by_theme_and_activity_in_time() -> None:
    made = [
        Milestone("1", "B", "b2", Semester(2027, 1), combo="Tema"),
        Milestone("2", "B", "b1", Semester(2026, 1), combo="Tema"),
        Milestone("3", "A", "a1", Semester(2026, 2), combo="Tema"),
        Milestone("4", "C", "sin tema", None),
    ]
    groups = by_activity(made)
    assert [(g.combo, g.activity) for g in groups] == [("Tema", "B"), ("Tema", "A"), ("", "C")]
    assert [m.result for m in groups[0].results] == ["b1", "b2"]


def test_semesters_of_milestones_are_read_as_people_write_them() -> None:
    assert Semester.parse("Semestre I- 2019") == Semester(2019, 1)
    assert Milestone("m", "x", "y", Semester.parse("Semestre I- 2019")).start < START  # type: ignore[operator]
