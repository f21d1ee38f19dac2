"""The road map page over a real store: board, table, side, computing again."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu

from tests.gui.conftest import Stage, begin, texts
from tests.gui.plan_hands import drag, opened, page, sheet, spot, view, waiting
from topp_desktop.bootstrap import compose
from topp_desktop.domain.assessment import Response
from topp_desktop.services.plan.why import why_terms
from topp_desktop.services.program import Program
from topp_desktop.ui.pages.road_map.again import AgainPage
from topp_desktop.ui.pages.road_map.board_view import BOARD, TABLE
from topp_desktop.ui.pages.road_map.page import RoadMapPage
from topp_desktop.ui.pages.road_map.settings import SettingsPage

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


def test_the_board_is_the_plan(stage: Stage, road_map: RoadMapPage) -> None:
    plan = opened(stage).road_map.plan
    targets = road_map.plan.board.picture.targets
    assert {t.key for t in targets} == {a.id for a in (*plan.actions, *plan.possible)}
    assert len(plan.scheduled) > 5
    for planned in plan.scheduled:
        target = next(t for t in targets if t.key == planned.id)
        assert planned.start is not None
        zone = road_map.plan.board.zone_of(planned.start)
        assert zone is not None
        assert zone.x <= target.x < target.x + target.width <= zone.x + zone.width
        assert zone.y < target.y < zone.y + zone.height
    assert "The first 18 months are firm; the rest is indicative." in texts(road_map)
    assert "2 people × 20 hours a week" in texts(road_map)


def test_every_term_is_shown_with_its_value(stage: Stage, road_map: RoadMapPage) -> None:
    planned = opened(stage).road_map.plan.scheduled[3]
    QTest.keyClick(spot(road_map, planned.id), Qt.Key.Key_Return)
    assert road_map.chosen == planned.id
    said = texts(road_map.why)
    for term in why_terms(planned, stage.desk.words):
        assert term.value in said
        assert term.label[1:] in said
    for label in ("Effort", "Ends"):
        assert label in texts(road_map.detail)


def test_a_card_is_moved_by_keyboard_and_keeps_the_focus(
    stage: Stage, road_map: RoadMapPage
) -> None:
    before = opened(stage).road_map.plan
    planned = before.scheduled[2]
    assert planned.start is not None
    spot(road_map, planned.id).setFocus()
    for _ in range(2):
        QTest.keyClick(spot(road_map, planned.id), Qt.Key.Key_Right, CTRL)
    stage.settle()
    after = opened(stage).road_map.plan
    moved = next(a for a in after.actions if a.id == planned.id)
    assert moved.start == planned.start.plus(2)
    assert moved.pinned
    others = {a.id: a.start for a in before.actions if a.id != planned.id}
    assert {a.id: a.start for a in after.actions if a.id != planned.id} == others
    assert spot(road_map, planned.id).hasFocus()
    assert "Semester fixed by you" in spot(road_map, planned.id).accessibleName()
    # A reason may be given, and need not.
    assert road_map.moved.isVisible()
    road_map.moved.reason.setFocus()
    QTest.keyClicks(road_map.moved.reason, "Waits for money")
    QTest.keyClick(road_map.moved.reason, Qt.Key.Key_Return)
    stage.settle()
    assert opened(stage).edits.actions[planned.id].reason == "Waits for money"


def test_a_card_is_pulled_to_another_column(stage: Stage, road_map: RoadMapPage) -> None:
    plan = opened(stage).road_map.plan
    planned, target = plan.scheduled[0], plan.semesters[3]
    zone = road_map.plan.board.zone_of(target)
    assert zone is not None
    drag(spot(road_map, planned.id), QPoint(int(zone.x + 20), int(zone.y + 30)))
    # It is there at once, before anything is saved.
    here = next(t for t in road_map.plan.board.picture.targets if t.key == planned.id)
    assert zone.x <= here.x < zone.x + zone.width
    stage.settle()
    assert opened(stage).edits.actions[planned.id].start == target
    # Outside every column nothing happens.
    drag(spot(road_map, planned.id), QPoint(-200, -200))
    stage.settle()
    assert opened(stage).edits.actions[planned.id].start == target


def test_escape_puts_a_card_back(stage: Stage, road_map: RoadMapPage) -> None:
    planned = opened(stage).road_map.plan.scheduled[0]
    card, left = spot(road_map, planned.id), Qt.MouseButton.LeftButton
    card.setFocus()
    QTest.mousePress(card, left, pos=QPoint(20, 10))
    QTest.mouseMove(card, QPoint(200, 60))
    pulled = [road_map.plan.board.dragging]
    QTest.keyClick(card, Qt.Key.Key_Escape)
    pulled.append(road_map.plan.board.dragging)
    assert pulled == [True, False]
    QTest.mouseRelease(card, left, pos=QPoint(200, 60))
    stage.settle()
    assert not opened(stage).road_map.kept


def test_what_a_move_breaks_is_said_and_not_blocked(stage: Stage, road_map: RoadMapPage) -> None:
    later = waiting(stage)
    road_map.move_action(later, opened(stage).road_map.plan.semesters[0])
    stage.settle()
    said = "Begins before what it needs has ended"
    assert said in spot(road_map, later).accessibleName()
    assert said in texts(road_map.moved)
    assert said in texts(road_map.detail)


def test_too_much_work_is_said_above_its_column(stage: Stage, road_map: RoadMapPage) -> None:
    plan = opened(stage).road_map.plan
    for planned in plan.scheduled[1:5]:
        road_map.move_action(planned.id, plan.semesters[0])
        stage.settle()
    after = opened(stage).road_map.plan
    over = float(after.used[0] - after.settings.capacities()[0])
    assert over > 0
    shown = [s.text for s in road_map.plan.board.picture.shapes if hasattr(s, "text")]
    assert any(s.endswith(("more than there is", "more than")) for s in shown)


def test_the_menu_moves_and_lets_go(stage: Stage, road_map: RoadMapPage) -> None:
    planned = opened(stage).road_map.plan.scheduled[1]
    menu = road_map.plan.menu(planned.id)
    move = next(a.menu() for a in menu.actions() if a.menu() is not None)
    assert isinstance(move, QMenu)
    move.actions()[-1].trigger()
    stage.settle()
    last = opened(stage).road_map.plan.semesters[-1]
    assert opened(stage).edits.actions[planned.id].start == last
    menu = road_map.plan.menu(planned.id)
    next(a for a in menu.actions() if a.text() == "Back to the proposed semester").trigger()
    stage.settle()
    now = next(a for a in opened(stage).road_map.plan.actions if a.id == planned.id)
    assert (now.start, now.pinned) == (planned.start, False)


def test_the_table_moves_and_opens_too(stage: Stage, road_map: RoadMapPage) -> None:
    view(stage, road_map, TABLE)
    table = road_map.plan.table
    planned = opened(stage).road_map.plan.scheduled[0]
    plan = opened(stage).road_map.plan
    assert table.rowCount() == len(plan.actions) + len(plan.possible)
    table.setFocus()
    table.setCurrentCell(0, 0)
    QTest.keyClick(table, Qt.Key.Key_Right, CTRL)
    stage.settle()
    assert planned.start is not None
    assert opened(stage).edits.actions[planned.id].start == planned.start.plus(1)
    QTest.keyClick(table, Qt.Key.Key_Return)
    stage.settle()
    assert stage.window.current == "road-map-action"


def test_what_was_left_out_is_listed_and_comes_back(stage: Stage, road_map: RoadMapPage) -> None:
    planned = opened(stage).road_map.plan.scheduled[0]
    shown = sheet(stage, (planned.id, "leave-out"))
    shown.out.leave_out.click()
    assert "Write the reason in one sentence." in texts(shown.out)
    QTest.keyClicks(shown.out.reason, "Others do it")
    shown.out.leave_out.click()
    stage.settle()
    assert planned.id in {a.id for a in opened(stage).road_map.left_out}
    again = page(stage, "road-map", RoadMapPage)
    assert "Others do it" in texts(again.left_out)
    again.left_out.taken_back.emit(planned.id)
    stage.settle()
    now = next(a for a in opened(stage).road_map.plan.actions if a.id == planned.id)
    assert now.start == planned.start
    assert not again.left_out.isVisible()


def test_settings_count_at_once_and_wait_where_people_own_the_plan(stage: Stage) -> None:
    settings = page(stage, "road-map-settings", SettingsPage)
    settings.basics.people.setFocus()
    settings.basics.people.selectAll()
    QTest.keyClicks(settings.basics.people, "1")
    settings.basics.flush()
    stage.settle()
    assert "3.3 person-months" in texts(settings.basics)
    fresh = compose(stage.program.places.data)
    _, stored = fresh.assessments.open(stage.snapshot.id)
    fresh.close()
    assert stored.plan_settings["people"] == 1
    settings.elections.changed.emit("2026-2", 0, 0.5)
    settings.objectives.changed.emit("1.1", 0, 2.0)
    settings.objectives.changed.emit("1.2", 1, 0.25)
    stage.settle()
    kept = opened(stage).settings
    assert (kept.reduced, kept.priorities, kept.feasibilities) == (
        {"2026-2": 0.5},
        {"1.1": 2.0},
        {"1.2": 0.25},
    )
    settings.objectives.changed.emit("1.1", 0, 1.0)
    stage.settle()
    assert not opened(stage).settings.priorities
    few = len(opened(stage).road_map.plan.scheduled)
    road_map = page(stage, "road-map", RoadMapPage)
    first = opened(stage).road_map.plan.scheduled[0]
    assert first.start is not None
    road_map.move_action(first.id, first.start.plus(1))
    stage.settle()
    starts = opened(stage).road_map.plan.starts
    settings = page(stage, "road-map-settings", SettingsPage)
    settings.basics.people.changed.emit(6)
    stage.settle()
    assert opened(stage).road_map.plan.starts == starts
    assert few <= len(starts)
    assert settings.effect.again.isVisible()


def test_computing_again_is_shown_first_and_each_change_can_be_declined(stage: Stage) -> None:
    road_map = page(stage, "road-map", RoadMapPage)
    first = opened(stage).road_map.plan.scheduled[0]
    assert first.start is not None
    road_map.move_action(first.id, first.start.plus(1))
    stage.settle()
    answered = stage.snapshot.items[2].id
    stage.desk.record(Response(stage.snapshot.respondent, answered, 4))
    stage.settle()
    stage.program.plans.save_settings(stage.snapshot.id, opened(stage).settings)
    page(stage, "road-map-settings", SettingsPage).basics.people.changed.emit(1)
    stage.settle()
    before = opened(stage).road_map.plan
    again = page(stage, "road-map-again", AgainPage)
    shown = again.shown
    assert shown is not None
    assert shown.moved
    assert shown.removed
    assert opened(stage).road_map.plan == before
    declined = next(m for m in shown.moved if m.before is not None)
    again.moved.boxes[declined.action.id].click()
    stage.settle()
    gone = shown.removed[0]
    again.gone.boxes[gone.id].click()
    stage.settle()
    again.take.click()
    stage.settle()
    assert stage.window.current == "road-map"
    after = opened(stage)
    places = {a.id: a for a in after.road_map.plan.actions}
    assert places[declined.action.id].start == declined.before
    assert places[first.id].start == first.start.plus(1)
    own = [a for a in after.road_map.plan.actions if a.action.own]
    assert [a.start for a in own] == [gone.start]
    # One step takes all of it back.
    stage.desk.undo()
    stage.settle()
    assert opened(stage).road_map.plan == before


def test_own_actions_are_added_changed_and_removed(stage: Stage) -> None:
    form = sheet(stage, "")
    form.new.button.click()
    assert "Write what is going to be done." in texts(form.new)
    QTest.keyClicks(form.new.name, "Open data table")
    item = stage.snapshot.items[1].id
    form.new.fields.what.show_value(("item", item))
    form.new.effort.setText("2,5")
    form.new.button.click()
    stage.settle()
    made = next(a for a in opened(stage).road_map.plan.actions if a.action.own)
    assert (made.action.item, float(made.action.effort)) == (item, 2.5)
    assert form.action == made.id
    assert form.raises.isVisible()
    form.raises.fields.what.show_value(None)
    form.raises.fields.what.chosen.emit(None)
    stage.settle()
    made = next(a for a in opened(stage).road_map.plan.actions if a.action.own)
    assert made.action.item is None
    form.out.forget.click()
    stage.settle()
    assert not [a for a in opened(stage).road_map.plan.actions if a.action.own]
    assert stage.window.current == "road-map"


def test_without_answers_it_says_what_comes_first(
    program: Program, stage_of: Callable[..., Stage]
) -> None:
    begin(program)
    stage = stage_of(program, language="en")
    stage.open()
    road_map = page(stage, "road-map", RoadMapPage)
    assert "There is no road map yet" in texts(road_map)
    assert not road_map.plan.isVisible()
    assert not road_map.report.isEnabled()
