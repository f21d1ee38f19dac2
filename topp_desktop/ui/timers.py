"""Timers that go off once."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer


def one_shot(parent: QObject, milliseconds: int) -> QTimer:
    """A timer that goes off once each time it is started.

    By its setters: PySide finds a keyword's setter by upper-casing its first letter as the
    system's language does, and in Turkish an i becomes İ, so that "interval" is not found.
    """
    timer = QTimer(parent)
    timer.setSingleShot(True)
    timer.setInterval(milliseconds)
    return timer
