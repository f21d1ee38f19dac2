"""Answering one question a page: saved at once, durable when it says so, undone, found again."""

from __future__ import annotations

from collections.abc import Callable
from typing import cast

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from tests.gui.conftest import Stage, begin, texts
from topp_desktop.domain.assessment import Response
from topp_desktop.domain.errors import EnvironmentFault
from topp_desktop.services.measurement.answer import Saved
from topp_desktop.services.program import Program
from topp_desktop.ui.pages.check_answers import CheckAnswersPage
from topp_desktop.ui.pages.question.page import QuestionPage
from topp_desktop.ui.pages.task_list.page import TaskListPage
from topp_desktop.ui.parts.question_order import Ask

SHORT = 16


def question(stage: Stage) -> QuestionPage:
    return cast(QuestionPage, stage.window.page("question"))


def type_text(widget: QWidget, text: str) -> None:
    """Key events with any letter; the usual helper aborts on "ñ"."""
    for letter in text:
        for kind in (QKeyEvent.Type.KeyPress, QKeyEvent.Type.KeyRelease):
            event = QKeyEvent(kind, 0, Qt.KeyboardModifier.NoModifier, letter)
            QApplication.sendEvent(widget, event)


@pytest.fixture
def stage(program: Program, stage_of: Callable[..., Stage]) -> Stage:
    begin(program)
    made = stage_of(program)
    made.open()
    made.window.show_page("question")
    return made


def press(key: Qt.Key) -> None:
    focused = QApplication.focusWidget()
    assert focused is not None
    QTest.keyClick(focused, key)


def test_a_click_is_in_the_snapshot_at_once_and_on_the_disk_when_it_says_so(
    stage: Stage, qtbot: QtBot
) -> None:
    item = stage.snapshot.items[0].id
    with qtbot.waitSignal(stage.desk.saved) as told:
        question(stage).answer.press("3")
        assert stage.snapshot.response(item).answer == 3
    found = stage.stored(item)
    assert found is not None
    assert found.answer == 3
    assert told.args is not None
    assert stage.desk.words.time(told.args[0]) == "14:02"


def test_saved_is_never_said_before_the_disk_has_it(stage: Stage) -> None:
    said: list[object] = []
    stage.desk.saved.connect(said.append)
    question(stage).answer.press("1")
    assert said == []
    stage.settle()
    assert len(said) == 1


def test_the_short_form_by_keyboard_alone(stage: Stage) -> None:
    for number in range(SHORT):
        press(Qt.Key(Qt.Key.Key_0 + number % 5))
        press(Qt.Key.Key_Return)
    stage.settle()
    assert stage.window.current == "check"
    answers = [stage.snapshot.response(i.id).answer for i in stage.snapshot.items]
    assert answers == [n % 5 for n in range(SHORT)]
    assert stage.desk.results.answered == SHORT


def test_dont_know_is_not_blank(stage: Stage) -> None:
    item = stage.snapshot.items[0].id
    press(Qt.Key.Key_D)
    assert stage.snapshot.response(item).answer == "DK"
    assert stage.snapshot.is_answered(item)
    press(Qt.Key.Key_2)
    assert stage.snapshot.response(item).answer == 2


def test_not_applicable_asks_for_its_reason_and_keeps_what_was_typed(
    stage: Stage,
) -> None:
    page, item = question(stage), stage.snapshot.items[0].id
    press(Qt.Key.Key_2)
    page.answer.not_applicable.click()
    assert not stage.snapshot.is_answered(item)
    assert page.answer.reason.hasFocus()
    page.go_on.click()
    assert stage.window.current == "question"
    assert page.summary.isVisible()
    assert page.summary.hasFocus()
    assert stage.snapshot.items[0] == page.item
    type_text(page.answer.reason, "La ley no le da competencia: señalización.")
    page.go_on.click()
    stage.settle()
    stored = stage.stored(item)
    assert stored is not None
    assert (stored.answer, stored.reason) == ("NA", "La ley no le da competencia: señalización.")
    assert page.item == stage.snapshot.items[1]
    page.go_back()
    assert page.answer.reason.toPlainText() == stored.reason


def test_not_applicable_without_its_reason_waits_for_it(
    program: Program, stage: Stage, stage_of: Callable[..., Stage]
) -> None:
    item = stage.snapshot.items[0].id
    press(Qt.Key.Key_2)
    press(Qt.Key.Key_N)
    stage.window.show_page("tasks")
    stage.settle()
    tasks = cast(TaskListPage, stage.window.page("tasks"))
    assert tasks.lists["reason"].isVisible()
    assert stage.desk.results.answered == 0
    again = stage_of(program)
    again.open()
    again.window.show_page("tasks")
    cast(TaskListPage, again.window.page("tasks")).lists["reason"].click()
    check = cast(CheckAnswersPage, again.window.page("check"))
    assert [name for name, line in check.rows.items() if line.isVisible()] == [item]
    assert check.rows[item].tag.text() == "Falta el motivo"
    check.rows[item].change.click()
    page = question(again)
    assert page.answer.not_applicable.isChecked()
    assert page.answer.reason.isVisible()
    assert page.answer.reason.toPlainText() == ""
    page.continue_()
    assert page.summary.isVisible()
    again.settle()
    again.desk.undo()
    again.settle()
    assert again.snapshot.response(item).answer == 2
    assert not page.answer.not_applicable.isChecked()


def test_a_reason_that_is_taken_away_is_missing_again(stage: Stage) -> None:
    page, item = question(stage), stage.snapshot.items[0].id
    press(Qt.Key.Key_N)
    type_text(page.answer.reason, "No tiene la función")
    page.answer.flush()
    assert stage.snapshot.response(item).answer == "NA"
    page.answer.reason.setPlainText("")
    page.leave()
    assert not stage.snapshot.is_answered(item)
    assert page.answer.lacks_reason
    page.answer.not_applicable.click()
    stage.settle()
    stored = stage.stored(item)
    assert stored is not None
    assert (stored.answer, stored.reason) == (None, "")


def test_texts_are_saved_when_one_goes_on(stage: Stage) -> None:
    page, item = question(stage), stage.snapshot.items[0].id
    type_text(page.side.note, "Año 2025: informe público.")
    type_text(page.side.missing, "Más personal")
    page.side._reveal()
    type_text(page.side.private, "hablar con Ñata")
    page.side.documents._title.setText("Plan 2030")
    page.continue_()
    stage.settle()
    stored = stage.stored(item)
    assert stored is not None
    assert (stored.note, stored.missing) == ("Año 2025: informe público.", "Más personal")
    assert stored.private_note == "hablar con Ñata"
    assert stored.documents == ("Plan 2030",)
    assert stored.evidence == 2
    assert stored.answer is None


def test_a_pause_in_writing_saves(stage: Stage, qtbot: QtBot) -> None:
    page, item = question(stage), stage.snapshot.items[0].id
    with qtbot.waitSignal(stage.desk.saved, timeout=5000):
        type_text(page.side.note, "en curso")
    assert stage.stored(item) is not None


def test_closing_hands_over_what_was_typed_and_waits_for_the_disk(stage: Stage) -> None:
    page, item = question(stage), stage.snapshot.items[0].id
    type_text(page.side.note, "antes de cerrar")
    stage.window.close()
    assert stage.window.isVisible()
    stage.settle()
    assert not stage.window.isVisible()
    stored = stage.stored(item)
    assert stored is not None
    assert stored.note == "antes de cerrar"


def test_sixty_steps_back_and_forth(stage: Stage) -> None:
    page = question(stage)
    item = stage.snapshot.items[0].id
    levels = [n % 5 for n in range(60)]
    for level in levels:
        page.answer.press(str(level))
    for _ in levels:
        assert stage.desk.can_undo
        stage.desk.undo()
        stage.settle()
    assert stage.snapshot.response(item).answer is None
    assert not stage.desk.can_undo
    for _ in levels:
        stage.desk.redo()
        stage.settle()
    assert not stage.desk.can_redo
    assert stage.snapshot.response(item).answer == levels[-1]
    stored = stage.stored(item)
    assert stored is not None
    assert stored.answer == levels[-1]


def test_undo_shows_the_question_that_changed(stage: Stage) -> None:
    page = question(stage)
    page.answer.press("1")
    page.continue_()
    QTest.keyClick(stage.window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    stage.settle()
    assert page.item == stage.snapshot.items[0]
    assert not stage.snapshot.is_answered(stage.snapshot.items[0].id)
    assert "Deshecho: Respuesta guardada" in texts(stage.window.header)


def test_undo_reaches_back_before_the_program_was_closed(
    program: Program, stage: Stage, stage_of: Callable[..., Stage]
) -> None:
    question(stage).answer.press("3")
    stage.settle()
    again = stage_of(program)
    again.open()
    assert again.desk.can_undo
    again.desk.undo()
    again.settle()
    assert not again.snapshot.is_answered(again.snapshot.items[0].id)


def test_undo_takes_back_what_another_service_changed(stage: Stage, program: Program) -> None:
    cell = stage.snapshot.items[0].cell
    assert cell is not None
    stage.desk.change(lambda: program.details.set_targets(stage.snapshot.id, {cell: 3.0}))
    stage.settle()
    assert stage.snapshot.assessment.targets[cell] == 3.0
    assert stage.desk.reach.undo == "target"
    stage.desk.undo()
    stage.settle()
    assert cell not in stage.snapshot.assessment.targets


def test_a_refused_change_says_so_and_changes_nothing(stage: Stage, program: Program) -> None:
    faults: list[object] = []
    before = stage.snapshot.assessment
    stage.desk.change(
        lambda: program.team.rename(stage.snapshot.id, "nobody", "x"), failed=faults.append
    )
    stage.settle()
    assert [getattr(fault, "code", None) for fault in faults] == ["unknown-respondent"]
    assert stage.snapshot.assessment == before


def test_answering_for_somebody_else_shows_their_answers(
    stage: Stage, program: Program, stage_of: Callable[..., Stage]
) -> None:
    question(stage).answer.press("3")
    stage.settle()
    item, me = stage.snapshot.items[0].id, stage.snapshot.respondent
    stage.desk.change(lambda: program.team.add(stage.snapshot.id, "technical"))
    stage.settle()
    other = stage.snapshot.assessment.respondents[1].id
    stage.desk.answer_as(other)
    stage.settle()
    assert stage.snapshot.respondent == other
    assert not stage.snapshot.is_answered(item)
    again = stage_of(program)
    again.open()
    assert again.snapshot.respondent == other
    again.desk.answer_as(me)
    assert again.snapshot.response(item).answer == 3


def test_relaunch_shows_the_same_question(
    program: Program, stage: Stage, stage_of: Callable[..., Stage]
) -> None:
    item = stage.snapshot.items[5].id
    stage.desk.navigate("question", Ask(item))
    question(stage).answer.press("4")
    stage.settle()
    again = stage_of(program)
    again.open()
    assert again.window.current == "question"
    page = question(again)
    assert page.item is not None
    assert page.item.id == item
    assert page.answer.levels[4].isChecked()


def test_change_returns_to_the_answers(stage: Stage) -> None:
    stage.desk.navigate("check")
    check = cast(CheckAnswersPage, stage.window.page("check"))
    item = stage.snapshot.items[3].id
    check.rows[item].change.click()
    assert stage.window.current == "question"
    question(stage).answer.press("1")
    question(stage).continue_()
    assert stage.window.current == "check"
    assert check.rows[item].change.hasFocus()
    assert "1" in check.rows[item].tag.text()


def test_a_refused_write_is_told_and_taken_back(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    item = stage.snapshot.items[0].id
    said: list[object] = []
    stage.desk.saved.connect(said.append)

    def full(assessment: str, response: Response, *, before: Response) -> Saved:
        raise EnvironmentFault("store-write-failed", path="x")

    monkeypatch.setattr(stage.program.answers, "record", full)
    question(stage).answer.press("4")
    assert stage.snapshot.response(item).answer == 4
    stage.settle()
    assert stage.snapshot.response(item).answer is None
    assert stage.window.errors.isVisible()
    assert said == []
    assert not any(level.isChecked() for level in question(stage).answer.levels)


@pytest.mark.parametrize("code", ["store-write-failed", "store-busy", "store-gone"])
def test_after_a_refused_write_keys_go_on_and_the_message_goes_with_the_next_good_save(
    code: str, stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    item = stage.snapshot.items[0].id
    page, record = question(stage), stage.program.answers.record

    def fault(assessment: str, response: Response, *, before: Response) -> Saved:
        raise EnvironmentFault(code, path="x")

    def press(key: Qt.Key) -> None:
        focused = stage.window.focusWidget()
        assert focused is not None
        QTest.keyClick(focused, key)
        stage.settle()

    monkeypatch.setattr(stage.program.answers, "record", fault)
    press(Qt.Key.Key_4)
    assert stage.window.errors.isVisible()
    assert page.isAncestorOf(stage.window.focusWidget())
    press(Qt.Key.Key_3)
    assert stage.window.errors.isVisible()
    monkeypatch.setattr(stage.program.answers, "record", record)
    press(Qt.Key.Key_2)
    assert not stage.window.errors.isVisible()
    stored = stage.stored(item)
    assert stored is not None
    assert stored.answer == 2
    press(Qt.Key.Key_Return)
    assert page.item != stage.snapshot.items[0]


def test_the_full_form_keeps_what_was_answered(stage: Stage) -> None:
    first = stage.snapshot.items[0].id
    question(stage).answer.press("3")
    stage.desk.change_form("full")
    stage.settle()
    assert len(stage.snapshot.items) == 84
    assert stage.snapshot.response(first).answer == 3


def test_what_is_changed_is_changed_in_the_name_of_who_answers(
    program: Program, stage: Stage
) -> None:
    stage.desk.change(lambda: program.team.add(stage.snapshot.id, "technical"))
    stage.settle()
    step = program.audit.steps(stage.snapshot.id, 1)[0]
    assert (step.action, step.respondent) == ("respondent-added", stage.snapshot.respondent)
