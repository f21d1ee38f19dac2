"""What if: ticking actions moves every figure on the page, and saves nothing."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tests.gui.conftest import Stage, page_of
from topp_desktop.domain.roadmap import OwnAction
from topp_desktop.ui.pages.road_map.what_if import CHANGES, WhatIfPage


@pytest.fixture
def stage(planned: Stage) -> Stage:
    return planned


def shown(stage: Stage) -> WhatIfPage:
    return page_of(stage, "what-if", WhatIfPage)


def state(page: WhatIfPage, key: str) -> tuple[Qt.CheckState, str]:
    for y in range(page.table.rowCount()):
        first, along = page.table.item(y, 0), page.table.item(y, 3)
        assert first is not None
        assert along is not None
        if first.data(Qt.ItemDataRole.UserRole) == key:
            return first.checkState(), along.text()
    raise AssertionError(key)


def test_space_ticks_and_every_figure_moves(stage: Stage) -> None:
    page = shown(stage)
    today, map_then = page.said.text(), page.map.canvas.picture
    assert "50 de 100" in today
    page.table.setCurrentCell(0, 0)
    QTest.keyClick(page.table, Qt.Key.Key_Space)
    assert page.outcome is not None
    gain = page.outcome.gain
    assert gain is not None
    assert gain > 0
    assert "→" in page.said.text()
    assert page.map.canvas.picture != map_then
    moved = [row for row in page.changes.canvas.picture.table.rows if row[1] != row[2]]
    assert moved
    page.view.show_value(CHANGES)
    page.map.redraw()
    assert any("→" in cell for row in page.map.canvas.picture.table.rows for cell in row) or moved
    QTest.keyClick(page.table, Qt.Key.Key_Space)
    assert page.said.text() == today
    assert page.map.canvas.picture.table == page.map.canvas.picture.table
    assert not stage.program.road_maps.edit.open(stage.snapshot.id).plan.kept


def test_what_has_to_come_first_comes_along_and_it_is_said(stage: Stage) -> None:
    edit = stage.program.road_maps.edit
    first = edit.open(stage.snapshot.id).road_map.plan.scheduled[0].id
    later = edit.add(stage.snapshot.id, "Después", OwnAction(cell="1-T", after=(first,)))
    stage.desk.reload()
    stage.settle()
    page = shown(stage)
    page.table.mark([later])
    page.table.ticked.emit()
    assert page.outcome is not None
    assert first in page.outcome.implied
    assert state(page, later) == (Qt.CheckState.Checked, "")
    assert state(page, first) == (Qt.CheckState.PartiallyChecked, "sí")
    assert page.along.isVisible()
    assert str(len(page.outcome.implied)) in page.along.text()
    assert page.table.keys == [later]


def test_the_firm_part_all_and_none_are_a_key_away(stage: Stage) -> None:
    page = shown(stage)
    QTest.keyClick(page.every, Qt.Key.Key_Return)
    assert len(page.table.keys) > len([p for p in page._actions() if p.firm]) > 0
    QTest.keyClick(page.firm, Qt.Key.Key_Return)
    assert set(page.table.keys) == {p.id for p in page._actions() if p.firm}
    QTest.keyClick(page.none, Qt.Key.Key_Return)
    assert page.table.keys == []
