"""What the answers mean: level, capacities, map by area, and what the data says."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget

from topp_desktop.charts.heatmap import heat_map
from topp_desktop.charts.radar import radar
from topp_desktop.charts.shapes import Picture
from topp_desktop.charts.text import TextMeasure
from topp_desktop.services.findings import meta_line
from topp_desktop.services.sentences import DECLARED_EXPLAINED, MEAN_EXPLAINED
from topp_desktop.ui.hub import Changed, Desk
from topp_desktop.ui.page import Page
from topp_desktop.ui.pages.question_order import Ask
from topp_desktop.ui.pages.report_button import ReportButton
from topp_desktop.ui.pages.results_cards import CellDetail, FindingsCard, LevelCard
from topp_desktop.ui.pages.results_shares import ShareResults
from topp_desktop.ui.widgets.card import Card
from topp_desktop.ui.widgets.chart_view import ChartView
from topp_desktop.ui.widgets.columns import Columns
from topp_desktop.ui.widgets.notices import EmptyState
from topp_desktop.ui.widgets.scroll import PageScroll
from topp_desktop.ui.widgets.text import Text

SIDE_BY_SIDE = 900


class ResultsPage(Page):
    """Three cards, then the map; a cell of the map opens the questions behind it."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        theme = desk.theme
        self._scroll = PageScroll(theme)
        self.report = ReportButton(desk, self._scroll.main)
        self._empty = EmptyState(pressed=lambda: desk.navigate("tasks"))

        self.level = LevelCard(desk)
        self._radar_card = Card()
        self.radar = ChartView(desk, self._draw_radar, interactive=False)
        self._reading = Text(role="small", tone="muted")
        self._radar_card.add(self.radar, self._reading)
        self._radar_card.body.addStretch(1)
        self.findings = FindingsCard(desk)
        self._top = Columns(theme, SIDE_BY_SIDE)
        self._top.add(self.level, 31)
        self._top.add(self._radar_card, 41)
        self._top.add(self.findings, 36)

        self._map_card = Card()
        self._meta = Text(role="small", tone="muted")
        self._hint = Text(role="small", tone="muted")
        self.map = ChartView(desk, self._draw_map)
        self.detail = CellDetail(desk)
        self._map_card.add(self._meta, self.map, self.detail)
        self.map.activated.connect(self.detail.show_cell)
        self.detail.open_question.connect(lambda item: desk.navigate("question", item))
        self.detail.closed.connect(self.map.canvas.focus_current)
        self._shares: ShareResults | None = None

        for part in (self._empty, self._top, self._map_card):
            self._scroll.main.addWidget(part)
        self._scroll.main.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._scroll)
        desk.theme_changed.connect(self._recolour)

    def title(self) -> str:
        return self.desk.words.gettext("Results")

    def header_actions(self) -> Sequence[QWidget]:
        return (self.report,)

    def refresh(self, change: Changed | None) -> None:
        desk, words = self.desk, self.desk.words
        if desk.snapshot is None:
            return
        results = desk.results
        started = results.answered > 0
        self._empty.setVisible(not started)
        leveled = results.card.profile == "topp-1"
        self._top.setVisible(started and leveled)
        self._map_card.setVisible(started and leveled)
        if self._shares is not None:
            self._shares.setVisible(started and not leveled)
        self.report.setEnabled(started)
        self.report.retranslate()
        if not started:
            self._empty.set_texts(
                words.gettext("There are no results yet"),
                words.gettext(
                    "Results appear here with your first answer, and grow with every further one."
                ),
                words.gettext("Begin with the questions"),
            )
            return
        if not leveled:
            self.shares.show_results()
            return
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
        if change is None or change.what != "answer":
            self.detail.show_cell("")

    def arrive(self, _: object) -> None:
        self._scroll.to_top()

    @property
    def shares(self) -> ShareResults:
        """What a checklist's results are shown in; made when there is one."""
        if self._shares is None:
            self._shares = ShareResults(self.desk)
            self._shares.open_question.connect(
                lambda item: self.desk.navigate("question", Ask(item, "results"))
            )
            self._scroll.main.insertWidget(self._scroll.main.count() - 1, self._shares)
        return self._shares

    def _recolour(self) -> None:
        if self.isVisible():
            self.refresh(None)

    def _draw_radar(self, measure: TextMeasure, width: float, size: float) -> Picture:
        desk = self.desk
        return radar(desk.results.card, desk.wording, desk.words, measure, width, size=size)

    def _draw_map(self, measure: TextMeasure, width: float, size: float) -> Picture:
        desk = self.desk
        return heat_map(desk.results.card, desk.wording, desk.words, measure, width, size=size)
