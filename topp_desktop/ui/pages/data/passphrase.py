"""The optional passphrase: set, changed, removed, with what it means to lose it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from topp_desktop.domain.errors import UserError
from topp_desktop.services.passphrases import advice_on
from topp_desktop.services.tasks import Cancelled, Task
from topp_desktop.ui.hub import Desk
from topp_desktop.ui.widgets import (
    Button,
    Card,
    ErrorSummary,
    FieldRow,
    Notice,
    PassphraseField,
    Text,
    row,
)
from topp_desktop.ui.widgets.show_typed import ShowTyped


class PassphraseCard(Card):
    """`done` carries a sentence once the data is stored as asked."""

    done = Signal(str)

    def __init__(self, desk: Desk) -> None:
        words = desk.words
        super().__init__(words.gettext("Passphrase"), spacing=12)
        self._desk = desk
        self._protected = False
        self._text = Text(tone="muted")
        warning = Notice(
            words.gettext(
                "Nobody can recover a lost passphrase: not the secretariat, not the makers of this "
                "program. Without it all answers are lost. Write it down, and keep it apart from "
                "this computer. Attached files, and files to send, are not protected by it."
            ),
            state="attention",
        )
        self.summary = ErrorSummary()
        self.current, self.first, self.second = (PassphraseField() for _ in range(3))
        self.rows = [
            FieldRow(self.current, words.gettext("Present passphrase")),
            FieldRow(
                self.first,
                words.gettext("New passphrase"),
                words.gettext("8 characters or more; four or five words are best"),
            ),
            FieldRow(self.second, words.gettext("The new passphrase once more")),
        ]
        self.set_button = Button("", self._set)
        self.remove = Button(words.gettext("Remove the passphrase"), self._remove)
        self.add(self._text, warning, self.summary, *self.rows)
        self.look = ShowTyped(self.current, self.first, self.second)
        self.look.setText(words.gettext("Show what I type"))
        self.add(self.look, row(self.set_button), row(self.remove))
        self.current.returnPressed.connect(self.first.setFocus)
        self.first.returnPressed.connect(self.second.setFocus)
        self.second.returnPressed.connect(self.set_button.click)
        self.show_state(protected=False)

    def show_state(self, *, protected: bool) -> None:
        """Whether there is a passphrase now."""
        words, self._protected = self._desk.words, protected
        self._text.setText(
            words.gettext(
                "The answers on this disk can be read only with the passphrase. It is asked at "
                "every start."
            )
            if protected
            else words.gettext(
                "With a passphrase, whoever finds this computer or stick cannot read the answers. "
                "It is asked at every start."
            )
        )
        self.rows[0].setVisible(protected)
        self.remove.setVisible(protected)
        self.set_button.set_text(
            words.gettext("Change the passphrase")
            if protected
            else words.gettext("Set the passphrase")
        )

    def forget(self) -> None:
        """Empties the fields."""
        self.look.setChecked(False)
        for field_row in self.rows:
            field_row.show_error("")
        for field in (self.current, self.first, self.second):
            field.clear()
        self.summary.show_errors("", [])

    def _set(self) -> None:
        words, new = self._desk.words, self.first.text()
        if new != self.second.text():
            self._wrong(self.second, words.gettext("The two passphrases differ"))
            return
        current = self.current.text() if self._protected else None
        program = self._desk.program
        self._run(
            lambda task: program.safety.set_passphrase(new, current, task=task),
            words.gettext("The passphrase is set. It is asked at the next start."),
        )

    def _remove(self) -> None:
        current, program = self.current.text(), self._desk.program
        self._run(
            lambda task: program.safety.remove_passphrase(current, task=task),
            self._desk.words.gettext("The passphrase was removed. The answers can be read."),
        )

    def _run(self, work: Callable[[Task], None], told: str) -> None:
        """Stores the whole database anew, which may take a while."""
        self._busy(True)
        title = self._desk.words.gettext("Storing the answers anew")
        self._desk.tasks.work(
            title, work, lambda _: self._succeeded(told), self._refused, writes=True
        )

    def _succeeded(self, sentence: str) -> None:
        self._busy(False)
        self.forget()
        self.done.emit(sentence)

    def _refused(self, fault: Exception) -> None:
        self._busy(False)
        if isinstance(fault, Cancelled):
            return
        words = self._desk.words
        code = fault.code if isinstance(fault, UserError) else ""
        advised = advice_on(fault, words) if isinstance(fault, UserError) else ""
        if advised:
            self._wrong(self.first, advised)
        elif code in {"wrong-passphrase", "data-locked"}:
            told = words.gettext("This is not the passphrase. Type it again.")
            self._wrong(self.current, told)
        else:
            self._desk.show_fault(fault)

    def _wrong(self, field: QWidget, told: str) -> None:
        """One thing at a time; what was typed stays."""
        for field_row in self.rows:
            field_row.show_error(told if field_row.field is field else "")
        title = self._desk.words.gettext("There is something to put right")
        self.summary.show_errors(title, [(told, field)])

    def _busy(self, busy: bool) -> None:
        for button in (self.set_button, self.remove):
            button.setEnabled(not busy)
