"""What may be answered to a question, and which kind of answer somebody gave.

An answer is a level (int), the elements present of a checklist (frozenset), or one of the two
words that any question takes. What is absent is blank. Nobody else asks what an answer is made of.
"""

from __future__ import annotations

from typing import Final, Literal

NOT_APPLICABLE: Final = "NA"
DONT_KNOW: Final = "DK"

Answer = int | Literal["NA", "DK"] | frozenset[str]


def as_level(answer: object) -> int | None:
    """The level that was chosen; None where the answer is none."""
    return answer if isinstance(answer, int) and not isinstance(answer, bool) else None


def as_elements(answer: object) -> frozenset[str] | None:
    """What a checklist's answer ticked, also nothing at all; None where it answers no checklist."""
    return answer if isinstance(answer, frozenset) else None


def present(answer: object) -> frozenset[str]:
    """The elements that are there; empty for every other answer."""
    return as_elements(answer) or frozenset()
