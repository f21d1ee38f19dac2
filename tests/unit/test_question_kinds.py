"""A kind of question is one class; a revision of a method switches nothing off."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest

from tests.support.builders import agenda, golden_assessment
from topp_desktop.domain.assessment import Answer, as_elements, as_level, present
from topp_desktop.domain.instrument.kinds import (
    CHECKLIST,
    KINDS,
    LEVELS,
    PROFILES,
    QuestionKind,
    ScoringProfile,
)
from topp_desktop.domain.scoring import engine, score
from topp_desktop.formats import form_sheet
from topp_desktop.reports import form_answers
from topp_desktop.ui.pages.entry import keys


@pytest.mark.parametrize("by_kind", [form_sheet.ANSWERS, form_answers.ANSWERS, keys.ANSWERS])
def test_every_kind_is_printed_read_from_a_sheet_and_keyed_in(by_kind: dict[str, object]) -> None:
    assert by_kind.keys() == KINDS.keys()


def test_every_profile_has_what_computes_it() -> None:
    assert engine.METHODS.keys() == PROFILES.keys()


@pytest.mark.parametrize(
    ("answer", "level", "elements", "there"),
    [
        (0, 0, None, frozenset()),
        (4, 4, None, frozenset()),
        (True, None, None, frozenset()),
        ("NA", None, None, frozenset()),
        (None, None, None, frozenset()),
        (frozenset(), None, frozenset(), frozenset()),
        (frozenset({"a"}), None, frozenset({"a"}), frozenset({"a"})),
    ],
)
def test_an_answer_knows_its_kind(
    answer: object, level: int | None, elements: frozenset[str] | None, there: frozenset[str]
) -> None:
    assert (as_level(answer), as_elements(answer), present(answer)) == (level, elements, there)


@pytest.mark.parametrize(
    ("kind", "answer", "code"),
    [
        (LEVELS, 4, None),
        (LEVELS, 5, "invalid-answer"),
        (LEVELS, frozenset({"a"}), "invalid-answer"),
        (CHECKLIST, frozenset({"a"}), None),
        (CHECKLIST, frozenset({"z"}), "unknown-element"),
        (CHECKLIST, 1, "invalid-answer"),
    ],
)
def test_a_kind_refuses_what_it_cannot_count(
    kind: QuestionKind, answer: Answer, code: str | None
) -> None:
    fault = kind.fault(answer, ("a", "b"), 5)
    assert (fault and fault[0]) == code
    if fault is None:
        assert kind.worth(answer, ("a", "b")) in {Fraction(4), Fraction(1, 2)}


def test_a_revision_of_the_method_keeps_what_levels_have(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(PROFILES, "topp-2", ScoringProfile("topp-2", LEVELS))
    monkeypatch.setitem(engine.METHODS, "topp-2", engine.METHODS["topp-1"])
    revised = replace(agenda(), profile="topp-2")
    answered = golden_assessment("g2.json")
    before, after = score(agenda(), answered), score(revised, answered)
    assert revised.leveled
    assert after.leveled
    assert replace(after, profile="topp-1") == before


def test_a_method_that_nobody_knows_is_not_scored_as_another() -> None:
    unknown = replace(agenda(), profile="topp-9")
    with pytest.raises(KeyError):
        score(unknown, golden_assessment("g2.json"))
