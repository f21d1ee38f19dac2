"""The secretariat's mode of the window, with real keys and real files."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QWidget

from tests.gui.conftest import TOWN, Stage, texts
from tests.support.secretariats import found_secretariat
from topp_desktop.bootstrap import compose
from topp_desktop.domain.assessment import Assessment, Institution, Respondent, Response
from topp_desktop.domain.exchange import Outcome
from topp_desktop.domain.instrument import Wording
from topp_desktop.packages.codec import AgeJwsCodec
from topp_desktop.packages.profile_folder import ProfileFolder
from topp_desktop.services.institution.join import Membering
from topp_desktop.services.institution.send import PackageDraft, Sender
from topp_desktop.services.program import Program
from topp_desktop.services.secretariat.identity import Invited, read_institutions
from topp_desktop.services.tasks import Task
from topp_desktop.ui.page import OpenedFile
from topp_desktop.ui.pages.secretariat.acts import ActsPage
from topp_desktop.ui.pages.secretariat.identity import IdentityPage
from topp_desktop.ui.pages.secretariat.inbox import InboxPage
from topp_desktop.ui.pages.secretariat.institutions import InstitutionsPage
from topp_desktop.ui.pages.secretariat.invitations import InvitationsPage
from topp_desktop.ui.pages.secretariat.region import RegionPage

PASSPHRASE = "a long passphrase"


def show(stage: Stage, name: str, argument: object = None) -> QWidget:
    stage.window.show_page(name, argument)
    stage.settle()
    return stage.window.page(name)


def send_all(program: Program, invited: list[Invited], folder: Path, level: int) -> list[Path]:
    """Every invited institution answers the short form with `level` and sends."""
    instrument, codec = program.library.agenda, AgeJwsCodec()
    paths = []
    for n, one in enumerate(invited):
        profile = ProfileFolder(folder / f"device-{n}")
        membering = Membering(codec, profile, program.clock, "test")
        joined = membering.open_invitation(one.written.path)
        items = instrument.form_items("short")
        assessment = Assessment(
            joined.institution,
            "short",
            "2026-1",
            (Respondent("r", "technical"),),
            tuple(Response("r", item.id, (level + n) % 5) for item in items),
        )
        path = folder / f"file-{n}.topp"
        sender = Sender(codec, profile, program.clock, "test")
        sender.send(PackageDraft(instrument, assessment), joined.membership, path)
        paths.append(path)
    return paths


@pytest.fixture
def stage(program: Program, stage_of: Callable[..., Stage]) -> Stage:
    return stage_of(program, language="en")


@pytest.fixture
def office(stage: Stage, tmp_path: Path) -> Stage:
    found_secretariat(stage.program, "Regional secretariat", PASSPHRASE, tmp_path / "card")
    return stage


def towns(count: int) -> list[Institution]:
    return [Institution(f"Municipio {n}", "GT", "local", "municipality") for n in range(count)]


def test_a_fresh_computer_is_guided_to_an_identity(stage: Stage) -> None:
    page = show(stage, "inbox")
    assert isinstance(page, InboxPage)
    assert "This computer is not a secretariat's yet" in texts(page)
    assert not page.receive_folder.isEnabled()
    identity = show(stage, "identity")
    assert isinstance(identity, IdentityPage)
    maker = identity.maker
    maker.passphrase.first.setText(PASSPHRASE)
    maker.passphrase.second.setText("another")
    maker.make.click()
    assert maker.summary.isVisible()
    assert stage.program.office.name() is None, "nothing was made"
    maker.name.setText("Regional secretariat")
    maker.passphrase.second.setText(PASSPHRASE)
    maker.make.click()
    stage.settle()
    stage.settle()
    assert stage.program.office.name() == "Regional secretariat"
    assert maker.passphrase.first.text() == maker.passphrase.second.text() == "", "never kept"
    assert stage.program.office.check_number() in texts(identity)
    inbox = show(stage, "inbox")
    assert "Before the first invitation: try the recovery card" in texts(inbox)
    assert "Nothing has arrived yet" not in texts(inbox)


def test_the_passphrase_is_asked_once_a_session(office: Stage, tmp_path: Path) -> None:
    service = office.program.office
    invited = service.invite([TOWN], tmp_path / "out")
    (path,) = send_all(office.program, invited, tmp_path, 2)
    service.lock()
    page = show(office, "inbox", OpenedFile(path))
    assert isinstance(page, InboxPage)
    assert page.gate.isVisible()
    page.gate.passphrase.field.setText("wrong")
    page.gate.unlock()
    office.settle()
    assert "This is not the passphrase." in texts(page.gate)
    page.gate.passphrase.field.setText(PASSPHRASE)
    page.gate.unlock()
    for _ in range(3):
        office.settle()
    assert not page.gate.isVisible()
    assert page.gate.passphrase.field.text() == ""
    assert "1 file was read." in texts(page), "what waited for the passphrase went on"
    assert TOWN.name in page.table.ledger.texts(page.table.ledger.row(0))
    saved = b"".join(p.read_bytes() for p in office.program.places.data.rglob("*") if p.is_file())
    assert PASSPHRASE.encode() not in saved


def test_the_inbox_counts_filters_and_explains(office: Stage, tmp_path: Path) -> None:
    service = office.program.office
    files = tmp_path / "files"
    files.mkdir()
    (tmp_path / "sent").mkdir()
    paths = send_all(
        office.program, service.invite(towns(3), tmp_path / "out"), tmp_path / "sent", 1
    )
    for path in paths:
        shutil.copy(path, files)
    (files / "short.topp").write_bytes(paths[0].read_bytes()[:700])
    page = show(office, "inbox")
    assert isinstance(page, InboxPage)
    page.receive([files])
    for _ in range(3):
        office.settle()
    rows = [page.table.ledger.row(n) for n in range(page.table.ledger.rowCount())]
    assert sorted(r.outcome for r in rows) == sorted([*[Outcome.ACCEPTED] * 3, Outcome.DAMAGED])
    figures = texts(page._top)
    assert figures.startswith("3\nFiles received")
    assert "1\nDamaged or not for us" in figures
    page.filters.which.show_value("needs")
    page.filters.which.chosen.emit("needs")
    assert page.table.ledger.rowCount() == 1
    page.table.selectRow(0)
    assert "Ask the institution for the file again." in texts(page)
    page.filters.which.show_value("all")
    page.filters.search.setText("municipio 2")
    assert page.table.ledger.rowCount() == 1
    page.filters.search.clear()
    page.table.clearSelection()
    page.receive([files])
    for _ in range(3):
        office.settle()
    assert "Everything in it was here already." in texts(page)
    QApplication.clipboard().clear()


def test_one_institution_and_a_list_are_invited(office: Stage, tmp_path: Path) -> None:
    page = show(office, "invitations")
    assert isinstance(page, InvitationsPage)
    page.invite.click()
    assert page.summary.isVisible(), "an empty form is sent back"
    example = tmp_path / "list.csv"
    page.save_example(example)
    office.settle()
    found = read_institutions(example)
    assert {one.type for one in found} > {"planning", "municipality"}
    page.write(found[:3], tmp_path / "out")
    office.settle()
    assert "3 invitations were written" in texts(page)
    assert len(list((tmp_path / "out").glob("*.topp-invite"))) == 3
    institutions = show(office, "institutions")
    assert isinstance(institutions, InstitutionsPage)
    assert institutions.table.rowCount() == 3
    assert "0 of 3 have sent something." in texts(institutions)


def test_the_regional_picture_hides_small_groups(office: Stage, tmp_path: Path) -> None:
    service = office.program.office
    paths = send_all(office.program, service.invite(towns(2), tmp_path / "a"), tmp_path, 1)
    receive_all(office, paths)
    page = show(office, "region")
    assert isinstance(page, RegionPage)
    assert "This group is hidden" in texts(page)
    assert not page.map.isVisible()
    more = tmp_path / "more"
    more.mkdir()
    receive_all(
        office,
        send_all(office.program, service.invite(towns(5)[2:], tmp_path / "b"), more, 1),
    )
    show(office, "region")
    assert page.map.isVisible()
    assert "5 institutions" in texts(page)
    names = [t.name for t in page.map.canvas.picture.targets]
    assert all("5 institutions" in name for name in names)
    level = Wording(office.program.library.agenda, "en").level(2)
    assert f"median 50 ({level})" in names[0], "of the levels 1, 1, 2, 2, 3"


def test_receipts_for_all_are_written_in_one_step(office: Stage, tmp_path: Path) -> None:
    service = office.program.office
    paths = send_all(office.program, service.invite(towns(2), tmp_path / "a"), tmp_path, 1)
    receive_all(office, paths)
    service.lock()
    page = show(office, "inbox")
    assert isinstance(page, InboxPage)
    assert page.save_receipts.isVisible()
    folder = tmp_path / "receipts"
    page.write_receipts(folder)
    office.settle()
    assert page.gate.isVisible(), "the passphrase is asked first"
    page.gate.passphrase.field.setText(PASSPHRASE)
    page.gate.unlock()
    for _ in range(3):
        office.settle()
    assert len(list(folder.iterdir())) == 2
    assert "2 receipts were written" in texts(page)


def receive_all(stage: Stage, paths: list[Path]) -> None:
    page = show(stage, "inbox")
    assert isinstance(page, InboxPage)
    page.receive(paths)
    for _ in range(3):
        stage.settle()


def test_the_side_bar_is_another_in_the_secretariat(office: Stage) -> None:
    show(office, "inbox")
    bar = office.window.side_bar
    assert bar._buttons["region"].isVisible()
    assert not bar._buttons["tasks"].isVisible()
    assert bar._to_work.isVisible()
    assert not bar._to_office.isVisible()


def test_an_identity_made_elsewhere_is_never_replaced(office: Stage) -> None:
    again = compose(office.program.places.data)
    with pytest.raises(Exception, match="identity-exists"):
        again.office.create("Another", PASSPHRASE)
    again.close()


def test_every_list_finds_names_written_without_accents(office: Stage, tmp_path: Path) -> None:
    there = [
        Institution("Municipalidad de Asunción", "PY", "local", "municipality"),
        Institution("Alcaldía de Panamá", "PA", "local", "municipality"),
    ]
    invited = office.program.office.invite(there, tmp_path / "out")
    paths = send_all(office.program, invited, tmp_path, 2)
    office.program.office.receive(paths, Task())
    inbox, list_ = show(office, "inbox"), show(office, "institutions")
    assert isinstance(inbox, InboxPage)
    assert isinstance(list_, InstitutionsPage)
    for wanted, count in (("asuncion", 1), ("PANAMA", 1), ("alcaldia panama", 1), ("peru", 0)):
        list_.search.setText(wanted)
        assert list_.table.rowCount() == count
        inbox.filters.search.setText(wanted)
        assert inbox.table.ledger.rowCount() == count
    acts = show(office, "acts")
    assert isinstance(acts, ActsPage)
    acts.search.setText("asuncion")
    assert acts.table.rowCount() == 1
