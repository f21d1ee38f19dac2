"""What a walk through the pages looks at: names, targets, room for texts, the order of Tab."""

from __future__ import annotations

from itertools import pairwise

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import (
    QAbstractButton,
    QCheckBox,
    QComboBox,
    QLabel,
    QLineEdit,
    QPushButton,
    QRadioButton,
    QScrollArea,
    QWidget,
)

from tests.gui.conftest import shown
from topp_desktop.ui.focus_order import takes_tab
from topp_desktop.ui.widgets import ElementChoice, LevelChoice, OneLine

SMALLEST_TARGET = 24


def faults_in(content: QWidget) -> list[str]:
    """What somebody who hears, types or enlarges would stumble over, in words."""
    faults = []
    for widget in shown(content):
        focusable = widget.focusPolicy() != Qt.FocusPolicy.NoFocus
        mine = "qt_" not in widget.objectName() and widget.parent() is not None
        if focusable and mine and widget.isEnabled():
            if not spoken(widget) and not isinstance(widget, QScrollArea):
                faults.append(f"no name: {told(widget)}")
            if (
                not isinstance(widget, QLabel)
                and min(widget.width(), widget.height()) < SMALLEST_TARGET
            ):
                faults.append(f"small target: {told(widget)}")
        if isinstance(widget, QLabel) and widget.text():
            if widget.textFormat() != Qt.TextFormat.PlainText:
                faults.append(f"may be read as markup: {told(widget)}")
        if cut(widget):
            faults.append(f"cut: {told(widget)}")
        if isinstance(widget, QLabel | QAbstractButton) and outside(widget, content):
            faults.append(f"outside: {told(widget)}")
    return faults


def tab_faults_in(content: QWidget) -> list[str]:
    """Where Tab jumps back, in words."""
    chain: list[QWidget] = []
    widget = content.nextInFocusChain()
    while widget is not None and widget is not content and len(chain) < 5000:
        if takes_tab(widget) and widget.isVisible() and widget.isEnabled():
            chain.append(widget)
        widget = widget.nextInFocusChain()
    reached = [w for w in chain if content.isAncestorOf(w)]
    places = [QRect(w.mapTo(content, QPoint(0, 0)), w.size()) for w in reached]
    faults = []
    for number, (before, after) in enumerate(pairwise(places)):
        if scroller(reached[number]) is not scroller(reached[number + 1]):
            continue
        if not follows(before, after):
            one, other = told(reached[number]), told(reached[number + 1])
            faults.append(f"{one} at {before} before {other} at {after}")
    return faults


def follows(before: QRect, after: QRect) -> bool:
    """Whether one reads on from the first place to the second: to the right in a line, else
    further down, or at the top of a column further right."""
    middles = before.center().y(), after.center().y()
    spans = (after.top(), after.bottom()), (before.top(), before.bottom())
    if all(top <= middle <= bottom for middle, (top, bottom) in zip(middles, spans, strict=True)):
        return after.left() >= before.left()
    return after.top() >= before.top() or after.left() >= before.right()


def spoken(widget: QWidget) -> str:
    """What a screen reader calls it."""
    interface = QAccessible.queryAccessibleInterface(widget)
    return interface.text(QAccessible.Text.Name).strip()


def told(widget: QWidget) -> str:
    """The widget in words, for a test that fails."""
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
    if isinstance(widget, LevelChoice | ElementChoice):
        return widget.heightForWidth(widget.width()) > widget.height() + 1
    if isinstance(widget, QPushButton | QCheckBox | QRadioButton):
        needed = widget.sizeHint()
        return needed.width() > widget.width() + 1 or needed.height() > widget.height() + 1
    if isinstance(widget, QLineEdit):
        return widget.height() + 1 < widget.sizeHint().height()
    if isinstance(widget, QComboBox):
        return widget.height() + 1 < widget.sizeHint().height()
    return False


def scroller(widget: QWidget) -> QWidget | None:
    """What a widget scrolls in."""
    parent = widget.parentWidget()
    while parent is not None and not isinstance(parent, QScrollArea):
        parent = parent.parentWidget()
    return parent


def outside(widget: QWidget, content: QWidget) -> bool:
    """Whether part of it lies beyond the side of what scrolls only upwards, or of the window."""
    area = scroller(widget)
    frame: QWidget = content
    if isinstance(area, QScrollArea):
        if area.horizontalScrollBar().maximum() > 0:
            return False
        frame = area.viewport()
    left = widget.mapTo(frame, QPoint(0, 0)).x()
    return left < 0 or left + widget.width() > frame.width() + 1
