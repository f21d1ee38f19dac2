"""What was read too late is never shown."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.gui.conftest import TOWN, Stage, begin
from topp_desktop.services.program import Program
from topp_desktop.ui.page import Page


@pytest.fixture
def stage(program: Program, stage_of: Callable[..., Stage]) -> Stage:
    begin(program)
    made = stage_of(program)
    made.open()
    return made


@pytest.fixture
def page(stage: Stage) -> Page:
    stage.window.show_page("changes")
    stage.settle()
    return stage.window.page("changes")


def test_of_several_readings_only_the_newest_is_shown(stage: Stage, page: Page) -> None:
    shown: list[int] = []
    for number in range(5):
        page.load(lambda number=number: number, shown.append)  # type: ignore[misc]
    stage.settle()
    assert shown == [4]


def test_what_belongs_to_another_measurement_is_not_shown(stage: Stage, page: Page) -> None:
    shown: list[str] = []
    page.load(lambda: "of the first", shown.append)
    stage.desk.put(None)
    stage.settle()
    assert not shown


def test_a_reading_sees_what_was_written_before_it(stage: Stage, page: Page) -> None:
    program = stage.program
    shown: list[int] = []
    stage.desk.tasks.write(lambda: program.assessments.begin(TOWN, "2026-2", form="short"))
    page.load(lambda: len(program.assessments.list()), shown.append)
    stage.settle()
    assert shown == [2]
