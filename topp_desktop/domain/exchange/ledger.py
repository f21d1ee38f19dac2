"""What became of each object: computed from the final set, so that order leaves no trace."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from topp_desktop.domain.exchange.graph import History
from topp_desktop.domain.exchange.view import View


class Outcome(StrEnum):
    """The fourteen words of the ledger; their sentences are in services.exchange.outcome_texts."""

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
    def refused(self) -> bool:
        """Nothing of it was kept."""
        return self in _REFUSED

    @property
    def held(self) -> bool:
        """Kept outside the set, and looked at again when more is known."""
        return self in {Outcome.HELD_SENDER, Outcome.HELD_INSTRUMENT}


_REFUSED = frozenset(
    {
        Outcome.DAMAGED,
        Outcome.WRONG_KEY,
        Outcome.NOT_FOR_US,
        Outcome.TOO_NEW,
        Outcome.TOO_LARGE,
        Outcome.MALFORMED,
    }
)


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
