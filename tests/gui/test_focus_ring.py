"""The keyboard's place is shown by one whole ring, and what opens over a page stays small."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QComboBox, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from tests.gui.conftest import Stage, begin
from topp_desktop.services.program import Program
from topp_desktop.ui.widgets import Choice, PageScroll, Table
from topp_desktop.ui.widgets.fields import MOST_SHOWN


@pytest.fixture
def stage(program: Program, stage_of: Callable[..., Stage]) -> Stage:
    begin(program, answered=16)
    made = stage_of(program, size=(1366, 697))
    made.open()
    return made


def place(widget: QWidget) -> QRect:
    return QRect(widget.mapTo(widget.window(), QPoint()), widget.size())


@pytest.mark.parametrize("name", ["question", "results", "send", "data", "road-map"])
def test_the_ring_goes_around_whatever_has_the_focus(stage: Stage, name: str) -> None:
    stage.window.show_page(name)
    stage.settle()
    ringed = 0
    for widget in stage.window.findChildren(QWidget):
        own = getattr(widget, "rings_itself", False)
        shown = widget.isVisible() and not widget.visibleRegion().isEmpty()
        if own or not shown or not isinstance(widget, QAbstractButton | QComboBox | QLineEdit):
            continue
        if widget.focusPolicy() == Qt.FocusPolicy.NoFocus or not widget.isEnabled():
            continue
        widget.setFocus(Qt.FocusReason.TabFocusReason)
        stage.settle()
        if not widget.hasFocus():
            continue
        ring = stage.window.ring
        assert ring.around is widget
        if widget.property("segment"):
            assert place(widget).contains(ring.place())
        else:
            assert ring.place() == place(widget).adjusted(-4, -4, 4, 4)
        ringed += 1
    assert ringed > 5


def test_the_first_level_of_an_open_question_does_not_look_chosen(
    program: Program, stage_of: Callable[..., Stage]
) -> None:
    begin(program)
    stage = stage_of(program)
    stage.open()
    stage.window.show_page("question")
    stage.settle()
    levels = stage.window.page("question").answer.levels  # type: ignore[attr-defined]
    assert levels[0].hasFocus()
    with_focus = levels[0].grab().toImage()
    levels[1].setFocus()
    stage.settle()
    assert levels[0].grab().toImage() == with_focus


def test_in_a_table_the_ring_follows_the_row_and_the_page_follows_the_ring(
    stage: Stage, qtbot: QtBot
) -> None:
    page, table = PageScroll(stage.session.theme), Table("Rows", whole_height=True)
    table.show_rows(("A", "B"), [(str(n), "text") for n in range(40)])
    page.main.addWidget(table)
    stage.window._stack.addWidget(page)
    stage.window._stack.setCurrentWidget(page)
    table.setFocus(Qt.FocusReason.TabFocusReason)
    stage.settle()
    for _ in range(30):
        QTest.keyClick(table, Qt.Key.Key_Down)
    stage.settle()
    assert table.currentRow() == 30
    row = table.visualRect(table.currentIndex())
    top = table.viewport().mapTo(stage.window, row.topLeft())
    ring = stage.window.ring.place()
    assert (ring.top(), ring.height()) == (top.y(), row.height())
    assert ring.width() == table.viewport().width()
    assert place(page).contains(ring)
    before = page.verticalScrollBar().value()
    QTest.mouseClick(
        table.viewport(), Qt.MouseButton.LeftButton, pos=row.center() - QPoint(0, row.height())
    )
    assert (table.currentRow(), page.verticalScrollBar().value()) == (29, before)


@pytest.mark.qt_log_ignore("This plugin does not support")
def test_an_open_list_is_short_and_stays_on_the_screen(stage: Stage, qtbot: QtBot) -> None:
    for count in (3, 200):
        choice = Choice("Country")
        choice.show_options([(n, f"Country {n}") for n in range(count)], 1)
        qtbot.addWidget(choice)
        choice.move(0, 0)
        choice.show()
        choice.showPopup()
        stage.settle()
        view = choice.view()
        assert view.window().height() < (MOST_SHOWN + 1) * (view.sizeHintForRow(0) + 6)
        choice.hidePopup()


def test_a_choice_without_room_ends_with_dots_and_says_the_rest(stage: Stage, qtbot: QtBot) -> None:
    long = "Según la propuesta: nada impide comenzar en este semestre"
    choice = Choice("When")
    choice.show_options([(0, long), (1, "Sí")], 0)
    qtbot.addWidget(choice)
    choice.setFixedWidth(180)
    choice.show()
    choice.grab()
    assert choice.toolTip() == long
    choice.show_value(1)
    choice.grab()
    assert not choice.toolTip()
