"""Merging by example: what combines, what conflicts, who counts. Pure domain."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import Any

from topp_desktop.domain.exchange import (
    Admission,
    Alias,
    Enrolment,
    Invitation,
    Outcome,
    RegionPack,
    Resolution,
    Revision,
    Revocation,
    Trust,
    Withdrawal,
    evaluate,
)
from topp_desktop.domain.exchange.aggregate import open_range
from topp_desktop.domain.exchange.objects import ExchangeObject

ROOT, OFFICER = "root", "officer"
TRUST = Trust(frozenset({ROOT}), frozenset({"sha"}))
X, ROUND = "x", "2026-1"

BASE: tuple[ExchangeObject, ...] = (
    RegionPack("pack", ROOT, "sec", 1, officers=(OFFICER,)),
    Invitation("inv-x", ROOT, X, "key-x"),
    Invitation("inv-y", OFFICER, "y", "key-y"),
    Enrolment("enr-a", "a", X, "key-x"),
    Enrolment("enr-b", "b", X, "key-x"),
    Enrolment("enr-c", "c", "y", "key-y"),
)


def level(value: Any) -> dict[str, Any]:
    return {"value": value, "variance": [9, 25]} if isinstance(value, int) else {"value": value}


def rev(rid: str, kid: str, elements: dict[str, Any], *parents: str, **more: Any) -> Revision:
    seq = more.pop("seq", sum(map(ord, rid)))
    institution = more.pop("institution", X)
    return Revision(rid, kid, institution, ROUND, seq, parents, "sha", elements=elements, **more)


def look(*objects: ExchangeObject, institution: str = X) -> Any:
    return evaluate([*BASE, *objects], TRUST).views[institution, ROUND]


def outcomes(*objects: ExchangeObject) -> dict[str, str]:
    found = evaluate([*BASE, *objects], TRUST).outcomes
    return {o.rid: found[o.rid].value for o in objects}


def test_two_laptops_that_answered_different_areas_combine() -> None:
    view = look(rev("r1", "a", {"item:1": level(1)}), rev("r2", "b", {"item:2": level(2)}))
    assert view.elements == {"item:1": level(1), "item:2": level(2)}
    assert view.combined == {"item:1", "item:2"}
    assert not view.conflicts
    assert not view.pending


def test_a_change_on_one_side_is_taken_and_marked() -> None:
    first = rev("r0", "a", {"item:1": level(1), "item:2": level(2)})
    left = rev("r1", "a", {"item:1": level(3), "item:2": level(2)}, "r0")
    right = rev("r2", "b", {"item:1": level(1), "item:2": level(2)}, "r0")
    view = look(first, left, right)
    assert view.elements["item:1"] == level(3)
    assert view.combined == {"item:1"}
    assert view.heads == ("r1", "r2")


def test_different_changes_conflict_with_both_values_and_the_full_range() -> None:
    left, right = rev("r1", "a", {"item:1": level(1000)}), rev("r2", "b", {"item:1": level("DK")})
    view = look(left, right)
    conflict = view.conflicts["item:1"]
    assert [(c.rid, c.value) for c in conflict.candidates] == [
        ("r1", level(1000)),
        ("r2", level("DK")),
    ]
    assert "item:1" not in view.elements
    assert view.pending
    assert open_range(conflict) == (Fraction(0), Fraction(4))
    other = rev("r2", "b", {"item:1": level(3000)})
    assert open_range(look(left, other).conflicts["item:1"]) == (Fraction(1), Fraction(3))
    assert outcomes(left, right) == {"r1": "conflict", "r2": "conflict"}


def test_an_erased_answer_competes_with_a_changed_one() -> None:
    first = rev("r0", "a", {"item:1": level(1)})
    view = look(first, rev("r1", "a", {}, "r0"), rev("r2", "b", {"item:1": level(2)}, "r0"))
    assert view.conflicts["item:1"].values == (None, level(2))


def test_different_bases_are_a_conflict_even_where_only_one_side_changed() -> None:
    criss = [
        rev("a0", "a", {"item:1": level(1)}),
        rev("b0", "b", {"item:1": level(2)}),
        rev("a1", "a", {"item:1": level(1)}, "a0", "b0"),
        rev("b1", "b", {"item:1": level(2)}, "a0", "b0"),
    ]
    view = look(*criss)
    assert set(view.conflicts) == {"item:1"}


def test_a_missing_ancestor_is_a_gap_until_it_arrives() -> None:
    first, child = rev("r0", "a", {"item:1": level(1)}), rev("r1", "a", {}, "r0")
    assert outcomes(child) == {"r1": "gap"}
    assert look(child).missing == {"r0"}
    assert look(child).pending
    assert outcomes(child, first) == {"r1": "accepted", "r0": "superseded"}


def test_a_copied_installation_keeps_both_and_says_so() -> None:
    one, two = rev("r1", "a", {}, seq=1), rev("r2", "a", {}, seq=1)
    assert outcomes(one, two) == {"r1": "copied-installation", "r2": "copied-installation"}
    assert look(one, two).copied == {"r1", "r2"}
    after = rev("r3", "a", {}, "r1", "r2", seq=2)
    assert outcomes(one, two, after)["r3"] == "accepted"


def test_a_resolution_leaves_one_head_and_holds_what_it_picked() -> None:
    left, right = rev("r1", "a", {"item:1": level(1)}), rev("r2", "b", {"item:1": level(2)})
    choice = Resolution("s1", OFFICER, X, ROUND, ("r1", "r2"), {"item:1": "r2"}, "…")
    view = look(left, right, choice)
    assert view.heads == ("s1",)
    assert view.elements == {"item:1": level(2)}
    assert not view.conflicts
    late = rev("r3", "b", {"item:1": level(4)}, "r2")
    reopened = look(left, right, choice, late)
    assert set(reopened.heads) == {"s1", "r3"}
    assert reopened.elements["item:1"] == level(4)
    clash = look(left, right, choice, rev("r3", "a", {"item:1": level(4)}, "r1"))
    assert clash.conflicts["item:1"].values == (level(4), level(2))


def test_a_resolution_without_a_pick_leaves_the_question_open() -> None:
    left, right = rev("r1", "a", {"item:1": level(1)}), rev("r2", "b", {"item:1": level(2)})
    view = look(left, right, Resolution("s1", ROOT, X, ROUND, ("r1", "r2"), {}, "…"))
    assert view.heads == ("s1",)
    assert view.conflicts["item:1"].values == (level(1), level(2))


def test_a_resolution_of_a_device_is_held() -> None:
    left = rev("r1", "a", {"item:1": level(1)})
    forged = Resolution("s1", "b", X, ROUND, ("r1",), {}, "…")
    assert outcomes(left, forged) == {"r1": "accepted", "s1": "held-sender"}


def test_a_device_counts_for_its_own_institution_only() -> None:
    foreign = rev("r1", "c", {"item:1": level(4)})
    found = evaluate([*BASE, foreign], TRUST)
    assert found.outcomes["r1"] is Outcome.HELD_SENDER
    assert (X, ROUND) not in found.views


def test_a_phone_check_admits_a_device() -> None:
    unknown = rev("r1", "d", {})
    assert outcomes(unknown) == {"r1": "held-sender"}
    assert outcomes(unknown, Admission("adm", OFFICER, "d", X))["r1"] == "accepted"
    assert outcomes(unknown, Admission("adm", "a", "d", X))["r1"] == "held-sender"


def test_a_revocation_keeps_the_frontier_and_its_ancestors() -> None:
    chain = [
        rev("r0", "a", {}),
        rev("r1", "a", {}, "r0"),
        rev("r2", "a", {}, "r1"),
    ]
    revoked = Revocation("rev", OFFICER, "a", ("r1",))
    assert outcomes(*chain, revoked) == {
        "r0": "superseded",
        "r1": "accepted",
        "r2": "held-sender",
        "rev": "accepted",
    }
    stricter = Revocation("rev2", ROOT, "a", ("r0",))
    assert outcomes(*chain, revoked, stricter)["r1"] == "held-sender"


def test_only_a_root_revokes_an_officer_and_what_the_officer_did() -> None:
    by_officer = Revocation("rv1", OFFICER, OFFICER, ())
    found = evaluate([*BASE, by_officer], TRUST).outcomes
    assert found["rv1"] is Outcome.HELD_SENDER
    by_root = Revocation("rv2", ROOT, OFFICER, ("inv-y",))
    admission = Admission("adm", OFFICER, "d", X)
    found = evaluate([*BASE, by_root, admission], TRUST).outcomes
    assert found["adm"] is Outcome.HELD_SENDER
    assert found["inv-y"] is Outcome.ACCEPTED


def test_a_revoked_invitation_admits_no_new_laptop() -> None:
    revoked = Revocation("rv", ROOT, "key-x", ("enr-a",))
    one, two = rev("r1", "a", {}), rev("r2", "b", {})
    assert outcomes(one, two, revoked)["r1"] == "accepted"
    assert outcomes(one, two, revoked)["r2"] == "held-sender"


def test_aliases_are_one_institution() -> None:
    one, two = rev("r1", "a", {"item:1": level(1)}), rev("r2", "c", {}, "r1", institution="y")
    assert outcomes(one, two) == {"r1": "accepted", "r2": "gap"}
    alias = Alias("al", ROOT, ("y", X))
    found = evaluate([*BASE, one, two, alias], TRUST)
    assert found.outcomes["r2"] is Outcome.ACCEPTED
    assert found.views[X, ROUND].heads == ("r2",)
    assert ("y", ROUND) not in found.views


def test_an_edge_that_leaves_the_round_or_institution_does_not_count() -> None:
    other = Revision("r0", "a", X, "2025-1", 1, (), "sha")
    assert outcomes(other, rev("r1", "a", {}, "r0")) == {"r0": "accepted", "r1": "gap"}
    assert outcomes(rev("r0", "c", {}, institution="y"), rev("r1", "a", {}, "r0")) == {
        "r0": "accepted",
        "r1": "gap",
    }


def test_an_unknown_instrument_is_held() -> None:
    assert outcomes(replace(rev("r1", "a", {}), instrument="other")) == {"r1": "held-instrument"}


def test_a_withdrawal_hides_and_takes_consent_back() -> None:
    public = rev("r1", "a", {}, consent="public")
    assert look(public).consent == "public"
    assert look(public, Withdrawal("w", "a", X, ROUND, "consent")).consent == "secretariat"
    assert look(public, Withdrawal("w", "b", X, None, "round")).withdrawn
    assert not look(public, Withdrawal("w", "c", X, None, "round")).withdrawn


def test_the_closest_consent_of_the_heads_holds() -> None:
    one, two = rev("r1", "a", {}, consent="public"), rev("r2", "b", {}, consent="peers")
    assert look(one, two).consent == "peers"


def test_packs_of_successors_and_older_packs() -> None:
    handover = RegionPack("p2", ROOT, "sec", 2, successors=("root2",))
    newest = RegionPack("p3", "root2", "sec", 3)
    stranger = RegionPack("p9", "other", "sec", 9)
    assert outcomes(handover, newest, stranger) == {
        "p2": "superseded",
        "p3": "accepted",
        "p9": "held-sender",
    }
