"""Underlined words that lead to the parts of a page; one of them is shown."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QFont, QFontMetrics
from PySide6.QtWidgets import QButtonGroup, QFrame, QVBoxLayout

from topp_desktop.ui.widgets.buttons import Button
from topp_desktop.ui.widgets.flow import FlowBox

_BORDER = 4
"""At each side of a word: the ring's line and a little air."""


class _Tab(Button):
    """As wide as its word is when it is marked: nothing moves when another one is."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("kind", "tab")
        self.setCheckable(True)

    def sizeHint(self) -> QSize:
        marked = QFont(self.font())
        marked.setWeight(QFont.Weight.DemiBold)
        width = QFontMetrics(marked).horizontalAdvance(self.text())
        return QSize(width + 2 * _BORDER, super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()


class Tabs(QFrame):
    """A strip below the header, in further lines where there is no room. `chosen` carries the
    value of the word that was pressed; the one that is shown stays marked."""

    chosen = Signal(object)

    def __init__(self, name: str = "") -> None:
        super().__init__()
        self.setObjectName("tabs")
        self.setAccessibleName(name)
        self._values: list[object] = []
        self._group = QButtonGroup(self)
        self._group.idClicked.connect(lambda place: self.chosen.emit(self._values[place]))
        self._flow = FlowBox(spacing=20)
        box = QVBoxLayout(self)
        # The words begin where the page does.
        box.setContentsMargins(28 - _BORDER, 0, 28, 0)
        box.addWidget(self._flow)

    def show_options(
        self, options: Sequence[tuple[object, str]], value: object, name: str = ""
    ) -> None:
        """(value, words) from left to right; `name` is what the parts belong to."""
        self.setAccessibleName(name)
        values = [own for own, _ in options]
        if values != self._values:
            self._build(values)
        for own, words in options:
            button = self.button(own)
            button.set_text(words, f"{name}: {words}" if name else words)
        self.show_value(value)

    def show_value(self, value: object) -> None:
        """Marks a part without `chosen`."""
        self.button(value).setChecked(True)

    def button(self, value: object) -> Button:
        """The word of a part; ValueError where there is none."""
        found = self._group.button(self._values.index(value))
        assert isinstance(found, Button)
        return found

    def _build(self, values: list[object]) -> None:
        for button in self._group.buttons():
            self._group.removeButton(button)
        self._flow.empty()
        self._values = values
        for place in range(len(values)):
            button = _Tab()
            self._group.addButton(button, place)
            self._flow.add(button)
