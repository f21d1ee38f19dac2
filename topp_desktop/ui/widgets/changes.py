"""What a person does to a field, whatever kind of field it is."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QComboBox, QLineEdit, QPlainTextEdit, QWidget


def when_changed(field: QWidget, do: Callable[[], object]) -> None:
    """Calls `do` whenever something else stands in the field; never for other widgets."""
    if isinstance(field, QLineEdit | QPlainTextEdit):
        field.textChanged.connect(lambda *_: do())
    elif isinstance(field, QComboBox):
        field.currentIndexChanged.connect(lambda *_: do())
