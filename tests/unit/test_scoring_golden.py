"""The golden cases G1 to G4 of docs/scoring.md, and published checks of the agreement index."""

from __future__ import annotations

from collections import Counter
from fractions import Fraction
from typing import Any

import pytest

from tests.support.builders import agenda, golden, golden_assessment, one_person, short_levels
from topp_desktop.domain.scoring import item_values, score
from topp_desktop.domain.scoring.agreement import agreement_of, consensus_index
from topp_desktop.domain.scoring.bands import band as band_of
from topp_desktop.domain.scoring.bands import label
from topp_desktop.domain.scoring.means import geometric
from topp_desktop.services.measurement.score_json import scorecard_json


def _check(found: Any, expected: Any, place: str) -> None:
    """Only the keys given are checked; SE to 0.001, other figures to 0.01."""
    if isinstance(expected, dict):
        for key, value in expected.items():
            _check(found[key], value, f"{place}.{key}")
    elif isinstance(expected, bool | list):
        assert found == expected, place
    else:
        tolerance = 0.001 if place.endswith((".se", ".coverage")) else 0.01
        assert found == pytest.approx(expected, abs=tolerance), place


@pytest.mark.parametrize("name", ["g1", "g2", "g4"])
def test_golden_case(name: str) -> None:
    result = scorecard_json(score(agenda(), golden_assessment(f"{name}.json")))
    _check(result, golden(f"{name}.expected.json"), name)


def test_g1_says_nothing_about_what_was_not_answered() -> None:
    result = scorecard_json(score(agenda(), golden_assessment("g1.json")))
    assert result["overall"]["declared"] is None
    assert result["overall"]["label"] is None
    assert [d["published"] for d in result["dimensions"].values()] == [False] * 4
    assert {name for name, c in result["cells"].items() if c["published"]} == {
        *("1-T", "1-O", "1-P", "1-F")
    }
    assert result["cells"]["2-T"]["declared"] is None
    assert result["cells"]["2-T"]["coverage"] == 0


def test_g2_supported_and_evidence() -> None:
    card = score(agenda(), golden_assessment("g2.json"))
    assert card.dimensions["T"].supported == pytest.approx(25)
    assert card.overall.supported == pytest.approx(23.36, abs=0.01)
    assert card.overall.evidence_recorded == 0
    assert not card.show_supported
    assert card.overall.coverage == pytest.approx(15 / 16)
    assert card.overall.provisional


@pytest.mark.parametrize(
    ("dimensions", "overall", "band", "shown"),
    [((90, 90, 85, 20), 64.95, 3, 2), ((100, 100, 100, 0), 58.59, 2, 1)],
)
def test_g3_a_strong_capacity_does_not_hide_a_missing_one(
    dimensions: tuple[float, ...], overall: float, band: int, shown: int
) -> None:
    figure, _ = geometric([(d, 0.0, 1.0) for d in dimensions])
    assert figure == pytest.approx(overall, abs=0.01)
    assert band_of(figure) == band
    assert label(figure, min(dimensions)) == shown


def test_g3_through_the_whole_scoring() -> None:
    answers = short_levels(**{f"a{a}{d}": 4 for a in range(1, 5) for d in "TOP"})
    answers |= {i.id: 0 for i in agenda().form_items("short") if i.dimension == "F"}
    overall = score(agenda(), one_person(answers)).overall
    assert overall.declared == pytest.approx(58.59, abs=0.01)
    assert (overall.band, overall.label) == (2, 1)
    assert (overall.weakest, overall.min_dimension, overall.spread) == ("F", 0, 100)


def test_g3_with_two_cells_of_foresight_neither_it_nor_the_overall_score() -> None:
    answers = short_levels(a1F="DK", a2F="DK")
    card = score(agenda(), one_person(answers))
    published = [n for n, c in card.cells.items() if n.endswith("F") and c.published]
    assert len(published) == 2
    assert not card.dimensions["F"].published
    assert card.dimensions["F"].declared is None
    assert card.dimensions["T"].published
    assert not card.overall.published
    assert (card.overall.declared, card.overall.label, card.overall.low) == (None, None, None)


def test_g4_groups_count_once_each() -> None:
    assessment = golden_assessment("g4.json")
    value = item_values(agenda(), assessment)["1.1-P"]
    assert float(value.value or 0) == pytest.approx(2.0556, abs=0.0001)
    assert float(value.variance) ** 0.5 == pytest.approx(0.4216, abs=0.0001)
    assert value.agreement == pytest.approx(0.7740, abs=0.0001)
    assert value.value == Fraction(37, 18)


@pytest.mark.parametrize(
    ("counts", "width", "expected"),
    [
        ((3, 0, 0, 0, 3), 4, 0.0),
        ((30, 40, 210, 130, 530, 50, 10), 6, 0.7256876),
        ((0, 0, 9, 0, 0), 4, 1.0),
    ],
)
def test_published_agreement(counts: tuple[int, ...], width: int, expected: float) -> None:
    found = consensus_index(Counter(dict(enumerate(counts))), width)
    assert found == pytest.approx(expected, abs=1e-7)


def test_agreement_needs_three() -> None:
    assert agreement_of([0, 4]) is None
    assert agreement_of([2, 2, 2]) == 1
    assert agreement_of([0, 4, 0, 4]) == 0
