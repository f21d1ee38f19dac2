"""A walk through every page that is registered, as people with other needs meet it."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from typing import Any

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import (
    QAbstractButton,
    QLabel,
    QPushButton,
    QScrollArea,
    QWidget,
)

from tests.gui.conftest import Stage, add_colleagues, begin, shown
from topp_desktop.bootstrap import Composition
from topp_desktop.foundation.settings import SettingsFile
from topp_desktop.ui.focus_order import takes_tab
from topp_desktop.ui.pages.registry import PAGES
from topp_desktop.ui.widgets import LevelChoice, OneLine

VIEWS: dict[str, dict[str, Any]] = {
    "usual": {"size": (1366, 768)},
    "english": {"size": (1366, 768), "language": "en"},
    "small": {"size": (910, 480)},
    "small-english-dark": {"size": (910, 480), "language": "en", "theme": "dark"},
    "large-text": {"size": (1366, 768), "text": 2.0},
    "large-text-english-contrast": {
        "size": (1366, 768),
        "text": 2.0,
        "language": "en",
        "theme": "contrast",
    },
}
SMALLEST_TARGET = 24


@pytest.fixture(params=list(VIEWS))
def stage(
    request: pytest.FixtureRequest, program: Composition, stage_of: Callable[..., Stage]
) -> Stage:
    add_colleagues(program, begin(program, answered=6))
    made = stage_of(program, **VIEWS[request.param])
    made.open()
    return made


def pages(stage: Stage) -> list[str]:
    """Shows page after page; yields the name of each."""
    return [page.name for page in PAGES]


def show(stage: Stage, name: str) -> QWidget:
    stage.window.show_page(name)
    stage.settle()
    content = stage.window.centralWidget()
    assert content is not None
    return content


def spoken(widget: QWidget) -> str:
    interface = QAccessible.queryAccessibleInterface(widget)
    return interface.text(QAccessible.Text.Name).strip()


def told(widget: QWidget) -> str:
    text = widget.text() if isinstance(widget, QLabel | QAbstractButton) else ""
    return f"{type(widget).__name__} {text or widget.accessibleName()!r} {widget.size()}"


def cut(widget: QWidget) -> bool:
    """Whether a text has less room than it needs."""
    if isinstance(widget, OneLine) or not widget.isVisible():
        return False
    if isinstance(widget, QLabel):
        if not widget.text():
            return False
        if widget.wordWrap():
            return widget.heightForWidth(widget.width()) > widget.height() + 1
        return widget.sizeHint().width() > widget.width() + 1
    if isinstance(widget, LevelChoice):
        return widget.heightForWidth(widget.width()) > widget.height() + 1
    if isinstance(widget, QPushButton):
        needed = widget.sizeHint()
        return needed.width() > widget.width() + 1 or needed.height() > widget.height() + 1
    return False


def scroller(widget: QWidget) -> QWidget | None:
    """What a widget scrolls in."""
    parent = widget.parentWidget()
    while parent is not None and not isinstance(parent, QScrollArea):
        parent = parent.parentWidget()
    return parent


def outside(widget: QWidget) -> bool:
    """Whether part of it lies beyond the side of what scrolls only upwards."""
    area = scroller(widget)
    if not isinstance(area, QScrollArea) or area.horizontalScrollBar().maximum() > 0:
        return False
    left = widget.mapTo(area.viewport(), QPoint(0, 0)).x()
    return left < 0 or left + widget.width() > area.viewport().width() + 1


def faults_on(name: str, content: QWidget) -> list[str]:
    """What a person would trip over on what is shown now; `name` is said with each."""
    faults: list[str] = []
    for widget in shown(content):
        focusable = widget.focusPolicy() != Qt.FocusPolicy.NoFocus
        mine = "qt_" not in widget.objectName() and widget.parent() is not None
        if focusable and mine and widget.isEnabled():
            if not spoken(widget) and not isinstance(widget, QScrollArea):
                faults.append(f"{name}: no name: {told(widget)}")
            if (
                not isinstance(widget, QLabel)
                and min(widget.width(), widget.height()) < SMALLEST_TARGET
            ):
                faults.append(f"{name}: small target: {told(widget)}")
        if isinstance(widget, QLabel) and widget.text():
            if widget.textFormat() != Qt.TextFormat.PlainText:
                faults.append(f"{name}: may be read as markup: {told(widget)}")
        if cut(widget):
            faults.append(f"{name}: cut: {told(widget)}")
        if isinstance(widget, QLabel | QAbstractButton) and outside(widget):
            faults.append(f"{name}: outside: {told(widget)}")
    return faults


def test_every_page(stage: Stage) -> None:
    """One walk for all checks: building the pages is what takes the time."""
    faults: list[str] = []
    for name in pages(stage):
        faults += faults_on(name, show(stage, name))
    assert not faults, "\n" + "\n".join(faults)


def test_tab_follows_the_reading_order(
    program: Composition, stage_of: Callable[..., Stage]
) -> None:
    add_colleagues(program, begin(program, answered=6))
    stage = stage_of(program)
    stage.open()
    faults: list[str] = []
    for name in pages(stage):
        content = show(stage, name)
        chain: list[QWidget] = []
        widget = content.nextInFocusChain()
        while widget is not None and widget is not content and len(chain) < 5000:
            if takes_tab(widget) and widget.isVisible() and widget.isEnabled():
                chain.append(widget)
            widget = widget.nextInFocusChain()
        reached = [w for w in chain if content.isAncestorOf(w)]
        places = [QRect(w.mapTo(content, QPoint(0, 0)), w.size()) for w in reached]
        for number, (before, after) in enumerate(pairwise(places)):
            if scroller(reached[number]) is not scroller(reached[number + 1]):
                continue
            below, beside = after.top() >= before.top(), after.left() >= before.right()
            if not (below or beside):
                one, other = told(reached[number]), told(reached[number + 1])
                faults.append(f"{name}: {one} at {before} before {other} at {after}")
    assert not faults, "\n" + "\n".join(faults)


def test_language_and_theme_switch_at_once(
    program: Composition, stage_of: Callable[..., Stage]
) -> None:
    begin(program, answered=6)
    stage = stage_of(program)
    stage.open()
    for name in pages(stage):
        show(stage, name)
    stage.window.show_page("tasks")
    stage.desk.set_language("en")
    stage.desk.set_theme("dark")
    stage.settle()
    for name in ("tasks", "question", "check", "help", "measurements", "start"):
        content = show(stage, name)
        texts = {w.text() for w in shown(content) if isinstance(w, QLabel | QAbstractButton)}
        assert not texts & {"Diagnóstico", "  Diagnóstico", "Continuar", "Atrás", "Cambiar"}, name
    assert stage.desk.theme.kind == "dark"
    settings = SettingsFile(program.places.settings).value
    assert (settings.language, settings.theme) == ("en", "dark")
