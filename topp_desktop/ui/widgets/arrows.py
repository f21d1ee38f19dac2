"""Up and down go from a line one types in to what it found, and between those."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

_STEPS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}


class Arrows(QObject):
    """Watches the widgets that it is given; `left` is called on Escape."""

    def __init__(self, parent: QObject, left: Callable[[], object]) -> None:
        super().__init__(parent)
        self._left = left
        self._stops: Sequence[QWidget] = ()

    def lead(self, stops: Sequence[QWidget]) -> None:
        """From now on these, from top to bottom."""
        self._stops = tuple(stops)
        for stop in stops:
            stop.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress:
            return super().eventFilter(watched, event)
        if event.key() == Qt.Key.Key_Escape:
            self._left()
            return True
        step = _STEPS.get(Qt.Key(event.key()))
        here = next((n for n, stop in enumerate(self._stops) if stop is watched), None)
        if step is None or here is None or not 0 <= here + step < len(self._stops):
            return super().eventFilter(watched, event)
        self._stops[here + step].setFocus(Qt.FocusReason.OtherFocusReason)
        return True
