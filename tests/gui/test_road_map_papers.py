"""What becomes of an edited plan: validation and approval, the sheet to sign, the PDF report."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtTest import QTest

from tests.gui.conftest import Stage, begin, texts
from tests.gui.plan_hands import opened, page
from tests.support.papers import reader
from topp_desktop.services.program import Program
from topp_desktop.ui.pages.approval.plan import PlanApprovalPage
from topp_desktop.ui.pages.road_map.page import RoadMapPage

TITLE = "Mesa propia de enlace"


@pytest.fixture
def stage(program: Program, stage_of: Callable[..., Stage]) -> Stage:
    made = begin(program, answered=16)
    maps = program.road_maps
    first = maps.edit.open(made).road_map.plan.scheduled[0].id
    maps.edit.change(made, first, title=TITLE, owner_unit="Unidad de datos")
    stage = stage_of(program, language="en")
    stage.open()
    return stage


def written(path: Path) -> str:
    pages = reader(path.read_bytes()).pages
    return " ".join(" ".join(p.extract_text().split()) for p in pages)


def test_a_plan_is_validated_approved_and_opened_again_by_any_edit(
    stage: Stage, tmp_path: Path
) -> None:
    approval = page(stage, "road-map-approval", PlanApprovalPage)
    assert "Draft" in texts(approval)
    approval.review.button.click()
    assert "Write the position; no name is needed." in texts(approval)
    QTest.keyClicks(approval.review.position, "Head of planning")
    approval.review.button.click()
    stage.settle()
    assert "Looked at and validated" in texts(approval)
    QTest.keyClicks(approval.approve.position, "Mayor")
    QTest.keyClicks(approval.approve.letter, "DP-7")
    approval.approve.button.click()
    stage.settle()
    assert "Mayor" in texts(approval)
    assert "DP-7" in texts(approval)
    approval.write_sheet(tmp_path / "sheet.pdf")
    stage.settle()
    assert TITLE in written(tmp_path / "sheet.pdf")

    road_map = page(stage, "road-map", RoadMapPage)
    assert road_map.status.tag.text() == "Approved"
    action = opened(stage).road_map.plan.scheduled[1]
    assert action.start is not None
    road_map.move_action(action.id, action.start.plus(1))
    stage.settle()
    assert road_map.status.tag.text() == "Reopened: something changed since"
    stage.desk.undo()
    stage.settle()
    assert road_map.status.tag.text() == "Approved"


def test_the_report_is_of_the_plan_as_people_left_it(stage: Stage, tmp_path: Path) -> None:
    road_map = page(stage, "road-map", RoadMapPage)
    planned = opened(stage).road_map.plan.scheduled[2]
    assert planned.start is not None
    road_map.move_action(planned.id, planned.start.plus(3))
    # At once, while the move is still on its way to the disk.
    road_map.report.write("es", tmp_path / "report.pdf")
    stage.settle()
    stage.settle()
    said = written(tmp_path / "report.pdf")
    assert TITLE in said
    assert "Unidad de datos" in said
    assert opened(stage).edits.actions[planned.id].start == planned.start.plus(3)
