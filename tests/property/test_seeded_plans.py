"""200 seeded plans, some with pins: what nobody pinned keeps every rule; the same everywhere."""

from __future__ import annotations

from fractions import Fraction
from functools import cache
from random import Random

from tests.support.best_plan import small_case
from topp_desktop.domain.roadmap import Plan, PlanInput, make_plan
from topp_desktop.domain.roadmap.schedule import Pin
from topp_desktop.foundation.canonical import canonical_json, sha256_hex

CASES = 200
DIGEST = "ed5eb1f932eee17ac18c8630e7a48de562be6564b4ae9652fe42953ff56545ec"
"""Of all starts of all cases: another system or run that plans otherwise gives another one."""


@cache
def _plan(seed: int) -> Plan:
    state, actions, settings = small_case(seed)
    random = Random(seed + 1_000)
    pins = {
        made.id: Pin(random.randint(-1, settings.semesters), "decidido en el consejo")
        for made in actions
        if random.random() < 0.15
    }
    return make_plan(PlanInput(state, actions, pins), settings)


def test_what_nobody_pinned_keeps_every_rule() -> None:
    pinned = 0
    for seed in range(CASES):
        plan = _plan(seed)
        capacity = plan.settings.capacities()
        start = plan.settings.start.index
        by_id = {a.id: a for a in plan.actions}
        used = [Fraction(0)] * len(capacity)
        by_people: set[int] = set()
        for planned in plan.scheduled:
            assert planned.start is not None
            assert planned.end is not None
            action = planned.action
            span = range(planned.start.index - start, planned.end.index - start + 1)
            assert len(span) == action.duration  # contiguous
            for semester in span:
                if 0 <= semester < len(used):
                    used[semester] += action.effort / action.duration
                    if planned.pinned:
                        by_people.add(semester)
            if planned.pinned:
                pinned += 1
                continue
            assert span.start >= 0
            assert span.stop <= len(capacity)
            for name in action.after:  # prerequisites, among them the level below
                end = by_id[name].end
                assert end is not None
                assert end < planned.start
            assert action.end_level == action.start_level + 1  # one level at a time
        assert tuple(used) == plan.used
        over = {s for s, amount in enumerate(used) if amount > capacity[s]}
        assert over <= by_people  # capacity is only broken where a person pinned something
    assert pinned > CASES / 4


def test_the_plans_are_the_same_on_every_run_and_system() -> None:
    starts = [
        [[a.id, None if a.start is None else str(a.start), a.unplaced] for a in _plan(seed).actions]
        for seed in range(CASES)
    ]
    assert sha256_hex(canonical_json(starts)) == DIGEST
