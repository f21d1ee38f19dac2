"""Which clauses of a question's levels are met: optional, one by one, from level 1 upwards.

A clause is named "2.1": the first clause of level 2. Level 0 has none to mark, because nothing is
met there. See docs/instruments.md, "Levels".
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from topp_desktop.domain.errors import UserError
from topp_desktop.domain.instrument import Item


def clause_name(level: int, number: int) -> str:
    """The name of a level's clause, its clauses numbered from 1."""
    return f"{level}.{number}"


def clause_names(counts: Sequence[int]) -> Iterator[tuple[int, str]]:
    """(level, clause) of everything that can be marked, from level 1 upwards.

    counts: clauses of each level, lowest level first (`Item.clauses`).
    """
    for level, count in enumerate(counts):
        if level:
            for number in range(1, count + 1):
                yield level, clause_name(level, number)


@dataclass(frozen=True, slots=True)
class Marks:
    """Clauses that are met and that are not met; the others were not looked at."""

    met: frozenset[str] = frozenset()
    not_met: frozenset[str] = frozenset()

    @classmethod
    def of(cls, met: Iterable[str], not_met: Iterable[str]) -> Marks:
        return cls(frozenset(met), frozenset(not_met))

    def __bool__(self) -> bool:
        return bool(self.met or self.not_met)

    def state(self, clause: str) -> bool | None:
        """Met, not met, or None: not looked at."""
        if clause in self.met:
            return True
        return False if clause in self.not_met else None

    def marked(self, clause: str, met: bool | None) -> Marks:
        """These marks with one clause marked otherwise; None takes its mark away."""
        without = frozenset({clause})
        return Marks(
            (self.met - without) | (without if met else frozenset()),
            (self.not_met - without) | (without if met is False else frozenset()),
        )

    def proposed_level(self, counts: Sequence[int]) -> int | None:
        """The highest level of which all clauses, and all those below it, are met.

        0 where a clause of level 1 is not met; None where nobody looked far enough to tell.
        """
        reached = 0
        for level in range(1, len(counts)):
            names = [clause_name(level, n) for n in range(1, counts[level] + 1)]
            if not self.met.issuperset(names):
                # Nothing is proposed before level 1 was looked at as a whole, or found wanting.
                return reached if reached or self.not_met.intersection(names) else None
            reached = level
        return reached

    def missing(self, counts: Sequence[int], level: int) -> tuple[str, ...]:
        """Clauses of the level above that are not met: what is missing for it."""
        above = level + 1
        if above >= len(counts):
            return ()
        names = (clause_name(above, n) for n in range(1, counts[above] + 1))
        return tuple(name for name in names if name in self.not_met)


NO_MARKS = Marks()


def check_marks(item: Item, marks: Marks) -> None:
    """Refuses marks of clauses that the item does not have, or that say both:
    UserError("invalid-mark", item, clause)."""
    known = {name for _, name in clause_names(item.clauses)}
    for clause in sorted((marks.met | marks.not_met) - known) or sorted(marks.met & marks.not_met):
        raise UserError("invalid-mark", item=item.id, clause=clause)
