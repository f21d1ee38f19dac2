"""Choices as large as a finger: levels, and a few words in a row."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QEnterEvent, QFontMetrics, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QButtonGroup,
    QPushButton,
    QRadioButton,
    QSizePolicy,
    QWidget,
)

from topp_desktop.ui.theme.theme import Theme
from topp_desktop.ui.widgets.text import restyle

_WRAP = int(Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
_TALLEST = 100_000
_STACK_GAP = 4


class LevelChoice(QRadioButton):
    """One level as a card: its name, what it looks like in practice, and its key.

    A radio button for keyboard and screen reader; only its painting is ours.
    """

    def __init__(self, theme: Theme, key: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._key = key
        self._name = ""
        self._anchor = ""
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def set_texts(self, name: str, anchor: str) -> None:
        """The level's name and what it looks like for this question."""
        self._name, self._anchor = name, anchor
        self.setAccessibleName(f"{self._key} · {name}. {anchor}" if anchor else name)
        self.updateGeometry()
        self.update()

    # --- geometry -----------------------------------------------------------------------------

    def _places(self, width: int) -> tuple[QRect, QRect, QRect, int]:
        """(key cap, name, anchor, height) for a width."""
        px = self._theme.px
        pad, left = px(11), px(16) + px(20) + px(14)
        cap = QRect(width - px(16) - px(22), pad, px(22), px(22))
        across = max(40, cap.left() - px(10) - left)
        name = QFontMetrics(self._theme.font("body", "semibold")).boundingRect(
            QRect(left, pad - px(1), across, _TALLEST), _WRAP, self._name
        )
        text = QFontMetrics(self._theme.font()).boundingRect(
            QRect(left, name.bottom() + px(1), across, _TALLEST), _WRAP, self._anchor
        )
        bottom = max(text.bottom() if self._anchor else name.bottom(), cap.bottom())
        name.setWidth(across)
        text.setWidth(across)
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
        theme, px = self._theme, self._theme.px
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        chosen, focused = self.isChecked(), self.hasFocus()
        ground = "accent-tint" if chosen else "hover" if self.underMouse() else "card"
        edge = "accent" if chosen else "edge" if self.underMouse() else "line"
        thick = 2.0 if chosen else 1.0
        frame = QRectF(self.rect()).adjusted(thick / 2, thick / 2, -thick / 2, -thick / 2)
        painter.setBrush(theme.color(ground))
        painter.setPen(QPen(theme.color(edge), thick))
        painter.drawRoundedRect(frame, 10, 10)
        if focused:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(theme.color("focus"), 2))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 10, 10)
            painter.setPen(QPen(theme.color("focus"), 1, Qt.PenStyle.DotLine))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(5, 5, -5, -5), 7, 7)
        cap, name, anchor, _height = self._places(self.width())
        self._paint_circle(painter, QPointF(px(16) + px(10), name.top() + px(12)), chosen)
        painter.setPen(theme.color("ink"))
        painter.setFont(theme.font("body", "semibold"))
        painter.drawText(name, _WRAP, self._name)
        painter.setFont(theme.font())
        painter.drawText(anchor, _WRAP, self._anchor)
        painter.setBrush(theme.color("card"))
        painter.setPen(QPen(theme.color("edge"), 1))
        painter.drawRoundedRect(QRectF(cap).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
        painter.setPen(theme.color("muted"))
        painter.setFont(theme.font("small"))
        painter.drawText(cap, Qt.AlignmentFlag.AlignCenter, self._key)

    def _paint_circle(self, painter: QPainter, centre: QPointF, chosen: bool) -> None:
        radius = self._theme.px(9)
        painter.setBrush(self._theme.color("card"))
        painter.setPen(QPen(self._theme.color("accent" if chosen else "edge"), 2))
        painter.drawEllipse(centre, radius, radius)
        if chosen:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._theme.color("accent"))
            painter.drawEllipse(centre, radius * 0.55, radius * 0.55)


class SegmentedChoice(QWidget):
    """Two to four words in a row, one of which may be chosen; choosing it again takes it back."""

    chosen = Signal(object)

    def __init__(self, name: str = "", *, required: bool = False) -> None:
        super().__init__()
        self._required = required
        self._group = QButtonGroup(self)
        self._group.setExclusive(False)
        self._values: list[object] = []
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._name = name
        self.setAccessibleName(name)

    def show_options(
        self, options: Sequence[tuple[object, str]], value: object = None, name: str = ""
    ) -> None:
        """(value, words) from left to right; `name` is what the whole choice is about."""
        self._name = name or self._name
        self.setAccessibleName(self._name)
        if [v for v, _ in options] != self._values:
            self._build([v for v, _ in options])
        for button, (_, words) in zip(self._group.buttons(), options, strict=True):
            button.setText(words.replace("&", "&&"))
            button.setAccessibleName(f"{self._name}: {words}" if self._name else words)
        self.show_value(value)
        self.updateGeometry()
        self._arrange()

    def show_value(self, value: object) -> None:
        """Chooses without `chosen`; None chooses nothing."""
        for button, own in zip(self._group.buttons(), self._values, strict=True):
            button.setChecked(own == value)

    @property
    def value(self) -> object:
        """What is chosen, or None."""
        for button, own in zip(self._group.buttons(), self._values, strict=True):
            if button.isChecked():
                return own
        return None

    def _build(self, values: list[object]) -> None:
        for button in self._group.buttons():
            self._group.removeButton(button)
            button.deleteLater()
        self._values = values
        for number, value in enumerate(values):
            button = _Segment()
            button.clicked.connect(
                lambda on=False, chosen=value, which=button: self._clicked(which, chosen, on)
            )
            self._group.addButton(button, number)
            button.setParent(self)
            button.show()
        self._arrange()

    # --- where there is no room for a row, the words stand below each other ---------------------

    def _needed(self) -> int:
        hints = [button.sizeHint().width() for button in self._group.buttons()]
        return max(hints, default=0) * len(hints)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        heights = [button.sizeHint().height() for button in self._group.buttons()]
        if width >= self._needed():
            return max(heights, default=0)
        return sum(heights) + _STACK_GAP * max(0, len(heights) - 1)

    def sizeHint(self) -> QSize:
        return QSize(self._needed(), self.heightForWidth(self._needed()))

    def minimumSizeHint(self) -> QSize:
        buttons = self._group.buttons()
        height = max((b.sizeHint().height() for b in buttons), default=0)
        return QSize(max((b.sizeHint().width() for b in buttons), default=0), height)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in {QEvent.Type.FontChange, QEvent.Type.StyleChange}:
            self.updateGeometry()
            self._arrange()

    def _arrange(self) -> None:
        # By hand: a layout would answer for the height, and it knows rows or columns only.
        buttons = self._group.buttons()
        stacked = self.width() < self._needed()
        ends = {0: "first", len(buttons) - 1: "last"}
        y = 0
        for number, button in enumerate(buttons):
            place = "alone" if stacked else ends.get(number, "middle")
            if button.property("segment") != place:
                button.setProperty("segment", place)
                restyle(button)
            height = button.sizeHint().height()
            if stacked:
                button.setGeometry(0, y, self.width(), height)
                y += height + _STACK_GAP
            else:
                left = self.width() * number // len(buttons)
                right = self.width() * (number + 1) // len(buttons)
                button.setGeometry(left, 0, right - left, height)

    def _clicked(self, button: QAbstractButton, value: object, on: bool) -> None:
        if not on and self._required:
            button.setChecked(True)
            return
        self.show_value(value if on else None)
        self.chosen.emit(value if on else None)


class _Segment(QPushButton):
    """One word of a `SegmentedChoice`; the style sheet joins it to its neighbours."""

    def __init__(self) -> None:
        super().__init__()
        self.setCheckable(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
