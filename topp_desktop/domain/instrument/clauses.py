"""An anchored level is a list of clauses, each observable by itself, shown as one sentence.

A colleague can be asked of each clause whether it is met. See docs/instruments.md, "Levels".
"""

from __future__ import annotations

from collections.abc import Sequence

MAX_CLAUSES = 4

_JOINT = "; "


def sentence_of(clauses: Sequence[str]) -> str:
    """The clauses as one sentence: joined by semicolons, with a full stop."""
    joined = _JOINT.join(clauses)
    return joined if joined.endswith((".", "?", "!", "…")) else f"{joined}."


def as_lines(clauses: Sequence[str]) -> tuple[str, ...]:
    """The sentence of the clauses, each clause a line of its own with what ends it."""
    ended = [f"{clause}{_JOINT.rstrip()}" for clause in clauses[:-1]]
    return (*ended, *(sentence_of([clause]) for clause in clauses[-1:]))


def standing_alone(clause: str) -> str:
    """A clause as a line of its own: with a capital letter, without the full stop."""
    return clause[:1].upper() + clause[1:]
