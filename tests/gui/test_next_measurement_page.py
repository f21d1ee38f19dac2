"""The next measurement over a real store: begun, gone through by keyboard, compared."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from tests.gui.conftest import Stage, begin
from topp_desktop.domain.assessment import Consensus
from topp_desktop.domain.assessment.work import Proposal
from topp_desktop.services.measurement.rounds import open_proposals
from topp_desktop.services.program import Program
from topp_desktop.ui.pages.comparison.page import ComparisonPage
from topp_desktop.ui.pages.next_round.page import NextMeasurementPage
from topp_desktop.ui.pages.results.page import ResultsPage
from topp_desktop.ui.pages.results.trend import TrendSection
from topp_desktop.ui.parts.proposals import ProposalsCard, ProposalStrip
from topp_desktop.ui.widgets.days import read_since


@pytest.fixture
def stage(program: Program, stage_of: Callable[..., Stage]) -> Stage:
    """A measurement of 16 answers, the next one begun after it."""
    first = begin(program, answered=16)
    program.rounds.begin(first, "2027-1")
    made = stage_of(program, language="en")
    made.open()
    return made


def page_of(stage: Stage, argument: object = None) -> NextMeasurementPage:
    stage.window.show_page("next-measurement", argument)
    stage.settle()
    page = stage.window.page("next-measurement")
    assert isinstance(page, NextMeasurementPage)
    return page


def texts(page: QWidget) -> str:
    return "\n".join(w.text() for w in page.findChildren(QLabel) if w.isVisible())


def proposals(stage: Stage) -> dict[str, Proposal]:
    return {p.item: p for p in stage.snapshot.stored.proposals}


def test_it_is_begun_with_a_free_name(program: Program, stage_of: Callable[..., Stage]) -> None:
    begin(program, answered=16)
    stage = stage_of(program, language="en")
    stage.open()
    page = page_of(stage)
    assert "the 16 answers of measurement 2026-1" in texts(page)
    assert page.begin_card.name.text() == "2026-2"
    page.begin_card.name.setText("2026-1")
    page.begin_card.begin.click()
    stage.settle()
    assert "The name of the new measurement cannot be used" in texts(page)
    assert stage.snapshot.assessment.round == "2026-1"
    page.begin_card.name.setText("2027-1")
    QTest.keyClick(page.begin_card.name, Qt.Key.Key_Return)
    stage.settle()
    assert stage.snapshot.assessment.round == "2027-1"
    assert stage.window.current == "next-measurement"
    assert page.review.isVisible()
    assert page.title() == "Last time's answers"
    assert stage.desk.results.answered == 0


def test_without_answers_there_is_nothing_to_take_over(
    program: Program, stage_of: Callable[..., Stage]
) -> None:
    begin(program)
    stage = stage_of(program, language="en")
    stage.open()
    page = page_of(stage)
    assert not page.begin_card.begin.isEnabled()
    assert "has no answers yet" in texts(page)


def test_everything_is_gone_through_by_keyboard(stage: Stage) -> None:
    page = page_of(stage)
    items = [i.id for i in stage.snapshot.items]
    assert page.still.hasFocus()
    QTest.keyClick(page.still, Qt.Key.Key_Return)
    stage.settle()
    assert proposals(stage)[items[0]].state == "confirmed"
    assert stage.snapshot.response(items[0]).answer == 2

    QTest.keyClick(page.still, Qt.Key.Key_3)
    stage.settle()
    assert page.review.changing
    assert proposals(stage)[items[1]].state == "open"
    page.review.change.note.setFocus()
    QTest.keyClicks(page.review.change.note, "A new unit")
    page.review.change.since.setFocus()
    QTest.keyClicks(page.review.change.since, "soon")
    QTest.keyClick(page.review.change.since, Qt.Key.Key_Return)
    stage.settle()
    assert page.review.change.summary.hasFocus()
    assert "Enter a month and a year" in texts(page)
    assert page.review.change.note.toPlainText() == "A new unit"
    page.review.change.since.setText("11/2026")
    QTest.keyClick(page.review.change.since, Qt.Key.Key_Return)
    stage.settle()
    changed = proposals(stage)[items[1]]
    assert (changed.state, changed.change_note, changed.since) == (
        "changed",
        "A new unit",
        date(2026, 11, 1),
    )
    assert stage.snapshot.response(items[1]).answer == 3

    QTest.keyClick(page.still, Qt.Key.Key_Right)
    assert proposals(stage)[items[2]].state == "open"
    for _ in range(14):
        QTest.keyClick(page, Qt.Key.Key_Return)
        stage.settle()
    assert not open_proposals(stage.snapshot.stored)
    assert not page.review.isVisible()
    assert "Everything of last time was looked at" in texts(page)
    stage.desk.undo()
    stage.settle()
    assert page.review.isVisible()
    assert len(open_proposals(stage.snapshot.stored)) == 1


def test_an_answer_does_not_count_before_it_is_confirmed(stage: Stage) -> None:
    page = page_of(stage)
    assert stage.desk.results.answered == 0
    page.confirm()
    stage.settle()
    assert stage.desk.results.answered == 1
    assert "1 of 16 looked at" in texts(page)


def test_not_applicable_asks_for_its_reason(stage: Stage) -> None:
    page = page_of(stage)
    first = stage.snapshot.items[0].id
    QTest.keyClick(page.still, Qt.Key.Key_N)
    page.review.change.save()
    assert page.review.change.summary.isVisible()
    assert proposals(stage)[first].state == "open"
    page.review.change.answer.reason.setFocus()
    QTest.keyClicks(page.review.change.answer.reason, "No such office")
    page.review.change.save()
    stage.settle()
    answer = stage.snapshot.response(first)
    assert (answer.answer, answer.reason) == ("NA", "No such office")


def test_any_order_and_escape_leaves_it_as_it_was(stage: Stage) -> None:
    page = page_of(stage)
    fifth = stage.snapshot.items[4].id
    page.progress.list.cellActivated.emit(4, 0)
    assert stage.desk.wording.stem(fifth) in texts(page)
    QTest.keyClick(page, Qt.Key.Key_0)
    assert page.save.isVisible()
    QTest.keyClick(page, Qt.Key.Key_Escape)
    assert not page.save.isVisible()
    assert proposals(stage)[fifth].state == "open"


def test_what_the_group_agreed_is_asked_again_as_such(
    program: Program, stage_of: Callable[..., Stage]
) -> None:
    first = begin(program, answered=3)
    program.team.agree(first, Consensus("1.1-P", 4, 3, "A", rationale="Minutes", dissent="One no"))
    program.rounds.begin(first, "2027-1")
    stage = stage_of(program, language="en")
    stage.open()
    page = page_of(stage, "1.1-P")
    assert "Group agreement" in texts(page)
    QTest.keyClick(page.still, Qt.Key.Key_1)
    page.review.change.save()
    stage.settle()
    (agreed,) = stage.snapshot.assessment.consensus
    assert (agreed.item, agreed.answer, agreed.dissent) == ("1.1-P", 1, "One no")


def test_the_strip_confirms_on_the_spot(stage: Stage) -> None:
    holder = QWidget()
    box = QVBoxLayout(holder)
    strip, card = ProposalStrip(stage.desk), ProposalsCard(stage.desk)
    box.addWidget(strip)
    box.addWidget(card)
    first = stage.snapshot.items[0].id
    strip.show_item(first)
    card.show_proposals()
    assert f"Last time: 2 · {stage.desk.wording.level(2)}" in strip.text.text()
    strip.still.click()
    stage.settle()
    assert stage.snapshot.response(first).answer == 2
    strip.show_item(first)
    card.show_proposals()
    assert strip.isHidden()
    assert not card.isHidden()
    holder.deleteLater()


def test_what_changed_is_shown_on_common_questions(stage: Stage) -> None:
    page = page_of(stage)
    for _ in range(15):
        page.confirm()
        stage.settle()
    QTest.keyClick(page, Qt.Key.Key_4)
    page.review.change.note.setPlainText("A law")
    page.review.change.since.setText("2026")
    page.review.change.save()
    stage.settle()
    stage.window.show_page("comparison")
    stage.settle()
    compared = stage.window.page("comparison")
    assert isinstance(compared, ComparisonPage)
    said = texts(compared)
    assert "Compared on 16 questions" in said
    assert "1 question has another answer." in said
    assert "2 → 4" in said
    assert "A law · since 1 January 2026" in said
    rows = compared.changes.view.canvas.picture.table.rows
    assert rows[0][:3] == ("Overall", "50", "53")
    assert rows[0][3].startswith("within the usual variation")
    compared.cells.view.activated.emit("1-T")
    assert "No answer changed." in texts(compared)
    compared.questions.all.click()
    stage.settle()
    assert "2 → 4" in texts(compared)

    stage.window.show_page("results", "time")
    stage.settle()
    results = stage.window.page("results")
    assert isinstance(results, ResultsPage)
    section = results.section("time")
    assert isinstance(section, TrendSection)
    assert section.trend.isVisible()
    names = [row[0] for row in section.trend.view.canvas.picture.table.rows]
    assert names == ["2026-1", "2027-1"]


def test_one_measurement_has_nothing_to_compare(
    program: Program, stage_of: Callable[..., Stage]
) -> None:
    begin(program, answered=16)
    stage = stage_of(program, language="en")
    stage.open()
    stage.window.show_page("comparison")
    stage.settle()
    assert "There is one measurement only" in texts(stage.window.page("comparison"))


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("03/2026", date(2026, 3, 1)),
        ("2026-03", date(2026, 3, 1)),
        ("2026", date(2026, 1, 1)),
        ("15.3.2026", date(2026, 3, 15)),
        ("13/2026", None),
        ("soon", None),
    ],
)
def test_since_when_may_be_a_day_a_month_or_a_year(typed: str, meant: date | None) -> None:
    assert read_since(typed) == meant


def test_what_the_group_agreed_counts_as_answered_wherever_answers_are_counted(
    program: Program, stage_of: Callable[..., Stage]
) -> None:
    first = begin(program, answered=16)
    program.team.agree(first, Consensus("1.1-P", 4, 3, "A"))
    new = program.rounds.begin(first, "2027-1")
    for proposal in program.assessments.open(new)[1].proposals:
        program.rounds.confirm(new, proposal.respondent, proposal.item)
    stage = stage_of(program, language="en")
    stage.open()
    assert all(stage.snapshot.is_answered(item.id) for item in stage.snapshot.items)
    stage.window.show_page("tasks")
    stage.settle()
    assert "Short form complete." in texts(stage.window)
