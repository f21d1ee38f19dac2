"""Rounds are compared on common questions only, and small differences are not called changes."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest

from topp_desktop.domain.instrument import Instrument
from topp_desktop.domain.scoring import ItemValue, State
from topp_desktop.domain.scoring.rounds import RoundState, compare
from topp_desktop.services.library import Library


@pytest.fixture(scope="module")
def agenda() -> Instrument:
    return Library().agenda


def state(agenda: Instrument, form: str, level: int) -> RoundState:
    values = {
        item.id: ItemValue(State.VALUED, Fraction(level), Fraction(9, 25))
        for item in agenda.form_items(form)
    }
    return RoundState(agenda, form, values)


def test_a_rise_of_one_level_everywhere_is_meaningful(agenda: Instrument) -> None:
    found = compare(state(agenda, "short", 1), state(agenda, "short", 2))
    assert found.series == "same"
    assert found.overall is not None
    assert found.overall.delta == pytest.approx(25)
    assert found.overall.meaningful is True
    assert found.items is not None
    assert len(found.items) == 16


def test_a_small_difference_is_only_changed(agenda: Instrument) -> None:
    before, after = state(agenda, "short", 2), state(agenda, "short", 2)
    raised = dict(after.values) | {"1.1-P": ItemValue(State.VALUED, Fraction(3), Fraction(9, 25))}
    found = compare(before, replace(after, values=raised))
    assert found.dimensions is not None
    assert found.dimensions["P"].delta == pytest.approx(6.25)
    assert found.dimensions["P"].meaningful is False  # within the uncertainty of both rounds
    assert found.cells is not None
    assert found.cells["1-P"].meaningful is None


def test_short_and_full_form_compare_on_the_sixteen_common_items(agenda: Instrument) -> None:
    full = state(agenda, "full", 1)
    short_ids = set(agenda.form("short").items)
    values = {
        name: replace(value, value=Fraction(4)) if name not in short_ids else value
        for name, value in full.values.items()
    }
    found = compare(state(agenda, "short", 1), replace(full, values=values))
    assert set(found.common) == short_ids
    assert found.overall is not None
    assert found.overall.delta == pytest.approx(0)
    assert found.items == {}


def test_a_revised_item_leaves_the_comparison(agenda: Instrument) -> None:
    revised = replace(
        agenda,
        version="1.1.0",
        items=tuple(replace(i, revision=2) if i.id == "1.1-P" else i for i in agenda.items),
    )
    found = compare(state(agenda, "full", 1), state(revised, "full", 2))
    assert found.series == "linked"
    assert "1.1-P" not in found.common
    assert len(found.common) == 83


def test_too_few_common_items_or_a_major_version_break_the_series(agenda: Instrument) -> None:
    kept = set(agenda.form("short").items)
    minor = replace(
        agenda,
        version="1.1.0",
        items=tuple(i if i.id in kept else replace(i, revision=2) for i in agenda.items),
    )
    assert compare(state(agenda, "full", 1), state(minor, "full", 2)).series == "break"
    major = replace(agenda, version="2.0.0")
    found = compare(state(agenda, "full", 1), state(major, "full", 2))
    assert found.series == "break"
    assert found.overall is None
