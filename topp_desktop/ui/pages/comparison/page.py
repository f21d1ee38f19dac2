"""What changed between two measurements: the whole, capacities, areas, cells and questions."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from topp_desktop.charts.cell_maps import change_map
from topp_desktop.charts.changes import change_chart
from topp_desktop.charts.shapes import Picture
from topp_desktop.charts.text import TextMeasure
from topp_desktop.domain.scoring.rounds import MEANINGFUL_POINTS, Comparison
from topp_desktop.services.ports import AssessmentSummary
from topp_desktop.ui.focus_order import order_focus
from topp_desktop.ui.hub import Changed, Desk
from topp_desktop.ui.page import Page
from topp_desktop.ui.pages.comparison.model import (
    Pair,
    read_pair,
    what_differs,
    what_is_compared,
)
from topp_desktop.ui.pages.comparison.questions import QuestionsCard
from topp_desktop.ui.parts.question_order import Ask
from topp_desktop.ui.widgets import (
    Button,
    Card,
    Choice,
    EmptyState,
    FieldRow,
    Notice,
    PageScroll,
    Text,
)
from topp_desktop.ui.widgets.columns import Columns
from topp_desktop.ui.widgets.picture_card import PictureCard

_SIDE_BY_SIDE = 620
NOTHING = Comparison("break", ())


class ComparisonPage(Page):
    """Two measurements of the institution, on their common questions only."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        words = desk.words
        self._pair: Pair | None = None
        self._wanted = ("", "")
        self._scroll = PageScroll(desk.theme)
        self._which = Card(words.gettext("Which measurements"), spacing=10)
        self.before, self.after = Choice(), Choice()
        self._rows = (FieldRow(self.before), FieldRow(self.after))
        self._facts = tuple(Text(role="small", tone="muted") for _ in self._rows)
        beside = Columns(desk.theme, _SIDE_BY_SIDE)
        for line, facts in zip(self._rows, self._facts, strict=True):
            holder = QWidget()
            box = QVBoxLayout(holder)
            box.setContentsMargins(0, 0, 0, 0)
            box.setSpacing(6)
            box.addWidget(line)
            box.addWidget(facts)
            box.addStretch(1)
            beside.add(holder, 1)
        self._said, self._doubt = Notice(state="active"), Notice()
        self._which.add(beside, self._said, self._doubt)
        self.changes = PictureCard(desk, self._draw_changes)
        self.cells = PictureCard(desk, self._draw_cells, interactive=True)
        self.questions = QuestionsCard(desk)
        self._empty = EmptyState(
            words.gettext("There is one measurement only"),
            words.gettext(
                "With the next one you see here what changed, and whether it changed by more "
                "than answers vary anyway."
            ),
            words.gettext("Begin the next measurement"),
            pressed=lambda: desk.navigate("next-measurement"),
        )
        self._back = Button(
            words.gettext("Back to the results"), lambda: desk.navigate("results", "time")
        )
        for widget in (self._empty, self._which, self.changes, self.cells, self.questions):
            widget.hide()
            self._scroll.main.addWidget(widget)
        for choice in (self.before, self.after):
            choice.chosen.connect(lambda _: self._choose())
        self.cells.activated.connect(self._show_cell)
        self.questions.all.clicked.connect(lambda _: order_focus(self))
        self.questions.open_question.connect(
            lambda item: desk.navigate("question", Ask(item, "comparison"))
        )
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self._scroll)
        desk.theme_changed.connect(self._recolour)

    def title(self) -> str:
        return self.desk.words.gettext("What changed")

    def header_actions(self) -> tuple[Button, ...]:
        return (self._back,)

    def refresh(self, _: Changed | None) -> None:
        snapshot, _words = self.desk.snapshot, self.desk.words
        if snapshot is None:
            return
        mine, practice, program = snapshot.id, snapshot.practice, self.desk.program
        before, after = self._wanted

        def read() -> tuple[AssessmentSummary, ...] | Pair:
            return read_pair(program, mine, practice, before, after)

        self.load(read, self._show)

    def arrive(self, argument: object) -> None:
        """With the ids of two measurements it compares these."""
        if isinstance(argument, tuple) and len(argument) == 2:
            self.compare(str(argument[0]), str(argument[1]))
        self._scroll.to_top()
        self.before.setFocus(Qt.FocusReason.OtherFocusReason)

    def here(self, came_with: object) -> object:
        return self._wanted

    def compare(self, before: str, after: str) -> None:
        """Two others from now on."""
        self._wanted = (before, after)
        self.questions.cell = ""
        self.refresh(None)

    def _choose(self) -> None:
        self.compare(str(self.before.currentData()), str(self.after.currentData()))

    # --- show ---------------------------------------------------------------------------------

    def _show(self, found: tuple[AssessmentSummary, ...] | Pair) -> None:
        words = self.desk.words
        pair = self._pair = found if isinstance(found, Pair) else None
        self._empty.setVisible(pair is None)
        self._which.setVisible(pair is not None)
        comparable = pair is not None and pair.comparison.series != "break" and pair.has_figures
        whole = comparable and pair is not None and bool(pair.comparison.dimensions)
        self.changes.setVisible(whole)
        self.cells.setVisible(comparable and pair is not None and bool(pair.after.instrument.cells))
        self.questions.setVisible(comparable)
        if pair is None:
            return
        self._show_which(pair)
        if not comparable:
            return
        self.changes.show_picture(
            words.gettext("The whole, capacities and areas"),
            words.gettext(
                "A change of the whole or of a capacity is called clear when it is of {n} points "
                "or more and larger than what how sure people were would explain. Of areas, cells "
                "and questions only that they changed is said."
            ).format(n=words.number(MEANINGFUL_POINTS, 2)),
        )
        self.cells.show_picture(
            words.gettext("Changes by area"),
            words.gettext("Choose a cell to see which of its questions changed."),
        )
        self.questions.show_pair(pair)
        order_focus(self)

    def _show_which(self, pair: Pair) -> None:
        words = self.desk.words
        labels = (words.gettext("Earlier measurement"), words.gettext("Later measurement"))
        options = [(summary.id, summary.round) for summary in pair.known]
        sides = zip(self._rows, self._facts, labels, (pair.before, pair.after), strict=True)
        for line, facts, label, side in sides:
            line.set_texts(label)
            facts.setText(side.facts(words))
            choice = line.field
            assert isinstance(choice, Choice)
            choice.show_options(options, side.id)
        self._said.text.setText(what_is_compared(pair, words))
        doubt = " ".join(what_differs(pair, words))
        self._doubt.text.setText(doubt)
        self._doubt.setVisible(bool(doubt))

    def _show_cell(self, cell: str) -> None:
        self.questions.show_cell(cell)
        order_focus(self)
        self.questions.all.setFocus(Qt.FocusReason.OtherFocusReason)

    def _draw_changes(self, measure: TextMeasure, width: float, size: float) -> Picture:
        words, pair = self.desk.words, self._pair
        if pair is None:
            return change_chart(NOTHING, ("", ""), self.desk.wording, words, measure, width)
        names = (pair.before.stored.assessment.round, pair.after.stored.assessment.round)
        wording = pair.wording(words.language)
        return change_chart(pair.comparison, names, wording, words, measure, width, size=size)

    def _draw_cells(self, measure: TextMeasure, width: float, size: float) -> Picture:
        words, pair = self.desk.words, self._pair
        wording = self.desk.wording if pair is None else pair.wording(words.language)
        cells = (pair.comparison.cells or {}) if pair is not None else {}
        return change_map(cells, wording, words, measure, width, size=size)

    def _recolour(self) -> None:
        if self.isVisible():
            self.refresh(None)
