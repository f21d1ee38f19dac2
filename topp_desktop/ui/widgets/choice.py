"""A few words in a row, one of which may be chosen."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QButtonGroup,
    QPushButton,
    QSizePolicy,
    QWidget,
)

from topp_desktop.ui.widgets.text import restyle

_STACK_GAP = 4


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

    def buttons(self) -> list[QAbstractButton]:
        """The words from left to right, as buttons."""
        return self._group.buttons()

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
