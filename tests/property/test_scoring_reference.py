"""The program's scores against a second implementation written from docs/scoring.md alone."""

from __future__ import annotations

import json
from random import Random
from typing import Any

import pytest

from tests.support import reference
from tests.support.builders import agenda
from tests.support.random_cases import random_assessment
from topp_desktop.domain.scoring import score
from topp_desktop.formats.responses import dump_responses
from topp_desktop.foundation.resources import resource_bytes
from topp_desktop.services.measurement.score_json import scorecard_json

STRUCTURE = json.loads(resource_bytes("instruments", "topp-agenda", "structure.json"))
CASES_PER_SEED = 25


def _compare(ours: dict[str, Any], theirs: dict[str, Any], place: str) -> None:
    """Every figure of the result, except what only the program shows."""
    for key, value in ours.items():
        other = theirs.get(key)
        if isinstance(value, bool) and key == "provisional" and other is None:
            assert not value, f"{place}.{key}"
        elif isinstance(value, float) and other is not None:
            assert value == pytest.approx(other, abs=1e-7), f"{place}.{key}"
        else:
            assert value == other, f"{place}.{key}: {value} is not {other}"


@pytest.mark.parametrize("seed", range(20))
def test_every_figure_equals_an_independent_computation(seed: int) -> None:
    random = Random(seed)
    for number in range(CASES_PER_SEED):
        assessment = random_assessment(random, agenda())
        result = scorecard_json(score(agenda(), assessment))
        document = json.loads(json.dumps(dump_responses(agenda(), assessment)))
        expected = reference.score(STRUCTURE, document)
        for group in ("cells", "dimensions", "areas", "objectives"):
            assert result[group].keys() == expected[group].keys()
            for name, found in result[group].items():
                _compare(found, expected[group][name], f"{number} {group} {name}")
        _compare(result["overall"], expected["overall"], f"{number} overall")
        _compare(result["components"], expected["components"], f"{number} components")
        _compare(result["agreement"], expected["agreement"], f"{number} agreement")
        assert {hit["code"] for hit in result["alerts"]} == expected["alerts"]


def test_the_random_cases_reach_every_kind_of_result() -> None:
    """Otherwise the comparison above would compare little."""
    seen: set[str] = set()
    random = Random(7)
    for _ in range(150):
        card = score(agenda(), random_assessment(random, agenda()))
        seen |= {f"alert {hit.code}" for hit in card.alerts}
        seen |= {f"label {card.overall.label}", f"provisional {card.overall.provisional}"}
        for cell in card.cells.values():
            kind = "none" if not cell.applicable else "published" if cell.published else "short"
            seen.add(f"cell {kind}")
        seen |= {f"area {score.published} {score.provisional}" for score in card.areas.values()}
        if card.overall.label is not None and card.overall.band != card.overall.label:
            seen.add("capped")
    assert {
        *("label None", "label 1", "label 2", "label 3"),
        *("provisional True", "provisional False", "capped"),
        *("cell none", "cell short", "cell published"),
        *("area True True", "area True False", "area False False"),
    } <= seen
    assert sum(kind.startswith("alert ") for kind in seen) >= 2
