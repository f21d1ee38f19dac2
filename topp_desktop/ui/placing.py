"""Where the window stands: whole on its screen, its frame and title bar included."""

from __future__ import annotations

from PySide6.QtCore import QByteArray, QRect, QSize
from PySide6.QtWidgets import QWidget

USUAL = QSize(1280, 800)
SMALLEST = QSize(640, 420)


def place_first(window: QWidget, saved: QByteArray) -> bool:
    """The size of the last time, or a first one; before the window is shown. Returns whether it
    is better shown maximised: where the screen has no room for the usual size."""
    room = window.screen().availableGeometry()
    window.setMinimumSize(SMALLEST.boundedTo(room.size()))
    if not saved.isEmpty() and window.restoreGeometry(saved):
        return False
    window.resize(USUAL.boundedTo(room.size()))
    return room.width() < USUAL.width() or room.height() < USUAL.height()


def whole_frame(frame: QRect, inner: QRect, room: QRect) -> QRect:
    """The frame moved, and made smaller if need be, until it lies within the room.

    frame: of the window with what its system puts around it; inner: without. The result is the
    inner rectangle.
    """
    size = frame.size().boundedTo(room.size())
    left = max(room.left(), min(frame.left(), room.right() + 1 - size.width()))
    top = max(room.top(), min(frame.top(), room.bottom() + 1 - size.height()))
    return QRect(
        left + inner.left() - frame.left(),
        top + inner.top() - frame.top(),
        size.width() - (frame.width() - inner.width()),
        size.height() - (frame.height() - inner.height()),
    )


def keep_on_screen(window: QWidget) -> None:
    """Once the window is shown, only then it knows its frame: nothing of it lies outside."""
    if window.isMaximized() or window.isFullScreen():
        return
    room = window.screen().availableGeometry()
    frame, inner = window.frameGeometry(), window.geometry()
    if not room.contains(frame):
        window.setGeometry(whole_frame(frame, inner, room))
