"""What holds for every schedule (docs/roadmap.md, "Schedule")."""

from __future__ import annotations

from fractions import Fraction
from random import Random

import pytest

from tests.support.plans import random_ranked
from topp_desktop.domain.roadmap import ActionTag
from topp_desktop.domain.roadmap.schedule import order_key, schedule

CASES = 60


@pytest.mark.parametrize("seed", range(10))
def test_every_schedule_keeps_its_promises(seed: int) -> None:
    random = Random(seed)
    for _ in range(CASES):
        entries, capacity, pins = random_ranked(random)
        result = schedule(entries, capacity, pins)
        by_id = {r.action.id: r.action for r in entries}
        # Nothing is lost, nothing is in both lists.
        assert result.placed.keys() | result.unplaced.keys() == by_id.keys()
        assert not result.placed.keys() & result.unplaced.keys()
        used = [Fraction(0)] * len(capacity)
        pinned_semesters: set[int] = set()
        for name, place in result.placed.items():
            action = by_id[name]
            assert place.end - place.start + 1 == action.duration  # contiguous
            for semester in range(max(0, place.start), min(len(capacity), place.end + 1)):
                used[semester] += action.effort / action.duration  # evenly, exactly
                if place.pinned:
                    pinned_semesters.add(semester)
            if place.pinned:
                assert pins[name].start == place.start
                continue
            assert place.start >= 0
            assert place.end < len(capacity)
            for needed in action.after:
                assert result.placed[needed].end < place.start
        assert tuple(used) == result.used
        over = {n for n, amount in enumerate(used) if amount > capacity[n]}
        assert over <= pinned_semesters  # only a person can overload a semester …
        if over:
            assert any(b.kind == "capacity" for b in result.broken)  # … and is told so


@pytest.mark.parametrize("seed", range(10, 16))
def test_the_order_in_which_actions_arrive_does_not_matter(seed: int) -> None:
    random = Random(seed)
    for _ in range(CASES):
        entries, capacity, pins = random_ranked(random)
        first = schedule(entries, capacity, pins)
        random.shuffle(entries)
        again = schedule(entries, capacity, dict(reversed(pins.items())))
        assert first.placed == again.placed
        assert first.unplaced == again.unplaced
        assert first.used == again.used
        assert first.broken == again.broken


@pytest.mark.parametrize("seed", range(20, 26))
def test_no_action_could_start_earlier_in_the_gaps_that_are_left(seed: int) -> None:
    random = Random(seed)
    for _ in range(CASES):
        entries, capacity, pins = random_ranked(random)
        result = schedule(entries, capacity, pins)
        by_id = {r.action.id: r.action for r in entries}
        for name, place in result.placed.items():
            action = by_id[name]
            share = action.effort / action.duration
            first = max([0, *(result.placed[n].end + 1 for n in action.after if not place.pinned)])
            for start in range(first, place.start if not place.pinned else 0):
                window = range(start, start + action.duration)
                own = set(range(place.start, place.end + 1))
                assert any(
                    result.used[s] - (share if s in own else 0) + share > capacity[s]
                    for s in window
                ), name


@pytest.mark.parametrize("seed", range(30, 34))
def test_reasons_for_not_being_scheduled_are_true(seed: int) -> None:
    random = Random(seed)
    for _ in range(CASES):
        entries, capacity, pins = random_ranked(random)
        result = schedule(entries, capacity, pins)
        for entry in entries:
            action, reason = entry.action, result.unplaced.get(entry.action.id)
            share = action.effort / action.duration
            blocked = any(needed in result.unplaced for needed in action.after)
            if reason is None:
                continue
            assert (reason == "prerequisite") == blocked
            if not blocked:
                assert (reason == "capacity") == (share > max(capacity))


@pytest.mark.parametrize("seed", range(40, 43))
def test_without_prerequisites_or_pins_the_essential_come_first(seed: int) -> None:
    """Of two actions of one size, the one that ranks lower never starts earlier."""
    random = Random(seed)
    for _ in range(CASES):
        entries, capacity, _ = random_ranked(random)
        free = [r for r in entries if not r.action.after]
        result = schedule(free, capacity)
        order = sorted(free, key=order_key)
        for n, high in enumerate(order):
            for low in order[n + 1 :]:
                same = (high.action.effort, high.action.duration) == (
                    *(low.action.effort, low.action.duration),
                )
                if same and low.action.id in result.placed:
                    assert result.placed[high.action.id].start <= result.placed[low.action.id].start
        tags = [r.tag for r in order]
        assert tags == sorted(tags, key=[ActionTag.MUST, ActionTag.SHOULD].index)
