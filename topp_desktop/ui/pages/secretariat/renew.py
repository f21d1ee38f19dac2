"""A new start for the identity: what it is for, what follows, and the passphrase once more."""

from __future__ import annotations

from PySide6.QtCore import Signal

from topp_desktop.ui.hub import Desk
from topp_desktop.ui.parts.passphrases import AskedPassphrase
from topp_desktop.ui.widgets import Button, Card, Text, row


class RenewCard(Card):
    """`asked` carries the passphrase."""

    asked = Signal(str)

    def __init__(self, desk: Desk) -> None:
        words = desk.words
        super().__init__(words.gettext("Renew the identity"), spacing=10)
        text = words.gettext(
            "When a stranger may have had this computer together with its passphrase, or the "
            "recovery card was lost. From then on institutions close their files for the "
            "renewed identity; everything that was sent before still opens."
        )
        after = words.gettext(
            "Afterwards: save and try a new recovery card, write the region file, and hand it "
            "out. The check number changes. The passphrase stays the same. It cannot be taken "
            "back."
        )
        self.passphrase = AskedPassphrase(desk)
        self.renew = Button(words.gettext("Renew the identity"), self._ask)
        self.add(Text(text), Text(after, role="small", tone="muted"))
        self.add(self.passphrase, row(self.renew))

    def _ask(self) -> None:
        if self.passphrase.check():
            self.asked.emit(self.passphrase.typed)
