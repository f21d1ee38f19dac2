"""The elements of a revision: what an institution says, each under an id (docs/exchange.md)."""

from __future__ import annotations

import re
from typing import Annotated, Any, NotRequired

from pydantic import Field, StringConstraints, TypeAdapter, with_config
from typing_extensions import TypedDict

from topp_desktop.domain.assessment import CONFIDENCES, LINE_STATES
from topp_desktop.domain.roadmap.demand import NEED_KINDS
from topp_desktop.formats.object_fields import (
    STRICT,
    Count,
    Day,
    Id,
    Line,
    Note,
    Number,
    Points,
    Ratio,
    Said,
    Word,
)
from topp_desktop.formats.strict import OneOf

_Clauses = Annotated[
    list[Annotated[str, StringConstraints(pattern=r"^[1-9]\.[1-9]$")]], Field(max_length=20)
]


@with_config(STRICT)
class MarksElement(TypedDict):
    """Clauses that the group found met and not met; see `domain.assessment.marks`."""

    met: NotRequired[_Clauses]
    not_met: NotRequired[_Clauses]


@with_config(STRICT)
class ItemElement(TypedDict):
    """One item's aggregate; see `domain.exchange.aggregate`."""

    value: Said
    exact: NotRequired[Ratio]
    variance: NotRequired[Ratio]
    n: Count
    given: Count
    agreement: NotRequired[Annotated[float, Field(ge=0, le=1, allow_inf_nan=False)]]
    evidence: NotRequired[Annotated[int, Field(ge=0, le=3)]]
    confidence: NotRequired[Annotated[str, OneOf(CONFIDENCES)]]
    agreed: NotRequired[bool]
    note: NotRequired[Note]
    missing: NotRequired[Note]
    documents: NotRequired[Annotated[list[Line], Field(max_length=200)]]
    marks: NotRequired[MarksElement]


@with_config(STRICT)
class TargetElement(TypedDict):
    value: Points


@with_config(STRICT)
class WeightElement(TypedDict):
    value: Annotated[float, Field(ge=0, le=1e6, allow_inf_nan=False)]


@with_config(STRICT)
class LineElement(TypedDict):
    status: Annotated[str, OneOf(LINE_STATES)]
    year: NotRequired[Annotated[int, Field(ge=1900, le=2200)]]
    note: NotRequired[Note]


_Level = Annotated[int, Field(ge=0, le=4)]

# Functional form: `from` is a word of Python.
ActionElement = TypedDict(
    "ActionElement",
    {
        "id": Id,
        "item": Id,
        "cell": Id,
        "card": Id,
        "from": _Level,
        "to": _Level,
        "effort": Number,
        "duration": Count,
        "start": Word,
        "end": Word,
        "pinned": bool,
        "must": bool,
        "priority": Number,
        "feasibility": Number,
        "after": Annotated[list[Id], Field(max_length=200)],
        "tag": Word,
        "title": Line,
        "activity": Note,
        "result": Note,
        "verification": Note,
        "indicator": Note,
        "unit": Word,
        "baseline": Line,
        "target": Line,
        "status": Word,
        "comment": Note,
        "owner": Line,
        "partner": Line,
        "budget": Line,
        "cost": Number,
        "currency": Word,
        "funding_gap": Number,
        "reason": Note,
    },
    total=False,
)
with_config(STRICT)(ActionElement)


@with_config(STRICT)
class MilestoneElement(TypedDict, total=False):
    id: Id
    action: Id
    activity: Note
    result: Note
    start: Word
    combo: Line
    approval: Word
    status: Word
    date: Day
    evidence: Line
    comment: Note


@with_config(STRICT)
class NeedElement(TypedDict, total=False):
    id: Id
    kind: Annotated[str, OneOf(NEED_KINDS)]
    topic: Line
    item: Id
    component: Id
    action: Id
    level: Word
    persons: Count
    modality: Word
    semester: Word
    offers: bool
    indicative: bool
    note: Note


@with_config(STRICT)
class FeedbackElement(TypedDict):
    text: Note
    kind: NotRequired[Word]


NAMES = re.compile(r"(?:[A-Za-z0-9._:-]{1,150}\n)*")
"""Ids of elements, such as item:1.1-T or weight:area:1, each with a line feed."""

ELEMENTS: dict[str, TypeAdapter[Any]] = {
    "item": TypeAdapter(dict[str, ItemElement]),
    "target": TypeAdapter(dict[str, TargetElement]),
    "weight": TypeAdapter(dict[str, WeightElement]),
    "line": TypeAdapter(dict[str, LineElement]),
    "action": TypeAdapter(dict[str, ActionElement]),
    "milestone": TypeAdapter(dict[str, MilestoneElement]),
    "need": TypeAdapter(dict[str, NeedElement]),
    "feedback": TypeAdapter(dict[str, FeedbackElement]),
}
"""Elements by the word before the first colon of their id."""
