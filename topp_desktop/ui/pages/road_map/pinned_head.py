"""The head of a long picture stays in sight while its rows scroll by."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QScrollArea, QWidget

from topp_desktop.charts.shapes import Picture
from topp_desktop.ui.painters import paint_picture
from topp_desktop.ui.theme.theme import Theme

_AIR = 6
"""Between the head and a bar that the keyboard reached, in pixels."""


class PinnedHead(QWidget):
    """Lies over the canvas that is its parent, where the area's sight of it begins. What it shows
    is the picture's own head, so that nobody reads it twice: it takes no focus and no mouse."""

    def __init__(self, canvas: QWidget, theme: Theme, picture: Callable[[], Picture]) -> None:
        super().__init__(canvas)
        self._canvas, self._theme, self._picture = canvas, theme, picture
        self._area: QScrollArea | None = None
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()

    def follow(self, area: QScrollArea | None) -> None:
        """Goes with the area that scrolls the canvas."""
        if area is not None and area is not self._area:
            self._area = area
            area.verticalScrollBar().valueChanged.connect(lambda _: self.place())
        self.place()

    def place(self) -> None:
        """Shows the head where the picture's own has gone by and rows are still in sight."""
        head, above = round(self._picture().head), self._above()
        shown = head > 0 and 0 < above < self._canvas.height() - 2 * head
        if shown:
            self.setGeometry(0, above, self._canvas.width(), head)
            self.raise_()
        self.setVisible(shown)

    def uncover(self, part: QWidget) -> None:
        """Scrolls until a part of the canvas lies below the head."""
        hidden = self._above() + round(self._picture().head) + _AIR - part.y()
        if self._area is not None and self._picture().head and hidden > 0:
            bar = self._area.verticalScrollBar()
            bar.setValue(bar.value() - hidden)

    def _above(self) -> int:
        """How much of the canvas lies above what is seen."""
        if self._area is None:
            return 0
        return -self._canvas.mapTo(self._area.viewport(), QPoint(0, 0)).y()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._theme.color("card"))
        paint_picture(painter, self._picture(), self._theme.palette)
