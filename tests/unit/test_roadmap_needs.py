"""Training, technical assistance and what can be taught (docs/roadmap.md, "Needs")."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

import pytest

from tests.support.builders import agenda, group, library, one_person, short_levels
from tests.support.plans import action, state_of
from topp_desktop.domain.assessment import Answer, Assessment
from topp_desktop.domain.roadmap import (
    Action,
    Needs,
    PlanInput,
    PlanSettings,
    Semester,
    make_plan,
    needs_of,
)
from topp_desktop.domain.scoring import item_values, score

CATALOGUE = library().catalogue(agenda())
FULL = agenda().form_items("full")


def _needs(assessment: Assessment, actions: Sequence[Action] = (), capacity: int = 60) -> Needs:
    settings = PlanSettings(Semester(2026, 1), 4, capacity=Fraction(capacity))
    plan = make_plan(PlanInput(state_of(assessment), actions), settings)
    return needs_of(
        agenda(),
        CATALOGUE,
        assessment.form,
        item_values(agenda(), assessment),
        score(agenda(), assessment),
        [a.action for a in plan.actions],
        plan.starts,
    )


def test_training_in_the_short_form_is_indicative() -> None:
    """The short form asks one item of T4 (2.2-T), one of O2 (1.2-O) and none of T5."""
    needs = _needs(one_person(short_levels(a2T=2, a1O=1)))
    assert [(n.component, n.item, n.level, n.indicative) for n in needs.training] == [
        ("T4", "2.2-T", 2.0, True),
        ("O2", "1.2-O", 1.0, True),
    ]
    assert _needs(one_person(short_levels(a2T=3, a1O=3))).training == ()


def _component(component: str, levels: Sequence[Answer]) -> Assessment:
    own = [item.id for item in FULL if item.component == component]
    assert len(own) >= 3
    return one_person(dict(zip(own, levels, strict=False)), form="full")


@pytest.mark.parametrize("component", ["T4", "T5", "O2"])
def test_training_in_the_full_form_goes_by_the_component(component: str) -> None:
    (need,) = _needs(_component(component, (3, 2, 1))).training
    assert (need.component, need.level, need.indicative) == (component, 1.0, False)
    assert need.item == [i.id for i in FULL if i.component == component][2]
    assert _needs(_component(component, (3, 2, 2))).training == ()
    assert _needs(_component(component, (0, 4, "NA"))).training != ()
    assert _needs(_component(component, ("DK", "DK", "DK"))).training == ()


def test_training_from_a_single_known_item_is_indicative() -> None:
    (need,) = _needs(_component("T4", (1,))).training
    assert need.indicative


def test_training_threshold_is_exact() -> None:
    """Thirds that add up to a mean of exactly two."""
    own = [i.id for i in FULL if i.component == "T5"][:3]
    answers = (((1, 2, 2), own[0]), ((2, 2, 3), own[1]), ((2, 2, 2), own[2]))
    parts = [group(item, [("technical", x) for x in levels]) for levels, item in answers]
    assessment = replace(
        parts[0], form="full", responses=tuple(r for p in parts for r in p.responses)
    )
    (need,) = _needs(assessment).training
    assert need.component == "T5"


def test_other_components_need_no_training() -> None:
    assert _needs(_component("T1", (0, 0, 0))).training == ()


def test_a_training_card_in_the_plan_is_a_need() -> None:
    assert CATALOGUE is not None
    other = {i.id: i for i in FULL if i.component not in {"T4", "T5", "O2"}}
    card = next(c for c in CATALOGUE.cards if c.training and c.item in other and c.step == 3)
    item = other[card.item]
    planned = action("a", item=item.id, card=card.id, start_level=2, end_level=3)
    needs = _needs(one_person({item.id: 2}, form="full"), [planned])
    (need,) = needs.training
    assert (need.card, need.component, need.semester) == (card.id, item.component, "2026-1")


def test_assistance_by_level_gap_and_room() -> None:
    answers = short_levels(a1T=1, a1O=2, a1P=2, a1F=3)
    targets = {"1-O": 100.0, "1-F": 100.0}
    big = action("big", item="1.1-F", start_level=3, end_level=4, effort=Fraction(500))
    small = action("small", item="1.1-P", start_level=2, end_level=3)
    needs = _needs(one_person(answers, targets=targets), [big, small])
    assert {n.item: n.reason for n in needs.assistance} == {
        "1.3-T": "level",
        "1.2-O": "gap",
        "1.1-F": "not-scheduled",
    }


def test_a_later_step_without_room_is_a_need_too() -> None:
    first = action("p1", item="1.1-P", start_level=2, end_level=3, card="x")
    second = action(
        "p2",
        item="1.1-P",
        start_level=3,
        end_level=4,
        effort=Fraction(900),
        after=("p1",),
        card="y",
    )
    (need,) = _needs(one_person(short_levels()), [first, second]).assistance
    assert (need.item, need.reason, need.card) == ("1.1-P", "not-scheduled", "y")


def test_a_cell_without_room_stands_for_its_items() -> None:
    big = action("big", cell="1-P", start_level=2, end_level=3, effort=Fraction(900))
    (need,) = _needs(one_person(short_levels()), [big]).assistance
    assert (need.item, need.reason) == ("1.1-P", "not-scheduled")


def test_what_is_unknown_or_does_not_apply_asks_for_nothing() -> None:
    answers = short_levels(a1T="DK", a1O="NA")
    needs = _needs(one_person(answers, targets={"1-T": 100.0}))
    assert needs.assistance == ()


def test_only_what_evidence_carries_can_be_taught() -> None:
    answers = short_levels(a1T=4, a1O=3, a1P=4)
    evidence = {"1.3-T": 2, "1.2-O": 1}
    needs = _needs(one_person(answers, evidence=evidence))
    assert [(p.item, p.level) for p in needs.peers] == [("1.3-T", 3.0)]
