"""A whole row that can be chosen: a button with things in it, and a coloured edge."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QSizePolicy, QWidget

from topp_desktop.ui.theme.theme import Theme

_EDGE = 5
_RADIUS = 8


class RowButton(QAbstractButton):
    """Put things into `box`; they are for the eye, `setAccessibleName` says them all.

    ground, edge: colour tokens. A checkable row that is checked has a frame in the accent.
    """

    def __init__(self, theme: Theme, *, ground: str = "card", edge: str = "") -> None:
        super().__init__()
        self._theme = theme
        self._ground, self._edge = ground, edge
        self.box = QHBoxLayout(self)
        self.box.setContentsMargins(_EDGE + 11 if edge else 11, 8, 12, 9)
        self.box.setSpacing(12)
        self.setCheckable(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def add(self, widget: QWidget, share: int = 0) -> None:
        """Adds a widget that lets the mouse through."""
        widget.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.box.addWidget(widget, share, Qt.AlignmentFlag.AlignVCenter)

    def hasHeightForWidth(self) -> bool:
        return self.box.hasHeightForWidth()

    def heightForWidth(self, width: int) -> int:
        return self.box.totalHeightForWidth(width)

    def sizeHint(self) -> QSize:
        return self.box.totalSizeHint()

    def minimumSizeHint(self) -> QSize:
        return self.box.totalMinimumSize()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.click()
            return
        super().keyPressEvent(event)

    def paintEvent(self, _: QPaintEvent) -> None:
        theme = self._theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        frame = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        outline = QPainterPath()
        outline.addRoundedRect(frame, _RADIUS, _RADIUS)
        painter.fillPath(outline, theme.color(self._ground))
        if self._edge:
            painter.save()
            painter.setClipPath(outline)
            bar = QRectF(frame.left(), frame.top(), _EDGE, frame.height())
            painter.fillRect(bar, theme.color(self._edge))
            painter.restore()
        if self.isChecked() or self.underMouse():
            pen = QPen(theme.color("accent" if self.isChecked() else "edge"))
            pen.setWidthF(2 if self.isChecked() else 1)
            painter.setPen(pen)
            painter.drawPath(outline)
