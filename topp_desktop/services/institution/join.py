"""This device joins an institution: opens the secretariat's file, or a typed code."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from topp_desktop.domain.assessment import Institution
from topp_desktop.domain.errors import UserError
from topp_desktop.domain.exchange import Roster
from topp_desktop.domain.exchange.pool import GRANTS
from topp_desktop.formats.objects import jwk
from topp_desktop.services.exchange.ports import (
    Codec,
    DeviceProfile,
    InvitationKeys,
    KeptLine,
    Membership,
    ReadFile,
    ReadLine,
)
from topp_desktop.services.exchange.values import stamp
from topp_desktop.services.ports import Clock


@dataclass(frozen=True, slots=True)
class JoinedSecretariat:
    """What a membership says in words. again: it was here before, and nothing was changed."""

    membership: Membership
    institution: Institution
    secretariat: str
    readers: tuple[str, ...]
    again: bool = False


@dataclass(frozen=True, slots=True)
class Membering:
    """Joins institutions on this device. app: this program's version."""

    codec: Codec
    profile: DeviceProfile
    clock: Clock
    app: str

    def invited(self, path: Path) -> Institution | None:
        """Whom the secretariat's file is for, to fill in a form: nothing is trusted or joined.
        None where it is for nobody, or for several. UserError: file-not-found."""
        lines = self.codec.read_open(path).lines
        found = [
            line.payload["institution"]
            for line in lines
            if _is(line, "topp-invitation") and line.payload is not None
        ]
        return Institution(**found[0]) if len(found) == 1 else None

    def open_invitation(self, path: Path) -> JoinedSecretariat:
        """Joins with the file the secretariat made for the institution.

        UserError: file-not-found, not-an-invitation, code-needed where the file holds an
        invitation without its code, wrong-code, pack-other-root.
        """
        file = self.codec.read_open(path)
        if file.outcome is None and file.code is None and _invites(file):
            raise UserError("code-needed", path=str(path))
        if file.outcome is not None or file.code is None:
            raise UserError("not-an-invitation", path=str(path))
        return self._join(file, file.code, path)

    def join_by_code(self, code: str, path: Path) -> JoinedSecretariat:
        """Joins with a typed code and an open file that holds the invitation without it.

        UserError: as `open_invitation`; wrong-code-… (see `typed_code.read_code`);
        code-of-another where the code is sound and the invitation is somebody else's.
        """
        keys = self.codec.invitation(code)
        file = self.codec.read_open(path)
        if file.outcome is None and _invites(file) and not _invites(file, keys):
            raise UserError("code-of-another", path=str(path))
        return self._join(file, keys.code, path)

    def renew(self, institution: str) -> JoinedSecretariat:
        """Makes this another device of its institution, as after a copy of the program or of its
        data: what was kept stays, and the next version builds on it. UserError("not-joined")."""
        known = {m.institution: m for m in self.profile.memberships()}.get(institution)
        if known is None:
            raise UserError("not-joined")
        keys, seed = self.codec.invitation(known.code), self.codec.new_seed()
        enrolment = self._enrol(keys, seed, institution, self.codec.payload(known.pack))
        membership = replace(known, device_seed=seed, enrolment=enrolment.raw)
        self.profile.keep([enrolment])
        self.profile.put_membership(membership)
        return describe(self.codec, membership)

    def renew_restored(self) -> None:
        """New devices for memberships that came with a copy, whose own keys were left out."""
        for membership in self.profile.memberships():
            if not membership.device_seed:
                self.renew(membership.institution)

    def _join(self, file: ReadFile, code: str, path: Path) -> JoinedSecretariat:
        keys = self.codec.invitation(code)
        pack, invitation = _trusted_pair(file, keys, path)
        assert invitation.payload is not None
        institution = str(invitation.payload["institution"]["id"])
        known = {m.institution: m for m in self.profile.memberships()}.get(institution)
        pinned = self._pinned(known, pack, file)
        if known is not None and known.code == keys.code and known.pack == pinned:
            return replace(describe(self.codec, known), again=True)
        # Another invitation makes another device: its key vouches for what comes.
        fresh = known is None or known.code != keys.code
        seed = self.codec.new_seed() if known is None or fresh else known.device_seed
        enrolment = self._enrol(keys, seed, institution, self.codec.payload(pinned))
        root = self.codec.meaning(pinned).kid
        membership = Membership(
            institution, root, keys.code, seed, invitation.raw, pinned, enrolment.raw
        )
        self.profile.keep([enrolment])
        self.profile.put_membership(membership)
        return describe(self.codec, membership)

    def open_region_pack(self, path: Path, institution: str) -> JoinedSecretariat:
        """Takes over a newer region pack of the same secretariat.

        UserError: not-a-region-pack, pack-other-root, pack-older, not-joined.
        """
        known = {m.institution: m for m in self.profile.memberships()}.get(institution)
        if known is None:
            raise UserError("not-joined")
        file = self.codec.read_open(path)
        packs = [line for line in file.lines if _is(line, "topp-region-pack")]
        if not packs:
            raise UserError("not-a-region-pack", path=str(path))
        if _number(self.codec.payload(known.pack)) > _number(packs[0].payload):
            raise UserError("pack-older")
        pinned = self._pinned(known, packs[0], file)
        keys = self.codec.invitation(known.code)
        enrolment = self._enrol(keys, known.device_seed, institution, self.codec.payload(pinned))
        membership = Membership(
            institution,
            self.codec.meaning(pinned).kid,
            known.code,
            known.device_seed,
            known.invitation,
            pinned,
            enrolment.raw,
        )
        self.profile.keep([enrolment])
        self.profile.put_membership(membership)
        return describe(self.codec, membership)

    def _pinned(self, known: Membership | None, pack: ReadLine, file: ReadFile) -> bytes:
        """The pack that holds: a lower version is never taken, and a pinned root is replaced
        only by one that it vouched for itself, in a handover of the same file."""
        if known is None:
            return pack.raw
        if known.root != pack.kid:
            roster = Roster({known.root})
            for line in file.lines:
                if _is(line, "topp-region-pack") and isinstance(line.found, GRANTS):
                    roster.add(line.found)
            if pack.kid not in roster.roots:
                raise UserError("pack-other-root")
        older = _number(pack.payload) <= _number(self.codec.payload(known.pack))
        return known.pack if older else pack.raw

    def _enrol(self, keys: InvitationKeys, seed: bytes, institution: str, pack: Any) -> KeptLine:
        """This device's enrolment: its key, vouched for by the invitation's."""
        device = self.codec.signer(seed)
        audience = [reader["id"] for reader in pack["audience"]]
        payload = {
            "format": "topp-enrolment",
            "version": 1,
            "institution": institution,
            "device": jwk(device.x),
            "audience": audience,
            "invitation": jwk(keys.signer.x),
            "proof": self.codec.proof(keys, device.kid, institution, audience),
            "app": self.app,
            "created": stamp(self.clock()),
        }
        line = self.codec.sign(device, "topp-enrolment", payload)
        return KeptLine(line.rid, line.typ, institution, "", line.raw)


def _is(line: ReadLine, typ: str) -> bool:
    return line.typ == typ and line.found is not None


def _invites(file: ReadFile, keys: InvitationKeys | None = None) -> bool:
    """Whether there is an invitation in a file; with keys, theirs."""
    return any(
        _is(line, "topp-invitation")
        and line.payload is not None
        and (keys is None or line.payload["key"]["x"] == keys.signer.x)
        for line in file.lines
    )


def _number(pack: Any) -> int:
    return int(pack["number"])


def _trusted_pair(file: ReadFile, keys: InvitationKeys, path: Path) -> tuple[ReadLine, ReadLine]:
    """The pack, and the invitation whose key the code gives, signed under the pack's root."""
    packs = [line for line in file.lines if _is(line, "topp-region-pack")]
    roster = Roster({line.kid for line in packs[:1] if line.kid is not None})
    for line in file.lines:
        if isinstance(line.found, GRANTS):
            roster.add(line.found)
    for line in file.lines:
        if (
            packs
            and _is(line, "topp-invitation")
            and line.found is not None
            and line.payload is not None
            and line.payload["key"]["x"] == keys.signer.x
            and line.payload["recipient"] == keys.opener.recipient
            and line.payload["root"] == packs[0].kid
            and roster.admits(line.found)
        ):
            return packs[0], line
    raise UserError("not-an-invitation", path=str(path))


def describe(codec: Codec, membership: Membership) -> JoinedSecretariat:
    """The membership in words: the institution, the secretariat, who will read."""
    invitation, pack = codec.payload(membership.invitation), codec.payload(membership.pack)
    return JoinedSecretariat(
        membership,
        Institution(**invitation["institution"]),
        pack["secretariat"]["name"],
        tuple(reader["name"] for reader in pack["audience"]),
    )
