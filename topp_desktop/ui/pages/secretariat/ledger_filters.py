"""Which lines of the ledger are shown: by text, need, result, institution and day."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from topp_desktop.domain.exchange import Outcome
from topp_desktop.foundation.text import fold, matches
from topp_desktop.services.exchange.outcome_texts import outcome_text
from topp_desktop.services.secretariat.inbox import InboxRow
from topp_desktop.ui.hub import Desk
from topp_desktop.ui.widgets import Button, Choice, FieldRow, LineField, SegmentedChoice, Text
from topp_desktop.ui.widgets.columns import Columns

ALL, NEEDS = "all", "needs"


class LedgerFilters(QWidget):
    """`changed` comes whenever other lines are wanted."""

    changed = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.search = LineField()
        self.search.setClearButtonEnabled(True)
        self.search.textChanged.connect(lambda _: self.changed.emit())
        self.which = SegmentedChoice(required=True)
        self.which.chosen.connect(lambda _: self.changed.emit())
        first = Columns(desk.theme, 620, spacing=12)
        first.add(self.search)
        first.add(self.which)
        self.more = Button("", self._toggle, kind="link", small=True)
        self.outcome, self.institution, self.day = Choice(), Choice(), Choice()
        self._choices = (self.outcome, self.institution, self.day)
        self._rows = [FieldRow(choice) for choice in self._choices]
        self._second = Columns(desk.theme, 620, spacing=12)
        for choice, field_row in zip(self._choices, self._rows, strict=True):
            choice.chosen.connect(lambda _: self.changed.emit())
            self._second.add(field_row, bottom=True)
        self._second.hide()
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(6)
        box.addWidget(first)
        self._nothing_lost = Text(role="small", tone="muted")
        hints = Columns(desk.theme, 620, spacing=12)
        hints.add(self._nothing_lost)
        hints.add(self.more)
        box.addWidget(hints)
        box.addWidget(self._second)

    def show_rows(self, rows: Sequence[InboxRow]) -> None:
        """Offers what occurs in these lines; what was chosen stays as far as it still occurs."""
        words = self._desk.words
        self._nothing_lost.setText(
            words.gettext("Nothing is deleted: the files that arrived stay as they are.")
        )
        needs = sum(one.needs_something for one in rows)
        self.which.show_options(
            [
                (ALL, words.gettext("Everything {n}").format(n=words.number(len(rows)))),
                (NEEDS, words.gettext("Need something {n}").format(n=words.number(needs))),
            ],
            self.which.value or ALL,
            words.gettext("Show"),
        )
        self.search.setPlaceholderText(words.gettext("Search institution or file"))
        self.search.setAccessibleName(words.gettext("Search institution or file"))
        outcomes = Counter(one.outcome for one in rows)
        results = [
            (outcome.value, self._counted(outcome_text(outcome, words).title, outcomes[outcome]))
            for outcome in Outcome
            if outcome in outcomes
        ]
        names = Counter(one.name for one in rows if one.name)
        institutions = [
            (name, self._counted(name, names[name])) for name in sorted(names, key=fold)
        ]
        days = Counter(_day(one) for one in rows)
        received = [
            (day.isoformat(), self._counted(words.date(day), days[day]))
            for day in sorted(days, reverse=True)
        ]
        texts = (
            (words.gettext("Result"), words.gettext("Every result"), results),
            (words.gettext("Institution"), words.gettext("Every institution"), institutions),
            (words.gettext("Received on"), words.gettext("Any day"), received),
        )
        for choice, field_row, (label, every, options) in zip(
            self._choices, self._rows, texts, strict=True
        ):
            wanted = choice.currentData()
            choice.show_options([("", every), *options], wanted or "")
            if choice.currentIndex() < 0:
                choice.show_value("")
            field_row.set_texts(label)
        self._show_more()

    def chosen(self, rows: Sequence[InboxRow]) -> list[InboxRow]:
        """The lines that are wanted, in their order."""
        text, country = self.search.text(), self._desk.words.territory
        needs = self.which.value == NEEDS
        outcome, name, day = (str(choice.currentData() or "") for choice in self._choices)
        return [
            one
            for one in rows
            if (one.needs_something or not needs)
            and (not outcome or one.outcome == outcome)
            and (not name or one.name == name)
            and (not day or _day(one).isoformat() == day)
            and any(
                matches(text, field)
                for field in (one.name, one.file, one.country, country(one.country), one.round)
            )
        ]

    def reset(self) -> None:
        """Everything again, with the further choices put away."""
        for widget in (self.search, *self._choices):
            widget.blockSignals(True)
        self.search.clear()
        for choice in self._choices:
            choice.show_value("")
        for widget in (self.search, *self._choices):
            widget.blockSignals(False)
        self.which.show_value(ALL)
        self.changed.emit()

    def _counted(self, text: str, n: int) -> str:
        return f"{text} ({self._desk.words.number(n)})"

    def _toggle(self) -> None:
        opening = self._second.isHidden()
        self._second.setVisible(opening)
        if not opening:
            for choice in self._choices:
                choice.show_value("")
            self.changed.emit()
        self._show_more()

    def _show_more(self) -> None:
        words = self._desk.words
        self.more.set_text(
            words.gettext("By result, institution and day")
            if self._second.isHidden()
            else words.gettext("Without these choices")
        )


def _day(one: InboxRow) -> date:
    return one.at.astimezone().date()
