"""What became of each object: computed from the final set, so that order leaves no trace."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Literal, NamedTuple

from topp_desktop.domain.exchange.graph import History
from topp_desktop.domain.exchange.view import View

OutcomeGroup = Literal["received", "two-versions", "to-check", "repeated", "refused"]
"""What a secretariat counts together."""
OutcomeState = Literal["done", "neutral", "attention", "trouble"]
"""How it stands with an object: the name of its colours everywhere."""
OutcomeStep = Literal["compare", "ask", "check"]
"""What can be done about it here; whatever else it takes is in its next step."""


class Outcome(StrEnum):
    """The fourteen words of the ledger. What each means is in `_MEANINGS` below, its sentences are
    in services.exchange.outcome_texts; everybody else asks.
    """

    ACCEPTED = "accepted"
    DUPLICATE = "duplicate"
    SUPERSEDED = "superseded"
    CONFLICT = "conflict"
    GAP = "gap"
    COPIED_INSTALLATION = "copied-installation"
    HELD_SENDER = "held-sender"
    HELD_INSTRUMENT = "held-instrument"
    DAMAGED = "damaged"
    WRONG_KEY = "wrong-key"
    NOT_FOR_US = "not-for-us"
    TOO_NEW = "too-new"
    TOO_LARGE = "too-large"
    MALFORMED = "malformed"

    @property
    def group(self) -> OutcomeGroup:
        return _MEANINGS[self].group

    @property
    def state(self) -> OutcomeState:
        """For the secretariat: a duplicate brought nothing, so it is neutral."""
        return _MEANINGS[self].state

    @property
    def state_for_sender(self) -> OutcomeState:
        """For the institution that sent it. A duplicate is done: what it sent is there, and a
        receipt that calls it a repetition is the same good news as the first one."""
        return "done" if self.arrived else self.state

    @property
    def step(self) -> OutcomeStep | None:
        return _MEANINGS[self].step

    @property
    def arrived(self) -> bool:
        """What was sent is there and counts, now or since before."""
        return self in {Outcome.ACCEPTED, Outcome.DUPLICATE}

    @property
    def settled(self) -> bool:
        """Nobody has to do anything about it."""
        return self.state in {"done", "neutral"}

    @property
    def refused(self) -> bool:
        """Nothing of it was kept."""
        return self.group == "refused"

    @property
    def held(self) -> bool:
        """Kept outside the set, and looked at again when more is known."""
        return self in {Outcome.HELD_SENDER, Outcome.HELD_INSTRUMENT}


class _Meaning(NamedTuple):
    group: OutcomeGroup
    state: OutcomeState
    step: OutcomeStep | None = None


_REFUSED = _Meaning("refused", "trouble")
_MEANINGS: Mapping[Outcome, _Meaning] = {
    Outcome.ACCEPTED: _Meaning("received", "done"),
    Outcome.DUPLICATE: _Meaning("repeated", "neutral"),
    Outcome.SUPERSEDED: _Meaning("received", "neutral"),
    Outcome.CONFLICT: _Meaning("two-versions", "attention", "compare"),
    Outcome.GAP: _Meaning("to-check", "attention", "ask"),
    Outcome.COPIED_INSTALLATION: _Meaning("two-versions", "attention"),
    Outcome.HELD_SENDER: _Meaning("to-check", "attention", "check"),
    Outcome.HELD_INSTRUMENT: _Meaning("to-check", "attention", "check"),
    Outcome.DAMAGED: _REFUSED,
    Outcome.WRONG_KEY: _REFUSED,
    Outcome.NOT_FOR_US: _REFUSED,
    Outcome.TOO_NEW: _REFUSED,
    Outcome.TOO_LARGE: _REFUSED,
    Outcome.MALFORMED: _REFUSED,
}


def statement_outcomes(history: History, view: View) -> Mapping[str, Outcome]:
    """The outcome of every statement of one institution and round."""
    disputed: set[str] = set()
    for conflict in view.conflicts.values():
        disputed |= conflict.rids
        if disputed.issuperset(view.heads):
            break
    outcomes = {}
    for node in history.order:
        if not history.is_head(node.rid):
            outcome = Outcome.SUPERSEDED
        elif node.rid in history.copied:
            outcome = Outcome.COPIED_INSTALLATION
        elif history.has_gap(node.rid):
            outcome = Outcome.GAP
        elif node.rid in disputed:
            outcome = Outcome.CONFLICT
        else:
            outcome = Outcome.ACCEPTED
        outcomes[node.rid] = outcome
    return outcomes
