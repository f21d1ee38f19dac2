"""Things side by side while there is room, below each other where there is not."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

from topp_desktop.ui.theme.theme import Theme


class Columns(QWidget):
    """`add` widgets with their share of the width; one column below `breakpoint` logical pixels
    (at the usual text size)."""

    def __init__(self, theme: Theme, breakpoint_: int, *, spacing: int = 18) -> None:
        super().__init__()
        self._theme = theme
        self._breakpoint = breakpoint_
        self._box = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(spacing)

    def add(self, widget: QWidget, share: int = 1, *, bottom: bool = False) -> None:
        """Adds a widget; `bottom`: fields stand on one line, however long their labels are."""
        alignment = Qt.AlignmentFlag.AlignBottom if bottom else Qt.AlignmentFlag(0)
        self._box.addWidget(widget, share, alignment)

    @property
    def stacked(self) -> bool:
        """Whether everything stands in one column."""
        return self._box.direction() == QBoxLayout.Direction.TopToBottom

    def resizeEvent(self, event: QResizeEvent) -> None:
        narrow = event.size().width() < self._theme.px(self._breakpoint)
        self._box.setDirection(
            QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight
        )
        super().resizeEvent(event)
