"""A plan is the program's proposal until somebody makes it theirs, and says so everywhere."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from pypdf import PdfReader

from tests.gui.conftest import Stage, add_colleagues, page_of, texts
from topp_desktop.ui.pages.approval.page import ApprovalPage
from topp_desktop.ui.pages.road_map.page import RoadMapPage
from topp_desktop.ui.pages.sending.page import SendPage

PROPOSAL = "Este plan es una propuesta"


def _paper(stage: Stage, path: Path) -> str:
    road_map = stage.program.road_maps.edit.open(stage.snapshot.id).road_map
    stage.program.reports.write(road_map, "es", path)
    return " ".join(" ".join(p.extract_text() for p in PdfReader(path).pages).split())


def test_the_board_the_paper_and_the_page_for_sending_say_that_it_is_proposed(
    planned: Stage, tmp_path: Path
) -> None:
    page = page_of(planned, "road-map", RoadMapPage)
    assert PROPOSAL in texts(page)
    assert page.status.tag.text() == "Propuesto por el programa"
    assert "como la propone el programa" in texts(page_of(planned, "send", SendPage))
    paper = _paper(planned, tmp_path / "antes.pdf")
    assert PROPOSAL in paper
    assert "Primeras acciones que el programa propone" in paper
    page = page_of(planned, "road-map", RoadMapPage)
    page.status.keep.click()
    planned.settle()
    assert PROPOSAL not in texts(page)
    assert page.status.tag.text() == "Borrador"
    assert not page.status.keep.isVisible()
    assert "como la propone el programa" not in texts(page_of(planned, "send", SendPage))
    assert PROPOSAL not in _paper(planned, tmp_path / "después.pdf")


def test_a_new_measurement_shows_the_plan_before_anything_is_answered(planned: Stage) -> None:
    planned.program.road_maps.edit.keep(planned.snapshot.id)
    new = planned.program.rounds.begin(planned.snapshot.id, "2026-2")
    planned.desk.open(new)
    planned.settle()
    page = page_of(planned, "road-map", RoadMapPage)
    assert page.status.tag.text() == "Borrador"
    assert page.source.opened is not None
    assert page.source.opened.road_map.plan.scheduled


def test_where_people_differ_is_said_before_approving_and_sending(planned: Stage) -> None:
    add_colleagues(planned.program, planned.snapshot.id)
    planned.desk.reload()
    planned.settle()
    said = "En 2 preguntas las personas respondieron distinto"
    assert said in texts(page_of(planned, "approval", ApprovalPage))
    page = page_of(planned, "send", SendPage)
    assert said in texts(page)
    page.unagreed.button.click()
    planned.settle()
    assert planned.window.current == "agreement"


def test_to_find_out_a_level_is_no_first_action_and_has_somebody_responsible(
    planned: Stage, tmp_path: Path
) -> None:
    program, mine = planned.program, planned.snapshot.id
    _, stored = program.assessments.open(mine)
    answer = stored.assessment.responses[0]
    program.answers.record(mine, replace(answer, answer="DK"))
    road_map = program.road_maps.edit.open(mine).road_map
    found = [a for a in road_map.plan.scheduled if a.action.establish]
    assert found
    assert not any(a.action.establish for a in road_map.plan.first(5))
    paper = _paper(planned, tmp_path / "plan.pdf")
    assert "Averiguar cómo está:" in paper
    assert "Quien coordina la medición" in paper
