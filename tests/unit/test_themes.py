"""The cross-cutting reading: shares of a theme's questions, with how many were counted."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest

from topp_desktop.domain.assessment import Assessment, Institution, Respondent, Response
from topp_desktop.domain.instrument import Form, Instrument, Item
from topp_desktop.domain.scoring.themes import ThemeReading, theme_readings
from topp_desktop.domain.scoring.values import ItemValue, State, item_values
from topp_desktop.services.library import Library

THEMES = ("gender", "climate")


@pytest.fixture(scope="module")
def shipped() -> Instrument:
    return Library().agenda


def small(shipped: Instrument) -> Instrument:
    """Four questions of gender, one of them of climate too; the last outside the short form."""
    items = tuple(
        Item(name, dimension="T", themes=themes)
        for name, themes in (
            ("a", ("gender",)),
            ("b", ("gender", "climate")),
            ("c", ("gender",)),
            ("d", ("gender",)),
            ("e", ()),
        )
    )
    forms = (Form("short", ("a", "b", "c", "e")), Form("full", ("a", "b", "c", "d", "e")))
    return replace(shipped, items=items, forms=forms, themes=(*THEMES, "nobody asks"))


def at(level: Fraction | int) -> ItemValue:
    return ItemValue(State.VALUED, Fraction(level))


def test_a_theme_counts_the_questions_at_its_level_among_those_that_have_one(
    shipped: Instrument,
) -> None:
    values = {"a": at(3), "b": at(4), "c": at(2), "d": at(0), "e": at(4)}
    short = theme_readings(small(shipped), "short", values)
    assert short == (ThemeReading("gender", 2, 3), ThemeReading("climate", 1, 1))
    full = theme_readings(small(shipped), "full", values)
    assert full[0] == ThemeReading("gender", 2, 4)
    assert full[0].share == 50


def test_what_has_no_level_is_not_counted_and_a_mean_counts_from_three(
    shipped: Instrument,
) -> None:
    values = {
        "a": ItemValue(State.NOT_APPLICABLE),
        "b": ItemValue(State.DONT_KNOW),
        "c": at(Fraction(29, 10)),
    }
    gender, climate = theme_readings(small(shipped), "short", values | {"e": at(4)})
    assert (gender.reached, gender.n, gender.share) == (0, 1, 0)
    assert (climate.n, climate.share) == (0, None)


def test_without_themes_there_is_nothing_to_read(shipped: Instrument) -> None:
    bare = replace(small(shipped), themes=())
    assert theme_readings(bare, "short", {"a": at(3), "b": at(3), "c": at(3)}) == ()


def test_every_theme_of_the_questionnaire_is_read_in_the_full_form(shipped: Instrument) -> None:
    who = Institution("X", "GT", "central", "planning")
    answers = tuple(Response("r1", item.id, 3) for item in shipped.items)
    said = Assessment(who, "full", "2026-1", (Respondent("r1", "technical"),), answers)
    found = theme_readings(shipped, "full", item_values(shipped, said))
    assert [one.theme for one in found] == list(shipped.themes)
    assert all(one.share == 100 and one.n >= 3 for one in found)
