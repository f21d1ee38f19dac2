"""Keying paper answers in: every key into the real store, nothing wrong gets in."""

from __future__ import annotations

from collections.abc import Callable
from typing import cast

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.gui.conftest import Stage, begin
from topp_desktop.bootstrap import compose
from topp_desktop.domain.assessment import Response
from topp_desktop.services.program import Program
from topp_desktop.ui.pages.entry.keys import Column
from topp_desktop.ui.pages.entry.page import ACROSS, EntryGridPage

FULL = 84


@pytest.fixture
def stage(program: Program, stage_of: Callable[..., Stage]) -> Stage:
    begin(program, form="full")
    made = stage_of(program)
    made.open()
    made.window.show_page("entry-grid")
    return made


@pytest.fixture
def beeps(monkeypatch: pytest.MonkeyPatch) -> list[bool]:
    heard: list[bool] = []
    monkeypatch.setattr(QApplication, "beep", lambda: heard.append(True))
    return heard


def grid(stage: Stage) -> EntryGridPage:
    return cast(EntryGridPage, stage.window.page("entry-grid"))


def key(text: str) -> None:
    """One key with a sign, wherever the focus is."""
    focused = QApplication.focusWidget()
    assert focused is not None
    for kind in (QKeyEvent.Type.KeyPress, QKeyEvent.Type.KeyRelease):
        code = ord(text.upper()) if text.isascii() else 0
        QApplication.sendEvent(focused, QKeyEvent(kind, code, Qt.KeyboardModifier.NoModifier, text))


def press(code: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    focused = QApplication.focusWidget()
    assert focused is not None
    QTest.keyClick(focused, code, modifier)


def stored(stage: Stage) -> dict[tuple[str, str], Response]:
    """What a fresh reader finds on the disk, by respondent and item."""
    fresh = compose(stage.program.places.data)
    _, found = fresh.assessments.open(stage.snapshot.id)
    fresh.close()
    return {(r.respondent, r.item): r for r in found.assessment.responses}


def marked_wrong(page: EntryGridPage) -> bool:
    return page.table.cells.wrong is not None


def answer(stage: Stage, row: int) -> object:
    return grid(stage).table.entries.response(row).answer


def test_a_whole_full_form_with_one_key_for_each_answer(stage: Stage, beeps: list[bool]) -> None:
    assert grid(stage).table.hasFocus()
    keys = "01234d"
    said: list[object] = []
    stage.desk.saved.connect(said.append)
    for number in range(FULL):
        key(keys[number % len(keys)])
    assert said == []
    stage.settle()
    assert said
    items = stage.snapshot.items
    me, found = stage.snapshot.respondent, stored(stage)
    expected = [0, 1, 2, 3, 4, "DK"]
    assert [found[me, item.id].answer for item in items] == [expected[n % 6] for n in range(FULL)]
    assert len(found) == FULL
    assert not beeps
    assert "84" in grid(stage)._left.text()
    assert grid(stage).told.text() == stage.desk.words.gettext("That was the last question.")


def test_rows_are_numbered_as_on_paper(stage: Stage) -> None:
    entries = grid(stage).table.entries
    assert [entries.said(row, Column.NUMBER) for row in range(FULL)] == [
        str(n) for n in range(1, FULL + 1)
    ]
    stage.window.show_page("tasks")
    stage.desk.change_form("short")
    stage.settle()
    stage.window.show_page("entry-grid")
    numbers = stage.snapshot.instrument.numbers
    assert [entries.said(row, Column.NUMBER) for row in range(entries.rowCount())] == [
        str(numbers[item.id]) for item in stage.snapshot.items
    ]


def test_wrong_keys_are_refused_aloud_and_change_nothing(stage: Stage, beeps: list[bool]) -> None:
    page = grid(stage)
    for wrong in ("5", "9", "x", "b", " "):
        key(wrong)
    assert len(beeps) == 5
    assert page.told.property("tone") == "trouble"
    assert page.table.place == (0, Column.ANSWER)
    assert marked_wrong(page)
    stage.settle()
    assert stored(stage) == {}
    key("3")
    assert not marked_wrong(page)
    assert page.told.property("tone") == "muted"


def test_not_applicable_asks_its_reason_in_the_row(stage: Stage, beeps: list[bool]) -> None:
    page = grid(stage)
    key("n")
    editor = page.table.cells.editor
    assert editor is not None
    assert editor.hasFocus()
    assert answer(stage, 0) is None
    for letter in "Sin competencia según la ley":
        key(letter)
    press(Qt.Key.Key_Return)
    assert page.table.place == (1, Column.ANSWER)
    key("4")
    stage.settle()
    me, items, found = stage.snapshot.respondent, stage.snapshot.items, stored(stage)
    first = found[me, items[0].id]
    assert (first.answer, first.reason) == ("NA", "Sin competencia según la ley")
    assert found[me, items[1].id].answer == 4
    assert not beeps


def test_without_a_reason_the_answer_stays_as_it_was(stage: Stage, beeps: list[bool]) -> None:
    page = grid(stage)
    key("2")
    press(Qt.Key.Key_Up)
    key("n")
    press(Qt.Key.Key_Escape)
    assert answer(stage, 0) == 2
    assert page.table.place == (0, Column.ANSWER)
    assert page.table.hasFocus()
    assert beeps
    key("n")
    press(Qt.Key.Key_Return)
    assert answer(stage, 0) == 2
    assert page.table.entries.wish == -1


def test_going_back_and_correcting(stage: Stage) -> None:
    page = grid(stage)
    for sign in "123":
        key(sign)
    press(Qt.Key.Key_Backspace)
    assert page.table.place == (2, Column.ANSWER)
    press(Qt.Key.Key_Backspace)
    assert answer(stage, 2) is None
    press(Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    key("4")
    assert [answer(stage, row) for row in range(3)] == [1, 4, None]
    assert page.table.place == (2, Column.ANSWER)
    stage.desk.undo()
    stage.settle()
    assert answer(stage, 1) == 2


def test_document_and_how_sure_after_each_answer(stage: Stage, beeps: list[bool]) -> None:
    page = grid(stage)
    page.order.chosen.emit(ACROSS)
    for sign in "32a40md132":
        key(sign)
    stage.settle()
    me, items, found = stage.snapshot.respondent, stage.snapshot.items, stored(stage)
    rows = [found[me, items[n].id] for n in range(4)]
    assert [(r.answer, r.evidence, r.confidence) for r in rows] == [
        (3, 2, "A"),
        (4, 0, "M"),
        ("DK", None, None),
        (1, 3, "M"),
    ]
    assert page.table.place == (4, Column.ANSWER)
    assert not beeps


def test_tab_and_arrows_reach_every_cell_and_leave_the_table(stage: Stage) -> None:
    page = grid(stage)
    seen = []
    for _ in range(6):
        seen.append(page.table.place)
        press(Qt.Key.Key_Tab)
    columns = [Column.ANSWER, Column.GRADE, Column.SURE, Column.NOTE, Column.REASON]
    assert seen == [*((0, c) for c in columns), (1, Column.ANSWER)]
    press(Qt.Key.Key_Backtab, Qt.KeyboardModifier.ShiftModifier)
    press(Qt.Key.Key_Left)
    press(Qt.Key.Key_Home)
    assert page.table.place == (0, Column.ANSWER)
    press(Qt.Key.Key_End)
    assert page.table.place == (FULL - 1, Column.ANSWER)
    press(Qt.Key.Key_Escape)
    assert not page.table.hasFocus()


def test_a_justification_is_written_in_its_cell_and_saved_when_one_leaves(stage: Stage) -> None:
    page = grid(stage)
    page.table.go_to(0, Column.NOTE)
    for letter in "Año 2025":
        key(letter)
    stage.window.show_page("tasks")
    stage.settle()
    me, item = stage.snapshot.respondent, stage.snapshot.items[0].id
    assert stored(stage)[me, item].note == "Año 2025"


def test_a_text_of_several_lines_stays_when_it_is_only_looked_at(
    program: Program, stage_of: Callable[..., Stage]
) -> None:
    made = begin(program)
    instrument, found = program.assessments.open(made)
    item = instrument.form("short").items[0]
    me = found.assessment.respondents[0].id
    program.answers.record(made, Response(me, item, 2, note="uno\ndos"))
    stage = stage_of(program)
    stage.open()
    stage.window.show_page("entry-grid")
    grid(stage).table.go_to(0, Column.NOTE)
    press(Qt.Key.Key_F2)
    assert grid(stage).table.cells.editor is not None
    press(Qt.Key.Key_Return)
    stage.settle()
    assert stored(stage)[me, item].note == "uno\ndos"


def test_several_people_hand_in_their_papers(stage: Stage) -> None:
    page = grid(stage)
    me = stage.snapshot.respondent
    key("1")
    page.add_person("authority")
    stage.settle()
    other = stage.snapshot.assessment.respondents[1]
    assert other.role == "authority"
    assert page.table.hasFocus()
    key("4")
    stage.settle()
    first = stage.snapshot.items[0].id
    found = stored(stage)
    assert (found[me, first].answer, found[other.id, first].answer) == (1, 4)
    stage.desk.undo()
    stage.settle()
    found = stored(stage)
    assert found[me, first].answer == 1
    page.person.chosen.emit(me)
    assert answer(stage, 0) == 1


def test_the_table_speaks(stage: Stage) -> None:
    page = grid(stage)
    key("3")
    interface = QAccessible.queryAccessibleInterface(page.table)
    assert interface.role() == QAccessible.Role.Table
    inside = [interface.child(n) for n in range(4 * len(Column))]
    told = [(child.role(), child.text(QAccessible.Text.Name)) for child in inside]
    words, wording = stage.desk.words, stage.desk.wording
    head = words.gettext("Answer given")
    assert (QAccessible.Role.ColumnHeader, head) in told
    code = wording.item_code(stage.snapshot.items[0])
    assert (QAccessible.Role.Cell, f"{code}, {head}: 3 · {wording.level(3)}") in told
    second = wording.item_code(stage.snapshot.items[1])
    assert (QAccessible.Role.Cell, f"{second}, {head}: {words.gettext('empty')}") in told


def test_it_is_reached_from_the_task_list_and_the_forms(stage: Stage) -> None:
    stage.window.show_page("tasks")
    tasks = stage.window.page("tasks")
    menu = tasks.paper.menu()  # type: ignore[attr-defined]
    menu.actions()[-1].trigger()
    assert stage.window.current == "entry-grid"
