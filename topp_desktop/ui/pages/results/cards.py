"""The cards of the overview: the level, and what the data says."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from topp_desktop.charts.level_meter import level_meter
from topp_desktop.charts.shapes import Picture
from topp_desktop.charts.text import TextMeasure
from topp_desktop.services.measurement.findings import findings
from topp_desktop.services.measurement.sentences import (
    LABEL_EXPLAINED,
    ahead_sentence,
    level_sentence,
    outside_sentence,
    range_sentence,
    support_sentence,
)
from topp_desktop.ui.hub import Desk
from topp_desktop.ui.widgets.card import Card, clear
from topp_desktop.ui.widgets.chart_canvas import ChartCanvas
from topp_desktop.ui.widgets.notices import Notice
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
        self._outside = Text(role="small", tone="muted")
        self._label = Text(role="small", tone="muted")
        self._support = Notice()
        self._ahead = Notice(state="active")
        self.add(
            self._caption,
            self._level,
            self._meter,
            self._score,
            self._range,
            self._outside,
            self._label,
            self._support,
            self._ahead,
        )
        self.body.addStretch(1)

    def show_results(self) -> None:
        """Takes the figures of the desk's measurement."""
        desk, words = self._desk, self._desk.words
        results, wording = desk.results, desk.wording
        overall = results.card.overall
        published = overall.label is not None and overall.declared is not None
        self._caption.setText(
            words.gettext("Overall level (declared, provisional)")
            if overall.provisional
            else words.gettext("Overall level (declared)")
        )
        outside = outside_sentence(overall, words)
        self._outside.setText(outside)
        self._outside.setVisible(bool(outside))
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
            if overall.spread:
                label += " " + words.gettext(
                    "From the lowest to the highest capacity there are {n} points."
                ).format(n=words.number(overall.spread))
            if overall.provisional:
                label += " " + words.gettext(
                    "Provisional: places of the map without a figure do not count yet."
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
        ahead = ahead_sentence(results, words)
        self._ahead.text.setText(ahead)
        self._ahead.setVisible(bool(ahead))
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
