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
        words = desk.words
        super().__init__(words.gettext("Bring a copy back"))
        self._desk = desk
        self._path: Path | None = None
        self._given: str | None = None
        self._preview: RestorePreview | None = None
        first = words.gettext("First you see what the copy holds, beside what is here now.")
        self._name = Text(weight="semibold")
        self.choose = Button(words.gettext("Choose a copy"), self._ask)
        self.passphrase = PassphraseField()
        self._field = FieldRow(
            self.passphrase,
            words.gettext("Passphrase of the copy"),
            words.gettext("The one that was set when the copy was made"),
        )
        self.open_button = Button(words.gettext("Look at the copy"), self._unlock)
        self.passphrase.returnPressed.connect(self._unlock)
        self._note = Text()
        self._older = Notice(
            words.gettext(
                "Here there are answers newer than the newest in the copy. They would no longer be "
                "here, only in the copy of today."
            )
        )
        self.table = Table(whole_height=True, balanced=True)
        self.table.setAccessibleName(words.gettext("The copy beside what is here now"))
        kept = words.gettext(
            "What is here now is copied first: you can bring it back from the automatic copies."
        )
        self._kept = Text(kept, role="small", tone="muted")
        self.replace = Button(
            words.gettext("Put this copy in the place of what is here"), self._accept
        )
        self.cancel = Button(words.gettext("Leave everything as it is"), self.forget)
        self.add(Text(first, tone="muted"), row(self.choose), self._name, self._field)
        self.add(row(self.open_button), self._note, self.table, self._older, self._kept)
        self.add(row(self.replace, self.cancel))
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
