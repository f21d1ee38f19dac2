"""Copies of a program and of its data: two computers never send as one."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.exchange_world import CODEC, SHORT, Office, assessment
from tests.support.exchange_world import Laptop as Folder
from tests.support.laptop import MUNICIPALITY, Laptop, laptop
from tests.support.secretariats import found_secretariat
from topp_desktop.domain.errors import UserError
from topp_desktop.domain.exchange import Outcome
from topp_desktop.packages.profile_folder import ProfileFolder
from topp_desktop.services.exchange.ports import Membership
from topp_desktop.services.exchange.receive import receive
from topp_desktop.services.institution.join import Membering
from topp_desktop.services.institution.opening import Opening
from topp_desktop.services.institution.send import PackageDraft, Sent
from topp_desktop.services.secretariat.receipts import write_receipts


@pytest.fixture
def office(tmp_path: Path) -> Office:
    return Office(tmp_path / "office")


@pytest.fixture
def here(tmp_path: Path) -> Iterator[Laptop]:
    with laptop(tmp_path / "here") as found:
        yield found


def kid(membership: Membership) -> str:
    return CODEC.signer(membership.device_seed).kid


def only(program: Laptop) -> Membership:
    (membership,) = program.device.memberships()
    return membership


def send(program: Laptop, answers: dict[str, int], path: Path) -> Sent:
    draft = PackageDraft(program.library.agenda, assessment(answers))
    return program.sending.send(draft, only(program), path)


@pytest.mark.parametrize("how", ["hand-over", "stick", "automatic"])
def test_a_restored_copy_is_another_device_and_goes_on(
    how: str, here: Laptop, office: Office, tmp_path: Path
) -> None:
    here.sending.open_file(office.invite().written.path)
    first = send(here, dict.fromkeys(SHORT[:6], 1), tmp_path / "1.topp")
    before = kid(only(here))
    path = tmp_path / "all.topp-backup"
    if how == "hand-over":
        here.safety.hand_over(path, "para quien sigue")
    elif how == "stick":
        path = here.safety.back_up_to(tmp_path).path
    else:
        path = here.safety.back_up().path
    with laptop(tmp_path / "there") as there:
        there.safety.restore(path)
        membership = only(there)
        assert kid(membership) != before
        assert membership.code == only(here).code
        assert CODEC.meaning(membership.enrolment).kid == kid(membership)
        # What was changed since the last version is nobody else's word: nothing to decide.
        second = send(there, {**dict.fromkeys(SHORT[:6], 1), SHORT[0]: 4}, tmp_path / "2.topp")
        assert not second.joined.undecided
        assert second.joined.parents == (first.rid,)
    found = receive(office.desk, [first.written.path, second.written.path])
    assert "copied-installation" not in found.counts
    assert found.counts["accepted"] >= 2


def test_the_device_key_is_not_in_what_was_restored(
    here: Laptop, office: Office, tmp_path: Path
) -> None:
    """Killed between the restore and the first use, the old key is not there either."""
    here.sending.open_file(office.invite().written.path)
    seed = only(here).device_seed
    written = here.safety.hand_over(tmp_path / "x.topp-backup", "")
    with laptop(tmp_path / "there") as there:
        there.safety._fresh = None
        there.safety.restore(written.path)
        assert seed not in there.places.store.read_bytes()
    with laptop(tmp_path / "there") as again:
        assert only(again).device_seed not in (b"", seed)


def test_bringing_back_an_older_copy_on_the_same_computer_is_another_device_too(
    here: Laptop, office: Office, tmp_path: Path
) -> None:
    here.sending.open_file(office.invite().written.path)
    send(here, {SHORT[0]: 1}, tmp_path / "1.topp")
    backup = here.safety.back_up()
    two = send(here, {SHORT[0]: 2}, tmp_path / "2.topp")
    before = kid(only(here))
    here.safety.restore(backup.path)
    assert kid(only(here)) != before
    three = send(here, {SHORT[0]: 3}, tmp_path / "3.topp")
    found = receive(office.desk, [two.written.path, three.written.path])
    assert "copied-installation" not in found.counts
    assert found.counts["conflict"] == 2, "both are with the secretariat, and nothing is lost"


def test_a_copied_program_becomes_a_computer_of_its_own(office: Office, tmp_path: Path) -> None:
    """What the ledger advises truly ends it."""
    one = Folder(tmp_path / "one", office.invite())
    one.send({SHORT[0]: 1}, "1.topp")
    shutil.copytree(tmp_path / "one", tmp_path / "copy")
    two = Folder.__new__(Folder)
    two.folder, two.profile = tmp_path / "copy", ProfileFolder(tmp_path / "copy" / "profile")
    two.membership, two.sender = (
        one.membership,
        one.sender.__class__(CODEC, two.profile, one.sender.clock, "0.1.0"),
    )
    a = one.send({SHORT[0]: 1, SHORT[1]: 2}, "2.topp")
    b = two.send({SHORT[0]: 1, SHORT[2]: 3}, "2.topp")
    found = receive(office.desk, [a.written.path, b.written.path])
    assert found.counts["copied-installation"] == 2
    membering = Membering(CODEC, two.profile, one.sender.clock, "0.1.0")
    joined = membering.renew(two.membership.institution)
    assert kid(joined.membership) != kid(one.membership)
    two.membership = joined.membership
    Opening(CODEC, two.profile, one.sender.clock).take(a.written.path)
    c = two.send({SHORT[0]: 1, SHORT[2]: 3}, "3.topp")
    assert not c.joined.undecided
    found = receive(office.desk, [c.written.path])
    (file,) = write_receipts(office.desk, one.sender.clock, tmp_path / "rec").files
    outcomes = {entry.rid: entry.outcome for entry in file.entries}
    assert outcomes[c.rid] == "accepted"
    assert outcomes[a.rid] == outcomes[b.rid] == "superseded"
    opened = Opening(CODEC, two.profile, one.sender.clock).take(file.written.path)
    assert {c.rid: Outcome.ACCEPTED}.items() <= {x.rid: x.outcome for x in opened.confirmed}.items()


def test_only_who_joined_can_become_another_device(tmp_path: Path) -> None:
    membering = Membering(CODEC, ProfileFolder(tmp_path), lambda: None, "0")  # type: ignore[arg-type, return-value]
    with pytest.raises(UserError, match="not-joined"):
        membering.renew("x")


def test_a_secretariats_identity_comes_along_and_is_never_replaced(
    here: Laptop, tmp_path: Path
) -> None:
    found_secretariat(here, "Secretaría", "a long passphrase", tmp_path / "card")
    written = here.safety.hand_over(tmp_path / "x.topp-backup", "")
    assert written.identity
    assert b"a long passphrase" not in written.path.read_bytes()
    with laptop(tmp_path / "there") as there:
        assert there.safety.preview(written.path).identity
        assert there.safety.restore(written.path).identity
        assert there.office.name() == "Secretaría"
        there.office.unlock("a long passphrase")
        assert there.office.check_number() == here.office.check_number()
    with laptop(tmp_path / "other") as other:
        found_secretariat(other, "Otra", "another passphrase", tmp_path / "card2")
        assert not other.safety.restore(written.path).identity
        assert other.office.name() == "Otra"
    assert not list(tmp_path.rglob("identity.part"))


def test_practice_stays_practice_through_a_file(here: Laptop, tmp_path: Path) -> None:
    """A file of a practice measurement, read in elsewhere or here, is never a real one."""
    made = here.assessments.begin(MUNICIPALITY, "2026-2", practice=True)
    institution = here.stored(made).assessment.institution
    path = tmp_path / "practice.json"
    here.assessments.write_out(made, path)
    again = here.stored(here.assessments.take_in(path))
    assert (again.practice, again.assessment.institution) == (True, institution)
    with laptop(tmp_path / "there") as there:
        real = there.begin(institution)
        taken = there.stored(there.assessments.take_in(path))
        assert taken.practice
        assert taken.assessment.institution.id != institution.id
        assert not there.stored(real).practice
