"""What the services need from sealing, signing and storage. Implemented by `packages` and
`persistence`; wired in `bootstrap`. See docs/exchange.md.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol

from topp_desktop.domain.exchange import ExchangeObject, Outcome
from topp_desktop.domain.instrument import Instrument


class Signer(Protocol):
    """A signing key. kid: its thumbprint; x: its public half, base64url."""

    @property
    def kid(self) -> str: ...
    @property
    def x(self) -> str: ...
    def sign(self, data: bytes) -> bytes:
        """The 64-byte signature."""
        ...


class Opener(Protocol):
    """A sealing key. recipient: its public half, age1…; secret: the standard tool's form."""

    @property
    def recipient(self) -> str: ...
    @property
    def secret(self) -> str: ...


class SecretariatKeys(Protocol):
    """An opened secretariat identity."""

    @property
    def id(self) -> str: ...
    @property
    def name(self) -> str: ...
    @property
    def audience(self) -> tuple[tuple[str, str], ...]:
        """(id, name) of the secretariats meant to read, this one first."""
        ...

    @property
    def root(self) -> Signer: ...
    @property
    def openers(self) -> Sequence[Opener]:
        """The current sealing key first, then former ones that still open old files."""
        ...


class InvitationKeys(Protocol):
    """What an invitation's secret gives. code: the 28 characters that can be typed."""

    @property
    def code(self) -> str: ...
    @property
    def signer(self) -> Signer: ...
    @property
    def opener(self) -> Opener: ...


@dataclass(frozen=True, slots=True)
class Line:
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


@dataclass(slots=True)
class ReadFile:
    """A file that was read. outcome set: the container was refused. code: a secret in it."""

    outcome: Outcome | None = None
    reason: str = ""
    lines: list[ReadLine] = field(default_factory=list)
    code: str | None = None


@dataclass(frozen=True, slots=True)
class Written:
    """A file that was written, reopened and verified."""

    path: Path
    objects: int
    size: int
    sha256: str


class Reader(Protocol):
    """Reads what strangers send, in the order of docs/exchange.md, "Reading"."""

    def read_file(self, path: Path, keys: Mapping[str, str]) -> ReadFile:
        """keys: kid → x of the signers known so far."""
        ...

    def read_line(self, raw: bytes, keys: Mapping[str, str]) -> ReadLine: ...


class Codec(Protocol):
    """Signing, sealing, and safe files."""

    def reader(self, openers: Sequence[Opener], readers: Collection[str] | None) -> Reader:
        """readers: ids of the secretariats to read for; None: every audience is read."""
        ...

    def sign(self, signer: Signer, typ: str, payload: Mapping[str, Any]) -> Line: ...
    def payload(self, raw: bytes) -> dict[str, Any]:
        """The payload of a line that was verified before."""
        ...

    def meaning(self, raw: bytes) -> ExchangeObject:
        """What a line says that was verified before."""
        ...

    def signer(self, seed: bytes) -> Signer: ...
    def new_seed(self) -> bytes:
        """32 random bytes for a device's key."""
        ...

    def new_invitation(self) -> InvitationKeys: ...
    def invitation(self, code: str) -> InvitationKeys:
        """The keys of a typed or stored code; UserError("wrong-code") for a mistyped one."""
        ...

    def proof(
        self, keys: InvitationKeys, kid: str, institution: str, audience: Sequence[str]
    ) -> str:
        """The invitation's word for a device, base64url."""
        ...

    def read_open(self, path: Path) -> ReadFile:
        """An open file (region pack, invitation); every line verified, or refused."""
        ...

    def write_open(self, path: Path, lines: Sequence[Line], code: str | None = None) -> Written: ...
    def write_sealed(
        self, path: Path, lines: Sequence[bytes], recipients: Sequence[str], opener: Opener
    ) -> Written:
        """Seals, writes, reopens with `opener`, verifies; writes nothing it cannot seal."""
        ...


class IdentityVault(Protocol):
    """Secretariat identities on disk, each in a folder of its own."""

    def create(
        self,
        folder: Path,
        identity: str,
        name: str,
        passphrase: str,
        above: Sequence[tuple[str, str]] = (),
    ) -> SecretariatKeys: ...
    def open(self, folder: Path, passphrase: str) -> SecretariatKeys: ...
    def name(self, folder: Path) -> str | None:
        """Whose identity lies in a folder, without its passphrase; None where there is none."""
        ...

    def export_age(self, keys: SecretariatKeys, path: Path) -> None: ...
    def pack_path(self, folder: Path) -> Path:
        """Where the last region pack that was published is kept."""
        ...


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


class DeviceProfile(Protocol):
    """This device's keys and the versions it sent or opened before."""

    def memberships(self) -> Sequence[Membership]: ...
    def put_membership(self, membership: Membership) -> None: ...
    def lines(self, institution: str, round_id: str) -> Sequence[KeptLine]:
        """Enrolments of the institution (round ""), and statements of the round."""
        ...

    def keep(self, lines: Iterable[KeptLine]) -> None:
        """Adds lines; what is known already stays as it is."""
        ...


ADMITTED, UNVERIFIED = "admitted", "unverified"
HELD = ("held-sender", "held-instrument")
"""Statuses of an object in the pool; see docs/exchange.md, "Store"."""


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


class InstrumentShelf(Protocol):
    """The instruments that are installed here."""

    @property
    def known(self) -> frozenset[str]:
        """Their SHA-256 values."""
        ...

    def get(self, sha256: str) -> Instrument: ...


class ExchangeUnit(Protocol):
    """One transaction on the pool. Methods that take many take them at once."""

    def grants(self) -> Iterator[tuple[str, str, str, str, str, bytes | None]]:
        """(typ, rid, kid, institution, subject, raw) of every grant that was verified.

        raw only for the few types whose meaning does not fit into the columns.
        """
        ...

    def keys(self) -> dict[str, str]:
        """kid → x of every enrolment."""
        ...

    def known(self, rids: Collection[str]) -> dict[str, str]:
        """rid → status, of those in the pool."""
        ...

    def outcomes(self, rids: Collection[str]) -> dict[str, str]:
        """rid → outcome, of those in the pool."""
        ...

    def add(self, objects: Sequence[StoredObject]) -> None:
        """Adds objects, edges included; an unverified one of the same rid is replaced."""
        ...

    def remove(self, rids: Collection[str]) -> None: ...
    def set_status(self, changes: Iterable[tuple[str, str, str]]) -> None:
        """(rid, status, outcome) each."""
        ...

    def group(self, places: Collection[tuple[str, str]]) -> list[StoredObject]:
        """Statements, without raw, of these (institution, round) places."""
        ...

    def places(self, institutions: Collection[str] | None = None) -> list[tuple[str, str]]:
        """(institution, round) of the statements of these institutions; None: of all."""
        ...

    def with_status(self, *statuses: str, typ: str | None = None) -> list[StoredObject]:
        """Objects of the pool with one of these statuses (and this type), without raw."""
        ...

    def led_astray(self, rids: Collection[str]) -> set[str]:
        """Those of `rids` that name a parent of another institution or round."""
        ...

    def withdrawals(self, institutions: Collection[str]) -> list[StoredObject]: ...
    def parents(self) -> dict[str, tuple[str, ...]]:
        """child → parents, of every statement in the pool."""
        ...

    def raw(self, rids: Collection[str]) -> dict[str, bytes]: ...
    def put_current(self, rows: Sequence[CurrentRow]) -> None: ...
    def drop_current(self, places: Collection[tuple[str, str]]) -> None: ...
    def record_run(
        self, entries: Sequence[LedgerEntry], digest: str, fingerprint: str, changed: bool
    ) -> None:
        """Remembers a run, unless nothing changed and its fingerprint is empty or known."""
        ...

    def rids(self, typs: Collection[str], status: str) -> list[str]: ...
    def current(self) -> list[CurrentRow]: ...


class ExchangeStore(Protocol):
    """The pool of one secretariat."""

    def write(self) -> AbstractContextManager[ExchangeUnit]:
        """Commits at the end, or rolls back on an exception."""
        ...

    def rehearse(self) -> AbstractContextManager[ExchangeUnit]:
        """Takes changes and forgets them at the end."""
        ...

    def read(self) -> AbstractContextManager[ExchangeUnit]:
        """For looking only."""
        ...


__all__ = [
    "Codec",
    "CurrentRow",
    "DeviceProfile",
    "ExchangeStore",
    "ExchangeUnit",
    "IdentityVault",
    "InstrumentShelf",
    "InvitationKeys",
    "KeptLine",
    "LedgerEntry",
    "Line",
    "Membership",
    "Opener",
    "ReadFile",
    "ReadLine",
    "Reader",
    "SecretariatKeys",
    "Signer",
    "StoredObject",
    "Written",
]
