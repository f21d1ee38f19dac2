"""What stands before the secretariat's work: an identity, its passphrase, a card that was tried."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from topp_desktop.services.secretariat.office import Office
from topp_desktop.ui.hub import Desk
from topp_desktop.ui.parts.passphrases import AskedPassphrase
from topp_desktop.ui.widgets import (
    Button,
    Card,
    EmptyState,
    Text,
    row,
)

FORM_WIDTH = 760
"""Forms are no wider than lines that one reads with ease."""


def ready_to_invite(office: Office) -> bool:
    """Whether the region file that invitations carry was written, or may be. Without open keys
    this cannot be told and is True."""
    return not office.unlocked or office.pack_number() > 0 or office.rehearsed() is not None


class Gate(QWidget):
    """Guides to the identity's page, or asks for the passphrase; hidden when neither is needed.

    `opened` comes when the keys are at hand.
    """

    opened = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._guide = EmptyState(pressed=lambda: desk.navigate("identity"))
        self._card = Card()
        self._why = Text(tone="muted")
        self.passphrase = AskedPassphrase(desk)
        self.open_button = Button(desk.words.gettext("Continue"), self.unlock, kind="primary")
        self.passphrase.field.returnPressed.connect(self.unlock)
        self._card.add(self._why, self.passphrase, row(self.open_button))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._guide)
        layout.addWidget(self._card)
        self.hide()

    def show_state(
        self, name: str | None, *, unlocked: bool, why: str = "", card_tried: bool = True
    ) -> None:
        """name None: no identity yet. `why` says what the passphrase is needed for; card_tried
        False: the first invitation needs a recovery card that was tried."""
        words = self._desk.words
        untried = unlocked and not card_tried
        self._guide.setVisible(name is None or untried)
        self._card.setVisible(name is not None and not unlocked)
        self.setVisible(name is None or not unlocked or untried)
        if name is None:
            self._guide.set_texts(
                words.gettext("This computer is not a secretariat's yet"),
                words.gettext(
                    "Secretariats make an identity once. With it they invite institutions and "
                    "open the files that these send."
                ),
                words.gettext("Create the identity"),
            )
        else:
            self._guide.set_texts(
                words.gettext("Before the first invitation: try the recovery card"),
                words.gettext(
                    "If this computer broke tomorrow, nothing that institutions send could be "
                    "opened. Save the recovery card and try it once; then you can invite."
                ),
                words.gettext("Go to the recovery card"),
            )
        self._card.set_title(words.gettext("Enter the passphrase of {name}").format(name=name))
        self._why.setText(why)
        self._why.setVisible(bool(why))

    def ask(self) -> None:
        """Puts the focus where the passphrase is typed."""
        self.passphrase.field.setFocus()

    def unlock(self) -> None:
        """Opens the keys; a wrong passphrase is said beside the field, the input is kept."""
        typed = self.passphrase.typed
        program = self._desk.program
        self.open_button.setEnabled(False)

        def done(_: object) -> None:
            self.open_button.setEnabled(True)
            self.passphrase.forget()
            self.hide()
            self.opened.emit()

        def failed(fault: Exception) -> None:
            self.open_button.setEnabled(True)
            self.passphrase.show_fault(fault)

        self._desk.tasks.write(lambda: program.office.unlock(typed), done, failed)
