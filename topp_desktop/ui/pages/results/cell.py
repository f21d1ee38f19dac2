"""A cell from near: its figures, what it lacks, and the questions behind it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from topp_desktop.charts.cell_maps import answers_needed
from topp_desktop.domain.instrument import Item
from topp_desktop.domain.instrument.wording import cell_name, item_name
from topp_desktop.domain.scoring import CellScore, State
from topp_desktop.services.measurement.spreads import nearest_level
from topp_desktop.ui.hub import Desk
from topp_desktop.ui.widgets import Button, Tag, Text, clear, row, rule
from topp_desktop.ui.widgets.question_line import QuestionLine, align_tags


class CellDetail(QWidget):
    """The questions behind a cell, with their answers; `open_question` carries an item's id."""

    open_question = Signal(str)
    closed = Signal()
    filled = Signal()
    """Other questions are listed now."""

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
        links = {line.objectName(): line.link for line in self.findChildren(QuestionLine)}
        if links:
            link = links.get(item) or next(iter(links.values()))
            assert link is not None
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
        lines = [
            self._question(item) for item in desk.open_snapshot.items if item.cell == self.cell
        ]
        for line in lines:
            self._layout.addWidget(line)
        align_tags(lines)
        self.filled.emit()

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
                words.gettext("could lie between {a} and {b}").format(
                    a=words.number(score.low), b=words.number(score.high)
                )
            )
        if score.supported is not None and self._desk.results.card.show_supported:
            said.append(words.gettext("supported {n}").format(n=words.number(score.supported)))
        if score.declared is not None and score.target is not None:
            of = (
                words.gettext("target {n}, set by you")
                if score.target_set
                else words.gettext("target {n}, proposed")
            )
            said.append(of.format(n=words.number(score.target)))
        return " · ".join(said)

    def _question(self, item: Item) -> QuestionLine:
        words = self._desk.words
        name = item_name(item, self._desk.wording)
        link = Button(
            words.gettext("Go to the question"),
            lambda: self.open_question.emit(item.id),
            small=True,
            name=words.gettext("Go to the question: {name}").format(name=name),
        )
        stem = self._desk.wording.stem(item.id)
        tag = Tag(*self._answer(item))
        if self._desk.results.values[item.id].agreed:
            agreed = words.gettext("agreed by the group")
            name = f"{name} · {agreed}"
        line = QuestionLine(self._desk.theme, tag, stem, name, link=link)
        line.setObjectName(item.id)
        return line

    def _answer(self, item: Item) -> tuple[str, str]:
        desk, words = self._desk, self._desk.words
        value = desk.results.values[item.id]
        if value.value is not None:
            level = nearest_level(value)
            if not item.leveled or level is None:
                return words.number(float(100 * value.value)), "active"
            digits = 0 if value.value.denominator == 1 else 1
            number = words.number(float(value.value), digits)
            return f"{number} · {desk.wording.level(level)}", "active"
        if value.state is State.NOT_APPLICABLE:
            return words.gettext("not applicable"), "neutral"
        if value.state is State.DONT_KNOW:
            return words.gettext("don't know"), "neutral"
        return words.gettext("missing"), "attention"

    def _close(self) -> None:
        self.show_cell("")
        self.closed.emit()
