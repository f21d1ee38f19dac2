"""A card of lines, each with a name and lists to choose from."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from topp_desktop.foundation.i18n import Translator
from topp_desktop.ui.focus_order import order_focus
from topp_desktop.ui.hub import Desk
from topp_desktop.ui.pages.road_map.options import Options
from topp_desktop.ui.timers import one_shot
from topp_desktop.ui.widgets import Card, Choice, Text, clear, rule
from topp_desktop.ui.widgets.columns import Columns

_AT_ONCE = 8
"""So many lines are made before the window goes on: lists take their time."""


@dataclass(frozen=True, slots=True)
class Lines:
    """names: line → words; labels: of the lists; values: of each line's lists; options: for each
    list a function of (words, value)."""

    names: Mapping[str, str]
    labels: Sequence[str]
    values: Mapping[str, Sequence[float]]
    options: Sequence[Callable[[Translator, float | None], Options]]


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
        self._shown: Lines | None = None
        self._lines: dict[str, tuple[Text, list[Choice]]] = {}
        self._box = QVBoxLayout()
        self._box.setSpacing(10)
        self.add(self._box)
        self._later = one_shot(self, 0)
        self._later.timeout.connect(self._make_lines)

    def show_lines(self, lines: Lines) -> None:
        """Shows these lines; those that are new appear one after the other."""
        if self._shown is None or list(self._shown.names) != list(lines.names):
            clear(self._box)
            self._lines = {}
        self._shown = lines
        for head, label in zip(self._heads, lines.labels, strict=True):
            head.setText(label)
        for line in self._lines:
            self._fill(line, lines)
        self._place_heads()
        self._make_lines()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_heads()

    def _place_heads(self) -> None:
        beside = self.width() >= self._desk.theme.px(self._beside) + 42
        self._head.setVisible(beside and self._lists > 1)

    def _make_lines(self) -> None:
        shown = self._shown
        missing = [line for line in shown.names if line not in self._lines] if shown else []
        if shown is None or not missing:
            return
        for line in missing[:_AT_ONCE]:
            self._make(line)
            self._fill(line, shown)
        if missing[_AT_ONCE:]:
            self._later.start()
        elif self.isVisible():
            order_focus(self)

    def _make(self, line: str) -> None:
        if self._lines:
            self._box.addWidget(rule())
        columns = Columns(self._desk.theme, self._beside, spacing=12)
        name, choices = Text(), []
        columns.add(name, 3)
        for n in range(self._lists):
            choice = Choice()
            choice.chosen.connect(lambda value, n=n: self.changed.emit(line, n, value))
            columns.add(choice, 2)
            choices.append(choice)
        self._box.addWidget(columns)
        self._lines[line] = (name, choices)

    def _fill(self, line: str, lines: Lines) -> None:
        name, choices = self._lines[line]
        name.setText(lines.names[line])
        for choice, label, value, offered in zip(
            choices, lines.labels, lines.values[line], lines.options, strict=True
        ):
            choice.setAccessibleName(f"{label}: {lines.names[line]}")
            choice.show_options(offered(self._desk.words, value), value)
