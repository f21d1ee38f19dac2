"""Lists and menus that open over the page: with the round corners of everything else."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QRectF, Qt
from PySide6.QtGui import QGuiApplication, QPainterPath, QRegion
from PySide6.QtWidgets import QApplication, QWidget

_RADIUS = 8.0
_SHAPED = {"xcb", "windows", "cocoa"}
"""Where a window may have a shape."""


class RoundPopups(QObject):
    """Cuts the corners of every list and menu: their windows are square, whatever they paint,
    and not every screen can show through them."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        application = QApplication.instance()
        if application is not None and QGuiApplication.platformName() in _SHAPED:
            application.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Looks at what opens or changes its size, and stops nothing."""
        if (
            event.type() == QEvent.Type.Resize
            and isinstance(watched, QWidget)
            and watched.isWindow()
            and watched.windowType() == Qt.WindowType.Popup
        ):
            outline = QPainterPath()
            outline.addRoundedRect(QRectF(watched.rect()), _RADIUS, _RADIUS)
            watched.setMask(QRegion(outline.toFillPolygon().toPolygon()))
        return False
