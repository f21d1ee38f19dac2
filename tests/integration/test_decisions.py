"""A secretariat decides: between versions, about computers, about names; and says what it got."""

from __future__ import annotations

import secrets
from pathlib import Path

import pytest

from tests.support.disputes import HIGH, LOW, A, B, C, Case
from tests.support.exchange_world import (
    AGENDA,
    CODEC,
    LIBRARY,
    SHORT,
    Laptop,
    Office,
    clock,
)
from topp_desktop.domain.errors import UserError
from topp_desktop.domain.exchange import Outcome
from topp_desktop.domain.instrument import Wording
from topp_desktop.formats.objects import jwk
from topp_desktop.foundation.i18n import translator
from topp_desktop.packages.keys import SigningKey
from topp_desktop.services.exchange.check_number import check_number, digits_of
from topp_desktop.services.exchange.compared_words import side_by_side
from topp_desktop.services.exchange.element_words import element_name, element_place
from topp_desktop.services.exchange.pool_view import Pool
from topp_desktop.services.exchange.receive import digest, receive
from topp_desktop.services.secretariat.conflicts import conflicts, in_reading_order, resolve
from topp_desktop.services.secretariat.held import held
from topp_desktop.services.secretariat.pending import pending_scores
from topp_desktop.services.secretariat.receipts import take_invitations, write_receipts
from topp_desktop.services.secretariat.region import region
from topp_desktop.services.secretariat.trust import admit


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


def test_a_decision_says_whether_a_receipt_can_carry_it(case: Case) -> None:
    """A computer that was admitted by phone sends to an office that knows no invitation: nothing
    is there to seal a receipt with until the institution is invited again."""
    first = case.one.send(LOW, "one.topp")
    second = case.two.send(HIGH, "two.topp")
    other = case.office.other_desk(case.folder / "elsewhere")
    receive(other, [first.written.path, second.written.path])
    for waiting in held(other.store, CODEC):
        admit(other, clock, waiting.number, "Por teléfono", waiting.institution)
    made = resolve(other, clock, case.institution, "2026-1", "Por teléfono", head=first.rid)
    assert not made.answerable
    assert write_receipts(other, clock, case.folder / "none").files == ()
    take_invitations(other, clock, [case.invited])
    (file,) = write_receipts(other, clock, case.folder / "some").files
    opened = case.opening(case.one).take(file.written.path)
    assert [d.reason for d in opened.decisions] == ["Por teléfono"]
    case.disagree()
    assert case.resolve(head=first.rid).answerable


def test_differences_are_told_in_words(case: Case) -> None:
    case.disagree()
    (found,) = conflicts(case.desk.store, CODEC)
    words, wording = translator("en"), Wording(AGENDA, "en")
    said = []
    for difference in in_reading_order(found, wording):
        values = [one.value for one in difference.values]
        said.append(element_name(difference.element, wording, words))
        said += [
            element_place(difference.element, wording),
            *side_by_side(A, values, wording, words),
        ]
    text = "\n".join(said)
    assert "item:" not in text
    item = next(i for i in AGENDA.items if f"item:{i.id}" in {A, B})
    assert item.area
    assert item.dimension
    assert said[0] == f"Question {wording.item_code(item)}"
    assert said[1] == f"{wording.area_short(item.area)} · {wording.dimension(item.dimension)}"
    assert wording.level(1) in text
    assert wording.level(3) in text


def test_values_that_look_alike_are_told_apart() -> None:
    words, wording = translator("en"), Wording(AGENDA, "en")
    one = {"value": 2000, "evidence": 1, "documents": ["Plan"]}
    other = {"value": 2000, "evidence": 3, "documents": ["Plan"]}
    texts = side_by_side(A, [one, other], wording, words)
    assert texts[0].endswith(f"What supports the answer: {wording.evidence_grade(1)}")
    assert texts[1].endswith(f"What supports the answer: {wording.evidence_grade(3)}")
    assert "Plan" not in texts[0], "what is the same needs no words"
    hidden = side_by_side(A, [{"value": 1, "n": 2}, {"value": 1, "n": 3}], wording, words)
    assert all(text.endswith("differs in details") for text in hidden)
    sha = side_by_side("meta:instrument", [{"value": "ab" * 32}], wording, words)[0]
    assert "ab" * 32 not in sha


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
    sure = region(case.desk.store, LIBRARY, codec=CODEC)
    assert (sure.pending, sure.ranges) == (0, ())
    files = [
        case.one.send(dict.fromkeys(SHORT, 0), "a.topp").written.path,
        case.two.send(dict.fromkeys(SHORT, 4), "b.topp").written.path,
    ]
    receive(case.desk, files)
    found = region(case.desk.store, LIBRARY, codec=CODEC)
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
