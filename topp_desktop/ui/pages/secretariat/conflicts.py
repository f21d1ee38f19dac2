"""Two different versions of an institution: which there are, side by side, and the decision."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial

from PySide6.QtWidgets import QVBoxLayout, QWidget

from topp_desktop.domain.instrument import Instrument, Wording
from topp_desktop.services.exchange.pool_view import StatedValue
from topp_desktop.services.secretariat.conflicts import (
    Conflict,
    DisputedElement,
    Resolved,
    in_reading_order,
)
from topp_desktop.services.secretariat.office import Office
from topp_desktop.ui.hub import Desk
from topp_desktop.ui.pages.secretariat.differences import DifferenceChoice
from topp_desktop.ui.pages.secretariat.office_page import OfficePage, text_of
from topp_desktop.ui.pages.secretariat.pick_list import Pick, PickList
from topp_desktop.ui.widgets import (
    Button,
    Card,
    EmptyState,
    FieldRow,
    Text,
    TextField,
    clear,
    row,
)
from topp_desktop.ui.widgets.flow import FlowBox

Place = tuple[str, str]
_AT_ONCE = 40
"""Differences that are built at once; a button brings the next ones."""


@dataclass(frozen=True, slots=True)
class Disputes:
    """What is to be decided, with the questionnaires it was answered in, by their SHA-256."""

    conflicts: tuple[Conflict, ...] = ()
    instruments: Mapping[str, Instrument] = field(default_factory=dict)


class ConflictsPage(OfficePage[Disputes]):
    """A list of institutions, and one of them to decide."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._found = Disputes()
        self._open: Place | None = None
        self._built: Conflict | None = None
        self._names: dict[str, str] = {}
        self._waiting_lines: list[DisputedElement] = []
        self.cards: list[DifferenceChoice] = []
        self._empty = EmptyState(pressed=lambda: desk.navigate("inbox"))
        self.list = PickList(desk)
        self.list.chosen.connect(self.open)
        self._head = Card(spacing=8)
        self.back = Button("", self._to_list, kind="link")
        self._call, self._combined = Text(), Text(role="small", tone="muted")
        self._versions = QVBoxLayout()
        self._versions.setSpacing(6)
        self._shortcuts = FlowBox(spacing=8)
        self._quick = Text(role="small", tone="muted")
        self._head.add(self._call, self._versions, self._combined, self._quick, self._shortcuts)
        self._lines_holder = QWidget()
        self._lines = QVBoxLayout(self._lines_holder)
        self._lines.setContentsMargins(0, 0, 0, 0)
        self._lines.setSpacing(12)
        self.more = Button("", self._show_more)
        self._decision = Card(spacing=10)
        self._count = Text(weight="semibold")
        self.reason = TextField(rows=(2, 6), longest=2000)
        self._reason_row = FieldRow(self.reason)
        self._after = Text(role="small", tone="muted")
        self.resolve = Button("", self._resolve, kind="primary")
        self._decision.add(self._count, self._reason_row, self._after, row(self.resolve))
        self._back_row = QWidget()
        holder = QVBoxLayout(self._back_row)
        holder.setContentsMargins(0, 0, 0, 0)
        holder.addLayout(row(self.back))
        self.put(
            self._empty,
            self.list,
            self._back_row,
            self._head,
            self._lines_holder,
            self.more,
            self._decision,
        )

    def title(self) -> str:
        return self.desk.words.gettext("Two different versions")

    def look(self, office: Office) -> Disputes:
        conflicts, library = office.conflicts(), self.desk.program.library
        found = {c.instrument: library.by_hash(c.instrument) for c in conflicts}
        known = {sha256: instrument for sha256, instrument in found.items() if instrument}
        return Disputes(conflicts, known)

    def arrive(self, argument: object) -> None:
        self._built = None
        if isinstance(argument, tuple):
            self._open = argument
        elif argument is None:
            self._open = None
        self.reason.clear()
        super().arrive(argument)

    def here(self, came_with: object) -> object:
        return self._open

    def keeps(self) -> Sequence[QWidget]:
        return (self.reason,)

    # --- the list -----------------------------------------------------------------------------

    def show_found(self, disputes: Disputes) -> None:
        words, self._found = self.desk.words, disputes
        found = disputes.conflicts
        chosen = next((c for c in found if (c.institution, c.round) == self._open), None)
        self._empty.setVisible(not found)
        self._empty.set_texts(
            words.gettext("No institution has two different versions"),
            words.gettext(
                "When two computers of an institution answer the same question differently, both "
                "versions wait here until somebody decides."
            ),
            words.gettext("Go to the inbox"),
        )
        self.list.setVisible(bool(found) and chosen is None)
        self.list.show_picks(
            words.ngettext(
                "{n} measurement has two different versions",
                "{n} measurements have two different versions",
                len(found),
            ).format(n=words.number(len(found))),
            words.gettext(
                "Nothing was lost: both versions are kept, and what differs counts as open until "
                "it is decided. Choose an institution."
            ),
            [self._pick(conflict) for conflict in found],
        )
        self._show_one(chosen)

    def _pick(self, conflict: Conflict) -> Pick:
        words, n = self.desk.words, len(conflict.differences)
        differs = words.ngettext("{n} difference", "{n} differences", n).format(n=words.number(n))
        return Pick(
            (conflict.institution, conflict.round),
            conflict.name or words.gettext("Institution without a name here"),
            words.gettext("Measurement {round}").format(round=conflict.round),
            (differs, "attention"),
            words.gettext("Compare"),
        )

    def open(self, place: Place) -> None:
        """Shows one of them to decide."""
        self._open = place
        self._built = None
        self.reason.clear()
        self.body.to_top()
        self.show_found(self._found)
        self.order()
        if self.cards:
            self.cards[0].focus_choice()

    def _to_list(self) -> None:
        self._open = None
        self.show_found(self._found)

    # --- one of them --------------------------------------------------------------------------

    def _show_one(self, conflict: Conflict | None) -> None:
        for part in (self._back_row, self._head, self._lines_holder, self._decision):
            part.setVisible(conflict is not None)
        if conflict is None:
            self.more.hide()
            return
        if conflict != self._built:
            self._build(conflict)
        words = self.desk.words
        self.back.set_text(words.gettext("Back to the list"))
        name = conflict.name or words.gettext("Institution without a name here")
        measured = words.gettext("Measurement {round}").format(round=conflict.round)
        self._head.set_title(f"{name} · {measured}")
        self._call.setText(
            words.gettext(
                "Call the institution at a number you know and go through the differences "
                "together. What you do not choose stays open."
            )
        )
        n = len(conflict.combined)
        self._combined.setVisible(n > 0)
        self._combined.setText(
            words.ngettext(
                "{n} more answer was changed on one computer only; it was taken over by itself.",
                "{n} more answers were changed on one computer only; they were taken over by "
                "themselves.",
                n,
            ).format(n=words.number(n))
        )
        self._quick.setText(words.gettext("To begin quickly, then change single ones below:"))
        self._reason_row.set_texts(
            words.gettext("Reason"),
            words.gettext(
                "Whom you spoke to (the position is enough), when, and why this counts. The "
                "institution reads it."
            ),
        )
        self._after.setText(
            words.gettext(
                "The decision goes back to the institution with the next receipts. Nothing is "
                "erased: the other version stays stored, and a later one of the institution can "
                "change it again."
            )
        )
        self.resolve.set_text(words.gettext("Decide"))
        self._show_count()

    def _build(self, conflict: Conflict) -> None:
        self._built = conflict
        words = self.desk.words
        for layout in (self._versions, self._lines):
            clear(layout)
        self._shortcuts.empty()
        self.cards = []
        heads = _versions_in(conflict)
        self._names = {
            head.rid: words.gettext("Version {n}").format(n=words.number(number))
            for number, head in enumerate(heads, start=1)
        }
        for head in heads:
            self._versions.addWidget(self._version(head))
            label = words.gettext("Take everything from {version}").format(
                version=self._names[head.rid]
            )
            self._shortcuts.add(Button(label, partial(self.take_all, head.rid), small=True))
        self._waiting_lines = in_reading_order(conflict, self._wording(conflict))
        self._build_more()

    def _show_more(self) -> None:
        self._build_more()
        self.order()

    def _build_more(self) -> None:
        assert self._built is not None
        words, wording = self.desk.words, self._wording(self._built)
        done = len(self.cards)
        for one in self._waiting_lines[done : done + _AT_ONCE]:
            card = DifferenceChoice(self.desk, one, self._names, wording)
            card.chosen.connect(self._show_count)
            self.cards.append(card)
            self._lines.addWidget(card)
        left = len(self._waiting_lines) - len(self.cards)
        self.more.setVisible(left > 0)
        self.more.set_text(
            words.ngettext("Show {n} more difference", "Show {n} more differences", left).format(
                n=words.number(left)
            )
        )

    def _version(self, head: StatedValue) -> QWidget:
        words = self.desk.words
        made = head.created.astimezone()
        when = f"{words.date(made)}, {words.time(made)}"
        if head.by_secretariat:
            said = words.gettext("{version}: decided by the secretariat on {when}")
        else:
            said = words.gettext("{version}: computer {number}, made on {when}")
        line = QWidget()
        text = Text(
            said.format(version=self._names[head.rid], number=head.number, when=when), wrap=True
        )
        see = Button(
            words.gettext("See everything in it"),
            partial(self.desk.navigate, "received-version", head.rid),
            kind="link",
            small=True,
        )
        see.setVisible(not head.by_secretariat)
        holder = QVBoxLayout(line)
        holder.setContentsMargins(0, 0, 0, 0)
        holder.setSpacing(0)
        holder.addWidget(text)
        holder.addLayout(row(see))
        return line

    def _wording(self, conflict: Conflict) -> Wording | None:
        known = self._found.instruments.get(conflict.instrument)
        return Wording(known, self.desk.words.language) if known is not None else None

    def _show_count(self) -> None:
        words = self.desk.words
        total = len(self._built.differences) if self._built else 0
        chosen = len(self._picks())
        self._count.setText(
            words.gettext("{done} of {total} chosen").format(
                done=words.number(chosen), total=words.number(total)
            )
        )

    # --- deciding -----------------------------------------------------------------------------

    def take_all(self, rid: str) -> None:
        """Chooses what one version says, everywhere it says something of its own."""
        while self._built is not None and len(self.cards) < len(self._waiting_lines):
            self._build_more()
        for card in self.cards:
            card.take(rid)
        self._show_count()

    def _picks(self) -> dict[str, str]:
        return {card.element: card.pick for card in self.cards if card.pick}

    def _resolve(self) -> None:
        words, conflict, picks = self.desk.words, self._built, self._picks()
        if conflict is None:
            return
        reason = text_of(self.reason)
        self._reason_row.show_error("" if reason else words.gettext("Enter the reason"))
        if not picks:
            self._count.setText(words.gettext("Choose at least one version above"))
            self.cards[0].focus_choice()
            return
        if not reason:
            self.reason.setFocus()
            return
        place = (conflict.institution, conflict.round)

        def done(found: Resolved) -> None:
            self.reason.clear()
            if not found.remaining:
                self._open = None
            self._built = None
            self.reload()
            self.desk.say(*self._told(conflict.name, found))

        self.decide(lambda office: office.resolve(*place, reason, picks), done)

    def _told(self, name: str, found: Resolved) -> tuple[str, str]:
        words = self.desk.words
        said = words.ngettext(
            "{n} difference of {name} was decided.",
            "{n} differences of {name} were decided.",
            len(found.picks),
        ).format(n=words.number(len(found.picks)), name=name)
        if found.answerable:
            after = words.gettext(
                "Save the receipts in the inbox: the decision goes back to the institution with "
                "its receipt."
            )
        else:
            after = words.gettext(
                "This program knows no invitation of the institution, so no receipt can tell it. "
                "Write it another invitation first, then save the receipts."
            )
        return said, after


def _versions_in(conflict: Conflict) -> list[StatedValue]:
    """Every version that says something of its own, the oldest first: after a part was decided,
    they are not the latest any more."""
    found = {said.rid: said for one in conflict.differences for said in one.values}
    found = found or {head.rid: head for head in conflict.heads}
    return sorted(found.values(), key=lambda said: (said.created, said.rid))
