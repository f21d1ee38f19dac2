"""What was wrong is no longer called so while it is corrected; a key twice takes nothing away."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from tests.gui.conftest import Stage, begin, page_of
from topp_desktop.charts.cell_maps import target_map
from topp_desktop.charts.shapes import Rect
from topp_desktop.charts.trend import TrendColumn, trend_chart
from topp_desktop.domain.scoring import Score
from topp_desktop.foundation.i18n import translator
from topp_desktop.services.program import Program
from topp_desktop.ui.pages.data.page import DataPage
from topp_desktop.ui.pages.question.page import QuestionPage
from topp_desktop.ui.painters import ScreenMeasure
from topp_desktop.ui.widgets import Choice, ErrorSummary, FieldRow, LineField, TextField


def _line() -> QWidget:
    return LineField()


def _choice() -> QWidget:
    made = Choice()
    made.show_options([("a", "A"), ("b", "B")], "a")
    return made


@pytest.mark.parametrize("make", [_line, TextField, _choice])
def test_an_error_goes_when_its_field_is_corrected(
    make: Callable[[], QWidget], qtbot: QtBot
) -> None:
    field, other = make(), LineField()
    row, summary = FieldRow(field, "Name"), ErrorSummary()
    for widget in (row, summary, other):
        qtbot.addWidget(widget)
        widget.show()
    row.show_error("Write it")
    summary.show_errors("Put right", [("Write it", field), ("And this", other)])
    if isinstance(field, LineField):
        field.setText("x")
    elif isinstance(field, TextField):
        field.setPlainText("x")
    elif isinstance(field, Choice):
        field.setCurrentIndex(1)
    assert not row.error.isVisible()
    assert not field.property("wrong")
    assert summary.isVisible()
    other.setText("y")
    assert not summary.isVisible()


@pytest.mark.parametrize(("key", "answer"), [(Qt.Key.Key_D, "DK"), (Qt.Key.Key_N, None)])
def test_a_key_pressed_twice_says_the_same_twice(
    key: Qt.Key, answer: str | None, program: Program, stage_of: Callable[..., Stage]
) -> None:
    begin(program)
    stage = stage_of(program)
    stage.open()
    page = page_of(stage, "question", QuestionPage)
    item = stage.snapshot.items[0].id
    for _ in range(2):
        page.answer.focus()
        QTest.keyClick(page, key)
        stage.settle()
    response = stage.snapshot.response(item)
    assert response.answer == answer
    if answer is None:
        assert response.reason, "it still waits for its reason"
        assert page.answer.not_applicable.isChecked()


def test_enter_goes_through_the_passphrase_and_what_is_typed_can_be_seen(
    program: Program, stage_of: Callable[..., Stage]
) -> None:
    begin(program)
    stage = stage_of(program)
    stage.open()
    card = page_of(stage, "data", DataPage).passphrase
    card.first.setFocus()
    card.first.setText("cuatro palabras")
    QTest.keyClick(card.first, Qt.Key.Key_Return)
    assert card.second.hasFocus()
    assert card.second.echoMode() == QLineEdit.EchoMode.Password
    card.look.setChecked(True)
    assert card.second.echoMode() == QLineEdit.EchoMode.Normal
    card.second.setText("otras")
    QTest.keyClick(card.second, Qt.Key.Key_Return)
    assert card.rows[2].error.isVisible()
    card.forget()
    assert card.first.echoMode() == QLineEdit.EchoMode.Password


def test_a_line_that_ended_earlier_has_no_figure_of_the_last_measurement(
    program: Program, stage_of: Callable[..., Stage]
) -> None:
    begin(program, answered=16)
    stage = stage_of(program, language="en")
    stage.open()
    full, none = Score(declared=47.0), Score()
    columns = [
        TrendColumn("2026-1", full, {"T": full, "O": full}),
        TrendColumn("2026-2", full, {"T": none, "O": full}),
    ]
    picture = trend_chart(columns, stage.desk.wording, translator("en"), ScreenMeasure(), 700)
    said = [s.text for s in picture.shapes if hasattr(s, "text")]
    assert "Technical –" in said
    assert "Operational 47" in said


def test_two_targets_of_one_level_have_one_colour(
    program: Program, stage_of: Callable[..., Stage]
) -> None:
    made = begin(program, answered=14)
    program.details.set_targets(made, dict.fromkeys(("1-T", "1-O"), 75.0))
    stage = stage_of(program, language="en")
    stage.open()
    card = stage.desk.results.card
    picture = target_map(card, {}, stage.desk.wording, translator("en"), ScreenMeasure(), 900)
    fills = {s.fill for s in picture.shapes if isinstance(s, Rect) and s.fill}
    targets = {c.target for c in card.cells.values() if c.declared is not None}
    assert len({f for f in fills if f.startswith("level-")}) == len(targets)
