"""What was read too late is never shown."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from threading import Event

import pytest

from tests.gui.conftest import TOWN, Stage, begin
from topp_desktop.domain.errors import UserError
from topp_desktop.services.program import Program
from topp_desktop.ui.loading import Loader
from topp_desktop.ui.page import Page
from topp_desktop.ui.pages.bring_in.page import BringInPage


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


def test_what_waits_behind_something_newer_is_not_read(stage: Stage, page: Page) -> None:
    read: list[int] = []
    hold = Event()
    stage.desk.tasks.write(hold.wait)
    for number in range(5):
        page.load(lambda number=number: read.append(number), lambda _: None)  # type: ignore[misc]
    hold.set()
    stage.settle()
    assert read == [4]


@pytest.mark.parametrize("in_order", [True, False])
def test_a_fault_of_what_nobody_waits_for_any_more_is_not_told(
    stage: Stage, *, in_order: bool
) -> None:
    def fail() -> None:
        raise UserError("file-missing", path="gone.json")

    loader, told, shown = Loader(stage.desk), list[Exception](), list[str]()
    hold = Event()

    def late() -> None:
        hold.wait()
        fail()

    loader.load(late, lambda _: None, told.append, in_order=in_order)
    loader.load(lambda: "newer", shown.append, told.append, in_order=in_order)
    hold.set()
    stage.settle()
    assert (shown, told) == (["newer"], [])
    loader.load(fail, lambda _: None, told.append, in_order=in_order)
    stage.settle()
    assert len(told) == 1, "the newest one's is"


def test_what_was_dropped_is_not_shown(stage: Stage) -> None:
    loader, shown = Loader(stage.desk), list[str]()
    loader.load(lambda: "of a file that was left out", shown.append)
    loader.drop()
    stage.settle()
    assert not shown


@pytest.fixture
def file(stage: Stage, tmp_path: Path) -> Path:
    """What a colleague answered in another measurement."""
    path = tmp_path / "colleague.json"
    new = stage.program.assessments.begin(TOWN, "2027-1", form="short")
    stage.program.assessments.write_out(new, path)
    return path


def bring_in_page(stage: Stage, path: Path, hold: Event) -> BringInPage:
    """The page, with a file that is being read until `hold` is set."""
    stage.window.show_page("bring-in")
    page = stage.window.page("bring-in")
    assert isinstance(page, BringInPage)
    for _ in range(2):
        stage.desk.tasks.read(hold.wait)
    page.read(path)
    return page


def test_a_file_that_was_left_out_while_it_was_read_is_not_shown(stage: Stage, file: Path) -> None:
    hold = Event()
    page = bring_in_page(stage, file, hold)
    page.leave_out.click()
    hold.set()
    stage.settle()
    stage.window.show_page("bring-in")
    assert page.empty.isVisible()
    assert not page.content.isVisible()


def test_a_file_is_shown_although_the_measurement_was_closed_meanwhile(
    stage: Stage, file: Path
) -> None:
    hold = Event()
    page = bring_in_page(stage, file, hold)
    stage.desk.put(None)
    hold.set()
    stage.settle()
    assert page.content.isVisible()
    assert page.new.isVisible()
    assert not page.add.isVisible()


@pytest.mark.parametrize(
    "name",
    [
        "send",
        "send-content",
        "send-compare",
        "send-withdraw",
        "send-decision",
        "approval",
        "road-map-approval",
        "road-map",
        "milestones",
        "needs",
    ],
)
def test_what_comes_after_the_measurement_was_closed_reaches_no_page(
    stage: Stage, name: str
) -> None:
    hold, told = Event(), list[object]()
    stage.desk.fault.connect(told.append)
    stage.desk.tasks.write(hold.wait)
    stage.window.show_page(name)
    stage.desk.put(None)
    hold.set()
    stage.settle()
    assert stage.window.current == "start"
    assert not told
