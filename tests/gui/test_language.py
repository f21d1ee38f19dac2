"""Another language: the page that is shown is made anew, and nothing is lost on the way."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel

from tests.gui.conftest import Stage, begin, page_of, shown, texts
from tests.support.secretariats import found_secretariat
from topp_desktop.services.program import Program
from topp_desktop.ui.page import OpenedFile, Page
from topp_desktop.ui.pages.approval.page import ApprovalPage
from topp_desktop.ui.pages.bring_in.page import BringInPage
from topp_desktop.ui.pages.data.page import DataPage
from topp_desktop.ui.pages.documents.page import DocumentsPage
from topp_desktop.ui.pages.question.find import FindPage
from topp_desktop.ui.pages.question.page import QuestionPage
from topp_desktop.ui.pages.registry import PAGES
from topp_desktop.ui.pages.results.page import GAPS, ResultsPage
from topp_desktop.ui.pages.secretariat.identity import IdentityPage
from topp_desktop.ui.pages.secretariat.invitations import InvitationsPage
from topp_desktop.ui.pages.team.page import TeamPage
from topp_desktop.ui.parts.question_order import Ask

P = TypeVar("P", bound=Page)


@pytest.fixture
def stage(program: Program, stage_of: Callable[..., Stage]) -> Stage:
    begin(program, answered=6)
    made = stage_of(program)
    made.open()
    return made


def speak(stage: Stage, language: str = "en") -> None:
    """Switches as the side bar does, and waits."""
    stage.desk.set_language(language)
    stage.settle()


def the(stage: Stage, kind: type[P]) -> P:
    """The one page of its kind."""
    found = stage.window.findChildren(kind)
    assert len(found) == 1
    return found[0]


def test_only_the_page_that_is_shown_is_made_anew(stage: Stage) -> None:
    page_of(stage, "team", TeamPage)
    page_of(stage, "results", ResultsPage)
    speak(stage)
    assert not stage.window.findChildren(TeamPage)
    assert "Overall level" in texts(the(stage, ResultsPage))
    stage.window.show_page("team")
    stage.settle()
    assert "Equipo" not in texts(the(stage, TeamPage))


def test_every_page_comes_back_with_the_same_words(stage: Stage) -> None:
    lost = []
    for name in (page.name for page in PAGES if page.captured):
        stage.window.show_page(name)
        stage.settle()
        before = texts(stage.window.page(name))
        speak(stage)
        speak(stage, "es")
        if texts(stage.window.page(name)) != before or stage.window.current != name:
            lost.append(name)
    assert not lost
    assert stage.window.errors.isHidden()


def test_what_was_typed_is_saved_first(stage: Stage) -> None:
    page = page_of(stage, "question", QuestionPage)
    item = stage.snapshot.items[1].id
    stage.window.show_page("question", Ask(item, "check"))
    page.side.note.setFocus()
    QTest.keyClicks(page.side.note, "Acta 4")
    speak(stage)
    page = the(stage, QuestionPage)
    kept = stage.stored(item)
    assert kept is not None
    assert kept.note == "Acta 4"
    assert page.side.note.toPlainText() == "Acta 4"
    assert page.item is not None
    assert page.item.id == item
    page.go_back()
    assert stage.window.current == "check"


def test_what_is_not_saved_yet_stays_entered(stage: Stage) -> None:
    page = page_of(stage, "documents", DocumentsPage)
    page.begin_new()
    page.form.title.setText("Plan 2030")
    page.form.first.setText("2024")
    speak(stage)
    form = the(stage, DocumentsPage).form
    assert (form.title.text(), form.first.text()) == ("Plan 2030", "2024")


def test_the_page_stays_where_it_was(stage: Stage) -> None:
    page_of(stage, "results", ResultsPage).show_part(GAPS)
    speak(stage)
    assert the(stage, ResultsPage).here(None) == GAPS
    page_of(stage, "find", FindPage).text.setText("alerta")
    speak(stage, "es")
    assert the(stage, FindPage).text.text() == "alerta"


def test_the_keyboard_stays_in_the_side_bar(stage: Stage) -> None:
    page_of(stage, "team", TeamPage)
    stage.window.activateWindow()
    button = next(b for b in stage.window.side_bar.pickers if "Idioma" in b.accessibleName())
    button.setFocus()
    speak(stage)
    assert QApplication.focusWidget() is button
    assert button.accessibleName() == "Language: English"


def test_work_that_a_page_began_still_ends(stage: Stage) -> None:
    page_of(stage, "data", DataPage)
    going = threading.Event()
    told: list[str] = []
    label = QLabel(stage.window.page("data"))

    def ended(_: object) -> None:
        label.setText("ended")
        told.append(label.text())

    stage.desk.tasks.read(going.wait, ended)
    stage.desk.set_language("en")
    going.set()
    stage.settle()
    assert told == ["ended"]
    assert stage.window.errors.isHidden()
    assert the(stage, DataPage).isVisible()


def test_the_header_has_the_actions_of_the_new_page_only(stage: Stage) -> None:
    page_of(stage, "team", TeamPage)
    speak(stage)
    actions = [w for w in shown(stage.window.header) if w in the(stage, TeamPage).header_actions()]
    assert len(actions) == 1
    assert "Agregar" not in actions[0].accessibleName()


def test_a_file_that_was_opened_is_not_received_once_more(stage: Stage, tmp_path: Path) -> None:
    found_secretariat(stage.program, "Regional secretariat", "a long passphrase", tmp_path / "c")
    path = tmp_path / "odd.topp"
    path.write_bytes(b"no package")
    stage.window.show_page("inbox", OpenedFile(path))
    stage.settle()
    assert len(stage.program.office.inbox()) == 1
    path.write_bytes(b"something else by now")
    speak(stage)
    assert len(stage.program.office.inbox()) == 1


def test_a_file_that_waits_to_be_brought_in_still_waits(stage: Stage, tmp_path: Path) -> None:
    for name in ("first.json", "second.json"):
        path = tmp_path / name
        stage.program.assessments.write_out(stage.snapshot.id, path)
        stage.window.show_page("bring-in", OpenedFile(path))
        stage.settle()
    speak(stage)
    page = the(stage, BringInPage)
    assert "second.json" in texts(page)
    page.leave_out.click()
    stage.settle()
    assert "first.json" in texts(page)


def test_what_was_entered_for_an_invitation_stays(stage: Stage, tmp_path: Path) -> None:
    found_secretariat(stage.program, "Regional secretariat", "a long passphrase", tmp_path / "c")
    page = page_of(stage, "invitations", InvitationsPage)
    page.name.setText("Municipio")
    page.country.show_value("GT")
    speak(stage)
    page = the(stage, InvitationsPage)
    assert page.name.text() == "Municipio"
    assert page.country.currentData() == "GT"


def test_the_way_to_begin_stays_and_a_passphrase_does_not(stage: Stage, tmp_path: Path) -> None:
    page = page_of(stage, "identity", IdentityPage)
    page.maker.am_officer.click()
    page.officer.position.setText("Enlace")
    page.officer.pack.take(tmp_path / "region.topp-region")
    page.officer.passphrase.first.setText("a long passphrase")
    speak(stage)
    officer = the(stage, IdentityPage).officer
    assert officer.isVisible()
    assert officer.position.text() == "Enlace"
    assert "region.topp-region" in texts(officer)
    assert officer.passphrase.typed == ""


def test_position_and_letter_of_an_approval_stay(stage: Stage) -> None:
    page = page_of(stage, "approval", ApprovalPage)
    page.review.position.setText("Directora")
    speak(stage)
    assert the(stage, ApprovalPage).review.position.text() == "Directora"
