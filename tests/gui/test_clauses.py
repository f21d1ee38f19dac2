"""The clauses of a level, marked one by one: what they propose, fill in and leave alone."""

from __future__ import annotations

from collections.abc import Callable
from typing import cast

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from tests.gui.conftest import Stage, add_colleagues, begin, shown
from topp_desktop.domain.assessment import Marks
from topp_desktop.domain.assessment.missing import missing_words
from topp_desktop.services.program import Program
from topp_desktop.ui.pages.agreement.question import AgreementQuestionPage
from topp_desktop.ui.pages.agreement.standing import Look
from topp_desktop.ui.pages.question.page import QuestionPage
from topp_desktop.ui.parts.level_board import mark_keys
from topp_desktop.ui.parts.question_order import Ask
from topp_desktop.ui.widgets.mark_box import MarkBox

ITEM = "1.2-O"


@pytest.fixture
def stage(program: Program, stage_of: Callable[..., Stage]) -> Stage:
    begin(program)
    return opened(stage_of(program, size=(1366, 697)))


def opened(stage: Stage) -> Stage:
    stage.open()
    stage.window.show_page("question", Ask(ITEM))
    stage.settle()
    return stage


def page_of(stage: Stage) -> QuestionPage:
    return cast(QuestionPage, stage.window.page("question"))


def press(key: Qt.Key | str) -> None:
    focused = QApplication.focusWidget()
    assert focused is not None
    if isinstance(key, str):
        QTest.keyClicks(focused, key)
    else:
        QTest.keyClick(focused, key)


def tab_to_the_clauses(page: QuestionPage) -> MarkBox:
    page.answer.levels[0].setFocus()
    for _ in range(6):
        focused = QApplication.focusWidget()
        if isinstance(focused, MarkBox):
            return focused
        press(Qt.Key.Key_Tab)
    raise AssertionError("no clause is reached")


def counts(stage: Stage) -> tuple[int, ...]:
    return stage.snapshot.instrument.by_id[ITEM].clauses


def said(widget: QWidget) -> str:
    return "\n".join(w.text() for w in shown(widget) if isinstance(w, QLabel))


def mark_up_to(stage: Stage, level: int) -> None:
    """Everything of the levels up to one as met, the first clause above as not met, by keys."""
    yes, no = mark_keys(stage.desk.words)
    tab_to_the_clauses(page_of(stage))
    for _ in range(sum(counts(stage)[1 : level + 1])):
        press(yes.lower())
    press(no)
    stage.settle()


def test_a_question_is_answered_clause_by_clause_with_the_keyboard_alone(stage: Stage) -> None:
    page = page_of(stage)
    mark_up_to(stage, 2)
    assert stage.snapshot.response(ITEM).answer is None, "never chosen by itself"
    assert "Nivel propuesto" in said(page.answer.board.rows[2])
    press("p")
    stage.settle()
    stored = stage.stored(ITEM)
    assert stored is not None
    assert stored.answer == 2
    assert stored.marks.not_met == {"3.1"}
    assert stored.marks.met == {
        f"{level}.{n}" for level in (1, 2) for n in range(1, counts(stage)[level] + 1)
    }
    assert stored.missing == missing_words(stage.desk.wording.clauses(ITEM), stored)
    assert stored.missing
    assert "puede cambiarlo" in said(page.side)


def test_what_somebody_wrote_stays_when_clauses_are_marked(stage: Stage) -> None:
    page = page_of(stage)
    page.side.missing.setFocus()
    QTest.keyClicks(page.side.missing, "Falta un reglamento")
    mark_up_to(stage, 1)
    assert stage.snapshot.response(ITEM).missing == "Falta un reglamento"
    assert "puede cambiarlo" not in said(page.side)


def test_what_was_filled_in_follows_the_marks_in_either_language(stage: Stage) -> None:
    mark_up_to(stage, 0)
    first = stage.snapshot.response(ITEM).missing
    assert first
    stage.desk.set_language("en")
    stage.settle()
    box = tab_to_the_clauses(page_of(stage))
    assert box.accessibleName()
    page_of(stage).answer.board.rows[1].boxes[0][1].click()
    stage.settle()
    assert stage.snapshot.response(ITEM).missing == ""
    assert not stage.snapshot.response(ITEM).marks


def test_one_undo_takes_back_a_mark_with_what_it_filled_in(stage: Stage) -> None:
    mark_up_to(stage, 0)
    stage.desk.undo()
    stage.settle()
    assert stage.snapshot.response(ITEM).marks == Marks()
    assert stage.snapshot.response(ITEM).missing == ""
    assert not any(box.isChecked() for box in page_of(stage).answer.findChildren(MarkBox))


def test_the_other_keys_do_at_a_clause_what_they_do_elsewhere(stage: Stage) -> None:
    box = tab_to_the_clauses(page_of(stage))
    press(Qt.Key.Key_Right)
    no = QApplication.focusWidget()
    assert isinstance(no, MarkBox)
    assert not no.positive
    press(Qt.Key.Key_Space)
    assert stage.snapshot.response(ITEM).marks.not_met == {"1.1"}
    press(Qt.Key.Key_Delete)
    assert not stage.snapshot.response(ITEM).marks
    press(Qt.Key.Key_Left)
    assert box.hasFocus()
    press("d")
    assert page_of(stage).answer.dont_know.isChecked()
    press("3")
    assert stage.snapshot.response(ITEM).answer == 3
    press("n")
    assert page_of(stage).answer.not_applicable.isChecked(), "at a level N is not applicable"


def test_the_clauses_are_one_stop_and_begin_where_nobody_looked(stage: Stage) -> None:
    page = page_of(stage)
    mark_up_to(stage, 1)
    page.answer.dont_know.setFocus()
    stops = [b for b in page.answer.findChildren(MarkBox) if b.focusPolicy().value & 1]
    assert len(stops) == 1
    page.answer.show_response(stage.snapshot.response(ITEM))
    again = tab_to_the_clauses(page)
    level_2 = [box for pair in page.answer.board.rows[2].boxes for box in pair]
    assert again in level_2[2:] or counts(stage)[2] == 1


def test_every_box_has_a_name_of_its_own_and_room_for_a_finger(stage: Stage) -> None:
    boxes = page_of(stage).answer.findChildren(MarkBox)
    names = [box.accessibleName() for box in boxes]
    assert len(set(names)) == len(names) == 2 * sum(counts(stage)[1:])
    assert all(min(box.width(), box.height()) >= 24 for box in boxes)


@pytest.mark.parametrize(
    ("size", "text"), [((1366, 697), 1.0), ((1366, 697), 2.0), ((910, 480), 1.0)]
)
def test_boxes_and_words_keep_out_of_each_others_way(
    program: Program, stage_of: Callable[..., Stage], size: tuple[int, int], text: float
) -> None:
    begin(program)
    stage = opened(stage_of(program, size=size, text=text))
    mark_up_to(stage, 2)
    for row in page_of(stage).answer.board.rows:
        places = row.choice.places(row.width())
        boxes = [box.geometry() for pair in row.boxes for box in pair]
        tag = [QRect(w.pos(), w.size()) for w in row.findChildren(QLabel) if w.isVisible()]
        for number, one in enumerate([*boxes, *tag]):
            assert row.rect().contains(one)
            assert not any(one.intersects(line) for line in places.lines)
            assert not any(one.intersects(other) for other in [*boxes, *tag][number + 1 :])


def test_levels_and_buttons_of_a_marked_question_fit_a_laptop(stage: Stage) -> None:
    page = page_of(stage)
    mark_up_to(stage, 2)
    last = page.answer.dont_know
    foot = page.bar.mapTo(stage.window, QPoint()).y()
    assert last.mapTo(stage.window, QPoint(0, last.height())).y() <= foot


def test_the_group_marks_its_own_clauses_and_begins_with_none(
    program: Program, stage_of: Callable[..., Stage]
) -> None:
    begun = begin(program)
    add_colleagues(program, begun)
    stage = opened(stage_of(program))
    mark_up_to(stage, 1)
    stage.window.show_page("agreement-question", Look(ITEM))
    stage.settle()
    page = cast(AgreementQuestionPage, stage.window.page("agreement-question"))
    boxes = page.answer.findChildren(MarkBox)
    assert boxes
    assert not any(box.isChecked() for box in boxes)
    boxes[0].click()
    page.answer.press("1")
    stage.settle()
    agreed = next(c for c in stage.snapshot.assessment.consensus if c.item == ITEM)
    assert agreed.answer == 1
    assert agreed.marks == Marks(frozenset({"1.1"}))


def test_the_rule_stays_in_sight_and_says_how_a_level_is_read_when_asked(stage: Stage) -> None:
    page, wording = page_of(stage), stage.desk.wording
    assert wording.rule
    for _ in range(4):
        page.answer.press("2")
        page.continue_()
        stage.settle()
    assert wording.rule in said(page)
    assert wording.reading[0] not in said(page)
    page.answer.read.click()
    assert all(sentence in said(page) for sentence in wording.reading)
    page.answer.read.click()
    assert wording.reading[0] not in said(page)
