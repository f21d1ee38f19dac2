"""Anchored levels as clauses."""

from __future__ import annotations

from typing import Any

import pytest

from tests.support.builders import agenda
from topp_desktop.domain.instrument import Wording
from topp_desktop.domain.instrument.build import instrument_from_document
from topp_desktop.domain.instrument.clauses import sentence_of, standing_alone
from topp_desktop.domain.instrument.texts import text_findings
from topp_desktop.services.library import _shipped_document


@pytest.mark.parametrize(
    ("clauses", "sentence"),
    [
        (["Hay una guía"], "Hay una guía."),
        (["Hay una guía", "un plan la usa"], "Hay una guía; un plan la usa."),
        (["Hay una guía."], "Hay una guía."),
    ],
)
def test_clauses_are_shown_as_one_sentence(clauses: list[str], sentence: str) -> None:
    assert sentence_of(clauses) == sentence


def test_a_clause_alone_begins_with_a_capital_letter() -> None:
    assert standing_alone("un plan la usa") == "Un plan la usa"
    assert standing_alone("ámbito definido") == "Ámbito definido"


def test_an_item_knows_how_many_clauses_each_level_has_in_every_language() -> None:
    instrument = agenda()
    for language in instrument.languages:
        wording = Wording(instrument, language)
        for item in instrument.items:
            assert item.clauses == tuple(len(level) for level in wording.clauses(item.id))
            assert len(wording.anchors(item.id)) == instrument.level_count


def test_a_language_that_parts_a_level_into_other_clauses_is_found() -> None:
    document: dict[str, Any] = _shipped_document("topp-agenda")
    level = document["texts"]["en"]["items"]["1.1-T"]["levels"][3]
    level.append("one more")
    found = [f for f in text_findings(instrument_from_document(document)) if f.language == "en"]
    assert [(f.code, f.place) for f in found] == [
        ("text-of-nothing", f"items.1.1-T.levels.3.{len(level) - 1}")
    ]
    del level[:]
    level.append("one alone")
    found = [f for f in text_findings(instrument_from_document(document)) if f.language == "en"]
    assert [f.code for f in found] == ["text-missing"] * (
        len(document["texts"]["es"]["items"]["1.1-T"]["levels"][3]) - 1
    )
