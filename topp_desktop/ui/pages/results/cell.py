"""A cell from near: its figures, what it lacks, and the questions behind it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from topp_desktop.charts.cell_maps import answers_needed
from topp_desktop.domain.instrument import Item
from topp_desktop.domain.scoring import CellScore, State
from topp_desktop.services.findings import cell_name, item_name
from topp_desktop.ui.hub import Desk
from topp_desktop.ui.widgets.buttons import Button
from topp_desktop.ui.widgets.card import clear, row, rule
from topp_desktop.ui.widgets.tags import Tag
from topp_desktop.ui.widgets.text import Text

_FOLD_BELOW = 620


class _Question(QWidget):
    """What was answered, the question, and the way there; folds where there is little room."""

    def __init__(self, desk: Desk, tag: Tag, item: Item, link: Button) -> None:
        super().__init__()
        self._desk = desk
        self.link = link
        texts = QVBoxLayout()
        texts.setSpacing(2)
        texts.addWidget(Text(desk.wording.stem(item.id)))
        texts.addWidget(Text(item_name(item, desk.wording), role="small", tone="muted"))
        self._box = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(14)
        top = Qt.AlignmentFlag.AlignTop
        said = QHBoxLayout()
        said.addWidget(tag, 0, top)
        said.addStretch(1)
        self._box.addLayout(said)
        self._box.addLayout(texts, 1)
        self._box.addWidget(link, 0, top)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        direction = QBoxLayout.Direction
        narrow = self.width() < self._desk.theme.px(_FOLD_BELOW)
        self._box.setDirection(direction.TopToBottom if narrow else direction.LeftToRight)
        self._box.setSpacing(4 if narrow else 14)


class CellDetail(QWidget):
    """The questions behind a cell, with their answers; `open_question` carries an item's id."""

    open_question = Signal(str)
    closed = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.cell = ""
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 8, 0, 0)
        self._layout.setSpacing(10)
        self.hide()

    def show_cell(self, cell: str, item: str = "") -> None:
        """Lists the questions of a cell, "" hides the panel; the link of `item`, or the first one,
        takes the focus."""
        self.cell = cell
        self._fill()
        links = {line.objectName(): line.link for line in self.findChildren(_Question)}
        if links:
            link = links.get(item, next(iter(links.values())))
            link.setFocus(Qt.FocusReason.OtherFocusReason)

    def renew(self) -> None:
        """The same cell with the figures and in the words of the moment; the focus stays."""
        self._fill()

    def _fill(self) -> None:
        clear(self._layout)
        self.setVisible(bool(self.cell))
        if not self.cell:
            return
        desk, words = self._desk, self._desk.words
        close = Button(words.gettext("Close"), self._close, kind="link", small=True)
        heading = row(Text(cell_name(self.cell, desk.wording), weight="semibold"), close)
        heading.setStretch(0, 1)
        heading.setStretch(2, 0)
        self._layout.addWidget(rule())
        self._layout.addLayout(heading)
        score = desk.results.card.cells.get(self.cell, CellScore())
        self._layout.addWidget(Text(self._facts(score), role="small", tone="muted"))
        for item in desk.open_snapshot.items:
            if item.cell == self.cell:
                self._layout.addWidget(self._question(item))

    def _facts(self, score: CellScore) -> str:
        """Coverage, range, support and target, or what is missing until there is a figure."""
        words = self._desk.words
        said = [
            words.gettext("{done} of {total} questions answered").format(
                done=score.answered, total=score.applicable
            )
        ]
        missing = answers_needed(score)
        if missing:
            said.append(
                words.ngettext(
                    "{n} more answer gives it a figure",
                    "{n} more answers give it a figure",
                    missing,
                ).format(n=missing)
            )
        if score.low is not None and score.high is not None:
            said.append(
                words.gettext("indicative range {a}–{b}").format(
                    a=words.number(score.low), b=words.number(score.high)
                )
            )
        if score.supported is not None and self._desk.results.card.show_supported:
            said.append(words.gettext("supported {n}").format(n=words.number(score.supported)))
        if score.declared is not None and score.target is not None:
            said.append(words.gettext("target {n}").format(n=words.number(score.target)))
        return " · ".join(said)

    def _question(self, item: Item) -> QWidget:
        words = self._desk.words
        name = item_name(item, self._desk.wording)
        link = Button(
            words.gettext("Go to the question"),
            lambda: self.open_question.emit(item.id),
            small=True,
            name=words.gettext("Go to the question: {name}").format(name=name),
        )
        line = _Question(self._desk, Tag(*self._answer(item)), item, link)
        line.setObjectName(item.id)
        return line

    def _answer(self, item: Item) -> tuple[str, str]:
        desk, words = self._desk, self._desk.words
        value = desk.results.values[item.id]
        if value.value is not None:
            exact = value.value if item.type == "levels" else value.value * 100
            if exact.denominator == 1 and item.type == "levels":
                return f"{int(exact)} · {desk.wording.level(int(exact))}", "active"
            return words.number(float(exact), 1 if item.type == "levels" else 0), "active"
        if value.state is State.NOT_APPLICABLE:
            return words.gettext("not applicable"), "neutral"
        if value.state is State.DONT_KNOW:
            return words.gettext("don't know"), "neutral"
        return words.gettext("missing"), "attention"

    def _close(self) -> None:
        self.show_cell("")
        self.closed.emit()
