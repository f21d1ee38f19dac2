"""Forms handed out from the window, and spreadsheets that come back filled in."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import cast

import pytest
from pypdf import PdfReader

from tests.gui.conftest import TOWN, Stage, begin
from tests.support.sheets import fill
from topp_desktop.formats.form_sheet import ANSWER_COLUMNS, FIRST_ANSWER_ROW
from topp_desktop.formats.workbook import cell_name
from topp_desktop.services.program import Program
from topp_desktop.ui.page import OpenedFile
from topp_desktop.ui.pages.bring_in.page import BringInPage
from topp_desktop.ui.pages.paper import CARDS, QUESTIONNAIRE, SHEET, PaperPage

HEAD = {
    "B4": TOWN.name,
    "B5": "GT · Guatemala",
    "B6": "local · Gobierno local",
    "B7": "municipality · Municipalidad",
    "B8": "2026-1",
    "B9": "elected · Autoridades electas",
}
LETTER = (612, 792)


@pytest.fixture
def stage(program: Program, stage_of: Callable[..., Stage]) -> Stage:
    begin(program, answered=3)
    made = stage_of(program)
    made.open()
    made.window.show_page("paper")
    return made


def paper(stage: Stage) -> PaperPage:
    return cast(PaperPage, stage.window.page("paper"))


def filled(stage: Stage) -> BringInPage:
    return cast(BringInPage, stage.window.page("bring-in"))


def answers(*said: str) -> dict[str, str]:
    """Cells of the column of answers, from the first question on."""
    column = ANSWER_COLUMNS["answer"]
    return {cell_name(FIRST_ANSWER_ROW + n, column): text for n, text in enumerate(said)}


def form(stage: Stage, folder: Path, cells: dict[str, str], head: dict[str, str]) -> Path:
    empty = folder / "vacío.xlsx"
    stage.program.forms.write(stage.snapshot.instrument, "short", "es", empty)
    target = folder / "lleno.xlsx"
    fill(empty, target, {"data": head, "answers": cells})
    return target


def open_file(stage: Stage, path: Path) -> None:
    stage.window.opener.open(path)
    stage.settle()
    stage.settle()


def test_each_form_is_written_and_its_folder_offered(stage: Stage, tmp_path: Path) -> None:
    page = paper(stage)
    for what, name in ((QUESTIONNAIRE, "papel.pdf"), (CARDS, "tarjetas.pdf"), (SHEET, "f.xlsx")):
        page.write(what, tmp_path / name)
        stage.settle()
        assert (tmp_path / name).stat().st_size > 3000
        assert name in stage.told
        assert stage.window.notice.open_folder.isVisible()


def test_form_language_and_paper_are_chosen(stage: Stage, tmp_path: Path) -> None:
    page = paper(stage)
    for place, value in enumerate(("full", "en", "Letter")):
        page.options.choices[place].show_value(value)
    page.write(QUESTIONNAIRE, tmp_path / "letter.pdf")
    stage.settle()
    document = PdfReader(tmp_path / "letter.pdf")
    assert tuple(round(float(x)) for x in document.pages[0].mediabox[2:]) == LETTER
    text = "".join(sheet.extract_text() for sheet in document.pages)
    assert "84 ·" in text
    assert "Not started" in text


def test_the_menu_of_the_task_list_leads_to_each_form(stage: Stage) -> None:
    tasks = stage.window.page("tasks")
    for number, what in enumerate((QUESTIONNAIRE, SHEET, CARDS)):
        stage.window.show_page("tasks")
        tasks.paper.menu().actions()[number].trigger()  # type: ignore[attr-defined]
        assert stage.window.current == "paper"
        assert paper(stage).offers[what].button.hasFocus()


def test_a_spreadsheet_is_shown_then_becomes_a_measurement(stage: Stage, tmp_path: Path) -> None:
    head = HEAD | {"B4": "Alcaldía de Ñuble", "B8": "2025-2"}
    path = form(stage, tmp_path, answers("3 · Establecida", "1", "DK · No sabemos"), head)
    before = stage.snapshot.id
    open_file(stage, path)
    page = filled(stage)
    assert stage.window.current == "bring-in"
    assert len(stage.program.assessments.list()) == 1
    shown = [said for _, said in page.content.facts._pairs]
    assert "Alcaldía de Ñuble" in shown
    assert "2025-2" in shown
    assert "3 de 16" in shown
    assert page.why_not.isVisible()
    assert not page.add.isVisible()
    page.new.click()
    stage.settle()
    stage.settle()
    assert stage.snapshot.id != before
    assert stage.snapshot.assessment.institution.name == "Alcaldía de Ñuble"
    items = stage.snapshot.items
    assert [stage.snapshot.response(items[n].id).answer for n in range(4)] == [3, 1, "DK", None]
    assert stage.snapshot.assessment.respondents[0].id != "form"


def test_a_colleagues_spreadsheet_joins_the_open_measurement(stage: Stage, tmp_path: Path) -> None:
    path = form(stage, tmp_path, answers("4 · Consolidada"), HEAD)
    open_file(stage, path)
    page = filled(stage)
    assert page.add.isVisible()
    page.add.click()
    stage.settle()
    stage.settle()
    people = stage.snapshot.assessment.respondents
    assert [p.role for p in people] == ["technical", "elected"]
    theirs = stage.snapshot.answers_of(people[1].id)
    assert theirs[stage.snapshot.items[0].id].answer == 4
    assert stage.snapshot.response(stage.snapshot.items[0].id).answer == 2


def test_another_spelling_of_the_institution_can_be_confirmed(stage: Stage, tmp_path: Path) -> None:
    path = form(stage, tmp_path, answers("4"), HEAD | {"B4": "Muni de Ejemplo"})
    open_file(stage, path)
    page = filled(stage)
    assert page.same.isVisible()
    page.same.click()
    stage.settle()
    assert page.add.isVisible()


def test_wrong_cells_are_named_and_nothing_is_taken_in(stage: Stage, tmp_path: Path) -> None:
    path = form(stage, tmp_path, answers("7", "NA · No aplica"), HEAD | {"B5": ""})
    open_file(stage, path)
    page = filled(stage)
    rows = [
        [str(page.wrong.table.model().index(y, x).data()) for x in range(3)]
        for y in range(page.wrong.table.rowCount())
    ]
    told = "\n".join(row[1] for row in rows)
    assert len(rows) == 3
    for cell in ("B5", "H3", "M4"):
        assert f"{cell}" in told
    assert "«7»" in told
    assert page.wrong.table.hasFocus()
    assert not page.new.isVisible()
    assert len(stage.program.assessments.list()) == 1


def test_something_else_is_refused_with_a_sentence(stage: Stage, tmp_path: Path) -> None:
    path = tmp_path / "otra.xlsx"
    path.write_bytes(b"not a spreadsheet")
    stage.desk.navigate("bring-in", OpenedFile(path))
    stage.settle()
    assert stage.window.errors.isVisible()
    assert filled(stage).empty.isVisible()


def test_answers_of_another_measurement_are_added_on_purpose(stage: Stage, tmp_path: Path) -> None:
    path = form(stage, tmp_path, answers("4"), HEAD | {"B8": "2025-1"})
    open_file(stage, path)
    page = filled(stage)
    assert page.anyway.isVisible()
    assert not page.add.isVisible()
    page.anyway.click()
    stage.settle()
    assert page.anyway.isVisible(), "it can be taken back"
    page.add.click()
    stage.settle()
    stage.settle()
    assert len(stage.snapshot.assessment.respondents) == 2
    assert stage.snapshot.assessment.round == "2026-1"


def test_a_refused_file_is_dismissed_and_does_not_come_back(stage: Stage, tmp_path: Path) -> None:
    wrong = form(stage, tmp_path, answers("7"), HEAD)
    open_file(stage, wrong)
    page = filled(stage)
    assert page.wrong.isVisible()
    page.leave_out.click()
    stage.settle()
    assert stage.window.current == "team"
    open_file(stage, wrong)
    good = form(stage, tmp_path, answers("4"), HEAD)
    open_file(stage, good)
    page.add.click()
    stage.settle()
    stage.settle()
    assert stage.window.current == "team"
    assert not page.wrong.isVisible()


def test_a_form_saved_here_needs_no_retyping(stage: Stage, tmp_path: Path) -> None:
    given, back = tmp_path / "dada.xlsx", tmp_path / "vuelta.xlsx"
    paper(stage).options.choices[0].show_value("short")
    paper(stage).write(SHEET, given)
    stage.settle()
    role = {"B9": "elected · Autoridades electas"}
    fill(given, back, {"data": role, "answers": answers("4")})
    open_file(stage, back)
    assert filled(stage).add.isVisible()


def test_a_file_without_an_answer_is_no_success(stage: Stage, tmp_path: Path) -> None:
    open_file(stage, form(stage, tmp_path, {}, HEAD))
    assert stage.window.errors.isVisible()
    assert not filled(stage).add.isVisible()
