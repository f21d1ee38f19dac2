"""Sending from the window, received by a real secretariat in another store."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.gui.conftest import TOWN, Stage, begin, texts
from tests.support.secretariats import found_secretariat
from topp_desktop.bootstrap import compose
from topp_desktop.domain.assessment import Response
from topp_desktop.domain.exchange import Outcome
from topp_desktop.services.program import Program
from topp_desktop.services.tasks import Task
from topp_desktop.ui.page import OpenedFile
from topp_desktop.ui.pages.approval.page import ApprovalPage
from topp_desktop.ui.pages.sending.page import SendPage
from topp_desktop.ui.widgets.days import read_day


@pytest.fixture
def secretariat(tmp_path: Path) -> Iterator[Program]:
    made = compose(tmp_path / "secretariat")
    found_secretariat(made, "Regional secretariat", "a long passphrase", tmp_path / "card")
    yield made
    made.close()


@pytest.fixture
def invitation(secretariat: Program, tmp_path: Path) -> Path:
    return secretariat.office.invite([TOWN], tmp_path / "out")[0].written.path


def send_page(stage: Stage, argument: object = None) -> SendPage:
    stage.window.show_page("send", argument)
    stage.settle()
    page = stage.window.page("send")
    assert isinstance(page, SendPage)
    return page


def approve(stage: Stage) -> None:
    """Through both steps of the page."""
    stage.window.show_page("approval")
    stage.settle()
    page = stage.window.page("approval")
    assert isinstance(page, ApprovalPage)
    for card in (page.review, page.approve):
        card.position.setText("Director of planning")
        card.date.setText("01/03/2026")
        card.letter.setText("DP-1")
        card.button.click()
        stage.settle()


@pytest.fixture
def stage(program: Program, stage_of: Callable[..., Stage]) -> Stage:
    begin(program, answered=16)
    made = stage_of(program, language="en")
    made.open()
    return made


def test_it_says_what_leaves_what_stays_and_what_is_missing(stage: Stage) -> None:
    page = send_page(stage)
    leaves, stays = texts(page.leaves), texts(page.stays)
    for word in ("Agreed levels", "Justifications", "Document titles", "Road map", "Needs"):
        assert word in leaves
    for word in ("Names", "Individual answers", "Private notes", "Files"):
        assert word in stays
    assert "Open the file that the secretariat sent you" in texts(page)
    assert not page.save.isEnabled()


def test_the_file_arrives_at_the_secretariat(
    stage: Stage, secretariat: Program, invitation: Path, tmp_path: Path
) -> None:
    page = send_page(stage, OpenedFile(invitation))
    assert "Regional secretariat" in texts(page)
    assert page.save.isEnabled()
    approve(stage)
    page = send_page(stage)
    assert "Director of planning" in texts(page)
    path = tmp_path / "out" / "envío.topp"
    page.send_to(path)
    stage.settle()
    said = texts(page)
    assert "Safe to remove the stick: the file was written and checked." in said
    assert "16 answers · " in said
    assert str(path) in said
    assert "check number" in said
    assert "Approved" in said
    secretariat.office.receive([path], Task())
    (row,) = [r for r in secretariat.office.inbox() if r.file == path.name]
    assert (row.outcome, row.name) == (Outcome.ACCEPTED, TOWN.name)


def test_the_same_again_is_said_and_adds_nothing(
    stage: Stage, invitation: Path, tmp_path: Path
) -> None:
    page = send_page(stage, OpenedFile(invitation))
    for name in ("one.topp", "two.topp"):
        page.send_to(tmp_path / name)
        stage.settle()
    assert "Nothing had changed since the last file" in texts(page)
    assert len(page._standing.earlier) == 1


def test_a_file_of_another_kind_is_refused_in_words(stage: Stage, tmp_path: Path) -> None:
    wrong = tmp_path / "letter.topp-invite"
    wrong.write_bytes(b"hello")
    page = send_page(stage, OpenedFile(wrong))
    assert stage.window.errors.isVisible()
    assert not page.save.isEnabled()


@pytest.mark.parametrize("kept", [True, False])
def test_an_invitation_that_was_opened_can_be_deleted(
    stage: Stage, invitation: Path, *, kept: bool
) -> None:
    page = send_page(stage, OpenedFile(invitation))
    offer = page.join.opened
    assert offer.isVisible()
    assert invitation.name in offer.text.text()
    (offer.keep if kept else offer.delete).click()
    stage.settle()
    assert not offer.isVisible()
    assert invitation.exists() is kept
    assert page.save.isEnabled(), "what was joined stays joined"


def test_nothing_is_left_where_the_folder_cannot_be_written(
    stage: Stage, invitation: Path, tmp_path: Path
) -> None:
    page = send_page(stage, OpenedFile(invitation))
    page.send_to(tmp_path / "none" / "file.topp")
    stage.settle()
    assert stage.window.errors.isVisible()
    assert "Safe to remove" not in texts(page)


def test_reviewed_approved_and_reopened_by_any_change(stage: Stage, tmp_path: Path) -> None:
    page = send_page(stage)
    assert page.tag.text() == "Draft"
    stage.window.show_page("approval")
    stage.settle()
    steps = stage.window.page("approval")
    assert isinstance(steps, ApprovalPage)
    assert not steps.approve.isVisible()
    approve(stage)
    assert steps.tag.text() == "Approved"
    said = texts(steps)
    for word in ("Director of planning", "1 March 2026", "letter DP-1"):
        assert word in said
    sheet = tmp_path / "hoja ñ.pdf"
    steps.write_sheet(sheet)
    stage.settle()
    assert sheet.read_bytes().startswith(b"%PDF")
    page = send_page(stage)
    assert page.tag.text() == "Approved"
    item = stage.snapshot.items[3].id
    stage.desk.record(Response(stage.snapshot.respondent, item, 4))
    stage.settle()
    assert page.tag.text() == "Reopened"
    assert "Nobody has approved it as it is." in texts(page)
    stage.desk.undo()
    stage.settle()
    assert page.tag.text() == "Approved"


def test_what_is_missing_in_a_step_is_said_and_the_input_kept(stage: Stage) -> None:
    stage.window.show_page("approval")
    stage.settle()
    page = stage.window.page("approval")
    assert isinstance(page, ApprovalPage)
    page.review.date.setText("31/02/2026")
    page.review.button.click()
    stage.settle()
    assert page.review.summary.isVisible()
    assert "Write the position" in texts(page.review)
    assert page.review.date.text() == "31/02/2026"
    assert page.status is not None
    assert page.status.state == "draft"


def test_practice_is_never_sent(
    program: Program, stage_of: Callable[..., Stage], invitation: Path
) -> None:
    program.assessments.begin(TOWN, "2026-1", practice=True)
    stage = stage_of(program, language="en")
    stage.open()
    page = send_page(stage, OpenedFile(invitation))
    assert not page.save.isEnabled()
    assert "This is for practice only and is never sent." in texts(page)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("18/11/2026", "2026-11-18"),
        ("2026-11-18", "2026-11-18"),
        ("1.2.2026", "2026-02-01"),
        ("31/02/2026", None),
        ("18/11/26", None),
        ("١/١/٢٠٢٦", None),
        ("", None),
    ],
)
def test_days_as_people_write_them(text: str, day: str | None) -> None:
    found = read_day(text)
    assert (found.isoformat() if found else None) == day
