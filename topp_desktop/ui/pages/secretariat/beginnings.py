"""The identity's first screen: a new secretariat, or one that comes back from its card."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from topp_desktop.domain.passphrases import SHORTEST
from topp_desktop.services.passphrases import advice
from topp_desktop.ui.file_dialogs import REGION_OR_INVITATION, ask_open
from topp_desktop.ui.hub import Desk
from topp_desktop.ui.pages.secretariat.recovery import CardFields
from topp_desktop.ui.widgets import (
    Button,
    Card,
    ErrorSummary,
    FieldRow,
    LineField,
    Notice,
    PassphraseField,
    Text,
    row,
)


class CreateCard(Card):
    """Name, passphrase twice, and what it means to lose it."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(spacing=12)
        self._desk = desk
        self.summary = ErrorSummary()
        self.name, self.first, self.second = LineField(), PassphraseField(), PassphraseField()
        self.rows = [FieldRow(field) for field in (self.name, self.first, self.second)]
        self._warning = Notice(state="attention")
        self.make = Button("", kind="primary")
        self.have_card = Button("", kind="link")
        self.am_officer = Button("", kind="link")
        self.add(self.summary, *self.rows, self._warning, row(self.make))
        self.add(row(self.have_card), row(self.am_officer))

    def retranslate(self) -> None:
        """Reads the words again."""
        words = self._desk.words
        self.set_title(words.gettext("Create the secretariat's identity"))
        texts = (
            (
                words.gettext("Name of the secretariat"),
                words.gettext("As the institutions know it; it stands in every invitation"),
            ),
            (
                words.gettext("Passphrase"),
                words.gettext("{n} characters or more; four or five words are best").format(
                    n=SHORTEST
                ),
            ),
            (words.gettext("The passphrase once more"), ""),
        )
        for field_row, (label, hint) in zip(self.rows, texts, strict=True):
            field_row.set_texts(label, hint)
        self._warning.text.setText(
            words.gettext(
                "Nobody can recover a lost passphrase, and without it nothing that was sent to "
                "you can be opened. Write it down, and keep it apart from this computer."
            )
        )
        self.make.set_text(words.gettext("Create the identity"))
        self.have_card.set_text(words.gettext("I have a recovery card"))
        self.am_officer.set_text(words.gettext("I am an officer of a secretariat that exists"))

    def check(self) -> bool:
        """Says what is wrong, in the summary and beside the fields."""
        words = self._desk.words
        errors: dict[QWidget, str] = {}
        if not self.name.text().strip():
            errors[self.name] = words.gettext("Enter the secretariat's name")
        advised = advice(self.first.text(), words)
        if advised:
            errors[self.first] = advised
        elif self.first.text() != self.second.text():
            errors[self.second] = words.gettext("The two passphrases differ")
        for field_row in self.rows:
            field_row.show_error(errors.get(field_row.field, ""))
        title = words.gettext("There is something to put right")
        self.summary.show_errors(title, [(text, field) for field, text in errors.items()])
        return not errors

    def forget(self) -> None:
        """Empties the fields of the passphrase."""
        self.first.clear()
        self.second.clear()


class RestoreCard(Card):
    """Groups, passphrase, and the last region file or, without it, the name.

    `restored` comes with the secretariat's name.
    """

    restored = Signal(str)

    def __init__(self, desk: Desk) -> None:
        super().__init__(spacing=12)
        self._desk = desk
        self.pack: Path | None = None
        self._why = Text()
        self.fields = CardFields()
        self._pack_label = Text(weight="semibold")
        self._pack_hint = Text(role="small", tone="muted")
        self.choose_pack = Button("", self._ask_for_pack)
        self.name = LineField()
        self._name_row = FieldRow(self.name)
        self.restore = Button("", self._restore, kind="primary")
        self.without_card = Button("", kind="link")
        self.fields.passphrase.returnPressed.connect(self.name.setFocus)
        self.add(self._why, self.fields, self._pack_label, self._pack_hint)
        self.add(row(self.choose_pack), self._name_row, row(self.restore), row(self.without_card))

    def retranslate(self) -> None:
        """Reads the words again."""
        words = self._desk.words
        self.set_title(words.gettext("Set up the secretariat from its recovery card"))
        self._why.setText(
            words.gettext(
                "The card and its passphrase are with two different persons; you need both."
            )
        )
        self.fields.retranslate(words)
        self._pack_label.setText(words.gettext("The last region file, if you have it"))
        self.choose_pack.set_text(words.gettext("Choose the region file"))
        self._name_row.set_texts(
            words.gettext("Name of the secretariat"),
            words.gettext("As the institutions know it; it stands in every invitation"),
        )
        self.restore.set_text(words.gettext("Set up the secretariat"))
        self.without_card.set_text(words.gettext("Create a new identity instead"))
        self._show_pack()

    def _show_pack(self) -> None:
        words = self._desk.words
        self._pack_hint.setText(
            words.gettext("Chosen: {file}").format(file=self.pack.name)
            if self.pack is not None
            else words.gettext(
                "It holds the secretariat's name, and the next one goes on from its number. "
                "The latest invitation that was written serves as well."
            )
        )
        self._name_row.setVisible(self.pack is None)

    def _ask_for_pack(self) -> None:
        words = self._desk.words
        path = ask_open(
            self._desk, self, words.gettext("Choose the region file"), REGION_OR_INVITATION
        )
        if path is not None:
            self.take_pack(path)

    def take_pack(self, path: Path) -> None:
        """The region file that was chosen."""
        self.pack = path
        self._show_pack()

    def _restore(self) -> None:
        words, program = self._desk.words, self._desk.program
        nameless = self.pack is None and not self.name.text().strip()
        self._name_row.show_error(words.gettext("Enter the secretariat's name") if nameless else "")
        if not self.fields.check(words):
            return
        if nameless:
            self.name.setFocus()
            return
        typed, passphrase = self.fields.typed, self.fields.passphrase.text()
        name, pack = self.name.text(), self.pack
        self.restore.setEnabled(False)

        def done(name: str) -> None:
            self.restore.setEnabled(True)
            self.fields.forget()
            self.restored.emit(name)

        def failed(fault: Exception) -> None:
            self.restore.setEnabled(True)
            self.fields.show_fault(fault, self._desk)

        self._desk.tasks.write(
            lambda: program.office.restore(typed, passphrase, name, pack), done, failed
        )
