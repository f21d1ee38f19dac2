"""Milestones in the window: from actions in one go, changed in place, taken back."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit

from tests.gui.conftest import Stage, begin, page_of
from topp_desktop.domain.roadmap import Milestone, Semester
from topp_desktop.services.program import Program
from topp_desktop.ui.pages.road_map.milestones.page import MilestonesPage
from topp_desktop.ui.pages.road_map.milestones.table import ACTIVITY, RESULT, START


@pytest.fixture
def stage(planned: Stage) -> Stage:
    return planned


def shown(stage: Stage) -> MilestonesPage:
    return page_of(stage, "milestones", MilestonesPage)


def stored(stage: Stage) -> dict[str, Milestone]:
    opened = stage.program.road_maps.edit.open(stage.snapshot.id)
    return dict(opened.edits.milestones)


def write(page: MilestonesPage, text: str) -> None:
    """Types into the current cell and finishes with Enter."""
    QTest.keyClick(page.table, Qt.Key.Key_Return)
    editor = page.table.findChild(QLineEdit)
    assert editor is not None
    editor.setText(text)
    QTest.keyClick(editor, Qt.Key.Key_Return)


def place(page: MilestonesPage, text: str, column: int) -> None:
    for y in range(page.table.rowCount()):
        for x in range(page.table.columnCount()):
            cell = page.table.item(y, x)
            if cell is not None and cell.text() == text:
                page.table.setCurrentCell(y, column)
                return
    raise AssertionError(text)


def two_results(stage: Stage) -> None:
    stage.program.road_maps.milestones.add(
        stage.snapshot.id,
        "Inventario",
        [("Primera versión", Semester(2026, 2)), ("Publicado", Semester(2027, 1))],
        combo="Datos",
    )
    stage.desk.reload()
    stage.settle()


def test_milestones_are_made_of_actions_by_keyboard_and_taken_back_at_once(
    stage: Stage,
) -> None:
    page = shown(stage)
    QTest.keyClick(page.make, Qt.Key.Key_Return)
    ticks = page.from_actions.table
    assert ticks.isVisible()
    assert not page.from_actions.make.isEnabled()
    QTest.keyClick(ticks, Qt.Key.Key_Space)
    QTest.keyClick(ticks, Qt.Key.Key_Down)
    QTest.keyClick(ticks, Qt.Key.Key_Space)
    planned = page.plan.road_map.plan.scheduled[:2]
    assert ticks.keys == [p.id for p in planned]
    QTest.keyClick(page.from_actions.make, Qt.Key.Key_Return)
    stage.settle()
    made = stored(stage)
    assert {m.action: m.start for m in made.values()} == {p.id: p.start for p in planned}
    assert all(m.combo for m in made.values())
    assert page.table.isVisible()
    assert page.table.rowCount() >= 3
    stage.desk.undo()
    stage.settle()
    assert stored(stage) == {}
    assert not page.table.isVisible()


def test_cells_are_written_in_place(stage: Stage) -> None:
    two_results(stage)
    page = shown(stage)
    place(page, "Publicado", RESULT)
    write(page, "Publicado en el portal")
    stage.settle()
    place(page, "Publicado en el portal", START)
    write(page, "Semestre II - 2027")
    stage.settle()
    place(page, "Inventario", ACTIVITY)
    write(page, "Inventario de datos")
    stage.settle()
    place(page, "Datos", ACTIVITY)
    write(page, "Datos abiertos")
    stage.settle()
    found = sorted((m.combo, m.activity, m.result, str(m.start)) for m in stored(stage).values())
    assert found == [
        ("Datos abiertos", "Inventario de datos", "Primera versión", "2026-2"),
        ("Datos abiertos", "Inventario de datos", "Publicado en el portal", "2027-2"),
    ]
    for _ in range(4):
        stage.desk.undo()
        stage.settle()
    assert {m.result for m in stored(stage).values()} == {"Primera versión", "Publicado"}
    assert {m.combo for m in stored(stage).values()} == {"Datos"}


def test_what_is_no_semester_is_said_and_changes_nothing(stage: Stage) -> None:
    two_results(stage)
    page, before = shown(stage), stored(stage)
    place(page, "Primera versión", START)
    write(page, "mañana")
    stage.settle()
    assert page.wrong.isVisible()
    assert "mañana" in page.wrong.text.text()
    assert stored(stage) == before
    cell = page.table.item(page.table.currentRow(), START)
    assert cell is not None
    assert cell.text() == "II-2026"


def test_the_chosen_are_grouped_marked_and_removed(stage: Stage) -> None:
    two_results(stage)
    page = shown(stage)
    place(page, "Primera versión", RESULT)
    assert [m.result for m in page._milestones()] == ["Primera versión"]
    page.chosen.theme.setText("Gobierno abierto")
    QTest.keyClick(page.chosen.group, Qt.Key.Key_Return)
    stage.settle()
    assert {m.combo for m in stored(stage).values()} == {"Datos", "Gobierno abierto"}
    page.chosen.state.chosen.emit("validated")
    stage.settle()
    state: dict[str, Any] = {m.result: m.state for m in stored(stage).values()}
    assert state == {"Primera versión": "validated", "Publicado": "draft"}
    place(page, "Primera versión", START)
    write(page, "2028-1")
    stage.settle()
    assert all(m.state == "draft" for m in stored(stage).values())
    QTest.keyClick(page.table, Qt.Key.Key_Delete)
    stage.settle()
    assert {m.result for m in stored(stage).values()} == {"Publicado"}
    stage.desk.undo()
    stage.settle()
    assert len(stored(stage)) == 2


def test_what_is_being_written_survives_news_from_elsewhere(stage: Stage) -> None:
    two_results(stage)
    page = shown(stage)
    place(page, "Publicado", RESULT)
    QTest.keyClick(page.table, Qt.Key.Key_Return)
    editor = page.table.findChild(QLineEdit)
    assert editor is not None
    editor.setText("Publicado en el portal")
    stage.program.road_maps.milestones.add(stage.snapshot.id, "Otra", [("Más", None)])
    stage.desk.reload()
    stage.settle()
    assert page.table.findChild(QLineEdit) is editor
    QTest.keyClick(editor, Qt.Key.Key_Return)
    stage.settle()
    assert "Publicado en el portal" in {m.result for m in stored(stage).values()}
    assert page.table.findItems("Más", Qt.MatchFlag.MatchExactly)


def test_another_result_of_an_activity_is_ready_to_be_written(stage: Stage) -> None:
    two_results(stage)
    page = shown(stage)
    place(page, "Publicado", RESULT)
    QTest.keyClick(page.chosen.more, Qt.Key.Key_Return)
    stage.settle()
    assert page.table.findChild(QLineEdit) is not None
    made = [m for m in stored(stage).values() if not m.result]
    assert [(m.activity, m.combo, m.start) for m in made] == [
        ("Inventario", "Datos", Semester(2027, 2))
    ]


def test_the_page_says_where_plans_come_from_when_there_is_none(
    program: Program, stage_of: Callable[..., Stage]
) -> None:
    begin(program)
    stage = stage_of(program)
    stage.open()
    page = shown(stage)
    assert not page.make.isVisible()
    assert page._empty.isVisible()
