"""Editing forty actions in the window, half by keyboard and half by mouse, loses nothing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.gui.conftest import Stage, begin
from tests.gui.plan_hands import drag, opened, page, sheet, spot
from topp_desktop.domain.assessment import Response
from topp_desktop.domain.roadmap import PlanEdits, Semester
from topp_desktop.services.program import Program
from topp_desktop.ui.pages.road_map.again import AgainPage
from topp_desktop.ui.pages.road_map.board_view import BOARD, TIMELINE
from topp_desktop.ui.pages.road_map.entries import LineEntry
from topp_desktop.ui.pages.road_map.page import RoadMapPage

ACTIONS = 40
UNDONE = 50
CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def stage(program: Program, stage_of: Callable[..., Stage]) -> Stage:
    made = begin(program, form="full", answered=84)
    instrument, stored = program.assessments.open(made)
    me = stored.assessment.respondents[0].id
    for n, item in enumerate(instrument.form("full").items):
        program.answers.record(made, Response(me, item, n % 3))
    stage = stage_of(program)
    stage.open()
    return stage


@dataclass
class Hands:
    """Does what a person does, and remembers what has to be there afterwards."""

    stage: Stage
    wanted: dict[str, dict[str, Any]] = field(default_factory=dict)

    @property
    def road_map(self) -> RoadMapPage:
        if self.stage.window.current != "road-map":
            return page(self.stage, "road-map", RoadMapPage)
        found = self.stage.window.page("road-map")
        assert isinstance(found, RoadMapPage)
        return found

    def view(self, name: str) -> None:
        road_map = self.road_map
        road_map.view.show_value(name)
        road_map.view.chosen.emit(name)
        self.stage.settle()

    def want(self, action: str, **said: Any) -> None:
        self.wanted.setdefault(action, {}).update(said)

    def move_by_keyboard(self, action: str, start: Semester) -> None:
        road_map = self.road_map
        spot(road_map, action).setFocus()
        here = QApplication.focusWidget()
        assert here is not None
        QTest.keyClick(here, Qt.Key.Key_Right, CTRL)
        self.stage.settle()
        self.want(action, start=start.plus(1))

    def move_by_mouse(self, action: str, to: Semester) -> None:
        road_map = self.road_map
        if road_map.view.value != BOARD:
            self.view(BOARD)
        zone = road_map.plan.board.zone_of(to)
        assert zone is not None
        drag(spot(road_map, action), QPoint(int(zone.x + 30), int(zone.y + 40)))
        self.stage.settle()
        self.want(action, start=to)

    def pull_on_the_timeline(self, action: str, start: Semester) -> None:
        road_map = self.road_map
        width = road_map.plan.timeline.zones[0].width
        bar, held = spot(road_map, action), QPoint(8, 8)
        drag(bar, QPoint(round(bar.x() + 8 + width), bar.y() + 8), grab=held)
        self.stage.settle()
        self.want(action, start=start.plus(1))

    def lengthen_by_keyboard(self, action: str, duration: int) -> None:
        bar = spot(self.road_map, action)
        bar.setFocus()
        QTest.keyClick(bar, Qt.Key.Key_Right, CTRL | SHIFT)
        self.stage.settle()
        self.want(action, duration=duration + 1)

    def write_in_the_sheet(self, action: str, n: int) -> None:
        shown = sheet(self.stage, action)
        for name, text in (("title", f"Accion {n}"), ("owner_unit", f"Unidad {n}")):
            entry = shown.cards.entries[name]
            assert isinstance(entry, LineEntry)
            entry.field.setFocus()
            entry.field.selectAll()
            QTest.keyClicks(entry.field, text)
            QTest.keyClick(entry.field, Qt.Key.Key_Return)
            self.stage.settle()
            self.want(action, **{name: text})


def assert_all_there(edits: PlanEdits, wanted: dict[str, dict[str, Any]]) -> None:
    for action, said in wanted.items():
        for name, value in said.items():
            assert getattr(edits.actions[action], name) == value, (action, name)


def test_forty_edited_actions_survive_computing_again_and_fifty_steps_back(stage: Stage) -> None:
    plan = opened(stage).road_map.plan
    assert len(plan.actions) >= ACTIONS
    placed = [a for a in plan.scheduled if a.start is not None and a.start < plan.semesters[-2]]
    rest = [a for a in plan.actions if a not in placed]
    chosen = [*placed, *rest][:ACTIONS]
    assert len(placed) >= 30
    hands = Hands(stage)

    hands.view(BOARD)
    for planned in chosen[:10]:
        assert planned.start is not None
        hands.move_by_keyboard(planned.id, planned.start)
    for n, planned in enumerate(chosen[10:20]):
        elsewhere = [s for s in plan.semesters if s != planned.start]
        hands.move_by_mouse(planned.id, elsewhere[(n + 4) % 9])
    hands.view(TIMELINE)
    for planned in chosen[20:25]:
        assert planned.start is not None
        hands.pull_on_the_timeline(planned.id, planned.start)
    for planned in chosen[25:30]:
        hands.lengthen_by_keyboard(planned.id, planned.action.duration)
    for n, planned in enumerate(chosen[30:40]):
        hands.write_in_the_sheet(planned.id, n)
    assert len(hands.wanted) == ACTIONS
    assert_all_there(opened(stage).edits, hands.wanted)

    # Other answers and other settings; then the plan is computed again and taken.
    stage.desk.record(Response(stage.snapshot.respondent, stage.snapshot.items[5].id, 4))
    stage.settle()
    again = page(stage, "road-map-again", AgainPage)
    assert again.shown is not None
    assert not again.shown.nothing
    again.take.click()
    stage.settle()
    after = opened(stage)
    assert_all_there(after.edits, hands.wanted)
    there = {a.id: a for a in after.road_map.plan.actions}
    for action, said in hands.wanted.items():
        if action not in there:
            assert action in after.road_map.resting
        elif "start" in said:
            assert there[action].start == said["start"]

    # Fifty steps back and forth again, each with the keys that the window has for it.
    end = opened(stage)
    for _ in range(UNDONE):
        assert stage.desk.can_undo
        QTest.keyClick(stage.window, Qt.Key.Key_Z, CTRL)
        stage.settle()
    assert not [a for a in opened(stage).edits.actions.values() if a.start and a.duration]
    assert len(opened(stage).edits.actions) < ACTIONS
    for _ in range(UNDONE):
        assert stage.desk.can_redo
        QTest.keyClick(stage.window, Qt.Key.Key_Y, CTRL)
        stage.settle()
    assert opened(stage).edits == end.edits
    assert opened(stage).road_map.plan == end.road_map.plan
