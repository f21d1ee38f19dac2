"""Passphrases as they are typed: one that exists, or a new one twice; always with a look at it."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from topp_desktop.domain.errors import UserError
from topp_desktop.domain.passphrases import SHORTEST
from topp_desktop.foundation.i18n import Translator
from topp_desktop.services.passphrases import advice
from topp_desktop.ui.hub import Desk
from topp_desktop.ui.widgets import FieldRow, PassphraseField
from topp_desktop.ui.widgets.show_typed import ShowTyped


class AskedPassphrase(QWidget):
    """One that exists; what is wrong with it is said beside it, and the input is kept."""

    def __init__(self, desk: Desk, label: str = "", hint: str = "") -> None:
        super().__init__()
        self._desk = desk
        self.field = PassphraseField()
        self.row = FieldRow(self.field, label or desk.words.gettext("Passphrase"), hint)
        self.look = _look(desk.words, self.field)
        _stack(self, self.row, self.look)

    @property
    def typed(self) -> str:
        """What stands in the field."""
        return self.field.text()

    def check(self) -> bool:
        """Whether something was typed; otherwise says so."""
        missing = "" if self.typed else self._desk.words.gettext("Enter the passphrase")
        self.row.show_error(missing)
        if missing:
            self.field.setFocus()
        return not missing

    def show_fault(self, fault: Exception) -> None:
        """A wrong passphrase is said here, anything else as every fault."""
        if isinstance(fault, UserError) and fault.code == "wrong-passphrase":
            self.row.show_error(
                self._desk.words.gettext("This is not the passphrase. Type it again.")
            )
            self.field.setFocus()
            self.field.selectAll()
        else:
            self._desk.show_fault(fault)

    def forget(self) -> None:
        """Empties the field, and hides what is typed from now on."""
        self.look.setChecked(False)
        self.field.clear()
        self.row.show_error("")


class NewPassphrase(QWidget):
    """A new one, typed twice."""

    def __init__(self, words: Translator) -> None:
        super().__init__()
        self._words = words
        self.first, self.second = PassphraseField(), PassphraseField()
        hint = words.gettext("{n} characters or more; four or five words are best")
        self.rows = (
            FieldRow(self.first, words.gettext("Passphrase"), hint.format(n=SHORTEST)),
            FieldRow(self.second, words.gettext("The passphrase once more")),
        )
        self.look = _look(words, self.first, self.second)
        self.first.returnPressed.connect(self.second.setFocus)
        _stack(self, *self.rows, self.look)

    @property
    def typed(self) -> str:
        """What stands in the first field."""
        return self.first.text()

    def errors(self) -> dict[QWidget, str]:
        """What is wrong, by the field that it is wrong with; one thing at a time."""
        advised = advice(self.typed, self._words)
        if advised:
            return {self.first: advised}
        if self.typed != self.second.text():
            return {self.second: self._words.gettext("The two passphrases differ")}
        return {}

    def show_errors(self, errors: Mapping[QWidget, str]) -> None:
        """Says beside each field what is wrong with it."""
        for field_row in self.rows:
            field_row.show_error(errors.get(field_row.field, ""))

    def forget(self) -> None:
        """Empties the fields, and hides what is typed from now on."""
        self.look.setChecked(False)
        for field_row in self.rows:
            field_row.show_error("")
        self.first.clear()
        self.second.clear()


def _look(words: Translator, *fields: QLineEdit) -> ShowTyped:
    look = ShowTyped(*fields)
    look.setText(words.gettext("Show what I type"))
    return look


def _stack(widget: QWidget, *parts: QWidget) -> None:
    box = QVBoxLayout(widget)
    box.setContentsMargins(0, 0, 0, 0)
    box.setSpacing(10)
    for part in parts:
        box.addWidget(part)
