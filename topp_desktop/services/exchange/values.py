"""What passes between the services of the exchange and its adapters: plain values."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from topp_desktop.domain.exchange import ExchangeObject, Outcome

ADMITTED, UNVERIFIED = "admitted", "unverified"
HELD = ("held-sender", "held-instrument")
"""Statuses of an object in the pool; see docs/exchange.md, "Store"."""


PURGED = "purged"
"""Status of what a purge left: the rid alone."""


@dataclass(frozen=True, slots=True)
class OfficerCard:
    """An officer as a region pack names them: signing key (x), age recipient, position."""

    x: str
    recipient: str
    position: str


@dataclass(frozen=True, slots=True)
class Answered:
    """What a secretariat said of a version. how: "file" or "spoken"; at: when it was learned."""

    rid: str
    institution: str
    outcome: str
    at: str
    how: str


@dataclass(frozen=True, slots=True)
class StatedElements:
    """What a measurement said when a version was made. elements: element id → SHA-256 of its
    canonical JSON; what is absent was blank."""

    institution: str
    round: str
    elements: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Act:
    """Something the secretariat did.

    act: a code, see `services.secretariat.acts`; signer: kid, or "".
    """

    at: str
    act: str
    institution: str = ""
    round: str = ""
    subject: str = ""
    reason: str = ""
    signer: str = ""


@dataclass(frozen=True, slots=True)
class SignedLine:
    """A signed object as it travels; raw without its line end."""

    raw: bytes
    typ: str
    rid: str
    kid: str


@dataclass(frozen=True, slots=True)
class Sketch:
    """What a revision or a merged picture adds to the regional view.

    levels: per item of the instrument, in its order, 4 bytes: value in thousandths (little
    endian, unsigned 16 bit), state (0 blank, 1 value, 2 NA, 3 DK, 4 open), evidence (255: not
    recorded). cells: one little-endian float64 per cell, NaN where unpublished.
    """

    country: str
    level: str
    type: str
    subdivision: str
    form: str
    method: str
    instrument: str
    levels: bytes
    cells: bytes


@dataclass(slots=True)
class ReadLine:
    """A line that was read. outcome None: nothing is wrong with it.

    HELD_SENDER with reason "unknown-key" means: it could not be verified yet. A revision that
    was sketched has let go of its payload and its elements; they are in raw.
    """

    raw: bytes
    typ: str | None = None
    rid: str | None = None
    kid: str | None = None
    outcome: Outcome | None = None
    reason: str = ""
    payload: Mapping[str, Any] | None = None
    found: ExchangeObject | None = None
    sketch: Sketch | None = None
    known: bool = False
    """The same bytes lie in the pool, verified: not verified again."""


@dataclass(slots=True)
class ReadFile:
    """A file that was read. outcome set: the container was refused. code: a secret in it."""

    outcome: Outcome | None = None
    reason: str = ""
    lines: list[ReadLine] = field(default_factory=list)
    code: str | None = None


@dataclass(frozen=True, slots=True)
class Unread:
    """A file that was opened and taken apart into lines; nothing of it is verified yet.

    parts: the reader's own, one a line; None where a line was refused.
    """

    file: ReadFile
    parts: Sequence[Any]
    is_open: bool = False


@dataclass(frozen=True, slots=True)
class Written:
    """A file that was written, reopened and verified."""

    path: Path
    objects: int
    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Membership:
    """This device working for one institution. Secrets: code, device_seed.

    pack: the region pack's line; enrolment: this device's; invitation: the institution's.
    """

    institution: str
    root: str
    code: str
    device_seed: bytes
    invitation: bytes
    pack: bytes
    enrolment: bytes


@dataclass(frozen=True, slots=True)
class KeptLine:
    """A signed line this device made or opened."""

    rid: str
    typ: str
    institution: str
    round: str
    raw: bytes


@dataclass(slots=True)
class StoredObject:
    """An object of the pool. status: see docs/exchange.md, "Store".

    subject: what a grant speaks of (invitation key, device, target); key: the public key an
    enrolment introduces; instrument: SHA-256, of a revision.
    """

    rid: str
    typ: str
    kid: str
    institution: str
    round: str
    raw: bytes
    status: str
    outcome: str
    parents: tuple[str, ...] = ()
    seq: int | None = None
    subject: str = ""
    key: str = ""
    instrument: str = ""


@dataclass(frozen=True, slots=True)
class CurrentRow:
    """The merged picture of one institution and round, for the regional view."""

    institution: str
    round: str
    scoring_version: int
    consent: str
    heads: int
    pending: bool
    withdrawn: bool
    sketch: Sketch


@dataclass(frozen=True, slots=True)
class LedgerEntry:
    """One line of the ledger: an object of a file, or a file whose container was refused."""

    path: str
    typ: str | None
    rid: str | None
    outcome: Outcome
    reason: str = ""
    institution: str | None = None
    round: str | None = None


def answers_in(payload: Mapping[str, Any]) -> int:
    """How many questions of a version have an answer."""
    elements = payload.get("elements", {})
    return sum(
        1
        for name, element in elements.items()
        if name.startswith("item:") and element["value"] is not None
    )


def stamp(moment: datetime) -> str:
    """A moment as signed objects write it: 2026-03-01T14:02:00Z. For display only; clocks lie.

    `moment` has a time zone.
    """
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
