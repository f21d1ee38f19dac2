"""What a secretariat decides in the window, over one of everything in its inbox."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from tests.gui.conftest import Stage, texts
from tests.gui.office_stage import id_of, office_stage, office_template, settle, show
from tests.support.busy_office import PASSPHRASE, BusyOffice, town
from topp_desktop.domain.exchange import Outcome
from topp_desktop.services.secretariat.ledger_document import ledger_document
from topp_desktop.ui.pages.secretariat.acts import ActsPage
from topp_desktop.ui.pages.secretariat.conflicts import ConflictsPage
from topp_desktop.ui.pages.secretariat.inbox import InboxPage
from topp_desktop.ui.pages.secretariat.institution import InstitutionPage
from topp_desktop.ui.pages.secretariat.institutions import InstitutionsPage
from topp_desktop.ui.pages.secretariat.received import ReceivedPage
from topp_desktop.ui.pages.secretariat.to_check import ToCheckPage


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> BusyOffice:
    return office_template(tmp_path_factory.mktemp("busy"))


@pytest.fixture
def stage(template: BusyOffice, tmp_path: Path, stage_of: Callable[..., Stage]) -> Stage:
    return office_stage(template, tmp_path, stage_of)


# --- two different versions ---


def test_differences_are_decided_side_by_side(stage: Stage) -> None:
    office = stage.program.office
    page = show(stage, "two-versions")
    assert isinstance(page, ConflictsPage)
    assert "1 measurement has two different versions" in texts(page)
    conflict = office.conflicts()[0]
    page.list.rows[0].click()
    stage.settle()
    said = texts(page)
    assert "Municipio Ejemplo del Norte · Measurement 2026-1" in said
    assert "item:" not in said
    assert "1 more answer was changed on one computer only" in said
    first, second = sorted(conflict.heads, key=lambda head: (head.created, head.rid))
    page.take_all(first.rid)
    assert "2 of 2 chosen" in texts(page)
    page.cards[0].take(second.rid)
    picks = {page.cards[0].element: second.rid, page.cards[1].element: first.rid}
    page.resolve.click()
    settle(stage)
    assert office.conflicts(), "nothing is decided without a reason"
    assert "Enter the reason" in texts(page)
    page.reason.setPlainText("By phone with the planning office")
    page.resolve.click()
    settle(stage)
    assert office.conflicts() == ()
    assert "2 differences of Municipio Ejemplo del Norte were decided." in texts(page)
    assert "the decision goes back to the institution with its receipt" in texts(page)
    assert "No institution has two different versions" in texts(page)
    done = office.acts()[0]
    assert (done.act, done.reason) == ("resolved", "By phone with the planning office")
    with stage.program.adapters.pool.read() as unit:
        (line,) = unit.raw([done.subject]).values()
    assert stage.program.adapters.codec.payload(line)["picks"] == picks


def test_what_is_not_chosen_stays_open(stage: Stage) -> None:
    office = stage.program.office
    conflict = office.conflicts()[0]
    page = show(stage, "two-versions", (conflict.institution, conflict.round))
    page.reason.setPlainText("Part of it")
    page.resolve.click()
    settle(stage)
    assert "Choose at least one version above" in texts(page)
    page.cards[0].take(conflict.heads[0].rid)
    page.resolve.click()
    settle(stage)
    (left,) = office.conflicts()
    assert len(left.differences) == 1
    assert len(page.cards) == 1, "the rest is shown"


def test_the_passphrase_is_asked_and_the_decision_goes_on(stage: Stage) -> None:
    office = stage.program.office
    conflict = office.conflicts()[0]
    office.lock()
    page = show(stage, "two-versions", (conflict.institution, conflict.round))
    page.take_all(conflict.heads[0].rid)
    page.reason.setPlainText("By phone")
    page.resolve.click()
    settle(stage)
    assert page.gate.isVisible()
    assert office.conflicts()
    page.gate.passphrase.field.setText(PASSPHRASE)
    page.gate.unlock()
    settle(stage, 5)
    assert office.conflicts() == ()
    assert not page.gate.isVisible()


# --- what waits ---


def test_a_computer_is_admitted_by_the_digits_that_were_heard(stage: Stage) -> None:
    office = stage.program.office
    (held,) = office.held()
    page = show(stage, "to-check", held.institution)
    assert isinstance(page, ToCheckPage)
    assert held.number not in texts(page), "the digits come from the phone, not from the screen"
    page.check.number.setText("0000 0000 0000")
    page.check.admit.click()
    settle(stage)
    assert "These are not the digits of this computer." in texts(page)
    assert office.held()
    page.check.number.setText(held.number.replace(" ", "-"))
    page.check.reason.setText("The planning director, 3 March")
    page.check.admit.click()
    settle(stage)
    assert office.held() == ()
    assert "is admitted; what it sent has come in" in texts(page)
    assert office.acts()[0].reason == "The planning director, 3 March"
    rows = {row.outcome for row in office.inbox() if row.name.endswith("Este")}
    assert rows == {Outcome.ACCEPTED}


def test_a_computer_is_refused_only_after_asking(stage: Stage) -> None:
    office = stage.program.office
    (held,) = office.held()
    page = show(stage, "to-check", held.institution)
    page.check.refuse.click()
    settle(stage)
    assert "cannot be taken back" in texts(page)
    assert office.held()[0].reason == "unknown-device"
    page.check.refuse.click()
    settle(stage)
    assert [one.reason for one in office.held()] == ["revoked"]
    assert "nothing of it counts" in texts(page)


def test_a_missing_version_is_asked_for(stage: Stage) -> None:
    (missing,) = stage.program.office.missing()
    page = show(stage, "to-check")
    assert "Municipio Ejemplo del Este" in texts(page), "what a call can settle stands first"
    page.list.rows[1].click()
    stage.settle()
    assert "builds on 1 version that never arrived" in texts(page)
    assert missing.numbers[0] in texts(page)
    page.copy.click()
    stage.settle()
    assert "measurement 2026-1" in QApplication.clipboard().text()
    QApplication.clipboard().clear()


# --- an institution ---


def test_a_lost_computer_is_no_longer_trusted(stage: Stage) -> None:
    office = stage.program.office
    mine = id_of(stage, "Centro")
    page = show(stage, "institution", mine)
    assert isinstance(page, InstitutionPage)
    (computer,) = office.institution(mine).computers
    page.computers._ask_about(computer.kid)
    form = page.computers.form
    form.how["some"].setChecked(True)
    oldest = computer.versions[-1]
    form.last.show_value(oldest)
    form.confirm.click()
    settle(stage)
    assert "Enter the reason" in texts(page)
    form.reason.setPlainText("Stolen on 2 March")
    form.confirm.click()
    settle(stage)
    after = office.institution(mine)
    assert {v.rid for v in after.versions if v.admitted} == {oldest}
    assert "No longer trusted" in texts(page)
    assert "is no longer trusted" in texts(page)


def test_two_entries_become_one(stage: Stage, tmp_path: Path) -> None:
    office = stage.program.office
    mine = id_of(stage, "Norte")
    (again,) = office.invite([town("Municipalidad del Norte")], tmp_path / "again")
    page = show(stage, "institution", mine)
    page.same.open_button.click()
    page.same.confirm.click()
    assert "Choose the other entry" in texts(page)
    page.same.other.show_value(again.institution.id)
    page.same.reason.setPlainText("Renamed in 2026")
    page.same.confirm.click()
    settle(stage)
    assert len(office.institution(mine).entries) == 2
    assert "Joined with: " in texts(page)
    assert "cannot be taken back" not in texts(page), "the form is closed"


def test_erasing_needs_the_name_and_a_reason(stage: Stage) -> None:
    office = stage.program.office
    mine = id_of(stage, "Oeste")
    page = show(stage, "institution", mine)
    assert page.erase.isVisible()
    assert "Erasing is final." in texts(page)
    page.erase.name.setText("Municipio")
    page.erase.confirm.click()
    settle(stage)
    assert "This is not the name above" in texts(page)
    page.erase.name.setText("municipio ejemplo del oeste")
    page.erase.reason.setText("Letter 12")
    page.erase.confirm.click()
    settle(stage)
    assert office.institution(mine).versions == ()
    assert not page.erase.isVisible()
    assert not any(row.name.endswith("Oeste") for row in office.inbox())
    other = show(stage, "institution", id_of(stage, "Centro"))
    assert not other.erase.isVisible(), "nothing was taken back there"


def test_from_the_list_to_everything_that_arrived(stage: Stage, tmp_path: Path) -> None:
    page = show(stage, "institutions")
    assert isinstance(page, InstitutionsPage)
    page.search.setText("centro")
    page.table.selectRow(0)
    page.open_button.click()
    stage.settle()
    institution = stage.window.page("institution")
    assert "Municipio Ejemplo del Centro" in texts(institution)
    rid = stage.program.office.institution(id_of(stage, "Centro")).versions[0].rid
    content = show(stage, "received-version", rid)
    assert isinstance(content, ReceivedPage)
    assert "Answers" in content.view.toPlainText()
    content.save_to(tmp_path / "arrived.txt")
    settle(stage)
    assert "Question 1." in (tmp_path / "arrived.txt").read_text("utf-8-sig")


# --- the ledger, the list of acts ---


def test_the_ledger_is_filtered_and_saved_as_shown(stage: Stage, tmp_path: Path) -> None:
    page = show(stage, "inbox")
    assert isinstance(page, InboxPage)
    filters = page.filters
    filters.more.click()
    filters.outcome.show_value(Outcome.CONFLICT.value)
    filters.outcome.chosen.emit(Outcome.CONFLICT.value)
    assert page.table.ledger.rowCount() == 2
    path = tmp_path / "ledger.csv"
    page.save_list(path)
    settle(stage)
    assert path.read_text("utf-8-sig").count("Norte") == 2
    page.table.selectRow(0)
    page.detail.act.click()
    stage.settle()
    opened = stage.window.page("two-versions")
    assert "Municipio Ejemplo del Norte · Measurement 2026-1" in texts(opened)
    page = show(stage, "inbox")
    filters.reset()
    day = filters.day.itemData(1)
    filters.day.show_value(day)
    filters.day.chosen.emit(day)
    assert page.table.ledger.rowCount() == len(stage.program.office.inbox())
    filters.institution.show_value("Municipio Ejemplo del Sur")
    filters.institution.chosen.emit("")
    assert [page.table.ledger.row(0).outcome] == [Outcome.GAP]
    document = ledger_document(
        stage.program.office.inbox(), stage.desk.words, stage.program.clock()
    )
    assert len(document.sheets[0].rows) == len(stage.program.office.inbox())


def test_receipts_come_with_the_digits_to_read_out(stage: Stage, tmp_path: Path) -> None:
    page = show(stage, "inbox")
    page.write_receipts(tmp_path / "receipts")
    settle(stage)
    written = stage.program.office.receipts(tmp_path / "again")
    codes = {e.code for f in written.files for e in f.entries if e.outcome != "superseded"} - {""}
    assert codes
    assert all(code in page.receipts.table.text() for code in codes)
    page.receipts.search.setText("norte")
    assert page.receipts.table.rowCount() == 2
    page.receipts.done.click()
    assert not page.receipts.isVisible()


def test_what_was_done_is_listed_with_names(stage: Stage, tmp_path: Path) -> None:
    page = show(stage, "acts")
    assert isinstance(page, ActsPage)
    cells = page.table.text()
    assert "Institution invited" in cells
    assert "Municipio Ejemplo del Norte" in cells
    page.search.setText("norte")
    assert page.table.rowCount() == 1
    page.save_to(tmp_path / "acts.csv")
    settle(stage)
    assert "Municipio Ejemplo del Sur" in (tmp_path / "acts.csv").read_text("utf-8-sig")


def test_the_regional_figures_are_saved_as_grouped(stage: Stage, tmp_path: Path) -> None:
    page = show(stage, "region")
    page.by.show_value("country")
    page.by.chosen.emit("country")
    settle(stage)
    page.save_to(tmp_path / "region.csv")
    settle(stage)
    assert "Guatemala" in (tmp_path / "region.csv").read_text("utf-8-sig")
    assert "Saved: " in texts(page)
