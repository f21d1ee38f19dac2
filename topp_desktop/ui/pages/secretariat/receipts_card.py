"""After the receipts were written: the digits that confirm a file over the phone."""

from __future__ import annotations

from topp_desktop.domain.exchange import Outcome
from topp_desktop.foundation.text import matches
from topp_desktop.services.secretariat.receipts import Receipts
from topp_desktop.ui.hub import Desk
from topp_desktop.ui.widgets import Button, Card, LineField, Table, Text, row

_SHOWN = 100


class ReceiptsCard(Card):
    """One line for each version that counts, of every institution that has a receipt."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(spacing=10)
        self._desk = desk
        self._lines: list[tuple[str, ...]] = []
        self._text = Text(role="small", tone="muted")
        self.search = LineField()
        self.search.textChanged.connect(lambda _: self._fill())
        self.table = Table(whole_height=True, balanced=True)
        self.done = Button("", self.hide, small=True)
        self.add(self._text, self.search, self.table, row(self.done))

    def show_receipts(self, receipts: Receipts) -> None:
        """Shows the digits of receipts that were just written."""
        words = self._desk.words
        self._lines = [
            (file.name, entry.round or "–", words.number(entry.answers), entry.code)
            for file in receipts.files
            for entry in file.entries
            if entry.code and entry.outcome != Outcome.SUPERSEDED
        ]
        self.setVisible(bool(self._lines))
        self.set_title(words.gettext("To read out by phone"))
        self._text.setText(
            words.gettext(
                "For an institution that a file cannot reach: it types the digits in its program, "
                "on the page “Send”, and knows that its file arrived."
            )
        )
        self.search.setPlaceholderText(words.gettext("Search institution"))
        self.search.setAccessibleName(words.gettext("Search institution"))
        self.done.set_text(words.gettext("Close"))
        self._fill()

    def _fill(self) -> None:
        words, wanted = self._desk.words, self.search.text()
        found = [line for line in self._lines if matches(wanted, *line)]
        self.table.setAccessibleName(words.gettext("To read out by phone"))
        self.table.show_rows(
            (
                words.gettext("Institution"),
                words.gettext("Measurement"),
                words.gettext("Answers"),
                words.gettext("To read out"),
            ),
            found[:_SHOWN],
        )
