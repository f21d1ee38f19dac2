"""Alerts: the sentence of each, the figures that it comes from, and when it is raised."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from topp_desktop.charts.shapes import Picture
from topp_desktop.charts.shares import alert_shares
from topp_desktop.charts.text import TextMeasure
from topp_desktop.domain.scoring import AlertHit
from topp_desktop.services.measurement.sentences import alert_pairs_sentence
from topp_desktop.ui.hub import Desk
from topp_desktop.ui.widgets import Card, Text, clear, rule
from topp_desktop.ui.widgets.chart_view import ChartView
from topp_desktop.ui.widgets.columns import Columns

_SIDE_BY_SIDE = 820


class AlertsCard(Card):
    """The sentence of each alert, with the figure that it comes from."""

    def __init__(self, desk: Desk) -> None:
        words = desk.words
        super().__init__(words.gettext("Alerts"), spacing=10)
        self._desk = desk
        self._why = Text(role="small", tone="muted")
        self.bars = ChartView(desk, self._draw, interactive=False)
        sentences = QWidget()
        self._lines = QVBoxLayout()
        self._lines.setSpacing(8)
        holder = QVBoxLayout(sentences)
        holder.setContentsMargins(0, 0, 0, 0)
        holder.addLayout(self._lines)
        holder.addStretch(1)
        beside = Columns(desk.theme, _SIDE_BY_SIDE, spacing=28)
        beside.add(sentences, 1)
        beside.add(self.bars, 1)
        self.add(self._why, beside)

    def show_results(self) -> None:
        """Takes the alerts of the desk's measurement."""
        words, results = self._desk.words, self._desk.results
        card = results.card
        clear(self._lines)
        grouped = any(hit.value is not None for hit in card.alerts)
        self.bars.setVisible(grouped)
        if not card.alerts:
            none = words.gettext("None with these answers.")
            why = f"{none} {alert_pairs_sentence(results, self._desk.wording, words)}".strip()
        elif grouped:
            why = words.gettext(
                "Alerts invite a conversation; they change no score. The marks across a bar are "
                "where its sentence changes."
            )
        else:
            invite = words.gettext("Alerts invite a conversation; they change no score.")
            why = f"{invite} {alert_pairs_sentence(results, self._desk.wording, words)}"
        self._why.setText(why)
        if grouped:
            self.bars.redraw()
        for place, hit in enumerate(card.alerts):
            if place:
                self._lines.addWidget(rule())
            self._lines.addWidget(self._line(hit))

    def _line(self, hit: AlertHit) -> QWidget:
        desk, words, wording = self._desk, self._desk.words, self._desk.wording
        if hit.value is not None:
            lead = f"{wording.alert_name(hit.code)} · {words.number(hit.value)}"
        else:
            names = [hit.high, *hit.low] if hit.high else list(hit.low)
            scores = desk.results.card.dimensions
            figures = [
                f"{wording.dimension(n)} {words.number(value)}"
                for n in names
                if n in scores and (value := scores[n].declared) is not None
            ]
            lead = " · ".join(figures)
        line = QWidget()
        box = QVBoxLayout(line)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(1)
        box.addWidget(Text(lead, weight="semibold"))
        box.addWidget(Text(wording.alert(hit.code, hit.band)))
        return line

    def _draw(self, measure: TextMeasure, width: float, size: float) -> Picture:
        desk = self._desk
        return alert_shares(desk.results.card, desk.wording, desk.words, measure, width, size=size)
