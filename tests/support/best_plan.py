"""The best possible plan of a small case, by trying every one; and small cases to try it on."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction
from random import Random

from tests.support.builders import agenda, one_person
from tests.support.plans import action, state_of
from topp_desktop.domain.roadmap import Action, PlanSettings, ScoredState, Semester

ITEMS = [item.id for item in agenda().form_items("short")]
Overall = Callable[[frozenset[str]], float]
"""The overall level with these actions done."""


def small_case(seed: int) -> tuple[ScoredState, list[Action], PlanSettings]:
    """Steps on a few questions of the short form, some waiting for others, little capacity."""
    random = Random(seed)
    levels = {item: random.randint(0, 3) for item in ITEMS}
    chosen = random.sample(ITEMS, random.randint(3, 6))
    reached: dict[str, tuple[int, str | None]] = {i: (levels[i], None) for i in chosen}
    actions: list[Action] = []
    for number in range(random.randint(4, 8)):
        item = random.choice(chosen)
        level, before = reached[item]
        if level == 4:
            continue
        after = [before] if before else []
        if actions and random.random() < 0.15:
            after.append(random.choice(actions).id)
        made = action(
            f"x{number}",
            item=item,
            start_level=level,
            end_level=level + 1,
            effort=Fraction(random.randint(1, 16), 2),
            duration=random.choice([1, 1, 2, 2, 3]),
            after=tuple(dict.fromkeys(after)),
        )
        reached[item] = (level + 1, made.id)
        actions.append(made)
    semesters, capacity = random.randint(4, 6), Fraction(random.randint(4, 12), 2)
    settings = PlanSettings(Semester(2026, 1), semesters, capacity=capacity)
    return state_of(one_person(levels)), actions, settings


def overall_of(state: ScoredState, actions: Sequence[Action]) -> Overall:
    known: dict[frozenset[str], float] = {}

    def overall(done: frozenset[str]) -> float:
        if done not in known:
            levels: dict[str, int] = {}
            for made in actions:
                if made.id in done:
                    for item in state.items_of(made):
                        levels[item] = max(levels.get(item, 0), made.end_level)
            known[done] = state.with_levels(levels).overall.declared or 0.0
        return known[done]

    return overall


def best_sum(actions: Sequence[Action], settings: PlanSettings, overall: Overall) -> float:
    """The largest sum of the overall level over the semesters' ends that any schedule reaches.

    Every action gets every start that prerequisites and capacity allow, or none. `actions` are
    in an order in which prerequisites come first.
    """
    capacity = settings.capacities()
    horizon = len(capacity)
    best = 0.0

    def place(number: int, ends: dict[str, int], used: list[Fraction]) -> None:
        nonlocal best
        if number == len(actions):
            reached = sum(
                overall(frozenset(n for n, end in ends.items() if end <= semester))
                for semester in range(horizon)
            )
            best = max(best, reached)
            return
        made = actions[number]
        place(number + 1, ends, used)  # left out
        if any(needed not in ends for needed in made.after):
            return
        share = made.effort / made.duration
        first = max((ends[needed] + 1 for needed in made.after), default=0)
        for start in range(first, horizon - made.duration + 1):
            span = range(start, start + made.duration)
            if all(used[s] + share <= capacity[s] for s in span):
                then = [u + share if s in span else u for s, u in enumerate(used)]
                place(number + 1, {**ends, made.id: start + made.duration - 1}, then)

    place(0, {}, [Fraction(0)] * horizon)
    return best
