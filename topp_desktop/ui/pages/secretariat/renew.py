"""A new start for the identity: what it is for, what follows, and the passphrase once more."""

from __future__ import annotations

from PySide6.QtCore import Signal

from topp_desktop.domain.errors import UserError
from topp_desktop.ui.hub import Desk
from topp_desktop.ui.widgets import Button, Card, FieldRow, PassphraseField, Text, row


class RenewCard(Card):
    """`asked` carries the passphrase."""

    asked = Signal(str)

    def __init__(self, desk: Desk) -> None:
        super().__init__(spacing=10)
        self._desk = desk
        self._text, self._after = Text(), Text(role="small", tone="muted")
        self.passphrase = PassphraseField()
        self._row = FieldRow(self.passphrase)
        self.renew = Button("", self._ask)
        self.add(self._text, self._after, self._row, row(self.renew))

    def retranslate(self) -> None:
        """Reads the words again."""
        words = self._desk.words
        self.set_title(words.gettext("Renew the identity"))
        self._text.setText(
            words.gettext(
                "When a stranger may have had this computer together with its passphrase, or the "
                "recovery card was lost. From then on institutions close their files for the "
                "renewed identity; everything that was sent before still opens."
            )
        )
        self._after.setText(
            words.gettext(
                "Afterwards: save and try a new recovery card, write the region file, and hand it "
                "out. The check number changes. The passphrase stays the same. It cannot be taken "
                "back."
            )
        )
        self._row.set_texts(words.gettext("Passphrase"))
        self.renew.set_text(words.gettext("Renew the identity"))

    def forget(self) -> None:
        """Empties the field."""
        self.passphrase.clear()
        self._row.show_error("")

    def show_fault(self, fault: Exception) -> None:
        """A wrong passphrase is said beside the field, the input is kept."""
        if isinstance(fault, UserError) and fault.code == "wrong-passphrase":
            self._row.show_error(
                self._desk.words.gettext("This is not the passphrase. Type it again.")
            )
            self.passphrase.setFocus()
            self.passphrase.selectAll()
        else:
            self._desk.show_fault(fault)

    def _ask(self) -> None:
        typed = self.passphrase.text()
        self._row.show_error("" if typed else self._desk.words.gettext("Enter the passphrase"))
        if typed:
            self.asked.emit(typed)
        else:
            self.passphrase.setFocus()
