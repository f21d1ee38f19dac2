"""Counts what a window is told by Qt, and waits until it is told nothing any more."""

from __future__ import annotations

from collections import Counter

from PySide6.QtCore import QCoreApplication, QEvent, QObject
from PySide6.QtWidgets import QApplication, QWidget

WATCHED = {
    QEvent.Type.Resize: "resize",
    QEvent.Type.LayoutRequest: "layout",
    QEvent.Type.Paint: "paint",
}
ROUNDS = 40
"""Rounds of the event queue after which a window that still moves never rests."""


class Told(QObject):
    """Everything that widgets are told while it watches: by event, and by widget and event."""

    def __init__(self) -> None:
        super().__init__()
        self.events: Counter[str] = Counter()
        self.widgets: Counter[tuple[QObject, str]] = Counter()
        application = QCoreApplication.instance()
        assert application is not None
        application.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        name = WATCHED.get(event.type())
        if name is not None and isinstance(watched, QWidget):
            self.events[name] += 1
            self.widgets[watched, name] += 1
        return False

    def forget(self) -> None:
        """Counts from nothing again."""
        self.events.clear()
        self.widgets.clear()

    def resized(self, widget: QWidget) -> int:
        """How often a widget was given a size."""
        return self.widgets[widget, "resize"]


def rest(told: Told) -> bool:
    """Lets events happen until none is left that moves anything; False: they do not end."""
    for _ in range(ROUNDS):
        before = told.events.total()
        QApplication.processEvents()
        if told.events.total() == before:
            return True
    return False
