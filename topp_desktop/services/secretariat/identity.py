"""A secretariat makes its identity, publishes its region pack, and invites institutions."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from topp_desktop.domain.assessment import Institution
from topp_desktop.domain.errors import EnvironmentFault, UserError
from topp_desktop.domain.instrument import InstrumentRef
from topp_desktop.domain.passphrases import check_passphrase
from topp_desktop.formats.objects import jwk
from topp_desktop.foundation.file_names import free_path, plain_name, token
from topp_desktop.services.exchange.ports import (
    Codec,
    IdentityVault,
    ReadLine,
    SecretariatKeys,
    SignedLine,
    Written,
)
from topp_desktop.services.exchange.values import stamp
from topp_desktop.services.ports import Clock
from topp_desktop.services.secretariat.institution_list import (
    OPTIONAL,
    check_institution,
    read_institutions,
)

__all__ = [
    "Invited",
    "Published",
    "Secretariat",
    "check_institution",
    "file_name",
    "line_of",
    "make_identity",
    "read_institutions",
]

PACK = "topp-region-pack"
HANDOVER = "handover.topp-region"


def make_identity(
    vault: IdentityVault, folder: Path, name: str, passphrase: str
) -> SecretariatKeys:
    """A new identity in `folder`.

    UserError: name-missing, passphrase-too-short, passphrase-common, identity-exists.
    """
    name = " ".join(name.split())
    if not name:
        raise UserError("name-missing")
    check_passphrase(passphrase)
    return vault.create(folder, str(uuid.uuid4()), name[:500], passphrase)


@dataclass(frozen=True, slots=True)
class Published:
    """A region pack that was written. number: its version; handover: see `Secretariat`."""

    number: int
    line: SignedLine
    written: Written
    handover: tuple[SignedLine, ...] = ()

    @property
    def lines(self) -> tuple[SignedLine, ...]:
        """As they stand in the file."""
        return (self.line, *self.handover)


@dataclass(frozen=True, slots=True)
class Secretariat:
    """A secretariat's own files. folder: where its identity lies.

    After a rotation, packs and invitations carry the handover: one pack signed by each former
    root that names the root after it, so that whoever trusts an old root can follow.
    """

    vault: IdentityVault
    codec: Codec
    keys: SecretariatKeys
    folder: Path
    clock: Clock

    def last_pack(self) -> ReadLine | None:
        """The pack that was published last, None before the first."""
        path = self.vault.pack_path(self.folder)
        if not path.exists():
            return None
        for line in self.codec.read_open(path).lines:
            if line.typ == PACK and line.kid in self.keys.anchors and line.found:
                return line
        raise UserError("identity-damaged", path=str(self.folder))

    def keep_pack(self, pack: ReadLine) -> None:
        """Remembers a pack that was published elsewhere: before a restore, or by the root."""
        self.codec.write_open(self.vault.pack_path(self.folder), [line_of(pack)])

    def publish_region_pack(
        self,
        out: Path,
        instruments: Sequence[InstrumentRef],
        institutions: Sequence[Institution] = (),
    ) -> Published:
        """Writes the next region pack to `out` and remembers it; its number only ever rises.

        UserError: officer-cannot where this is an officer's identity, restore-not-rehearsed
        before a restore from the card was tried.
        """
        keys = self.keys
        if keys.signer.kid != keys.root_kid:
            raise UserError("officer-cannot")
        if self.vault.rehearsed(self.folder, keys.root_kid) is None:
            raise UserError("restore-not-rehearsed")
        last = self.last_pack()
        number = _number(last) + 1
        handover = self._handover(last)
        if last is not None and last.kid != keys.root_kid:
            # The handover takes the numbers in between.
            number += len(keys.anchors) - 1
        payload = {
            "format": PACK,
            "version": 1,
            "number": number,
            "secretariat": {"id": keys.id, "name": keys.name},
            "root": jwk(keys.signer.x),
            "successors": [],
            "recipients": self._recipients(),
            "audience": [{"id": i, "name": n} for i, n in keys.audience],
            "instruments": [
                {"id": i.id, "version": i.version, "sha256": i.sha256} for i in instruments
            ],
            "officers": [{"jwk": jwk(o.x), "position": o.position} for o in keys.officers],
            "institutions": [_profile(i) for i in institutions],
            "created": stamp(self.clock()),
        }
        line = self.codec.sign(keys.signer, PACK, payload)
        # Remembered first: a number that was given out is never given out again.
        self.codec.write_open(self.vault.pack_path(self.folder), [line])
        written = self.codec.write_open(out, [line, *handover])
        return Published(number, line, written, tuple(handover))

    def _recipients(self) -> list[str]:
        own = [opener.recipient for opener in self.keys.openers]
        return list(dict.fromkeys([*own, *(o.recipient for o in self.keys.officers)]))

    def _handover(self, last: ReadLine | None) -> list[SignedLine]:
        """A pack by each former root; made once, then kept."""
        former = self.keys.former_signers
        if not former:
            return []
        path = self.vault.pack_path(self.folder).with_name(HANDOVER)
        known: dict[str, SignedLine] = {}
        if path.exists():
            known = {str(read.kid): line_of(read) for read in self.codec.read_open(path).lines}
        following = [self.keys.signer, *former]
        lines = []
        # `former` has the latest first; each names the one after it.
        for place, signer in enumerate(former):
            line = known.get(signer.kid)
            if line is None and last is not None and last.payload is not None:
                payload = {
                    **last.payload,
                    "number": _number(last) + len(former) - place,
                    "root": jwk(signer.x),
                    "successors": [jwk(following[place].x)],
                    "recipients": self._recipients(),
                    "created": stamp(self.clock()),
                }
                line = self.codec.sign(signer, PACK, payload)
            if line is not None:
                lines.append(line)
        if lines and len(lines) > len(known):
            self.codec.write_open(path, lines)
        return lines

    def invite(self, institution: Institution, out: Path, *, code_apart: bool = False) -> Invited:
        """Writes one institution's invitation; UserError("pack-missing") before the first pack.

        code_apart: the file goes without its code, which is told on another way; whoever has
        the file alone cannot send.
        """
        checked = check_institution(institution)
        pack = self.last_pack()
        if pack is None or pack.kid != self.keys.root_kid:
            raise UserError("pack-missing")
        keys = self.codec.new_invitation()
        payload = {
            "format": "topp-invitation",
            "version": 1,
            "institution": _profile(checked),
            "key": jwk(keys.signer.x),
            "recipient": keys.opener.recipient,
            "root": self.keys.root_kid,
            "created": stamp(self.clock()),
        }
        line = self.codec.sign(self.keys.signer, "topp-invitation", payload)
        lines = (line_of(pack), line, *self._handover(pack))
        written = self.codec.write_open(out, lines, None if code_apart else keys.code)
        return Invited(checked, keys.code, lines, written)

    def invite_all(self, institutions: Sequence[Institution], folder: Path) -> list[Invited]:
        """One invitation a file, named after the institution; an earlier one stays."""
        checked = [check_institution(i) for i in institutions]
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as fault:
            raise EnvironmentFault("cannot-write", path=str(folder)) from fault
        return [self.invite(i, free_path(folder / file_name(i))) for i in checked]


@dataclass(frozen=True, slots=True)
class Invited:
    """An invitation that was written. code: the secret, for the institution alone."""

    institution: Institution
    code: str
    lines: tuple[SignedLine, ...]
    written: Written


def line_of(read: ReadLine) -> SignedLine:
    """A line that was read, as it travels."""
    assert read.typ is not None
    assert read.rid is not None
    assert read.kid is not None
    return SignedLine(read.raw, read.typ, read.rid, read.kid)


def _number(pack: ReadLine | None) -> int:
    return int(pack.payload["number"]) if pack is not None and pack.payload is not None else 0


def _profile(institution: Institution) -> dict[str, str]:
    profile = {
        "id": institution.id,
        "name": institution.name,
        "country": institution.country,
        "level": institution.level,
        "type": institution.type,
    }
    profile |= {name: text for name in OPTIONAL if (text := getattr(institution, name))}
    return profile


def file_name(institution: Institution) -> str:
    """Plain letters, and what tells the id from that of another of the same name."""
    words = plain_name(institution.name) or "invitation"
    return f"{words}-{token(institution.id)}.topp-invite"
