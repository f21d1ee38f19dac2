"""The golden case G5 of docs/roadmap.md, and what surrounds it."""

from __future__ import annotations

from datetime import date

import pytest

from tests.support.builders import GOLDEN, agenda, golden, golden_assessment, library
from tests.support.plans import state_of
from topp_desktop.domain.roadmap import ActionTag, Plan, PlanInput, make_plan
from topp_desktop.formats.actions import read_actions
from topp_desktop.services.plan.planner import settings_from_command


def _plan(capacity: str = "6", semesters: int = 10) -> Plan:
    actions = read_actions(GOLDEN / "g5_actions.json", agenda())
    given = PlanInput(state_of(golden_assessment("g2.json")), actions, automatic_tags=False)
    return make_plan(given, settings_from_command(capacity, "2026-1", semesters, date(2026, 2, 2)))


def test_g5() -> None:
    expected = golden("g5.expected.json")
    plan = _plan()
    ranked = {p.id: p.ranked for p in plan.actions}
    for name, gain in expected["gain"].items():
        assert ranked[name].gain == pytest.approx(gain, abs=0.0001), name
    for name, figure in expected["score"].items():
        assert ranked[name].score == pytest.approx(figure, abs=0.0001), name
    assert plan.starts == expected["start"]
    for semester, overall in expected["overall_at_end"].items():
        assert plan.overall_at_end[semester] == pytest.approx(overall, abs=0.001), semester
    assert list(plan.overall_at_end)[-1] == "2030-2"
    assert not plan.not_scheduled
    assert not plan.broken
    ends = {p.id: str(p.end) for p in plan.actions}
    assert ends == {"a1": "2026-1", "a2": "2028-2", "a3": "2027-2", "a4": "2026-2", "a5": "2027-2"}


def test_g5_terms_that_are_shown() -> None:
    ranked = {p.id: p.ranked for p in _plan().actions}
    assert {name: r.unlocks for name, r in ranked.items()} == {
        "a1": 1.0,
        "a2": 0.0,
        "a3": 0.0,
        "a4": 0.0,
        "a5": 0.0,
    }
    assert {r.kind for r in ranked.values()} == {"overall"}
    # With an actions file only its own flag makes an action essential.
    assert {r.tag for r in ranked.values()} == {ActionTag.SHOULD}


def test_g5_automatic_tags() -> None:
    actions = read_actions(GOLDEN / "g5_actions.json", agenda())
    given = PlanInput(state_of(golden_assessment("g2.json")), actions)
    plan = make_plan(given, settings_from_command("6", "2026-1", 10, date(2026, 2, 2)))
    tags = {p.id: p.ranked.tag for p in plan.actions}
    # 4-F is at 0: both its actions; a2 by its declared priority; 1-F is at 25, not below.
    assert {n for n, tag in tags.items() if tag is ActionTag.MUST} == {"a1", "a2", "a3"}


def test_g5_out_of_reach() -> None:
    plan = _plan(capacity="3.5", semesters=2)
    reasons = {p.id: (p.unplaced, p.ranked.tag) for p in plan.not_scheduled}
    assert reasons == {
        "a2": ("capacity", ActionTag.WONT),
        "a3": ("horizon", ActionTag.WONT),
        "a4": ("capacity", ActionTag.WONT),
        "a5": ("horizon", ActionTag.WONT),
    }
    assert plan.starts == {"a1": "2026-1"}
    assert all(p.start is None and p.end is None for p in plan.not_scheduled)


def test_g5_firm_window_is_three_semesters() -> None:
    assert {p.id: p.firm for p in _plan().actions} == {
        "a1": True,
        "a4": True,
        "a3": True,
        "a5": True,
        "a2": False,
    }


def test_the_same_input_gives_the_same_plan() -> None:
    assert _plan() == _plan()


def test_library_reads_a_catalogue_for_the_agenda() -> None:
    catalogue = library().catalogue(agenda())
    assert catalogue is not None
    assert {c for card in catalogue.cards for c in card.prerequisites} <= set(catalogue.by_id)
