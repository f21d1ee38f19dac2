"""The institution's own list of plans and policies, from the window to the disk."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import cast

import pytest

from tests.gui.conftest import Stage, begin
from topp_desktop.domain.assessment import Response
from topp_desktop.services.measurement.documents import Document
from topp_desktop.services.program import Program
from topp_desktop.ui.pages.documents.page import DocumentsPage
from topp_desktop.ui.parts.question_order import Ask
from topp_desktop.ui.widgets.row_button import RowButton


@pytest.fixture
def stage(program: Program, stage_of: Callable[..., Stage]) -> Stage:
    begin(program, answered=2)
    made = stage_of(program)
    made.open()
    return made


def page_of(stage: Stage) -> DocumentsPage:
    stage.window.show_page("documents")
    stage.settle()
    return cast(DocumentsPage, stage.window.page("documents"))


def entries(stage: Stage) -> list[Document]:
    return stage.program.documents.entries(stage.snapshot.assessment.institution.id)


def add(stage: Stage, page: DocumentsPage, title: str) -> None:
    page.new.click()
    page.form.title.setText(title)
    page.form.save.click()
    stage.settle()


def test_an_entry_with_everything_and_its_faults(stage: Stage) -> None:
    page = page_of(stage)
    assert page._empty.isVisible()
    page._empty.button.click()
    form = page.form
    assert form.title.hasFocus()
    form.save.click()
    assert form._title_row.error.isVisible()
    form.title.setText("Plan Ñandú 2032")
    form.hierarchy.show_value("national")
    form.first.setText("2032")
    form.last.setText("2024")
    form.save.click()
    assert form._last_row.error.isVisible()
    assert entries(stage) == []
    form.first.setText("2024")
    form.last.setText("2032")
    form.place.setText("Archivo central")
    form.save.click()
    stage.settle()
    found = entries(stage)[0]
    assert (found.title, found.hierarchy) == ("Plan Ñandú 2032", "national")
    assert (found.period_from, found.period_to, found.place) == (2024, 2032, "Archivo central")
    add(stage, page, "plan ñandú 2032")
    assert form._title_row.error.isVisible()
    assert len(entries(stage)) == 1


def test_a_new_title_shows_in_the_answers_that_name_it(stage: Stage) -> None:
    item = stage.snapshot.items[0].id
    page = page_of(stage)
    add(stage, page, "Plan viejo")
    stage.desk.record(Response(stage.snapshot.respondent, item, 2, documents=("Plan viejo",)))
    stage.settle()
    page.choose(entries(stage)[0])
    stage.settle()
    assert "2026-1" in page.form._uses.text()
    page.form.title.setText("Plan nuevo")
    page.form.save.click()
    stage.settle()
    assert stage.snapshot.response(item).documents == ("Plan nuevo",)


def test_a_file_is_copied_checked_and_deleted(stage: Stage, tmp_path: Path) -> None:
    page = page_of(stage)
    add(stage, page, "Plan con archivo")
    source = tmp_path / "plan.pdf"
    source.write_bytes(b"contenido")
    page.attach(entries(stage)[0], source)
    stage.settle()
    file = entries(stage)[0].attachment
    assert file is not None
    kept = stage.program.documents.path_of(file)
    assert kept.read_bytes() == b"contenido"
    assert page.form._state.text() == "Igual que cuando se adjuntó"
    assert page.form.open_file.isEnabled()
    kept.write_bytes(b"otra cosa")
    stage.window.show_page("tasks")
    page = page_of(stage)
    stage.settle()
    shown = [line.accessibleName() for line in page._list.findChildren(RowButton)]
    assert any("Falta o fue alterado" in name for name in shown)
    page.choose(entries(stage)[0])
    stage.settle()
    assert page.form._state.text() == "Falta o fue alterado"
    assert not page.form.open_file.isEnabled()
    page.form.detach.click()
    stage.settle()
    assert not kept.exists()
    assert source.exists()
    assert entries(stage)[0].attachment is None


def test_taking_off_the_list_asks_once_more_and_keeps_titles(stage: Stage) -> None:
    item = stage.snapshot.items[0].id
    page = page_of(stage)
    add(stage, page, "Plan que se quita")
    stage.desk.record(
        Response(stage.snapshot.respondent, item, 2, documents=("Plan que se quita",))
    )
    stage.settle()
    page.choose(entries(stage)[0])
    page.form.remove.click()
    assert page.form.keep.hasFocus()
    page.form.keep.click()
    assert len(entries(stage)) == 1
    page.form.remove.click()
    page.form.really.click()
    stage.settle()
    assert entries(stage) == []
    assert stage.snapshot.response(item).documents == ("Plan que se quita",)


def test_from_a_question_one_returns_to_it(stage: Stage) -> None:
    item = stage.snapshot.items[3].id
    stage.window.show_page("question", Ask(item))
    page = page_of(stage)
    page.back.click()
    assert stage.window.current == "question"
    assert stage.program.settings.value.last_item == item
