"""A secretariat decides about computers, names and what is taken back."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from tests.support.disputes import HIGH, LOW, Case
from tests.support.exchange_world import (
    AGENDA,
    CODEC,
    LIBRARY,
    SHORT,
    EmptyLibrary,
    Laptop,
    clock,
)
from topp_desktop.domain.errors import UserError
from topp_desktop.services.exchange.check_number import check_number
from topp_desktop.services.exchange.pool_view import Pool
from topp_desktop.services.exchange.ports import HELD, Membership
from topp_desktop.services.exchange.receive import Receiver, digest, receive, take_lines
from topp_desktop.services.institution.withdrawing import Withdrawing
from topp_desktop.services.secretariat.conflicts import resolve
from topp_desktop.services.secretariat.held import held, missing
from topp_desktop.services.secretariat.purge import purge
from topp_desktop.services.secretariat.receipts import write_receipts
from topp_desktop.services.secretariat.region import region
from topp_desktop.services.secretariat.trust import admit, alias, revoke


@pytest.fixture
def case(tmp_path: Path) -> Case:
    return Case(tmp_path)


# --- two different versions ----------------------------------------------------------------------


def _stranger(case: Case, name: str = "stranger") -> Laptop:
    """A laptop of the institution whose invitation this secretariat's store does not know."""
    hidden = case.office.own.invite(case.invited.institution, case.folder / f"{name}.topp-invite")
    return Laptop(case.folder / name, hidden)


def test_a_held_computer_comes_in_after_a_phone_check(case: Case) -> None:
    laptop = _stranger(case)
    sent = laptop.send(LOW)
    assert receive(case.desk, [sent.written.path]).counts == {"held-sender": 2}
    (waiting,) = held(case.desk.store, CODEC)
    kid = CODEC.signer(laptop.membership.device_seed).kid
    assert (waiting.kid, waiting.number) == (kid, check_number(kid))
    assert (waiting.name, waiting.reason) == ("Municipio de Ejemplo", "unknown-device")
    assert (waiting.versions, waiting.rounds, waiting.can_be_admitted) == (1, ("2026-1",), True)
    with pytest.raises(UserError, match="device-unknown"):
        admit(case.desk, clock, "0000 0000 0000", "")
    done = admit(case.desk, clock, waiting.number, "Llamada del 2 de marzo")
    assert (done.target, done.settled) == (kid, 2)
    assert held(case.desk.store, CODEC) == ()
    assert digest(case.desk.store)["objects"] == 1
    case.same_as_definition()


def test_a_revoked_computer_keeps_what_was_received_and_no_more(case: Case) -> None:
    first = case.one.send(LOW, "1.topp")
    receive(case.desk, [first.written.path])
    kid = CODEC.signer(case.one.membership.device_seed).kid
    done = revoke(case.desk, clock, check_number(kid), "Robada")
    assert (done.settled, done.frontier) == (0, 2)
    after = case.one.send(HIGH, "2.topp")
    counts = receive(case.desk, [after.written.path]).counts
    assert counts == {"duplicate": 2, "held-sender": 1}
    (waiting,) = held(case.desk.store, CODEC)
    assert (waiting.reason, waiting.can_be_admitted) == ("revoked", False)
    assert receive(case.desk, [case.two.send(HIGH, "3.topp").written.path]).counts["conflict"] == 1
    case.same_as_definition()


def test_a_frontier_can_go_back(case: Case) -> None:
    first, second = case.one.send(LOW, "1.topp"), case.one.send(HIGH, "2.topp")
    receive(case.desk, [second.written.path])
    kid = CODEC.signer(case.one.membership.device_seed).kid
    enrolment = CODEC.meaning(case.one.membership.enrolment).rid
    done = revoke(case.desk, clock, kid, "Robada en marzo", [first.rid, enrolment])
    assert done.settled == 1
    assert digest(case.desk.store)["objects"] == 1
    case.same_as_definition()


def test_a_revoked_invitation_lets_nobody_new_in(case: Case) -> None:
    receive(case.desk, [case.one.send(LOW, "1.topp").written.path])
    invitation = CODEC.invitation(case.invited.code).signer.kid
    revoke(case.desk, clock, invitation, "El archivo se perdió")
    assert receive(case.desk, [case.two.send(HIGH, "2.topp").written.path]).counts == {
        "held-sender": 2
    }
    assert receive(case.desk, [case.one.send(HIGH, "3.topp").written.path]).counts["accepted"] == 1
    found = write_receipts(case.desk, clock, case.folder / "rec")
    assert found.without == (case.institution,), "nobody gets what is sealed for a lost key"
    case.same_as_definition()


def test_two_entries_become_one_institution(case: Case) -> None:
    other = case.invite("Municipio de Ejemplo (otra vez)")
    third = Laptop(case.folder / "three", other)
    files = [case.one.send(LOW, "1.topp"), third.send({SHORT[9]: 3}, "2.topp")]
    receive(case.desk, [f.written.path for f in files])
    with case.desk.store.read() as unit:
        assert len(unit.current()) == 2
    alias(case.desk, clock, case.institution, other.institution.id, "Cambió de nombre")
    with case.desk.store.read() as unit:
        (row,) = unit.current()
        pool = Pool(unit, CODEC)
        assert pool.find("Municipio de Ejemplo") == pool.find(other.institution.name)
    assert (row.heads, row.pending) == (2, False), "what each of them answered was combined"
    case.same_as_definition()
    with pytest.raises(UserError, match="alias-same"):
        alias(case.desk, clock, case.institution, other.institution.id, "")
    assert len(write_receipts(case.desk, clock, case.folder / "rec").files) == 1


def test_missing_versions_are_named_until_they_come(case: Case, tmp_path: Path) -> None:
    import pyrage

    first = case.one.send(LOW, "1.topp")
    second = case.one.send(HIGH, "2.topp")
    opener = case.office.keys.openers[0]
    lines = pyrage.decrypt(second.written.path.read_bytes(), [opener.identity]).splitlines()
    torn = tmp_path / "torn.topp"
    recipient = pyrage.x25519.Recipient.from_str(opener.recipient)
    torn.write_bytes(pyrage.encrypt(b"\n".join([lines[0], lines[-1]]) + b"\n", [recipient]))
    assert receive(case.desk, [torn]).counts == {"accepted": 1, "gap": 1}
    (absent,) = missing(case.desk.store, CODEC)
    kid = CODEC.signer(case.one.membership.device_seed).kid
    assert (absent.numbers, absent.since) == ((check_number(kid),), clock())
    assert (absent.rids, absent.held) == ((first.rid,), ())
    receive(case.desk, [first.written.path])
    assert missing(case.desk.store, CODEC) == ()


def test_what_waits_for_a_questionnaire_says_which(case: Case) -> None:
    blind = Receiver(CODEC, case.desk.store, case.office.keys, EmptyLibrary())
    receive(blind, [case.one.send(LOW).written.path])
    (waiting,) = held(case.desk.store, CODEC)
    assert waiting.reason == "unknown-instrument"
    assert waiting.instrument == f"{AGENDA.id} {AGENDA.version}"
    receive(case.desk, [])
    assert held(case.desk.store, CODEC) == ()


# --- taking back ---------------------------------------------------------------------------------


def _withdraw(case: Case, laptop: Laptop, what: Any, round_id: str | None = "2026-1") -> Path:
    membership: Membership = laptop.membership
    out = case.folder / f"{what}.topp"
    Withdrawing(CODEC, laptop.profile, clock).withdraw(membership, what, round_id, "", out)
    return out


def test_consent_and_rounds_are_taken_back(case: Case) -> None:
    receive(case.desk, [case.one.send(LOW, consent="public").written.path])

    def row() -> Any:
        with case.desk.store.read() as unit:
            (found,) = unit.current()
        return found

    assert row().consent == "public"
    path = _withdraw(case, case.one, "consent")
    again = _withdraw(case, case.one, "consent")
    assert path.read_bytes() != b""
    assert again == path
    assert receive(case.desk, [path]).counts == {"duplicate": 1, "accepted": 1}
    assert (row().consent, row().withdrawn) == ("secretariat", False)
    receive(case.desk, [_withdraw(case, case.one, "round", None)])
    assert row().withdrawn
    assert region(case.desk.store, LIBRARY).institutions == 0
    with pytest.raises(UserError, match="round-withdrawn"):
        case.one.send(HIGH, "late.topp")
    case.same_as_definition()


def test_a_purge_leaves_the_rids_alone(case: Case) -> None:
    first, second = case.disagree()
    with pytest.raises(UserError, match="not-withdrawn"):
        purge(case.desk, clock, case.institution, "2026-1", "no")
    receive(case.desk, [_withdraw(case, case.one, "round")])
    before = digest(case.desk.store)
    gone = purge(case.desk, clock, case.institution, "2026-1", "La institución lo pidió")
    assert set(gone.rids) == {first, second}
    assert digest(case.desk.store) == before
    with case.desk.store.read() as unit:
        assert unit.raw([first, second]) == {}
        assert unit.current() == []
        assert [a.act for a in unit.acts()][:1] == ["purged"]
    again = receive(case.desk, [case.folder / "one" / "one.topp"])
    assert again.counts == {"duplicate": 2}
    assert digest(case.desk.store) == before
    with case.desk.store.read() as unit:
        assert unit.raw([first]) == {}
    database = case.office.folder / "store.sqlite"
    note = CODEC.sign(case.office.keys.root, "x", {"a": 1}).raw
    assert note not in database.read_bytes()


def test_everything_that_was_done_is_remembered(case: Case) -> None:
    first, _ = case.disagree()
    case.resolve(head=first)
    case.receipt()
    with case.desk.store.read() as unit:
        acts = unit.acts()
    assert [a.act for a in acts] == ["receipts", "resolved", "invited"]
    assert {a.signer for a in acts} == {case.office.keys.root.kid}
    assert acts[1].reason == "Por teléfono con la alcaldía"


def test_another_machine_reaches_the_same_from_the_same_lines(case: Case) -> None:
    first, _ = case.disagree()
    case.resolve(head=first)
    laptop = _stranger(case)
    late = laptop.send(HIGH, "late.topp")
    receive(case.desk, [late.written.path])
    admit(case.desk, clock, check_number(CODEC.signer(laptop.membership.device_seed).kid), "ok")
    other = case.office.other_desk(case.folder / "machine")
    with case.desk.store.read() as unit:
        rows = unit.with_status("admitted", *HELD)
        raws = unit.raw([r.rid for r in rows])
    from topp_desktop.services.exchange.ports import SignedLine

    lines = [SignedLine(raws[r.rid], r.typ, r.rid, r.kid) for r in rows]
    take_lines(other, list(reversed(lines)))
    assert digest(other.store) == digest(case.desk.store)
    with other.store.read() as unit, case.desk.store.read() as ours:
        assert sorted(map(repr, unit.current())) == sorted(map(repr, ours.current()))


def test_an_unnamed_officer_decides_nothing(case: Case) -> None:
    from topp_desktop.packages.keys import OfficerKeyring

    first, _ = case.disagree()
    keys = OfficerKeyring(
        case.office.keys.id, "x", case.office.keys.audience, bytes(32), case.office.keys.anchors
    )
    desk = replace(case.desk, keys=keys)
    before = digest(case.desk.store)
    with pytest.raises(UserError, match="not-authorised"):
        resolve(desk, clock, case.institution, "2026-1", "porque sí", head=first)
    assert digest(case.desk.store) == before
    with case.desk.store.read() as unit:
        assert unit.rids(["topp-resolution"], "admitted", "held-sender", "unverified") == []


# --- what is known already -----------------------------------------------------------------------


def test_known_bytes_are_passed_over_and_others_are_not(case: Case) -> None:
    """A known rid alone says nothing: the signature beside it has to be the one that was verified,
    and what a sender who is no longer trusted sends again is no duplicate."""
    import pyrage

    sound = case.one.send(LOW).written.path
    receive(case.desk, [sound])
    opener = case.office.keys.openers[0]
    recipient = pyrage.x25519.Recipient.from_str(opener.recipient)
    enrolment, revision = pyrage.decrypt(sound.read_bytes(), [opener.identity]).splitlines()
    signed, _, signature = revision.rpartition(b".")
    forged = signed + b"." + signature[:20] + bytes(reversed(signature[20:40])) + signature[40:]

    def sealed(name: str, *lines: bytes) -> Path:
        path = case.folder / name
        path.write_bytes(pyrage.encrypt(b"\n".join(lines) + b"\n", [recipient]))
        return path

    again = receive(case.desk, [sealed("other.topp", enrolment, revision)])
    assert (again.counts, again.changed) == ({"duplicate": 2}, False)
    broken = receive(case.desk, [sealed("forged.topp", enrolment, forged)])
    assert broken.counts == {"duplicate": 1, "damaged": 1}
    revoke(case.desk, clock, CODEC.meaning(revision).kid, "Robada", [])
    assert receive(case.desk, [sound]).counts == {"held-sender": 2}
