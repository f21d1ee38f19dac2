"""What the services need from sealing, signing and storage. Implemented by `packages` and
`persistence`; wired in `bootstrap`. See docs/exchange.md.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any, Protocol

from topp_desktop.domain.exchange import ExchangeObject
from topp_desktop.domain.instrument import Instrument
from topp_desktop.services.exchange_values import (
    ADMITTED,
    HELD,
    UNVERIFIED,
    CurrentRow,
    KeptLine,
    LedgerEntry,
    Line,
    Membership,
    ReadFile,
    ReadLine,
    Sketch,
    StoredObject,
    Written,
)


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
    "ADMITTED",
    "HELD",
    "UNVERIFIED",
    "Sketch",
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
