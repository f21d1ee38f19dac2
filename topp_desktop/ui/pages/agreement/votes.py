"""Voting cards, counted by role: who voted stays unknown, how many did not."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from topp_desktop.domain.assessment import Tally
from topp_desktop.domain.instrument import Item
from topp_desktop.services.terms import ROLES, term
from topp_desktop.ui.hub import Desk
from topp_desktop.ui.widgets import Card, Choice, FieldRow, OneLine, Text
from topp_desktop.ui.widgets.number_field import NumberField

_MOST = 999
_USUAL = "technical"


class _Counter(QWidget):
    """One card and how many people showed it."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.label = OneLine("", role="small")
        self.field = NumberField(0, _MOST)
        self.field.setFixedWidth(desk.theme.px(64))
        self.field.setAlignment(Qt.AlignmentFlag.AlignRight)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(8)
        line.addWidget(self.label, 1)
        line.addWidget(self.field)


class VotesCard(Card):
    """A number for each card of one group; saved when the writer pauses or leaves."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(spacing=6)
        self._desk = desk
        self._item: Item | None = None
        self._lead = Text(role="small", tone="muted")
        self.role = Choice()
        self.role.chosen.connect(lambda _: self._show_counts())
        self._role_row = FieldRow(self.role)
        self._lines = QVBoxLayout()
        self._lines.setSpacing(4)
        self.counters: dict[str, _Counter] = {}
        self._sum = Text(role="small", tone="muted")
        self.add(self._lead, self._role_row, self._lines, self._sum)

    def show_item(self, item: Item) -> None:
        """The counts of one question; what is being typed stays."""
        words, wording = self._desk.words, self._desk.wording
        self.set_title(words.gettext("Count the votes"))
        self._lead.setText(
            words.gettext("How many cards of each kind were shown. Votes are counted, not names.")
        )
        self._role_row.set_texts(words.gettext("Group"))
        snapshot = self._desk.open_snapshot
        if item != self._item:
            self.flush()
            self._item = item
            voted = [t.role for t in snapshot.assessment.tallies if t.item == item.id]
            if voted and self.role.currentData() not in voted:
                self.role.show_options([(voted[0], "")], voted[0])
        chosen = self.role.currentData()
        options: list[tuple[object, str]] = [(r, term(ROLES, r, words)) for r in ROLES]
        self.role.show_options(options, chosen if chosen in ROLES else _USUAL)
        keys = [str(n) for n in range(snapshot.instrument.level_count)]
        names = {key: f"{key} · {wording.level(int(key))}" for key in keys}
        names |= {"DK": words.gettext("We don't know"), "NA": words.gettext("Not applicable")}
        for key, name in names.items():
            if key not in self.counters:
                counter = self.counters[key] = _Counter(self._desk)
                counter.field.changed.connect(lambda _: self._count())
                self._lines.addWidget(counter)
            self.counters[key].label.set_text(name)
            self.counters[key].field.setAccessibleName(
                words.gettext("Votes for {answer}").format(answer=name)
            )
        self._show_counts()

    def flush(self) -> None:
        """Hands over what is being typed."""
        for counter in self.counters.values():
            counter.field.flush()

    @property
    def _stored(self) -> Tally:
        snapshot, role = self._desk.open_snapshot, str(self.role.currentData())
        assert self._item is not None
        mine = (self._item.id, role)
        found = (t for t in snapshot.assessment.tallies if (t.item, t.role) == mine)
        return next(found, Tally(*mine, (0,) * snapshot.instrument.level_count))

    def _show_counts(self) -> None:
        words, stored = self._desk.words, self._stored
        values = {str(n): count for n, count in enumerate(stored.counts)}
        values |= {"DK": stored.dk, "NA": stored.na}
        for key, counter in self.counters.items():
            counter.field.show_value(values.get(key, 0))
        self._sum.setText(
            words.ngettext(
                "{n} vote of this group", "{n} votes of this group", stored.people
            ).format(n=words.number(stored.people))
        )

    def _count(self) -> None:
        stored = self._stored
        values = {key: counter.field.value for key, counter in self.counters.items()}
        counts = tuple(values[str(n)] for n in range(len(stored.counts)))
        counted = Tally(stored.item, stored.role, counts, values["DK"], values["NA"])
        if counted != stored:
            mine, team = self._desk.open_snapshot.id, self._desk.program.team
            self._desk.change(lambda: team.count_votes(mine, counted))
