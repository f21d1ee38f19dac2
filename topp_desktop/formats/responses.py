"""The responses file, `topp-responses` version 1 (docs/file-formats.md, "Responses").

It is what *Export* writes and *Import* reads: an institution can always take its data elsewhere.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, Field

from topp_desktop.domain.assessment import (
    CONFIDENCES,
    DONT_KNOW,
    FEEDBACK_KINDS,
    GOVERNMENT_LEVELS,
    INSTITUTION_TYPES,
    LINE_STATES,
    METHODS,
    NOT_APPLICABLE,
    ROLES,
    SCOPES,
    Answer,
    Assessment,
    Consensus,
    Feedback,
    Institution,
    LineStatus,
    Marks,
    Respondent,
    Response,
    Tally,
    Weights,
    as_elements,
)
from topp_desktop.domain.assessment.check import check_assessment
from topp_desktop.domain.errors import UserError
from topp_desktop.domain.instrument import Instrument
from topp_desktop.formats.strict import OneOf, Strict, check_format, parse, read_limited
from topp_desktop.formats.strict_json import loads_strict
from topp_desktop.foundation.text import code_text

FORMAT = "topp-responses"
VERSION = 1

InstrumentFinder = Callable[[str, str | None], Instrument]
"""(id, version or None) → the instrument; raises UserError("instrument-unknown")."""


def _round_name(text: str) -> str:
    name = code_text(text)
    if not name:
        raise ValueError("nothing is seen of it")
    return name


_Clause = Annotated[str, Field(pattern=r"^[1-9]\.[1-9]$")]
_Text = Annotated[str, Field(max_length=20_000)]
_Id = Annotated[str, Field(min_length=1, max_length=100)]
_Answer = (
    Annotated[int, Field(ge=0, le=4)]
    | Annotated[str, OneOf((NOT_APPLICABLE, DONT_KNOW))]
    | Annotated[list[_Id], Field(max_length=100)]
)
_Evidence = Annotated[int, Field(ge=0, le=3)]
_Confidence = Annotated[str, OneOf(CONFIDENCES)]
_Role = Annotated[str, OneOf(ROLES)]
_Round = Annotated[str, Field(min_length=1, max_length=40), AfterValidator(_round_name)]
_Count = Annotated[int, Field(ge=0, le=10_000)]
_Weight = Annotated[float, Field(gt=0, le=1_000)]
_Target = Annotated[float, Field(ge=0, le=100)]


class _InstrumentId(Strict):
    id: _Id
    version: _Id | None = None


class _Institution(Strict):
    id: Annotated[str, Field(max_length=100)] = ""
    name: Annotated[str, Field(min_length=1, max_length=300)]
    country: Annotated[str, Field(pattern="^[A-Z]{2}$")]
    level: Annotated[str, OneOf(GOVERNMENT_LEVELS)]
    type: Annotated[str, OneOf(INSTITUTION_TYPES)]
    subdivision: Annotated[str, Field(max_length=20)] = ""
    local_code: Annotated[str, Field(max_length=40)] = ""
    local_scheme: Annotated[str, Field(max_length=40)] = ""


class _Respondent(Strict):
    id: _Id
    role: _Role
    items: list[_Id] | None = None


class _Marks(Strict):
    met: Annotated[list[_Clause], Field(max_length=20)] = []
    not_met: Annotated[list[_Clause], Field(max_length=20)] = []

    def told(self) -> Marks:
        return Marks.of(self.met, self.not_met)


class _Response(Strict):
    respondent: _Id
    item: _Id
    answer: _Answer | None = None
    evidence: _Evidence | None = None
    confidence: _Confidence | None = None
    reason: _Text = ""
    note: _Text = ""
    missing: _Text = ""
    documents: Annotated[list[_Text], Field(max_length=50)] = []
    private_note: _Text = ""
    flagged: bool = False
    marks: _Marks = _Marks()


class _Consensus(Strict):
    item: _Id
    answer: _Answer
    evidence: _Evidence | None = None
    confidence: _Confidence | None = None
    reason: _Text = ""
    rationale: _Text = ""
    dissent: _Text = ""
    documents: Annotated[list[_Text], Field(max_length=50)] = []
    marks: _Marks = _Marks()


class _Tally(Strict):
    item: _Id
    role: _Role
    counts: Annotated[list[_Count], Field(min_length=5, max_length=5)]
    dk: _Count = 0
    na: _Count = 0


class _Line(Strict):
    state: Annotated[str, OneOf(LINE_STATES)]
    year: Annotated[int, Field(ge=1900, le=2200)] | None = None
    note: _Text = ""


class _Feedback(Strict):
    kind: Annotated[str, OneOf(FEEDBACK_KINDS)] = "hard-to-agree"
    text: _Text = ""


class _Weights(Strict):
    items: dict[str, _Weight] = {}
    areas: dict[str, _Weight] = {}


class ResponsesFile(Strict):
    """The file as written; `to_assessment` gives it meaning."""

    format: Literal["topp-responses"]
    version: Literal[1]
    instrument: _InstrumentId
    form: _Id
    round: _Round
    institution: _Institution
    respondents: Annotated[list[_Respondent], Field(max_length=1_000)]
    responses: Annotated[list[_Response], Field(max_length=100_000)]
    consensus: list[_Consensus] = []
    tallies: list[_Tally] = []
    targets: dict[str, _Target] = {}
    weights: _Weights = _Weights()
    scope: Annotated[str, OneOf(SCOPES)] = "institution"
    method: Annotated[str, OneOf(METHODS)] = "individual"
    participants: Annotated[int, Field(ge=0, le=100_000)] | None = None
    plans: Annotated[list[_Text], Field(max_length=200)] = []
    lines: dict[str, _Line] = {}
    feedback: dict[str, _Feedback] = {}
    practice: bool = False


def _answer(value: Any) -> Answer | None:
    return frozenset(value) if isinstance(value, list) else value


def _to_assessment(file: ResponsesFile) -> Assessment:
    return Assessment(
        institution=Institution(**file.institution.model_dump()),
        form=file.form,
        round=file.round,
        respondents=tuple(
            Respondent(r.id, r.role, None if r.items is None else frozenset(r.items))
            for r in file.respondents
        ),
        responses=tuple(
            Response(
                **r.model_dump(exclude={"answer", "documents", "marks"}),
                answer=_answer(r.answer),
                marks=r.marks.told(),
                documents=tuple(r.documents),
            )
            for r in file.responses
        ),
        consensus=tuple(
            Consensus(
                **c.model_dump(exclude={"answer", "documents", "marks"}),
                answer=_answer(c.answer),  # type: ignore[arg-type]
                marks=c.marks.told(),
                documents=tuple(c.documents),
            )
            for c in file.consensus
        ),
        tallies=tuple(Tally(t.item, t.role, tuple(t.counts), t.dk, t.na) for t in file.tallies),
        targets=dict(file.targets),
        weights=Weights(dict(file.weights.items), dict(file.weights.areas)),
        scope=file.scope,
        method=file.method,
        participants=file.participants,
        plans=tuple(file.plans),
        lines={name: LineStatus(**line.model_dump()) for name, line in file.lines.items()},
        feedback={name: Feedback(**said.model_dump()) for name, said in file.feedback.items()},
    )


def read_responses(path: Path, find_instrument: InstrumentFinder) -> tuple[Instrument, Assessment]:
    """Reads and checks a responses file against its instrument.

    Raises UserError (wrong-format, format-too-new, unknown-field, invalid-field, unknown-item,
    …) or EnvironmentFault; nothing is kept on a fault.
    """
    data = loads_strict(read_limited(path), path=str(path))
    return parse_responses(data, find_instrument, path=str(path))


def is_practice(path: Path) -> bool:
    """Whether a responses file that `read_responses` takes is of a measurement for practice."""
    found: bool = loads_strict(read_limited(path), path=str(path)).get("practice", False)
    return found


def parse_responses(
    data: Any, find_instrument: InstrumentFinder, *, path: str
) -> tuple[Instrument, Assessment]:
    """Like `read_responses`, for content that is already JSON."""
    file = parse(ResponsesFile, check_format(data, FORMAT, VERSION, path=path), path=path)
    instrument = find_instrument(file.instrument.id, file.instrument.version)
    assessment = _to_assessment(file)
    check_assessment(instrument, assessment)
    return instrument, assessment


def _dump_answer(answer: Answer | None) -> Any:
    return answer if (ticked := as_elements(answer)) is None else sorted(ticked)


def _lean(entry: dict[str, Any]) -> dict[str, Any]:
    """Without what says nothing, so that a file reads like the documentation."""
    return {k: v for k, v in entry.items() if v not in ("", None, (), [], {}, False, Marks())}


def marks_entry(marks: Marks) -> dict[str, list[str]]:
    """Marks as they stand in a file; a list that is empty is left out."""
    both = {"met": sorted(marks.met), "not_met": sorted(marks.not_met)}
    return {name: clauses for name, clauses in both.items() if clauses}


def _response_entry(response: Response, *, private: bool) -> dict[str, Any]:
    entry = _lean({name: getattr(response, name) for name in Response.__slots__})
    entry.pop("answer", None)
    if response.answer is not None:
        entry["answer"] = _dump_answer(response.answer)
    if response.evidence is not None:
        entry["evidence"] = response.evidence
    if response.documents:
        entry["documents"] = list(response.documents)
    if response.marks:
        entry["marks"] = marks_entry(response.marks)
    own = () if private else ("private_note", "flagged")
    return {name: value for name, value in entry.items() if name not in own}


def _consensus_entry(consensus: Consensus) -> dict[str, Any]:
    entry = _lean({name: getattr(consensus, name) for name in Consensus.__slots__})
    entry["answer"] = _dump_answer(consensus.answer)
    if consensus.evidence is not None:
        entry["evidence"] = consensus.evidence
    if consensus.documents:
        entry["documents"] = list(consensus.documents)
    if consensus.marks:
        entry["marks"] = marks_entry(consensus.marks)
    return entry


def _optional_parts(assessment: Assessment) -> dict[str, Any]:
    """What a file only has when there is something to say."""
    weights = {"items": assessment.weights.items, "areas": assessment.weights.areas}
    parts: dict[str, Any] = {
        "consensus": [_consensus_entry(c) for c in assessment.consensus],
        "tallies": [
            {"item": t.item, "role": t.role, "counts": list(t.counts), "dk": t.dk, "na": t.na}
            for t in assessment.tallies
        ],
        "targets": dict(assessment.targets),
        "weights": {name: dict(table) for name, table in weights.items() if table},
        "plans": list(assessment.plans),
        "lines": {name: _lean(asdict(line)) for name, line in assessment.lines.items()},
        "feedback": {name: _lean(asdict(said)) for name, said in assessment.feedback.items()},
    }
    parts = {name: part for name, part in parts.items() if part}
    if assessment.participants is not None:
        parts["participants"] = assessment.participants
    return parts


def dump_responses(
    instrument: Instrument,
    assessment: Assessment,
    *,
    private: bool = True,
    practice: bool = False,
) -> dict[str, Any]:
    """The assessment as a responses document; `private` keeps private notes and flags;
    `practice`: it was made to try things out, and is never sent."""
    return {
        "format": FORMAT,
        "version": VERSION,
        "instrument": {"id": instrument.id, "version": instrument.version},
        "form": assessment.form,
        "round": assessment.round,
        "institution": _lean(
            {n: getattr(assessment.institution, n) for n in Institution.__slots__}
        ),
        "scope": assessment.scope,
        "method": assessment.method,
        "respondents": [
            {"id": r.id, "role": r.role} | ({} if r.items is None else {"items": sorted(r.items)})
            for r in assessment.respondents
        ],
        "responses": [_response_entry(r, private=private) for r in assessment.responses],
        **_optional_parts(assessment),
        **({"practice": True} if practice else {}),
    }


def responses_bytes(
    instrument: Instrument, assessment: Assessment, *, practice: bool = False
) -> bytes:
    """The file's bytes: readable JSON, UTF-8."""
    document = dump_responses(instrument, assessment, practice=practice)
    return (json.dumps(document, ensure_ascii=False, indent=1) + "\n").encode("utf-8")


__all__ = [
    "FORMAT",
    "InstrumentFinder",
    "UserError",
    "dump_responses",
    "is_practice",
    "parse_responses",
    "read_responses",
    "responses_bytes",
]
