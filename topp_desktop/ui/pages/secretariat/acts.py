"""The list of what the secretariat did: who, when, why; to search and to hand over."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from topp_desktop.foundation.text import matches
from topp_desktop.services.exchange.ports import Act
from topp_desktop.services.secretariat.acts import ActNames, act_words
from topp_desktop.services.secretariat.office import Office
from topp_desktop.ui.hub import Desk
from topp_desktop.ui.pages.secretariat.office_page import OfficePage
from topp_desktop.ui.widgets import Button, Card, EmptyState, LineField, Table, Text, row

_SHOWN = 500


class ActsPage(OfficePage[tuple[list[Act], ActNames]]):
    """A table with search; the newest first."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._acts: list[Act] = []
        self._names = ActNames()
        self._empty = EmptyState()
        self._card = Card(spacing=10)
        self._text = Text(role="small", tone="muted")
        self.search = LineField()
        self.search.setClearButtonEnabled(True)
        self.search.textChanged.connect(lambda _: self._show_rows())
        self._count = Text(role="small", tone="muted")
        self.table = Table(whole_height=True, balanced=True)
        self.export = Button("", self._ask)
        self._card.add(self._text, self.search, self._count, self.table, row(self.export))
        self.put(self._empty, self._card)

    def title(self) -> str:
        return self.desk.words.gettext("What the secretariat did")

    def look(self, office: Office) -> tuple[list[Act], ActNames]:
        return office.acts(), office.act_names()

    def show_found(self, found: tuple[list[Act], ActNames]) -> None:
        words = self.desk.words
        self._acts, self._names = found
        self._empty.setVisible(not self._acts)
        self._card.setVisible(bool(self._acts))
        self._empty.set_texts(
            words.gettext("Nothing was done yet"),
            words.gettext(
                "Invitations, decisions, admitted computers and receipts are listed here with "
                "date and reason."
            ),
        )
        self._text.setText(
            words.gettext("Kept for whoever has to account for it; nothing in it can be changed.")
        )
        self.search.setPlaceholderText(words.gettext("Search"))
        self.search.setAccessibleName(words.gettext("Search what was done"))
        self.export.set_text(words.gettext("Save the list"))
        self._show_rows()

    def _line(self, act: Act) -> tuple[str, ...]:
        words, at = self.desk.words, datetime.fromisoformat(act.at).astimezone()
        where = [self._names.institution(act), act.round]
        return (
            f"{words.date(at, 'short')}, {words.time(at)}",
            act_words(act, words),
            " · ".join(part for part in where if part),
            self._names.subject(act, words),
            act.reason,
        )

    def _show_rows(self) -> None:
        words, wanted = self.desk.words, self.search.text()
        lines = [self._line(act) for act in self._acts]
        found = [line for line in lines if matches(wanted, *line)]
        shown = found[:_SHOWN]
        self._count.setText(
            words.gettext("{shown} of {all}").format(
                shown=words.number(len(shown)), all=words.number(len(lines))
            )
        )
        self.table.setAccessibleName(self.title())
        self.table.show_rows(
            (
                words.gettext("Date"),
                words.gettext("What was done"),
                words.gettext("Institution"),
                words.gettext("About"),
                words.gettext("Reason"),
            ),
            shown,
        )

    def _ask(self) -> None:
        words = self.desk.words
        path = self.ask_table(
            words.gettext("Save the list"), words.gettext("what the secretariat did")
        )
        if path is not None:
            self.save_to(path)

    def save_to(self, path: Path) -> None:
        """Writes the whole list as the path's ending says."""
        office, words = self.desk.program.office, self.desk.words
        what = words.gettext("what the secretariat did")
        self.desk.tasks.write(
            lambda: office.export_acts(path, words), lambda _: self.desk.say_saved(what, path)
        )
