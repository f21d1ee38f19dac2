"""Files of before the passphrase was set, which anybody at this computer can read."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt

from topp_desktop.ui.hub import Desk
from topp_desktop.ui.widgets import Button, Card, Notice, Text, row


class RemaindersCard(Card):
    """Names them; shown only while there are any."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._told, self._names = Notice(state="attention"), Text(role="small", tone="muted")
        self._names.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.protect, self.discard = Button("", small=True), Button("", small=True)
        self.add(self._told, self._names, row(self.protect, self.discard))
        self.hide()

    def show_files(self, files: Sequence[Path]) -> None:
        """In the words of the moment."""
        words = self._desk.words
        self.set_title(words.gettext("Readable without the passphrase"))
        self._told.text.setText(
            words.ngettext(
                "{n} file of before holds answers without a passphrase: whoever uses this computer "
                "can read it.",
                "{n} files of before hold answers without a passphrase: whoever uses this computer "
                "can read them.",
                len(files),
            ).format(n=len(files))
        )
        self._names.setText("\n".join(f"{path.parent.name}/{path.name}" for path in files))
        self.protect.set_text(words.gettext("Protect them with the passphrase"))
        self.discard.set_text(words.gettext("Delete them"))
        self.setVisible(bool(files))
