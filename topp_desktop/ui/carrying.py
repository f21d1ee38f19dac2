"""What somebody entered goes along when a page is made anew."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QAbstractButton, QLineEdit, QPlainTextEdit, QWidget

from topp_desktop.ui.widgets import Choice


def carry_over(before: Sequence[QWidget], after: Sequence[QWidget]) -> None:
    """Puts what stands in the fields of a page into those of its successor, in the same order."""
    for old, new in zip(before, after, strict=True):
        if isinstance(old, QLineEdit) and isinstance(new, QLineEdit):
            new.setText(old.text())
        elif isinstance(old, QPlainTextEdit) and isinstance(new, QPlainTextEdit):
            new.setPlainText(old.toPlainText())
        elif isinstance(old, Choice) and isinstance(new, Choice):
            new.show_value(old.currentData())
        elif isinstance(old, QAbstractButton) and isinstance(new, QAbstractButton):
            new.setChecked(old.isChecked())
