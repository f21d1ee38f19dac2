"""The profile share-1 on a small checklist instrument."""

from __future__ import annotations

from typing import Any

import pytest

from tests.support.builders import INSTITUTION
from topp_desktop.domain.assessment import Answer, Assessment, Consensus, Respondent, Response
from topp_desktop.domain.instrument.build import instrument_from_document
from topp_desktop.domain.scoring import Scorecard, State, item_values, score
from topp_desktop.services.measurement.score_json import scorecard_json


def _criterion(name: str, dimension: str | None, elements: int) -> dict[str, Any]:
    entry = {
        "id": name,
        "type": "checklist",
        "elements": [f"{name}e{n}" for n in range(1, elements + 1)],
    }
    return entry | ({"dimension": dimension} if dimension else {})


BAROMETER = instrument_from_document(
    {
        "format": "topp-instrument",
        "version": 1,
        "instrument": {"id": "barometer", "version": "1.0.0"},
        "profile": "share-1",
        "source_language": "es",
        "dimensions": [{"id": "d1"}, {"id": "d2"}],
        "items": [
            _criterion("c1", "d1", 4),
            _criterion("c2", "d1", 3),
            _criterion("c3", "d2", 1),
            _criterion("c4", None, 15),
        ],
        "forms": [{"id": "all", "items": ["c1", "c2", "c3", "c4"]}],
        "alerts": [
            {"code": "fragile", "kind": "group", "items": ["c2", "c4"], "cuts": [33, 66, 99]},
            {"code": "uneven", "kind": "contrast", "high": "d1", "low": ["d2"]},
        ],
        "typologies": [{"id": "t1", "weights": {"c1": 3, "c4": 1}}],
        "texts": {"es": {}},
    }
)


def _elements(item: str, count: int) -> frozenset[str]:
    return frozenset(f"{item}e{n}" for n in range(1, count + 1))


def _score(**answers: Answer) -> Scorecard:
    responses = tuple(Response("r", i, a, reason="motivo") for i, a in answers.items())
    return score(
        BAROMETER, Assessment(INSTITUTION, "all", "1", (Respondent("r", "technical"),), responses)
    )


def test_criteria_capacities_and_typologies() -> None:
    card = _score(
        c1=_elements("c1", 3), c2=_elements("c2", 3), c3=frozenset(), c4=_elements("c4", 6)
    )
    assert card.items == {"c1": 75, "c2": 100, "c3": 0, "c4": pytest.approx(40)}
    assert card.dimensions["d1"].declared == pytest.approx(87.5)
    assert card.dimensions["d2"].declared == 0
    assert card.typologies["t1"] == pytest.approx((3 * 75 + 40) / 4)
    assert card.overall.label is None
    hits = {hit.code: hit for hit in card.alerts}
    assert hits["fragile"].value == pytest.approx(70)
    assert hits["fragile"].band == 2
    assert hits["uneven"].low == ("d2",)


@pytest.mark.parametrize(("present", "band"), [(0, 0), (1, 1), (2, 2), (3, 3)])
def test_group_alert_counts_the_cuts_it_reached(present: int, band: int) -> None:
    """Thirds: 33.3 reaches 33, 66.7 reaches 66, 100 reaches 99."""
    (hit,) = _score(c2=_elements("c2", present)).alerts
    assert (hit.code, hit.band) == ("fragile", band)


def test_what_is_unknown_or_does_not_apply_counts_nowhere() -> None:
    card = _score(c1=_elements("c1", 2), c2="NA", c3="DK")
    assert card.items == {"c1": 50, "c2": None, "c3": None, "c4": None}
    assert card.dimensions["d1"].declared == 50
    assert card.dimensions["d1"].coverage == 1
    assert card.dimensions["d2"].declared is None
    assert card.dimensions["d2"].coverage == 0
    assert card.typologies["t1"] == 50
    assert [hit.code for hit in card.alerts] == []


def test_an_empty_list_is_an_answer() -> None:
    card = _score(c1=frozenset())
    assert card.items["c1"] == 0
    assert card.dimensions["d1"].published


def test_several_people_are_averaged_and_the_group_wins() -> None:
    people = (Respondent("a", "technical"), Respondent("b", "authority"))
    responses = (
        Response("a", "c1", _elements("c1", 4)),
        Response("b", "c1", _elements("c1", 1)),
        Response("a", "c2", _elements("c2", 1)),
    )
    agreed = (Consensus("c2", _elements("c2", 3)),)
    assessment = Assessment(INSTITUTION, "all", "1", people, responses, agreed)
    assert score(BAROMETER, assessment).items["c1"] == pytest.approx(62.5)
    assert score(BAROMETER, assessment).items["c2"] == 100
    assert item_values(BAROMETER, assessment)["c3"].state is State.BLANK


def test_result_document() -> None:
    result = scorecard_json(_score(c2=_elements("c2", 2)))
    assert result["scoring_profile"] == "share-1"
    assert result["items"] == {"c1": None, "c2": pytest.approx(200 / 3), "c3": None, "c4": None}
    assert result["dimensions"]["d1"]["published"] is True
    assert result["dimensions"]["d2"] == {"declared": None, "coverage": 0, "published": False}
    assert result["alerts"] == [{"code": "fragile", "value": pytest.approx(200 / 3), "band": 2}]
    assert result["typologies"] == {"t1": None}
    assert "overall" not in result
