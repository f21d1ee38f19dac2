"""Fields of an action's sheet: each shows what counts, what was proposed, and saves itself."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from topp_desktop.foundation.i18n import Translator
from topp_desktop.services.plan.terms import FIELDS
from topp_desktop.ui.pages.road_map.options import Options
from topp_desktop.ui.widgets import Choice, FieldRow, LineField, TextField


class ActionField(QWidget):
    """One field; changed: (name, value), None: back to what was proposed."""

    changed = Signal(str, object)

    def __init__(self, name: str, field: QWidget) -> None:
        super().__init__()
        self.name = name
        self.row = FieldRow(field)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self.row)

    def retranslate(self, words: Translator) -> None:
        """Reads the label again."""
        self.row.set_texts(words.gettext(FIELDS[self.name]), self.row.hint.text())

    def show_hint(self, hint: str) -> None:
        """A sentence below the label."""
        self.row.set_texts(self.row.label.text(), hint)

    def show_proposed(self, proposed: str, words: Translator, *, edited: bool) -> None:
        """Says what was proposed where a person said something else."""
        hint = ""
        if edited and proposed:
            hint = words.gettext("Proposed: {text} (empty the field to return to it)")
        self.show_hint(hint.format(text=proposed))

    def flush(self) -> None:
        """Hands over what was typed."""

    def forget(self) -> None:
        """Another action is shown next: nothing of this one stays."""


class LineEntry(ActionField):
    """One line of text."""

    def __init__(self, name: str, longest: int) -> None:
        self.field = LineField(longest=longest)
        super().__init__(name, self.field)
        self._shown = self._proposed = ""
        self._stored: str | None = None
        self.field.editingFinished.connect(self.flush)

    def show_value(self, value: str, proposed: str) -> None:
        """What counts, and what was proposed; what is being typed, or was refused, stays."""
        self._proposed = proposed
        typing = self.field.hasFocus() and self.field.isModified()
        if value == self._stored and (typing or self.row.error.text()):
            return
        self._stored = self._shown = value
        self.field.setText(value)
        self.row.show_error("")

    def forget(self) -> None:
        self._stored = None

    def flush(self) -> None:
        typed = self.field.text().strip()
        if typed != self._shown.strip():
            self._shown = typed
            self.field.setModified(False)
            self.hand_over(typed)

    def hand_over(self, typed: str) -> None:
        """Tells what was typed."""
        value = None if typed in ("", self._proposed) else typed
        self.changed.emit(self.name, value)


class AmountEntry(LineEntry):
    """A number; `exact`: kept as a fraction; `whole`: without decimals."""

    def __init__(self, name: str, *, exact: bool = False, whole: bool = False) -> None:
        super().__init__(name, 20)
        self._exact, self._whole = exact, whole
        self._words: Translator | None = None

    def retranslate(self, words: Translator) -> None:
        super().retranslate(words)
        self._words = words

    def hand_over(self, typed: str) -> None:
        if typed == "":
            self.changed.emit(self.name, None)
            return
        number = read_amount(typed)
        if number is None or (self._whole and number.denominator != 1):
            words = self._words
            self.row.show_error(words.gettext("Write a number, such as 2 or 2.5.") if words else "")
            return
        self.row.show_error("")
        value: Any = number if self._exact else int(number) if self._whole else float(number)
        self.changed.emit(self.name, value)


def read_amount(text: str) -> Fraction | None:
    """ "1 200,50", "1.200,5", "2.5" or "7/3" as a number; None for anything else.

    The last of several kinds of separator is the decimal one. One alone stands before decimals,
    unless exactly three figures follow it, as in "12,000".
    """
    plain = "".join(text.split())
    last = max(plain.rfind(","), plain.rfind("."))
    kinds = {"," in plain, "." in plain}
    many = plain.count(",") + plain.count(".") > 1
    grouped = last > 0 and len(plain) - last == 4 and plain[:last] != "0"
    if kinds != {True} and (many or grouped):
        last = -1
    whole, decimals = (plain[:last], plain[last + 1 :]) if last >= 0 else (plain, "")
    figures = whole.replace(",", "").replace(".", "") + (f".{decimals}" if decimals else "")
    if not figures or not set(figures) <= set("0123456789./") or not figures.isascii():
        return None
    try:
        return Fraction(figures)
    except (ValueError, ZeroDivisionError):
        return None


class TextEntry(ActionField):
    """Some lines of text."""

    def __init__(self, name: str, longest: int) -> None:
        self.field = TextField(longest=longest, rows=(2, 6))
        super().__init__(name, self.field)
        self._proposed = ""
        self.field.written.connect(self._written)

    def show_value(self, value: str, proposed: str) -> None:
        """What counts, and what was proposed; what is being typed stays."""
        self._proposed = proposed
        self.field.show_text(value)

    def flush(self) -> None:
        self.field.flush()

    def _written(self, typed: str) -> None:
        text = typed.strip()
        self.changed.emit(self.name, None if text in ("", self._proposed) else text)


class ChoiceEntry(ActionField):
    """A list to choose from; its first entry, None, is what was proposed."""

    def __init__(self, name: str) -> None:
        self.field = Choice()
        super().__init__(name, self.field)
        self.field.chosen.connect(lambda value: self.changed.emit(self.name, value))

    def show_value(self, value: object, options: Options, proposed: str) -> None:
        """The options after the proposed one; chooses `value`."""
        self.field.show_options([(None, proposed), *options], value)


class CheckEntry(QWidget):
    """Yes or as proposed."""

    changed = Signal(str, object)

    def __init__(self, name: str) -> None:
        super().__init__()
        self.name = name
        self.field = QCheckBox()
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self.field)
        self.field.clicked.connect(lambda on: self.changed.emit(self.name, on))

    def show_value(self, value: bool, label: str) -> None:
        """Ticked or not."""
        self.field.setChecked(value)
        self.field.setText(label)
        self.field.setAccessibleName(label)
