"""A secretariat decides: between versions, about computers, about names; and says what it got."""

from __future__ import annotations

import secrets
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from tests.support.exchange_world import (
    AGENDA,
    CODEC,
    LIBRARY,
    SHORT,
    Laptop,
    Office,
    Shelf,
    clock,
)
from topp_desktop.domain.errors import UserError
from topp_desktop.domain.exchange import Outcome, Trust, evaluate
from topp_desktop.formats.objects import jwk
from topp_desktop.packages.keys import SigningKey
from topp_desktop.services.conflicts import conflicts, resolve
from topp_desktop.services.exchange_ports import HELD, Membership
from topp_desktop.services.held import held, missing
from topp_desktop.services.opening import Opening
from topp_desktop.services.pending import pending_scores
from topp_desktop.services.pool_view import Pool
from topp_desktop.services.receipts import digits_of, take_invitations, write_receipts
from topp_desktop.services.receive import Desk, digest, receive, take_lines
from topp_desktop.services.region import region
from topp_desktop.services.secretariat import Invited, check_number
from topp_desktop.services.shelf import LibraryShelf
from topp_desktop.services.trust import admit, alias, revoke
from topp_desktop.services.withdrawing import Withdrawing, purge

A, B, C = (f"item:{item}" for item in SHORT[:3])
LOW, HIGH = dict.fromkeys(SHORT[:8], 1), {**dict.fromkeys(SHORT[:8], 1), SHORT[0]: 3, SHORT[1]: 4}


class Case:
    """One institution on two laptops that answered some questions differently."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.office = Office(folder / "office")
        self.invited = self.invite()
        self.one = Laptop(folder / "one", self.invited)
        self.two = Laptop(folder / "two", self.invited)

    def invite(self, name: str = "Municipio de Ejemplo") -> Invited:
        invited = self.office.invite(name, remember=False)
        take_invitations(self.office.desk, clock, [invited])
        return invited

    @property
    def desk(self) -> Desk:
        return self.office.desk

    @property
    def institution(self) -> str:
        return self.invited.institution.id

    def disagree(self) -> tuple[str, str]:
        """Both send; returns the two rids."""
        first = self.one.send(LOW, "one.topp")
        second = self.two.send({**HIGH, SHORT[9]: 2}, "two.topp")
        receive(self.desk, [first.written.path, second.written.path])
        return first.rid, second.rid

    def resolve(self, **how: Any) -> Any:
        return resolve(
            self.desk,
            clock,
            "Municipio de Ejemplo",
            "2026-1",
            "Por teléfono con la alcaldía",
            **how,
        )

    def opening(self, laptop: Laptop) -> Opening:
        return Opening(CODEC, laptop.profile, clock)

    def receipt(self, name: str = "rec") -> Path:
        (file,) = write_receipts(self.desk, clock, self.folder / name).files
        return file.written.path

    def admitted(self) -> list[Any]:
        """Everything in the pool, read from its bytes."""
        with self.desk.store.read() as unit:
            rows = unit.with_status("admitted", *HELD)
            return [CODEC.meaning(raw) for raw in unit.raw([r.rid for r in rows]).values()]

    def same_as_definition(self) -> None:
        """The store concludes what `evaluate` does."""
        trust = Trust(frozenset(self.office.keys.anchors), frozenset({AGENDA.sha256}))
        whole = evaluate(self.admitted(), trust)
        with self.desk.store.read() as unit:
            rows = unit.with_status("admitted", *HELD)
        assert {r.rid: r.outcome for r in rows} == {k: v.value for k, v in whole.outcomes.items()}
        assert digest(self.desk.store)["digest"] == whole.digest


@pytest.fixture
def case(tmp_path: Path) -> Case:
    return Case(tmp_path)


# --- two different versions ----------------------------------------------------------------------


def test_a_conflict_shows_every_value_with_its_computer(case: Case) -> None:
    first, second = case.disagree()
    (found,) = conflicts(case.desk.store, CODEC)
    assert (found.name, found.round) == ("Municipio de Ejemplo", "2026-1")
    assert {head.rid for head in found.heads} == {first, second}
    shown = {d.element: {s.rid: s.value["value"] for s in d.values} for d in found.differences}
    assert shown == {A: {first: 1000, second: 3000}, B: {first: 1000, second: 4000}}
    assert found.combined == (f"item:{SHORT[9]}",), "answered on one computer alone"
    numbers = {said.number for d in found.differences for said in d.values}
    kids = {CODEC.signer(lap.membership.device_seed).kid for lap in (case.one, case.two)}
    assert numbers == {check_number(kid) for kid in kids}
    assert found.as_dict()["elements"][0]["values"][0].keys() == {
        *("rid", "device", "kid", "created", "value")
    }


def test_a_decision_leaves_one_version_and_reaches_the_institution(case: Case) -> None:
    first, second = case.disagree()
    made = case.resolve(picks={A: first, B: second[:12]})
    assert made.remaining == ()
    assert conflicts(case.desk.store, CODEC) == ()
    with case.desk.store.read() as unit:
        view = Pool(unit, CODEC).picture((case.institution, "2026-1")).view
    assert view.heads == (made.line.rid,)
    assert (view.elements[A]["value"], view.elements[B]["value"]) == (1000, 4000)
    case.same_as_definition()

    opened = case.opening(case.one).take(case.receipt())
    assert [d.reason for d in opened.decisions] == ["Por teléfono con la alcaldía"]
    assert opened.versions == 1, "what the other laptop had sent came along"
    again = case.one.send(LOW, "again.topp")
    found = receive(case.desk, [again.written.path])
    assert found.counts["accepted"] == 1
    with case.desk.store.read() as unit:
        picture = Pool(unit, CODEC).picture((case.institution, "2026-1"))
    assert picture.view.heads == (again.rid,)
    assert picture.statements[again.rid].parents == (made.line.rid,)
    assert picture.view.elements[B]["value"] == 4000, "what was decided holds"
    assert not picture.view.missing
    case.same_as_definition()


def test_one_version_may_count_for_everything_and_part_may_stay_open(case: Case) -> None:
    first, second = case.disagree()
    part = case.resolve(picks={A: first})
    assert part.remaining == (B,)
    (still,) = conflicts(case.desk.store, CODEC)
    assert [d.element for d in still.differences] == [B]
    assert case.resolve(picks={B: second}).remaining == ()
    assert conflicts(case.desk.store, CODEC) == ()
    case.same_as_definition()
    with pytest.raises(UserError, match="nothing-to-decide"):
        case.resolve(head=second)


def test_taking_one_version_as_it_is(case: Case) -> None:
    _, second = case.disagree()
    assert case.resolve(head=second[:10]).remaining == ()
    with case.desk.store.read() as unit:
        view = Pool(unit, CODEC).picture((case.institution, "2026-1")).view
    assert (view.elements[A]["value"], view.elements[B]["value"]) == (3000, 4000)


@pytest.mark.parametrize(
    ("institution", "round_id", "picks", "reason", "code"),
    [
        ("Nadie", "2026-1", {A: "@"}, "x", "institution-unknown"),
        ("Municipio de Ejemplo", "2030-1", {A: "@"}, "x", "round-unknown"),
        ("Municipio de Ejemplo", "2026-1", {C: "@"}, "x", "element-not-open"),
        ("Municipio de Ejemplo", "2026-1", {A: "zz"}, "x", "version-unknown"),
        ("Municipio de Ejemplo", "2026-1", {A: "@"}, "  ", "reason-missing-decision"),
    ],
)
def test_a_decision_about_nothing_is_refused(
    case: Case, institution: str, round_id: str, picks: dict[str, str], reason: str, code: str
) -> None:
    first, _ = case.disagree()
    before = digest(case.desk.store)
    picks = {k: first if v == "@" else v for k, v in picks.items()}
    with pytest.raises(UserError, match=code):
        resolve(case.desk, clock, institution, round_id, reason, picks)
    assert digest(case.desk.store) == before


def test_pending_totals_span_what_may_be_decided(case: Case) -> None:
    first, _ = case.disagree()
    with case.desk.store.read() as unit:
        view = Pool(unit, CODEC).picture((case.institution, "2026-1")).view
    low, high = pending_scores(AGENDA, view)
    names = [c for c in AGENDA.cells if low.cells[c].published]
    spans = [(low.cells[c].declared or 0.0, high.cells[c].declared or 0.0) for c in names]
    assert all(lowest <= highest for lowest, highest in spans)
    assert any(lowest < highest for lowest, highest in spans)
    case.resolve(head=first)
    with case.desk.store.read() as unit:
        settled = Pool(unit, CODEC).picture((case.institution, "2026-1")).view
    one, other = pending_scores(AGENDA, settled)
    assert one == other
    for cell, (lowest, highest) in zip(names, spans, strict=True):
        assert lowest <= (one.cells[cell].declared or 0.0) <= highest


def test_the_region_gives_medians_the_range_they_can_end_in(case: Case) -> None:
    for n in range(3):
        laptop = Laptop(case.folder / f"more-{n}", case.invite(f"Otro {n}"))
        sent = laptop.send(dict.fromkeys(SHORT, n + 1), f"{n}.topp")
        receive(case.desk, [sent.written.path])
    sure = region(case.desk.store, LibraryShelf(LIBRARY), codec=CODEC)
    assert (sure.pending, sure.ranges) == (0, ())
    files = [
        case.one.send(dict.fromkeys(SHORT, 0), "a.topp").written.path,
        case.two.send(dict.fromkeys(SHORT, 4), "b.topp").written.path,
    ]
    receive(case.desk, files)
    found = region(case.desk.store, LibraryShelf(LIBRARY), codec=CODEC)
    assert found.pending == 1
    (ranges,) = found.ranges
    assert ranges
    for cell, (low, high) in ranges.items():
        median = found.groups[0].cells[cell].median
        assert median is not None
        assert low < high
        assert low <= median <= high
    assert found.as_dict()["groups"][0]["ranges"].keys() == ranges.keys()


# --- receipts ------------------------------------------------------------------------------------


def test_a_receipt_says_what_arrived_and_is_the_same_until_something_changes(case: Case) -> None:
    sent = case.one.send(LOW)
    receive(case.desk, [sent.written.path])
    path = case.receipt()
    looked = case.opening(case.one).preview(path)
    assert case.opening(case.one).confirmed(case.institution) == ()
    opened = case.opening(case.one).take(path)
    assert opened == looked
    (confirmed,) = opened.confirmed
    assert (confirmed.rid, confirmed.outcome, confirmed.answers) == (sent.rid, Outcome.ACCEPTED, 8)
    assert case.opening(case.one).confirmed(case.institution) == (confirmed,)
    assert case.opening(case.two).take(path).elsewhere == 1

    def receipts() -> list[str]:
        with case.desk.store.read() as unit:
            return unit.rids(["topp-receipt"], "admitted")

    before = receipts()
    case.receipt("again")
    assert receipts() == before
    receive(case.desk, [case.two.send(HIGH).written.path])
    case.receipt("third")
    assert len(receipts()) == len(before) + 1
    assert digest(case.desk.store)["objects"] == 2, "receipts shape nothing"


def test_only_the_institution_opens_its_receipt(case: Case) -> None:
    receive(case.desk, [case.one.send(LOW).written.path])
    path = case.receipt()
    other = Laptop(case.folder / "other", case.invite("Otro"))
    with pytest.raises(UserError, match="file-not-for-institution"):
        case.opening(other).take(path)
    broken = case.folder / "broken.topp"
    broken.write_bytes(path.read_bytes()[:-9])
    with pytest.raises(UserError, match="package-refused"):
        case.opening(case.one).take(broken)
    stranger = Laptop(case.folder / "nobody", Office(case.folder / "s").invite())
    with pytest.raises(UserError, match="not-joined"):
        case.opening(stranger).take(path, case.institution)


def test_the_spoken_code_is_recognised_and_no_other(case: Case) -> None:
    sent = case.one.send(LOW)
    receive(case.desk, [sent.written.path])
    (file,) = write_receipts(case.desk, clock, case.folder / "rec").files
    (entry,) = file.entries
    assert len(digits_of(entry.code)) == 13
    typed = entry.code.replace(" ", "-")
    found = case.opening(case.one).confirm(typed)
    assert (found.rid, found.how) == (sent.rid, "spoken")
    assert [c.rid for c in case.opening(case.one).confirmed(case.institution)] == [sent.rid]
    wrong = typed[:-1] + ("0" if typed[-1] != "0" else "1")
    for bad in (wrong, "", "1234"):
        with pytest.raises(UserError, match="code-not-recognised"):
            case.opening(case.one).confirm(bad)
    with case.desk.store.read() as unit:
        stored = unit.receipt_keys([CODEC.invitation(case.invited.code).signer.kid])
    key = CODEC.invitation(case.invited.code).receipt_key
    assert all(key not in sealed for sealed in stored.values()), "sealed in the store"


def test_a_forged_receipt_is_not_believed(case: Case) -> None:
    """Sealed for the institution, but signed by somebody whom its secretariat does not name."""
    sent = case.one.send(LOW)
    pack = CODEC.payload(case.one.membership.pack)
    forger = SigningKey(secrets.token_bytes(32))
    payload = {
        "format": "topp-receipt",
        "version": 1,
        "institution": case.institution,
        "outcomes": {sent.rid: "accepted"},
        "created": "2026-03-01T12:00:00Z",
    }
    line = CODEC.sign(forger, "topp-receipt", payload)
    forged_pack = CODEC.sign(
        forger, "topp-region-pack", {**pack, "root": jwk(forger.x), "number": 99}
    )
    opener = CODEC.invitation(case.invited.code).opener
    path = case.folder / "forged.topp"
    CODEC.write_sealed(path, [forged_pack.raw, line.raw], [], opener)
    opened = case.opening(case.one).take(path)
    assert (opened.confirmed, opened.elsewhere, opened.not_taken) == ((), 0, 1)


# --- computers, officers, names ------------------------------------------------------------------


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
    assert (absent.rids, absent.held) == ((first.rid,), ())
    receive(case.desk, [first.written.path])
    assert missing(case.desk.store, CODEC) == ()


def test_what_waits_for_a_questionnaire_says_which(case: Case) -> None:
    blind = Desk(CODEC, case.desk.store, case.office.keys, Shelf())
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
    assert region(case.desk.store, LibraryShelf(LIBRARY)).institutions == 0
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
    from topp_desktop.services.exchange_ports import Line

    lines = [Line(raws[r.rid], r.typ, r.rid, r.kid) for r in rows]
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
