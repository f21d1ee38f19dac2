"""Comparing answers and agreeing in the window: agreed, never averaged."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import cast

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tests.gui.conftest import TOWN, Stage, add_colleagues, begin, texts
from tests.support.barometer import document
from topp_desktop.domain.assessment import Consensus, Response, Tally
from topp_desktop.domain.scoring.voices import discuss_first
from topp_desktop.formats.instrument import parse_instrument
from topp_desktop.services.program import Program
from topp_desktop.ui.pages.agreement.page import AgreementPage
from topp_desktop.ui.pages.agreement.question import AgreementQuestionPage
from topp_desktop.ui.pages.agreement.standing import Look
from topp_desktop.ui.widgets import LevelChoice


@pytest.fixture
def stage(program: Program, stage_of: Callable[..., Stage]) -> Stage:
    add_colleagues(program, begin(program, answered=6))
    made = stage_of(program, language="en")
    made.open()
    return made


def listed(stage: Stage, kind: str = "discuss") -> AgreementPage:
    stage.window.show_page("agreement", kind)
    stage.settle()
    return cast(AgreementPage, stage.window.page("agreement"))


def asked(stage: Stage, item: str, *among: str) -> AgreementQuestionPage:
    stage.window.show_page("agreement-question", Look(item, among))
    stage.settle()
    return cast(AgreementQuestionPage, stage.window.page("agreement-question"))


def agreed(stage: Stage, item: str) -> Consensus | None:
    found = (c for c in stage.snapshot.assessment.consensus if c.item == item)
    return next(found, None)


def items(stage: Stage) -> list[str]:
    return [item.id for item in stage.snapshot.items]


def test_lists_say_what_to_discuss_first_what_is_agreed_and_what_is_open(stage: Stage) -> None:
    first, second, third = items(stage)[:3]
    page = listed(stage)
    snapshot = stage.snapshot
    order = [v.item for v in discuss_first(snapshot.instrument, snapshot.assessment)]
    assert order == [second, third]
    assert [t.key for t in page.picture.view.canvas.picture.targets] == order
    table = page.picture.view.canvas.picture.table
    assert [row[-1] for row in table.rows] == ["33 · to discuss", "voted, not agreed"]
    kinds = {"voted": [third], "agreed": [first], "open": items(stage)[6:], "all": items(stage)}
    for kind, expected in kinds.items():
        QTest.keyClick(page.only.button(kind), Qt.Key.Key_Space)
        assert [t.key for t in page.picture.view.canvas.picture.targets] == expected, kind
        assert page.only.button(kind).text().endswith(f" {len(expected)}")
    page = listed(stage, "agreed")
    level = stage.desk.wording.level(2)
    assert page.picture.view.canvas.picture.table.rows[0][-1] == f"agreed: 2 · {level}"


def test_a_line_opens_its_question_and_next_goes_through_the_list(stage: Stage) -> None:
    _, second, third = items(stage)[:3]
    page = listed(stage)
    assert page.begin.hasFocus()
    QTest.keyClick(page.begin, Qt.Key.Key_Return)
    stage.settle()
    question = cast(AgreementQuestionPage, stage.window.page("agreement-question"))
    wording = stage.desk.wording
    assert stage.window.current == "agreement-question"
    assert wording.stem(second) in texts(question)
    QTest.keyClick(question, Qt.Key.Key_0)
    QTest.keyClick(question.next, Qt.Key.Key_Return)
    stage.settle()
    assert wording.stem(third) in texts(question), "what is agreed meanwhile stays in its turn"
    QTest.keyClick(question, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    stage.settle()
    assert wording.stem(second) in texts(question)
    for _ in range(2):
        QTest.keyClick(question, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
        stage.settle()
    assert stage.window.current == "agreement"
    assert agreed(stage, second) == Consensus(second, 0)


def test_what_people_said_is_shown_by_role_and_in_words(stage: Stage) -> None:
    _, second, third = items(stage)[:3]
    question = asked(stage, second)
    said = texts(question.spoken)
    assert "To discuss" in said
    assert "Agreement 33 of 100: people are far apart, talk about it." in said
    assert "3 gave a level" in said
    wording = stage.desk.wording
    assert f"“{wording.level(0)}”, and “{wording.level(4)}”" in said
    rows = question.spoken.view.canvas.picture.table.rows
    assert rows == (
        ("Authorities", "0", "0", "0", "0", "1", "0"),
        ("Technical staff", "0", "0", "1", "0", "0", "0"),
        ("Operational staff", "1", "0", "0", "0", "0", "0"),
        ("Everybody", "1", "0", "1", "0", "1", "0"),
    )
    question.spoken.show_people.click()
    table = question.spoken.people
    people = [[table.item(y, x).text() for x in (0, 2)] for y in range(3)]  # type: ignore[union-attr]
    assert ["Ana Núñez · Authorities", "Porque sí."] in people
    question = asked(stage, third)
    assert "Voted, not agreed" in texts(question.spoken)
    assert "9 gave a level · 1 doesn't know" in texts(question.spoken)


def test_an_agreement_has_a_level_reasons_documents_and_dissent(stage: Stage) -> None:
    item = items(stage)[1]
    question = asked(stage, item)
    before = stage.snapshot.stored
    value = stage.desk.results.values[item].value
    QTest.keyClick(question, Qt.Key.Key_3)
    stage.settle()
    assert agreed(stage, item) == Consensus(item, 3)
    assert stage.desk.results.values[item].value == 3 != value
    question.beside.rationale.setPlainText("Minutes 4")
    question.beside.rationale.flush()
    question.beside.dissent.setPlainText("One of us saw 4")
    question.beside.dissent.flush()
    question.beside.documents.add_document("Plan 2030")
    question.beside.sure.chosen.emit("A")
    stage.settle()
    assert agreed(stage, item) == Consensus(
        item, 3, 2, "A", "", "Minutes 4", "One of us saw 4", ("Plan 2030",)
    )
    assert "agreed: 3" in question._agreed.accessibleName()
    QTest.keyClick(question, Qt.Key.Key_2)
    stage.settle()
    found = agreed(stage, item)
    assert found is not None
    assert (found.answer, found.rationale) == (2, "Minutes 4"), "another level keeps the rest"
    question.undo_agreement.click()
    stage.settle()
    assert agreed(stage, item) is None
    assert stage.desk.results.values[item].value == value, "the single answers count again"
    for _ in range(7):
        stage.desk.undo()
        stage.settle()
    assert stage.snapshot.stored == before
    assert question.beside.rationale.toPlainText() == ""
    assert not any(level.isChecked() for level in question.findChildren(LevelChoice))


def test_not_applicable_waits_for_its_reason(stage: Stage) -> None:
    item = items(stage)[1]
    question = asked(stage, item)
    QTest.keyClick(question, Qt.Key.Key_N)
    stage.settle()
    assert agreed(stage, item) is None
    question.next.click()
    stage.settle()
    assert question.summary.isVisible()
    assert question.summary.hasFocus()
    question.answer.reason.setPlainText("Not our task")
    question.next.click()
    stage.settle()
    assert agreed(stage, item) == Consensus(item, "NA", reason="Not our task")


def test_a_justification_without_a_level_is_kept_and_asked_about(stage: Stage) -> None:
    item = items(stage)[1]
    question = asked(stage, item)
    question.beside.rationale.setPlainText("Because")
    question.next.click()
    stage.settle()
    assert question.summary.isVisible()
    assert "lacks its level" in texts(question.summary)
    assert agreed(stage, item) is None
    QTest.keyClick(question, Qt.Key.Key_1)
    stage.settle()
    assert agreed(stage, item) == Consensus(item, 1, rationale="Because")
    assert not question.summary.isVisible()


def test_digits_that_are_written_or_counted_agree_nothing(stage: Stage) -> None:
    item = items(stage)[1]
    question = asked(stage, item)
    QTest.keyClicks(question.beside.rationale, "Law 34")
    QTest.keyClicks(question.votes.counters["4"].field, "3")
    stage.settle()
    assert agreed(stage, item) is None
    assert question.beside.rationale.toPlainText() == "Law 34"
    stage.window.show_page("agreement-question", Look(items(stage)[2]))
    stage.settle()
    counted = [t for t in stage.snapshot.assessment.tallies if t.item == item]
    assert [t.counts for t in counted] == [(0, 0, 0, 0, 3)], "what was typed is not lost"


def test_votes_are_counted_by_role_and_stay_voted_until_agreed(stage: Stage) -> None:
    item = items(stage)[7]
    question = asked(stage, item)
    votes = question.votes
    votes.role.show_value("elected")
    votes.role.activated.emit(votes.role.currentIndex())
    for key, typed in (("1", "4"), ("3", "2"), ("DK", "1")):
        field = votes.counters[key].field
        field.setText(typed)
        field.flush()
        stage.settle()
    tallies = [t for t in stage.snapshot.assessment.tallies if t.item == item]
    assert tallies == [Tally(item, "elected", (0, 4, 0, 2, 0), dk=1)]
    assert "7 votes of this group" in texts(votes)
    assert "Voted, not agreed" in texts(question.spoken)
    assert stage.desk.results.values[item].n == 7 + 2, "those asked who said nothing count too"
    votes.role.show_value("academia")
    votes.role.activated.emit(votes.role.currentIndex())
    assert votes.counters["1"].field.value == 0
    QTest.keyClick(question.next, Qt.Key.Key_1)
    stage.settle()
    assert "Voted, not agreed" not in texts(question.spoken)
    page = listed(stage, "voted")
    assert item not in [t.key for t in page.picture.view.canvas.picture.targets]


def test_results_say_what_was_agreed_and_lead_there(stage: Stage) -> None:
    stage.window.show_page("results")
    stage.settle()
    results = stage.window.page("results")
    assert "7 participants · 1 answer agreed by the group" in texts(results)
    first = items(stage)[0]
    stage.window.show_page("results", first)
    stage.settle()
    code = stage.desk.wording.item_code(stage.snapshot.items[0])
    assert f"({code}) · agreed by the group" in texts(results)
    code = stage.desk.wording.item_code(stage.snapshot.items[1])
    stage.window.show_page("results", items(stage)[1])
    stage.settle()
    assert f"({code})" in texts(results)
    assert f"({code}) · agreed" not in texts(results)
    results._made.agreed.click()  # type: ignore[attr-defined]
    stage.settle()
    page = cast(AgreementPage, stage.window.page("agreement"))
    assert (stage.window.current, page.kind) == ("agreement", "agreed")


def test_alone_there_is_nothing_to_discuss_and_the_page_says_what_to_do(
    program: Program, stage_of: Callable[..., Stage]
) -> None:
    begin(program, answered=4)
    stage = stage_of(program, language="en")
    stage.open()
    page = listed(stage)
    assert page.empty.isVisible()
    assert "as soon as two people answer them differently" in texts(page)
    page.empty.button.click()
    assert page.kind == "all"
    other = program.team.add(stage.snapshot.id, "authority")
    program.answers.record(stage.snapshot.id, Response(other, items(stage)[0], 4))
    stage.desk.reload()
    stage.settle()
    page = listed(stage)
    assert [t.key for t in page.picture.view.canvas.picture.targets] == items(stage)[:1]


def test_a_checklist_has_no_levels_to_agree_on(
    program: Program, stage_of: Callable[..., Stage]
) -> None:
    parsed = parse_instrument(json.dumps(document()).encode(), path="barometer.json")
    instrument = program.library.add(parsed)
    program.assessments.begin(TOWN, "2026-1", instrument=instrument)
    stage = stage_of(program, language="en")
    stage.open()
    assert "no level to agree on" in texts(listed(stage))
    stage.window.show_page("agreement-question")
    stage.settle()
    page = cast(AgreementQuestionPage, stage.window.page("agreement-question"))
    assert page.empty.isVisible()
    assert not page.next.isVisible()
    stage.window.show_page("team")
    stage.settle()
