"""Actions and scored states for tests of the road map."""

from __future__ import annotations

from fractions import Fraction
from random import Random
from typing import Any

from tests.support.builders import agenda
from topp_desktop.domain.assessment import Assessment
from topp_desktop.domain.roadmap import Action, ActionTag, ScoredState
from topp_desktop.domain.roadmap.actions import Ranked
from topp_desktop.domain.roadmap.schedule import Pin
from topp_desktop.domain.scoring import item_values


def state_of(assessment: Assessment) -> ScoredState:
    values = item_values(agenda(), assessment)
    return ScoredState(agenda(), assessment.form, values, assessment.weights)


def action(name: str, **changes: Any) -> Action:
    """A small action on cell 1-T unless told otherwise."""
    values: dict[str, Any] = {
        "id": name,
        "start_level": 0,
        "end_level": 1,
        "effort": Fraction(1),
        "duration": 1,
    }
    if "item" not in changes:
        values["cell"] = "1-T"
    return Action(**(values | changes))


def ranked(
    name: str,
    score: float | None = 1.0,
    *,
    tag: ActionTag = ActionTag.SHOULD,
    kind: Any = "overall",
    **on: Any,
) -> Ranked:
    """An action that was ranked already; scheduling looks at nothing else."""
    return Ranked(action(name, **on), score, kind, 0.0, 0, score, tag)


def random_ranked(random: Random) -> tuple[list[Ranked], list[Fraction], dict[str, Pin]]:
    """Actions with prerequisites that form no cycle, capacities, and a few pins."""
    number = random.randint(1, 25)
    entries = []
    for n in range(number):
        before = [f"x{m}" for m in range(n) if random.random() < 0.15]
        entries.append(
            ranked(
                f"x{n}",
                random.choice([None, 0.0, random.random(), 0.5]),
                tag=random.choice([ActionTag.MUST, ActionTag.SHOULD]),
                kind=random.choice(["overall", "overall", "area", "cell"]),
                effort=Fraction(random.randint(1, 40), random.choice([2, 3, 7])),
                duration=random.randint(1, 4),
                after=tuple(before),
            )
        )
    random.shuffle(entries)
    capacity = [Fraction(random.randint(0, 30), 3) for _ in range(random.randint(1, 12))]
    pins = {
        f"x{random.randrange(number)}": Pin(random.randint(-2, len(capacity)), "motivo")
        for _ in range(random.choice([0, 0, 1, 3]))
    }
    return entries, capacity, pins
