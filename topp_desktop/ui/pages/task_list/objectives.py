"""The objectives of an area, each with its progress, the way in, and "nothing started"."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from topp_desktop.domain.instrument import Item
from topp_desktop.ui.hub import Desk, Snapshot
from topp_desktop.ui.parts.question_order import Ask, ItemGroup, first_open
from topp_desktop.ui.parts.zeros import ZerosCard, zeros_of
from topp_desktop.ui.widgets import Button, Text, clear, rule

_FOLD_BELOW = 560


class _ObjectiveRow(QWidget):
    """One objective: name, figures, its two buttons."""

    def __init__(self, desk: Desk, objective: str) -> None:
        super().__init__()
        self._desk = desk
        self.objective = objective
        self._name = Text()
        self._figures = Text(role="small", tone="muted", wrap=False)
        self.nothing = Button("", kind="link", small=True)
        self.go = Button("", self._go, kind="link", small=True)
        self._items: tuple[Item, ...] = ()
        left = QHBoxLayout()
        left.setSpacing(12)
        left.addWidget(self._name, 1)
        left.addWidget(self._figures)
        right = QHBoxLayout()
        right.setSpacing(16)
        right.addWidget(self.nothing)
        right.addWidget(self.go)
        self._right = right
        self._box = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._box.setContentsMargins(0, 2, 0, 2)
        self._box.setSpacing(6)
        self._box.addLayout(left, 1)
        self._box.addSpacing(8)
        self._box.addLayout(right)
        right.setAlignment(self.go, Qt.AlignmentFlag.AlignRight)

    def show_items(self, items: tuple[Item, ...], snapshot: Snapshot) -> None:
        words, wording = self._desk.words, self._desk.wording
        self._items = items
        name = f"{self.objective} {wording.objective(self.objective)}"
        done, total = sum(snapshot.is_answered(item.id) for item in items), len(items)
        self._name.setText(name)
        self._figures.setText(words.gettext("{done} of {total}").format(done=done, total=total))
        nothing = words.gettext("Nothing started")
        self.nothing.set_text(nothing, f"{nothing}: {name}")
        self.nothing.setVisible(zeros_of(self._desk, self.objective) is not None)
        if done == total:
            action = words.gettext("Review")
        else:
            action = words.gettext("Go on") if done else words.gettext("Start")
        self.go.set_text(action, f"{action}: {name}")

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = self.width() < self._desk.theme.px(_FOLD_BELOW)
        direction = QBoxLayout.Direction
        self._box.setDirection(direction.TopToBottom if narrow else direction.LeftToRight)

    def _go(self) -> None:
        snapshot = self._desk.open_snapshot
        self._desk.navigate("question", Ask(first_open(snapshot, self._items).id))


class ObjectiveList(QWidget):
    """Opened by the area's card; a proposal of zeros stands below the objectives."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._rows: list[_ObjectiveRow] = []
        self._lines = QVBoxLayout()
        self._lines.setSpacing(4)
        self.zeros = ZerosCard(desk)
        self.zeros.closed.connect(self._focus_first)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 4, 0, 0)
        box.setSpacing(8)
        box.addWidget(rule())
        box.addLayout(self._lines)
        box.addWidget(self.zeros)

    def show_group(self, group: ItemGroup, snapshot: Snapshot) -> None:
        """The objectives of an area, in the form's order."""
        found: dict[str, list[Item]] = {}
        for item in group.items:
            if item.objective is not None:
                found.setdefault(item.objective, []).append(item)
        if [line.objective for line in self._rows] != list(found):
            clear(self._lines)
            self._rows = [_ObjectiveRow(self._desk, objective) for objective in found]
            for line in self._rows:
                line.nothing.clicked.connect(partial(self._propose, line.objective))
                self._lines.addWidget(line)
        for line in self._rows:
            line.show_items(tuple(found[line.objective]), snapshot)

    def _propose(self, objective: str, _: bool = False) -> None:
        self.zeros.propose(objective)

    def _focus_first(self) -> None:
        if self._rows:
            self._rows[0].go.setFocus(Qt.FocusReason.OtherFocusReason)
