"""The recovery card in the window: saved, tried, and a secretariat that comes back from it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLineEdit, QWidget

from tests.gui.conftest import TOWN, Stage, texts
from tests.support.secretariats import found_secretariat
from topp_desktop.bootstrap import compose
from topp_desktop.foundation.i18n import translator
from topp_desktop.services.program import Program
from topp_desktop.ui.pages.secretariat.identity import IdentityPage
from topp_desktop.ui.pages.secretariat.invitations import InvitationsPage
from topp_desktop.ui.pages.secretariat.recovery import tidy, uneven_line
from topp_desktop.ui.widgets import PassphraseField
from topp_desktop.ui.widgets.show_typed import ShowTyped

PASSPHRASE = "a long passphrase"
NAME = "Regional secretariat"
LINE = "7K3M-9XQ2-0ABC-DEFG-HJKM-NPQR-Q2ZD"
BARE = LINE.replace("-", "")


def show(stage: Stage, name: str) -> QWidget:
    stage.window.show_page(name)
    stage.settle()
    return stage.window.page(name)


def identity(stage: Stage) -> IdentityPage:
    page = show(stage, "identity")
    assert isinstance(page, IdentityPage)
    return page


def settle(stage: Stage) -> None:
    for _ in range(3):
        stage.settle()


@pytest.fixture
def stage(program: Program, stage_of: Callable[..., Stage]) -> Stage:
    return stage_of(program, language="en")


def test_the_card_is_saved_and_tried_before_anybody_is_invited(
    stage: Stage, tmp_path: Path
) -> None:
    office = stage.program.office
    office.create(NAME, PASSPHRASE)
    invitations = show(stage, "invitations")
    assert isinstance(invitations, InvitationsPage)
    assert not invitations.invite.isVisible()
    assert "Before the first invitation" in texts(invitations)
    invitations.gate._guide.button.click()
    settle(stage)
    assert stage.window.current == "identity"
    page = identity(stage)
    assert not page.publish.isVisible(), "nothing is published before the card was tried"
    path = tmp_path / "card.pdf"
    page.saver.passphrase.field.setText("another passphrase")
    page.save_card(path)
    settle(stage)
    assert "This is not the passphrase" in texts(page.saver)
    assert not path.exists()
    page.saver.passphrase.field.setText(PASSPHRASE)
    page.save_card(path)
    settle(stage)
    assert path.read_bytes().startswith(b"%PDF")
    assert page.saver.passphrase.field.text() == ""
    assert "The recovery card was saved" in texts(page)

    card = office.write_card(tmp_path / "again.pdf", PASSPHRASE, translator("en"))
    fields = page.trier.fields
    page.trier.try_it.click()
    assert fields.summary.isVisible(), "empty fields are sent back"
    numbered = [f"{n}  {line.lower()}".replace("0", "o") for n, line in enumerate(card.lines, 1)]
    slip = numbered.copy()
    slip[1] = slip[1][:-1] + ("7" if slip[1][-1] != "7" else "8")
    short = [*numbered[:2], card.lines[2][:-1], *numbered[3:]]
    for groups, passphrase, said in (
        (slip, PASSPHRASE, "Line 2 is not as on the card"),
        (short, PASSPHRASE, "Line 3 has 27 characters; every line of the card has 28."),
        (numbered[:2], PASSPHRASE, "Some groups are missing."),
        (numbered, "another passphrase", "The passphrase does not belong to this card."),
    ):
        fields.groups.setPlainText("\n".join(groups))
        fields.passphrase.field.setText(passphrase)
        page.trier.try_it.click()
        settle(stage)
        assert said in texts(fields)
        assert fields.groups.toPlainText() == "\n".join(groups), "the input is kept"
        assert office.rehearsed() is None
    fields.passphrase.field.setText(PASSPHRASE)
    page.trier.try_it.click()
    settle(stage)
    assert office.rehearsed() is not None
    assert "The card works: tried on" in texts(page)
    assert fields.groups.toPlainText() == fields.passphrase.typed == "", "never kept"
    assert page.publish.isVisible()
    assert not page.trier.isVisible()
    page.publish_to(tmp_path / "region.topp-region")
    settle(stage)
    assert not page.steps.isVisible(), "the steps are behind"
    show(stage, "invitations")
    assert invitations.invite.isVisible()


def test_the_card_of_another_secretariat_is_refused(stage: Stage, tmp_path: Path) -> None:
    other = compose(tmp_path / "other")
    other.office.create("Another", PASSPHRASE)
    card = other.office.write_card(tmp_path / "card.pdf", PASSPHRASE, translator("en"))
    other.close()
    stage.program.office.create(NAME, PASSPHRASE)
    page = identity(stage)
    page.trier.fields.groups.setPlainText("\n".join(card.lines))
    page.trier.fields.passphrase.field.setText(PASSPHRASE)
    page.trier.try_it.click()
    settle(stage)
    assert "This is not the present card of this secretariat." in texts(page.trier)
    assert stage.program.office.rehearsed() is None


@pytest.mark.parametrize("known", ["region file", "invitation", "name"])
def test_a_new_computer_is_set_up_from_the_card(stage: Stage, tmp_path: Path, known: str) -> None:
    old = compose(tmp_path / "old")
    found_secretariat(old, NAME, PASSPHRASE, tmp_path / "card")
    card = old.office.write_card(tmp_path / "card.pdf", PASSPHRASE, translator("en"))
    invited = old.office.invite([TOWN], tmp_path / "out")
    number = old.office.check_number()
    old.close()
    page = identity(stage)
    page.maker.have_card.click()
    restorer = page.restorer
    assert restorer.isVisible()
    assert not page.maker.isVisible()
    restorer.fields.groups.setPlainText(card.qr)
    restorer.fields.passphrase.field.setText(PASSPHRASE)
    restorer.restore.click()
    settle(stage)
    assert stage.program.office.name() is None, "without a name there is nothing to set up"
    assert "Enter the secretariat's name" in texts(restorer)
    if known == "name":
        restorer.name.setText(NAME)
    elif known == "invitation":
        restorer.pack.take(invited[0].written.path)
    else:
        restorer.pack.take(tmp_path / "out" / "region.topp-region")
    restorer.restore.click()
    settle(stage)
    office = stage.program.office
    assert (office.name(), office.check_number()) == (NAME, number)
    assert office.pack_number() == (0 if known == "name" else 1)
    assert office.rehearsed() is not None
    assert restorer.fields.passphrase.field.text() == ""
    assert f"The secretariat {NAME} is set up on this computer." in texts(page)


@pytest.mark.parametrize(
    "typed",
    [
        LINE,
        LINE.lower(),
        f"1  {LINE}",
        f"1. {LINE.replace('-', ' – ')}",
        f"TOPP-CARD {BARE}",
        f"1\n{LINE}\n\n",
    ],
)
def test_groups_as_people_type_them(typed: str) -> None:
    assert tidy(typed) == BARE


def test_a_line_that_begins_with_its_own_number_is_left_alone() -> None:
    line = "1" + BARE[1:]
    assert tidy(line) == line
    assert uneven_line(f"{line}\n{line}1") == (2, 29)
    assert uneven_line("7K3M\n9XQ2") is None, "typed group by group"


@pytest.mark.parametrize("name", ["identity", "officers", "inbox", "invitations"])
def test_what_is_typed_as_a_passphrase_can_be_looked_at(stage: Stage, name: str) -> None:
    """Wherever the secretariat's pages ask for one; nothing is shown at first."""
    page = show(stage, name)
    fields = page.findChildren(PassphraseField)
    assert fields
    assert {field.echoMode() for field in fields} == {QLineEdit.EchoMode.Password}
    for look in page.findChildren(ShowTyped):
        assert look.text() == "Show what I type"
        look.setChecked(True)
    assert {field.echoMode() for field in fields} == {QLineEdit.EchoMode.Normal}


def test_what_was_looked_at_is_hidden_again_once_it_was_used(stage: Stage) -> None:
    page = identity(stage)
    maker = page.maker
    maker.name.setText(NAME)
    maker.passphrase.look.setChecked(True)
    maker.passphrase.first.setText(PASSPHRASE)
    maker.passphrase.second.setText(PASSPHRASE)
    maker.make.click()
    settle(stage)
    assert maker.passphrase.typed == ""
    assert maker.passphrase.first.echoMode() == QLineEdit.EchoMode.Password
