"""Bringing a copy back: what it holds beside what is here, and only then the replacement."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal

from topp_desktop.domain.errors import UserError
from topp_desktop.services.safety import BackupContents, RestorePreview
from topp_desktop.services.tasks import Cancelled
from topp_desktop.ui.file_dialogs import COPY, ask_open
from topp_desktop.ui.hub import Desk
from topp_desktop.ui.parts.copy_words import moment
from topp_desktop.ui.widgets import (
    Button,
    Card,
    FieldRow,
    Notice,
    PassphraseField,
    Table,
    Text,
    row,
)


class BringBackCard(Card):
    """`accepted` carries (path, passphrase or None) once a person saw the preview and agreed."""

    accepted = Signal(object, object)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._path: Path | None = None
        self._given: str | None = None
        self._preview: RestorePreview | None = None
        self._text, self._name = Text(tone="muted"), Text(weight="semibold")
        self.choose = Button("", self._ask)
        self.passphrase = PassphraseField()
        self._field = FieldRow(self.passphrase)
        self.open_button = Button("", self._unlock)
        self.passphrase.returnPressed.connect(self._unlock)
        self._note, self._older = Text(), Notice(state="attention")
        self.table = Table(whole_height=True, balanced=True)
        self._kept = Text(role="small", tone="muted")
        self.replace, self.cancel = Button("", self._accept), Button("", self.forget)
        self.add(self._text, row(self.choose), self._name, self._field, row(self.open_button))
        self.add(self._note, self.table, self._older, self._kept, row(self.replace, self.cancel))
        self.retranslate()

    def retranslate(self) -> None:
        """Reads the words again."""
        words = self._desk.words
        self.set_title(words.gettext("Bring a copy back"))
        self._text.setText(
            words.gettext("First you see what the copy holds, beside what is here now.")
        )
        self.choose.set_text(words.gettext("Choose a copy"))
        self._field.set_texts(
            words.gettext("Passphrase of the copy"),
            words.gettext("The one that was set when the copy was made"),
        )
        self.open_button.set_text(words.gettext("Look at the copy"))
        self.replace.set_text(words.gettext("Put this copy in the place of what is here"))
        self.cancel.set_text(words.gettext("Leave everything as it is"))
        self._kept.setText(
            words.gettext(
                "What is here now is copied first: you can bring it back from the automatic copies."
            )
        )
        self._show()

    def look_at(self, path: Path, passphrase: str | None = None) -> None:
        """Reads what a copy holds; asks for its passphrase where it has one."""
        program = self._desk.program
        self._path, self._preview, self._given = path, None, passphrase
        self.choose.setEnabled(False)
        self._desk.tasks.work(
            self._desk.words.gettext("Reading the copy"),
            lambda task: program.safety.preview(path, passphrase, task=task),
            self._seen,
            self._refused,
            writes=True,
        )

    def forget(self) -> None:
        """Back to the choice of a copy."""
        self._path = self._preview = self._given = None
        self.passphrase.clear()
        self._field.show_error("")
        self._show()

    def _seen(self, preview: RestorePreview) -> None:
        self.choose.setEnabled(True)
        self._preview = preview
        self.passphrase.clear()
        self._field.show_error("")
        self._show()
        self.cancel.setFocus()

    def _refused(self, fault: Exception) -> None:
        self.choose.setEnabled(True)
        code = fault.code if isinstance(fault, UserError) else ""
        if code not in {"data-locked", "wrong-passphrase"}:
            self.forget()
            if not isinstance(fault, Cancelled):
                self._desk.show_fault(fault)
            return
        wrong = self._desk.words.gettext("This is not the passphrase. Type it again.")
        self._field.show_error(wrong if code == "wrong-passphrase" else "")
        self._show()
        self.passphrase.setFocus()
        self.passphrase.selectAll()

    def _show(self) -> None:
        preview = self._preview
        locked = self._path is not None and preview is None
        self._name.setText(self._path.name if self._path else "")
        self._name.setVisible(self._path is not None)
        self._field.setVisible(locked)
        self.open_button.setVisible(locked)
        for widget in (self.table, self._kept, self.replace, self.cancel):
            widget.setVisible(preview is not None)
        self._note.setVisible(preview is not None and bool(preview.note))
        self._older.setVisible(preview is not None and preview.older)
        if preview is not None:
            self._fill(preview)

    def _fill(self, preview: RestorePreview) -> None:
        words = self._desk.words
        self._note.setText(words.gettext("Note: {note}").format(note=preview.note))
        self._older.text.setText(
            words.gettext(
                "Here there are answers newer than the newest in the copy. They would no longer be "
                "here, only in the copy of today."
            )
        )
        there, here = self._column(preview.there), self._column(preview.here)
        labels = (
            words.gettext("Institutions"),
            words.gettext("Measurements"),
            words.gettext("Answers"),
            words.gettext("Documents"),
            words.gettext("Newest answer"),
        )
        rows = list(zip(labels, there, here, strict=True))
        rows += self._rounds(preview)
        self.table.setAccessibleName(words.gettext("The copy beside what is here now"))
        header = ("", words.gettext("In the copy"), words.gettext("Here now"))
        self.table.show_rows(header, rows)

    def _column(self, contents: BackupContents | None) -> tuple[str, ...]:
        words = self._desk.words
        if contents is None:
            return (words.gettext("cannot be read"),) * 5
        newest = moment(words, contents.newest) if contents.newest else words.gettext("none")
        numbers = (
            contents.institutions,
            len(contents.rounds),
            contents.answers,
            contents.documents,
        )
        return (*(words.number(n) for n in numbers), newest)

    def _rounds(self, preview: RestorePreview) -> list[tuple[str, str, str]]:
        """The answers of each measurement, there and here."""
        words = self._desk.words
        sides = [
            {(r.institution, r.round): r.answers for r in contents.rounds} if contents else {}
            for contents in (preview.there, preview.here)
        ]
        keys = list(dict.fromkeys([*sides[0], *sides[1]]))
        answers = words.gettext("Answers of {institution}, {round}")

        def told(side: dict[tuple[str, str], int], key: tuple[str, str]) -> str:
            return words.number(side[key]) if key in side else words.gettext("none")

        return [
            (
                answers.format(institution=key[0], round=key[1]),
                told(sides[0], key),
                told(sides[1], key),
            )
            for key in keys
        ]

    def _unlock(self) -> None:
        if self._path is not None:
            self.look_at(self._path, self.passphrase.text())

    def _accept(self) -> None:
        if self._path is not None and self._preview is not None:
            self.accepted.emit(self._path, self._given)

    def _ask(self) -> None:
        words = self._desk.words
        path = ask_open(self._desk, self, words.gettext("Choose a copy"), COPY)
        if path is not None:
            self.look_at(path)
