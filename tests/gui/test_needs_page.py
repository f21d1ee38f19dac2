"""Needs in the window: what is edited, added and left out is what leaves."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tests.gui.conftest import Stage, page_of
from topp_desktop.domain.roadmap import Need
from topp_desktop.ui.pages.road_map.needs.page import NeedsPage
from topp_desktop.ui.widgets import Button


@pytest.fixture
def stage(planned: Stage) -> Stage:
    return planned


def shown(stage: Stage) -> NeedsPage:
    return page_of(stage, "needs", NeedsPage)


def demand(stage: Stage) -> dict[str, Need]:
    opened = stage.program.road_maps.edit.open(stage.snapshot.id)
    return {need.id: need for need in opened.road_map.demand}


def test_proposed_needs_are_shown_and_one_is_filled_in_by_keyboard(
    stage: Stage,
) -> None:
    page = shown(stage)
    first = page.groups[0]
    assert first.table.rowCount() == sum(n.kind == "training" for n in demand(stage).values()) > 0
    assert first.table.hasFocus()
    chosen = page._chosen
    QTest.keyClick(first.table, Qt.Key.Key_Return)
    assert page.need.topic.hasFocus()
    page.need.topic.setPlainText("Análisis de datos")
    page.need.topic.flush()
    stage.settle()
    page.need.people.setCurrentIndex(1)
    page.need.people.chosen.emit(page.need.people.currentData())
    stage.settle()
    page.need.persons.setText("12")
    page.need.persons.flush()
    stage.settle()
    found = demand(stage)[chosen]
    assert (found.topic, found.level, found.persons) == ("Análisis de datos", "authorities", 12)
    cells = [first.table.item(0, x) for x in range(first.table.columnCount())]
    assert [c.text() for c in cells if c is not None][1:3] == [
        "Análisis de datos",
        "Autoridades · 12 personas",
    ]
    QTest.keyClick(page.need.reset, Qt.Key.Key_Return)
    stage.settle()
    assert demand(stage)[chosen].topic == ""


def test_a_need_left_out_can_be_put_back_and_taken_back(stage: Stage) -> None:
    page, before = shown(stage), demand(stage)
    chosen = page._chosen
    QTest.keyClick(page.need.drop, Qt.Key.Key_Return)
    stage.settle()
    assert chosen not in demand(stage)
    assert page._out.isVisible()
    stage.desk.undo()
    stage.settle()
    assert demand(stage) == before
    assert not page._out.isVisible()
    chosen = page._chosen
    QTest.keyClick(page.need.drop, Qt.Key.Key_Return)
    stage.settle()
    back = page._out.findChild(Button)
    assert back is not None
    QTest.keyClick(back, Qt.Key.Key_Return)
    stage.settle()
    assert demand(stage) == before
    assert page._chosen == chosen


def test_each_kind_takes_needs_of_ones_own(stage: Stage) -> None:
    page, before = shown(stage), set(demand(stage))
    for n, card in enumerate(page.groups):
        card.topic.setText(f"Tema {n}")
        QTest.keyClick(card.topic, Qt.Key.Key_Return)
        stage.settle()
        assert card.topic.text() == ""
    own = [need for name, need in demand(stage).items() if name not in before]
    assert {(n.kind, n.offers, n.topic, n.proposed) for n in own} == {
        ("training", False, "Tema 0", False),
        ("assistance", False, "Tema 1", False),
        ("peers", True, "Tema 2", False),
        ("peers", False, "Tema 3", False),
    }
    assert "consentimiento" in page.leaves.text.text()
