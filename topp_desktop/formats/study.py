"""The study file, `topp-study` version 1: written and read (docs/file-formats.md, "Study")."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable
from datetime import datetime
from typing import Annotated, Any, Literal

from pydantic import Field

from topp_desktop.domain.assessment import CONFIDENCES, GOVERNMENT_LEVELS, Marks
from topp_desktop.domain.errors import UserError
from topp_desktop.domain.instrument import InstrumentRef
from topp_desktop.domain.instrument.answers import as_elements
from topp_desktop.domain.study.model import (
    FEWEST_RATERS,
    LONGEST_NAME,
    LONGEST_REMARK,
    LONGEST_SECONDS,
    WAVES,
    Rater,
    Rating,
    StudyFile,
)
from topp_desktop.formats.strict import OneOf, Strict, check_format, parse
from topp_desktop.formats.strict_json import loads_strict

FORMAT = "topp-study"
VERSION = 1

_Token = Annotated[str, Field(pattern=r"^[0-9a-f]{16}$")]
_Id = Annotated[str, Field(min_length=1, max_length=100)]
_Clause = Annotated[str, Field(pattern=r"^[1-9]\.[1-9]$")]
_Clauses = Annotated[list[_Clause], Field(max_length=36)]
_Elements = Annotated[list[_Id], Field(max_length=15)]
_Answer = Annotated[int, Field(ge=0, le=9)] | Literal["NA", "DK"] | _Elements


class _Rating(Strict):
    item: _Id
    revision: Annotated[int, Field(ge=1, le=1_000)]
    answer: _Answer
    evidence: Annotated[int, Field(ge=0, le=3)] | None = None
    confidence: Annotated[str, OneOf(CONFIDENCES)] | None = None
    met: _Clauses = []
    not_met: _Clauses = []
    seconds: Annotated[int, Field(ge=0, le=LONGEST_SECONDS)] | None = None
    remark: Annotated[str, Field(max_length=LONGEST_REMARK)] = ""

    def value(self) -> Rating:
        answer = frozenset(self.answer) if isinstance(self.answer, list) else self.answer
        return Rating(
            self.item,
            self.revision,
            answer,
            self.evidence,
            self.confidence,  # type: ignore[arg-type]  # one of CONFIDENCES, as the schema holds
            Marks.of(self.met, self.not_met),
            self.seconds,
            self.remark,
        )


_Ratings = Annotated[list[_Rating], Field(max_length=500)]


class _Rater(Strict):
    rater: _Token
    role: Annotated[str, OneOf(("leads", "other"))] | None = None
    ratings: _Ratings


class _Instrument(Strict):
    id: _Id
    version: Annotated[str, Field(min_length=1, max_length=40)]
    sha256: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]


class _StudyFile(Strict):
    format: Literal["topp-study"]
    version: Literal[1]
    study: Annotated[str, Field(min_length=1, max_length=LONGEST_NAME)]
    wave: Annotated[str, OneOf(WAVES)]
    made: Annotated[str, Field(max_length=40)]
    instrument: _Instrument
    form: _Id
    group: _Token
    country: Annotated[str, Field(pattern=r"^[A-Z]{2}$")]
    level: Annotated[str, OneOf(GOVERNMENT_LEVELS)]
    raters: Annotated[list[_Rater], Field(min_length=FEWEST_RATERS, max_length=200)]
    declared: Annotated[dict[_Id, Annotated[float, Field(ge=0, le=9)]], Field(max_length=500)] = {}
    verified: _Ratings = []


def study_bytes(file: StudyFile) -> bytes:
    """The file before it is sealed. UserError("study-too-few") for fewer than three raters."""
    if len(file.raters) < FEWEST_RATERS:
        raise UserError("study-too-few", count=len(file.raters), fewest=FEWEST_RATERS)
    document = {
        "format": FORMAT,
        "version": VERSION,
        "study": file.study,
        "wave": file.wave,
        "made": file.made.isoformat(),
        "instrument": {
            name: getattr(file.instrument, name) for name in ("id", "version", "sha256")
        },
        "form": file.form,
        "group": file.group,
        "country": file.country,
        "level": file.level,
        # By pseudonym: the order of the people of a measurement would tell who is who.
        "raters": [
            {"rater": r.pseudonym, "role": r.role, "ratings": _written(r.ratings)}
            for r in sorted(file.raters, key=lambda rater: rater.pseudonym)
        ],
        "declared": dict(file.declared),
        "verified": _written(file.verified),
    }
    return json.dumps(document, ensure_ascii=False, allow_nan=False).encode("utf-8")


def _written(ratings: Iterable[Rating]) -> list[dict[str, Any]]:
    """Without what is not said."""
    found = []
    for rating in ratings:
        ticked = as_elements(rating.answer)
        entry: dict[str, Any] = {
            "item": rating.item,
            "revision": rating.revision,
            "answer": rating.answer if ticked is None else sorted(ticked),
            "evidence": rating.evidence,
            "confidence": rating.confidence,
            "met": sorted(rating.marks.met) or None,
            "not_met": sorted(rating.marks.not_met) or None,
            "seconds": rating.seconds,
            "remark": rating.remark or None,
        }
        found.append({name: value for name, value in entry.items() if value is not None})
    return found


def read_study(data: bytes, path: str) -> StudyFile:
    """A file that was opened. UserError: wrong-format, format-too-new, invalid-field,
    unknown-field, repeated-entry."""
    document = check_format(loads_strict(data, path=path), FORMAT, VERSION, path=path)
    file = parse(_StudyFile, document, path=path)
    try:
        made = datetime.fromisoformat(file.made)
        made.astimezone()
    except (ValueError, OverflowError) as fault:
        raise UserError("invalid-field", path=path, field="made", detail=file.made) from fault
    if made.tzinfo is None:
        raise UserError("invalid-field", path=path, field="made", detail=file.made)
    _once(r.rater for r in file.raters)
    for ratings in (*(r.ratings for r in file.raters), file.verified):
        _once(rating.item for rating in ratings)
    return StudyFile(
        file.study,
        file.wave,  # type: ignore[arg-type]  # one of WAVES, as the schema holds
        InstrumentRef(file.instrument.id, file.instrument.version, file.instrument.sha256),
        file.form,
        file.group,
        file.country,
        file.level,
        tuple(
            Rater(r.rater, r.role, tuple(rating.value() for rating in r.ratings))  # type: ignore[arg-type]
            for r in file.raters
        ),
        file.declared,
        made,
        tuple(rating.value() for rating in file.verified),
    )


def _once(names: Iterable[str]) -> None:
    for name, count in Counter(names).items():
        if count > 1:
            raise UserError("repeated-entry", entry=name)
