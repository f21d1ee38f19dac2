"""Checklists that nobody here wrote, from the file to the printed results, in the window."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import cast

import pytest
from pypdf import PdfReader
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel

from tests.gui.conftest import Stage, begin, shown
from tests.support import barometer
from topp_desktop.services.program import Program
from topp_desktop.ui.pages.check_answers import CheckAnswersPage
from topp_desktop.ui.pages.help import HelpPage
from topp_desktop.ui.pages.question.page import QuestionPage
from topp_desktop.ui.pages.questionnaire import QuestionnairePage
from topp_desktop.ui.pages.results.page import ResultsPage
from topp_desktop.ui.pages.start.page import StartPage
from topp_desktop.ui.parts.question_order import Ask

SHIPPED = Path(__file__).parents[1] / "vectors" / "instruments" / "open-budget.json"


@pytest.fixture
def stage(program: Program, stage_of: Callable[..., Stage]) -> Stage:
    begin(program)
    made = stage_of(program)
    made.open()
    return made


def start_with(stage: Stage, path: Path) -> None:
    """Opens a file with a questionnaire, keeps it, and begins a measurement with it."""
    stage.window.opener.open(path)
    stage.settle()
    stage.settle()
    assert stage.window.current == "questionnaire"
    page = cast(QuestionnairePage, stage.window.page("questionnaire"))
    assert page.begin.hasFocus()
    page.begin.click()
    stage.settle()
    stage.settle()
    assert stage.window.current == "start"
    start = cast(StartPage, stage.window.page("start"))
    who = start.who
    assert who.questionnaire.isVisible()
    who.role_choice.show_value("technical")
    start.go_on()
    start.go_on()
    stage.settle()
    stage.settle()
    assert stage.window.current == "tasks"


def press(key: str) -> None:
    focused = QApplication.focusWidget()
    assert focused is not None
    QTest.keyClick(focused, Qt.Key(ord(key.upper())))


def enter() -> None:
    focused = QApplication.focusWidget()
    assert focused is not None
    QTest.keyClick(focused, Qt.Key.Key_Return)


def texts(stage: Stage, page: str) -> str:
    return "\n".join(
        widget.text() for widget in shown(stage.window.page(page)) if isinstance(widget, QLabel)
    )


@pytest.fixture
def invented(tmp_path: Path) -> Path:
    path = tmp_path / "barómetro.json"
    path.write_text(json.dumps(barometer.document()), encoding="utf-8")
    return path


def test_what_a_questionnaire_is_stands_before_it_is_kept(stage: Stage, invented: Path) -> None:
    stage.window.opener.open(invented)
    stage.settle()
    stage.settle()
    said = texts(stage, "questionnaire")
    for part in ("Barómetro inventado", "2.1.0", "23 preguntas", "110", "Español", "Vigilar"):
        assert part in said
    page = cast(QuestionnairePage, stage.window.page("questionnaire"))
    folder = stage.program.places.instruments
    assert not folder.exists() or not list(folder.glob("*.json"))
    page.keep.click()
    stage.settle()
    assert len(list(folder.glob("*.json"))) == 1
    assert not page.keep.isVisible()


def test_the_shipped_checklist_by_keyboard_from_question_to_question(stage: Stage) -> None:
    start_with(stage, SHIPPED)
    stage.desk.navigate("question", Ask(stage.snapshot.items[0].id))
    page = cast(QuestionPage, stage.window.page("question"))
    assert not page.side._sure_card.isVisible()
    assert not page.side._missing_card.isVisible()
    for keys in ("124", "0", "1", "d", "n"):
        for sign in keys:
            press(sign)
        if keys != "n":
            enter()
    assert page.answer.reason.hasFocus()
    for letter in "sin audiencias":
        press(letter)
    page.continue_()
    stage.settle()
    items = stage.snapshot.items
    given = [stage.snapshot.response(item.id).answer for item in items]
    assert given[:5] == [
        frozenset({"proposal", "approved", "audit"}),
        frozenset(),
        frozenset({"summary"}),
        "DK",
        "NA",
    ]
    first = stage.stored(items[0].id)
    assert first is not None
    assert first.answer == given[0]
    stage.window.show_page("check")
    check = cast(CheckAnswersPage, stage.window.page("check"))
    assert check.rows[items[0].id].tag.text() == "3 de 4"
    assert check.rows[items[1].id].tag.text() == "0 de 3"


def test_ticking_again_takes_back_and_none_is_an_answer(stage: Stage) -> None:
    start_with(stage, SHIPPED)
    item = stage.snapshot.items[0].id
    stage.desk.navigate("question", Ask(item))
    page = cast(QuestionPage, stage.window.page("question"))
    press("1")
    press("1")
    assert stage.snapshot.response(item).answer == frozenset()
    assert page.answer.none.isChecked()
    page.answer.none.click()
    assert stage.snapshot.response(item).answer is None
    boxes = list(page.answer._elements.values())
    boxes[2].click()
    assert not page.answer.none.isChecked()
    assert boxes[2].isChecked()


def test_a_barometer_filled_in_the_grid_gives_the_figures_computed_apart(
    stage: Stage, invented: Path, tmp_path: Path
) -> None:
    start_with(stage, invented)
    stage.window.show_page("entry-grid")
    wanted = barometer.Answered.at_random(7)
    for number in barometer.NUMBERS:
        there = wanted.present.get(barometer.criterion(number))
        for place, element in enumerate(barometer.elements(number), start=1):
            if there and element in there:
                press(str(place))
        if there:
            enter()
        elif there is not None:
            press("0")
        else:
            enter()
    stage.settle()
    card = stage.desk.results.card
    for name, value in wanted.dimensions().items():
        assert value is not None
        assert card.dimensions[name].declared == pytest.approx(float(value))
    hits = {hit.code: hit for hit in card.alerts}
    assert set(hits) == set(wanted.alerts())
    stage.window.show_page("results")
    page = cast(ResultsPage, stage.window.page("results"))
    shares = page.shares
    assert shares.isVisible()
    assert not page.overview.level.isVisible()
    said = texts(stage, "results")
    bands = ["Sin base.", "Con base.", "Avanzado.", "Completo."]
    for code, (value, band) in wanted.alerts().items():
        words = stage.desk.words
        assert f"Alerta {code} · {words.number(float(value))}\n{bands[band]}" in said
    rows = shares.dimensions.canvas.picture.table.rows
    assert [row[0] for row in rows] == ["Vigilar", "Imaginar", "Decidir", "Aprender"]
    profile = shares.typologies.canvas.picture.table.rows
    assert len(profile) == 5
    assert len(shares.questions.canvas.picture.targets) == 23
    target = shares.questions.canvas.picture.targets[3]
    shares.questions.activated.emit(target.key)
    assert stage.window.current == "question"
    stage.window.show_page("results")
    page.report.write("es", tmp_path / "informe.pdf")
    stage.settle()
    printed = "".join(p.extract_text() for p in PdfReader(tmp_path / "informe.pdf").pages)
    assert "Barómetro inventado" in printed
    assert "Perfil tipo-4" in printed
    assert "Alerta grupo-6" in printed


def test_every_page_takes_a_checklist(stage: Stage, invented: Path) -> None:
    start_with(stage, invented)
    for spec in ("tasks", "question", "check", "results", "road-map", "send", "paper", "help"):
        stage.window.show_page(spec)
        stage.settle()
        assert stage.window.current == spec
        assert not stage.window.errors.isVisible(), spec


def test_the_task_list_groups_by_capacity(stage: Stage, invented: Path) -> None:
    start_with(stage, invented)
    said = texts(stage, "tasks")
    for name in ("Vigilar", "Imaginar", "Decidir", "Aprender", "Otras preguntas"):
        assert name in said


def test_the_help_is_searched_without_accents(stage: Stage) -> None:
    stage.window.show_page("help")
    page = cast(HelpPage, stage.window.page("help"))
    wording = stage.desk.wording
    everything = texts(stage, "help")
    for n in range(5):
        assert wording.level_meaning(n) in everything
    for dimension in stage.snapshot.instrument.dimensions:
        assert wording.dimension_definition(dimension.id) in everything
        for component in dimension.components:
            assert wording.component_definition(component) in everything
    for _, definition in wording.glossary():
        assert definition in everything
    page.search.setText("DIAGNOSTICO basado")
    found = texts(stage, "help")
    assert wording.component_definition("T1") in found
    assert wording.component_definition("O5") not in found
    page.search.setText("zzz")
    assert page._empty.isVisible()
    page._empty.button.click()
    assert not page._empty.isVisible()
