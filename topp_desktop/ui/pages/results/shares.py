"""The results of a checklist: capacities, alerts in sentences, averages, questions."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from topp_desktop.charts.radar import radar
from topp_desktop.charts.shapes import Picture
from topp_desktop.charts.shares import dimension_shares, item_shares, typology_shares
from topp_desktop.charts.text import TextMeasure
from topp_desktop.services.measurement.findings import meta_line
from topp_desktop.ui.hub import Desk
from topp_desktop.ui.pages.results.alerts import AlertsCard
from topp_desktop.ui.widgets import Card, Text
from topp_desktop.ui.widgets.chart_view import ChartView
from topp_desktop.ui.widgets.columns import Columns

_SIDE_BY_SIDE = 820


class ShareResults(QWidget):
    """What stands in place of level and map where the instrument is a checklist."""

    open_question = Signal(str)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.radar = ChartView(desk, self._draw_radar, interactive=False)
        self.dimensions = ChartView(desk, self._draw_dimensions, interactive=False)
        self.alerts = AlertsCard(desk)
        self.typologies = ChartView(desk, self._draw_typologies, interactive=False)
        self.questions = ChartView(desk, self._draw_questions)
        self.questions.activated.connect(self.open_question)
        self._cards = [Card() for _ in range(4)]
        self._meta = Text(role="small", tone="muted")
        radar_card, dimension_card, self._typology_card, question_card = self._cards
        for card, view in zip(
            self._cards,
            (self.radar, self.dimensions, self.typologies, self.questions),
            strict=True,
        ):
            if card is question_card:
                card.add(self._meta)
            card.add(view)
            card.body.addStretch(1)
        beside = QWidget()
        bars = QVBoxLayout(beside)
        bars.setContentsMargins(0, 0, 0, 0)
        bars.setSpacing(18)
        bars.addWidget(dimension_card)
        bars.addWidget(self._typology_card, 1)
        self._top = Columns(desk.theme, _SIDE_BY_SIDE)
        self._top.add(radar_card, 1)
        self._top.add(beside, 1)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(18)
        for widget in (self._top, self.alerts, question_card):
            box.addWidget(widget)

    def show_results(self) -> None:
        """Takes the figures of the desk's measurement."""
        words, results = self._desk.words, self._desk.results
        titles = (
            words.gettext("Capacities"),
            words.gettext("Score by capacity"),
            words.gettext("Weighted averages"),
            words.gettext("Score by question"),
        )
        for card, title in zip(self._cards, titles, strict=True):
            card.set_title(title)
        choose = words.gettext("choose a bar to see its question")
        self._meta.setText(f"{meta_line(results, words)} · {choose}")
        self._typology_card.setVisible(bool(results.card.typologies))
        self.alerts.setVisible(bool(results.instrument.alerts))
        self.alerts.show_results()
        for view in (self.radar, self.dimensions, self.typologies, self.questions):
            view.redraw()

    def _draw_radar(self, measure: TextMeasure, width: float, size: float) -> Picture:
        desk = self._desk
        return radar(desk.results.card, desk.wording, desk.words, measure, width, size=size)

    def _draw_dimensions(self, measure: TextMeasure, width: float, size: float) -> Picture:
        desk = self._desk
        return dimension_shares(
            desk.results.card, desk.wording, desk.words, measure, width, size=size
        )

    def _draw_typologies(self, measure: TextMeasure, width: float, size: float) -> Picture:
        desk = self._desk
        return typology_shares(
            desk.results.card, desk.wording, desk.words, measure, width, size=size
        )

    def _draw_questions(self, measure: TextMeasure, width: float, size: float) -> Picture:
        desk = self._desk
        form = desk.open_snapshot.assessment.form
        return item_shares(
            desk.results.card, form, desk.wording, desk.words, measure, width, size=size
        )
