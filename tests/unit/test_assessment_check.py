"""Answers of checklist questions, and what an assessment made in memory may hold."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from tests.support.builders import INSTITUTION
from topp_desktop.domain.assessment import (
    Answer,
    Assessment,
    Consensus,
    Respondent,
    Response,
    Tally,
)
from topp_desktop.domain.assessment.check import check_assessment
from topp_desktop.domain.errors import UserError
from topp_desktop.domain.instrument import Dimension, Form, Instrument, Item

MIXED = Instrument(
    id="mixed",
    version="1.0.0",
    sha256="0" * 64,
    profile="share-1",
    source_language="es",
    dimensions=(Dimension("d"),),
    areas=(),
    items=(Item("c", "checklist", elements=("e1", "e2")), Item("x")),
    forms=(Form("all", ("c", "x")),),
    texts={"es": {}},
    level_count=3,
)
EMPTY = Assessment(INSTITUTION, "all", "1", (Respondent("r", "technical"),))


def _answered(item: str, answer: Answer | None, **more: Any) -> Assessment:
    return replace(EMPTY, responses=(Response("r", item, answer, **more),))


@pytest.mark.parametrize(
    "assessment",
    [
        EMPTY,
        _answered("c", frozenset()),
        _answered("c", frozenset({"e1", "e2"})),
        _answered("c", "DK"),
        _answered("x", 2),
        _answered("x", None),
        _answered("x", "NA", reason="porque"),
        replace(EMPTY, consensus=(Consensus("x", "NA", reason="porque"),)),
        replace(EMPTY, consensus=(Consensus("x", "NA", rationale="porque"),)),
        replace(EMPTY, tallies=(Tally("x", "technical", (1, 0, 0)),)),
    ],
)
def test_sound(assessment: Assessment) -> None:
    check_assessment(MIXED, assessment)


@pytest.mark.parametrize(
    ("assessment", "code", "params"),
    [
        (_answered("c", frozenset({"e9", "e1"})), "unknown-element", {"element": "e9"}),
        (_answered("c", 1), "invalid-answer", {"item": "c", "answer": "1"}),
        (_answered("x", 3), "invalid-answer", {"answer": "3"}),
        (_answered("x", frozenset()), "invalid-answer", {"item": "x"}),
        (_answered("c", "NA"), "reason-missing", {"item": "c"}),
        (_answered("y", 1), "unknown-item", {"item": "y"}),
        (replace(EMPTY, form="some"), "unknown-form", {"form": "some"}),
        (
            replace(EMPTY, tallies=(Tally("c", "technical", (1, 0, 0)),)),
            "invalid-answer",
            {"item": "c"},
        ),
        (replace(EMPTY, consensus=(Consensus("x", 7),)), "invalid-answer", {"answer": "7"}),
        (replace(EMPTY, consensus=(Consensus("x", "NA"),)), "reason-missing", {"item": "x"}),
        (replace(EMPTY, targets={"1-T": 50.0}), "unknown-cell", {"cell": "1-T"}),
    ],
)
def test_refused(assessment: Assessment, code: str, params: dict[str, str]) -> None:
    with pytest.raises(UserError) as caught:
        check_assessment(MIXED, assessment)
    assert caught.value.code == code
    assert params.items() <= caught.value.params.items()
