"""The window lies whole on its screen, and all that one works with lies in the window."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from tests.gui.conftest import Stage, begin
from topp_desktop.services.program import Program
from topp_desktop.ui.parts.question_order import Ask
from topp_desktop.ui.placing import whole_frame
from topp_desktop.ui.side_bar import THEME_NAMES
from topp_desktop.ui.widgets import Button, Card, PageScroll
from topp_desktop.ui.widgets.bottom_bar import Foot

LAPTOP = QRect(0, 0, 1366, 720)


def framed(inner: QRect) -> QRect:
    """With a title bar and borders as Windows draws them."""
    return inner.adjusted(-8, -31, 8, 8)


@pytest.mark.parametrize(
    ("inner", "room"),
    [
        (QRect(0, 0, 1366, 720), LAPTOP),
        (QRect(43, 23, 1280, 753), LAPTOP),
        (QRect(3000, 2000, 900, 600), QRect(0, 0, 1920, 1040)),
        (QRect(-900, -50, 1280, 800), QRect(-1280, 24, 1280, 1000)),
    ],
)
def test_a_window_and_its_frame_end_up_on_the_screen(inner: QRect, room: QRect) -> None:
    framed_then = framed(whole_frame(framed(inner), inner, room))
    assert room.contains(framed_then)


def test_a_window_that_lies_on_the_screen_stays_where_it_is() -> None:
    inner = QRect(100, 100, 900, 500)
    assert whole_frame(framed(inner), inner, LAPTOP) == inner


@pytest.mark.parametrize("text", [1.0, 1.75, 2.0])
@pytest.mark.parametrize("name", ["question", "send", "check", "results", "data", "road-map"])
def test_nothing_to_work_with_is_forced_off_a_laptops_screen(
    program: Program, stage_of: Callable[..., Stage], name: str, text: float
) -> None:
    begin(program, answered=16)
    stage = stage_of(program, size=(1366, 697), text=text)
    stage.open()
    stage.window.show_page(name)
    stage.settle()
    window = stage.window
    assert (window.width(), window.height()) == (1366, 697)
    least = window.minimumSizeHint()
    assert least.width() <= 1366
    assert least.height() <= 697
    side = window.side_bar
    framing: list[QWidget] = [window.header, side._language, side._theme]
    framing += [foot for foot in window.findChildren(Foot) if foot.isVisible()]
    for widget in framing:
        assert window.rect().contains(QRect(widget.mapTo(window, QPoint()), widget.size())), widget
    page = window.page(name)
    assert page.height() > 697 / 2


def test_what_a_page_holds_keeps_its_place_when_the_scroll_bar_comes(
    stage_of: Callable[..., Stage], program: Program, qtbot: QtBot
) -> None:
    theme = stage_of(program).session.theme
    page, tall = PageScroll(theme), Card()
    tall.setFixedHeight(100)
    page.main.addWidget(tall)
    page.resize(1000, 400)
    qtbot.addWidget(page)
    page.show()
    before = tall.geometry()
    tall.setFixedHeight(900)
    qtbot.waitUntil(lambda: page.verticalScrollBar().maximum() > 0)
    assert (tall.x(), tall.width()) == (before.x(), before.width())


class Tall:
    """A page with buttons one below the other, more than are in sight."""

    def __init__(self, stage: Stage, qtbot: QtBot) -> None:
        self.page = PageScroll(stage.session.theme)
        self.buttons = [Button(f"Number {n}") for n in range(30)]
        for button in self.buttons:
            self.page.main.addWidget(button)
        self.page.resize(600, 300)
        qtbot.addWidget(self.page)
        self.page.show()
        qtbot.waitExposed(self.page)
        self.page.activateWindow()

    @property
    def offset(self) -> int:
        return self.page.verticalScrollBar().value()


@pytest.mark.parametrize("reason", ["TabFocusReason", "BacktabFocusReason", "ShortcutFocusReason"])
def test_the_page_follows_the_keyboard(
    stage_of: Callable[..., Stage], program: Program, qtbot: QtBot, reason: str
) -> None:
    tall = Tall(stage_of(program), qtbot)
    tall.buttons[20].setFocus(Qt.FocusReason[reason])
    qtbot.waitUntil(lambda: not tall.buttons[20].visibleRegion().isEmpty())


def test_a_click_never_moves_what_is_clicked(
    stage_of: Callable[..., Stage], program: Program, qtbot: QtBot
) -> None:
    tall = Tall(stage_of(program), qtbot)
    half = next(
        b for b in tall.buttons if 0 < b.visibleRegion().boundingRect().height() < b.height()
    )
    before = tall.offset
    QTest.mouseClick(half, Qt.MouseButton.LeftButton, pos=QPoint(5, 2))
    half.clearFocus()
    half.setFocus(Qt.FocusReason.MouseFocusReason)
    half.clearFocus()
    half.setFocus(Qt.FocusReason.ActiveWindowFocusReason)
    QApplication.processEvents()
    assert tall.offset == before


def test_a_question_begins_at_its_title_whatever_was_answered(
    program: Program, stage_of: Callable[..., Stage]
) -> None:
    begin(program)
    stage = stage_of(program, size=(910, 480))
    stage.open()
    item = stage.snapshot.items[0].id
    stage.window.show_page("question", Ask(item))
    page = stage.window.page("question")
    for press in ("D", "N"):
        page.answer.press(press)  # type: ignore[attr-defined]
        stage.settle()
        stage.window.show_page("tasks")
        stage.window.show_page("question", Ask(item))
        stage.settle()
        assert page._scroll.verticalScrollBar().value() == 0  # type: ignore[attr-defined]


def test_the_choice_of_colours_is_shown_at_once(
    program: Program, stage_of: Callable[..., Stage]
) -> None:
    begin(program)
    stage = stage_of(program, theme="system")
    words, button = stage.desk.words, stage.window.side_bar._theme
    # The light one looks as the system does here: only the choice is another.
    for choice in ("light", "dark", "contrast", "system"):
        stage.desk.set_theme(choice)
        assert words.gettext(THEME_NAMES[choice]) in button.accessibleName()
        chosen = [a.text() for a in button.menu().actions() if a.isChecked()]
        assert chosen == [words.gettext(THEME_NAMES[choice])]


def test_keys_make_the_text_larger_and_a_start_keeps_it(
    program: Program, stage_of: Callable[..., Stage]
) -> None:
    begin(program)
    stage = stage_of(program)
    stage.open()
    usual = stage.desk.theme.px(100)
    QTest.keyClick(stage.window, Qt.Key.Key_Plus, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(stage.window, Qt.Key.Key_Plus, Qt.KeyboardModifier.ControlModifier)
    assert stage.desk.theme.px(100) == round(usual * 1.25)
    assert program.settings.value.zoom == 125
    for _ in range(9):
        QTest.keyClick(stage.window, Qt.Key.Key_Minus, Qt.KeyboardModifier.ControlModifier)
    assert stage.desk.theme.px(100) == round(usual * 0.8)
    assert stage_of(program).desk.theme.px(100) == round(usual * 0.8)
    stage.desk.zoom(0)
    assert stage.desk.theme.px(100) == usual
