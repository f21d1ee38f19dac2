"""The first thing at a start where the data has a passphrase."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from topp_desktop.domain.errors import UserError
from topp_desktop.ui.hub import Changed, Desk
from topp_desktop.ui.page import Page
from topp_desktop.ui.widgets import (
    Button,
    Card,
    FieldRow,
    PageScroll,
    PassphraseField,
    Text,
    row,
    rule,
)
from topp_desktop.ui.widgets.show_typed import ShowTyped


@dataclass(frozen=True, slots=True)
class Ways:
    """What the page leads to: `opened` once the passphrase was right, `copies` for whoever never
    set one, whose file is damaged."""

    opened: Callable[[], None]
    copies: Callable[[], None]


class UnlockPage(Page):
    """Asks for the passphrase; `arrive` takes the `Ways`."""

    chrome = False

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._ways: Ways | None = None
        self._brand = Text("TOPP Desktop", role="title", weight="semibold", tone="accent")
        self._heading, self._why = Text(role="item"), Text(tone="muted")
        self._lost = Text(role="small", tone="muted")
        self._never = Text(role="small", tone="muted")
        self.to_copies = Button("", self._to_copies, small=True)
        self.passphrase = PassphraseField()
        self.field = FieldRow(self.passphrase)
        self.open_button = Button("", self.unlock, kind="primary")
        self.passphrase.returnPressed.connect(self.unlock)
        card = Card(margin=32, spacing=14)
        self.look = ShowTyped(self.passphrase)
        card.add(self._heading, self._why, self.field, self.look, row(self.open_button))
        card.add(self._lost)
        card.add(rule(), self._never, row(self.to_copies))
        self._holder = QWidget()
        column = QVBoxLayout(self._holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(14)
        column.addWidget(self._brand)
        column.addWidget(card)
        centred = QHBoxLayout()
        centred.addStretch(1)
        centred.addWidget(self._holder, 100)
        centred.addStretch(1)
        scroll = PageScroll(desk.theme)
        scroll.main.addLayout(centred)
        scroll.main.setContentsMargins(0, 24, 0, 24)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(scroll)
        desk.theme_changed.connect(self._restyle)
        self._restyle()
        self.retranslate()

    def title(self) -> str:
        return self.desk.words.gettext("Passphrase")

    def retranslate(self) -> None:
        words = self.desk.words
        self._heading.setText(words.gettext("Enter your passphrase"))
        self._why.setText(
            words.gettext("The answers on this computer are protected. They are in {path}").format(
                path=self.desk.program.places.data
            )
        )
        self.field.set_texts(words.gettext("Passphrase"))
        self.look.setText(words.gettext("Show what I type"))
        self.open_button.set_text(words.gettext("Open"))
        self._lost.setText(
            words.gettext(
                "Without the passphrase nobody can open them. Colleagues who work here may know "
                "it, or where it was written down."
            )
        )
        self._never.setText(
            words.gettext("Did nobody ever set a passphrase here? Then the file may be damaged.")
        )
        self.to_copies.set_text(words.gettext("Bring a copy back"))

    def refresh(self, change: Changed | None) -> None:
        """Nothing here shows a measurement."""

    def arrive(self, argument: object) -> None:
        if isinstance(argument, Ways):
            self._ways = argument
        self.passphrase.setFocus(Qt.FocusReason.OtherFocusReason)

    def leave(self) -> None:
        self.passphrase.clear()
        self.look.setChecked(False)

    def unlock(self) -> None:
        """A wrong passphrase is said beside the field, and the input kept."""
        typed, program = self.passphrase.text(), self.desk.program
        self.open_button.setEnabled(False)

        def done(_: object) -> None:
            self.open_button.setEnabled(True)
            self.field.show_error("")
            if self._ways is not None:
                self._ways.opened()
            else:
                self.desk.navigate("tasks")

        def failed(fault: Exception) -> None:
            self.open_button.setEnabled(True)
            if isinstance(fault, UserError) and fault.code == "wrong-passphrase":
                self.field.show_error(
                    self.desk.words.gettext("This is not the passphrase. Type it again.")
                )
                self.passphrase.setFocus()
                self.passphrase.selectAll()
            else:
                self.desk.show_fault(fault)

        self.desk.tasks.write(lambda: program.unlock(typed), done, failed)

    def _to_copies(self) -> None:
        if self._ways is not None:
            self._ways.copies()
        else:
            self.desk.navigate("data")

    def _restyle(self) -> None:
        self._holder.setMaximumWidth(self.desk.theme.px(560))
