"""What every signed object says, as far as merging needs it. See docs/exchange.md, "Objects".

No keys, no signatures, no files: whoever builds these values has verified them. `rid` is the
object's identity, `kid` the key that signed it; both are opaque strings here. Elements are
JSON values and are only ever compared as wholes.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

Consent = Literal["secretariat", "peers", "public"]
CONSENTS: tuple[Consent, ...] = ("secretariat", "peers", "public")
"""From the closest to the widest circle of readers."""

Element = Any
"""An element's value: a JSON value, atomic for merging; None where nothing was said."""


@dataclass(frozen=True, slots=True)
class RegionPack:
    """A secretariat's open letterhead. officers, successors: kids it vouches for."""

    rid: str
    kid: str
    secretariat: str
    version: int
    officers: tuple[str, ...] = ()
    successors: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Invitation:
    """`key`: kid of the invitation's own key, which whoever holds the secret can use."""

    rid: str
    kid: str
    institution: str
    key: str


@dataclass(frozen=True, slots=True)
class Enrolment:
    """A device (kid) that says it works for an institution.

    invitation: kid of the invitation key whose proof was verified, None where there is none.
    """

    rid: str
    kid: str
    institution: str
    invitation: str | None = None


@dataclass(frozen=True, slots=True)
class Admission:
    """A device that was admitted for an institution after a phone check."""

    rid: str
    kid: str
    device: str
    institution: str


@dataclass(frozen=True, slots=True)
class Revocation:
    """A key that is trusted no longer, except for `frontier` and what it builds on."""

    rid: str
    kid: str
    target: str
    frontier: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Alias:
    """Two institution ids that are one institution."""

    rid: str
    kid: str
    institutions: tuple[str, str]


@dataclass(frozen=True, slots=True)
class Revision:
    """One device's complete statement about one institution and round.

    instrument: SHA-256 of the instrument; elements: element id → value, what is absent is blank.
    """

    rid: str
    kid: str
    institution: str
    round: str
    seq: int = 1
    parents: tuple[str, ...] = ()
    instrument: str = ""
    consent: Consent = "secretariat"
    elements: Mapping[str, Element] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Resolution:
    """An officer's choice among heads: element id → rid of the head whose value holds."""

    rid: str
    kid: str
    institution: str
    round: str
    parents: tuple[str, ...] = ()
    picks: Mapping[str, str] = field(default_factory=dict)
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """An institution takes back its consent, or a whole round; round None: every round."""

    rid: str
    kid: str
    institution: str
    round: str | None
    what: Literal["consent", "round"]


@dataclass(frozen=True, slots=True)
class Receipt:
    """What became of the objects an institution sent: rid → outcome. Shapes no view."""

    rid: str
    kid: str
    institution: str
    outcomes: Mapping[str, str] = field(default_factory=dict)


Grant = RegionPack | Invitation | Enrolment | Admission | Revocation | Alias
"""Objects that say whose word counts."""

Statement = Revision | Resolution
"""Objects that stand in the history of one institution and round."""

ExchangeObject = Grant | Statement | Withdrawal | Receipt

TYP: Mapping[type, str] = {
    RegionPack: "topp-region-pack",
    Invitation: "topp-invitation",
    Enrolment: "topp-enrolment",
    Admission: "topp-admission",
    Revocation: "topp-revocation",
    Alias: "topp-alias",
    Revision: "topp-revision",
    Resolution: "topp-resolution",
    Withdrawal: "topp-withdrawal",
    Receipt: "topp-receipt",
}

SHAPING = frozenset({"topp-revision", "topp-resolution", "topp-withdrawal", "topp-alias"})
"""Types that shape what is seen; the digest is over these."""
