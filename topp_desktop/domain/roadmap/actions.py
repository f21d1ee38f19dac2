"""An action: an item (or a whole cell) × one transition."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum
from fractions import Fraction
from typing import Literal

GainKind = Literal["overall", "area", "cell"]


class ActionTag(Enum):
    """How pressing an action is. Shown as essential, recommended, out of reach for now, possible.

    POSSIBLE: a further step in the room that a plan leaves; it is no part of the plan.
    """

    MUST = "must"
    SHOULD = "should"
    WONT = "wont"
    POSSIBLE = "possible"


@dataclass(frozen=True, slots=True)
class ActionWords:
    """Texts that a person wrote for an action; None: as its card has them."""

    title: str | None = None
    activity: str | None = None
    result: str | None = None
    verification: str | None = None
    indicator: str | None = None
    unit: str | None = None
    responsible: str | None = None


@dataclass(frozen=True, slots=True)
class Action:
    """What may be planned.

    item or cell: what it raises, from level `start_level` to `end_level` (to 2 from 0 or 1, then
    one level more; an actions file may also say 0 → 1); neither for an own action that changes
    no score.
    effort: person-months ≥ 0.5; duration: contiguous semesters ≥ 1; priority π 0.5–2;
    feasibility q 0–1; after: ids of prerequisites; card: the catalogue card, if any.
    establish: the item is not known yet; the level has to be established first (no gain).
    words: what a person wrote in place of the card's texts; own: a person added the action.
    """

    id: str
    start_level: int
    end_level: int
    effort: Fraction
    duration: int
    item: str | None = None
    cell: str | None = None
    priority: float = 1.0
    feasibility: float = 1.0
    after: tuple[str, ...] = ()
    must: bool = False
    card: str | None = None
    establish: bool = False
    dropped: tuple[str, ...] = field(default=())
    words: ActionWords | None = None
    own: bool = False

    @property
    def raises_something(self) -> bool:
        """Whether it works on an item or a cell at all."""
        return self.item is not None or self.cell is not None

    @property
    def transition(self) -> str:
        return f"{self.start_level}-{self.end_level}"


@dataclass(frozen=True, slots=True)
class Ranked:
    """An action with every term of S = π · q · ΔI · (1 + 0.5·u) / effort.

    gain: ΔI in points, None where nothing can be computed; kind: the score it is a gain of;
    unlocks: u, descendants / largest number of descendants; score: S, None without a gain.
    """

    action: Action
    gain: float | None
    kind: GainKind
    unlocks: float
    descendants: int
    score: float | None
    tag: ActionTag
