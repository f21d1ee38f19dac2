"""The results page over a real store."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLabel

from tests.gui.conftest import Stage, begin
from tests.gui.walking import faults_in
from topp_desktop.domain.assessment import Response
from topp_desktop.services.program import Program
from topp_desktop.ui.pages.results.page import DETAILS, GAPS, QUESTIONS, ResultsPage
from topp_desktop.ui.pages.results.sections import DetailSection, QuestionsSection
from topp_desktop.ui.widgets import Button
from topp_desktop.ui.widgets.picture_card import PictureCard


def results(stage: Stage) -> ResultsPage:
    stage.window.show_page("results")
    stage.settle()
    page = stage.window.page("results")
    assert isinstance(page, ResultsPage)
    return page


def texts(page: ResultsPage) -> str:
    return "\n".join(w.text() for w in page.findChildren(QLabel) if w.isVisible())


@pytest.fixture
def stage(program: Program, stage_of: Callable[..., Stage]) -> Stage:
    begin(program, answered=16)
    made = stage_of(program, language="en")
    made.open()
    return made


def test_before_the_first_answer_it_says_what_to_do(
    program: Program, stage_of: Callable[..., Stage]
) -> None:
    begin(program)
    stage = stage_of(program, language="en")
    stage.open()
    page = results(stage)
    assert "There are no results yet" in texts(page)
    assert not page.report.isEnabled()
    begin_button = next(b for b in page.findChildren(Button) if b.isVisible())
    begin_button.click()
    assert stage.window.current == "tasks"


def test_it_says_level_score_range_and_support(stage: Stage) -> None:
    said = texts(results(stage))
    assert "Overall level (declared)" in said
    assert "50 of 100" in said
    assert "Given these answers, the score could lie between" in said
    assert "never more than one level above the weakest" in said
    assert "Support pending: 0 of 16 answers have a document on record." in said
    assert "1 participant · Short form" in said


def test_the_page_follows_every_answer(stage: Stage) -> None:
    page = results(stage)
    item = stage.snapshot.items[0]
    stage.desk.record(replace(stage.snapshot.response(item.id), answer=0))
    stage.settle()
    cell = next(t for t in page.overview.map.canvas.picture.targets if t.key == item.cell)
    assert ": 0 " in cell.name
    assert "50 of 100" not in texts(page)


def test_a_cell_opens_its_questions_and_these_the_question(stage: Stage) -> None:
    page = results(stage)
    target = page.overview.map.canvas.picture.targets[5]
    spot = next(
        s
        for s in page.overview.map.canvas.findChildren(QAbstractButton)
        if s.accessibleName() == target.name
    )
    spot.setFocus()
    QTest.keyClick(spot, Qt.Key.Key_Return)
    stage.settle()
    assert page.overview.detail.isVisible()
    item = next(i for i in stage.snapshot.items if i.cell == target.key)
    assert stage.desk.wording.stem(item.id) in texts(page)
    link = next(
        b for b in page.overview.detail.findChildren(Button) if "Go to the question" in b.text()
    )
    assert link.hasFocus()
    QTest.keyClick(link, Qt.Key.Key_Return)
    stage.settle()
    assert stage.window.current == "question"
    assert stage.desk.settings.value.last_item == item.id


def test_the_map_as_a_table_pastes_into_a_spreadsheet(stage: Stage) -> None:
    page = results(stage)
    page.overview.map.toggle_table()
    assert page.overview.map.table.isVisible()
    assert not page.overview.map.canvas.isVisible()
    page.overview.map.copy()
    lines = QGuiApplication.clipboard().text().split("\n")
    assert len(lines) == 5
    assert {len(line.split("\t")) for line in lines} == {5}
    assert "50 " in lines[1]
    page.overview.map.toggle_table()
    assert page.overview.map.canvas.isVisible()


@pytest.mark.parametrize(("ending", "begins"), [(".png", b"\x89PNG"), (".svg", b"<?xml")])
def test_a_picture_is_saved(stage: Stage, tmp_path: Path, ending: str, begins: bytes) -> None:
    path = tmp_path / f"mapa ñ{ending}"
    results(stage).overview.map.save_to(path)
    stage.settle()
    assert path.read_bytes().startswith(begins)


def test_a_folder_that_is_not_there_is_said_in_words(stage: Stage, tmp_path: Path) -> None:
    results(stage).overview.map.save_to(tmp_path / "none" / "map.png")
    stage.settle()
    assert stage.window.errors.isVisible()


def test_the_report_is_written_in_the_language_chosen(stage: Stage, tmp_path: Path) -> None:
    page = results(stage)
    path = tmp_path / "informe.pdf"
    page.report.write("es", path)
    stage.settle()
    assert path.read_bytes().startswith(b"%PDF")
    assert str(path) in stage.told


def test_each_part_has_its_pictures_and_their_tables(
    program: Program, stage_of: Callable[..., Stage]
) -> None:
    begin(program, form="full", answered=84)
    stage = stage_of(program, language="en")
    stage.open()
    page = results(stage)
    titles = {
        GAPS: ["Gaps and targets"],
        DETAILS: ["Where the scores could lie", "Components", "Objectives"],
        QUESTIONS: ["Questions by level", "Coverage"],
    }
    for part, wanted in titles.items():
        page.show_part(part)
        stage.settle()
        cards = [c for c in page.section(part).findChildren(PictureCard) if c.isVisible()]
        assert [card.heading.text() for card in cards] == wanted
        for card in cards:
            table = card.view.canvas.picture.table
            card.view.toggle_table()
            assert card.view.table.rowCount() == len(table.rows) > 0
            card.view.toggle_table()
        assert not page.overview.isVisible()
        assert "How this result was made" in texts(page)


def test_under_every_part_stands_how_it_was_made(stage: Stage) -> None:
    mine = stage.snapshot.id
    stage.program.details.set_details(
        mine, scope="territory", method="workshop", participants=12, plans=["Plan 2030"]
    )
    stage.desk.reload()
    stage.settle()
    page = results(stage)
    said = texts(page)
    for words in ("The territory's planning system", "Workshop", "12 participants", "Plan 2030"):
        assert words in said


def test_in_detail_the_cross_cutting_themes_stand_in_one_table(stage: Stage) -> None:
    page = results(stage)
    page.show_part(DETAILS)
    stage.settle()
    section = page.section(DETAILS)
    assert isinstance(section, DetailSection)
    lines = section.themes.table.text().splitlines()
    instrument, wording = stage.snapshot.instrument, stage.desk.wording
    asked = {theme for item in stage.snapshot.items for theme in item.themes}
    names = [wording.theme(theme) for theme in instrument.themes if theme in asked]
    assert [line.split("\t")[0] for line in lines[1:]] == names
    assert names


def test_the_short_form_says_when_components_appear(stage: Stage) -> None:
    page = results(stage)
    page.show_part(DETAILS)
    stage.settle()
    assert "Components and objectives appear with the full form" in texts(page)


def test_the_parts_follow_every_answer(stage: Stage) -> None:
    page = results(stage)
    page.show_part(QUESTIONS)
    stage.settle()
    section = page.section(QUESTIONS)
    assert isinstance(section, QuestionsSection)
    rows = section.spread.view.canvas.picture.table.rows
    assert rows[0][1:6] == ("0", "0", "4", "0", "0")
    item = next(i for i in stage.snapshot.items if i.dimension == "T")
    stage.desk.record(replace(stage.snapshot.response(item.id), answer=4))
    stage.settle()
    rows = section.spread.view.canvas.picture.table.rows
    assert rows[0][1:6] == ("0", "0", "3", "0", "1")


def test_people_who_differ_are_listed_and_lead_to_the_question(
    program: Program, stage_of: Callable[..., Stage]
) -> None:
    made = begin(program, answered=16)
    instrument, _ = program.assessments.open(made)
    first = instrument.form("short").items[0]
    for role, level in (("authority", 0), ("external", 4)):
        person = program.team.add(made, role)
        program.answers.record(made, Response(person, first, level))
    stage = stage_of(program, language="en")
    stage.open()
    page = results(stage)
    page.show_part(QUESTIONS)
    stage.settle()
    section = page.section(QUESTIONS)
    assert isinstance(section, QuestionsSection)
    assert section.agreement.isVisible()
    (row,) = section.agreement.view.canvas.picture.table.rows
    assert row[1:7] == ("1", "0", "1", "0", "1", "0")
    assert row[7].endswith("to discuss")
    section.agree.click()
    stage.settle()
    assert stage.window.current == "agreement"
    section.agreement.view.activated.emit(first)
    stage.settle()
    assert stage.window.current == "question"
    assert stage.desk.settings.value.last_item == first


def test_a_cell_says_what_is_missing_until_it_has_a_figure(
    program: Program, stage_of: Callable[..., Stage]
) -> None:
    begin(program, form="full", answered=1)
    stage = stage_of(program, language="en")
    stage.open()
    page = results(stage)
    first = stage.snapshot.items[0]
    assert first.cell is not None
    page.overview.detail.show_cell(first.cell)
    stage.settle()
    assert "1 of 3 questions answered · 1 more answer gives it a figure" in texts(page)


def test_from_a_question_one_is_back_at_its_cell(stage: Stage) -> None:
    page = results(stage)
    item = stage.snapshot.items[5]
    assert item.cell is not None
    page.overview.detail.show_cell(item.cell)
    link = next(
        b for b in page.overview.detail.findChildren(Button) if "Go to the question" in b.text()
    )
    link.click()
    stage.settle()
    assert stage.window.current == "question"
    question = stage.window.page("question")
    QTest.keyClick(question, Qt.Key.Key_Return)
    stage.settle()
    assert stage.window.current == "results"
    assert page.overview.detail.cell == item.cell
    assert page.overview.detail.isVisible()


def test_alerts_say_their_figures_and_when_they_are_raised(
    program: Program, stage_of: Callable[..., Stage]
) -> None:
    made = begin(program)
    instrument, stored = program.assessments.open(made)
    me = stored.assessment.respondents[0].id
    for item in instrument.form_items("short"):
        program.answers.record(made, Response(me, item.id, 3 if item.dimension == "T" else 1))
    stage = stage_of(program, language="en")
    stage.open()
    said = texts(results(stage))
    assert "Technical 75 · Political 25" in said
    assert (
        "one with 62.5 or more and the other below 37.5: Technical high with Political low" in said
    )


def test_level_and_map_are_seen_without_scrolling_on_a_laptop(
    program: Program, stage_of: Callable[..., Stage]
) -> None:
    begin(program, answered=15)
    stage = stage_of(program, size=(1366, 697))
    stage.open()
    page = results(stage)
    overview = page.overview
    for part in (overview.stepper, overview.level, overview.findings, overview.map.canvas):
        bottom = part.mapTo(stage.window, part.rect().bottomLeft()).y()
        assert bottom <= 690


def test_the_one_button_of_the_way_leads_to_its_next_step(stage: Stage) -> None:
    page = results(stage)
    assert page.overview.stepper.go_on.text() == "Note the 16 documents missing"
    primary = [
        b
        for b in stage.window.findChildren(Button)
        if b.isVisible() and b.property("kind") == "primary"
    ]
    assert primary == [page.overview.stepper.go_on]
    page.overview.stepper.go_on.click()
    stage.settle()
    assert stage.window.current == "check"
    results(stage).overview.stepper.steps["approve"].click()
    stage.settle()
    assert stage.window.current == "approval"


@pytest.mark.parametrize("language", ["es", "en"])
@pytest.mark.parametrize(("width", "text"), [(1100, 1.5), (1100, 2.0), (910, 2.0)])
def test_nothing_is_cut_in_a_narrow_window_with_large_text(
    program: Program, stage_of: Callable[..., Stage], language: str, width: int, text: float
) -> None:
    begin(program, answered=11)
    stage = stage_of(program, size=(width, 697), text=text, language=language)
    stage.open()
    assert faults_in(results(stage)) == []
