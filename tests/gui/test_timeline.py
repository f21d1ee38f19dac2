"""The timeline of the road map in the window, possible steps and what may be added."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from tests.gui.conftest import Stage, begin, texts
from tests.gui.plan_hands import drag, opened, page, spot, view, waiting
from topp_desktop.charts.shapes import Polygon
from topp_desktop.services.program import Program
from topp_desktop.ui.pages.road_map.board_view import BOARD, TIMELINE
from topp_desktop.ui.pages.road_map.page import RoadMapPage
from topp_desktop.ui.widgets import Button

CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def stage(program: Program, stage_of: Callable[..., Stage]) -> Stage:
    begin(program, answered=15)
    made = stage_of(program, language="en")
    made.open()
    return made


@pytest.fixture
def timeline(stage: Stage) -> RoadMapPage:
    """The page as it is first seen."""
    return page(stage, "road-map", RoadMapPage)


@pytest.fixture
def road_map(stage: Stage, timeline: RoadMapPage) -> RoadMapPage:
    """The page with its board."""
    view(stage, timeline, BOARD)
    return timeline


def test_lines_lead_to_what_an_action_needs(stage: Stage, road_map: RoadMapPage) -> None:
    needing = waiting(stage)
    view(stage, road_map, TIMELINE)
    alone = opened(stage).road_map.plan.scheduled[-1].id
    assert alone != needing
    for chosen, arrows in ((needing, True), (alone, False)):
        road_map.choose(chosen)
        shapes = road_map.plan.timeline.picture.shapes
        assert any(isinstance(shape, Polygon) for shape in shapes) is arrows


def test_a_bar_is_moved_and_lengthened_on_the_timeline(stage: Stage, road_map: RoadMapPage) -> None:
    view(stage, road_map, TIMELINE)
    canvas = road_map.plan.timeline
    plan = opened(stage).road_map.plan
    planned = plan.scheduled[0]
    assert planned.start is not None
    width = canvas.zones[0].width
    card = spot(road_map, planned.id)
    drag(card, QPoint(round(card.x() + 12 + 2 * width), card.y() + 8), grab=QPoint(12, 8))
    stage.settle()
    moved = next(a for a in opened(stage).road_map.plan.actions if a.id == planned.id)
    assert moved.start == planned.start.plus(2)
    card = spot(road_map, planned.id)
    end = QPoint(card.width() - 3, 8)
    drag(card, QPoint(round(card.x() + card.width() + 1.4 * width), card.y() + 8), grab=end)
    stage.settle()
    assert opened(stage).edits.actions[planned.id].duration == planned.action.duration + 2
    QTest.keyClick(spot(road_map, planned.id), Qt.Key.Key_Left, CTRL | SHIFT)
    stage.settle()
    assert opened(stage).edits.actions[planned.id].duration == planned.action.duration + 1


def test_the_timeline_comes_first_and_the_arrows_go_from_bar_to_bar(
    stage: Stage, timeline: RoadMapPage
) -> None:
    plan = opened(stage).road_map.plan
    assert timeline.view.value == TIMELINE
    assert [t.key for t in timeline.plan.timeline.picture.targets] == [
        a.id for a in (*plan.scheduled, *plan.possible)
    ]
    first, second = plan.scheduled[:2]
    spot(timeline, first.id).setFocus()
    QTest.keyClick(spot(timeline, first.id), Qt.Key.Key_Down)
    assert spot(timeline, second.id).hasFocus()
    QTest.keyClick(spot(timeline, second.id), Qt.Key.Key_Return)
    assert timeline.chosen == second.id
    assert not timeline.level.isVisible(), "the timeline has the curve itself"


def test_a_row_is_chosen_by_its_words_too(stage: Stage, timeline: RoadMapPage) -> None:
    planned = opened(stage).road_map.plan.scheduled[4]
    bar, canvas = spot(timeline, planned.id), timeline.plan.timeline
    QTest.mouseClick(canvas, Qt.MouseButton.LeftButton, pos=QPoint(60, bar.geometry().center().y()))
    assert timeline.chosen == planned.id


def test_a_possible_step_is_taken_into_the_plan(stage: Stage, timeline: RoadMapPage) -> None:
    step = opened(stage).road_map.plan.possible[0]
    timeline.choose(step.id)
    assert "It is no part of the plan" in texts(timeline.detail)
    assert not timeline.detail.open.isVisible()
    timeline.detail.take.click()
    stage.settle()
    found = next(a for a in opened(stage).road_map.plan.scheduled if a.id == step.id)
    assert (found.start, found.pinned) == (step.start, True)
    assert timeline.detail.open.isVisible()
    assert not timeline.detail.take.isVisible()


def test_a_possible_step_that_is_moved_is_taken_to_where_it_was_moved(
    stage: Stage, timeline: RoadMapPage
) -> None:
    step = opened(stage).road_map.plan.possible[0]
    assert step.start is not None
    QTest.keyClick(spot(timeline, step.id), Qt.Key.Key_Left, CTRL)
    stage.settle()
    found = next(a for a in opened(stage).road_map.plan.scheduled if a.id == step.id)
    assert found.start == step.start.plus(-1)


def test_a_possible_step_opens_no_sheet_and_offers_no_leaving_out(
    stage: Stage, road_map: RoadMapPage
) -> None:
    step = opened(stage).road_map.plan.possible[0]
    for _ in range(2):
        spot(road_map, step.id).click()
    assert stage.window.current == "road-map"
    assert road_map.chosen == step.id
    said = [a.text() for a in road_map.plan.menu(step.id).actions()]
    assert said == ["Take into the plan", "Move to"]


def test_another_action_of_the_objective_is_added(stage: Stage, timeline: RoadMapPage) -> None:
    before = {a.id for a in opened(stage).road_map.plan.actions}
    others = timeline.others
    others.toggle.click()
    links = [b for b in others.findChildren(Button) if b.text() == "Add to the plan"]
    assert len(links) > 1
    links[-1].click()
    stage.settle()
    after = opened(stage).road_map.plan.actions
    new = {a.id for a in after} - before
    assert timeline.chosen in new
    assert stage.snapshot.id


def test_an_action_is_kept_where_it_is_and_let_go(stage: Stage, timeline: RoadMapPage) -> None:
    planned = opened(stage).road_map.plan.scheduled[1]
    timeline.choose(planned.id)
    for pinned in (True, False):
        timeline.detail.pin.click()
        stage.settle()
        found = next(a for a in opened(stage).road_map.plan.actions if a.id == planned.id)
        assert (found.start, found.pinned) == (planned.start, pinned)
