"""What several people's answers say about one item (steps 1, 2, 8 and 9 of docs/scoring.md)."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from math import sqrt
from typing import Any

import pytest

from tests.support.builders import agenda, group, one_person
from topp_desktop.domain.assessment import Answer, Assessment, Consensus, Respondent, Tally
from topp_desktop.domain.scoring import ItemValue, State, item_values, score

ITEM = "1.1-P"


def _value(assessment: Assessment) -> ItemValue:
    return item_values(agenda(), assessment)[ITEM]


def _sigma(value: ItemValue) -> float:
    return sqrt(value.variance)


def test_what_nobody_answered_is_blank_and_what_nobody_knows_is_not_zero() -> None:
    assert _value(group(ITEM, [], silent=["technical"])).state is State.BLANK
    unknown = _value(group(ITEM, [("technical", "DK")]))
    assert (unknown.state, unknown.value) == (State.DONT_KNOW, None)


@pytest.mark.parametrize(
    ("answers", "silent", "state"),
    [
        (["NA", "NA", 3], 0, State.NOT_APPLICABLE),
        (["NA", 3], 0, State.VALUED),  # half is no majority, and half gave a level
        (["NA", "DK"], 0, State.DONT_KNOW),
        (["NA", 3, 3], 3, State.BLANK),  # two of six gave a level
        ([3, 3], 2, State.VALUED),  # exactly half
        ([3], 2, State.BLANK),
        (["NA", "NA"], 2, State.BLANK),  # two of four is no majority, nobody gave a level
        ([0, "DK"], 0, State.VALUED),
    ],
)
def test_majorities(answers: list[Answer], silent: int, state: State) -> None:
    found = _value(group(ITEM, [("technical", a) for a in answers], silent=["elected"] * silent))
    assert found.state is state
    assert (found.value is None) == (state is not State.VALUED)


def test_a_reluctant_answer_does_not_pull_down() -> None:
    with_unknown = _value(group(ITEM, [("technical", 4), ("technical", 2), ("technical", "DK")]))
    assert with_unknown.value == 3


def test_only_who_was_asked_counts() -> None:
    assessment = group(ITEM, [("technical", 3)], silent=["external", "external", "external"])
    assert _value(assessment).state is State.BLANK
    asked_elsewhere = tuple(
        r if r.id == "r0" else Respondent(r.id, r.role, frozenset({"1.1-F"}))
        for r in assessment.respondents
    )
    found = _value(replace(assessment, respondents=asked_elsewhere))
    assert (found.state, found.value, found.n) == (State.VALUED, Fraction(3), 1)


def test_each_role_counts_once_whatever_its_size() -> None:
    answers = [("authority", 4), *[("technical", 1)] * 9]
    assert _value(group(ITEM, answers)).value == Fraction(5, 2)


def test_agreement_of_the_group_wins() -> None:
    answers: list[tuple[str, Answer]] = [("technical", 0), ("technical", 0), ("technical", 0)]

    def agreed(answer: Any, **more: Any) -> ItemValue:
        return _value(group(ITEM, answers, consensus=Consensus(ITEM, answer, **more)))

    assert agreed(4).value == 4
    assert agreed("DK").state is State.DONT_KNOW
    assert agreed("NA", rationale="porque").state is State.NOT_APPLICABLE
    assert _sigma(agreed(4, confidence="A")) == pytest.approx(0.35)
    assert _sigma(agreed(4)) == pytest.approx(0.60)
    assert agreed(4).agreed
    assert agreed(4).agreement == 1  # of what people had answered


def test_votes_count_as_people_of_their_role() -> None:
    votes = (Tally(ITEM, "operational", (0, 2, 3, 1, 0), dk=1, na=0),)
    found = _value(group(ITEM, [("technical", 4)], tallies=votes))
    assert found.n == 8
    assert found.given == 7
    assert found.value == (4 + Fraction(11, 6)) / 2
    refused = (Tally(ITEM, "operational", (1, 0, 0, 0, 0), na=3),)
    assert _value(group(ITEM, [("technical", 4)], tallies=refused)).state is State.NOT_APPLICABLE
    one_vote = (Tally(ITEM, "operational", (0, 0, 1, 0, 0)),)
    assert _sigma(_value(group(ITEM, [], tallies=one_vote))) == pytest.approx(0.60)


@pytest.mark.parametrize(
    ("levels", "confidences", "sigma"),
    [
        ([3], ["A"], 0.35),
        ([3], ["B"], 1.0),
        ([3], [None], 0.60),
        ([2, 2], ["A", "A"], 0.35),
        ([2, 2], ["A", "B"], 1.0),  # the less sure of the two
        ([2, 3], ["A", "A"], 0.5),  # half their distance
        ([0, 4], ["B", "B"], 2.0),
        ([2, 2, 2], ["B", "B", "B"], (1 / 12) ** 0.5),
        ([1, 2, 3], ["A", "A", "A"], (1 / 3 + 1 / 12) ** 0.5),
    ],
)
def test_spread(levels: list[Answer], confidences: list[Any], sigma: float) -> None:
    answers = [("technical", level) for level in levels]
    assert _sigma(_value(group(ITEM, answers, confidences=confidences))) == pytest.approx(sigma)


def test_an_unknown_answer_has_no_say_in_the_spread() -> None:
    answers: list[tuple[str, Answer]] = [("technical", 2), ("technical", 3), ("technical", "DK")]
    found = _value(group(ITEM, answers, confidences=["A", "A", "B"]))
    assert _sigma(found) == pytest.approx(0.5)
    assert found.confidence == "A"


@pytest.mark.parametrize(
    ("level", "grade", "supported"),
    [(4, None, 1), (4, 0, 1), (4, 1, 2), (4, 2, 3), (4, 3, 4), (1, None, 1), (0, None, 0)],
)
def test_evidence_is_a_ceiling(level: int, grade: int | None, supported: int) -> None:
    evidence = {} if grade is None else {ITEM: grade}
    assert _value(one_person({ITEM: level}, evidence=evidence)).supported == supported


def test_best_grade_counts_and_the_groups_own_grade_wins() -> None:
    assessment = group(ITEM, [("technical", 4), ("authority", "DK")])
    graded = tuple(
        replace(r, evidence=grade) for r, grade in zip(assessment.responses, (1, 3), strict=True)
    )
    assessment = replace(assessment, responses=graded)
    assert _value(assessment).evidence == 3
    agreed = replace(assessment, consensus=(Consensus(ITEM, 4, evidence=0),))
    assert _value(agreed).evidence == 0
    silent = replace(assessment, consensus=(Consensus(ITEM, 4),))
    assert _value(silent).evidence == 3


def test_supported_is_shown_from_sixty_percent_on() -> None:
    items = [i.id for i in agenda().form_items("short")][:5]
    for recorded, shown in ((2, False), (3, True)):
        evidence = dict.fromkeys(items[:recorded], 3)
        card = score(agenda(), one_person(dict.fromkeys(items, 2), evidence=evidence))
        assert card.overall.evidence_recorded == pytest.approx(recorded / 5)
        assert card.show_supported is shown
    lows = score(agenda(), one_person(dict.fromkeys(items, 1)))
    assert lows.overall.evidence_recorded == 1  # levels 0 and 1 ask for none
    assert lows.overall.evidence_asked == 0
