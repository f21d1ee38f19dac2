"""A start that meets a damaged, empty or missing database beside its copies."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from tests.gui.conftest import Stage, begin, texts
from topp_desktop.bootstrap import compose
from topp_desktop.services.program import Program
from topp_desktop.ui.pages.rescue import RescuePage

_PAGE = 4096


def _first_page_of(name: str, store: Path) -> int:
    """Where a table or an index of a plain database begins, counted from 1."""
    with closing(sqlite3.connect(store)) as database:
        told = database.execute("SELECT rootpage FROM sqlite_master WHERE name = ?", (name,))
        return int(told.fetchone()[0])


def lost(program: Program, how: str) -> Program:
    """Three answers are in the copy, four were in the database; then that happened to it."""
    name = begin(program, answered=3)
    program.safety.back_up()
    _, stored = program.assessments.open(name)
    response = stored.assessment.responses[0]
    program.answers.record(name, response)
    program.close()
    store = program.places.store
    if how == "damaged":
        page = _first_page_of("sqlite_autoindex_response_1", store)
        with store.open("r+b") as file:
            file.seek((page - 1) * _PAGE)
            file.write(b"\xa5" * _PAGE)
    else:
        for path in program.places.data.glob("topp.sqlite*"):
            path.unlink()
        if how == "empty":
            store.touch()
    return compose(program.places.data, program.clock)


def opened(stage: Stage) -> RescuePage:
    stage.open()
    stage.settle()
    assert stage.window.current == "rescue"
    page = stage.window.page("rescue")
    assert isinstance(page, RescuePage)
    return page


@pytest.mark.parametrize("how", ["damaged", "empty", "gone"])
def test_a_start_offers_the_copies_and_brings_one_back(
    how: str, program: Program, stage_of: Callable[..., Stage]
) -> None:
    later = lost(program, how)
    stage = stage_of(later)
    page = opened(stage)
    assert "3 respuestas" in page.bring.text()
    assert page.salvage.isVisible() == (how == "damaged")
    page.bring.click()
    stage.settle()
    assert stage.window.current == "tasks"
    assert len([r for r in stage.snapshot.stored.assessment.responses if r.answer is not None]) == 3
    later.close()


def test_what_can_be_read_is_rescued(program: Program, stage_of: Callable[..., Stage]) -> None:
    later = lost(program, "damaged")
    stage = stage_of(later)
    page = opened(stage)
    assert "Rescatar" in page.salvage.text()
    page.salvage.click()
    stage.settle()
    assert stage.window.current == "tasks"
    assert list(later.places.backups.glob("damaged-*/topp.sqlite"))
    later.close()


def test_the_damaged_file_can_be_taken_elsewhere(
    program: Program,
    stage_of: Callable[..., Stage],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    later = lost(program, "damaged")
    damaged = later.places.store.read_bytes()
    stage = stage_of(later)
    page = opened(stage)
    (tmp_path / "stick").mkdir()
    monkeypatch.setattr("topp_desktop.ui.file_dialogs.chosen", lambda _: [tmp_path / "stick"])
    page.save_damaged.click()
    stage.settle()
    (kept,) = (tmp_path / "stick").glob("*/topp.sqlite")
    assert kept.read_bytes() == damaged
    assert kept.parent.name in texts(page)
    assert stage.window.current == "rescue"
    later.close()


@pytest.mark.parametrize("text", [1.0, 2.0])
def test_every_way_out_is_whole(
    program: Program, stage_of: Callable[..., Stage], text: float
) -> None:
    later = lost(program, "damaged")
    stage = stage_of(later, size=(1366, 697), text=text)
    page = opened(stage)
    for button in (page.bring, page.other, page.salvage, page.save_damaged, page.leave_button):
        assert button.isVisible()
        assert button.width() >= button.sizeHint().width()
        right = button.mapTo(page, button.rect().topRight()).x()
        assert right <= page.width()
    later.close()


@pytest.mark.parametrize("how", ["empty", "gone"])
def test_whoever_begins_anew_keeps_the_copies(
    how: str, program: Program, stage_of: Callable[..., Stage]
) -> None:
    later = lost(program, how)
    stage = stage_of(later)
    page = opened(stage)
    assert "vacío o no está" in texts(page)
    page.leave_button.click()
    stage.settle()
    assert stage.window.current != "rescue"
    assert [b.reason for b in later.safety.backups() if b.reason == "kept"] == ["kept"]
    later.close()
