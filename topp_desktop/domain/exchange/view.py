"""What is seen of one institution and round: the three-way view per element.

Every revision is a complete statement, so an element's value at a head is what that head says.
A resolution says: what the program would combine by itself from its parents, with its picks.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from topp_desktop.domain.exchange.graph import History
from topp_desktop.domain.exchange.objects import (
    CONSENTS,
    Consent,
    Element,
    Resolution,
    Revision,
    Statement,
    Withdrawal,
)


@dataclass(frozen=True, slots=True)
class Candidate:
    """One of the values in conflict, and the head that says it; value None: left blank."""

    rid: str
    value: Element


@dataclass(frozen=True, slots=True)
class Open:
    """An element on which nobody has decided yet.

    said: who says something, by rid; heads and present: where blanks compete, they are those of
    the heads that are not present. So many heads that leave so many elements blank need no memory
    for each pair.
    """

    said: tuple[Candidate, ...]
    heads: tuple[str, ...] = ()
    present: frozenset[str] = frozenset()

    @property
    def candidates(self) -> tuple[Candidate, ...]:
        """All competing values, by rid."""
        blank = [Candidate(rid, None) for rid in self.heads if rid not in self.present]
        return tuple(sorted((*self.said, *blank), key=_order)) if blank else self.said

    @property
    def rids(self) -> frozenset[str]:
        """Those that compete."""
        return frozenset(c.rid for c in self.said).union(self.heads) - (
            self.present - {c.rid for c in self.said}
        )

    @property
    def values(self) -> tuple[Element, ...]:
        """The different values, in the order of the candidates."""
        return tuple({repr(c.value): c.value for c in reversed(self.candidates)}.values())[::-1]


def _order(candidate: Candidate) -> tuple[str, str]:
    return candidate.rid, repr(candidate.value)


State = Mapping[str, Element]
"""Element id → value, or `Open`; what is absent is blank."""


@dataclass(frozen=True, slots=True)
class View:
    """The merged picture. heads: rids; missing: rids named but absent; copied: see History.

    elements: what is decided; conflicts: what is not; combined: element ids that were taken
    from one side only because the other did not touch them.
    """

    institution: str
    round: str
    heads: tuple[str, ...]
    elements: Mapping[str, Element]
    conflicts: Mapping[str, Open] = field(default_factory=dict)
    combined: frozenset[str] = frozenset()
    missing: frozenset[str] = frozenset()
    copied: frozenset[str] = frozenset()
    consent: Consent = "secretariat"
    withdrawn: bool = False

    @property
    def pending(self) -> bool:
        """Whether totals can only be given as a range for now."""
        return bool(self.conflicts or self.missing)


def view_of(
    institution: str,
    round_id: str,
    history: History,
    statement: Callable[[str], Statement],
    withdrawals: Iterable[Withdrawal] = (),
) -> View:
    """The view of one history; `statement` gives the content of a rid of the history."""
    states = _States(history, statement)
    merged, combined = states.merge(history.heads)
    taken_back = {w.what for w in withdrawals if w.round in (None, round_id)}
    return View(
        institution=institution,
        round=round_id,
        heads=history.heads,
        elements={e: v for e, v in merged.items() if v is not None and not isinstance(v, Open)},
        conflicts={e: v for e, v in merged.items() if isinstance(v, Open)},
        combined=combined,
        missing=history.missing,
        copied=history.copied & frozenset(history.heads),
        consent="secretariat" if "consent" in taken_back else _consent(history, statement),
        withdrawn="round" in taken_back,
    )


def _consent(history: History, statement: Callable[[str], Statement]) -> Consent:
    """The closest circle among the revisions at the heads, or that head resolutions build on."""
    given: set[Consent] = set()
    seen: set[str] = set()
    waiting = list(history.heads)
    while waiting:
        rid = waiting.pop()
        if rid in seen or rid not in history:
            continue
        seen.add(rid)
        found = statement(rid)
        if isinstance(found, Resolution):
            waiting.extend(found.parents)
        else:
            given.add(found.consent)
    return min(given, key=CONSENTS.index, default="secretariat")


class _States:
    """What each node says about every element; resolutions are worked out parents first."""

    def __init__(self, history: History, statement: Callable[[str], Statement]) -> None:
        self._history = history
        self._states: dict[str, State] = {}
        self._statement = statement
        for node in history.order:
            if node.seq is None:
                found = statement(node.rid)
                assert isinstance(found, Resolution)
                self._states[node.rid] = self._resolved(found)

    def of(self, rid: str) -> State:
        state = self._states.get(rid)
        if state is None:
            found = self._statement(rid)
            assert isinstance(found, Revision)
            state = self._states[rid] = found.elements
        return state

    def _resolved(self, resolution: Resolution) -> State:
        parents = tuple(sorted({p for p in resolution.parents if p in self._history}))
        # A parent that is itself an ancestor of another parent adds nothing to say.
        known = frozenset().union(*(self._history.ancestors(p) for p in parents))
        merged, _ = self.merge(tuple(p for p in parents if p not in known))
        state = dict(merged)
        for element, rid in resolution.picks.items():
            if rid in self._history and rid in (*parents, *known):
                state[element] = self.of(rid).get(element)
        return state

    def merge(self, heads: Sequence[str]) -> tuple[State, frozenset[str]]:
        """The three-way merge of heads: element id → value or `Open`, and what was combined."""
        if not heads:
            return {}, frozenset()
        if len(heads) == 1:
            return self.of(heads[0]), frozenset()
        said = _said((rid, self.of(rid)) for rid in heads)
        bases = self._history.bases(heads)
        before = _said((rid, self.of(rid)) for rid in bases)
        merged: dict[str, Element] = {}
        combined = set()
        for element in sorted(said):
            value, was_combined = _merge_element(
                said[element], heads, before.get(element, []), len(bases)
            )
            merged[element] = value
            if was_combined:
                combined.add(element)
        return merged, frozenset(combined)


_Said = list[tuple[str, Element]]
"""What is said of one element: (rid, value), without those that leave it blank."""


def _said(states: Iterable[tuple[str, State]]) -> dict[str, _Said]:
    """By element. As long as all that is said together, however many leave it blank."""
    found: dict[str, _Said] = {}
    for rid, state in states:
        for element, value in state.items():
            if value is not None:
                found.setdefault(element, []).append((rid, value))
    return found


def _merge_element(
    said: _Said, heads: Sequence[str], before: _Said, bases: int
) -> tuple[Element, bool]:
    """One element: equal everywhere → that; changed on one side → taken; else open."""
    first, blank = said[0][1], len(said) < len(heads)
    if not blank and not isinstance(first, Open) and all(value == first for _, value in said):
        return first, False
    base = before[0][1] if before else None
    alike = not before or (len(before) == bases and all(value == base for _, value in before))
    if not alike or isinstance(base, Open):
        return _open(said, said, heads if blank else ()), False
    changed = [(rid, value) for rid, value in said if value != base]
    erased = blank and base is not None
    if not changed:
        return None, True
    taken = changed[0][1]
    if erased or isinstance(taken, Open) or any(value != taken for _, value in changed):
        return _open(changed, said, heads if erased else ()), False
    return taken, True


def _open(competing: _Said, said: _Said, heads: Sequence[str]) -> Open:
    """All that competes; what was open before stays with whoever said it."""
    candidates: dict[tuple[str, str], Candidate] = {}
    for rid, value in competing:
        for found in value.candidates if isinstance(value, Open) else (Candidate(rid, value),):
            candidates[_order(found)] = found
    ordered = tuple(candidates[place] for place in sorted(candidates))
    return Open(ordered, tuple(heads), frozenset(rid for rid, _ in said) if heads else frozenset())
