"""Small buttons in lines that stay pressed: one of them, or several."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QVBoxLayout, QWidget

from topp_desktop.ui.widgets.buttons import Button
from topp_desktop.ui.widgets.flow import FlowBox


class _Chips(QWidget):
    """What both have in common: a button for each value, in order."""

    def __init__(self, *, exclusive: bool) -> None:
        super().__init__()
        self._flow = FlowBox(spacing=8)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self._flow)
        self._group = QButtonGroup(self)
        self._group.setExclusive(exclusive)
        self._values: list[object] = []

    def button(self, value: object) -> Button:
        """The button of a value; ValueError where there is none."""
        found = self._group.button(self._values.index(value))
        assert isinstance(found, Button)
        return found

    def _show_options(
        self, options: Sequence[tuple[object, str]], pressed: Collection[object], name: str
    ) -> None:
        self.setAccessibleName(name)
        if [v for v, _ in options] != self._values:
            self._build([v for v, _ in options])
        for value, words in options:
            button = self.button(value)
            button.set_text(words, f"{name}: {words}" if name else words)
            button.setChecked(value in pressed)
        self.updateGeometry()

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


class Chips(_Chips):
    """Kinds of things to look at: one is chosen at any time."""

    chosen = Signal(object)

    def __init__(self, name: str = "") -> None:
        super().__init__(exclusive=True)
        self._group.idClicked.connect(lambda place: self.chosen.emit(self._values[place]))
        self.setAccessibleName(name)

    def show_options(
        self, options: Sequence[tuple[object, str]], value: object, name: str = ""
    ) -> None:
        """(value, words) in order; `name` is what the whole choice is about."""
        self._show_options(options, (value,), name)


class SeveralChips(_Chips):
    """Things of which any number may be chosen."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__(exclusive=False)
        self._group.idClicked.connect(lambda _: self.changed.emit())

    def show_options(
        self, options: Sequence[tuple[str, str]], values: Collection[str], name: str
    ) -> None:
        """(value, words) in order; `name` is what they have in common."""
        self._show_options(options, values, name)

    @property
    def chosen(self) -> tuple[str, ...]:
        """The values whose buttons are pressed, in order."""
        return tuple(str(value) for value in self._values if self.button(value).isChecked())
