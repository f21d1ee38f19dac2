"""Export, then import: nothing is lost, whatever was answered."""

from __future__ import annotations

import json
from dataclasses import replace
from random import Random
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.support.builders import agenda, library
from tests.support.random_cases import random_assessment
from topp_desktop.domain.assessment import Assessment
from topp_desktop.domain.errors import UserError
from topp_desktop.formats.responses import dump_responses, parse_responses, responses_bytes
from topp_desktop.formats.strict_json import loads_strict

SEEDS = st.integers(0, 10**6)
TEXT = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=60)
WRITTEN = st.fixed_dictionaries(
    {
        "note": TEXT,
        "missing": TEXT,
        "private_note": TEXT,
        "documents": st.lists(TEXT, max_size=2).map(tuple),
        "flagged": st.booleans(),
    }
)
WHO = st.fixed_dictionaries(
    {
        "id": TEXT,
        "name": TEXT.filter(bool),
        "subdivision": TEXT.map(lambda text: text[:20]),
        "local_code": TEXT.map(lambda text: text[:40]),
    }
)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-10, 10) | st.floats(allow_nan=False) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)


def _assessment(seed: int, written: list[dict[str, Any]], who: dict[str, Any]) -> Assessment:
    """Random answers with texts that people, editors and attackers write."""
    random = Random(seed)
    found = random_assessment(random, agenda(), max_people=2)
    responses = tuple(
        replace(response, **written[n]) if n < len(written) else response
        for n, response in enumerate(found.responses)
    )
    return replace(
        found,
        institution=replace(found.institution, **who),
        responses=responses,
        scope=random.choice(["institution", "territory", "sector"]),
        method=random.choice(["individual", "team", "workshop"]),
    )


@settings(max_examples=80)
@given(SEEDS, st.lists(WRITTEN, max_size=4), WHO)
def test_what_was_written_is_read(
    seed: int, written: list[dict[str, Any]], who: dict[str, Any]
) -> None:
    assessment = _assessment(seed, written, who)
    content = responses_bytes(agenda(), assessment)
    instrument, again = parse_responses(loads_strict(content), library().find, path="f")
    assert instrument is agenda()
    assert again == assessment
    assert responses_bytes(agenda(), again) == content


def _damaged(seed: int, value: Any) -> Any:
    """A valid document in which one part was replaced by something else."""
    random = Random(seed)
    assessment = random_assessment(Random(seed % 50), agenda(), max_people=2)
    document = json.loads(json.dumps(dump_responses(agenda(), assessment)))
    node: Any = document
    while node:
        key = random.choice(list(node) if isinstance(node, dict) else list(range(len(node))))
        if not isinstance(node[key], dict | list) or random.random() < 0.3:
            node[key] = value
            break
        node = node[key]
    return document


@settings(max_examples=200)
@given(SEEDS, JSON)
def test_a_damaged_document_is_refused_with_a_code_or_read(seed: int, value: Any) -> None:
    """Never any other exception, and what is read can be written again."""
    try:
        instrument, assessment = parse_responses(_damaged(seed, value), library().find, path="f")
    except UserError:
        return
    again = dump_responses(instrument, assessment)
    assert parse_responses(again, library().find, path="f")[1] == assessment
