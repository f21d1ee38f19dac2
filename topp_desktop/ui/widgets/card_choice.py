"""Choices as large as a finger, painted as cards: levels of a question, and things to tick."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QEnterEvent, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QCheckBox, QRadioButton, QSizePolicy

from topp_desktop.ui.theme.theme import Theme

if TYPE_CHECKING:
    _Button = QAbstractButton
else:
    # Beside a Qt class in the bases of a widget there may be plain ones only.
    _Button = object

_WRAP = int(Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
_TALLEST = 100_000
_NAMES, _BESIDE = 118, 520
"""How wide a name before its text is, and from which width on it stands there."""


class _CardButton(_Button):
    """How both kinds look. For keyboard and screen reader they are what Qt makes of them."""

    _theme: Theme
    _key = ""
    _name = ""
    _anchor = ""

    def _set_up(self, theme: Theme, key: str) -> None:
        self._theme = theme
        self._key = key
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def set_texts(self, name: str, anchor: str) -> None:
        """A name in a line of its own, and a text that wraps; either may be empty."""
        self._name, self._anchor = name, anchor
        said = f"{name}. {anchor}" if name and anchor else name or anchor
        self.setAccessibleName(f"{self._key} · {said}" if anchor else said)
        self.updateGeometry()
        self.update()

    # --- geometry -----------------------------------------------------------------------------

    def _places(self, width: int) -> tuple[QRect, QRect, QRect, int]:
        """(key cap, name, anchor, height) for a width. The name stands before the text where there
        is room for both, else above it."""
        px = self._theme.px
        pad, left = px(8), px(16) + px(20) + px(14)
        cap = QRect(width - px(16) - px(22), pad, px(22), px(22))
        across = max(40, cap.left() - px(10) - left)
        beside = bool(self._name) and across >= px(_BESIDE)
        metrics = QFontMetrics(self._theme.font())
        # A text of one line stands in the middle of the key beside it.
        alone = pad + (cap.height() - metrics.height()) // 2
        name = QFontMetrics(self._theme.font("body", "semibold")).boundingRect(
            QRect(left, alone, px(_NAMES) if beside else across, _TALLEST), _WRAP, self._name
        )
        start = px(_NAMES) + px(8) if beside else 0
        top = alone if beside or not self._name else name.bottom() + px(1)
        text = metrics.boundingRect(
            QRect(left + start, top, across - start, _TALLEST), _WRAP, self._anchor
        )
        words = [name.bottom()] if self._name else []
        words += [text.bottom()] if self._anchor else []
        bottom = max(*words, cap.bottom()) if words else cap.bottom()
        name.setWidth(px(_NAMES) if beside else across)
        text.setWidth(across - start)
        return cap, name, text, bottom + pad

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._places(width)[3]

    def sizeHint(self) -> QSize:
        width = self._theme.px(420)
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        return QSize(self._theme.px(200), self._theme.px(44))

    def hitButton(self, position: QPoint) -> bool:
        return self.rect().contains(position)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in {QEvent.Type.FontChange, QEvent.Type.StyleChange}:
            self.updateGeometry()

    def enterEvent(self, event: QEnterEvent) -> None:
        super().enterEvent(event)
        self.update()

    # --- paint --------------------------------------------------------------------------------

    def paintEvent(self, _: QPaintEvent) -> None:
        theme = self._theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        chosen = self.isChecked()
        ground = "accent-tint" if chosen else "hover" if self.underMouse() else "card"
        edge = "accent" if chosen else "edge" if self.underMouse() else "line"
        thick = 2.0 if chosen else 1.0
        frame = QRectF(self.rect()).adjusted(thick / 2, thick / 2, -thick / 2, -thick / 2)
        painter.setBrush(theme.color(ground))
        painter.setPen(QPen(theme.color(edge), thick))
        painter.drawRoundedRect(frame, 10, 10)
        self._paint_inside(painter, chosen)

    def _paint_inside(self, painter: QPainter, chosen: bool) -> None:
        theme, px = self._theme, self._theme.px
        cap, name, anchor, _height = self._places(self.width())
        middle = name.top() + px(12) if self._name else cap.center().y()
        self._paint_mark(painter, QPointF(px(16) + px(10), middle), chosen)
        painter.setPen(theme.color("ink"))
        painter.setFont(theme.font("body", "semibold"))
        painter.drawText(name, _WRAP, self._name)
        painter.setFont(theme.font())
        painter.drawText(anchor, _WRAP, self._anchor)
        if not self._key:
            return
        painter.setBrush(theme.color("card"))
        painter.setPen(QPen(theme.color("edge"), 1))
        painter.drawRoundedRect(QRectF(cap).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
        painter.setPen(theme.color("muted"))
        painter.setFont(theme.font("small"))
        painter.drawText(cap, Qt.AlignmentFlag.AlignCenter, self._key)

    def _paint_mark(self, painter: QPainter, centre: QPointF, chosen: bool) -> None:
        raise NotImplementedError


class LevelChoice(_CardButton, QRadioButton):
    """One level as a card: its name, what it looks like in practice, and its key."""

    def __init__(self, theme: Theme, key: str) -> None:
        super().__init__()
        self._set_up(theme, key)

    def _paint_mark(self, painter: QPainter, centre: QPointF, chosen: bool) -> None:
        radius = self._theme.px(9)
        painter.setBrush(self._theme.color("card"))
        painter.setPen(QPen(self._theme.color("accent" if chosen else "edge"), 2))
        painter.drawEllipse(centre, radius, radius)
        if chosen:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._theme.color("accent"))
            painter.drawEllipse(centre, radius * 0.55, radius * 0.55)


class ElementChoice(_CardButton, QCheckBox):
    """Something that is there or is not, as a card to tick; `key` may be ""."""

    def __init__(self, theme: Theme, key: str) -> None:
        super().__init__()
        self._set_up(theme, key)

    def _paint_mark(self, painter: QPainter, centre: QPointF, chosen: bool) -> None:
        px = self._theme.px
        side = px(18)
        box = QRectF(centre.x() - side / 2, centre.y() - side / 2, side, side)
        painter.setBrush(self._theme.color("accent" if chosen else "card"))
        painter.setPen(QPen(self._theme.color("accent" if chosen else "edge"), 2))
        painter.drawRoundedRect(box, 4, 4)
        if chosen:
            tick = self._theme.pixmap("check", "ink-on-accent", 16)
            painter.drawPixmap(QPointF(centre.x() - px(8), centre.y() - px(8)), tick)
