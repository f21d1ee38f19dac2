"""A card of lines, each with a name and lists to choose from."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from topp_desktop.foundation.i18n import Translator
from topp_desktop.ui.hub import Desk
from topp_desktop.ui.pages.road_map.options import Options
from topp_desktop.ui.widgets import Card, Choice, Text, clear, rule
from topp_desktop.ui.widgets.columns import Columns


class ChoiceGrid(Card):
    """Lines with a name and one or two lists; changed: (line, list, value). From the width
    `beside` on, a line's lists stand beside its name.

    Lines stay from one showing to the next: only their words and values are new. The names of
    the lists stand once above them, as long as they stand beside each other.
    """

    changed = Signal(str, int, object)

    def __init__(self, desk: Desk, lists: int, beside: int) -> None:
        super().__init__(spacing=10)
        self._desk, self._lists, self._beside = desk, lists, beside
        self.said = Text(role="small", tone="muted")
        self._head = Columns(desk.theme, beside, spacing=12)
        self._heads = [Text(role="small", weight="semibold") for _ in range(lists)]
        self._head.add(QWidget(), 3)
        for label in self._heads:
            self._head.add(label, 2)
        self.add(self.said, self._head)
        self._lines: dict[str, tuple[Text, list[Choice]]] = {}
        self._box = QVBoxLayout()
        self._box.setSpacing(10)
        self.add(self._box)

    def show_lines(
        self,
        names: Mapping[str, str],
        labels: Sequence[str],
        values: Mapping[str, Sequence[float]],
        options: Sequence[Callable[[Translator, float | None], Options]],
    ) -> None:
        """names: line → words; labels: of the lists; options: for each list a function of
        (words, value)."""
        if list(self._lines) != list(names):
            self._build(list(names))
        words = self._desk.words
        for head, label in zip(self._heads, labels, strict=True):
            head.setText(label)
        for line, (name, choices) in self._lines.items():
            name.setText(names[line])
            for choice, label, value, offered in zip(
                choices, labels, values[line], options, strict=True
            ):
                choice.setAccessibleName(f"{label}: {names[line]}")
                choice.show_options(offered(words, value), value)
        self._place_heads()

    def choice(self, line: str, n: int = 0) -> Choice:
        """A list by its line and number."""
        return self._lines[line][1][n]

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_heads()

    def _place_heads(self) -> None:
        beside = self.width() >= self._desk.theme.px(self._beside) + 42
        self._head.setVisible(beside and self._lists > 1)

    def _build(self, lines: list[str]) -> None:
        clear(self._box)
        self._lines = {}
        for line in lines:
            if self._lines:
                self._box.addWidget(rule())
            name, columns = Text(), Columns(self._desk.theme, self._beside, spacing=12)
            columns.add(name, 3)
            choices = []
            for n in range(self._lists):
                choice = Choice()
                choice.chosen.connect(
                    lambda value, line=line, n=n: self.changed.emit(line, n, value)
                )
                columns.add(choice, 2)
                choices.append(choice)
            self._lines[line] = (name, choices)
            self._box.addWidget(columns)
