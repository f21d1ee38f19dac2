"""The board of the road map: every card in its column, nothing over anything else."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.support.builders import agenda, golden_assessment
from tests.support.papers import road_map_of
from tests.unit.test_charts import MEASURE, WORDS
from topp_desktop.charts.board import Board, Remarks, Zone, board
from topp_desktop.charts.gantt import gantt
from topp_desktop.charts.palette import LIGHT
from topp_desktop.charts.shapes import Label, Polygon, Rect, Target
from topp_desktop.domain.instrument import Wording
from topp_desktop.domain.roadmap import Plan, Semester
from topp_desktop.services.plan.planner import RoadMap


@cache
def road_map() -> RoadMap:
    return road_map_of(golden_assessment("g2.json"))


def drawn(
    width: float, size: float = 13.5, remarks: Remarks | None = None, plan: Plan | None = None
) -> Board:
    wording = Wording(agenda(), "es")
    return board(
        plan or road_map().plan,
        road_map().catalogue,
        wording,
        WORDS,
        MEASURE,
        width,
        size=size,
        remarks=remarks,
    )


def within(target: Target, zone: Zone) -> bool:
    return (
        zone.x <= target.x
        and target.x + target.width <= zone.x + zone.width + 1e-6
        and zone.y <= target.y
        and target.y + target.height <= zone.y + zone.height + 1e-6
    )


def apart(one: Target, other: Target) -> bool:
    return (
        one.x + one.width <= other.x + 1e-6
        or other.x + other.width <= one.x + 1e-6
        or one.y + one.height <= other.y + 1e-6
        or other.y + other.height <= one.y + 1e-6
    )


@settings(max_examples=25, deadline=None)
@given(width=st.floats(160, 2000), size=st.floats(10, 30))
def test_cards_stand_in_their_columns_and_never_over_each_other(width: float, size: float) -> None:
    made, plan = drawn(width, size), road_map().plan
    zones = {zone.semester: zone for zone in made.zones}
    assert tuple(zones) == plan.semesters
    targets = {target.key: target for target in made.picture.targets}
    assert targets.keys() == {a.id for a in (*plan.actions, *plan.possible)}
    below = max(zone.y + zone.height for zone in made.zones)
    assert all(targets[step.id].y >= below for step in plan.possible)
    for planned in plan.scheduled:
        assert planned.start is not None
        assert within(targets[planned.id], zones[planned.start])
    assert all(apart(one, other) for one, other in combinations(targets.values(), 2))
    for shape in made.picture.shapes:
        if isinstance(shape, Label):
            assert shape.x + MEASURE.width(shape.text, shape.size, shape.weight) <= width + 1e-6
            assert 0 <= shape.y <= made.picture.height
            assert shape.fill in LIGHT


def test_every_remark_is_on_the_card_and_spoken() -> None:
    action = road_map().plan.scheduled[0].id
    remarks = Remarks({action: "Fijada"}, {}, {action: ["No cabe"]}, action)
    made = drawn(1000, remarks=remarks)
    texts = [shape.text for shape in made.picture.shapes if isinstance(shape, Label)]
    assert "Fijada" in texts
    assert "No cabe" in texts
    target = next(t for t in made.picture.targets if t.key == action)
    assert "Fijada" in target.name
    assert "No cabe" in target.name
    frames = [s for s in made.picture.shapes if isinstance(s, Rect) and s.stroke == "accent"]
    assert [(f.x, f.y, f.width, f.height) for f in frames] == [
        (target.x, target.y, target.width, target.height)
    ]


def test_too_much_work_is_told_in_words() -> None:
    plan = road_map().plan
    room = plan.settings.capacities()[0]
    over = replace(plan, used=(room + 2, *plan.used[1:]))
    calm = replace(plan, used=(room, *plan.used[1:]))
    for shown, there in ((over, True), (calm, False)):
        shapes = drawn(1600, plan=shown).picture.shapes
        troubled = [s for s in shapes if isinstance(s, Label) and s.fill == "trouble"]
        assert bool(troubled) is there
        if there:
            assert " ".join(s.text for s in troubled).startswith("2 ")


@pytest.mark.parametrize("away", [-3, 40])
def test_what_lies_outside_the_plan_stands_at_its_edge(away: int) -> None:
    plan = road_map().plan
    first = plan.scheduled[0]
    there: Semester = plan.semesters[0].plus(away)
    moved = replace(first, start=there, end=there)
    made = drawn(1000, plan=replace(plan, actions=(moved, *plan.actions[1:])))
    zone = made.zones[0 if away < 0 else -1]
    assert within(next(t for t in made.picture.targets if t.key == first.id), zone)


def test_the_calendar_frames_the_chosen_and_leads_to_what_it_needs() -> None:
    plan = road_map().plan
    two = plan.scheduled[:2]
    late = replace(
        two[1], ranked=replace(two[1].ranked, action=replace(two[1].action, after=(two[0].id,)))
    )
    for start in (plan.semesters[0], plan.semesters[4]):
        moved = replace(late, start=start, end=start)
        shown = replace(plan, actions=(two[0], moved))
        picture = gantt(
            shown,
            road_map().catalogue,
            Wording(agenda(), "es"),
            WORDS,
            MEASURE,
            900,
            whole=True,
            chosen=moved.id,
        )
        tip = next(s for s in picture.shapes if isinstance(s, Polygon))
        target = next(t for t in picture.targets if t.key == moved.id)
        x, y = tip.points[-1]
        assert target.x <= x <= target.x + target.width
        assert target.y <= y <= target.y + target.height
    plain = gantt(plan, road_map().catalogue, Wording(agenda(), "es"), WORDS, MEASURE, 900)
    assert not [s for s in plain.shapes if isinstance(s, Polygon)]


def test_only_what_is_taken_of_a_semester_is_filled() -> None:
    """Five and a half of six and a half looks it in every palette, also where lines are as bright
    as what they hold."""
    bars = [s for s in drawn(900).picture.shapes if isinstance(s, Rect) and s.height < 6]
    assert {bar.fill for bar in bars if bar.stroke} == {None}
    assert "line" not in {bar.fill for bar in bars}
