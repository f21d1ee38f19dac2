"""Keys that write digits of another kind, such as ² on a French keyboard, break nothing."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication

from tests.gui.conftest import Stage
from topp_desktop.ui.pages.inventory.row import YearField
from topp_desktop.ui.widgets.number_field import NumberField

ODD = "²½Ⅳ①₂"


def press(sign: str) -> None:
    target = QApplication.focusWidget()
    assert target is not None
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        QApplication.sendEvent(target, QKeyEvent(kind, 0, Qt.KeyboardModifier.NoModifier, sign))


@pytest.mark.parametrize("page", ["question", "entry-grid", "inventory", "targets", "milestones"])
def test_an_odd_digit_is_no_answer(planned: Stage, page: str) -> None:
    planned.window.show_page(page)
    planned.settle()
    before = planned.snapshot.assessment.responses
    for sign in ODD:
        press(sign)
        planned.settle()
    assert planned.snapshot.assessment.responses == before


@pytest.mark.parametrize("sign", ODD)
def test_an_odd_digit_is_no_number(qapp: QApplication, sign: str) -> None:
    number = NumberField(0, 99)
    number.setValidator(None)  # type: ignore[arg-type]
    number.setText(sign)
    number.flush()
    assert number.value == 0
    year = YearField()
    year.setText(sign)
    assert year.year is None
