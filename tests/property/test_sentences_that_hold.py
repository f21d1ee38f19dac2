"""Sentences of window and paper, read back against the figures they speak of."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from types import SimpleNamespace
from typing import Any, cast

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tests.support.builders import agenda, one_person
from topp_desktop.domain.instrument import Wording
from topp_desktop.domain.roadmap import Action, ActionTag, PlannedAction, Semester
from topp_desktop.domain.roadmap.actions import Ranked
from topp_desktop.domain.roadmap.progress import Outcome, became
from topp_desktop.domain.scoring import ItemValue, State
from topp_desktop.foundation.i18n import translator
from topp_desktop.services.measurement.results import results_of
from topp_desktop.services.measurement.sentences import alert_pairs_sentence
from topp_desktop.services.plan.why import why_terms

LEVELS = st.lists(st.integers(0, 4), min_size=16, max_size=16)


@given(LEVELS, st.sampled_from(("en", "es")))
def test_no_pair_that_the_sentence_names_is_over_the_lines_without_an_alert(
    levels: list[int], language: str
) -> None:
    instrument, words = agenda(), translator(language)
    wording = Wording(instrument, language)
    answers = dict(zip(instrument.form("short").items, levels, strict=True))
    results = results_of(instrument, one_person(answers))
    said = alert_pairs_sentence(results, wording, words)
    scores = {wording.dimension(n): s.declared for n, s in results.card.dimensions.items()}
    fired = {
        (wording.dimension(hit.high), wording.dimension(low))
        for hit in results.card.alerts
        if hit.high
        for low in hit.low
    }
    for high, first in scores.items():
        for low, second in scores.items():
            pair = words.gettext("{high} high with {low} low").format(high=high, low=low)
            over = first is not None and second is not None and first >= 62.5 and second < 37.5
            assert ((high, low) in fired) == (over and pair in said)


@given(
    st.integers(0, 3),
    st.one_of(st.none(), st.integers(0, 4)),
    st.one_of(st.none(), st.integers(0, 4)),
    st.one_of(st.none(), st.integers(0, 8)),
)
def test_only_what_was_due_is_said_to_have_missed_its_level(
    start: int, before: int | None, after: int | None, end: int | None
) -> None:
    action = Action("1.1-T:x", start, start + 1, Fraction(1), 1, item="1.1-T")
    place = None if end is None else Semester(2026, 1).plus(end)
    planned = PlannedAction(
        Ranked(action, 1.0, "overall", 0, 0, 1.0, ActionTag.SHOULD), place, place
    )
    plan = cast(Any, SimpleNamespace(actions=(planned,)))
    values = [
        {} if level is None else {"1.1-T": ItemValue(State.VALUED, Fraction(level))}
        for level in (before, after)
    ]
    now = Semester(2028, 1)
    (entry,) = became(plan, {}, values[0], values[1], plan, now)
    missed: tuple[Outcome, ...] = ("partly", "not-reached")
    assert (entry.outcome in missed) == (
        after is not None and after < start + 1 and place is not None and place < now
    )
    assert (entry.outcome == "reached") == (after is not None and after >= start + 1)


@pytest.mark.parametrize("language", ["en", "es"])
@given(
    st.floats(0.01, 30),
    st.sampled_from((0.5, 1.0, 1.25, 2.0)),
    st.sampled_from((0.25, 0.8, 1.0)),
    st.integers(0, 7),
    st.fractions(Fraction(1, 2), 9, max_denominator=6),
)
@example(28.260304335032874, 1.0, 1.0, 2, Fraction(1, 2))
def test_the_figures_that_are_shown_give_the_weight_that_is_shown(
    language: str, gain: float, priority: float, feasibility: float, opens: int, effort: Fraction
) -> None:
    words = translator(language)
    action = Action("a", 1, 2, effort, 1, item="1.1-T", priority=priority, feasibility=feasibility)
    unlocks = opens / 7
    score = gain * priority * feasibility * (1 + 0.5 * unlocks) / float(effort)
    ranked = Ranked(action, gain, "overall", unlocks, opens, score, ActionTag.SHOULD)
    *factors, weight = why_terms(PlannedAction(ranked, None, None), words)
    product = 1.0
    for factor in factors:
        sign, _, figure = factor.value.rpartition(" ")
        value = float(figure.lstrip("+").replace(",", "."))
        product = product / value if sign == "÷" else product * value
        assert value != 1 or sign in ("÷", "")
    assert product == pytest.approx(float(weight.value[2:].replace(",", ".")), abs=0.0051)


def test_a_factor_of_one_is_not_said() -> None:
    action = Action("a", 1, 2, Fraction(3, 2), 1, item="1.1-T")
    plain = PlannedAction(
        Ranked(action, 1.48, "overall", 0, 0, 0.98667, ActionTag.SHOULD), None, None
    )
    said = [term.value for term in why_terms(plain, translator("es"))]
    assert said == ["+1,48", "÷ 1,50", "= 0,99"]
    asked = replace(plain, ranked=replace(plain.ranked, action=replace(action, priority=1.5)))
    assert "× 1,50" in [term.value for term in why_terms(asked, translator("es"))]
