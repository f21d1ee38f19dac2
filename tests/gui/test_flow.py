"""Flows that are filled and emptied again and again, as pages that rebuild their buttons do."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, QSize
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from topp_desktop.ui.widgets import clear
from topp_desktop.ui.widgets.flow import FlowLayout


def test_a_flow_survives_being_filled_again(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    box = QVBoxLayout(window)
    flow = FlowLayout()
    box.addLayout(flow)
    window.resize(300, 200)
    window.show()
    for turn in range(60):
        clear(flow)
        shown = [QPushButton(f"{turn} {n}") for n in range(1 + turn % 7)]
        for button in shown:
            flow.addWidget(button)
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
        QCoreApplication.processEvents()
        assert flow.count() == len(shown)
        assert flow.heightForWidth(300) > 0
        assert flow.sizeHint() != QSize(0, 0)
        assert all(button.parentWidget() is window for button in shown)


def test_a_widget_that_leaves_takes_its_entry_with_it(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    flow = FlowLayout(window)
    one, other = QPushButton("one"), QPushButton("other")
    for button in (one, other):
        flow.addWidget(button)
    one.setParent(None)
    assert flow.count() == 1
    entry = flow.itemAt(0)
    assert entry is not None
    assert entry.widget() is other
    assert flow.heightForWidth(300) > 0
