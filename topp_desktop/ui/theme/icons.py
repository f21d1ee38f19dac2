"""Line drawings of our own, tinted; `currentColor` in the file is replaced before it is drawn."""

from __future__ import annotations

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap

from topp_desktop.foundation.resources import resource_bytes

_RATIOS = (1.0, 2.0)


def pixmap(name: str, color: str, size: int, ratio: float = 1.0) -> QPixmap:
    """The drawing in logical `size` × `size`, sharp at a device pixel ratio."""
    # QtSvg is loaded with the first icon, not with the program.
    from PySide6.QtSvg import QSvgRenderer

    source = resource_bytes("icons", f"{name}.svg").replace(b"currentColor", color.encode("ascii"))
    picture = QPixmap(round(size * ratio), round(size * ratio))
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    QSvgRenderer(QByteArray(source)).render(painter, QRectF(picture.rect()))
    painter.end()
    picture.setDevicePixelRatio(ratio)
    return picture


def icon(name: str, color: str, size: int) -> QIcon:
    """The drawing for ordinary and for dense screens."""
    made = QIcon()
    for ratio in _RATIOS:
        made.addPixmap(pixmap(name, color, size, ratio))
    return made
