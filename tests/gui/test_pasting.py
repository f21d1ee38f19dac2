"""Whatever comes into a field is cut once, where the cursor is, and said in words."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt
from PySide6.QtGui import QDropEvent, QGuiApplication, QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.gui.conftest import Stage
from topp_desktop.ui.widgets import LineField, TextField
from topp_desktop.ui.widgets.code_field import CodeField
from topp_desktop.ui.widgets.number_field import NumberField

LONG = 20_000
PAGE = "Línea de una página.\r\n" * 1000
TEXTS = {
    "one word": "a" * LONG,
    "pages": PAGE[:LONG],
    "nul": "a\x00" * (LONG // 2),
    "emoji": "😀👩‍👩‍👧" * (LONG // 6),
    "right to left": "تخطيط " * (LONG // 6),
    "combining": "e\u0301" * (LONG // 2),
    "digits of other kinds": "²٣½" * (LONG // 3),
    "separators": "\u2028\u2029\x85\x0b" * (LONG // 4),
}


def paste(field: LineField | TextField, text: str) -> None:
    QGuiApplication.clipboard().setText(text)
    QTest.keyClick(field, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)


@pytest.mark.parametrize("make", [TextField, LineField, lambda: NumberField(0, 999)])
@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_twenty_thousand_characters_are_cut_at_the_limit(
    qtbot: QtBot, make: Callable[[], LineField | TextField], text: str
) -> None:
    field = make()
    qtbot.addWidget(field)
    field.show()
    for _ in range(2):
        paste(field, text)
        assert len(field.content()) <= field.longest
        assert "\x00" not in field.content()
        field.content().encode("utf-8")


@pytest.mark.parametrize("make", [TextField, LineField])
def test_a_paste_is_cut_at_its_end_and_undo_takes_it_back(
    qtbot: QtBot, make: Callable[..., LineField | TextField]
) -> None:
    field = make(longest=10)
    qtbot.addWidget(field)
    heard: list[tuple[int, int]] = []
    field.shortened.connect(lambda *told: heard.append(told))
    QTest.keyClicks(field, "before")
    QTest.keyClick(field, Qt.Key.Key_Home)
    paste(field, "12345678")
    assert field.content() == "1234before"
    assert heard == [(4, 8)]
    QTest.keyClicks(field, "x")
    assert field.content() == "1234before"
    field.undo()
    assert field.content() == "before"


def test_a_paste_in_place_of_a_choice_has_its_room(qtbot: QtBot) -> None:
    for field in (TextField(longest=10), LineField(longest=10)):
        qtbot.addWidget(field)
        QTest.keyClicks(field, "0123456789")
        field.selectAll()
        paste(field, "abcdefgh")
        assert field.content() == "abcdefgh"


@pytest.mark.parametrize("make", [TextField, LineField])
def test_an_input_method_and_a_drop_are_cut_too(
    qtbot: QtBot, make: Callable[..., LineField | TextField]
) -> None:
    field = make(longest=4)
    qtbot.addWidget(field)
    field.show()
    brought = QInputMethodEvent()
    brought.setCommitString("計画" * 10)
    QApplication.sendEvent(field, brought)
    assert field.content() == "計画計画"
    data = QMimeData()
    data.setText("x" * LONG)
    target = field.viewport() if isinstance(field, TextField) else field
    copy, left = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
    none = Qt.KeyboardModifier.NoModifier
    QApplication.sendEvent(target, QDropEvent(QPointF(4, 4), copy, data, left, none))
    assert len(field.content()) == 4


def test_the_menu_of_a_line_pastes_in_the_same_way(qtbot: QtBot) -> None:
    field = LineField(longest=5)
    qtbot.addWidget(field)
    field.show()
    QGuiApplication.clipboard().setText("one\ntwo\n")
    menu = field.menu()
    next(a for a in menu.actions() if a.objectName() == "edit-paste").trigger()
    assert field.text() == "one t"


def test_a_sign_of_several_characters_is_never_cut_in_two(qtbot: QtBot) -> None:
    field = LineField(longest=4)
    qtbot.addWidget(field)
    paste(field, "ab👩‍👩‍👧")
    assert field.text() == "ab"


def test_a_code_takes_a_page_without_harm(qtbot: QtBot) -> None:
    code = CodeField(4, 4, str.upper)
    qtbot.addWidget(code)
    paste(code.groups[0], PAGE)
    assert all(len(text) <= 4 for text in code.texts)


def test_the_window_says_what_was_pasted_and_how_full_a_field_is(planned: Stage) -> None:
    planned.window.show_page("question")
    planned.settle()
    note = planned.window.findChildren(TextField)
    field = next(f for f in note if f.accessibleName() == "Justificación")
    field.setFocus()
    planned.window.activateWindow()
    planned.settle()
    room = planned.session.field_room
    paste(field, "a" * 3199)
    assert room.text == ""
    QTest.keyClicks(field, "b")
    assert room.text == "3200 de 4000 caracteres"
    field.selectAll()
    paste(field, "a" * 10_000)
    assert room.text == "Se pegaron 4000 de 10.000 caracteres"
    QTest.keyClick(field, Qt.Key.Key_Backspace)
    assert room.text == "3999 de 4000 caracteres"
    field.flush()
