"""The overview: where the measurement stands, level, capacities and findings side by side, then
the map and the alerts."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from topp_desktop.charts.heatmap import heat_map
from topp_desktop.charts.radar import radar
from topp_desktop.charts.shapes import Picture
from topp_desktop.charts.text import TextMeasure
from topp_desktop.domain.scoring.rounds import Comparison
from topp_desktop.services.measurement.rounds import TrendPoint
from topp_desktop.services.measurement.sentences import (
    DECLARED_EXPLAINED,
    MEAN_EXPLAINED,
    ahead_sentence,
)
from topp_desktop.ui.hub import Desk
from topp_desktop.ui.pages.results.alerts import AlertsCard
from topp_desktop.ui.pages.results.cards import Explained, FindingsCard, LevelCard
from topp_desktop.ui.pages.results.cell import CellDetail
from topp_desktop.ui.pages.results.stepper import Stepper
from topp_desktop.ui.widgets import Card, Notice, Text
from topp_desktop.ui.widgets.chart_view import ChartView
from topp_desktop.ui.widgets.columns import Columns

SIDE_BY_SIDE = 900
LARGEST_RADAR = 3.9
"""In ems: the map below it is to be in sight as well."""
ROW = 3.3
SPACING = 10


class Overview(QWidget):
    """The way, three cards, then the map; a cell of the map opens the questions behind it."""

    open_question = Signal(str)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        words = desk.words
        self._desk = desk
        self._since: Comparison | None = None
        self._compared = ("", "")
        self.stepper = Stepper(desk)
        self._ahead = Notice(state="active")
        self.level = LevelCard(desk)
        self._radar_card = Card(words.gettext("Four capacities"), spacing=6, margin=16)
        self.radar = ChartView(desk, self._draw_radar, interactive=False, tools="menu")
        self._radar_card.add(self.radar)
        self._radar_card.beside_title(self.radar.tools)
        self._radar_card.body.addStretch(1)
        self.findings = FindingsCard(desk)
        top = Columns(desk.theme, SIDE_BY_SIDE, spacing=SPACING)
        top.add(self.level, 32)
        top.add(self._radar_card, 32)
        top.add(self.findings, 38)
        self._map_card = Card(words.gettext("Map of capacities by area"), spacing=4, margin=16)
        self.map = ChartView(desk, self._draw_map, tools="links")
        self.detail = CellDetail(desk)
        self._map_card.add(self.map, self.detail)
        self._map_card.beside_title(self.map.tools)
        self.map.activated.connect(self.detail.show_cell)
        self.detail.open_question.connect(self.open_question)
        self.detail.closed.connect(self.map.canvas.focus_current)
        self._explained = Explained(desk)
        self._reading = Text(role="small", tone="muted")
        self.alerts = AlertsCard(desk)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(SPACING)
        parts: tuple[QWidget, ...] = (
            self.stepper,
            self._ahead,
            top,
            self._map_card,
            self._explained,
            self._reading,
            self.alerts,
        )
        for part in parts:
            box.addWidget(part)

    def show_results(self) -> None:
        """Takes the figures of the desk's measurement."""
        desk, words = self._desk, self._desk.words
        results = desk.results
        self.stepper.show_results()
        ahead = ahead_sentence(results, words)
        self._ahead.text.setText(ahead)
        self._ahead.setVisible(bool(ahead))
        self._show_change()
        self._read_change()
        reading = [
            words.gettext("Choose a cell of the map to see its questions."),
            words.gettext(MEAN_EXPLAINED),
        ]
        if results.card.show_supported:
            reading.append(words.gettext(DECLARED_EXPLAINED))
        self._reading.setText(" ".join(reading))
        self._explained.show_results()
        self.radar.redraw()
        self.map.redraw()
        self.detail.renew()
        self.alerts.setVisible(bool(results.card.alerts))
        self.alerts.show_results()

    def _show_change(self) -> None:
        """As it was read the last time; of another measurement nothing is known yet."""
        mine, before = self._compared
        since = self._since if mine == self._desk.open_snapshot.id else None
        self.level.show_results(since, before)
        self.findings.show_results(since)

    def _read_change(self) -> None:
        desk = self._desk
        snapshot, rounds = desk.open_snapshot, desk.program
        institution, practice = snapshot.assessment.institution.id, snapshot.practice

        def known(points: list[TrendPoint]) -> None:
            if desk.snapshot is None or desk.snapshot.id != snapshot.id:
                return
            place = [point.assessment_id for point in points].index(snapshot.id)
            self._since = points[place].since
            self._compared = (snapshot.id, points[place - 1].round if place else "")
            if self._since is not None:
                self._show_change()

        desk.tasks.write(lambda: rounds.rounds.trend(institution, practice=practice), known)

    def _draw_radar(self, measure: TextMeasure, width: float, size: float) -> Picture:
        desk, card = self._desk, self._desk.results.card
        return radar(
            card, desk.wording, desk.words, measure, width, size=size, largest=LARGEST_RADAR
        )

    def _draw_map(self, measure: TextMeasure, width: float, size: float) -> Picture:
        desk, card = self._desk, self._desk.results.card
        return heat_map(card, desk.wording, desk.words, measure, width, size=size, row_height=ROW)
