"""The results of a checklist: capacities, alerts in sentences, averages, questions."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from topp_desktop.charts.radar import radar
from topp_desktop.charts.shapes import Picture
from topp_desktop.charts.shares import (
    alert_shares,
    dimension_shares,
    item_shares,
    typology_shares,
)
from topp_desktop.charts.text import TextMeasure
from topp_desktop.domain.scoring import AlertHit
from topp_desktop.services.findings import meta_line
from topp_desktop.ui.hub import Desk
from topp_desktop.ui.widgets.card import Card, clear, rule
from topp_desktop.ui.widgets.chart_view import ChartView
from topp_desktop.ui.widgets.columns import Columns
from topp_desktop.ui.widgets.text import Text

_SIDE_BY_SIDE = 820


class AlertsCard(Card):
    """The sentence of each alert, with the figure that it comes from."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(spacing=10)
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
        words, card = self._desk.words, self._desk.results.card
        self.set_title(words.gettext("Alerts"))
        clear(self._lines)
        grouped = any(hit.value is not None for hit in card.alerts)
        self.bars.setVisible(grouped)
        self._why.setText(
            words.gettext(
                "Alerts invite a conversation; they change no score. The marks across a bar are "
                "where its sentence changes."
            )
            if card.alerts
            else words.gettext("None with these answers.")
        )
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
