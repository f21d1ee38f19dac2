"""Several institutions in one program; practice is marked, emptied on demand, and never real."""

from __future__ import annotations

from collections.abc import Callable
from typing import cast

import pytest

from tests.gui.conftest import TOWN, Stage, begin
from topp_desktop.domain.assessment import Response
from topp_desktop.services.program import Program
from topp_desktop.ui.pages.measurements.page import MeasurementsPage
from topp_desktop.ui.widgets import Text


@pytest.fixture
def stage(program: Program, stage_of: Callable[..., Stage]) -> Stage:
    begin(program, answered=3)
    practice = program.assessments.begin(TOWN, "2026-1", practice=True)
    instrument, stored = program.assessments.open(practice)
    me = stored.assessment.respondents[0].id
    for item in instrument.form("short").items[:5]:
        program.answers.record(practice, Response(me, item, 1, note="prueba"))
    made = stage_of(program)
    program.settings.change(last_assessment=program.assessments.list()[0].id)
    made.open()
    made.window.show_page("measurements")
    made.settle()
    return made


def page_of(stage: Stage) -> MeasurementsPage:
    return cast(MeasurementsPage, stage.window.page("measurements"))


def test_practice_is_marked_and_emptied_only_after_a_second_word(stage: Stage) -> None:
    page = page_of(stage)
    real, practice = page.cards.values()
    assert not hasattr(real, "empty")
    practice.empty.click()
    assert practice.keep.hasFocus()
    practice.keep.click()
    stage.settle()
    assert [s.answered for s in stage.program.assessments.list()] == [3, 5]
    practice.empty.click()
    practice.really.click()
    stage.settle()
    assert [s.answered for s in stage.program.assessments.list()] == [3, 0]
    assert "vacía" in stage.told
    assert "0 respuestas" in " ".join(
        label.text() for label in list(page.cards.values())[1].findChildren(Text)
    )


def test_emptying_what_is_open_shows_it_empty(stage: Stage) -> None:
    practice = stage.program.assessments.list()[1].id
    page_of(stage)._open(practice)
    stage.settle()
    assert stage.snapshot.practice
    assert stage.desk.results.answered == 5
    stage.window.show_page("measurements")
    stage.settle()
    card = next(iter(page_of(stage).cards.values()))
    card.empty.click()
    card.really.click()
    stage.settle()
    assert stage.desk.results.answered == 0
    assert not stage.desk.can_undo
