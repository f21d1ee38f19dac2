"""Kinds of things to look at, one at a time, each with how many there are."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QVBoxLayout, QWidget

from topp_desktop.ui.widgets.buttons import Button
from topp_desktop.ui.widgets.flow_box import FlowBox


class Chips(QWidget):
    """Small buttons in lines; one is chosen at any time."""

    chosen = Signal(object)

    def __init__(self, name: str = "") -> None:
        super().__init__()
        self._flow = FlowBox(spacing=8)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self._flow)
        self._group = QButtonGroup(self)
        self._values: list[object] = []
        self._group.idClicked.connect(lambda place: self.chosen.emit(self._values[place]))
        self.setAccessibleName(name)

    def show_options(
        self, options: Sequence[tuple[object, str]], value: object, name: str = ""
    ) -> None:
        """(value, words) in order; `name` is what the whole choice is about."""
        self.setAccessibleName(name)
        if [v for v, _ in options] != self._values:
            self._build([v for v, _ in options])
        for place, (own, words) in enumerate(options):
            button = self._group.button(place)
            assert isinstance(button, Button)
            button.set_text(words, f"{name}: {words}" if name else words)
            button.setChecked(own == value)
        self.updateGeometry()

    def button(self, value: object) -> Button:
        """The button of a value; ValueError where there is none."""
        found = self._group.button(self._values.index(value))
        assert isinstance(found, Button)
        return found

    def _build(self, values: list[object]) -> None:
        focused = any(button.hasFocus() for button in self._group.buttons())
        for button in self._group.buttons():
            self._group.removeButton(button)
        self._flow.empty()
        self._values = values
        for place in range(len(values)):
            button = Button()
            button.setProperty("kind", "chip")
            button.setCheckable(True)
            self._group.addButton(button, place)
            self._flow.add(button)
            if focused and place == 0:
                button.setFocus()
