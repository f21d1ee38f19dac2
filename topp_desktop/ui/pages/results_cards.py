"""The cards of the results page: the level, what the data says, the questions of a cell."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from topp_desktop.charts.level_meter import level_meter
from topp_desktop.charts.shapes import Picture
from topp_desktop.charts.text import TextMeasure
from topp_desktop.domain.instrument import Item
from topp_desktop.domain.scoring import State
from topp_desktop.services.findings import cell_name, findings, item_name
from topp_desktop.services.sentences import (
    LABEL_EXPLAINED,
    level_sentence,
    range_sentence,
    support_sentence,
)
from topp_desktop.ui.hub import Desk
from topp_desktop.ui.widgets.buttons import Button
from topp_desktop.ui.widgets.card import Card, clear, row
from topp_desktop.ui.widgets.chart_canvas import ChartCanvas
from topp_desktop.ui.widgets.notices import Notice
from topp_desktop.ui.widgets.tags import Tag
from topp_desktop.ui.widgets.text import Text


class LevelCard(Card):
    """The overall level in words, its figure and range, and what both mean."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._caption = Text(role="small", tone="muted")
        self._level = Text(role="figure", tone="accent")
        self._meter = ChartCanvas(desk.theme, self._draw, interactive=False)
        self._score = Text()
        self._range = Text(role="small", tone="muted")
        self._label = Text(role="small", tone="muted")
        self._support = Notice()
        self.add(
            self._caption,
            self._level,
            self._meter,
            self._score,
            self._range,
            self._label,
            self._support,
        )
        self.body.addStretch(1)

    def show_results(self) -> None:
        """Takes the figures of the desk's measurement."""
        desk, words = self._desk, self._desk.words
        results, wording = desk.results, desk.wording
        overall = results.card.overall
        published = overall.label is not None and overall.declared is not None
        self._caption.setText(words.gettext("Overall level (declared)"))
        self._range.setVisible(published and overall.low is not None)
        self._label.setVisible(published)
        self._score.setVisible(published)
        if overall.label is not None and overall.declared is not None:
            self._level.setText(wording.level(overall.label))
            self._score.setText(
                words.gettext("{score} of 100").format(score=words.number(overall.declared))
            )
            if overall.low is not None and overall.high is not None:
                self._range.setText(range_sentence(overall.low, overall.high, words))
            label = words.gettext(LABEL_EXPLAINED)
            if overall.weakest is not None and overall.min_dimension is not None:
                label += " " + words.gettext("Weakest: {dimension}, {score}.").format(
                    dimension=wording.dimension(overall.weakest),
                    score=words.number(overall.min_dimension),
                )
            self._label.setText(label)
        else:
            self._level.setText(words.gettext("Not published yet"))
            self._label.setText(level_sentence(results, wording, words))
            self._label.setVisible(True)
        pending = overall.evidence_counted < overall.evidence_asked
        support = support_sentence(results, words) if pending else ""
        self._support.text.setText(support)
        self._support.setVisible(bool(support))
        self._meter.redraw()

    def _draw(self, _measure: TextMeasure, width: float, _size: float) -> Picture:
        desk = self._desk
        level = desk.results.card.overall.label if desk.snapshot is not None else None
        return level_meter(level, desk.wording, desk.words, width, height=9 * desk.theme.scale)


class FindingsCard(Card):
    """Strengths, gaps, alerts, and what is missing, each with its word before it."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        holder = QWidget()
        self._grid = QGridLayout(holder)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(6)
        self._grid.setColumnStretch(1, 1)
        self.add(holder)
        self.body.addStretch(1)

    def show_results(self) -> None:
        """Takes the sentences of the desk's measurement."""
        desk = self._desk
        self.set_title(desk.words.gettext("What the data says"))
        clear(self._grid)
        before = ""
        for line, finding in enumerate(findings(desk.results, desk.wording, desk.words)):
            lead = Text(
                finding.lead if finding.lead != before else "", role="small", weight="semibold"
            )
            lead.setWordWrap(False)
            before = finding.lead
            top = Qt.AlignmentFlag.AlignTop
            self._grid.addWidget(lead, line, 0, top)
            self._grid.addWidget(Text(finding.text, role="small"), line, 1, top)


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

    def show_cell(self, cell: str) -> None:
        """Lists the questions of a cell, "" hides the panel; the first link takes the focus."""
        self.cell = cell
        clear(self._layout)
        self.setVisible(bool(cell))
        if not cell:
            return
        desk, words = self._desk, self._desk.words
        close = Button(words.gettext("Close"), self._close, kind="link", small=True)
        heading = row(Text(cell_name(cell, desk.wording), weight="semibold", wrap=False))
        heading.addWidget(close)
        self._layout.addLayout(heading)
        items = [item for item in desk.open_snapshot.items if item.cell == cell]
        for item in items:
            self._layout.addWidget(self._question(item))
        links = self.findChildren(Button)
        first = next((b for b in links if b is not close), close)
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    def _question(self, item: Item) -> QWidget:
        desk, words = self._desk, self._desk.words
        name = item_name(item, desk.wording)
        link = Button(
            words.gettext("Go to the question"),
            lambda: self.open_question.emit(item.id),
            small=True,
            name=words.gettext("Go to the question: {name}").format(name=name),
        )
        holder = QWidget()
        grid = QGridLayout(holder)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setColumnStretch(1, 1)
        grid.setHorizontalSpacing(14)
        top = Qt.AlignmentFlag.AlignTop
        said, state = self._answer(item)
        grid.addWidget(Tag(said, state), 0, 0, top)
        text = QWidget()
        column = QVBoxLayout(text)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(Text(desk.wording.stem(item.id)))
        column.addWidget(Text(name, role="small", tone="muted"))
        grid.addWidget(text, 0, 1, top)
        grid.addWidget(link, 0, 2, top)
        return holder

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
