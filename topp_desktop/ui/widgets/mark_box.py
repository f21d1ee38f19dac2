"""A small box that says of one thing that it is so, or that it is not; empty says nothing."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QCheckBox

from topp_desktop.ui.theme.theme import Theme

BOX_WIDTH, BOX_HEIGHT = 36, 26
"""What can be hit, in logical pixels; what is drawn is smaller."""
_SIDE = 20


class MarkBox(QCheckBox):
    """A tick for yes or a cross for no, never told by its colour alone."""

    def __init__(self, theme: Theme, *, positive: bool) -> None:
        super().__init__()
        self._theme = theme
        self.positive = positive
        self._word = ""
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def show_word(self, word: str) -> None:
        """A word beside the box, where no heading above it says it; "" for none."""
        self._word = word
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        px = self._theme.px
        word = QFontMetrics(self._theme.font("small")).horizontalAdvance(self._word)
        return QSize(px(BOX_WIDTH) + (word + px(6) if self._word else 0), px(BOX_HEIGHT))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def hitButton(self, position: QPoint) -> bool:
        return self.rect().contains(position)

    def paintEvent(self, _: QPaintEvent) -> None:
        theme, px = self._theme, self._theme.px
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        tone = ("done" if self.positive else "attention") if self.isChecked() else ""
        side = px(_SIDE)
        box = QRectF((px(BOX_WIDTH) - side) / 2, (self.height() - side) / 2, side, side)
        ground = f"{tone}-tint" if tone else "hover" if self.underMouse() else "card"
        painter.setBrush(theme.color(ground))
        painter.setPen(QPen(theme.color(tone or "edge"), 1.4))
        painter.drawRoundedRect(box.adjusted(0.7, 0.7, -0.7, -0.7), 5, 5)
        if tone:
            sign = theme.pixmap("check" if self.positive else "close", tone, 14)
            painter.drawPixmap(box.center() - QPointF(px(14) / 2, px(14) / 2), sign)
        if self._word:
            painter.setPen(theme.color("muted"))
            painter.setFont(theme.font("small"))
            beside = self.rect().adjusted(px(BOX_WIDTH), 0, 0, 0)
            painter.drawText(beside, int(Qt.AlignmentFlag.AlignVCenter), self._word)
