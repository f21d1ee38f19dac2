"""The identity's first screen: a new secretariat, or one that comes back from its card."""

from __future__ import annotations

from PySide6.QtCore import Signal

from topp_desktop.foundation.i18n import Translator
from topp_desktop.ui.hub import Desk
from topp_desktop.ui.pages.secretariat.recovery import CardFields
from topp_desktop.ui.pages.secretariat.region_file import RegionFileChoice
from topp_desktop.ui.parts.passphrases import NewPassphrase
from topp_desktop.ui.widgets import (
    Button,
    Card,
    ErrorSummary,
    FieldRow,
    LineField,
    Notice,
    Text,
    row,
)


def _name_texts(words: Translator) -> tuple[str, str]:
    """Label and hint of the secretariat's name."""
    return (
        words.gettext("Name of the secretariat"),
        words.gettext("As the institutions know it; it stands in every invitation"),
    )


class CreateCard(Card):
    """Name, passphrase twice, and what it means to lose it."""

    created = Signal()

    def __init__(self, desk: Desk) -> None:
        words = desk.words
        super().__init__(words.gettext("Create the secretariat's identity"), spacing=12)
        self._desk = desk
        self.summary = ErrorSummary()
        self.name = LineField()
        self._name_row = FieldRow(self.name, *_name_texts(words))
        self.passphrase = NewPassphrase(words)
        warning = Notice(
            words.gettext(
                "Nobody can recover a lost passphrase, and without it nothing that was sent to "
                "you can be opened. Write it down, and keep it apart from this computer."
            )
        )
        self.make = Button(words.gettext("Create the identity"), self._create, kind="primary")
        self.have_card = Button(words.gettext("I have a recovery card"), kind="link")
        self.am_officer = Button(
            words.gettext("I am an officer of a secretariat that exists"), kind="link"
        )
        self.add(self.summary, self._name_row, self.passphrase, warning, row(self.make))
        self.add(row(self.have_card), row(self.am_officer))

    def _check(self) -> bool:
        """Says what is wrong, in the summary and beside the fields."""
        words, errors = self._desk.words, self.passphrase.errors()
        if not self.name.text().strip():
            errors = {self.name: words.gettext("Enter the secretariat's name"), **errors}
        self._name_row.show_error(errors.get(self.name, ""))
        self.passphrase.show_errors(errors)
        title = words.gettext("There is something to put right")
        self.summary.show_errors(title, [(text, field) for field, text in errors.items()])
        return not errors

    def _create(self) -> None:
        if not self._check():
            return
        program, name, passphrase = self._desk.program, self.name.text(), self.passphrase.typed

        def made(_: str) -> None:
            self.passphrase.forget()
            self.created.emit()

        self._desk.tasks.write(lambda: program.office.create(name, passphrase), made)


class RestoreCard(Card):
    """Groups, passphrase, and the last region file or, without it, the name.

    `restored` comes with the secretariat's name.
    """

    restored = Signal(str)

    def __init__(self, desk: Desk) -> None:
        words = desk.words
        super().__init__(words.gettext("Set up the secretariat from its recovery card"), spacing=12)
        self._desk = desk
        why = Text(
            words.gettext(
                "The card and its passphrase are with two different persons; you need both."
            )
        )
        self.fields = CardFields(desk)
        self.pack = RegionFileChoice(
            desk,
            words.gettext("The last region file, if you have it"),
            words.gettext(
                "It holds the secretariat's name, and the next one goes on from its number. "
                "The latest invitation that was written serves as well."
            ),
        )
        self.name = LineField()
        self._name_row = FieldRow(self.name, *_name_texts(words))
        self.pack.chosen.connect(self._name_row.hide)
        restore = words.gettext("Set up the secretariat")
        self.restore = Button(restore, self._restore, kind="primary")
        self.without_card = Button(words.gettext("Create a new identity instead"), kind="link")
        self.fields.passphrase.field.returnPressed.connect(self.name.setFocus)
        self.add(why, self.fields, self.pack, self._name_row)
        self.add(row(self.restore), row(self.without_card))

    def _restore(self) -> None:
        words, program = self._desk.words, self._desk.program
        nameless = self.pack.path is None and not self.name.text().strip()
        self._name_row.show_error(words.gettext("Enter the secretariat's name") if nameless else "")
        if not self.fields.check():
            return
        if nameless:
            self.name.setFocus()
            return
        typed, passphrase = self.fields.typed, self.fields.passphrase.typed
        name, pack = self.name.text(), self.pack.path
        self.restore.setEnabled(False)

        def done(name: str) -> None:
            self.restore.setEnabled(True)
            self.fields.forget()
            self.restored.emit(name)

        def failed(fault: Exception) -> None:
            self.restore.setEnabled(True)
            self.fields.show_fault(fault)

        self._desk.tasks.write(
            lambda: program.office.restore(typed, passphrase, name, pack), done, failed
        )
