"""A thin bar of progress that also says its figures."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QProgressBar, QSizePolicy

from topp_desktop.ui.theme.theme import Theme


class ProgressBar(QProgressBar):
    """Painted by hand: the style sheet cannot round a short chunk."""

    def __init__(self, theme: Theme, name: str = "") -> None:
        super().__init__()
        self._theme = theme
        self.setTextVisible(False)
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_progress(self, done: int, total: int, words: str) -> None:
        """`words` say the same for a screen reader: "12 of 28"."""
        self.setRange(0, max(total, 1))
        self.setValue(done)
        self.setAccessibleDescription(words)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(170), self._theme.px(8))

    def minimumSizeHint(self) -> QSize:
        return QSize(40, self._theme.px(8))

    def paintEvent(self, _: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        whole = QRectF(self.rect())
        radius = whole.height() / 2 - 1
        painter.setBrush(self._theme.color("track"))
        painter.drawRoundedRect(whole, radius, radius)
        span = self.maximum() - self.minimum()
        if span > 0 and self.value() > self.minimum():
            share = (self.value() - self.minimum()) / span
            part = QRectF(whole)
            part.setWidth(max(whole.height(), whole.width() * share))
            painter.setBrush(self._theme.color("bar"))
            painter.drawRoundedRect(part, radius, radius)
