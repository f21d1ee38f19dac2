"""The identity's first screen for somebody who works for a secretariat that exists already."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal

from topp_desktop.domain.passphrases import SHORTEST
from topp_desktop.services.passphrases import advice
from topp_desktop.ui.file_dialogs import OFFICER, REGION_OR_INVITATION, ask_open, ask_save
from topp_desktop.ui.hub import Desk
from topp_desktop.ui.widgets import (
    Button,
    Card,
    FieldRow,
    LineField,
    PassphraseField,
    Text,
    row,
)


class OfficerCardForm(Card):
    """Region file, position, passphrase; writes the file to hand in.

    `made` carries (the officer's number, the path of the file).
    """

    made = Signal(str, object)

    def __init__(self, desk: Desk) -> None:
        super().__init__(spacing=12)
        self._desk = desk
        self.pack: Path | None = None
        self._why = Text()
        self._pack_label = Text(weight="semibold")
        self._pack_hint = Text(role="small", tone="muted")
        self._pack_error = Text(role="small", weight="semibold", tone="trouble")
        self.choose = Button("", self._ask_pack)
        self.position = LineField()
        self.first, self.second = PassphraseField(), PassphraseField()
        self._rows = [FieldRow(field) for field in (self.position, self.first, self.second)]
        self.make = Button("", self._ask_where, kind="primary")
        self.instead = Button("", kind="link")
        self.add(self._why, self._pack_label, self._pack_hint, self._pack_error)
        self.add(row(self.choose), *self._rows, row(self.make), row(self.instead))

    def retranslate(self) -> None:
        """Reads the words again."""
        words = self._desk.words
        self.set_title(words.gettext("Work for a secretariat that exists"))
        self._why.setText(
            words.gettext(
                "You get a passphrase of your own. The secretariat adds you to those who can read; "
                "until then you cannot open what institutions send."
            )
        )
        self._pack_label.setText(words.gettext("The secretariat's region file"))
        self._pack_hint.setText(
            words.gettext("Chosen: {file}").format(file=self.pack.name)
            if self.pack is not None
            else words.gettext("The secretariat gives it to you; it is not secret.")
        )
        self.choose.set_text(words.gettext("Choose the region file"))
        texts = (
            (
                words.gettext("Your position"),
                words.gettext("Such as “Focal point in Guatemala”; no personal name"),
            ),
            (
                words.gettext("Passphrase"),
                words.gettext("{n} characters or more; four or five words are best").format(
                    n=SHORTEST
                ),
            ),
            (words.gettext("The passphrase once more"), ""),
        )
        for field_row, (label, hint) in zip(self._rows, texts, strict=True):
            field_row.set_texts(label, hint)
        self.make.set_text(words.gettext("Save the file for the secretariat"))
        self.instead.set_text(words.gettext("Create a new identity instead"))

    def forget(self) -> None:
        """Empties the fields of the passphrase."""
        self.first.clear()
        self.second.clear()

    def _check(self) -> bool:
        words = self._desk.words
        self._pack_error.setText("" if self.pack else words.gettext("Choose the region file"))
        self._pack_error.setVisible(self.pack is None)
        typed = self.first.text()
        errors = (
            "" if self.position.text().strip() else words.gettext("Enter your position"),
            advice(typed, words),
            "" if typed == self.second.text() else words.gettext("The two passphrases differ"),
        )
        for field_row, error in zip(self._rows, errors, strict=True):
            field_row.show_error(error)
        wrong = [field_row for field_row, error in zip(self._rows, errors, strict=True) if error]
        if self.pack is None:
            self.choose.setFocus()
        elif wrong:
            wrong[0].field.setFocus()
        return self.pack is not None and not wrong

    def _ask_pack(self) -> None:
        words = self._desk.words
        path = ask_open(
            self._desk, self, words.gettext("Choose the region file"), REGION_OR_INVITATION
        )
        if path is not None:
            self.take_pack(path)

    def take_pack(self, path: Path) -> None:
        """The region file that was chosen."""
        self.pack = path
        self._pack_error.hide()
        self.retranslate()

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
        program, pack = self._desk.program, self.pack
        position, passphrase = self.position.text(), self.first.text()
        if pack is None:
            return
        self.make.setEnabled(False)

        def done(number: str) -> None:
            self.make.setEnabled(True)
            self.forget()
            self.made.emit(number, path)

        def failed(fault: Exception) -> None:
            self.make.setEnabled(True)
            self._desk.show_fault(fault)

        self._desk.tasks.write(
            lambda: program.office.become_officer(pack, passphrase, position, path), done, failed
        )
