"""The whole of merging as one pure function of a set of objects.

`evaluate` is the definition. A store that evaluates only what a new file touches has to end
where this function ends; tests hold it to that.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from topp_desktop.domain.exchange.admission import Roster
from topp_desktop.domain.exchange.digest import digest_of
from topp_desktop.domain.exchange.graph import History, Node
from topp_desktop.domain.exchange.ledger import Outcome, statement_outcomes
from topp_desktop.domain.exchange.objects import (
    SHAPING,
    TYP,
    Admission,
    Alias,
    Enrolment,
    ExchangeObject,
    Invitation,
    RegionPack,
    Resolution,
    Revision,
    Revocation,
    Statement,
    Withdrawal,
)
from topp_desktop.domain.exchange.view import View, view_of

GRANTS = (RegionPack, Invitation, Enrolment, Admission, Revocation, Alias)


@dataclass(frozen=True, slots=True)
class Trust:
    """What is decided outside the set: roots by kid, instruments by SHA-256."""

    roots: frozenset[str]
    instruments: frozenset[str]


@dataclass(frozen=True, slots=True)
class Evaluation:
    """What follows from a set. outcomes: of every object; views: by (institution, round)."""

    outcomes: Mapping[str, Outcome]
    admitted: frozenset[str]
    views: Mapping[tuple[str, str], View]
    digest: str


def node_of(statement: Statement) -> Node:
    """The statement as the graph sees it."""
    seq = statement.seq if isinstance(statement, Revision) else None
    return Node(statement.rid, statement.kid, statement.parents, seq)


def ancestry_in(parents: Mapping[str, Iterable[str]], frontier: Iterable[str]) -> frozenset[str]:
    """`frontier` and everything that can be reached from it through known parents."""
    found: set[str] = set()
    waiting = list(frontier)
    while waiting:
        rid = waiting.pop()
        if rid not in found:
            found.add(rid)
            waiting.extend(parents.get(rid, ()))
    return frozenset(found)


def standing(roster: Roster, found: ExchangeObject, instruments: frozenset[str]) -> Outcome:
    """ACCEPTED for what belongs to the set; else why it is held."""
    if not roster.admits(found):
        return Outcome.HELD_SENDER
    if isinstance(found, Revision) and found.instrument not in instruments:
        return Outcome.HELD_INSTRUMENT
    return Outcome.ACCEPTED


def evaluate(objects: Iterable[ExchangeObject], trust: Trust) -> Evaluation:
    """Everything that follows from the set of objects."""
    pool = {found.rid: found for found in objects}
    statements = {r: o for r, o in pool.items() if isinstance(o, Revision | Resolution)}
    parents = {rid: s.parents for rid, s in statements.items()}
    roster = Roster(trust.roots, lambda frontier: ancestry_in(parents, frontier))
    for found in pool.values():
        if isinstance(found, GRANTS):
            roster.add(found)
    outcomes = {rid: standing(roster, found, trust.instruments) for rid, found in pool.items()}
    admitted = frozenset(rid for rid, o in outcomes.items() if o is Outcome.ACCEPTED)

    groups: dict[tuple[str, str], list[Statement]] = defaultdict(list)
    for rid in sorted(admitted & statements.keys()):
        statement = statements[rid]
        groups[roster.institution(statement.institution), statement.round].append(statement)
    withdrawals: dict[str, list[Withdrawal]] = defaultdict(list)
    for rid in admitted:
        if isinstance(found := pool[rid], Withdrawal):
            withdrawals[roster.institution(found.institution)].append(found)
    views = {}
    for (institution, round_id), members in groups.items():
        history = History(node_of(s) for s in members)
        view = view_of(
            institution, round_id, history, statements.__getitem__, withdrawals[institution]
        )
        views[institution, round_id] = view
        outcomes.update(statement_outcomes(history, view))
    for rid in admitted:
        pack = pool[rid]
        if isinstance(pack, RegionPack) and pack.version < roster.highest_pack:
            outcomes[rid] = Outcome.SUPERSEDED
    return Evaluation(
        outcomes,
        admitted,
        views,
        digest_of(rid for rid in admitted if TYP[type(pool[rid])] in SHAPING),
    )
