"""The three-way view beside its definition written down plainly, element by element, head by head;
and what a view of very many heads costs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from random import Random
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from topp_desktop.domain.exchange import (
    Candidate,
    History,
    Resolution,
    Revision,
    Statement,
    node_of,
    statement_outcomes,
    view_of,
)

OPEN = "open"
NAMES = [f"item:{n}" for n in range(5)]


def _plain(history: History, known: Mapping[str, Statement]) -> dict[str, Any]:
    """Element → ("value", v), ("combined", v) or ("open", {(rid, value)}), by the four rules."""
    states: dict[str, dict[str, Any]] = {}

    def merge(heads: tuple[str, ...]) -> dict[str, Any]:
        bases = history.bases(heads) if len(heads) > 1 else ()
        merged = {}
        for name in NAMES:
            said = [(rid, states[rid].get(name)) for rid in heads]
            before = [states[rid].get(name) for rid in bases] or [None]
            changed = [(rid, value) for rid, value in said if value != before[0]]
            if not _open(said[0][1]) and all(value == said[0][1] for _, value in said):
                merged[name] = ("value", said[0][1])
            elif _open(before[0]) or any(value != before[0] for value in before):
                merged[name] = (OPEN, _competing(said))
            elif not _open(changed[0][1]) and all(v == changed[0][1] for _, v in changed):
                merged[name] = ("combined", changed[0][1])
            else:
                merged[name] = (OPEN, _competing(changed))
        return merged

    def state(merged: dict[str, Any]) -> dict[str, Any]:
        return {n: found if found[0] == OPEN else found[1] for n, found in merged.items()}

    for node in history.order:
        found = known[node.rid]
        if isinstance(found, Revision):
            states[node.rid] = dict(found.elements)
            continue
        parents = sorted({p for p in found.parents if p in history})
        below = frozenset().union(*(history.ancestors(p) for p in parents))
        top = tuple(p for p in parents if p not in below)
        states[node.rid] = state(merge(top)) if top else {}
        for name, rid in found.picks.items():
            if rid in parents or rid in below:
                states[node.rid][name] = states[rid].get(name)
    if len(history.heads) > 1:
        return merge(history.heads)
    alone = states[history.heads[0]] if history.heads else {}
    return {n: v if _open(v) else ("value", v) for n, v in alone.items()}


def _open(value: Any) -> bool:
    return isinstance(value, tuple)


def _competing(said: list[tuple[str, Any]]) -> list[tuple[str, Any]]:
    found: list[tuple[str, Any]] = []
    for rid, value in said:
        found += value[1] if _open(value) else [(rid, value)]
    return sorted({(r, repr(v)): (r, v) for r, v in found}.values(), key=repr)


def _history(random: Random) -> dict[str, Statement]:
    known: dict[str, Statement] = {}
    for n in range(random.randint(1, 9)):
        rid = f"{random.randrange(10**6):06}-{n}"
        parents = tuple(random.sample(list(known), min(len(known), random.randint(0, 3))))
        if known and random.random() < 0.25:
            picks = {random.choice(NAMES): random.choice(list(known)) for _ in range(2)}
            known[rid] = Resolution(rid, "o", "x", "r", parents or tuple(known), picks)
        else:
            elements = {
                name: {"value": random.randint(0, 2)} for name in NAMES if random.random() < 0.7
            }
            known[rid] = Revision(rid, "a", "x", "r", n, parents, elements=elements)
    return known


@given(seed=st.integers(0, 2**32))
def test_the_view_is_what_the_rules_say(seed: int) -> None:
    known = _history(Random(seed))
    history = History(node_of(s) for s in known.values())
    plain = _plain(history, known)
    view = view_of("x", "r", history, known.__getitem__)
    decided = {n: f[1] for n, f in plain.items() if f[0] != OPEN and f[1] is not None}
    assert dict(view.elements) == decided
    said = {
        name: sorted(((c.rid, c.value) for c in found.candidates), key=repr)
        for name, found in view.conflicts.items()
    }
    assert said == {n: f[1] for n, f in plain.items() if f[0] == OPEN}
    assert view.combined == {n for n, f in plain.items() if f[0] == "combined"}
    for found in view.conflicts.values():
        assert list(found.candidates) == sorted(
            found.candidates, key=lambda c: (c.rid, repr(c.value))
        )
        assert found.rids == {c.rid for c in found.candidates}
        assert all(value in found.values for value in (c.value for c in found.candidates))
        assert len(found.values) == len({repr(c.value) for c in found.candidates})
    outcomes = statement_outcomes(history, view)
    disputed = {rid for found in view.conflicts.values() for rid in found.rids}
    calm = {"superseded", "copied-installation", "gap"}
    assert all(
        (outcomes[rid] == "conflict") == (rid in disputed)
        for rid in view.heads
        if outcomes[rid] not in calm
    )


class _Counted(dict[str, Any]):
    """Elements that count how often they are looked at."""

    looks = 0

    def items(self) -> Any:
        def counting() -> Iterator[tuple[str, Any]]:
            for pair in super(_Counted, self).items():
                _Counted.looks += 1
                yield pair

        return counting()

    def get(self, name: Any, default: Any = None) -> Any:
        _Counted.looks += 1
        return super().get(name, default)


def _cost(known: dict[str, Statement]) -> int:
    _Counted.looks = 0
    history = History(node_of(s) for s in known.values())
    view = view_of("x", "r", history, known.__getitem__)
    statement_outcomes(history, view)
    return _Counted.looks + sum(len(o.said) for o in view.conflicts.values())


def _revision(n: int, elements: dict[str, Any], *parents: str) -> Revision:
    return Revision(f"r{n:05}", f"k{n}", "x", "r", 1, parents, elements=_Counted(elements))


def test_heads_that_say_different_things_cost_what_they_say() -> None:
    """300 heads with ten questions of their own each: not 300 times 3,000 looks."""
    heads = [_revision(n, {f"item:{n}-{m}": {"value": m} for m in range(10)}) for n in range(300)]
    assert _cost({head.rid: head for head in heads}) <= 3_000


def test_heads_that_erase_everything_need_no_memory_for_each_pair() -> None:
    """One base of 500 elements, one head that changes all of them, 300 that erase them."""
    base = _revision(0, {f"item:{m}": {"value": 1} for m in range(500)})
    other = _revision(1, {f"item:{m}": {"value": 2} for m in range(500)}, base.rid)
    erased = [_revision(n, {}, base.rid) for n in range(2, 302)]
    known: dict[str, Statement] = {r.rid: r for r in (base, other, *erased)}
    assert _cost(known) <= 2_000
    view = view_of("x", "r", History(node_of(s) for s in known.values()), known.__getitem__)
    found = view.conflicts["item:7"]
    assert len(found.candidates) == 301
    assert Candidate("r00001", {"value": 2}) in found.candidates
    assert found.values == ({"value": 2}, None)
