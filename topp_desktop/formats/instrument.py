"""The instrument file, `topp-instrument` version 1 (docs/instruments.md).

A self-contained questionnaire as data: structure, and under "texts" one object per language.
No expressions, no markup, no references to anything outside the file.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import Field, StringConstraints

from topp_desktop.domain.assessment import GOVERNMENT_LEVELS, INSTITUTION_TYPES
from topp_desktop.domain.errors import UserError
from topp_desktop.domain.instrument import Instrument
from topp_desktop.domain.instrument.build import instrument_from_document
from topp_desktop.domain.instrument.clauses import MAX_CLAUSES
from topp_desktop.domain.instrument.kinds import PROFILES
from topp_desktop.domain.instrument.structure import structure_findings
from topp_desktop.formats.strict import OneOf, Strict, check_format, parse, read_limited
from topp_desktop.formats.strict_json import loads_strict

FORMAT = "topp-instrument"
VERSION = 1

# The dollar sign of these patterns means the very end (Rust's and ECMAScript's regular
# expressions agree); a hyphen would make cells such as "1-T" ambiguous.
_Name = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9-]{0,63}$")]
_Edition = Annotated[str, StringConstraints(pattern=r"^[0-9]{1,4}\.[0-9]{1,4}\.[0-9]{1,4}$")]
_Language = Annotated[str, StringConstraints(pattern=r"^[a-z]{2}$")]
_Id = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9][A-Za-z0-9._-]{0,39}$")]
_GroupId = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9][A-Za-z0-9._]{0,19}$")]
_Text = Annotated[
    str,
    # No control characters: a text is a sentence on a screen, on paper and in a cell.
    StringConstraints(min_length=1, max_length=4_000, pattern=r"^[^\x00-\x08\x0b-\x1f\x7f-\x9f]*$"),
]
_Clauses = Annotated[list[_Text], Field(min_length=1, max_length=MAX_CLAUSES)]
_Percent = Annotated[float, Field(ge=0, le=100)]
_Weight = Annotated[float, Field(gt=0, le=1_000)]
_Level = Annotated[str, OneOf(GOVERNMENT_LEVELS)]
_Kind = Annotated[str, OneOf(INSTITUTION_TYPES)]


class Reference(Strict):
    """Which questionnaire this is; a version never changes its content."""

    id: _Name
    version: _Edition


class DimensionEntry(Strict):
    """A capacity, with the ids of its components."""

    id: _GroupId
    components: Annotated[list[_Id], Field(max_length=50)] = []


class ObjectiveEntry(Strict):
    """An objective, with the ids of its lines of action."""

    id: _Id
    lines: Annotated[list[_Id], Field(max_length=50)] = []


class AreaEntry(Strict):
    """A grouping of objectives."""

    id: _GroupId
    objectives: Annotated[list[ObjectiveEntry], Field(max_length=100)] = []


class NotApplicableEntry(Strict):
    """Who may answer "not applicable"; the words stand under the item's "na"."""

    levels: list[_Level] = []
    types: list[_Kind] = []


class _Item(Strict):
    id: _Id
    revision: Annotated[int, Field(ge=1, le=9_999)] = 1
    area: _GroupId | None = None
    objective: _Id | None = None
    dimension: _GroupId | None = None
    component: _Id | None = None
    lines: Annotated[list[_Id], Field(max_length=50)] = []
    themes: Annotated[list[_Name], Field(max_length=20)] = []
    status: Literal["draft", "piloted", "validated"] = "draft"
    not_applicable: NotApplicableEntry | None = None
    retired: bool = False


class LevelsItem(_Item):
    """A question with five anchored levels, 0 to 4."""

    type: Literal["levels"]


class ChecklistItem(_Item):
    """A criterion with observable elements, each present or absent."""

    type: Literal["checklist"]
    elements: Annotated[list[_Id], Field(min_length=1, max_length=15)]


class FormEntry(Strict):
    """A selection of items in the order in which they are asked."""

    id: _Name
    items: Annotated[list[_Id], Field(min_length=1, max_length=500)]


class ContrastAlert(Strict):
    """Fires when dimension `high` is at 62.5 or above while one of `low` is below 37.5."""

    code: _Name
    kind: Literal["contrast"]
    high: _GroupId
    low: Annotated[list[_GroupId], Field(min_length=1, max_length=20)]


class GroupAlert(Strict):
    """The mean of the listed criteria against cut-offs in rising order, 0 to 100."""

    code: _Name
    kind: Literal["group"]
    items: Annotated[list[_Id], Field(min_length=1, max_length=500)]
    cuts: Annotated[list[_Percent], Field(min_length=1, max_length=9)]


class TypologyEntry(Strict):
    """A named average: criterion → weight."""

    id: _Name
    weights: Annotated[dict[_Id, _Weight], Field(min_length=1, max_length=500)]


class NamedTexts(Strict):
    """The words of something that has a name."""

    name: _Text
    short: _Text = ""
    definition: _Text = ""
    meaning: _Text = ""
    summary: _Text = ""


class GlossaryEntry(Strict):
    """A glossary entry."""

    term: _Text
    definition: _Text


class GroupAlertText(Strict):
    """The name of a group alert and one sentence per band, lowest first: cuts + 1."""

    name: _Text
    bands: Annotated[list[_Text], Field(min_length=2, max_length=10)]


class ItemTexts(Strict):
    """The words of an item. A levels item has `levels`, a checklist item has `elements`.

    A level is a list of clauses, each observable by itself; they are shown as one sentence.
    """

    stem: _Text = ""
    help: _Text = ""
    levels: Annotated[list[_Clauses], Field(min_length=5, max_length=5)] = []
    elements: Annotated[dict[_Id, _Text], Field(max_length=15)] = {}
    evidence: Annotated[list[_Text], Field(max_length=10)] = []
    na: _Text = ""
    examples: dict[_Level | _Kind, _Text] = {}


class Texts(Strict):
    """Everything that is read, in one language; what is missing falls back to the source."""

    name: _Text = ""
    na_default: _Text = ""
    dimensions: dict[_GroupId, NamedTexts] = {}
    components: dict[_Id, NamedTexts] = {}
    areas: dict[_GroupId, NamedTexts] = {}
    objectives: dict[_Id, NamedTexts] = {}
    lines: dict[_Id, _Text] = {}
    levels: Annotated[list[NamedTexts], Field(min_length=5, max_length=5)] = []
    evidence: Annotated[list[NamedTexts], Field(min_length=4, max_length=4)] = []
    confidence: dict[Literal["A", "M", "B"], NamedTexts] = {}
    glossary: Annotated[dict[_Name, GlossaryEntry], Field(max_length=500)] = {}
    items: Annotated[dict[_Id, ItemTexts], Field(max_length=500)] = {}
    alerts: dict[_Name, _Text | GroupAlertText] = {}
    typologies: dict[_Name, _Text] = {}
    themes: dict[_Name, _Text] = {}
    rule: _Text = ""
    reading: Annotated[list[_Text], Field(max_length=12)] = []


class InstrumentFile(Strict):
    """A questionnaire that a program of this kind can ask, score, chart and print."""

    format: Literal["topp-instrument"]
    version: Literal[1]
    instrument: Reference
    profile: Annotated[str, OneOf(tuple(PROFILES))]
    source_language: _Language
    levels: Literal[5] = 5
    dimensions: Annotated[list[DimensionEntry], Field(min_length=1, max_length=20)]
    areas: Annotated[list[AreaEntry], Field(max_length=50)] = []
    items: Annotated[
        list[Annotated[LevelsItem | ChecklistItem, Field(discriminator="type")]],
        Field(min_length=1, max_length=500),
    ]
    forms: Annotated[list[FormEntry], Field(min_length=1, max_length=20)]
    alerts: Annotated[
        list[Annotated[ContrastAlert | GroupAlert, Field(discriminator="kind")]],
        Field(max_length=100),
    ] = []
    typologies: Annotated[list[TypologyEntry], Field(max_length=100)] = []
    themes: Annotated[list[_Name], Field(max_length=20)] = []
    texts: Annotated[dict[_Language, Texts], Field(min_length=1, max_length=12)]


def read_for_check(path: Path) -> Instrument:
    """Like `read_instrument`, but leaves it to the check to list what does not hold together."""
    return _from_bytes(read_limited(path), str(path))


def _from_bytes(content: bytes, path: str) -> Instrument:
    document = check_format(loads_strict(content, path=path), FORMAT, VERSION, path=path)
    parse(InstrumentFile, document, path=path)
    return instrument_from_document(document)


def read_instrument(path: Path) -> Instrument:
    """Reads a self-contained instrument; UserError for the first fault, EnvironmentFault.

    Codes: those of every file (not-json, wrong-format, format-too-new, unknown-field,
    invalid-field), and instrument-repeated-id, -unknown-id, -wrong-group, -retired-asked, -cuts,
    -profile, -anchors, -text-missing, each with its place.
    """
    return parse_instrument(read_limited(path), path=str(path))


def parse_instrument(content: bytes, *, path: str) -> Instrument:
    """Like `read_instrument`, for bytes that were already read."""
    instrument = _from_bytes(content, path)
    for finding in structure_findings(instrument):
        name = finding.details.get("name", "")
        raise UserError(
            finding.code, path=path, place=finding.place, name=name, language=finding.language
        )
    return instrument


def instrument_bytes(document: Mapping[str, Any]) -> bytes:
    """A document as the file that `read_instrument` takes: readable JSON, UTF-8."""
    text = json.dumps(document, ensure_ascii=False, indent=1, allow_nan=False)
    return (text + "\n").encode("utf-8")


def instrument_schema() -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) that docs/schemas publishes."""
    schema = InstrumentFile.model_json_schema()
    head = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": "topp-instrument-1.schema.json",
        "title": "topp-instrument, version 1",
    }
    return {**head, **_without_titles(schema)}


def _without_titles(node: Any) -> Any:
    """Drops the titles that pydantic makes of field names; they say nothing new."""
    if isinstance(node, list):
        return [_without_titles(part) for part in node]
    if not isinstance(node, dict):
        return node
    return {
        name: _without_titles(part)
        for name, part in node.items()
        if not (name == "title" and isinstance(part, str))
    }
