"""Semesters, priority, tags, pins, proposals (docs/roadmap.md)."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from itertools import pairwise

import pytest

from tests.support.builders import agenda, library, one_person, short_levels
from tests.support.plans import action, ranked, state_of
from topp_desktop.domain.assessment import Answer, Assessment
from topp_desktop.domain.errors import UserError
from topp_desktop.domain.roadmap import (
    Action,
    ActionCard,
    ActionProposal,
    ActionTag,
    Catalogue,
    PlanInput,
    PlanSettings,
    Semester,
    make_plan,
    propose_actions,
)
from topp_desktop.domain.roadmap.priority import rank
from topp_desktop.domain.roadmap.schedule import Broken, Pin, schedule
from topp_desktop.domain.scoring import item_values, score

SETTINGS = PlanSettings(Semester(2026, 1), 10, capacity=Fraction(6))


@pytest.mark.parametrize(
    ("text", "year", "half"),
    [
        ("2026-1", 2026, 1),
        (" 2026-2 ", 2026, 2),
        ("Semestre I - 2026", 2026, 1),
        ("Semestre II - 2030", 2030, 2),
        ("Semestre I- 2019", 2019, 1),
        ("semestre ii-2027", 2027, 2),
        ("II-2027", 2027, 2),
        ("II – 2027", 2027, 2),
        ("Semestre I 2026", 2026, 1),
        ("Semester 2 - 2026", 2026, 2),
        ("S1-2026", 2026, 1),
        ("S. II / 2026", 2026, 2),
    ],
)
def test_semesters_are_read_as_people_write_them(text: str, year: int, half: int) -> None:
    assert Semester.parse(text) == Semester(year, half)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "2026",
        "2026-3",
        "2026-0",
        "III-2026",
        "Semestre I",
        "26-1",
        "2026-1x",
        "I-20261",
        "٢٠٢٦-1",
    ],
)
def test_what_is_no_semester_is_refused(text: str) -> None:
    with pytest.raises(ValueError):
        Semester.parse(text)


def test_semesters_count_in_time() -> None:
    first = Semester(2026, 1)
    assert [str(first.plus(n)) for n in (-1, 0, 1, 9)] == ["2025-2", "2026-1", "2026-2", "2030-2"]
    assert first.plus(9).index - first.index == 9
    assert min(Semester(2027, 1), Semester(2026, 2)) == Semester(2026, 2)
    assert Semester.of(date(2026, 6, 30)) == first
    assert Semester.of(date(2026, 7, 1)) == first.plus(1)
    assert Semester.parse(first.plus(1).short) == first.plus(1)


def test_a_cycle_and_an_unknown_prerequisite_are_refused() -> None:
    state = state_of(one_person(short_levels()))
    circle = [action("a", after=("b",)), action("b", after=("c",)), action("c", after=("a",))]
    with pytest.raises(UserError) as caught:
        rank(state, circle)
    assert caught.value.code == "prerequisite-cycle"
    assert set(caught.value.params["cycle"].split(" → ")) == {"a", "b", "c"}
    with pytest.raises(UserError, match="prerequisite-cycle"):
        rank(state, [action("a", after=("a",))])
    with pytest.raises(UserError, match="unknown-prerequisite"):
        rank(state, [action("a", after=("x",))])


def test_score_is_the_product_of_its_terms() -> None:
    state = state_of(one_person(short_levels(a1T=0)))
    actions = [
        action("a", effort=Fraction(5, 2), priority=1.5, feasibility=0.4),
        action("b", start_level=1, end_level=2, after=("a",)),
        action("c", start_level=2, end_level=3, after=("b",)),
        action("d", cell="2-O", start_level=2, end_level=3),
    ]
    by_id = {r.action.id: r for r in rank(state, actions)}
    assert [by_id[n].descendants for n in "abcd"] == [2, 1, 0, 0]
    assert [by_id[n].unlocks for n in "abcd"] == [1, 0.5, 0, 0]
    for r in by_id.values():
        a = r.action
        assert r.gain is not None
        expected = a.priority * a.feasibility * r.gain * (1 + 0.5 * r.unlocks) / float(a.effort)
        assert r.score == pytest.approx(expected)
    # Each step starts where the one before it ends.
    levels = {f"a1T{n}": short_levels(a1T=n) for n in range(4)}
    overall = [score(agenda(), one_person(x)).overall.declared for x in levels.values()]
    for name, n in (("a", 0), ("b", 1), ("c", 2)):
        gain = by_id[name].gain
        before, after = overall[n], overall[n + 1]
        assert gain is not None
        assert before is not None
        assert after is not None
        assert gain == pytest.approx(after - before)
    # The prerequisites of what is essential are essential.
    assert by_id["a"].tag is ActionTag.MUST
    assert by_id["d"].tag is ActionTag.SHOULD


def test_the_weakest_link_gains_most() -> None:
    state = state_of(one_person(short_levels(a1F=0, a2F=0, a3F=0, a4F=0, a1T=3)))
    low, high = rank(
        state, [action("l", cell="1-F"), action("h", cell="1-T", start_level=3, end_level=4)]
    )
    assert low.gain is not None
    assert high.gain is not None
    assert low.gain > high.gain


def test_prerequisites_of_the_essential_are_essential() -> None:
    state = state_of(one_person(short_levels(a1T=2)))
    entries = [
        action("a", start_level=2, end_level=3),
        action("b", start_level=3, end_level=4, after=("a",), must=True),
        action("c", cell="2-T", start_level=2, end_level=3),
    ]
    for automatic in (True, False):
        tags = [r.tag for r in rank(state, entries, automatic_tags=automatic)]
        assert tags == [ActionTag.MUST, ActionTag.MUST, ActionTag.SHOULD]


@pytest.mark.parametrize(
    ("unknown", "kind"), [((), "overall"), (("2", "3"), "area"), (("1", "2", "3"), "cell")]
)
def test_gain_of_the_highest_published_score(unknown: tuple[str, ...], kind: str) -> None:
    cells: dict[str, Answer] = {f"a{a}{d}": "DK" for a in unknown for d in "TOP"}
    if "1" in unknown:
        cells.pop("a1T")
    state = state_of(one_person(short_levels(**cells)))
    (found,) = rank(state, [action("a", start_level=2, end_level=3)])
    assert found.kind == kind
    assert found.gain is not None
    assert found.gain > 0
    if kind == "cell":
        assert found.gain == pytest.approx(25)


def test_kinds_of_gain_are_ranked_apart() -> None:
    entries = [ranked("a", 9.0, kind="cell"), ranked("b", 0.1, kind="area"), ranked("c", None)]
    result = schedule(entries, [Fraction(1)] * 3)
    assert [result.placed[n].start for n in "cba"] == [0, 1, 2]


def test_pins_reserve_first_and_what_they_break_is_kept_and_listed() -> None:
    entries = [
        ranked("high", 9.0, effort=Fraction(6)),
        ranked("low", 1.0, effort=Fraction(6)),
        ranked("next", 1.0, after=("high",)),
        ranked("late", 1.0, duration=2, effort=Fraction(2)),
    ]
    capacity = [Fraction(6)] * 3
    pins = {"low": Pin(0), "next": Pin(0), "late": Pin(2)}
    result = schedule(entries, capacity, pins)
    assert result.placed["low"].start == 0
    assert result.placed["high"].start == 1
    assert result.placed["next"].start == 0
    assert set(result.broken) == {
        *(Broken("next", "capacity"), Broken("next", "prerequisite"), Broken("late", "horizon")),
    }
    before = schedule(entries, capacity, {"high": Pin(-1)})
    assert before.placed["high"].end == -1
    assert before.placed["next"].start == 0


def test_pins_for_actions_that_are_gone_are_ignored() -> None:
    assert schedule([ranked("a")], [Fraction(1)], {"gone": Pin(0)}).placed.keys() == {"a"}


def _proposal(assessment: Assessment) -> ActionProposal:
    values = item_values(agenda(), assessment)
    card = score(agenda(), assessment)
    catalogue = library().catalogue(agenda())
    assert catalogue is not None
    return propose_actions(agenda(), catalogue, assessment.form, values, card)


def test_missing_items_are_established_first_and_na_yields_nothing() -> None:
    answers = short_levels(a1T="DK", a1O="NA", a1P=1)
    blank = next(i.id for i in agenda().form_items("short") if i.cell == "1-F")
    del answers[blank]
    by_item: dict[str | None, list[Action]] = {}
    proposal = _proposal(one_person(answers))
    for found in proposal.actions:
        by_item.setdefault(found.item, []).append(found)
    assert "1.2-O" not in by_item
    for item in ("1.3-T", blank):
        (establish,) = by_item[item]
        assert establish.establish
        assert (establish.start_level, establish.end_level) == (0, 1)
    assert not any(a.establish for a in by_item["1.1-P"])
    state = state_of(one_person(answers))
    gains = {r.action.id: r.gain for r in rank(state, proposal.actions)}
    assert gains["1.3-T:?"] is None
    plan = make_plan(PlanInput(state, proposal.actions), SETTINGS)
    assert "1.3-T:?" in plan.starts  # it is work, and it is planned


def test_one_step_at_a_time_up_to_the_target() -> None:
    answers = short_levels(a1P=0)
    targets = dict.fromkeys(agenda().cells, 100.0)
    proposal = _proposal(one_person(answers, targets=targets))
    steps = [a for a in proposal.actions if a.item == "1.1-P"]
    assert [(a.start_level, a.end_level) for a in steps] == [(0, 2), (2, 3), (3, 4)]
    assert all(before.id in a.after for before, a in pairwise(steps))
    only_next = [a for a in _proposal(one_person(answers)).actions if a.item == "1.1-P"]
    assert [(a.start_level, a.end_level) for a in only_next] == [(0, 2)], "1 is never a goal"
    from_one = [a for a in _proposal(one_person(short_levels(a1P=1))).actions if a.item == "1.1-P"]
    assert [(a.start_level, a.end_level) for a in from_one] == [(1, 2)]
    assert from_one[0].effort < only_next[0].effort
    done = _proposal(one_person(short_levels(a1P=4)))
    assert not [a for a in done.actions if a.item == "1.1-P"]


def test_a_prerequisite_outside_the_plan_is_dropped_and_shown() -> None:
    item = agenda().by_id["1.3-T"]
    needs = ("1.3-O.2", "9.9-T.2")
    cards = (
        ActionCard("1.3-T", 2, ("1.3.1",), 0.25, 1, 0.25, needs),
        ActionCard("9.9-T", 2, (), 1, 1),
    )
    catalogue = Catalogue(agenda(), "1", cards, {})
    assessment = one_person({item.id: 1})
    values = item_values(agenda(), assessment)
    result = propose_actions(agenda(), catalogue, "short", values, score(agenda(), assessment))
    (own,) = [a for a in result.actions if a.item == item.id]
    assert own.dropped == needs
    assert own.after == ()
    assert own.effort == Fraction(1, 2)  # never below half a person-month
    without = Catalogue(agenda(), "1", (), {})
    other = propose_actions(agenda(), without, "short", values, score(agenda(), assessment))
    assert other.without_card == ("1.3-T.2",)


def test_an_action_on_what_is_not_asked_or_does_not_apply_gains_nothing() -> None:
    state = state_of(one_person(short_levels(a1O="NA")))
    entries = [
        action("na", item="1.2-O"),
        action("cell", cell="1-O"),
        action("elsewhere", item="1.1-T"),  # the short form asks 1.3-T in this cell
    ]
    assert [r.gain for r in rank(state, entries)] == [None, None, None]
    plan = make_plan(PlanInput(state, entries), SETTINGS)
    assert set(plan.overall_at_end.values()) == {state.card.overall.declared}
