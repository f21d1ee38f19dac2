"""Targets of cells and weights of areas over a real store, by keyboard."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton

from tests.gui.conftest import Stage, begin
from topp_desktop.services.program import Program
from topp_desktop.ui.pages.targets.page import TargetsPage


@pytest.fixture
def stage(program: Program, stage_of: Callable[..., Stage]) -> Stage:
    begin(program, answered=16)
    made = stage_of(program, language="en")
    made.open()
    return made


def targets(stage: Stage) -> TargetsPage:
    stage.window.show_page("targets")
    stage.settle()
    page = stage.window.page("targets")
    assert isinstance(page, TargetsPage)
    return page


def spot(page: TargetsPage, cell: str) -> QAbstractButton:
    canvas = page.map.view.canvas
    name = next(t.name for t in canvas.picture.targets if t.key == cell)
    return next(s for s in canvas.findChildren(QAbstractButton) if s.accessibleName() == name)


def kept(stage: Stage) -> dict[str, float]:
    return dict(stage.snapshot.assessment.targets)


def test_a_digit_sets_the_level_and_delete_goes_back(stage: Stage) -> None:
    page = targets(stage)
    assert spot(page, "1-T").hasFocus()
    QTest.keyClick(spot(page, "1-T"), Qt.Key.Key_4)
    stage.settle()
    assert kept(stage) == {"1-T": 100.0}
    assert "50 → 100" in {
        row[-4] + " → " + row[-3] for row in page.map.view.canvas.picture.table.rows
    }
    QTest.keyClick(spot(page, "1-T"), Qt.Key.Key_Right)
    QTest.keyClick(spot(page, "1-O"), Qt.Key.Key_3)
    stage.settle()
    assert kept(stage) == {"1-T": 100.0, "1-O": 75.0}
    assert page.editor.cell == "1-O"
    QTest.keyClick(spot(page, "1-O"), Qt.Key.Key_Delete)
    stage.settle()
    assert kept(stage) == {"1-T": 100.0}
    stage.desk.undo()
    stage.settle()
    assert kept(stage) == {"1-T": 100.0, "1-O": 75.0}


def test_points_and_levels_are_chosen_beside_the_map(stage: Stage) -> None:
    page = targets(stage)
    spot(page, "2-P").setFocus()
    page.editor.points.setFocus()
    page.editor.points.selectAll()
    QTest.keyClicks(page.editor.points, "60")
    page.editor.points.flush()
    stage.settle()
    assert kept(stage) == {"2-P": 60.0}
    page.editor.level.chosen.emit(4)
    stage.settle()
    assert kept(stage) == {"2-P": 100.0}
    assert page.editor.proposed.isVisible()
    page.editor.proposed.click()
    stage.settle()
    assert kept(stage) == {}
    assert not page.editor.proposed.isVisible()


def test_what_is_typed_stays_with_its_cell(stage: Stage) -> None:
    page = targets(stage)
    spot(page, "2-P").setFocus()
    page.editor.points.setFocus()
    page.editor.points.selectAll()
    QTest.keyClicks(page.editor.points, "70")
    spot(page, "3-F").setFocus()
    stage.settle()
    assert kept(stage) == {"2-P": 70.0}
    assert page.editor.cell == "3-F"


def test_all_targets_at_once(stage: Stage) -> None:
    page = targets(stage)
    actions = [a for a in page.all.menu().actions() if not a.isSeparator()]
    actions[2].trigger()
    stage.settle()
    assert set(kept(stage).values()) == {75.0}
    assert len(kept(stage)) == 16
    actions = [a for a in page.all.menu().actions() if not a.isSeparator()]
    actions[-1].trigger()
    stage.settle()
    assert kept(stage) == {}


def test_weights_mark_the_result_as_own(stage: Stage) -> None:
    page = targets(stage)
    item = next(i for i in stage.snapshot.items if i.cell == "1-T")
    stage.desk.record(replace(stage.snapshot.response(item.id), answer=4))
    before = stage.desk.results.card.dimensions["T"].declared
    field = page.weights.fields["1"]
    field.setFocus()
    field.selectAll()
    QTest.keyClicks(field, "75")
    field.flush()
    stage.settle()
    card = stage.desk.results.card
    assert card.local_weights
    assert before is not None
    after = card.dimensions["T"].declared
    assert after is not None
    assert after > before
    page.weights.equal.click()
    stage.settle()
    assert not stage.desk.results.card.local_weights


def test_without_answers_it_says_what_to_do(
    program: Program, stage_of: Callable[..., Stage]
) -> None:
    begin(program)
    stage = stage_of(program, language="en")
    stage.open()
    page = targets(stage)
    assert not page.map.isVisible()
    assert not page.editor.isVisible()
