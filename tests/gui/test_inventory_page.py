"""How far the lines of action are: filled by keyboard, saved line by line, undone step by step."""

from __future__ import annotations

from collections.abc import Callable
from typing import cast

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.gui.conftest import Stage, begin
from topp_desktop.bootstrap import compose
from topp_desktop.domain.assessment import LINE_STATES, LineStatus
from topp_desktop.domain.instrument.lines import lines_of
from topp_desktop.services.program import Program
from topp_desktop.ui.pages.inventory.page import InventoryPage
from topp_desktop.ui.pages.inventory.row import LineRow
from topp_desktop.ui.pages.results.page import ResultsPage
from topp_desktop.ui.pages.task_list.page import TaskListPage

LINES = 89


@pytest.fixture
def stage(program: Program, stage_of: Callable[..., Stage]) -> Stage:
    begin(program, answered=2)
    made = stage_of(program)
    made.open()
    made.window.show_page("tasks")
    cast(TaskListPage, made.window.page("tasks")).lines.click()
    made.settle()
    return made


def page_of(stage: Stage) -> InventoryPage:
    return cast(InventoryPage, stage.window.page("inventory"))


def press(key: Qt.Key) -> None:
    focused = QApplication.focusWidget()
    assert focused is not None
    QTest.keyClick(focused, key)


def here() -> str:
    focused = QApplication.focusWidget()
    assert isinstance(focused, LineRow)
    return focused.line


def stored(stage: Stage) -> dict[str, LineStatus]:
    fresh = compose(stage.program.places.data)
    found = fresh.assessments.open(stage.snapshot.id)[1].assessment.lines
    fresh.close()
    return dict(found)


def test_all_lines_by_keyboard_alone(stage: Stage) -> None:
    lines = lines_of(stage.snapshot.instrument)
    assert len(lines) == LINES
    for number, line in enumerate(lines):
        assert here() == line
        press(Qt.Key(Qt.Key.Key_0 + number % 4))
    stage.settle()
    assert stored(stage) == {
        line: LineStatus(LINE_STATES[number % 4]) for number, line in enumerate(lines)
    }
    tasks = cast(TaskListPage, stage.window.page("tasks"))
    stage.window.show_page("tasks")
    assert "89 de 89" in tasks._lines_said.text()


def test_the_results_lead_there(stage: Stage) -> None:
    press(Qt.Key.Key_2)
    stage.settle()
    stage.window.show_page("results")
    results = cast(ResultsPage, stage.window.page("results"))
    link = results._made.lines
    assert "1 de 89" in link.text()
    link.click()
    assert stage.window.current == "inventory"


def test_a_year_and_taking_back(stage: Stage) -> None:
    page = page_of(stage)
    press(Qt.Key.Key_2)
    press(Qt.Key.Key_Up)
    press(Qt.Key.Key_A)
    year = page._rows["1.1.1"].year
    assert year.hasFocus()
    QTest.keyClicks(year, "2024")
    press(Qt.Key.Key_Return)
    stage.settle()
    assert here() == "1.1.2"
    assert stored(stage) == {"1.1.1": LineStatus("under-way", 2024)}
    press(Qt.Key.Key_Up)
    press(Qt.Key.Key_3)
    stage.settle()
    assert stored(stage)["1.1.1"] == LineStatus("done", 2024)
    press(Qt.Key.Key_Up)
    press(Qt.Key.Key_1)
    stage.settle()
    assert stored(stage)["1.1.1"] == LineStatus("planned"), "another year is meant"
    press(Qt.Key.Key_Up)
    press(Qt.Key.Key_Delete)
    stage.settle()
    assert stored(stage) == {}


def test_the_rest_of_an_objective_is_one_step(stage: Stage) -> None:
    page = page_of(stage)
    press(Qt.Key.Key_3)
    stage.settle()
    page._rest["1.1"].click()
    stage.settle()
    of_objective = stage.snapshot.instrument.objectives["1.1"].lines
    assert {line: s.state for line, s in stored(stage).items()} == {
        line: "done" if line == "1.1.1" else "none" for line in of_objective
    }
    stage.desk.undo()
    stage.settle()
    assert set(stored(stage)) == {"1.1.1"}


def test_the_mouse_and_another_area(stage: Stage) -> None:
    page = page_of(stage)
    page.areas.button("3").click()
    assert next(iter(page._rows)) == "3.1.1"
    row = page._rows["3.1.1"]
    row.states.buttons()[1].click()
    stage.settle()
    assert stored(stage) == {"3.1.1": LineStatus("planned")}
    assert row.year.isVisible()
    row.year.setText("2027")
    stage.window.show_page("tasks")
    stage.settle()
    assert stored(stage) == {"3.1.1": LineStatus("planned", 2027)}
