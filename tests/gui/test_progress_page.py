"""Progress in the window: recording what became of things, the last plan, the report."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tests.gui.conftest import Stage, begin, page_of
from tests.support.papers import text_of
from topp_desktop.domain.roadmap import FollowUp, Semester
from topp_desktop.services.program import Program
from topp_desktop.ui.pages.road_map.progress.page import ProgressPage


@pytest.fixture
def stage(planned: Stage) -> Stage:
    return planned


def shown(stage: Stage) -> ProgressPage:
    return page_of(stage, "progress", ProgressPage)


def recorded(stage: Stage) -> dict[str, FollowUp]:
    opened = stage.program.road_maps.edit.open(stage.snapshot.id)
    return dict(opened.edits.follow_up)


def choose(page: ProgressPage, status: str) -> None:
    """As a person chooses a status from the list."""
    page.follow.status.show_value(status)
    page.follow.status.chosen.emit(status)


def test_what_became_of_an_action_is_recorded_by_keyboard(stage: Stage) -> None:
    page = shown(stage)
    first = page.plan.road_map.plan.scheduled[0].id
    QTest.keyClick(page.table, Qt.Key.Key_Return)
    assert page.follow.status.hasFocus()
    choose(page, "done")
    assert page.follow.date.text() == "04/03/2026"
    page.follow.document.setText("Acta 12")
    page.follow.comment.setPlainText("Con dos meses de retraso.")
    QTest.keyClick(page.follow.document, Qt.Key.Key_Return)
    stage.settle()
    assert recorded(stage) == {
        f"action:{first}": FollowUp(
            "done", date(2026, 3, 4), "Acta 12", "Con dos meses de retraso."
        )
    }
    status = page.table.item(0, 2)
    assert status is not None
    assert status.text() == "Hecho"
    assert "Hecho: 1" in page._said.text()
    rows = page.chart.canvas.picture.table.rows
    assert rows[0][2] == "1"
    stage.desk.undo()
    stage.settle()
    assert recorded(stage) == {}
    assert page.follow.document.text() == ""


def test_a_wrong_date_is_said_at_its_field_and_nothing_is_lost(stage: Stage) -> None:
    page = shown(stage)
    choose(page, "under-way")
    page.follow.date.setText("31/02/2026")
    page.follow.document.setText("Acta 12")
    QTest.keyClick(page.follow.save, Qt.Key.Key_Return)
    stage.settle()
    assert recorded(stage) == {}
    assert page.follow.date.property("wrong")
    assert page.follow.date.hasFocus()
    assert page.follow.document.text() == "Acta 12"
    page.follow.date.setText("28/02/2026")
    QTest.keyClick(page.follow.save, Qt.Key.Key_Return)
    stage.settle()
    assert [f.on for f in recorded(stage).values()] == [date(2026, 2, 28)]


def test_milestones_are_followed_too_and_late_ones_are_counted(stage: Stage) -> None:
    stage.program.road_maps.milestones.add(
        stage.snapshot.id, "A", [("Vieja", Semester(2019, 1)), ("Nueva", Semester(2029, 1))]
    )
    stage.desk.reload()
    stage.settle()
    page = shown(stage)
    assert not page.late.isVisible()
    page.kind.show_value("milestone")
    page.kind.chosen.emit("milestone")
    assert page.late.isVisible()
    assert page.table.rowCount() == 2
    choose(page, "dropped")
    QTest.keyClick(page.follow.save, Qt.Key.Key_Return)
    stage.settle()
    assert not page.late.isVisible()
    assert [f.status for f in recorded(stage).values()] == ["dropped"]
    assert page.kind.value == "milestone"


def test_the_plan_of_the_last_measurement_is_judged(
    program: Program, stage_of: Callable[..., Stage]
) -> None:
    before = begin(program, answered=16)
    action = program.road_maps.edit.open(before).road_map.plan.scheduled[0]
    program.road_maps.milestones.follow(
        before, "action", action.id, status="done", on=date(2026, 3, 4)
    )
    program.rounds.begin(before, "2027-1")
    stage = stage_of(program)
    stage.session.open_last(lambda: None)
    stage.settle()
    stage.desk.open(program.assessments.list()[-1].id)
    stage.settle()
    for proposal in stage.snapshot.stored.proposals:
        program.rounds.confirm(stage.snapshot.id, proposal.respondent, proposal.item)
    stage.desk.reload()
    stage.settle()
    page = shown(stage)
    assert page._last.isVisible()
    assert "2026-1" in page._last.heading.text()
    assert page.last_table.rowCount() > 5
    said = page.last_table.item(0, 3)
    assert said is not None
    assert "Hecho" in said.text()


@pytest.mark.parametrize(("language", "word"), [("es", "Avance"), ("en", "Progress")])
def test_the_progress_report_is_written_from_the_window(
    stage: Stage, tmp_path: Path, language: str, word: str
) -> None:
    page = shown(stage)
    path = tmp_path / "avance – ñ.pdf"
    page.report.write(language, path)
    stage.settle()
    assert path.name in stage.told
    text = text_of(path.read_bytes())
    assert word in text
    assert "Municipio de Ejemplo" in text
