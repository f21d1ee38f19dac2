"""The shipped catalogue against random institutions: a plan always comes out, and is sound."""

from __future__ import annotations

from random import Random

import pytest

from tests.support.builders import agenda, library
from tests.support.plans import state_of
from tests.support.random_cases import random_assessment
from topp_desktop.domain.roadmap import (
    ActionTag,
    PlanInput,
    PlanSettings,
    Semester,
    make_plan,
    propose_actions,
)
from topp_desktop.domain.scoring import State, item_values, score


@pytest.mark.parametrize("seed", range(12))
def test_every_institution_gets_a_sound_plan(seed: int) -> None:
    random = Random(seed)
    assessment = random_assessment(random, agenda())
    values = item_values(agenda(), assessment)
    card = score(agenda(), assessment)
    catalogue = library().catalogue(agenda())
    assert catalogue is not None
    proposal = propose_actions(agenda(), catalogue, assessment.form, values, card)
    assert proposal.without_card == ()  # the catalogue serves every step of every institution
    settings = PlanSettings(Semester(2026, 1), 10, people=random.randint(1, 8))
    plan = make_plan(PlanInput(state_of(assessment), proposal.actions), settings)
    assert {a.id for a in plan.actions} == {a.id for a in proposal.actions}

    ends = {a.id: a.end for a in plan.scheduled}
    for planned in plan.actions:
        action = planned.action
        if not action.establish:
            assert (action.start_level, action.end_level) in {(0, 2), (1, 2), (2, 3), (3, 4)}
        value = values[action.item or ""]
        assert value.state is not State.NOT_APPLICABLE
        assert action.establish == (value.value is None)
        if action.establish:
            assert planned.ranked.gain is None
        if planned.start is None:
            assert planned.ranked.tag is ActionTag.WONT
            assert planned.unplaced in {"capacity", "horizon", "prerequisite"}
            continue
        assert planned.ranked.tag is not ActionTag.WONT
        assert all(
            end is not None and end < planned.start for end in (ends[n] for n in action.after)
        )
    assert all(used <= room for used, room in zip(plan.used, settings.capacities(), strict=True))
    figures = [f for f in plan.overall_at_end.values() if f is not None]
    if card.overall.published:
        assert len(figures) == 10
        assert card.overall.declared is not None
        # Levels between two steps are where a group's mean lies; each step starts below it.
        assert figures == sorted(figures)
        assert figures[0] >= card.overall.declared - 1e-9
