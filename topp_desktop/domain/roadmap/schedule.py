"""Serial schedule generation in exact fractions (docs/roadmap.md, "Schedule").

Kolisch & Hartmann (1999), "Heuristic algorithms for the resource-constrained project scheduling
problem": activities in order of priority, each at its earliest feasible start.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from topp_desktop.domain.roadmap.actions import ActionTag, Ranked

KINDS = ("overall", "area", "cell")


@dataclass(frozen=True, slots=True)
class Pin:
    """A start that a person fixed; it survives every recomputation."""

    start: int
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Placed:
    """An action's semesters as offsets from the plan's first one; `end` is the last one."""

    start: int
    end: int
    pinned: bool = False


@dataclass(frozen=True, slots=True)
class Broken:
    """What a pin breaks; it is kept and listed. kind: capacity, prerequisite or horizon."""

    action: str
    kind: str


@dataclass(frozen=True, slots=True)
class Schedule:
    """Placed actions, those that found no room (id → reason), used capacity per semester."""

    placed: Mapping[str, Placed]
    unplaced: Mapping[str, str]
    used: tuple[Fraction, ...]
    broken: tuple[Broken, ...] = ()


def order_key(ranked: Ranked) -> tuple[bool, int, bool, float, str]:
    """Essential before recommended, each kind of gain against its own, S descending, id."""
    known = ranked.score is not None
    score = round(ranked.score, 9) if ranked.score is not None else 0.0
    kind = KINDS.index(ranked.kind)
    return (ranked.tag is not ActionTag.MUST, kind, not known, -score, ranked.action.id)


def schedule(
    ranked: Sequence[Ranked],
    capacity: Sequence[Fraction],
    pins: Mapping[str, Pin] | None = None,
    *,
    first: int = 0,
) -> Schedule:
    """Places the actions in the semesters of `capacity` (person-months each).

    Pins reserve first. Then, repeatedly, the highest-ranked action whose prerequisites are
    placed starts at the earliest semester after they finish at which its effort, spread evenly
    over its contiguous semesters, fits. Unplaced: "capacity" (needs more in a semester than
    there ever is), "horizon" (no room before the end) or "prerequisite" (what it needs was not
    placed). first: only pins begin before this semester.
    """
    by_id = {r.action.id: r for r in ranked}
    used = [Fraction(0)] * len(capacity)
    placed: dict[str, Placed] = {}
    broken: list[Broken] = []
    for name, pin in sorted((pins or {}).items()):
        if name in by_id:
            broken += _pin(by_id[name], pin, capacity, used, placed)

    unplaced: dict[str, str] = {}
    waiting = sorted((r for r in ranked if r.action.id not in placed), key=order_key)
    while waiting:
        eligible = next(
            (
                r
                for r in waiting
                if all(needed in placed or needed in unplaced for needed in r.action.after)
            ),
            None,
        )
        if eligible is None:  # only a cycle could do this, and `rank` refuses cycles
            raise AssertionError("prerequisites form a cycle")
        waiting.remove(eligible)
        action = eligible.action
        if any(needed in unplaced for needed in action.after):
            unplaced[action.id] = "prerequisite"
            continue
        start, reason = _earliest(eligible, capacity, used, placed, first)
        if start is None:
            unplaced[action.id] = reason
            continue
        _reserve(eligible, start, used)
        placed[action.id] = Placed(start, start + action.duration - 1)

    for name, place in placed.items():
        if place.pinned and any(
            needed not in placed or placed[needed].end >= place.start
            for needed in by_id[name].action.after
        ):
            broken.append(Broken(name, "prerequisite"))
    return Schedule(placed, unplaced, tuple(used), tuple(broken))


def _share(ranked: Ranked) -> Fraction:
    return ranked.action.effort / ranked.action.duration


def _reserve(ranked: Ranked, start: int, used: list[Fraction]) -> None:
    for semester in range(start, start + ranked.action.duration):
        used[semester] += _share(ranked)


def _pin(
    ranked: Ranked,
    pin: Pin,
    capacity: Sequence[Fraction],
    used: list[Fraction],
    placed: dict[str, Placed],
) -> list[Broken]:
    action = ranked.action
    end = pin.start + action.duration - 1
    placed[action.id] = Placed(pin.start, end, pinned=True)
    inside = range(max(0, pin.start), min(len(capacity), end + 1))
    broken = []
    if pin.start < 0 or end >= len(capacity):
        broken.append(Broken(action.id, "horizon"))
    for semester in inside:
        used[semester] += _share(ranked)
    if any(used[semester] > capacity[semester] for semester in inside):
        broken.append(Broken(action.id, "capacity"))
    return broken


def _earliest(
    ranked: Ranked,
    capacity: Sequence[Fraction],
    used: Sequence[Fraction],
    placed: Mapping[str, Placed],
    not_before: int,
) -> tuple[int | None, str]:
    share, duration = _share(ranked), ranked.action.duration
    if share > max(capacity, default=Fraction(0)):
        return None, "capacity"
    first = max((placed[needed].end + 1 for needed in ranked.action.after), default=0)
    for start in range(max(first, not_before), len(capacity) - duration + 1):
        window = range(start, start + duration)
        if all(used[s] + share <= capacity[s] for s in window):
            return start, ""
    return None, "horizon"
