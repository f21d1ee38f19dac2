"""The kinds of question, a class each, and the scoring profiles that compute with them.

A new kind is a class here, its model in `formats.instrument`, and what shows it: on the question
page, on paper, on the sheet. A revision of a method is a line in `PROFILES` and a function in
`domain.scoring.engine`.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import ClassVar, Final

from topp_desktop.domain.instrument.answers import Answer, as_elements, as_level

ASKS_FOR_DOCUMENT = 2
"""From this level on an answer asks for a document (docs/scoring.md, "Evidence")."""

AnswerFault = tuple[str, Mapping[str, str]]
"""A fault code and what its sentence names."""


class QuestionKind(ABC):
    """How a question of this kind may be answered, and what an answer is worth.

    name: as instrument files write it. leveled: answered with a level of the instrument's scale,
    so that how sure people are, grades of evidence and voting cards mean something.
    """

    name: ClassVar[str]
    leveled: ClassVar[bool]

    @abstractmethod
    def fault(self, answer: Answer, elements: tuple[str, ...], levels: int) -> AnswerFault | None:
        """Why this answer, neither "NA" nor "DK", is not allowed; None where it is."""

    @abstractmethod
    def worth(self, answer: Answer, elements: tuple[str, ...]) -> Fraction:
        """What an allowed answer counts: levels from 0, or a share from 0 to 1."""

    @abstractmethod
    def asks_for_document(self, answer: object) -> bool:
        """Whether an answer claims enough to be documented."""

    @abstractmethod
    def texts(
        self, elements: tuple[str, ...], clauses: tuple[int, ...]
    ) -> Iterator[tuple[str, ...]]:
        """Where below the question the texts lie that its source language cannot lack; clauses:
        how many each level has, lowest level first."""


class LevelsKind(QuestionKind):
    """Anchored levels of which one is chosen."""

    name = "levels"
    leveled = True

    def fault(self, answer: Answer, _elements: tuple[str, ...], levels: int) -> AnswerFault | None:
        level = as_level(answer)
        if level is not None and 0 <= level < levels:
            return None
        return "invalid-answer", {"answer": "[…]" if level is None else str(level)}

    def worth(self, answer: Answer, _elements: tuple[str, ...]) -> Fraction:
        level = as_level(answer)
        assert level is not None
        return Fraction(level)

    def asks_for_document(self, answer: object) -> bool:
        level = as_level(answer)
        return level is not None and level >= ASKS_FOR_DOCUMENT

    def texts(
        self, _elements: tuple[str, ...], clauses: tuple[int, ...]
    ) -> Iterator[tuple[str, ...]]:
        for level, count in enumerate(clauses):
            yield from (("levels", str(level), str(clause)) for clause in range(count))


class ChecklistKind(QuestionKind):
    """Observable elements, each present or not."""

    name = "checklist"
    leveled = False

    def fault(self, answer: Answer, elements: tuple[str, ...], _levels: int) -> AnswerFault | None:
        ticked = as_elements(answer)
        if ticked is None:
            return "invalid-answer", {"answer": str(answer)}
        unknown = sorted(ticked - set(elements))
        return ("unknown-element", {"element": unknown[0]}) if unknown else None

    def worth(self, answer: Answer, elements: tuple[str, ...]) -> Fraction:
        ticked = as_elements(answer)
        assert ticked is not None
        return Fraction(len(ticked & set(elements)), len(elements))

    def asks_for_document(self, answer: object) -> bool:
        return bool(as_elements(answer))

    def texts(
        self, elements: tuple[str, ...], _clauses: tuple[int, ...]
    ) -> Iterator[tuple[str, ...]]:
        yield from (("elements", element) for element in elements)


LEVELS: Final = LevelsKind()
CHECKLIST: Final = ChecklistKind()
KINDS: Final[dict[str, QuestionKind]] = {kind.name: kind for kind in (LEVELS, CHECKLIST)}


@dataclass(frozen=True, slots=True)
class ScoringProfile:
    """A published way to score: its name in files, and the kind of question it computes with."""

    name: str
    kind: QuestionKind


PROFILES: Final = {
    profile.name: profile
    for profile in (ScoringProfile("topp-1", LEVELS), ScoringProfile("share-1", CHECKLIST))
}
