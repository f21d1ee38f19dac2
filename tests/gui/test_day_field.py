"""A day that is typed, or picked from a calendar by mouse or keys."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QDate, QLocale, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.gui.conftest import Stage, begin
from topp_desktop.services.program import Program
from topp_desktop.ui.pages.approval.page import ApprovalPage
from topp_desktop.ui.widgets.day_field import Calendar, DayField


@pytest.fixture
def field(program: Program, stage_of: Callable[..., Stage]) -> DayField:
    begin(program, answered=16)
    stage = stage_of(program)
    stage.open()
    stage.window.show_page("approval")
    stage.settle()
    page = stage.window.page("approval")
    assert isinstance(page, ApprovalPage)
    return page.review.date


def opened(field: DayField) -> Calendar:
    field.setFocus()
    QTest.keyClick(field, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert field.calendar is not None
    assert field.calendar.isVisible()
    return field.calendar


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("7/3/2025", QDate(2025, 3, 7)),
        ("2024-02-29", QDate(2024, 2, 29)),
        ("31/2/2026", QDate.currentDate()),
        ("", QDate.currentDate()),
    ],
)
def test_the_calendar_opens_at_what_is_written(field: DayField, typed: str, shown: QDate) -> None:
    field.setText(typed)
    assert opened(field).month.selectedDate() == shown


def test_a_day_is_picked_by_keys(field: DayField) -> None:
    field.setText("7/3/2025")
    calendar = opened(field)
    inside = QApplication.focusWidget()
    assert inside is not None
    assert calendar.isAncestorOf(inside)
    QTest.keyClick(inside, Qt.Key.Key_Right)
    QTest.keyClick(inside, Qt.Key.Key_Return)
    assert not calendar.isVisible()
    assert field.text() == "08/03/2025"
    assert field.hasFocus()


def test_a_day_is_picked_by_the_mouse_and_esc_leaves_the_field(field: DayField) -> None:
    field.setText("7/3/2025")
    field.opener.click()
    assert field.calendar is not None
    QTest.keyClick(field.calendar, Qt.Key.Key_Escape)
    assert not field.calendar.isVisible()
    assert field.text() == "7/3/2025"
    field.opener.click()
    field.calendar.month.clicked.emit(QDate(2025, 3, 20))
    assert field.text() == "20/03/2025"


def test_the_calendar_speaks_the_language_and_stays_on_the_screen(field: DayField) -> None:
    QLocale.setDefault(QLocale("es"))
    calendar = opened(field)
    assert calendar.month.locale().language() == QLocale.Language.Spanish
    assert calendar.screen().availableGeometry().contains(calendar.geometry())
