"""Several computers of one institution in the window, decisions that come back, taking back."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.gui.conftest import Stage, begin, texts
from tests.gui.sending_stage import drop, send, show
from tests.support.joined import Joined
from topp_desktop.domain.assessment import Response
from topp_desktop.domain.exchange import Outcome
from topp_desktop.services.program import Program
from topp_desktop.ui.page import OpenedFile
from topp_desktop.ui.pages.sending.compare import ComparePage
from topp_desktop.ui.pages.sending.decision import DecisionPage
from topp_desktop.ui.pages.sending.withdraw import WithdrawPage


@pytest.fixture
def world(program: Program, tmp_path: Path) -> Joined:
    return Joined(program, tmp_path / "w")


@pytest.fixture
def stage(program: Program, stage_of: Callable[..., Stage]) -> Stage:
    begin(program, answered=6)
    made = stage_of(program, language="en")
    made.open()
    return made


# --- two laptops ---------------------------------------------------------------------------------


def test_a_second_laptop_reads_compares_decides_and_sends(
    stage: Stage, world: Joined, tmp_path: Path
) -> None:
    items = [i.id for i in stage.snapshot.items]
    theirs = world.from_other({items[0]: 4, items[1]: 2, items[9]: 3})
    show(stage, "send", OpenedFile(world.invited.written.path))
    drop(stage, theirs.written.path)
    page = show(stage)
    assert "differ in 1 entry" in texts(page.differ)
    page.differ.button.click()
    for _ in range(3):
        stage.settle()
    compare = stage.window.page("send-compare")
    assert isinstance(compare, ComparePage)
    assert set(compare.cards) == {f"item:{items[0]}"}
    (card,) = compare.cards.values()
    said = [b.accessibleName() for b in card.choices.values()]
    assert "This computer, now. 2" in said[0]
    assert "Another computer" in said[1]
    assert "4 · " in said[1]
    assert items[9] in "".join(t.element for t in compare._found.taken)  # type: ignore[union-attr]
    compare.use.click()
    assert compare.summary.isVisible(), "nothing is decided unseen"
    list(card.choices.values())[1].click()
    assert "1 of 1 decided" in texts(compare)
    compare.use.click()
    for _ in range(4):
        stage.settle()
    assert stage.window.current == "send"
    assert "differ" not in texts(page.differ)
    page = send(stage, tmp_path / "mine.topp")
    world.received(theirs.written.path, tmp_path / "mine.topp")
    file = world.receipt()
    outcomes = [entry.outcome for entry in file.entries]
    assert sorted(outcomes) == ["accepted", "superseded"]
    # What was decided travels; the answer on this computer is what it was.
    assert stage.snapshot.response(items[0]).answer == 2


def test_undecided_is_sent_as_two_versions_and_says_so(
    stage: Stage, world: Joined, tmp_path: Path
) -> None:
    items = [i.id for i in stage.snapshot.items]
    world.join()
    theirs = world.from_other({items[0]: 4})
    drop(stage, theirs.written.path)
    page = send(stage, tmp_path / "mine.topp")
    assert "The secretariat will see two different versions" in texts(page)


def test_a_decision_of_the_secretariat_is_shown_and_built_on(
    stage: Stage, world: Joined, tmp_path: Path
) -> None:
    items = [i.id for i in stage.snapshot.items]
    world.join()
    page = send(stage, tmp_path / "mine.topp")
    theirs = world.from_other({items[0]: 4, items[1]: 2})
    world.received(tmp_path / "mine.topp", theirs.written.path)
    world.decide({f"item:{items[0]}": theirs.rid}, "Por teléfono con la alcaldía")
    drop(stage, world.receipt().written.path)
    assert "The secretariat decided between two different versions." in texts(page)
    page.decided.button.click()
    for _ in range(3):
        stage.settle()
    decision = stage.window.page("send-decision")
    assert isinstance(decision, DecisionPage)
    assert "Por teléfono con la alcaldía" in texts(decision)
    (table,) = decision.findChildren(type(ComparePage(stage.desk).table))
    row = [str(table.model().index(0, x).data()) for x in range(table.columnCount())]
    assert row[0].startswith("Question")
    assert row[1].startswith("2 · ") != row[2].startswith("2 · ")
    assert row[3].startswith("4 · ")
    stage.window.show_page("send")
    stage.desk.record(Response(stage.snapshot.respondent, items[2], 3))
    page = send(stage, tmp_path / "next.topp")
    world.received(tmp_path / "next.topp")
    with world.office.store.read() as unit:
        current = unit.places()
    assert current
    assert not page.decided.isVisible(), "the last file builds on it"
    assert (
        stage.program.sending.standing(stage.snapshot.assessment.institution, "2026-1")
        .decisions[0]
        .built_on
    )


def test_a_copied_program_is_mended_where_the_ledger_says(
    stage: Stage, world: Joined, tmp_path: Path
) -> None:
    page = show(stage, "send", OpenedFile(world.invited.written.path))
    assert not page.copied.isVisible()
    number = page._standing.number
    page = show(stage, "send", OpenedFile(world.invited.written.path))
    assert "This file was open here already" in texts(page.copied)
    page.copied.button.click()
    for _ in range(3):
        stage.settle()
    assert page._standing.number != number
    assert "a computer of its own now" in texts(page)
    assert not page.copied.isVisible()


# --- taking back ---------------------------------------------------------------------------------


def test_taking_back_is_guided_and_reaches_the_secretariat(
    stage: Stage, world: Joined, tmp_path: Path
) -> None:
    world.join()
    page = show(stage, "send-withdraw")
    assert isinstance(page, WithdrawPage)
    assert "There is nothing to take back" in texts(page)
    sending = send(stage, tmp_path / "x.topp")
    sending.take_back.click()
    for _ in range(3):
        stage.settle()
    page.save.click()
    assert page.summary.isVisible()
    page.what.buttons[0].click()
    stage.settle()
    assert "keeps the measurement to itself" in texts(page.can)
    page.write_to(tmp_path / "consent.topp")
    for _ in range(3):
        stage.settle()
    assert "Safe to remove the stick" in stage.told
    sending = show(stage)
    assert "You took back the permission" in texts(sending)
    assert not sending.consent._buttons["public"].isEnabled()
    assert sending.save.isEnabled()
    show(stage, "send-withdraw")
    page.what.buttons[1].click()
    stage.settle()
    assert "hidden in lists, totals and reports" in texts(page.can)
    assert "printed, passed on or published" in texts(page.cannot)
    page.write_to(tmp_path / "round.topp")
    for _ in range(3):
        stage.settle()
    sending = show(stage)
    assert "This measurement was taken back." in texts(sending)
    assert not sending.save.isEnabled()
    world.received(tmp_path / "x.topp", tmp_path / "consent.topp", tmp_path / "round.topp")
    outcomes = {e.typ: e.outcome for e in world.receipt().entries}
    assert outcomes["topp-withdrawal"] == Outcome.ACCEPTED
    drop(stage, world.receipt().written.path)
    assert "The secretariat knows that it was taken back." in texts(sending)
