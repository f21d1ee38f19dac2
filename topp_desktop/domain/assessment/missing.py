"""What is missing for the next level, as the clauses marked as not met say it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from topp_desktop.domain.assessment.marks import clause_names
from topp_desktop.domain.assessment.model import Response
from topp_desktop.domain.instrument.answers import as_level
from topp_desktop.domain.instrument.clauses import sentence_of, standing_alone

Ladder = Sequence[Sequence[str]]
"""The clauses of each level, lowest level first (`Wording.clauses`)."""


def missing_words(ladder: Ladder, response: Response) -> str:
    """The clauses of the level above that are marked as not met, as a sentence; "" for none.

    Above the level that was chosen; where none was, above the one that the marks support.
    """
    counts = [len(clauses) for clauses in ladder]
    level = as_level(response.answer)
    if level is None:
        level = response.marks.proposed_level(counts)
    if level is None:
        return ""
    above = dict(zip((name for _, name in clause_names(counts)), _texts(ladder), strict=True))
    found = [above[name] for name in response.marks.missing(counts, level)]
    return sentence_of([standing_alone(found[0]), *found[1:]]) if found else ""


def _texts(ladder: Ladder) -> Iterable[str]:
    return (clause for clauses in ladder[1:] for clause in clauses)


def refilled(
    before: Response, after: Response, ladder: Ladder, in_any_language: Iterable[Ladder]
) -> Response:
    """`after` with what is missing filled from its marks, where nobody wrote it otherwise: the text
    of `before` is empty, or what was filled in then, in whatever language."""
    said = before.missing.strip()
    if said and said not in {missing_words(other, before) for other in in_any_language}:
        return after
    return replace(after, missing=missing_words(ladder, after))
