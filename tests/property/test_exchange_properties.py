"""The properties of docs/exchange.md, "Merging", over random histories of honest and other keys."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import replace
from random import Random
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from topp_desktop.domain.exchange import (
    Admission,
    Alias,
    Enrolment,
    Evaluation,
    History,
    Invitation,
    Open,
    Outcome,
    RegionPack,
    Resolution,
    Revision,
    Revocation,
    Trust,
    Withdrawal,
    evaluate,
    node_of,
)
from topp_desktop.domain.exchange.objects import ExchangeObject

TRUST = Trust(frozenset({"root"}), frozenset({"sha"}))
INSTITUTIONS = ("x", "y")
ROUNDS = ("2026-1", "2026-2")


def _rid(*parts: object) -> str:
    return hashlib.sha256(repr(parts).encode()).hexdigest()


def history(random: Random, *, hostile: bool = True, revoke: bool = True) -> list[ExchangeObject]:
    """Two institutions, three invited devices each, officers, strangers, and what they say.

    Rids are hashes of the content, so that no history contains a circle.
    """
    objects: list[ExchangeObject] = [RegionPack(_rid("pack"), "root", "s", 1, ("officer",))]
    devices: dict[str, str] = {}
    for institution in INSTITUTIONS:
        objects.append(Invitation(_rid("i", institution), "root", institution, "k" + institution))
        for n in range(3):
            kid = f"{institution}{n}"
            devices[kid] = institution
            objects.append(Enrolment(_rid("e", kid), kid, institution, "k" + institution))
    made: list[Any] = []
    for step in range(random.randint(1, 14)):
        kid = random.choice([*devices, "stranger"] if hostile else list(devices))
        institution = devices.get(kid, "x")
        if hostile and random.random() < 0.08:
            institution = random.choice(INSTITUTIONS)
        round_id = random.choice(ROUNDS)
        here = [m for m in made if (m.institution, m.round) == (institution, round_id)]
        if hostile and made and random.random() < 0.05:
            here = made
        parents = tuple(sorted({m.rid for m in random.sample(here, min(len(here), 2))}))
        if hostile and random.random() < 0.05:
            parents += (_rid("never seen", step),)
        elements = {
            f"item:{n}": {"value": random.randint(0, 2)} for n in range(4) if random.random() < 0.7
        }
        if random.random() < 0.12 and parents:
            picks = {f"item:{n}": random.choice(parents) for n in range(4)}
            signer = random.choice(["officer", "root", kid])
            rid = _rid("s", step, signer, institution, round_id, parents, picks)
            made.append(Resolution(rid, signer, institution, round_id, parents, picks))
            continue
        seq = random.choice([step + 1, 1])
        rid = _rid("r", step, kid, institution, round_id, parents, elements, seq)
        instrument = "sha" if random.random() < 0.95 else "unknown"
        made.append(
            Revision(rid, kid, institution, round_id, seq, parents, instrument, elements=elements)
        )
    objects += made
    if random.random() < 0.3:
        objects.append(Admission(_rid("a"), random.choice(["officer", "x1"]), "stranger", "x"))
    if random.random() < 0.15:
        objects.append(Alias(_rid("al"), random.choice(["root", "y0"]), INSTITUTIONS))
    if random.random() < 0.2:
        objects.append(Withdrawal(_rid("w"), "x0", "x", random.choice([None, *ROUNDS]), "round"))
    if revoke and random.random() < 0.3:
        frontier = tuple(m.rid for m in random.sample(made, min(len(made), 2)))
        objects.append(Revocation(_rid("rv"), "officer", random.choice(["x0", "kx"]), frontier))
    return objects


def _shuffled(random: Random, objects: Sequence[ExchangeObject]) -> list[ExchangeObject]:
    """Another order, with duplicates."""
    found = [*objects, *random.sample(list(objects), random.randint(0, len(objects)))]
    random.shuffle(found)
    return found


def _same(one: Evaluation, other: Evaluation) -> bool:
    return (
        one.digest == other.digest
        and one.outcomes == other.outcomes
        and one.views == other.views
        and one.admitted == other.admitted
    )


SEEDS = st.integers(0, 2**32)


@settings(max_examples=300, deadline=None)
@given(SEEDS)
def test_order_duplication_and_grouping_leave_no_trace(seed: int) -> None:
    """1 and 8: any order gives the same digest, outcomes and views."""
    random = Random(seed)
    objects = history(random)
    whole = evaluate(objects, TRUST)
    assert _same(whole, evaluate(_shuffled(random, objects), TRUST))
    assert _same(whole, evaluate(list(reversed(objects)), TRUST))


@settings(max_examples=300, deadline=None)
@given(SEEDS)
def test_the_set_only_grows(seed: int) -> None:
    """2: what was admitted stays so, whatever honest or other people add (but revocation)."""
    random = Random(seed)
    objects = history(random, revoke=False)
    cut = random.randint(0, len(objects))
    before = evaluate(objects[:cut], TRUST)
    after = evaluate(objects, TRUST)
    assert before.admitted <= after.admitted


@settings(max_examples=300, deadline=None)
@given(SEEDS)
def test_views_show_every_competing_value_and_choose_only_heads_values(seed: int) -> None:
    """4, 5 and 6."""
    random = Random(seed)
    objects = history(random)
    found = evaluate(objects, TRUST)
    pool = {o.rid: o for o in objects}
    aliased = any(isinstance(pool[rid], Alias) for rid in found.admitted)
    for (institution, round_id), view in found.views.items():
        members: list[Any] = [
            o
            for rid in found.admitted
            if isinstance(o := pool[rid], Revision | Resolution)
            and o.round == round_id
            and (aliased or o.institution == institution)
        ]
        parents = {p for m in members for p in m.parents}
        assert parents.isdisjoint(view.heads)
        heads = [pool[rid] for rid in view.heads]
        revisions = [h for h in heads if isinstance(h, Revision)]
        if len(revisions) < len(heads):
            continue
        names = {name for r in revisions for name in r.elements}
        for name in names:
            said = [r.elements.get(name) for r in revisions]
            if name in view.conflicts:
                assert all(v in said for v in view.conflicts[name].values)
                assert len(view.conflicts[name].values) > 1
            else:
                assert view.elements.get(name) in said
        assert names >= set(view.elements) | set(view.conflicts)
        assert institution in INSTITUTIONS


@settings(max_examples=200, deadline=None)
@given(SEEDS)
def test_two_sides_that_changed_the_same_from_one_base_conflict(seed: int) -> None:
    """5: with a single base, exactly the elements changed to different values are open."""
    random = Random(seed)

    def some() -> dict[str, Any]:
        return {
            f"item:{n}": {"value": random.randint(0, 2)} for n in range(6) if random.random() < 0.7
        }

    base, left, right = some(), some(), some()
    grants = history(Random(0), hostile=False)[:9]
    first = Revision("0" * 64, "x0", "x", "r", 1, (), "sha", elements=base)
    one = Revision("1" * 64, "x1", "x", "r", 1, (first.rid,), "sha", elements=left)
    two = Revision("2" * 64, "x2", "x", "r", 1, (first.rid,), "sha", elements=right)
    view = evaluate([*grants, first, one, two], TRUST).views["x", "r"]
    expected_open = {
        n
        for n in base.keys() | left.keys() | right.keys()
        if len({repr(s.get(n)) for s in (base, left, right)}) == 3
    }
    assert set(view.conflicts) == expected_open
    for name in expected_open:
        said = {c.rid: c.value for c in view.conflicts[name].candidates}
        assert said == {one.rid: left.get(name), two.rid: right.get(name)}
    for name in (left.keys() | right.keys()) - expected_open:
        old, a, b = base.get(name), left.get(name), right.get(name)
        assert view.elements.get(name) == (a if b == old else b)


@settings(max_examples=200, deadline=None)
@given(SEEDS)
def test_what_is_refused_changes_nothing(seed: int) -> None:
    """7 and 9: held objects leave digest and views as they are without them.

    Without revocations: a frontier vouches for what it names, be that held or not.
    """
    objects = history(Random(seed), revoke=False)
    whole = evaluate(objects, TRUST)
    kept = [
        o
        for o in objects
        if whole.outcomes[o.rid] not in {Outcome.HELD_SENDER, Outcome.HELD_INSTRUMENT}
    ]
    rest = evaluate(kept, TRUST)
    assert rest.digest == whole.digest
    assert rest.views == whole.views


@settings(max_examples=200, deadline=None)
@given(SEEDS)
def test_no_institution_touches_another(seed: int) -> None:
    """9: whatever y's devices and strangers send, the view of x is x's own."""
    objects = [o for o in history(Random(seed), revoke=False) if not isinstance(o, Alias)]
    whole = evaluate(objects, TRUST)
    own = [
        o
        for o in objects
        if not isinstance(o, Revision)
        or (o.kid.startswith("x") and o.institution == "x")
        or any(isinstance(a, Admission) and a.device == o.kid for a in objects)
    ]
    alone = evaluate(own, TRUST)
    for place, view in whole.views.items():
        if place[0] == "x":
            assert set(view.heads) == set(alone.views[place].heads)


@settings(max_examples=200, deadline=None)
@given(SEEDS)
def test_a_resolution_of_all_heads_leaves_one(seed: int) -> None:
    """11: one head, and what was picked."""
    random = Random(seed)
    objects = history(random)
    found = evaluate(objects, TRUST)
    for (institution, round_id), view in found.views.items():
        picks = {name: random.choice(o.candidates).rid for name, o in view.conflicts.items()}
        choice = Resolution("f" * 64, "root", institution, round_id, view.heads, picks)
        after = evaluate([*objects, choice], TRUST).views[institution, round_id]
        assert after.heads == (choice.rid,)
        assert not after.conflicts
        for name, rid in picks.items():
            offered = {c.rid: c.value for c in view.conflicts[name].candidates}
            if not isinstance(offered[rid], Open):
                assert after.elements.get(name) == offered[rid]
        for name, value in view.elements.items():
            assert after.elements[name] == value


@settings(max_examples=200, deadline=None)
@given(SEEDS)
def test_two_machines_merge_with_the_same_function(seed: int) -> None:
    """12: union is commutative, associative and idempotent."""
    random = Random(seed)
    objects = history(random)
    parts: list[list[ExchangeObject]] = [[], [], []]
    for found in objects:
        for part in random.sample(parts, random.randint(1, 3)):
            part.append(found)
    a, b, c = parts
    one = evaluate([*a, *b, *c], TRUST)
    assert _same(one, evaluate([*c, *a, *b], TRUST))
    assert _same(one, evaluate([*a, *b, *c, *a], TRUST))


@settings(max_examples=200, deadline=None)
@given(SEEDS)
def test_sequence_numbers_order_nothing(seed: int) -> None:
    """3: numbers are for display and for spotting copies; values and heads ignore them."""
    random = Random(seed)
    objects = history(random)
    numbers = random.sample(range(1, 1000), len(objects))
    renumbered = [
        replace(o, seq=n) if isinstance(o, Revision) else o
        for o, n in zip(objects, numbers, strict=True)
    ]
    one, other = evaluate(objects, TRUST), evaluate(renumbered, TRUST)
    for place, view in one.views.items():
        assert view.heads == other.views[place].heads
        assert view.elements == other.views[place].elements
        assert view.conflicts == other.views[place].conflicts


@settings(max_examples=200, deadline=None)
@given(SEEDS)
def test_bases_are_maximal_common_ancestors(seed: int) -> None:
    """The graph against a definition by sets."""
    objects = history(Random(seed), hostile=False)
    members = [o for o in objects if isinstance(o, Revision | Resolution)]
    graph = History(node_of(m) for m in members)
    parents = {m.rid: set(m.parents) for m in members}

    def above(rid: str) -> set[str]:
        found: set[str] = set()
        for parent in parents.get(rid, ()):
            found |= {parent} | above(parent)
        return found

    assert set(graph.heads) == parents.keys() - {p for s in parents.values() for p in s}
    for rid in parents:
        assert graph.ancestors(rid) == above(rid)
    common = set.intersection(*map(above, graph.heads)) if graph.heads else set()
    maximal = {c for c in common if not any(c in above(d) for d in common)}
    assert set(graph.bases(graph.heads)) == maximal
