"""Whether there is a plan is said alike on every page around it."""

from __future__ import annotations

from collections.abc import Callable

from tests.gui.conftest import Stage, begin, texts
from topp_desktop.domain.assessment import Response
from topp_desktop.services.program import Program

AROUND = (
    *("road-map", "milestones", "needs", "what-if", "progress"),
    *("road-map-settings", "road-map-again"),
)


def said(stage: Stage, name: str) -> str:
    stage.window.show_page(name)
    stage.settle()
    stage.settle()
    return texts(stage.window.page(name))


def test_without_gaps_it_says_so(program: Program, stage_of: Callable[..., Stage]) -> None:
    made = begin(program, answered=16)
    _, stored = program.assessments.open(made)
    for response in stored.assessment.responses:
        program.answers.record(made, Response(response.respondent, response.item, 4))
    stage = stage_of(program, language="en")
    stage.open()
    for name in AROUND:
        assert "There is no gap to close" in said(stage, name), name


def test_every_page_around_the_plan_says_what_comes_first(
    program: Program, stage_of: Callable[..., Stage]
) -> None:
    begin(program)
    stage = stage_of(program, language="en")
    stage.open()
    for name in AROUND:
        assert "There is no road map yet" in said(stage, name), name


def test_a_plan_of_which_all_is_left_out_is_a_plan_on_every_page(
    program: Program, stage_of: Callable[..., Stage]
) -> None:
    made = begin(program, answered=16)
    edit = program.road_maps.edit
    for planned in edit.open(made).road_map.plan.actions:
        edit.drop(made, planned.id, "Not now")
    stage = stage_of(program, language="en")
    stage.open()
    for name in AROUND:
        shown = said(stage, name)
        assert "There is no" not in shown, name
