"""The payload of every signed object, version 1 (docs/exchange.md, "Objects").

Typed dictionaries rather than models: a payload stays the JSON it was, and thousands are checked
in a row. Strict types, unknown fields refused by name, every text and number bounded.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal, NotRequired

from pydantic import FailFast, Field, TypeAdapter, with_config
from typing_extensions import TypedDict

from topp_desktop.domain.exchange import CONSENTS
from topp_desktop.formats.object_fields import (
    STRICT,
    AgeRecipient,
    Audience,
    Count,
    Day,
    Id,
    Kid,
    Line,
    Moment,
    Note,
    Parents,
    Rid,
    Round,
    Version,
    Word,
)
from topp_desktop.formats.strict import OneOf


@with_config(STRICT)
class Jwk(TypedDict):
    """An Ed25519 public key (RFC 8037)."""

    crv: Literal["Ed25519"]
    kty: Literal["OKP"]
    x: Kid


@with_config(STRICT)
class InstrumentName(TypedDict):
    id: Id
    version: Word
    sha256: Rid


@with_config(STRICT)
class NamedPayload(TypedDict):
    id: Id
    name: Line


@with_config(STRICT)
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


@with_config(STRICT)
class Officer(TypedDict):
    jwk: Jwk
    position: Line


@with_config(STRICT)
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


@with_config(STRICT)
class InvitationPayload(TypedDict):
    format: Literal["topp-invitation"]
    version: Version
    institution: Profile
    key: Jwk
    recipient: AgeRecipient
    root: Kid
    created: Moment


@with_config(STRICT)
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


@with_config(STRICT)
class Territory(TypedDict):
    country: Annotated[str, Field(pattern=r"^[A-Z]{2}\z")]
    subdivision: NotRequired[Word]
    local_code: NotRequired[Word]
    local_scheme: NotRequired[Word]


@with_config(STRICT)
class RevisionProfile(TypedDict):
    name: Line
    level: Word
    type: Word


@with_config(STRICT)
class ApprovalPayload(TypedDict):
    """content: SHA-256 of what was approved, see `formats.objects.content_hash`."""

    position: Line
    date: Day
    letter: Line
    content: Rid


@with_config(STRICT)
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


@with_config(STRICT)
class ResolutionPayload(TypedDict):
    format: Literal["topp-resolution"]
    version: Version
    institution: Id
    round: Round
    parents: Annotated[list[Rid], Field(min_length=1, max_length=1_000)]
    picks: Annotated[dict[Annotated[str, Field(max_length=200)], Rid], Field(max_length=5_000)]
    reason: Note
    created: Moment


@with_config(STRICT)
class ReceiptPayload(TypedDict):
    format: Literal["topp-receipt"]
    version: Version
    institution: Id
    outcomes: Annotated[dict[Rid, Word], Field(max_length=5_000)]
    created: Moment


@with_config(STRICT)
class AdmissionPayload(TypedDict):
    format: Literal["topp-admission"]
    version: Version
    institution: Id
    device: Kid
    reason: Note
    created: Moment


@with_config(STRICT)
class RevocationPayload(TypedDict):
    format: Literal["topp-revocation"]
    version: Version
    target: Kid
    frontier: Annotated[list[Rid], Field(max_length=20_000)]
    reason: Note
    created: Moment


@with_config(STRICT)
class AliasPayload(TypedDict):
    format: Literal["topp-alias"]
    version: Version
    institutions: Annotated[list[Id], Field(min_length=2, max_length=2)]
    reason: Note
    created: Moment


@with_config(STRICT)
class WithdrawalPayload(TypedDict):
    format: Literal["topp-withdrawal"]
    version: Version
    institution: Id
    round: Round | None
    what: Literal["consent", "round"]
    audience: Audience
    reason: Note
    created: Moment


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
