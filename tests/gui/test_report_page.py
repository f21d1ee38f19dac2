"""The report with chosen sections, language and paper, and as a spreadsheet."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from python_calamine import CalamineWorkbook

from tests.gui.conftest import Stage, begin
from tests.support.papers import reader, text_of
from topp_desktop.services.program import Program
from topp_desktop.ui.pages.report import ReportPage


@pytest.fixture
def page(program: Program, stage_of: Callable[..., Stage]) -> tuple[Stage, ReportPage]:
    made = begin(program, answered=16)
    action = program.road_maps.edit.open(made).road_map.plan.scheduled[0].id
    program.road_maps.edit.change(made, action, title="Título propio", partner="Mancomunidad")
    stage = stage_of(program)
    stage.open()
    stage.window.show_page("report")
    stage.settle()
    found = stage.window.findChild(ReportPage)
    assert found is not None
    return stage, found


def test_the_whole_report_prints_the_plan_as_people_left_it(
    page: tuple[Stage, ReportPage], tmp_path: Path
) -> None:
    stage, shown = page
    path = tmp_path / "informe.pdf"
    shown.write(path)
    stage.settle()
    assert path.name in stage.told
    text = text_of(path.read_bytes())
    assert "Título propio" in text
    assert "Mancomunidad" in text
    assert "Glosario" in text


def test_sections_language_and_paper_are_those_that_were_chosen(
    page: tuple[Stage, ReportPage], tmp_path: Path
) -> None:
    stage, shown = page
    QTest.keyClick(shown.none, Qt.Key.Key_Return)
    assert not shown.save.isEnabled()
    QTest.keyClick(shown.sections["needs"], Qt.Key.Key_Space)
    assert shown.chosen == {"needs"}
    assert shown.save.isEnabled()
    shown.language.show_value("en")
    shown.paper.show_value("Letter")
    path = tmp_path / "needs.pdf"
    shown.write(path)
    stage.settle()
    document = reader(path.read_bytes())
    assert [str(e.title) for e in document.outline if not isinstance(e, list)] == ["1  Needs"]
    assert round(float(document.pages[0].mediabox.width)) == 612


def test_the_spreadsheet_has_the_plan(page: tuple[Stage, ReportPage], tmp_path: Path) -> None:
    stage, shown = page
    path = tmp_path / "informe.xlsx"
    shown.write_sheet(path)
    stage.settle()
    book = CalamineWorkbook.from_filelike(io.BytesIO(path.read_bytes()))
    rows = book.get_sheet_by_name("Acciones").to_python()
    assert any("Título propio" in row for row in rows)
