"""The overview: level, capacities and findings side by side, then the map and the alerts."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from topp_desktop.charts.heatmap import heat_map
from topp_desktop.charts.radar import radar
from topp_desktop.charts.shapes import Picture
from topp_desktop.charts.text import TextMeasure
from topp_desktop.services.measurement.findings import meta_line
from topp_desktop.services.measurement.sentences import DECLARED_EXPLAINED, MEAN_EXPLAINED
from topp_desktop.ui.hub import Desk
from topp_desktop.ui.pages.results.alerts import AlertsCard
from topp_desktop.ui.pages.results.cards import FindingsCard, LevelCard
from topp_desktop.ui.pages.results.cell import CellDetail
from topp_desktop.ui.widgets.card import Card
from topp_desktop.ui.widgets.chart_view import ChartView
from topp_desktop.ui.widgets.columns import Columns
from topp_desktop.ui.widgets.text import Text

SIDE_BY_SIDE = 900
LARGEST_RADAR = 11.0
"""In ems: alone in its column it would fill the window."""


class Overview(QWidget):
    """Three cards, then the map; a cell of the map opens the questions behind it."""

    open_question = Signal(str)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.level = LevelCard(desk)
        self._radar_card = Card()
        self.radar = ChartView(desk, self._draw_radar, interactive=False)
        self._reading = Text(role="small", tone="muted")
        self._radar_card.add(self.radar, self._reading)
        self._radar_card.body.addStretch(1)
        self.findings = FindingsCard(desk)
        top = Columns(desk.theme, SIDE_BY_SIDE)
        top.add(self.level, 31)
        top.add(self._radar_card, 41)
        top.add(self.findings, 36)
        self._map_card = Card()
        self._meta = Text(role="small", tone="muted")
        self.map = ChartView(desk, self._draw_map)
        self.detail = CellDetail(desk)
        self._map_card.add(self._meta, self.map, self.detail)
        self.map.activated.connect(self.detail.show_cell)
        self.detail.open_question.connect(self.open_question)
        self.detail.closed.connect(self.map.canvas.focus_current)
        self.alerts = AlertsCard(desk)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(16)
        for widget in (top, self._map_card, self.alerts):
            box.addWidget(widget)

    def show_results(self) -> None:
        """Takes the figures of the desk's measurement."""
        desk, words = self._desk, self._desk.words
        results = desk.results
        self.level.show_results()
        self.findings.show_results()
        self._radar_card.set_title(words.gettext("Four capacities"))
        reading = [words.gettext(MEAN_EXPLAINED)]
        if results.card.show_supported:
            reading.append(words.gettext(DECLARED_EXPLAINED))
        self._reading.setText(" ".join(reading))
        self.radar.redraw()
        self._map_card.set_title(words.gettext("Map of capacities by area"))
        choose = words.gettext("choose a cell to see its questions")
        self._meta.setText(f"{meta_line(results, words)} · {choose}")
        self.map.redraw()
        self.detail.renew()
        self.alerts.setVisible(bool(results.card.alerts))
        self.alerts.show_results()

    def _draw_radar(self, measure: TextMeasure, width: float, size: float) -> Picture:
        desk, card = self._desk, self._desk.results.card
        return radar(
            card, desk.wording, desk.words, measure, width, size=size, largest=LARGEST_RADAR
        )

    def _draw_map(self, measure: TextMeasure, width: float, size: float) -> Picture:
        desk = self._desk
        return heat_map(desk.results.card, desk.wording, desk.words, measure, width, size=size)
