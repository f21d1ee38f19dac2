"""The payload of every signed object, version 1 (docs/exchange.md, "Objects").

Typed dictionaries rather than models: a payload stays the JSON it was, and thousands are checked
in a row. Strict types, unknown fields refused by name, every text and number bounded.
"""

from __future__ import annotations

import re
from typing import Annotated, Any, Literal, NotRequired

from pydantic import ConfigDict, FailFast, Field, StringConstraints, TypeAdapter, with_config
from typing_extensions import TypedDict

from topp_desktop.domain.assessment import CONFIDENCES, DONT_KNOW, LINE_STATES, NOT_APPLICABLE
from topp_desktop.domain.exchange import CONSENTS
from topp_desktop.domain.roadmap.demand import NEED_KINDS
from topp_desktop.formats.strict import OneOf

_STRICT = ConfigDict(strict=True, extra="forbid")

_MAX = 2**53 - 1
Rid = Annotated[str, Field(pattern=r"^[0-9a-f]{64}\z")]
Kid = Annotated[str, Field(pattern=r"^[A-Za-z0-9_-]{43}\z")]
Id = Annotated[str, Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9._:-]{0,99}\z")]
Round = Annotated[str, Field(pattern=r"^[^\x00-\x1f\x7f-\x9f]{1,40}\z")]
Word = Annotated[str, Field(max_length=100)]
Line = Annotated[str, Field(max_length=500)]
Note = Annotated[str, Field(max_length=20_000)]
Moment = Annotated[str, Field(pattern=r"^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z\z")]
Day = Annotated[str, Field(pattern=r"^[0-9]{4}-[0-9]{2}-[0-9]{2}\z")]
AgeRecipient = Annotated[str, Field(pattern=r"^age1[02-9ac-hj-np-z]{58}\z")]
Count = Annotated[int, Field(ge=0, le=1_000_000)]
Number = Annotated[float, Field(ge=-1e12, le=1e12, allow_inf_nan=False)]
Points = Annotated[float, Field(ge=0, le=100, allow_inf_nan=False)]
Parents = Annotated[list[Rid], Field(max_length=1_000)]
Audience = Annotated[list[Id], Field(min_length=1, max_length=50)]
_Whole = Annotated[
    Annotated[int, Field(ge=0, le=_MAX)] | Annotated[str, Field(pattern=r"^[0-9]{16,90}\z")],
    Field(union_mode="left_to_right"),
]
Ratio = Annotated[list[_Whole], Field(min_length=2, max_length=2)]
"""A fraction: numerator and denominator, as digits in a string beyond 2^53."""

_Said = Annotated[
    Annotated[int, Field(ge=0, le=4_000)]
    | Annotated[str, OneOf((NOT_APPLICABLE, DONT_KNOW))]
    | None,
    Field(union_mode="left_to_right"),
]
"""Thousandths of a level, or why there is none; the usual one is tried first."""

Version = Annotated[int, Field(ge=1, le=1)]


@with_config(_STRICT)
class Jwk(TypedDict):
    """An Ed25519 public key (RFC 8037)."""

    crv: Literal["Ed25519"]
    kty: Literal["OKP"]
    x: Kid


@with_config(_STRICT)
class InstrumentName(TypedDict):
    id: Id
    version: Word
    sha256: Rid


@with_config(_STRICT)
class NamedPayload(TypedDict):
    id: Id
    name: Line


@with_config(_STRICT)
class Profile(TypedDict):
    """An institution as a secretariat knows it."""

    id: Id
    name: Line
    country: Annotated[str, Field(pattern=r"^[A-Z]{2}\z")]
    level: Word
    type: Word
    subdivision: NotRequired[Word]
    local_code: NotRequired[Word]
    local_scheme: NotRequired[Word]


@with_config(_STRICT)
class Officer(TypedDict):
    jwk: Jwk
    position: Line


@with_config(_STRICT)
class RegionPackPayload(TypedDict):
    format: Literal["topp-region-pack"]
    version: Version
    number: Annotated[int, Field(ge=1, le=1_000_000_000)]
    secretariat: NamedPayload
    root: Jwk
    successors: Annotated[list[Jwk], Field(max_length=20)]
    recipients: Annotated[list[AgeRecipient], Field(min_length=1, max_length=20)]
    audience: Annotated[list[NamedPayload], Field(min_length=1, max_length=50)]
    instruments: Annotated[list[InstrumentName], Field(max_length=200)]
    officers: Annotated[list[Officer], Field(max_length=200)]
    institutions: Annotated[list[Profile], Field(max_length=100_000), FailFast()]
    created: Moment


@with_config(_STRICT)
class InvitationPayload(TypedDict):
    format: Literal["topp-invitation"]
    version: Version
    institution: Profile
    key: Jwk
    recipient: AgeRecipient
    root: Kid
    created: Moment


@with_config(_STRICT)
class EnrolmentPayload(TypedDict):
    format: Literal["topp-enrolment"]
    version: Version
    institution: Id
    device: Jwk
    audience: Audience
    invitation: Jwk | None
    proof: Annotated[str, Field(pattern=r"^[A-Za-z0-9_-]{86}\z")] | None
    app: Word
    created: Moment


@with_config(_STRICT)
class Territory(TypedDict):
    country: Annotated[str, Field(pattern=r"^[A-Z]{2}\z")]
    subdivision: NotRequired[Word]
    local_code: NotRequired[Word]
    local_scheme: NotRequired[Word]


@with_config(_STRICT)
class RevisionProfile(TypedDict):
    name: Line
    level: Word
    type: Word


@with_config(_STRICT)
class ApprovalPayload(TypedDict):
    """content: SHA-256 of what was approved, see `formats.objects.content_hash`."""

    position: Line
    date: Day
    letter: Line
    content: Rid


@with_config(_STRICT)
class RevisionPayload(TypedDict):
    format: Literal["topp-revision"]
    version: Version
    institution: Id
    territory: Territory
    profile: RevisionProfile
    round: Round
    form: Id
    scope: Word
    method: Word
    participants: NotRequired[Count]
    plans: NotRequired[Annotated[list[Line], Field(max_length=100)]]
    instrument: InstrumentName
    device: Kid
    parents: Parents
    audience: Audience
    approval: ApprovalPayload | None
    consent: Annotated[str, OneOf(CONSENTS)]
    app: Word
    created: Moment
    seq: Annotated[int, Field(ge=1, le=1_000_000_000)]
    elements: Annotated[dict[str, Any], Field(max_length=5_000)]


@with_config(_STRICT)
class ResolutionPayload(TypedDict):
    format: Literal["topp-resolution"]
    version: Version
    institution: Id
    round: Round
    parents: Annotated[list[Rid], Field(min_length=1, max_length=1_000)]
    picks: Annotated[dict[Annotated[str, Field(max_length=200)], Rid], Field(max_length=5_000)]
    reason: Note
    created: Moment


@with_config(_STRICT)
class ReceiptPayload(TypedDict):
    format: Literal["topp-receipt"]
    version: Version
    institution: Id
    outcomes: Annotated[dict[Rid, Word], Field(max_length=5_000)]
    created: Moment


@with_config(_STRICT)
class AdmissionPayload(TypedDict):
    format: Literal["topp-admission"]
    version: Version
    institution: Id
    device: Kid
    reason: Note
    created: Moment


@with_config(_STRICT)
class RevocationPayload(TypedDict):
    format: Literal["topp-revocation"]
    version: Version
    target: Kid
    frontier: Annotated[list[Rid], Field(max_length=20_000)]
    reason: Note
    created: Moment


@with_config(_STRICT)
class AliasPayload(TypedDict):
    format: Literal["topp-alias"]
    version: Version
    institutions: Annotated[list[Id], Field(min_length=2, max_length=2)]
    reason: Note
    created: Moment


@with_config(_STRICT)
class WithdrawalPayload(TypedDict):
    format: Literal["topp-withdrawal"]
    version: Version
    institution: Id
    round: Round | None
    what: Literal["consent", "round"]
    audience: Audience
    reason: Note
    created: Moment


_Clauses = Annotated[
    list[Annotated[str, StringConstraints(pattern=r"^[1-9]\.[1-9]$")]], Field(max_length=20)
]


@with_config(_STRICT)
class MarksElement(TypedDict):
    """Clauses that the group found met and not met; see `domain.assessment.marks`."""

    met: NotRequired[_Clauses]
    not_met: NotRequired[_Clauses]


@with_config(_STRICT)
class ItemElement(TypedDict):
    """One item's aggregate; see `domain.exchange.aggregate`."""

    value: _Said
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


@with_config(_STRICT)
class TargetElement(TypedDict):
    value: Points


@with_config(_STRICT)
class WeightElement(TypedDict):
    value: Annotated[float, Field(ge=0, le=1e6, allow_inf_nan=False)]


@with_config(_STRICT)
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
with_config(_STRICT)(ActionElement)


@with_config(_STRICT)
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


@with_config(_STRICT)
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


@with_config(_STRICT)
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

PAYLOADS: dict[str, TypeAdapter[Any]] = {
    "topp-region-pack": TypeAdapter(RegionPackPayload),
    "topp-invitation": TypeAdapter(InvitationPayload),
    "topp-enrolment": TypeAdapter(EnrolmentPayload),
    "topp-revision": TypeAdapter(RevisionPayload),
    "topp-resolution": TypeAdapter(ResolutionPayload),
    "topp-receipt": TypeAdapter(ReceiptPayload),
    "topp-admission": TypeAdapter(AdmissionPayload),
    "topp-revocation": TypeAdapter(RevocationPayload),
    "topp-alias": TypeAdapter(AliasPayload),
    "topp-withdrawal": TypeAdapter(WithdrawalPayload),
}
