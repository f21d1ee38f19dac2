"""The identity's first screen for somebody who works for a secretariat that exists already."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal

from topp_desktop.ui.file_dialogs import OFFICER, ask_save
from topp_desktop.ui.hub import Desk
from topp_desktop.ui.pages.secretariat.region_file import RegionFileChoice
from topp_desktop.ui.parts.passphrases import NewPassphrase
from topp_desktop.ui.widgets import (
    Button,
    Card,
    FieldRow,
    LineField,
    Text,
    row,
)


class OfficerCardForm(Card):
    """Region file, position, passphrase; writes the file to hand in.

    `made` carries (the officer's number, the path of the file).
    """

    made = Signal(str, object)

    def __init__(self, desk: Desk) -> None:
        words = desk.words
        super().__init__(words.gettext("Work for a secretariat that exists"), spacing=12)
        self._desk = desk
        why = Text(
            words.gettext(
                "You get a passphrase of your own. The secretariat adds you to those who can read; "
                "until then you cannot open what institutions send."
            )
        )
        self.pack = RegionFileChoice(
            desk,
            words.gettext("The secretariat's region file"),
            words.gettext("The secretariat gives it to you; it is not secret."),
        )
        self.position = LineField()
        self._position_row = FieldRow(
            self.position,
            words.gettext("Your position"),
            words.gettext("Such as “Focal point in Guatemala”; no personal name"),
        )
        self.passphrase = NewPassphrase(words)
        self.make = Button(
            words.gettext("Save the file for the secretariat"), self._ask_where, kind="primary"
        )
        self.instead = Button(words.gettext("Create a new identity instead"), kind="link")
        self.add(why, self.pack, self._position_row, self.passphrase)
        self.add(row(self.make), row(self.instead))

    def _check(self) -> bool:
        errors = self.passphrase.errors()
        if not self.position.text().strip():
            errors = {self.position: self._desk.words.gettext("Enter your position"), **errors}
        self._position_row.show_error(errors.get(self.position, ""))
        self.passphrase.show_errors(errors)
        chosen = self.pack.check()
        if not chosen:
            self.pack.choose.setFocus()
        elif errors:
            next(iter(errors)).setFocus()
        return chosen and not errors

    def _ask_where(self) -> None:
        if not self._check():
            return
        words = self._desk.words
        name = words.gettext("officer")
        path = ask_save(
            self._desk, self, words.gettext("Save the file for the secretariat"), name, OFFICER
        )
        if path is not None:
            self.write(path)

    def write(self, path: Path) -> None:
        """Makes the identity and the file."""
        program, pack = self._desk.program, self.pack.path
        position, passphrase = self.position.text(), self.passphrase.typed
        if pack is None:
            return
        self.make.setEnabled(False)

        def done(number: str) -> None:
            self.make.setEnabled(True)
            self.passphrase.forget()
            self.made.emit(number, path)

        def failed(fault: Exception) -> None:
            self.make.setEnabled(True)
            self._desk.show_fault(fault)

        self._desk.tasks.write(
            lambda: program.office.become_officer(pack, passphrase, position, path), done, failed
        )
