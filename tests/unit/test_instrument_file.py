"""Instrument files from outside: what is read, what is refused, and with which code."""

from __future__ import annotations

import copy
import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tools.schemas import INSTRUMENT as SCHEMA
from tools.schemas import instrument_schema_text
from topp_desktop.domain.errors import UserError
from topp_desktop.domain.instrument import Wording
from topp_desktop.domain.scoring import score
from topp_desktop.formats.instrument import (
    instrument_bytes,
    parse_instrument,
    read_for_check,
    read_instrument,
)
from topp_desktop.formats.responses import parse_responses
from topp_desktop.services.library import Library, _shipped_document
from topp_desktop.services.measurement.score_json import scorecard_json

ROOT = Path(__file__).resolve().parents[2]
VECTORS = ROOT / "tests" / "vectors" / "instruments"


def _agenda() -> Any:
    return copy.deepcopy(_shipped_document("topp-agenda"))


def _budget() -> Any:
    return json.loads((VECTORS / "open-budget.json").read_text("utf-8"))


def _parse(document: Any) -> Any:
    return parse_instrument(instrument_bytes(document), path="x.json")


def test_the_shipped_questionnaire_is_a_valid_file() -> None:
    """What ships obeys the rules for what comes from outside, and keeps its hash as one file."""
    assert _parse(_agenda()).ref == Library().agenda.ref


def test_layout_does_not_change_the_hash() -> None:
    document = _budget()
    backwards = dict(reversed(document.items()))
    dense = json.dumps(backwards, separators=(",", ":")).encode()
    assert parse_instrument(dense, path="x.json").ref == _parse(document).ref


def test_checklist_vector_scores_as_computed_by_hand() -> None:
    instrument = read_instrument(VECTORS / "open-budget.json")
    responses = json.loads((VECTORS / "open-budget.responses.json").read_text("utf-8"))
    _, assessment = parse_responses(responses, lambda *_: instrument, path="x.json")
    expected = json.loads((VECTORS / "open-budget.expected.json").read_text("utf-8"))
    assert scorecard_json(score(instrument, assessment)) == expected


def test_words_of_alerts_elements_and_rules() -> None:
    wording = Wording(read_instrument(VECTORS / "open-budget.json"), "en")
    assert wording.alert_name("people") == "People informed and heard"
    assert wording.alert("people", 0).startswith("Just starting")
    assert wording.alert("people", 3).startswith("Everything is present")
    assert wording.alert("open-but-silent") == "Much is published, but people are not heard."
    assert wording.element("c7", "calendar") == "A calendar says what is published and when."
    assert wording.not_applicable("c6").startswith("Central governments")
    assert wording.not_applicable("c1").startswith("Only those without a budget")
    assert wording.dimension_short("publish") == "publish"
    agenda = Wording(Library().agenda, "en")
    assert [agenda.dimension_short(d) for d in "TOPF"] == ["T", "O", "Po", "Pr"]
    assert agenda.item_code(agenda.instrument.by_id["2.3-F"]) == "2.3-Pr"


def test_documentation_example_is_read_and_scored() -> None:
    blocks = re.findall(
        r"^```json\n(.*?)^```",
        (ROOT / "docs/instruments.md").read_text("utf-8"),
        re.MULTILINE | re.DOTALL,
    )
    document, responses, result = (json.loads(block) for block in blocks)
    instrument = _parse(document)
    _, assessment = parse_responses(responses, lambda *_: instrument, path="x.json")
    assert scorecard_json(score(instrument, assessment)) == result


def test_published_schema_is_current() -> None:
    """Write it anew with `python -m tools.schemas` (PYTHONPATH=.:.ci)."""
    assert SCHEMA.read_text("utf-8") == instrument_schema_text()


def _set(*path: Any, value: Any) -> Callable[[Any], None]:
    def change(document: Any) -> None:
        for step in path[:-1]:
            document = document[step]
        document[path[-1]] = value

    return change


def _drop(*path: Any) -> Callable[[Any], None]:
    def change(document: Any) -> None:
        for step in path[:-1]:
            document = document[step]
        del document[path[-1]]

    return change


_BUDGET_FAULTS = [
    # the schema
    (_set("surprise", value=1), "unknown-field", "surprise"),
    (_set("format", value="topp-actions"), "wrong-format", None),
    (_set("version", value=2), "format-too-new", None),
    (_set("instrument", "id", value="../up"), "invalid-field", "instrument.id"),
    (_set("instrument", "id", value="ok\n"), "invalid-field", "instrument.id"),
    (_set("instrument", "version", value="1.0"), "invalid-field", "instrument.version"),
    (_set("profile", value="eval"), "invalid-field", "profile"),
    (_set("levels", value=7), "invalid-field", "levels"),
    (_set("dimensions", 0, "id", value="a-b"), "invalid-field", "dimensions.0.id"),
    (_set("items", 0, "type", value="formula"), "invalid-field", "items.0"),
    (_set("items", 0, "formula", value="1+1"), "unknown-field", "items.0.formula"),
    (_set("items", 0, "elements", value=[]), "invalid-field", "items.0.elements"),
    (
        _set("items", 0, "elements", value=[f"e{n}" for n in range(16)]),
        "invalid-field",
        "items.0.elements",
    ),
    (_set("items", value=[]), "invalid-field", "items"),
    (_set("texts", "es", "name", value="x" * 4001), "invalid-field", "texts.es.name"),
    (_set("texts", "es", "name", value=""), "invalid-field", "texts.es.name"),
    (_set("texts", "es", "name", value="a\x07b"), "invalid-field", "texts.es.name"),
    (_set("texts", "spanish", value={}), "invalid-field", "texts.spanish"),
    (_set("alerts", 1, "cuts", 0, value=-1), "invalid-field", "alerts.1.cuts.0"),
    (_set("alerts", 1, "cuts", 0, value="33"), "invalid-field", "alerts.1.cuts.0"),
    (_set("typologies", 0, "weights", "c3", value=0), "invalid-field", "typologies.0.weights.c3"),
    # what has to hold together
    (_set("items", 1, "id", value="c1"), "instrument-repeated-id", "items"),
    (
        _set("items", 0, "elements", value=["audit"] * 4),
        "instrument-repeated-id",
        "items.c1.elements",
    ),
    (_set("dimensions", 1, "id", value="publish"), "instrument-repeated-id", "dimensions"),
    (_set("forms", 1, "id", value="full"), "instrument-repeated-id", "forms"),
    (_set("forms", 1, "items", value=["c1", "c1"]), "instrument-repeated-id", "forms.short"),
    (_set("alerts", 2, "code", value="documents"), "instrument-repeated-id", "alerts"),
    (_set("typologies", 1, "id", value="citizen"), "instrument-repeated-id", "typologies"),
    (_set("items", 0, "dimension", value="no"), "instrument-unknown-id", "items.c1.dimension"),
    (_set("items", 0, "component", value="no"), "instrument-unknown-id", "items.c1.component"),
    (_set("items", 0, "area", value="no"), "instrument-unknown-id", "items.c1.area"),
    (_set("items", 0, "objective", value="no"), "instrument-unknown-id", "items.c1.objective"),
    (_set("items", 0, "lines", value=["no"]), "instrument-unknown-id", "items.c1.lines"),
    (_set("forms", 0, "items", 0, value="no"), "instrument-unknown-id", "forms.full"),
    (_set("alerts", 0, "high", value="no"), "instrument-unknown-id", "alerts.open-but-silent.high"),
    (
        _set("alerts", 0, "low", 0, value="no"),
        "instrument-unknown-id",
        "alerts.open-but-silent.low",
    ),
    (_set("alerts", 1, "items", 0, value="no"), "instrument-unknown-id", "alerts.documents.items"),
    (
        _set("typologies", 0, "weights", "no", value=1),
        "instrument-unknown-id",
        "typologies.citizen.weights",
    ),
    (_set("items", 0, "retired", value=True), "instrument-retired-asked", "forms.full"),
    (_set("alerts", 1, "cuts", value=[66, 33]), "instrument-cuts", "alerts.documents.cuts"),
    (_set("alerts", 1, "cuts", value=[33, 33]), "instrument-cuts", "alerts.documents.cuts"),
    (_set("profile", value="topp-1"), "instrument-profile", "items.c1.type"),
    (_drop("texts", "es"), "instrument-text-missing", "texts"),
    (_drop("texts", "es", "name"), "instrument-text-missing", "name"),
    (_drop("texts", "es", "items", "c2", "stem"), "instrument-text-missing", "items.c2.stem"),
    (_drop("texts", "es", "items", "c6", "na"), "instrument-text-missing", "items.c6.na"),
    (
        _drop("texts", "es", "items", "c2", "elements", "table"),
        "instrument-text-missing",
        "items.c2.elements.table",
    ),
    (
        _set("texts", "es", "alerts", "documents", value="Solo una frase."),
        "instrument-text-missing",
        "alerts.documents.name",
    ),
    (
        _set("texts", "es", "alerts", "documents", "bands", value=["a", "b", "c"]),
        "instrument-text-missing",
        "alerts.documents.bands.3",
    ),
    (
        _drop("texts", "es", "typologies", "office"),
        "instrument-text-missing",
        "typologies.office",
    ),
]

_AGENDA_FAULTS = [
    (_set("items", 0, "component", value="O1"), "instrument-wrong-group", "items.1.1-T.component"),
    (_set("items", 0, "objective", value="2.1"), "instrument-wrong-group", "items.1.1-T.objective"),
    (_set("items", 0, "lines", value=["1.2.1"]), "instrument-wrong-group", "items.1.1-T.lines"),
    (_drop("items", 0, "area"), "instrument-wrong-group", "items.1.1-T.objective"),
    (_set("items", 0, "elements", value=["e1"]), "unknown-field", "items.0.elements"),
    (
        _set("typologies", value=[{"id": "t", "weights": {"1.1-T": 1}}]),
        "instrument-profile",
        "typologies.t",
    ),
    (_drop("texts", "es", "items", "1.1-T", "levels"), "instrument-anchors", "items.1.1-T.levels"),
    (
        _set("texts", "es", "items", "1.1-T", "levels", value=[["a"], ["b"], ["c"], ["d"]]),
        "invalid-field",
        "texts.es.items.1.1-T.levels",
    ),
    (_drop("texts", "es", "levels"), "instrument-text-missing", "levels.0.name"),
    (_drop("texts", "es", "confidence", "B"), "instrument-text-missing", "confidence.B.name"),
    (_drop("texts", "es", "lines", "2.4.1"), "instrument-text-missing", "lines.2.4.1"),
]


@pytest.mark.parametrize(
    ("make", "change", "code", "place"),
    [(_budget, *fault) for fault in _BUDGET_FAULTS]
    + [(_agenda, *fault) for fault in _AGENDA_FAULTS],
)
def test_each_fault_has_its_code_and_place(
    make: Callable[[], Any], change: Callable[[Any], None], code: str, place: str | None
) -> None:
    document = make()
    change(document)
    with pytest.raises(UserError) as caught:
        _parse(document)
    found = caught.value.params.get("place", caught.value.params.get("field"))
    assert (caught.value.code, found if place else None) == (code, place)


def test_at_most_five_hundred_items() -> None:
    document = _budget()
    template, texts = document["items"][0], document["texts"]["es"]["items"]
    for number in range(500 - len(document["items"])):
        document["items"].append({**template, "id": f"x{number}"})
        texts[f"x{number}"] = texts["c1"]
    assert len(_parse(document).items) == 500
    document["items"].append({**template, "id": "over"})
    with pytest.raises(UserError) as caught:
        _parse(document)
    assert caught.value.code == "invalid-field"


def test_another_language_may_be_incomplete() -> None:
    document = _budget()
    document["texts"]["en"] = {"name": "Only a name"}
    wording = Wording(_parse(document), "en")
    assert wording.name == "Only a name"
    assert wording.stem("c1").startswith("¿Qué documentos")


def test_the_check_reads_what_does_not_hold_together(tmp_path: Path) -> None:
    document = _budget()
    document["forms"][0]["items"][0] = "no"
    path = tmp_path / "broken.json"
    path.write_bytes(instrument_bytes(document))
    assert read_for_check(path).id == "open-budget-basics"
    with pytest.raises(UserError) as caught:
        read_instrument(path)
    assert caught.value.code == "instrument-unknown-id"
    assert caught.value.params["name"] == "no"
