"""The cards of the overview: the level, and what the data says."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QWidget

from topp_desktop.charts.level_meter import level_meter
from topp_desktop.charts.shapes import Picture
from topp_desktop.charts.text import TextMeasure
from topp_desktop.domain.scoring.rounds import Comparison
from topp_desktop.services.measurement.sentences import (
    LABEL_EXPLAINED,
    level_sentence,
    outside_sentence,
    range_sentence,
    support_sentence,
)
from topp_desktop.services.measurement.summary import change_sentence, summary
from topp_desktop.ui.hub import Desk
from topp_desktop.ui.widgets import Card, Tag, Text, clear, rule
from topp_desktop.ui.widgets.chart_canvas import ChartCanvas


def _between(left: QWidget, right: QWidget) -> QHBoxLayout:
    """One at each end of a line."""
    line = QHBoxLayout()
    line.addWidget(left, 1)
    line.addWidget(right, 0, Qt.AlignmentFlag.AlignVCenter)
    return line


class LevelCard(Card):
    """The overall level in words, its figure and range, and how far it moved."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(spacing=6, margin=16)
        words = desk.words
        self._desk = desk
        self._caption = Text(words.gettext("Overall level (declared)"), role="small", tone="muted")
        self._provisional = Tag("")
        self._level = Text(role="figure", tone="accent")
        self._meter = ChartCanvas(desk.theme, self._draw, interactive=False)
        self._score = Text(weight="semibold", wrap=False)
        self._range = Text(role="small")
        self._rule = rule()
        self._change = Text(role="small")
        self.add(
            _between(self._caption, self._provisional),
            _between(self._level, self._score),
            self._meter,
            self._range,
            self._rule,
            self._change,
        )
        self.body.addStretch(1)

    def show_results(self, since: Comparison | None, before: str) -> None:
        """Takes the figures of the desk's measurement; since: compared with the one `before`."""
        desk, words = self._desk, self._desk.words
        results, wording = desk.results, desk.wording
        overall = results.card.overall
        self._provisional.show_state(words.gettext("Incomplete"), "neutral")
        self._provisional.setVisible(overall.provisional)
        published = overall.label is not None and overall.declared is not None
        self._score.setVisible(published)
        figures = []
        if overall.label is not None and overall.declared is not None:
            self._level.setText(wording.level(overall.label))
            self._score.setText(
                words.gettext("{score} of 100").format(score=words.number(overall.declared))
            )
            if overall.low is not None and overall.high is not None:
                figures.append(
                    words.gettext("Could lie between {a} and {b}").format(
                        a=words.number(overall.low), b=words.number(overall.high)
                    )
                )
            if results.card.show_supported and overall.supported is not None:
                figures.append(
                    words.gettext("supported {n}").format(n=words.number(overall.supported))
                )
        else:
            self._level.setText(words.gettext("No level yet"))
            figures.append(level_sentence(results, wording, words))
        self._range.setText(" · ".join(figures))
        self._range.setVisible(bool(figures))
        change = change_sentence(since, before, words)
        self._change.setText(change or words.gettext("This is the first measurement."))
        self._meter.redraw()

    def _draw(self, _measure: TextMeasure, width: float, _size: float) -> Picture:
        desk = self._desk
        level = desk.results.card.overall.label if desk.snapshot is not None else None
        return level_meter(level, desk.wording, desk.words, width, height=9 * desk.theme.scale)


class FindingsCard(Card):
    """Five lines, each with its word before it."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(spacing=6, margin=16)
        self._desk = desk
        holder = QWidget()
        self._grid = QGridLayout(holder)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(4)
        self._grid.setColumnStretch(1, 1)
        self.add(holder)
        self.body.addStretch(1)

    def show_results(self, since: Comparison | None) -> None:
        """Takes the sentences of the desk's measurement; since: compared with the one before."""
        desk = self._desk
        self.set_title(desk.words.gettext("What the data says"))
        clear(self._grid)
        top = Qt.AlignmentFlag.AlignTop
        for line, found in enumerate(summary(desk.results, since, desk.wording, desk.words)):
            lead = Text(found.lead, role="small", weight="semibold", wrap=False)
            self._grid.addWidget(lead, line, 0, top)
            self._grid.addWidget(Text(found.text, role="small"), line, 1, top)


class Explained(QWidget):
    """What level, range and support mean, below everything that they explain."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setVerticalSpacing(2)

    def show_results(self) -> None:
        """Takes the figures of the desk's measurement."""
        clear(self._grid)
        for line, sentence in enumerate(self._sentences()):
            self._grid.addWidget(Text(sentence, role="small", tone="muted"), line, 0)

    def _sentences(self) -> list[str]:
        desk, words = self._desk, self._desk.words
        results, wording = desk.results, desk.wording
        overall = results.card.overall
        said = [words.gettext(LABEL_EXPLAINED)]
        if overall.weakest is not None and overall.min_dimension is not None:
            said[0] += " " + words.gettext("Weakest: {dimension}, {score}.").format(
                dimension=wording.dimension(overall.weakest),
                score=words.number(overall.min_dimension),
            )
        if overall.spread:
            said[0] += " " + words.gettext(
                "From the lowest to the highest capacity there are {n} points."
            ).format(n=words.number(overall.spread))
        if overall.provisional:
            said.append(
                words.gettext("Incomplete: places of the map without a figure do not count yet.")
            )
        if overall.label is not None and overall.low is not None and overall.high is not None:
            said.append(range_sentence(overall.low, overall.high, words))
        said.append(outside_sentence(overall, words))
        if overall.evidence_counted < overall.evidence_asked:
            said.append(support_sentence(results, words))
        return [sentence for sentence in said if sentence]
