"""What people said about one question: by role as a picture or table, and person by person."""

from __future__ import annotations

from topp_desktop.charts.level_bars import LevelRow, level_bars
from topp_desktop.charts.shapes import Picture
from topp_desktop.charts.text import TextMeasure
from topp_desktop.domain.instrument import Item
from topp_desktop.domain.scoring.voices import Voices
from topp_desktop.services.terms import ROLES, term
from topp_desktop.ui.hub import Desk
from topp_desktop.ui.pages.agreement.standing import (
    ask_words,
    count_words,
    measure_words,
    state_of,
)
from topp_desktop.ui.parts.names import names_of
from topp_desktop.ui.parts.reviews import answer_words
from topp_desktop.ui.widgets import Button, Card, Table, Tag, Text, row
from topp_desktop.ui.widgets.chart_view import ChartView


class SpokenCard(Card):
    """The spread of the answers, how far people agree, and whom to ask first."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(spacing=6)
        self._desk = desk
        self._item: Item | None = None
        self._found: Voices | None = None
        self._title = Text(role="card", wrap=False)
        self.state = Tag("")
        self.measure = Text(weight="semibold")
        self._counts = Text(role="small", tone="muted")
        self._ask = Text(tone="attention")
        self.view = ChartView(desk, self._draw, interactive=False)
        self.people = Table(whole_height=True, balanced=True)
        self.show_people = Button("", self._toggle, kind="link", small=True)
        self.add(row(self._title, self.state), self.measure, self._counts, self._ask, self.view)
        self.add(row(self.show_people), self.people)
        self.people.hide()

    def show_voices(self, item: Item, found: Voices) -> None:
        """Of one question, in the words of the moment."""
        words, wording = self._desk.words, self._desk.wording
        self._item, self._found = item, found
        self._title.setText(words.gettext("What people said"))
        self.state.show_state(*state_of(found, words))
        self.measure.setText(measure_words(found, words))
        self._counts.setText(count_words(found, words))
        self._counts.setVisible(bool(self._counts.text()))
        ask = "" if found.agreed else ask_words(found, words, wording)
        self._ask.setText(ask)
        self._ask.setVisible(bool(ask))
        anything = bool(found.given or found.without)
        self.view.setVisible(anything)
        if anything:
            self.view.redraw()
        self._show_table()

    def _toggle(self) -> None:
        self.people.setVisible(self.people.isHidden())
        self._show_table()

    def _show_table(self) -> None:
        words, wording, item = self._desk.words, self._desk.wording, self._item
        snapshot = self._desk.open_snapshot
        assert item is not None
        names = names_of(snapshot, words)
        said = [r for r in snapshot.assessment.responses if r.item == item.id]
        rows = [
            (names[r.respondent], answer_words(r, item, words, wording)[0], r.note)
            for r in said
            if r.answer is not None
        ]
        self.show_people.setVisible(bool(rows))
        opened = not self.people.isHidden()
        self.show_people.set_text(
            words.gettext("Hide who said what") if opened else words.gettext("Show who said what")
        )
        if not rows:
            self.people.hide()
        elif opened:
            title = words.gettext("Who said what")
            self.people.setAccessibleName(title)
            self.people.show_rows(
                (
                    words.gettext("Person"),
                    words.gettext("Answer given"),
                    words.gettext("Justification"),
                ),
                rows,
            )

    def _draw(self, measure: TextMeasure, width: float, size: float) -> Picture:
        words, found = self._desk.words, self._found
        rows: list[LevelRow] = []
        if found is not None:
            roles = [r for r in ROLES if r in found.by_role or r in found.without]
            rows = [
                self._row(
                    r, term(ROLES, r, words), found.by_role.get(r, {}), found.without.get(r, 0)
                )
                for r in roles
            ]
            if len(rows) > 1:
                everybody = words.gettext("Everybody")
                without = found.not_applicable + found.dont_know
                rows.append(self._row("all", everybody, found.counts, without))
        title = words.gettext("What people said")
        return level_bars(
            rows,
            self._desk.wording,
            words,
            measure,
            width,
            title=title,
            description=words.gettext("How many of each group chose each level."),
            head=words.gettext("Group"),
            size=size,
            names=0.26,
        )

    def _row(self, key: str, name: str, counts: object, without: int) -> LevelRow:
        levels = range(self._desk.open_snapshot.instrument.level_count)
        assert isinstance(counts, dict)
        return LevelRow(key, name, tuple(counts.get(n, 0) for n in levels), without)
