"""Flows that are filled and emptied again and again, as pages that rebuild their buttons do."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, QSize
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from topp_desktop.ui.widgets.flow import FlowBox


def test_a_flow_survives_being_filled_again(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    box = QVBoxLayout(window)
    flow = FlowBox()
    box.addWidget(flow)
    window.resize(300, 200)
    window.show()
    for turn in range(60):
        flow.empty()
        shown = [QPushButton(f"{turn} {n}") for n in range(1 + turn % 7)]
        for button in shown:
            flow.add(button)
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
        QCoreApplication.processEvents()
        assert flow.findChildren(QPushButton) == shown
        assert flow.heightForWidth(300) > 0
        assert flow.sizeHint() != QSize(0, 0)
        assert all(button.isVisible() for button in shown)


def test_a_widget_that_leaves_takes_its_entry_with_it(qtbot: QtBot) -> None:
    one, other = QPushButton("one"), QPushButton("other")
    flow = FlowBox(one, other)
    qtbot.addWidget(flow)
    both = flow.sizeHint().width()
    one.setParent(None)
    assert flow.sizeHint().width() == other.sizeHint().width() < both


def test_what_was_hidden_before_stays_hidden(qtbot: QtBot) -> None:
    hidden, shown = QPushButton("one"), QPushButton("other")
    hidden.hide()
    flow = FlowBox(hidden, shown)
    qtbot.addWidget(flow)
    flow.show()
    assert shown.isVisible()
    assert not hidden.isVisible()
