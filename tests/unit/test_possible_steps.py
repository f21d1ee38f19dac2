"""What a plan's free capacity could still carry, from the bottom of the ladder upwards."""

from __future__ import annotations

from collections import Counter
from fractions import Fraction

import pytest

from tests.support.builders import agenda, library, one_person
from topp_desktop.domain.roadmap import ActionTag, PlanEdits, PlannedAction, PlanSettings, Semester
from topp_desktop.domain.roadmap.edits import ActionEdit
from topp_desktop.services.measurement.results import results_of
from topp_desktop.services.plan.planner import Planner, RoadMap


def _road_map(level: int, form: str, capacity: int, edits: PlanEdits | None = None) -> RoadMap:
    answers = {item.id: level for item in agenda().form_items(form)}
    results = results_of(agenda(), one_person(answers, form=form))
    settings = PlanSettings(Semester(2026, 1), capacity=Fraction(capacity))
    return Planner(library()).road_map(results, settings, edits=edits)


def _durations_left(whole: list[PlannedAction], form: str, level: int) -> list[int]:
    """Semesters that each step takes which nobody planned."""
    catalogue = library().catalogue(agenda())
    assert catalogue is not None
    taken = {a.action.card for a in whole}
    asked = {item.id for item in agenda().form_items(form)}
    return [
        card.duration
        for card in catalogue.cards
        if card.item in asked and card.step > level and card.id not in taken
    ]


@pytest.mark.parametrize("capacity", [6, 12])
@pytest.mark.parametrize("form", ["short", "full"])
@pytest.mark.parametrize("level", [0, 1, 2])
def test_a_plan_has_no_idle_semester_while_work_remains(
    level: int, form: str, capacity: int
) -> None:
    plan = _road_map(level, form, capacity).plan
    whole = [*plan.scheduled, *plan.possible]
    assert all(a.action.end_level >= 2 for a in whole), "level 1 is never a goal"
    cards = Counter(a.action.card for a in whole)
    assert max(cards.values()) == 1
    assert all(a.ranked.tag is ActionTag.POSSIBLE for a in plan.possible)
    used = plan.used_with_possible or plan.used
    assert all(now <= capacity for now in used)
    for number, amount in enumerate(used):
        if not amount:
            left = len(used) - number
            assert all(duration > left for duration in _durations_left(whole, form, level))
    end = (plan.overall_with_possible or plan.overall_at_end)["2030-2"]
    assert end is not None
    assert end > 25 * level


def test_possible_steps_move_nothing_that_is_planned() -> None:
    road_map = _road_map(0, "short", 6)
    bare = Planner(library()).road_map(
        road_map.results,
        road_map.plan.settings,
        actions=[a.action for a in road_map.plan.actions],
    )
    assert bare.plan.possible == ()
    assert [(a.id, a.start) for a in bare.plan.scheduled] == [
        (a.id, a.start) for a in road_map.plan.scheduled
    ]
    assert road_map.needs.training == bare.needs.training


def test_what_a_person_left_out_is_not_possible_either() -> None:
    first = _road_map(0, "short", 12).plan.scheduled[0].action
    assert first.item is not None
    edits = PlanEdits({first.id: ActionEdit(first.id, dropped=True, reason="otra institución")})
    plan = _road_map(0, "short", 12, edits).plan
    assert first.item not in {a.action.item for a in (*plan.actions, *plan.possible)}


def test_a_possible_step_waits_for_what_comes_before_it() -> None:
    plan = _road_map(1, "full", 12).plan
    ends = {a.id: a.end for a in (*plan.scheduled, *plan.possible)}
    for step in plan.possible:
        assert step.start is not None
        for name in step.action.after:
            end = ends[name]
            assert end is not None
            assert end < step.start
