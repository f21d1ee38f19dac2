"""What a revision carries: exactly the score of the laptop, and nothing that has to stay."""

from __future__ import annotations

import json
from dataclasses import replace
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.support.exchange_world import AGENDA
from tests.support.random_cases import random_assessment
from topp_desktop.domain.assessment import Assessment, Respondent, Response, Tally
from topp_desktop.domain.exchange.aggregate import (
    assessment_elements,
    elements_targets,
    elements_values,
    elements_weights,
    item_element,
    item_value,
)
from topp_desktop.domain.region import Projection, unpack_cells, unpack_levels
from topp_desktop.domain.scoring import State, item_values, score, score_values
from topp_desktop.formats.objects import check_payload
from topp_desktop.foundation.canonical import canonical_json

SEEDS = st.integers(0, 2**32)


def _travelled(assessment: Assessment) -> dict[str, dict[str, object]]:
    """The elements after a journey as JSON."""
    found: dict[str, dict[str, object]] = json.loads(
        canonical_json(assessment_elements(AGENDA, assessment))
    )
    return found


@settings(max_examples=150, deadline=None)
@given(SEEDS)
def test_score_of_a_revision_is_the_score_on_the_laptop(seed: int) -> None:
    assessment = random_assessment(Random(seed), AGENDA)
    elements = _travelled(assessment)
    revision = score_values(
        AGENDA,
        assessment.form,
        elements_values(elements),
        targets=elements_targets(elements),
        weights=elements_weights(elements),
    )
    assert revision == score(AGENDA, assessment)


@settings(max_examples=100, deadline=None)
@given(SEEDS)
def test_every_item_says_the_same_after_the_journey(seed: int) -> None:
    assessment = random_assessment(Random(seed), AGENDA)
    for value in item_values(AGENDA, assessment).values():
        element = item_element(value)
        if element is None:
            assert value.state is State.BLANK
        else:
            assert item_value(json.loads(canonical_json(element))) == value


@settings(max_examples=60, deadline=None)
@given(SEEDS)
def test_the_projection_has_the_cells_of_the_score(seed: int) -> None:
    assessment = replace(random_assessment(Random(seed), AGENDA, local=False))
    elements = _travelled(assessment)
    card = score(AGENDA, replace(assessment, weights=type(assessment.weights)()))
    projection = Projection(AGENDA)
    cells = unpack_cells(projection.cells(assessment.form, elements, ()))
    for name, value in zip(AGENDA.cells, cells, strict=True):
        declared = card.cells[name].declared
        assert (value != value) == (declared is None)
        if declared is not None:
            assert round(value, 9) == round(declared, 9)
    levels = unpack_levels(projection.levels(elements, ()))
    assert len(levels) == len(AGENDA.items)


def _payload(elements: dict[str, object]) -> dict[str, object]:
    kid = "A" * 43
    return {
        "format": "topp-revision",
        "version": 1,
        "institution": "x",
        "territory": {"country": "GT"},
        "profile": {"name": "x", "level": "local", "type": "municipality"},
        "round": "2026-1",
        "form": "full",
        "scope": "institution",
        "method": "team",
        "instrument": {"id": AGENDA.id, "version": AGENDA.version, "sha256": AGENDA.sha256},
        "device": kid,
        "parents": [],
        "audience": ["s"],
        "approval": None,
        "consent": "secretariat",
        "app": "0.1.0",
        "created": "2026-03-01T12:00:00Z",
        "seq": 1,
        "elements": elements,
    }


@settings(max_examples=100, deadline=None)
@given(SEEDS)
def test_what_is_made_is_what_readers_take(seed: int) -> None:
    elements = _travelled(random_assessment(Random(seed), AGENDA))
    check_payload("topp-revision", "A" * 43, _payload(dict(elements)))


@settings(max_examples=60, deadline=None)
@given(SEEDS, st.text(min_size=3, max_size=12, alphabet="ABCDEFGHÑ☃"))
def test_names_private_notes_and_single_answers_stay(seed: int, mark: str) -> None:
    random = Random(seed)
    drawn = random_assessment(random, AGENDA)
    marked = replace(
        drawn,
        respondents=tuple(
            Respondent(f"{mark}-who-{r.id}", r.role, r.items) for r in drawn.respondents
        ),
        responses=tuple(
            replace(
                r,
                respondent=f"{mark}-who-{r.respondent}",
                private_note=f"{mark}-private",
                note="",
                flagged=True,
            )
            for r in drawn.responses
        ),
        consensus=tuple(replace(c, dissent=f"{mark}-dissent") for c in drawn.consensus),
    )
    text = json.dumps(assessment_elements(AGENDA, marked), ensure_ascii=False)
    assert mark not in text
    for word in ("respondent", "private", "flagged", "dissent", "role", "responses"):
        assert word not in text


def test_large_fractions_travel_as_digits() -> None:
    groups = (("technical", 9973), ("operational", 9967), ("political", 1), ("external", 9949))
    item = AGENDA.form_items("short")[0].id
    tallies = tuple(Tally(item, role, (n - 3, 1, 1, 1, 0)) for role, n in groups if n > 3)
    responses = (Response("r1", item, 3),)
    assessment = Assessment(
        random_assessment(Random(1), AGENDA).institution,
        "short",
        "2026-1",
        (Respondent("r1", "authority"),),
        responses,
        tallies=tallies,
    )
    elements = _travelled(assessment)
    element = elements["item:" + item]
    check_payload("topp-revision", "A" * 43, _payload(dict(elements)))
    assert item_value(element) == item_values(AGENDA, assessment)[item]
