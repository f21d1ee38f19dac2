"""Reading the order of a page leaves nothing behind that Qt may take for something else."""

from __future__ import annotations

from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from topp_desktop.ui.focus_order import reading_order


def test_no_entry_of_a_layout_outlives_the_reading(qtbot: QtBot) -> None:
    page, inner = QWidget(), QVBoxLayout()
    qtbot.addWidget(page)
    box = QVBoxLayout(page)
    first, second = QPushButton("1"), QPushButton("2")
    box.addWidget(first)
    box.addLayout(inner)
    inner.addWidget(second)
    kept = [box.itemAt(0), inner.itemAt(0)]
    assert list(reading_order(page)) == [page, first, second]
    assert not any(isValid(entry) for entry in kept)
    assert isValid(inner)
    assert list(reading_order(page)) == [page, first, second]
