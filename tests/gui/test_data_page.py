"""Data safety that people can see, with real files and a real passphrase."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.gui.conftest import Stage, begin, texts
from topp_desktop.bootstrap import compose
from topp_desktop.domain.assessment import Response
from topp_desktop.foundation.file_types import DoubleClick
from topp_desktop.foundation.file_types.freedesktop import FreedesktopFileTypes
from topp_desktop.services.program import Program
from topp_desktop.ui.page import OpenedFile
from topp_desktop.ui.pages.data.changes import ChangesPage
from topp_desktop.ui.pages.data.page import DataPage
from topp_desktop.ui.pages.unlock import UnlockPage
from topp_desktop.ui.widgets import Table

SECRET = "cuatro palabras con ñ"


@pytest.fixture
def stage(program: Program, stage_of: Callable[..., Stage]) -> Stage:
    begin(program, answered=3)
    made = stage_of(program, language="en")
    made.open()
    return made


def cells(table: Table) -> list[list[str]]:
    """What stands in a table, row by row."""
    return [line.split("\t") for line in table.text().splitlines()[1:]]


def data_page(stage: Stage, argument: object = None) -> DataPage:
    stage.window.show_page("data", argument)
    stage.settle()
    page = stage.window.page("data")
    assert isinstance(page, DataPage)
    return page


def answer(stage: Stage, number: int) -> str:
    item = stage.snapshot.items[number].id
    stage.desk.record(Response(stage.snapshot.respondent, item, 4))
    stage.settle()
    return item


def protect(page: DataPage, stage: Stage) -> None:
    card = page.passphrase
    card.first.setText(SECRET)
    card.second.setText(SECRET)
    card.set_button.click()
    stage.settle()


def test_a_start_copies_and_the_page_lists_it(stage: Stage) -> None:
    page = data_page(stage)
    assert page.copies.table.rowCount() == 1
    assert str(stage.program.places.data) in texts(page.where)
    assert "Without a passphrase" in texts(page.where)
    (first,) = stage.program.safety.backups()
    page.copies.copy_now.click()
    stage.settle()
    second, other = stage.program.safety.backups()
    assert other == first
    assert second.number > first.number
    assert [row[2] for row in cells(page.copies.table)] == ["3", "3"]
    assert "with 3 of 3 answers" in texts(page.where)
    assert "Copied." in texts(page)
    answer(stage, 5)
    page = data_page(stage)
    assert "with 3 of 4 answers" in texts(page.where)


def test_twenty_changes_and_closing_make_copies(stage: Stage) -> None:
    safety = stage.program.safety
    for number in range(20):
        stage.desk.record(
            Response(stage.snapshot.respondent, stage.snapshot.items[0].id, number % 4)
        )
        stage.settle()
    assert safety.backups()[0].reason == "answers"
    stage.session.close()
    assert len(safety.backups()) == 2
    stage.program.close()


def test_an_answer_after_the_last_copy_is_copied_at_closing(stage: Stage) -> None:
    safety = stage.program.safety
    answer(stage, 5)
    stage.session.close()
    newest = safety.backups()[0]
    assert newest.reason == "closing"
    held = safety.held(newest)
    assert held is not None
    assert held.answers == 4
    stage.program.close()


def test_a_copy_for_a_stick_is_checked_and_comes_back(stage: Stage, tmp_path: Path) -> None:
    page = data_page(stage)
    stick = tmp_path / "stick ñ"
    stick.mkdir()
    page.back_up_to(stick)
    stage.settle()
    (copy,) = stick.iterdir()
    said = stage.told
    assert "found sound" in said
    assert str(copy) in said
    assert "3 answers" in said
    later = answer(stage, 8)
    page = data_page(stage, OpenedFile(copy))
    shown = cells(page.bring_back.table)
    assert ["Answers", "3", "4"] in shown
    assert "newer than the newest in the copy" in texts(page.bring_back)
    assert stage.snapshot.is_answered(later)
    page.bring_back.replace.click()
    stage.settle()
    assert not stage.snapshot.is_answered(later)
    assert stage.stored(later) is None
    assert "The copy is in place." in texts(page)
    assert stage.window.current == "data"
    reasons = {b.reason for b in stage.program.safety.backups()}
    assert "before-restore" in reasons


def test_leaving_everything_changes_nothing(stage: Stage) -> None:
    page = data_page(stage)
    later = answer(stage, 8)
    page.copies.table.selectRow(0)
    page.copies.look_at.click()
    stage.settle()
    assert page.bring_back.replace.isVisible()
    page.bring_back.cancel.click()
    stage.settle()
    assert not page.bring_back.replace.isVisible()
    assert stage.stored(later) is not None


def test_the_file_to_hand_over_carries_the_note(stage: Stage, tmp_path: Path) -> None:
    page = data_page(stage)
    page.hand_over.note.setPlainText("Area 3 is still open")
    path = tmp_path / "entrega.topp-backup"
    page.hand_over_to(path)
    stage.settle()
    assert path.name in stage.told
    page = data_page(stage, OpenedFile(path))
    assert "Area 3 is still open" in texts(page.bring_back)


def test_a_file_that_is_no_copy_is_refused_in_words(stage: Stage, tmp_path: Path) -> None:
    path = tmp_path / "letter.topp-backup"
    path.write_bytes(b"hello")
    page = data_page(stage, OpenedFile(path))
    assert stage.window.errors.isVisible()
    assert not page.bring_back.replace.isVisible()


def test_passphrase_set_changed_and_removed(stage: Stage) -> None:
    page = data_page(stage)
    card = page.passphrase
    assert "Nobody can recover a lost passphrase" in texts(card)
    card.first.setText("short")
    card.second.setText("short")
    card.set_button.click()
    stage.settle()
    assert "Use 8 characters or more" in texts(card)
    assert not stage.program.safety.whereabouts().protected
    card.second.setText("different")
    card.set_button.click()
    stage.settle()
    assert "The two passphrases differ" in texts(card)
    protect(page, stage)
    assert stage.program.safety.whereabouts().protected
    assert "Protected with a passphrase" in texts(page.where)
    assert card.first.text() == ""
    # The copy of the start was made before: it is said, and can be deleted.
    assert page.remainders.discard.isVisible()
    page.remainders.discard.click()
    stage.settle()
    assert not stage.program.safety.remainders()
    card.current.setText("not this one")
    card.remove.click()
    stage.settle()
    assert "This is not the passphrase" in texts(card)
    assert stage.program.safety.whereabouts().protected
    card.current.setText(SECRET)
    card.remove.click()
    stage.settle()
    assert not stage.program.safety.whereabouts().protected
    answer(stage, 9)
    assert not stage.window.errors.isVisible()


def test_the_next_start_asks_for_the_passphrase(
    stage: Stage, stage_of: Callable[..., Stage], tmp_path: Path
) -> None:
    item = answer(stage, 5)
    stage.window.show_page("tasks")
    protect(data_page(stage), stage)
    copy = stage.program.safety.back_up_to(tmp_path).path
    again = compose(stage.program.places.data, stage.program.clock)
    try:
        later = stage_of(again, language="en")
        later.open()
        page = later.window.page("unlock")
        assert isinstance(page, UnlockPage)
        assert later.window.current == "unlock"
        assert not later.window.errors.isVisible()
        later.desk.navigate("data", OpenedFile(copy))
        later.settle()
        assert later.window.current == "unlock"
        page.passphrase.setText("not this one")
        page.unlock()
        later.settle()
        assert "This is not the passphrase" in texts(page)
        assert page.passphrase.text() == "not this one"
        assert later.desk.snapshot is None
        page.passphrase.setText(SECRET)
        page.unlock()
        later.settle()
        assert later.snapshot.response(item).answer == 4
        # What was asked for meanwhile is shown now.
        assert later.window.current == "data"
        assert page.passphrase.text() == ""
    finally:
        again.close()


def test_a_protected_copy_asks_for_its_passphrase(stage: Stage, tmp_path: Path) -> None:
    page = data_page(stage)
    protect(page, stage)
    copy = stage.program.safety.back_up_to(tmp_path).path
    page.passphrase.current.setText(SECRET)
    page.passphrase.remove.click()
    stage.settle()
    page = data_page(stage, OpenedFile(copy))
    card = page.bring_back
    assert card.passphrase.isVisible()
    assert not stage.window.errors.isVisible()
    card.passphrase.setText("not this one")
    card.open_button.click()
    stage.settle()
    assert "This is not the passphrase" in texts(card)
    card.passphrase.setText(SECRET)
    card.open_button.click()
    stage.settle()
    assert card.table.isVisible()
    card.replace.click()
    stage.settle()
    assert len(stage.snapshot.answers) == 3


def test_changes_say_what_when_and_on_which_computer(stage: Stage) -> None:
    item = stage.snapshot.items[7]
    answer(stage, 7)
    stage.window.show_page("changes")
    stage.settle()
    page = stage.window.page("changes")
    assert isinstance(page, ChangesPage)
    first = cells(page.table)[0]
    assert first[1] == "Answer saved"
    assert stage.desk.wording.item_code(item) in first[2]
    page.label.setText("Front desk")
    page.rename.click()
    stage.settle()
    assert {line[4] for line in cells(page.table)} == {"Front desk"}


def test_a_damaged_file_that_looks_protected_leads_to_the_copies(
    program: Program, stage_of: Callable[..., Stage], tmp_path: Path
) -> None:
    begin(program, answered=3)
    copy = program.safety.back_up_to(tmp_path).path
    program.close()
    store = program.places.store
    for file in store.parent.glob(f"{store.name}*"):
        file.unlink()
    store.write_bytes(b"this is no database at all." * 4096)
    again = compose(program.places.data, program.clock)
    try:
        stage = stage_of(again, language="en")
        stage.open()
        page = stage.window.page("unlock")
        assert isinstance(page, UnlockPage)
        assert stage.window.current == "unlock"
        page.to_copies.click()
        stage.settle()
        data = data_page(stage, OpenedFile(copy))
        assert "cannot be read" in texts(stage.window) + data.bring_back.table.text()
        data.bring_back.replace.click()
        stage.settle()
        assert len(stage.snapshot.answers) == 3
    finally:
        again.close()


# --- double-click -----------------------------------------------------------------------------


def test_a_double_click_is_offered_set_up_and_taken_back(
    program: Program, stage_of: Callable[..., Stage], tmp_path: Path
) -> None:
    types = FreedesktopFileTypes(tmp_path / "xdg")
    here = DoubleClick(types, tmp_path / "topp-desktop")
    program.__dict__["double_click"] = here
    begin(program)
    stage = stage_of(program)
    stage.open()
    card = data_page(stage).double_click
    assert card is not None
    assert card.set_up.isVisible()
    card.set_up.click()
    stage.settle()
    assert types.opens_with() == tmp_path / "topp-desktop"
    assert card.take_back.hasFocus()
    card.take_back.click()
    stage.settle()
    assert types.opens_with() is None
    assert card.set_up.isVisible()


def test_without_a_frozen_program_no_double_click_is_offered(stage: Stage) -> None:
    assert data_page(stage).double_click is None
