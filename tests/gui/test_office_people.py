"""Whom a secretariat invites, and who works for it, in the window."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.gui.conftest import Stage, texts
from tests.gui.office_stage import id_of, office_stage, office_template, settle, show
from tests.support.busy_office import PASSPHRASE, BusyOffice, town
from topp_desktop.bootstrap import compose
from topp_desktop.ui.pages.secretariat.invitations import InvitationsPage
from topp_desktop.ui.pages.secretariat.officers import OfficersPage


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> BusyOffice:
    return office_template(tmp_path_factory.mktemp("busy"))


@pytest.fixture
def stage(template: BusyOffice, tmp_path: Path, stage_of: Callable[..., Stage]) -> Stage:
    return office_stage(template, tmp_path, stage_of)


def test_a_known_name_is_not_invited_twice_by_accident(stage: Stage, tmp_path: Path) -> None:
    office = stage.program.office
    page = show(stage, "invitations")
    assert isinstance(page, InvitationsPage)
    known = town("municipio  ejemplo del NORTE")
    page.write([known, town("Municipio Nuevo")], tmp_path / "out")
    settle(stage)
    assert not (tmp_path / "out").exists(), "asked first"
    assert "was invited on" in texts(page)
    page.twice.only_new.click()
    settle(stage)
    assert len(list((tmp_path / "out").iterdir())) == 1
    page.write([known], tmp_path / "again")
    settle(stage)
    page.twice.again.click()
    settle(stage)
    names = [one.id for one in office.invitations()]
    assert len(names) == 6, "another invitation of the same institution"
    assert office.institution(id_of(stage, "NORTE")).invitations == 2
    page.write([known], tmp_path / "new")
    settle(stage)
    page.twice.as_new.click()
    settle(stage)
    assert len(office.invitations()) == 7


def test_officers_are_added_and_removed_and_the_identity_renewed(
    stage: Stage, template: BusyOffice, tmp_path: Path
) -> None:
    office = stage.program.office
    other = compose(tmp_path / "officer")
    out = tmp_path / "me.topp-officer"
    pack = template.folder / "region.topp-region"
    number = other.office.become_officer(pack, PASSPHRASE, "Focal point", out)
    other.close()
    page = show(stage, "officers")
    assert isinstance(page, OfficersPage)
    page.preview(out)
    settle(stage)
    assert number in texts(page)
    assert office.officers() == [], "nothing is done before the numbers were compared"
    page.add_officer.click()
    settle(stage)
    assert [o.position for _, o in office.officers()] == ["Focal point"]
    assert "Not handed out yet" in texts(page)
    page.publish_to(tmp_path / "r.topp-region")
    settle(stage)
    assert "Not handed out yet" not in texts(page)
    page._ask_removal(number)
    page.bad.setChecked(True)
    page.remove.click()
    settle(stage)
    assert office.officers() == []
    assert [act.act for act in office.acts()[:2]] == ["officer-removed", "revoked"]
    before, files = office.check_number(), [row.rid for row in office.inbox()]
    page.renewal.passphrase.field.setText("wrong")
    page.renewal.renew.click()
    settle(stage)
    assert "This is not the passphrase." in texts(page)
    assert office.check_number() == before
    page.renewal.passphrase.field.setText(PASSPHRASE)
    page.renewal.renew.click()
    settle(stage)
    assert office.check_number() != before
    assert page.renewal.passphrase.field.text() == ""
    page = show(stage, "inbox")
    page.receive(template.files)
    settle(stage)
    assert [row.rid for row in office.inbox()] == files, "what was sent before still opens"


def test_an_officer_begins_on_a_computer_of_their_own(
    template: BusyOffice, tmp_path: Path, stage_of: Callable[..., Stage]
) -> None:
    program = compose(tmp_path / "fresh")
    stage = stage_of(program, language="en")
    page = show(stage, "identity")
    page.maker.am_officer.click()
    stage.settle()
    page.officer.make.click()
    assert "Enter your position" in texts(page)
    page.officer.pack.take(template.folder / "region.topp-region")
    page.officer.position.setText("Focal point")
    page.officer.passphrase.first.setText(PASSPHRASE)
    page.officer.passphrase.second.setText(PASSPHRASE)
    out = tmp_path / "me.topp-officer"
    page.officer.write(out)
    settle(stage)
    assert out.exists()
    assert program.office.is_officers()
    assert program.office.officer_number() in texts(page)
    assert page.officer.passphrase.first.text() == ""
    readers = show(stage, "officers")
    assert "You work here as an officer" in texts(readers)
    assert not readers.renewal.isVisible()
