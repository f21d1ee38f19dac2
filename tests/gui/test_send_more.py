"""Around sending: a typed code, receipts, a second laptop, decisions, everything that leaves."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest

from tests.gui.conftest import Stage, begin, texts
from tests.gui.sending_stage import drop, send, show
from tests.support.disks import fill as fill_disk
from tests.support.disks import make_read_only, small_disk
from tests.support.joined import Joined
from tests.support.secretariats import found_secretariat
from topp_desktop.domain.errors import UserError
from topp_desktop.services.program import Program
from topp_desktop.ui.page import OpenedFile
from topp_desktop.ui.pages.sending.content import ContentPage


@pytest.fixture
def world(program: Program, tmp_path: Path) -> Joined:
    return Joined(program, tmp_path / "w")


@pytest.fixture
def stage(program: Program, stage_of: Callable[..., Stage]) -> Stage:
    begin(program, answered=6)
    made = stage_of(program, language="en")
    made.open()
    return made


# --- the code ------------------------------------------------------------------------------------


@pytest.fixture
def without_code(world: Joined, tmp_path: Path) -> Path:
    """What the secretariat may hand to anybody: its file without the code."""
    path = tmp_path / "sin código.topp-invite"
    path.write_bytes(world.invited.written.path.read_bytes().partition(b"\n")[2])
    return path


def test_the_code_is_typed_in_groups_and_joins(
    stage: Stage, world: Joined, without_code: Path
) -> None:
    page = show(stage)
    page.join.type_code.click()
    code = page.join.code
    first = code.groups[0]
    # A pasted code fills every group, with or without hyphens.
    first.insert(world.invited.code.lower())
    first.textEdited.emit(first.text())
    assert code.code == world.invited.code
    page.join.join_with(without_code)
    for _ in range(3):
        stage.settle()
    assert "Regional secretariat" in texts(page.join)
    assert page.save.isEnabled()
    assert not code.isVisible()
    assert code.code.strip("-") == "", "the secret does not stay on the screen"


def test_typing_goes_from_group_to_group(stage: Stage) -> None:
    page = show(stage)
    page.join.type_code.click()
    groups = page.join.code.groups
    for letters in ("ab1o", "22"):
        for letter in letters:
            found = next(g for g in groups if g.hasFocus())
            QTest.keyClicks(found, letter)
    assert [g.text() for g in groups[:3]] == ["AB1O", "22", ""]
    assert groups[1].hasFocus()
    for _ in range(3):
        QTest.keyClick(next(g for g in groups if g.hasFocus()), Qt.Key.Key_Backspace)
    assert groups[0].hasFocus()


def test_slips_of_the_code_name_their_group(
    stage: Stage, world: Joined, without_code: Path
) -> None:
    page = show(stage)
    page.join.type_code.click()
    code, join = page.join.code, page.join
    groups = world.invited.code.split("-")

    def type_in(texts_: list[str]) -> None:
        for field, text in zip(code.groups, texts_, strict=True):
            field.setText(text)
        join.join_with(without_code) if join._checked() else None
        for _ in range(2):
            stage.settle()

    type_in([*groups[:3], groups[3][:2], *groups[4:]])
    assert code.error.text() == "Group 4 has 2 of 4 characters."
    assert code.groups[3].hasFocus()
    type_in([*groups[:5], "UUUU", groups[6]])
    assert code.error.text() == "Group 6: “U” never occurs in a code."
    wrong = ("0" if groups[1][0] != "0" else "1") + groups[1][1:]
    type_in([groups[0], wrong, *groups[2:]])
    assert code.error.isVisible()
    assert "Group 2" in code.error.text() or "more than one slip" in code.error.text()
    assert not stage.window.errors.isVisible()
    assert not page.save.isEnabled()
    type_in(groups)
    assert page.save.isEnabled()


def test_a_file_without_its_code_asks_for_it(stage: Stage, without_code: Path) -> None:
    page = show(stage, "send", OpenedFile(without_code))
    assert page.join.code.isVisible()
    assert without_code.name in texts(page.join)
    assert not stage.window.errors.isVisible()


# --- sending -------------------------------------------------------------------------------------


def test_the_road_map_that_leaves_is_the_one_people_edited(
    stage: Stage, world: Joined, tmp_path: Path
) -> None:
    world.join()
    mine = stage.snapshot.id
    opened = stage.program.road_maps.edit.open(mine)
    action = opened.road_map.plan.actions[0].id
    edited = "Un título nuestro"
    stage.desk.change(lambda: stage.program.road_maps.edit.change(mine, action, title=edited))
    stage.settle()
    page = send(stage, tmp_path / "x.topp")
    assert "Safe to remove" in texts(page)
    world.received(tmp_path / "x.topp")
    with world.office.store.read() as unit:
        raws = unit.raw(unit.rids(["topp-revision"], "admitted"))
    assert any(edited.encode() in _payload(raw) for raw in raws.values())


def _payload(raw: bytes) -> bytes:
    import json

    from tests.support.exchange_world import CODEC

    return json.dumps(CODEC.payload(raw), ensure_ascii=False).encode()


def test_practice_is_refused_by_the_service_too(
    program: Program, world: Joined, tmp_path: Path
) -> None:
    from tests.gui.conftest import TOWN

    world.join()
    made = program.assessments.begin(TOWN, "2026-1", practice=True)
    draft = program.drafting.draft(made, "secretariat", "en")
    with pytest.raises(UserError, match="practice-not-sent"):
        program.sending.send(draft, world.membership, tmp_path / "x.topp")
    assert not (tmp_path / "x.topp").exists()
    assert not program.device.rounds(world.membership.institution)


@pytest.mark.parametrize("state", ["full", "read-only", "removed"])
def test_a_stick_that_cannot_take_it_is_said_and_nothing_is_lost(
    state: str, stage: Stage, world: Joined, tmp_path: Path
) -> None:
    world.join()
    with small_disk(tmp_path / "stick", 128) as stick:
        path = stick / "x.topp"
        if state == "full":
            fill_disk(stick)
        elif state == "read-only":
            make_read_only(stick)
        else:
            path = stick / "gone" / "x.topp"
        page = send(stage, path)
        assert stage.window.errors.isVisible()
        assert not path.exists()
        assert "Safe to remove" not in texts(page)
        assert page.save.isEnabled()
        assert "Not written: save it again" in texts(page.earlier)
        assert "Waiting for the receipt" not in texts(page.earlier)
    page = send(stage, tmp_path / "y.topp")
    assert "Safe to remove" in texts(page)
    assert "Waiting for the receipt" in texts(page.earlier)
    assert "Not written" not in texts(page.earlier)


def test_cancelled_before_anything_was_written(stage: Stage, world: Joined, tmp_path: Path) -> None:
    world.join()
    page = show(stage)
    stage.desk.tasks.started.connect(lambda work: work.cancel())
    page.send_to(tmp_path / "x.topp")
    for _ in range(3):
        stage.settle()
    assert not (tmp_path / "x.topp").exists()
    assert not page._standing.earlier
    assert not stage.window.errors.isVisible()


def test_everything_that_leaves_is_read_copied_and_saved(
    stage: Stage, world: Joined, tmp_path: Path
) -> None:
    world.join()
    item = stage.snapshot.items[0].id
    response = stage.snapshot.response(item)
    stage.desk.record(
        replace(
            response,
            note="Justificación <b>ñ</b>",
            private_note="secreto",
            documents=("Ley de planificación",),
        )
    )
    stage.settle()
    page = show(stage)
    page.everything.click()
    for _ in range(3):
        stage.settle()
    content = stage.window.page("send-content")
    assert isinstance(content, ContentPage)
    shown = content.view.toPlainText()
    for text in ("Justificación <b>ñ</b>", "Ley de planificación", "Kept to the secretariat"):
        assert text in shown
    assert "secreto" not in shown
    assert "Stays here: names, individual answers, private notes, files." in texts(content)
    assert "Read by: Regional secretariat." in texts(content)
    draft = stage.program.drafting.draft(stage.snapshot.id, "secretariat", "en")
    (payload,) = stage.program.sending.content(draft, world.membership)
    for words in _said(payload["elements"]):
        assert words.replace("\n", "\u2028") in shown or words in shown, words
    content.copy.click()
    stage.settle()
    assert "Ley de planificación" in QGuiApplication.clipboard().text()
    path = tmp_path / "todo ñ.txt"
    content.save_to(path)
    stage.settle()
    assert "Justificación <b>ñ</b>" in path.read_text("utf-8-sig")
    assert str(path) in texts(content)


def _said(elements: dict[str, dict[str, object]]) -> list[str]:
    """Every text that somebody wrote."""
    own = {"note", "missing", "title", "activity", "result", "verification", "indicator", "topic"}
    return [
        str(value)
        for name, element in elements.items()
        for field, value in element.items()
        if field in own and not (name.startswith("need:") and field == "note")
    ]


# --- what comes back -----------------------------------------------------------------------------


def test_a_receipt_is_dropped_and_shows_in_the_list(
    stage: Stage, world: Joined, tmp_path: Path
) -> None:
    world.join()
    page = send(stage, tmp_path / "x.topp")
    assert "Waiting for the receipt" in texts(page.earlier)
    world.received(tmp_path / "x.topp")
    receipt = world.receipt()
    stage.window.show_page("tasks")
    drop(stage, receipt.written.path)
    assert stage.window.current == "send"
    assert "Received by the secretariat, 6 answers." in texts(page)
    assert "Waiting" not in texts(page.earlier)
    assert "receipt of" in texts(page.earlier)


def test_a_receipt_by_phone(stage: Stage, world: Joined, tmp_path: Path) -> None:
    world.join()
    page = send(stage, tmp_path / "x.topp")
    world.received(tmp_path / "x.topp")
    code = world.receipt().entries[0].code
    page.earlier.by_phone.click()
    page.earlier.code.setText(code[:-3])
    page.earlier.check.click()
    assert "The code has 13 digits; 10 were typed." in texts(page.earlier)
    page.earlier.code.setText("1" * 13)
    page.earlier.check.click()
    stage.settle()
    assert "Nothing that was sent from here has this code." in texts(page.earlier)
    assert page.earlier.code.hasFocus()
    page.earlier.code.setText(code.replace(" ", "-"))
    page.earlier.check.click()
    for _ in range(3):
        stage.settle()
    assert "Received by the secretariat, 6 answers." in texts(page)
    assert "by phone on" in texts(page.earlier)


def test_a_strangers_file_is_refused_in_words(stage: Stage, world: Joined, tmp_path: Path) -> None:
    world.join()
    other = Joined(stage.program, tmp_path / "strangers")
    path = other.from_other({"1.1-P": 1}).written.path
    page = show(stage, "send", OpenedFile(path))
    assert stage.window.errors.isVisible()
    assert not page._standing.earlier


# --- whose file it is ----------------------------------------------------------------------------


def test_on_a_computer_of_both_each_sealed_file_finds_its_reader(
    stage: Stage, world: Joined, tmp_path: Path
) -> None:
    """A secretariat that is an institution too: by what opens them."""
    world.join()
    page = send(stage, tmp_path / "x.topp")
    world.received(tmp_path / "x.topp")
    found_secretariat(stage.program, "Another", "a long passphrase", tmp_path / "card")
    drop(stage, world.receipt().written.path)
    assert stage.window.current == "send"
    assert "Received by the secretariat" in texts(page)
    theirs = Joined(stage.program, tmp_path / "strangers").from_other({"1.1-P": 1})
    drop(stage, theirs.written.path)
    assert stage.window.current == "inbox"


def test_a_sealed_file_before_anything_was_joined_says_what_is_missing(
    stage: Stage, world: Joined
) -> None:
    drop(stage, world.from_other({"1.1-P": 1}).written.path)
    assert stage.window.current == "send"
    assert "This computer has not opened an invitation yet" in texts(stage.window.errors)
