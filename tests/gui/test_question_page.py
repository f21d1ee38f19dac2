"""What stands around the levels: documents, zeros of an objective, hard to agree, keys, search."""

from __future__ import annotations

from collections.abc import Callable
from typing import cast

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel

from tests.gui.conftest import Stage, begin, shown
from tests.gui.test_answering import press, type_text
from topp_desktop.domain.assessment import Feedback, Response
from topp_desktop.services.program import Program
from topp_desktop.ui.pages.question.find import FindPage
from topp_desktop.ui.pages.question.keys import question_keys
from topp_desktop.ui.pages.question.page import QuestionPage
from topp_desktop.ui.pages.task_list.page import TaskListPage
from topp_desktop.ui.parts.question_order import Ask


@pytest.fixture
def stage(program: Program, stage_of: Callable[..., Stage]) -> Stage:
    begin(program, form="full")
    made = stage_of(program)
    made.open()
    made.window.show_page("question")
    made.settle()
    return made


def page_of(stage: Stage) -> QuestionPage:
    return cast(QuestionPage, stage.window.page("question"))


def said(stage: Stage, page: str) -> str:
    widgets = shown(stage.window.page(page))
    return "\n".join(w.text() for w in widgets if isinstance(w, QLabel))


def offered(page: QuestionPage) -> list[str]:
    return [line.accessibleName() for line in page.side.documents.picker.rows]


def titles(stage: Stage) -> list[str]:
    institution = stage.snapshot.assessment.institution.id
    return [d.title for d in stage.program.documents.entries(institution)]


# --- documents ---


def test_a_new_title_goes_onto_the_list_and_is_chosen_by_keyboard_elsewhere(stage: Stage) -> None:
    page, first, second = page_of(stage), *(i.id for i in stage.snapshot.items[:2])
    field = page.side.documents._title
    field.setFocus()
    type_text(field, "Plan de la Nación 2032")
    QTest.keyClick(field, Qt.Key.Key_Return)
    stage.settle()
    assert titles(stage) == ["Plan de la Nación 2032"]
    page.continue_()
    stage.settle()
    field.setFocus()
    type_text(field, "nacion")
    assert offered(page) == ["Plan de la Nación 2032", "Agregar «nacion» a la lista"]
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Return)
    stage.settle()
    assert titles(stage) == ["Plan de la Nación 2032"]
    for item in (first, second):
        stored = stage.stored(item)
        assert stored is not None
        assert stored.documents == ("Plan de la Nación 2032",)
        assert stored.evidence == 2
    assert field.text() == ""
    assert offered(page) == []


def test_several_documents_and_removing_the_last_takes_its_grade(stage: Stage) -> None:
    page, item = page_of(stage), stage.snapshot.items[0].id
    for title in ("Plan A", "Plan B", "plan a"):
        page.side.documents._title.setText(title)
        page.side.documents.add_title()
    assert stage.snapshot.response(item).documents == ("Plan A", "Plan B")
    page.side.documents._remove("Plan A")
    page.side.documents._remove("Plan B")
    response = stage.snapshot.response(item)
    assert (response.documents, response.evidence) == ((), None)


def test_the_whole_list_opens_and_leaves_out_what_is_named(stage: Stage) -> None:
    page = page_of(stage)
    institution = stage.snapshot.assessment.institution.id
    for title in ("Plan A", "Plan B"):
        stage.program.documents.add(institution, title)
    page.side.documents.known.load()
    stage.settle()
    page.side.documents.add_document("Plan A")
    page.side.documents.choose.click()
    assert offered(page) == ["Plan B"]
    press(Qt.Key.Key_Escape)
    assert offered(page) == []
    assert page.side.documents._title.hasFocus()


# --- nothing started ---


def test_zeros_of_an_objective_are_one_step_and_keep_answers(stage: Stage) -> None:
    page = page_of(stage)
    items = [i.id for i in stage.snapshot.items if i.objective == "1.1"]
    stage.desk.navigate("question", Ask(items[1]))
    page.answer.press("3")
    stage.settle()
    page.offer_zeros.click()
    assert page.zeros.save.hasFocus()
    proposal = "\n".join(w.text() for w in shown(page.zeros) if isinstance(w, QLabel))
    assert "3 preguntas" in proposal
    assert "3 · Establecida" in proposal
    assert stage.snapshot.response(items[0]).answer is None
    press(Qt.Key.Key_Return)
    stage.settle()
    assert [stage.snapshot.response(i).answer for i in items] == [0, 3, 0, 0]
    assert not page.offer_zeros.isVisible()
    assert "sin iniciar" in stage.told
    stage.desk.undo()
    stage.settle()
    assert [stage.snapshot.response(i).answer for i in items] == [None, 3, None, None]


def test_zeros_from_the_task_list(stage: Stage) -> None:
    stage.window.show_page("tasks")
    tasks = cast(TaskListPage, stage.window.page("tasks"))
    card = tasks._cards["2"]
    card.unfold.click()
    line = next(r for r in card.objectives._rows if r.objective == "2.4")
    line.nothing.click()
    card.objectives.zeros.cancel.click()
    stage.settle()
    assert not any(stage.snapshot.is_answered(i.id) for i in stage.snapshot.items)
    line.nothing.click()
    card.objectives.zeros.save.click()
    stage.settle()
    items = [i.id for i in stage.snapshot.items if i.objective == "2.4"]
    assert [stage.snapshot.response(i).answer for i in items] == [0, 0, 0, 0]
    assert line._figures.text() == "4 de 4"
    line.go.click()
    assert stage.window.current == "question"


# --- marks ---


def test_letters_mark_for_later_and_hard_to_agree(stage: Stage) -> None:
    page, item = page_of(stage), stage.snapshot.items[0].id
    press(Qt.Key.Key_M)
    assert stage.snapshot.response(item).flagged
    press(Qt.Key.Key_A)
    stage.settle()
    assert page.feedback.isVisible()
    assert page.feedback.text.hasFocus()
    type_text(page.feedback.text, "Dos lecturas: año y trimestre")
    page.continue_()
    stage.settle()
    found = stage.snapshot.assessment.feedback
    assert found == {item: Feedback("hard-to-agree", "Dos lecturas: año y trimestre")}
    assert not page.feedback.isVisible()
    page.go_back()
    assert page.feedback.text.toPlainText() == "Dos lecturas: año y trimestre"
    stage.window.show_page("tasks")
    tasks = cast(TaskListPage, stage.window.page("tasks"))
    assert tasks.lists["hard"].isVisible()
    assert tasks.lists["flagged"].isVisible()
    page.go_back()
    stage.window.show_page("question", Ask(item))
    page.answer.hard.click()
    stage.settle()
    assert stage.snapshot.assessment.feedback == {}


def test_the_highest_level_asks_for_no_next_one(stage: Stage) -> None:
    page = page_of(stage)
    assert page.side._missing_card.isVisible()
    page.answer.press("4")
    assert not page.side._missing_card.isVisible()
    page.answer.press("3")
    assert page.side._missing_card.isVisible()


# --- keys ---


def test_a_question_mark_shows_the_keys_and_takes_them_away(stage: Stage) -> None:
    page = page_of(stage)
    focused = QApplication.focusWidget()
    assert focused is not None
    type_text(focused, "?")
    assert page.keys.isVisible()
    assert page.answer.levels[0].hasFocus()
    stage.settle()
    text = said(stage, "question")
    for _, what in question_keys(stage.desk.words):
        assert what in text
    press(Qt.Key.Key_Escape)
    assert not page.keys.isVisible()


def test_arrows_choose_and_turn(stage: Stage) -> None:
    page, items = page_of(stage), stage.snapshot.items
    press(Qt.Key.Key_2)
    press(Qt.Key.Key_Down)
    assert stage.snapshot.response(items[0].id).answer == 3
    press(Qt.Key.Key_Up)
    assert stage.snapshot.response(items[0].id).answer == 2
    press(Qt.Key.Key_Right)
    assert page.item == items[1]
    press(Qt.Key.Key_Left)
    assert page.item == items[0]
    press(Qt.Key.Key_N)
    stage.desk.navigate("question", Ask(items[0].id))
    press(Qt.Key.Key_Tab)
    page.answer.levels[0].setFocus()
    press(Qt.Key.Key_Right)
    assert page.item == items[0], "a reason is missing"


def test_letters_in_a_text_are_letters(stage: Stage) -> None:
    page, item = page_of(stage), stage.snapshot.items[0].id
    page.side.note.setFocus()
    type_text(page.side.note, "dnma 012?")
    page.leave()
    stage.settle()
    assert stage.stored(item) == Response(stage.snapshot.respondent, item, None, note="dnma 012?")
    assert not page.keys.isVisible()


# --- search ---


def test_find_a_question_by_keyboard(stage: Stage) -> None:
    QTest.keyClick(page_of(stage), Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert stage.window.current == "find"
    find = cast(FindPage, stage.window.page("find"))
    assert find.text.hasFocus()
    type_text(find.text, "señales cambio")
    find.search()
    texts = [line.accessibleName() for line in find.results]
    assert texts[0].startswith("2.3-Pr.")
    press(Qt.Key.Key_Down)
    assert find.results[0].hasFocus()
    press(Qt.Key.Key_Return)
    assert stage.window.current == "question"
    item = page_of(stage).item
    assert item is not None
    assert item.id == "2.3-F"


def test_a_search_without_accents_by_code_and_for_nothing(stage: Stage) -> None:
    stage.window.show_page("find")
    find = cast(FindPage, stage.window.page("find"))
    find.text.setText("2.3-pr")
    find.search()
    assert len(find.results) == 1
    find.text.setText("SENALES")
    find.search()
    assert find.results
    find.text.setText("zzzz")
    find.search()
    assert find._empty.isVisible()
    press(Qt.Key.Key_Escape)
    assert stage.window.current == "question"


def test_without_a_word_all_questions_are_listed_to_jump(stage: Stage) -> None:
    page_of(stage).search.click()
    find = cast(FindPage, stage.window.page("find"))
    assert len(find.results) == len(stage.snapshot.items)
    press(Qt.Key.Key_Return)
    assert stage.window.current == "find"
    find.results[9].click()
    item = page_of(stage).item
    assert item == stage.snapshot.items[9]
