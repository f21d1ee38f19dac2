"""Other colours and text sizes reach every page that was ever shown, in no time."""

from __future__ import annotations

from collections import Counter

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from tests.gui.conftest import Stage

TIMES = 3


class Dressed(QObject):
    """Counts how often each widget is told that its style is another."""

    def __init__(self) -> None:
        super().__init__()
        self.times: Counter[QObject] = Counter()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.StyleChange and isinstance(watched, QWidget):
            self.times[watched] += 1
        return False


def test_other_colours_dress_each_widget_a_few_times_only(
    planned: Stage, qapp: QApplication, qtbot: QtBot
) -> None:
    for name in ("tasks", "results", "question"):
        planned.window.show_page(name)
        planned.settle()
    dressed = Dressed()
    qapp.installEventFilter(dressed)
    planned.desk.set_theme("dark")
    qapp.removeEventFilter(dressed)
    assert dressed.times
    assert max(dressed.times.values()) <= TIMES


def test_pages_that_are_hidden_wear_the_new_colours(planned: Stage) -> None:
    for name in ("results", "tasks"):
        planned.window.show_page(name)
        planned.settle()
    before = planned.window.page("results").grab().toImage()
    planned.desk.set_theme("dark")
    planned.desk.set_theme("light")
    planned.window.show_page("results")
    planned.settle()
    assert planned.window.page("results").grab().toImage() == before
