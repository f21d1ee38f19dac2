"""One area of the task list: how far it is, the way in, and its objectives one by one."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from topp_desktop.ui.focus_order import order_focus
from topp_desktop.ui.hub import Desk, Snapshot
from topp_desktop.ui.pages.task_list.objectives import ObjectiveList
from topp_desktop.ui.parts.question_order import Ask, ItemGroup
from topp_desktop.ui.widgets import Button, ProgressBar, Tag, Text, row

FOLD_BELOW = 620


class AreaCard(QFrame):
    """One area: how much there is, how far it is, and the way in."""

    def __init__(self, desk: Desk, group: ItemGroup) -> None:
        super().__init__()
        self.setProperty("kind", "card")
        self._desk = desk
        self._key = group.key
        number = self._number = QLabel()
        number.setTextFormat(Qt.TextFormat.PlainText)
        number.setProperty("kind", "number")
        number.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._name, self._size = Text(weight="semibold"), Text(role="small", tone="muted")
        self._bar = ProgressBar(desk.theme)
        self._figures = Text(role="small", tone="muted", wrap=False)
        self._tag = Tag("")
        self.button = Button("", self._go)
        texts = QVBoxLayout()
        texts.setSpacing(1)
        texts.addWidget(self._name)
        texts.addWidget(self._size)
        self.unfold = Button("", self._toggle, kind="link", small=True)
        # Alone it would keep the column as narrow as itself.
        texts.addLayout(row(self.unfold))
        left = QHBoxLayout()
        left.setSpacing(14)
        left.addWidget(number, 0, Qt.AlignmentFlag.AlignVCenter)
        left.addLayout(texts, 1)
        progress_holder = QWidget()
        progress = QVBoxLayout(progress_holder)
        progress.setContentsMargins(0, 0, 0, 0)
        progress.setSpacing(4)
        progress.addWidget(self._bar)
        progress.addWidget(self._figures)
        right = QHBoxLayout()
        right.setSpacing(14)
        right.addWidget(progress_holder, 1, Qt.AlignmentFlag.AlignVCenter)
        self._tag_holder = QWidget()
        holder = QHBoxLayout(self._tag_holder)
        holder.setContentsMargins(0, 0, 0, 0)
        holder.addStretch(1)
        holder.addWidget(self._tag)
        right.addWidget(self._tag_holder, 0, Qt.AlignmentFlag.AlignVCenter)
        right.addWidget(self.button, 0, Qt.AlignmentFlag.AlignVCenter)
        self._box = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._box.setSpacing(14)
        self._box.addLayout(left, 1)
        self._box.addLayout(right)
        self.objectives = ObjectiveList(desk)
        self.objectives.hide()
        whole = QVBoxLayout(self)
        whole.setContentsMargins(20, 13, 20, 13)
        whole.setSpacing(8)
        whole.addLayout(self._box)
        whole.addWidget(self.objectives)
        self._group = group

    def show_group(self, group: ItemGroup, snapshot: Snapshot, place: int) -> None:
        """place: counted from 1."""
        desk, words, wording = self._desk, self._desk.words, self._desk.wording
        self._group = group
        done, total = group.answered(snapshot), len(group.items)
        name = group.name(wording, words)
        number = group.key if snapshot.instrument.areas else str(place)
        self._number.setText(number or "·")
        self._name.setText(name)
        parts = [
            words.ngettext("{n} objective", "{n} objectives", group.objectives).format(
                n=group.objectives
            )
            if group.objectives
            else "",
            words.ngettext("{n} question", "{n} questions", total).format(n=total),
            words.gettext("about {n} min").format(n=group.minutes),
        ]
        self._size.setText(" · ".join(part for part in parts if part))
        figures = words.gettext("{done} of {total}").format(done=done, total=total)
        self._figures.setText(figures)
        self._bar.setMaximumWidth(desk.theme.px(160))
        self._bar.setAccessibleName(name)
        self._bar.show_progress(done, total, figures)
        if done == total:
            self._tag.show_state(words.gettext("Complete"), "done")
            action = words.gettext("Review")
        elif done:
            self._tag.show_state(words.gettext("Under way"), "active")
            action = words.gettext("Go on")
        else:
            self._tag.show_state(words.gettext("Not started"), "neutral")
            action = words.gettext("Start")
        self.button.set_text(action, f"{action}: {name}")
        # Where most objectives have one question, the area says as much.
        self.unfold.setVisible(total >= 2 * group.objectives > 2)
        if not self.objectives.isHidden():
            self.objectives.show_group(group, snapshot)
        self._name_unfold()

    def align(self, tag: int, button: int) -> None:
        """The same widths in every card, so that bars and buttons stand in columns."""
        self._tag_holder.setMinimumWidth(tag)
        self.button.setMinimumWidth(button)

    def wanted(self) -> tuple[int, int]:
        """(tag, button) widths that this card needs."""
        self.button.setMinimumWidth(0)
        return self._tag.sizeHint().width(), self.button.sizeHint().width()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        fold = self.width() < self._desk.theme.px(FOLD_BELOW)
        self._box.setDirection(
            QBoxLayout.Direction.TopToBottom if fold else QBoxLayout.Direction.LeftToRight
        )

    def _name_unfold(self) -> None:
        words = self._desk.words
        action = (
            words.gettext("See the objectives")
            if self.objectives.isHidden()
            else words.gettext("Hide the objectives")
        )
        self.unfold.set_text(action, f"{action}: {self._name.text()}")

    def _toggle(self) -> None:
        shown = self.objectives.isHidden()
        if shown:
            self.objectives.show_group(self._group, self._desk.open_snapshot)
        self.objectives.setVisible(shown)
        order_focus(self)
        self._name_unfold()

    def _go(self) -> None:
        snapshot = self._desk.open_snapshot
        if self._group.answered(snapshot) == len(self._group.items):
            self._desk.navigate("check", self._key)
        else:
            self._desk.navigate("question", Ask(self._group.first_open(snapshot).id))
