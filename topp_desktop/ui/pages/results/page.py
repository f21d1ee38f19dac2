"""What the answers mean: level, capacities, map by area, gaps, details, and what changed."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget

from topp_desktop.ui.focus_order import order_focus
from topp_desktop.ui.hub import Changed, Desk
from topp_desktop.ui.page import Page
from topp_desktop.ui.pages.results.made import MadeCard
from topp_desktop.ui.pages.results.overview import Overview
from topp_desktop.ui.pages.results.sections import (
    DetailSection,
    GapsSection,
    QuestionsSection,
    ResultsSection,
)
from topp_desktop.ui.pages.results.shares import ShareResults
from topp_desktop.ui.pages.results.trend import TrendSection
from topp_desktop.ui.parts.question_order import Ask
from topp_desktop.ui.parts.report_button import ReportButton
from topp_desktop.ui.widgets import EmptyState, PageScroll
from topp_desktop.ui.widgets.tabs import Tabs

OVERVIEW, GAPS, DETAILS, QUESTIONS, TIME = "overview", "gaps", "details", "questions", "time"
_MAKERS: dict[str, Callable[[Desk], ResultsSection]] = {
    GAPS: GapsSection,
    DETAILS: DetailSection,
    QUESTIONS: QuestionsSection,
    TIME: TrendSection,
}
_OF_CHECKLISTS = (OVERVIEW, TIME)


class ResultsPage(Page):
    """An overview and four further parts; how the result was made stands under each of them."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._scroll = PageScroll(desk.theme)
        self.report = ReportButton(desk)
        words = desk.words
        self._empty = EmptyState(
            words.gettext("There are no results yet"),
            words.gettext(
                "Results appear here with your first answer, and grow with every further one."
            ),
            words.gettext("Begin with the questions"),
            lambda: desk.navigate("tasks"),
        )
        self.parts = Tabs()
        self.parts.chosen.connect(lambda part: self.show_part(str(part)))
        self._part = OVERVIEW
        self.overview = Overview(desk)
        self.overview.open_question.connect(self._go)
        self.overview.detail.filled.connect(self._order)
        self._sections: dict[str, ResultsSection] = {}
        self._shares: ShareResults | None = None
        self._made = MadeCard(desk)
        self._place = QVBoxLayout()
        self._place.setSpacing(16)
        self._place.addWidget(self.overview)
        main = self._scroll.main
        main.addWidget(self._empty)
        main.addLayout(self._place)
        main.addWidget(self._made)
        main.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.parts)
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
        for widget in (self.parts, self._made):
            widget.setVisible(started)
        self.report.setEnabled(started)
        if not started:
            for part in self._parts():
                part.hide()
            return
        if change is None or change.what == "opened":
            self.overview.detail.show_cell("")
        labels = {
            OVERVIEW: words.gettext("Overview"),
            GAPS: words.gettext("Gaps and targets"),
            DETAILS: words.gettext("In detail"),
            QUESTIONS: words.gettext("Questions"),
            TIME: words.gettext("Over time"),
        }
        shown = tuple(labels) if self._leveled else _OF_CHECKLISTS
        if self._part not in shown:
            self._part = OVERVIEW
        self.parts.show_options(
            [(part, labels[part]) for part in shown],
            self._part,
            words.gettext("Part of the results"),
        )
        self._made.show_results()
        self._show()

    def arrive(self, argument: object) -> None:
        """With a part's name it shows that; with a question's id the cell that it belongs to."""
        snapshot = self.desk.open_snapshot
        if isinstance(argument, str) and argument in {OVERVIEW, *_MAKERS}:
            self.show_part(argument)
        item = snapshot.instrument.by_id.get(str(argument))
        if item is None or item.cell is None or not self._leveled:
            self._scroll.to_top()
            return
        self.show_part(OVERVIEW)
        self.overview.detail.show_cell(item.cell, item.id)

    def here(self, came_with: object) -> object:
        return self._part

    def show_part(self, part: str) -> None:
        """Another part of the results."""
        self._part = part
        self.parts.show_value(part)
        self._show()

    def section(self, part: str) -> ResultsSection:
        """A part beside the overview; made when it is first shown."""
        if part not in self._sections:
            made = self._sections[part] = _MAKERS[part](self.desk)
            made.open_cell.connect(self._open_cell)
            made.open_question.connect(self._go)
            made.drawn.connect(self._order)
            self._place.addWidget(made)
        return self._sections[part]

    @property
    def shares(self) -> ShareResults:
        """What a checklist's results are shown in; made when there is one."""
        if self._shares is None:
            self._shares = ShareResults(self.desk)
            self._shares.open_question.connect(self._go)
            self._place.addWidget(self._shares)
        return self._shares

    @property
    def _leveled(self) -> bool:
        return self.desk.results.card.leveled

    def _show(self) -> None:
        """The chosen part alone, with the figures of the moment."""
        if self.desk.snapshot is None or not self.desk.results.answered:
            return
        first = self._part == OVERVIEW
        chosen: Overview | ShareResults | ResultsSection
        if not first:
            chosen = self.section(self._part)
        else:
            chosen = self.overview if self._leveled else self.shares
        for part in self._parts():
            part.setVisible(part is chosen)
        chosen.show_results()
        self._order()

    def _order(self) -> None:
        """Tab goes on in reading order: pictures bring new stops with them."""
        order_focus(self)

    def _parts(self) -> list[QWidget]:
        """Every part that was made."""
        checklists = [] if self._shares is None else [self._shares]
        return [self.overview, *checklists, *self._sections.values()]

    def _open_cell(self, cell: str) -> None:
        self.show_part(OVERVIEW)
        self.overview.detail.show_cell(cell)

    def _go(self, item: str) -> None:
        self.desk.navigate("question", Ask(item, "results"))

    def _recolour(self) -> None:
        if self.isVisible():
            self.refresh(Changed("reloaded"))
