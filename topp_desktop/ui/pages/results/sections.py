"""The parts of the results page beside the overview: gaps, details, questions."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from topp_desktop.charts.cell_maps import coverage_map
from topp_desktop.charts.gaps import gap_chart
from topp_desktop.charts.level_bars import LevelRow, level_bars
from topp_desktop.charts.palette import dimension_colour
from topp_desktop.charts.ranges import range_chart
from topp_desktop.charts.shapes import Picture
from topp_desktop.charts.shares import component_shares, objective_shares
from topp_desktop.charts.text import TextMeasure
from topp_desktop.domain.instrument import Wording
from topp_desktop.domain.scoring import Score, Scorecard
from topp_desktop.foundation.i18n import Translator
from topp_desktop.services.measurement.sentences import (
    MEAN_EXPLAINED,
    agreement_words,
    outside_sentence,
)
from topp_desktop.services.measurement.spreads import least_agreed, question_spread
from topp_desktop.ui.hub import Desk
from topp_desktop.ui.pages.results.themes import ThemesCard
from topp_desktop.ui.widgets import Button, Notice, Text, row
from topp_desktop.ui.widgets.picture_card import PictureCard

_SHOWN_VOICES = 12
CardChart = Callable[..., Picture]


class ResultsSection(QWidget):
    """Cards below each other; `open_cell` and `open_question` carry keys."""

    open_cell = Signal(str)
    open_question = Signal(str)
    drawn = Signal()
    """Something was shown later than asked for."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(16)

    def _add(self, *cards: QWidget) -> None:
        for card in cards:
            self._box.addWidget(card)

    def show_results(self) -> None:
        """Takes the figures of the desk's measurement."""
        raise NotImplementedError

    def _drawn(self, chart: CardChart) -> Callable[[TextMeasure, float, float], Picture]:
        """A chart of the scorecard as canvases want it."""
        desk = self._desk

        def draw(measure: TextMeasure, width: float, size: float) -> Picture:
            return chart(desk.results.card, desk.wording, desk.words, measure, width, size=size)

        return draw


class GapsSection(ResultsSection):
    """From what is declared to the target, cell by cell."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        words = desk.words
        self.gaps = PictureCard(desk, self._drawn(gap_chart), interactive=True)
        self.gaps.activated.connect(self.open_cell)
        self.targets = Button(words.gettext("Set the targets"), lambda: desk.navigate("targets"))
        self.gaps.add(row(self.targets))
        self._add(self.gaps)

    def show_results(self) -> None:
        words = self._desk.words
        self.gaps.show_picture(
            words.gettext("Gaps and targets"),
            words.gettext(
                "Where you set no target, it is the next level, and never below level 2. Choose a "
                "line to see its questions."
            ),
        )


class DetailSection(ResultsSection):
    """Ranges, components, objectives and cross-cutting themes."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        words = desk.words
        self.ranges = PictureCard(desk, self._drawn(range_chart))
        self._outside = Notice(state="active")
        self.ranges.body.insertWidget(2, self._outside)
        self.components = PictureCard(desk, self._drawn(component_shares))
        self.objectives = PictureCard(desk, self._drawn(objective_shares))
        self.lines = Button(
            words.gettext("Lines of action"),
            lambda: desk.navigate("inventory"),
            kind="link",
            small=True,
        )
        self.objectives.add(row(self.lines))
        self._later = Text(
            words.gettext(
                "Components and objectives appear with the full form: the short one asks too few "
                "questions about each."
            ),
            role="small",
            tone="muted",
        )
        self.themes = ThemesCard(desk)
        self._add(self.ranges, self.components, self.objectives, self._later, self.themes)

    def show_results(self) -> None:
        words, card = self._desk.words, self._desk.results.card
        lead = words.gettext(
            "Given these answers, how sure people were and what is missing, a reasonable value "
            "lies on the pale bar; it is not a statistical margin of error."
        )
        if card.show_supported:
            lead += " " + words.gettext("The short stroke is what documents support.")
        self.ranges.show_picture(words.gettext("Where the scores could lie"), lead)
        outside = outside_lines(card, self._desk.wording, words)
        self._outside.text.setText("\n".join(outside))
        self._outside.setVisible(bool(outside))
        self.themes.show_results()
        parts = any(value is not None for value in card.components.values())
        self.components.setVisible(parts)
        self.objectives.setVisible(bool(card.objectives))
        if parts:
            self.components.show_picture(
                words.gettext("Components"),
                words.gettext("The average of a component's questions, of at least two."),
            )
        if card.objectives:
            self.objectives.show_picture(words.gettext("Objectives"), words.gettext(MEAN_EXPLAINED))
        self._later.setVisible(not (parts and card.objectives))


class QuestionsSection(ResultsSection):
    """How the answers are spread, how far people agree, and what is missing."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        words = desk.words
        self.spread = PictureCard(desk, self._draw_spread)
        self.agreement = PictureCard(desk, self._draw_agreement, interactive=True)
        self.agreement.activated.connect(self.open_question)
        self.agree = Button(
            words.gettext("Compare and agree"),
            lambda: desk.navigate("agreement"),
            kind="link",
            small=True,
        )
        self.agreement.add(row(self.agree))
        self.coverage = PictureCard(desk, self._drawn(coverage_map), interactive=True)
        self.coverage.activated.connect(self.open_cell)
        self._add(self.spread, self.agreement, self.coverage)

    def show_results(self) -> None:
        words = self._desk.words
        self.spread.show_picture(
            words.gettext("Questions by level"),
            words.gettext("How many questions of each capacity are at each level."),
        )
        several = bool(least_agreed(self._desk.results))
        self.agreement.setVisible(several)
        if several:
            self.agreement.show_picture(
                words.gettext("How far people agree"),
                words.gettext(
                    "Questions that three people or more gave a level to, least agreement first. "
                    "Choose one to see it."
                ),
            )
        self.coverage.show_picture(
            words.gettext("Coverage"),
            words.gettext(
                "A place of the map has a figure when three fifths of its questions have an "
                "answer that counts. “We don't know” is no such answer."
            ),
        )

    def _draw_spread(self, measure: TextMeasure, width: float, size: float) -> Picture:
        desk, words = self._desk, self._desk.words
        results, items = desk.results, desk.open_snapshot.items
        rows = []
        for dimension in results.instrument.dimensions:
            spread = question_spread(results, [i for i in items if i.dimension == dimension.id])
            rows.append(
                LevelRow(
                    dimension.id,
                    desk.wording.dimension(dimension.id),
                    spread.counts,
                    spread.without,
                    colour=dimension_colour(dimension.id),
                )
            )
        return level_bars(
            rows,
            desk.wording,
            words,
            measure,
            width,
            title=words.gettext("Questions by level"),
            description=words.gettext("How many questions of each capacity are at each level."),
            head=words.gettext("Capacity"),
            size=size,
            names=0.16,
        )

    def _draw_agreement(self, measure: TextMeasure, width: float, size: float) -> Picture:
        desk, words = self._desk, self._desk.words
        instrument = desk.results.instrument
        rows = [
            LevelRow(
                one.item,
                f"{desk.wording.item_code(instrument.by_id[one.item])} "
                f"{desk.wording.stem(one.item)}",
                tuple(one.counts.get(level, 0) for level in range(instrument.level_count)),
                one.not_applicable + one.dont_know,
                agreement_words(one, words),
            )
            for one in least_agreed(desk.results)[:_SHOWN_VOICES]
        ]
        return level_bars(
            rows,
            desk.wording,
            words,
            measure,
            width,
            title=words.gettext("How far people agree"),
            description=words.gettext("What people answered, question by question."),
            head=words.gettext("Question"),
            said=words.gettext("Agreement"),
            size=size,
            names=0.4,
        )


def outside_lines(card: Scorecard, wording: Wording, words: Translator) -> list[str]:
    """A sentence for each score that lies outside its own range, with its name before it."""
    named: list[tuple[str, Score]] = [(words.gettext("Overall"), card.overall)]
    named += [
        (wording.dimension(d.id), card.dimensions.get(d.id, Score()))
        for d in wording.instrument.dimensions
    ]
    named += [
        (wording.area_short(a.id), card.areas.get(a.id, Score())) for a in wording.instrument.areas
    ]
    told = [(name, outside_sentence(score, words)) for name, score in named]
    return [f"{name}. {sentence}" for name, sentence in told if sentence]
