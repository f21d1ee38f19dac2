"""Pages scroll after the keyboard: what it reaches comes into sight. The mouse moves nothing."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QRect, Qt
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QApplication, QScrollArea, QWidget

_AROUND = 24
"""What is seen around a thing that was scrolled to, in pixels."""
_KEYS = {
    Qt.FocusReason.TabFocusReason,
    Qt.FocusReason.BacktabFocusReason,
    Qt.FocusReason.ShortcutFocusReason,
}


class FollowedArea(QScrollArea):
    """A scroll area that brings what receives the focus into sight."""


def reveal(widget: QWidget, part: QRect | None = None) -> None:
    """Scrolls whatever area holds the widget until it, or a part of it, is in sight."""
    area = area_of(widget)
    inside = area.widget() if area is not None else None
    if area is None or inside is None:
        return
    where = widget.rect() if part is None else part
    corner = widget.mapTo(inside, where.topLeft())
    # Of what is higher than the area its beginning counts.
    height = min(where.height(), area.viewport().height() - 2 * _AROUND)
    middle = corner.y() + height // 2
    area.ensureVisible(corner.x(), middle, 0, max(0, height // 2) + _AROUND)


class FocusFollower(QObject):
    """Follows the focus where a key moved it. Where the program moved it, as to a field with an
    error, it follows if nothing of the widget is in sight; a click, a closed list or a window
    that comes forward never scrolls."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        application = QApplication.instance()
        if application is not None:
            application.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Looks at the focus alone, and stops nothing."""
        if event.type() == QEvent.Type.FocusIn and isinstance(event, QFocusEvent):
            reason = event.reason()
            moved = reason == Qt.FocusReason.OtherFocusReason
            if isinstance(watched, QWidget) and (reason in _KEYS or (moved and _hidden(watched))):
                reveal(watched)
        return False


def _hidden(widget: QWidget) -> bool:
    return widget.visibleRegion().isEmpty()


def area_of(widget: QWidget) -> FollowedArea | None:
    """The area that scrolls a widget, if one does."""
    parent = widget.parentWidget()
    while parent is not None and not isinstance(parent, FollowedArea):
        parent = parent.parentWidget()
    return parent
