"""What the services need from sealing, signing and storage. Implemented by `packages` and
`persistence`; wired in `bootstrap`. See docs/exchange.md. The pool's ports are in `pool_ports`.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any, Protocol

from topp_desktop.domain.exchange import ExchangeObject
from topp_desktop.services.exchange.pool_ports import ExchangeStore, ExchangeUnit
from topp_desktop.services.exchange.values import (
    ADMITTED,
    HELD,
    PURGED,
    UNVERIFIED,
    Act,
    Answered,
    CurrentRow,
    KeptLine,
    LedgerEntry,
    Membership,
    OfficerCard,
    ReadFile,
    ReadLine,
    SignedLine,
    Sketch,
    StatedElements,
    StoredObject,
    Unread,
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
    def signer(self) -> Signer:
        """What this identity signs with: the root, or an officer's key."""
        ...

    @property
    def root_kid(self) -> str:
        """The secretariat's present root."""
        ...

    @property
    def anchors(self) -> Mapping[str, str]:
        """The roots that are trusted, kid → x: the present one, then former ones."""
        ...

    @property
    def openers(self) -> Sequence[Opener]:
        """The current sealing key first, then former ones that still open old files."""
        ...

    @property
    def former_signers(self) -> Sequence[Signer]:
        """The roots before the present one, the latest first."""
        ...

    @property
    def officers(self) -> tuple[OfficerCard, ...]:
        """Whom the next region pack names."""
        ...


class InvitationKeys(Protocol):
    """What an invitation's secret gives. code: the 28 characters that can be typed."""

    @property
    def code(self) -> str: ...
    @property
    def signer(self) -> Signer: ...
    @property
    def opener(self) -> Opener: ...
    @property
    def receipt_key(self) -> bytes: ...


class Reader(Protocol):
    """Reads what strangers send, in the order of docs/exchange.md, "Reading"."""

    def read_file(self, path: Path, keys: Mapping[str, str]) -> ReadFile:
        """keys: kid → x of the signers known so far."""
        ...

    def read_line(self, raw: bytes, keys: Mapping[str, str]) -> ReadLine: ...
    def load(self, path: Path) -> bytes:
        """The bytes of a file; `formats.objects.Refused` for one that cannot be or is too large."""
        ...

    def open(self, data: bytes) -> Unread:
        """Opens a file and takes it apart. What follows is `finish`; both are `read_file`."""
        ...

    def finish(
        self, unread: Unread, keys: Mapping[str, str], known: Mapping[str, bytes]
    ) -> ReadFile:
        """Verifies and reads what was opened. known: rid → bytes that were verified before."""
        ...


class Codec(Protocol):
    """Signing, sealing, and safe files."""

    def reader(self, openers: Sequence[Opener], readers: Collection[str] | None) -> Reader:
        """readers: ids of the secretariats to read for; None: every audience is read."""
        ...

    def sign(self, signer: Signer, typ: str, payload: Mapping[str, Any]) -> SignedLine: ...
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

    def seal(self, plaintext: bytes, recipients: Sequence[str]) -> bytes: ...
    def unseal(self, data: bytes, openers: Sequence[Opener]) -> bytes | None:
        """The plaintext; None where none of the keys opens it."""
        ...

    def write_open(
        self, path: Path, lines: Sequence[SignedLine], code: str | None = None
    ) -> Written: ...
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

    def create_officer(
        self, folder: Path, pack: Mapping[str, Any], passphrase: str
    ) -> SecretariatKeys:
        """An officer's identity for the secretariat whose region pack's payload is given."""
        ...

    def rotate(self, folder: Path, keys: SecretariatKeys, passphrase: str) -> SecretariatKeys:
        """New keys; the old ones stay to open old files and to hand over.

        UserError("officer-cannot"), here and below, for an officer's identity.
        """
        ...

    def name_officers(
        self, folder: Path, keys: SecretariatKeys, officers: Sequence[OfficerCard]
    ) -> SecretariatKeys: ...
    def card(self, keys: SecretariatKeys, passphrase: str) -> tuple[str, ...]:
        """The lines of a new recovery card, each of seven groups of four characters."""
        ...

    def card_root(self, card: str, passphrase: str) -> tuple[str, str]:
        """(secretariat's id, root kid) of a typed card.

        UserError: card-incomplete, card-slip(line), card-too-new, wrong-passphrase.
        """
        ...

    def restore(
        self,
        folder: Path,
        card: str,
        passphrase: str,
        name: str,
        above: Sequence[tuple[str, str]] = (),
    ) -> SecretariatKeys:
        """The identity of a typed card, in a folder where there is none yet."""
        ...

    def rehearsed(self, folder: Path, root_kid: str) -> datetime | None:
        """When a restore of this root was rehearsed last; None before the first."""
        ...

    def note_rehearsal(self, folder: Path, root_kid: str, at: datetime) -> None: ...
    def kept_acts(self, folder: Path) -> list[Act]:
        """What was done without a store, and is in no log yet."""
        ...

    def keep_acts(self, folder: Path, acts: Sequence[Act]) -> None:
        """Replaces what is kept; nothing for none."""
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
        """What belongs to no round (enrolments, receipts; round ""), and the round's lines."""
        ...

    def rounds(self, institution: str) -> Sequence[str]:
        """The rounds of which there are lines, sorted."""
        ...

    def keep(self, lines: Iterable[KeptLine], said: StatedElements | None = None) -> None:
        """Adds lines; what is known already stays as it is. said: replaces the round's."""
        ...

    def said(self, institution: str, round_id: str) -> Mapping[str, str] | None:
        """What the measurement here said when this device last made a version; `StatedElements`."""
        ...

    def answered(self, institution: str) -> Sequence[Answered]:
        """What the secretariat said of the institution's versions."""
        ...

    def put_answered(self, answers: Iterable[Answered]) -> None:
        """A later word on a version replaces an earlier one."""
        ...


__all__ = [
    "ADMITTED",
    "HELD",
    "PURGED",
    "UNVERIFIED",
    "Act",
    "Answered",
    "StatedElements",
    "Sketch",
    "Codec",
    "CurrentRow",
    "DeviceProfile",
    "ExchangeStore",
    "ExchangeUnit",
    "IdentityVault",
    "InvitationKeys",
    "KeptLine",
    "LedgerEntry",
    "SignedLine",
    "Membership",
    "OfficerCard",
    "Opener",
    "ReadFile",
    "ReadLine",
    "Reader",
    "SecretariatKeys",
    "Signer",
    "StoredObject",
    "Unread",
    "Written",
]
