"""The institutions that were invited, and what has come from them."""

from __future__ import annotations

from PySide6.QtWidgets import QAbstractItemView, QHBoxLayout

from topp_desktop.foundation.text import matches
from topp_desktop.services.secretariat.inbox import Invitee
from topp_desktop.services.secretariat.office import Office
from topp_desktop.services.terms import FORMS, GOVERNMENT_LEVELS, INSTITUTION_TYPES, term
from topp_desktop.ui.hub import Desk
from topp_desktop.ui.pages.secretariat.office_page import OfficePage
from topp_desktop.ui.widgets import (
    Button,
    Card,
    EmptyState,
    LineField,
    Table,
    Text,
)


class InstitutionsPage(OfficePage[list[Invitee]]):
    """A table with search."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._found: list[Invitee] = []
        self._shown: list[Invitee] = []
        self._empty = EmptyState(pressed=lambda: desk.navigate("invitations"))
        self._card = Card(spacing=10)
        self._count = Text(role="small", tone="muted")
        self.search = LineField()
        self.search.textChanged.connect(lambda _: self._show_rows())
        self.table = Table(whole_height=True, balanced=True)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.table.itemSelectionChanged.connect(self._selected)
        self.table.itemActivated.connect(lambda _: self._go())
        self.open_button = Button("", self._go)
        tools = QHBoxLayout()
        tools.setSpacing(12)
        tools.addWidget(self.search, 1)
        tools.addWidget(self.open_button)
        self._card.add(tools, self._count, self.table)
        self.put(self._empty, self._card)

    def title(self) -> str:
        return self.desk.words.gettext("Institutions")

    def look(self, office: Office) -> list[Invitee]:
        return office.invitations()

    def show_found(self, found: list[Invitee]) -> None:
        words = self.desk.words
        self._found = found
        self._empty.setVisible(not found)
        self._card.setVisible(bool(found))
        self._empty.set_texts(
            words.gettext("No institution was invited yet"),
            words.gettext("Whoever you invite appears here, with what has come from them."),
            words.gettext("Invite institutions"),
        )
        self.open_button.set_text(words.gettext("Open the institution"))
        self.search.setPlaceholderText(words.gettext("Search institution"))
        self.search.setAccessibleName(words.gettext("Search institution"))
        sent = sum(one.latest is not None for one in found)
        self._count.setText(
            words.gettext("{sent} of {all} have sent something.").format(
                sent=words.number(sent), all=words.number(len(found))
            )
        )
        self._show_rows()

    def _show_rows(self) -> None:
        words, wanted = self.desk.words, self.search.text()
        self._shown = [
            one for one in self._found if matches(wanted, one.name, words.territory(one.country))
        ]
        rows = [
            (
                one.name,
                words.territory(one.country),
                term(GOVERNMENT_LEVELS, one.level, words),
                term(INSTITUTION_TYPES, one.type, words),
                self._latest(one),
            )
            for one in self._shown
        ]
        self.table.setAccessibleName(words.gettext("Institutions"))
        self.table.show_rows(
            (
                words.gettext("Institution"),
                words.gettext("Country"),
                words.gettext("Level of government"),
                words.gettext("Type"),
                words.gettext("Sent last"),
            ),
            rows,
        )
        self._selected()

    def _selected(self) -> None:
        self.open_button.setEnabled(bool(self.table.selectedIndexes()))

    def _go(self) -> None:
        chosen = sorted({index.row() for index in self.table.selectedIndexes()})
        if chosen:
            self.desk.navigate("institution", self._shown[chosen[0]].id)

    def _latest(self, one: Invitee) -> str:
        words = self.desk.words
        if one.latest is None:
            return words.gettext("nothing yet")
        form, round_id = one.latest
        return f"{round_id} · {term(FORMS, form, words)}"
