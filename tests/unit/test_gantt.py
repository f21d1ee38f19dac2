"""The timeline of the road map: bars, use of the semesters, the curve below."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.support.papers import road_map_of
from tests.unit.test_charts import MEASURE, WORDS, drawn_gantt, g2, texts, wording
from topp_desktop.charts.gantt import gantt
from topp_desktop.charts.semesters import SemesterGrid, shown_semesters
from topp_desktop.charts.shapes import Picture, Polyline, Rect


def test_gantt_places_cards_in_their_semesters() -> None:
    plan = road_map_of(g2()).plan
    picture = drawn_gantt(g2(), 1000)
    grid = SemesterGrid.of(shown_semesters(plan), 1000, 13.5)
    places = {t.key: t for t in picture.targets}
    assert plan.possible
    assert list(places) == [a.id for a in (*plan.scheduled, *plan.possible)]
    for planned in (*plan.scheduled, *plan.possible):
        assert planned.start is not None
        offset = planned.start.index - plan.settings.start.index
        target = places[planned.id]
        assert target.x == pytest.approx(grid.x(offset) + 2)
        assert target.width == pytest.approx(planned.action.duration * grid.column - 4)


def bar_of(picture: Picture, key: str) -> Rect:
    """The outline of an action's bar."""
    target = next(t for t in picture.targets if t.key == key)
    return next(
        s
        for s in picture.shapes
        if isinstance(s, Rect) and (s.x, s.y, s.width) == (target.x, target.y, target.width)
    )


def test_firm_bars_are_filled_indicative_ones_outlined_possible_ones_dashed() -> None:
    plan, picture = road_map_of(g2()).plan, drawn_gantt(g2(), 1000)
    kinds = set()
    for planned in (*plan.scheduled, *plan.possible):
        bar = bar_of(picture, planned.id)
        kind = "possible" if planned in plan.possible else "firm" if planned.firm else "indicative"
        kinds.add(kind)
        assert bool(bar.dash) is (kind == "possible")
        assert bar.fill is not None
        assert bar.fill.startswith("tint-") is (kind == "firm")
        assert bar.stroke is not None
        assert bar.stroke.startswith("dim-")
    assert kinds == {"firm", "indicative", "possible"}


def test_the_legend_names_only_the_kinds_that_are_there() -> None:
    road_map = road_map_of(g2())
    for plan, there in ((road_map.plan, True), (replace(road_map.plan, possible=()), False)):
        picture = gantt(plan, road_map.catalogue, wording(), WORDS, MEASURE, 1000)
        assert (WORDS.gettext("Possible") in {t.text for t in texts(picture)}) is there


@pytest.mark.parametrize("width", [340.0, 760.0])
def test_titles_stand_above_their_bars_where_there_is_no_room_beside_them(width: float) -> None:
    plan = road_map_of(g2()).plan
    stacked = SemesterGrid.of(shown_semesters(plan), width, 13.5).stacked
    assert stacked is (width < 500)
    picture = drawn_gantt(g2(), width)
    first = picture.targets[0]
    codes = [t for t in texts(picture) if t.text == "4.3-Pr" and t.x < width / 4]
    assert (codes[0].y < first.y) is stacked


def test_the_use_of_a_semester_is_said_with_its_capacity_where_that_is_another() -> None:
    road_map = road_map_of(g2())
    settings = replace(road_map.plan.settings, reduced={str(road_map.plan.semesters[1]): 0.5})
    plan = replace(road_map.plan, settings=settings)
    picture = gantt(plan, road_map.catalogue, wording(), WORDS, MEASURE, 1000)
    said = {t.text: t.fill for t in texts(picture) if " / " in t.text}
    assert list(said.values()) == ["trouble"], "more is taken than the half of it"
    assert len([t for t in texts(drawn_gantt(g2(), 1000)) if " / " in t.text]) == 0


def test_gantt_draws_the_overall_level_at_each_semesters_end() -> None:
    plan = road_map_of(g2()).plan
    picture = drawn_gantt(g2(), 1000)
    line = next(s for s in picture.shapes if isinstance(s, Polyline) and not s.dash)
    values = [plan.overall_at_end[str(s)] for s in shown_semesters(plan)]
    assert len(line.points) == len(values)
    heights = [-y for _, y in line.points]
    assert heights == sorted(heights)
    said = [t.text for t in texts(picture)]
    assert all(WORDS.number(v) in said for v in values if v is not None)


def test_the_curve_begins_today_and_is_dashed_where_possible_steps_would_bring_it() -> None:
    road_map = road_map_of(g2())
    plan = road_map.plan
    last = str(shown_semesters(plan)[-1])
    plan = replace(plan, overall_with_possible={**plan.overall_at_end, last: 99.0})
    picture = gantt(plan, road_map.catalogue, wording(), WORDS, MEASURE, 1000, today=12.0)
    solid, dashed = (s for s in picture.shapes if isinstance(s, Polyline))
    assert len(solid.points) == len(shown_semesters(plan)) + 1
    assert not solid.dash
    assert dashed.dash
    assert len(dashed.points) == 2
    assert {"12", "99"} <= {t.text for t in texts(picture)}


def test_gantt_can_be_cut_into_pages() -> None:
    road_map = road_map_of(g2())
    first = road_map.plan.scheduled[:4]
    page = gantt(
        road_map.plan,
        road_map.catalogue,
        wording(),
        WORDS,
        MEASURE,
        500,
        actions=first,
        level_line=False,
    )
    assert [t.key for t in page.targets] == [a.id for a in first]
    assert len(page.table.rows) == 4
    assert not [s for s in page.shapes if isinstance(s, Polyline)]
