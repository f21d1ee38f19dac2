"""Officers: people who work for a secretariat with keys of their own, named in its region pack.

An officer invites, admits, decides and writes receipts; only the root publishes region packs and
revokes officers. What institutions send is sealed to the officers of the pack they hold too.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from topp_desktop.domain.errors import UserError
from topp_desktop.domain.passphrases import check_passphrase
from topp_desktop.formats.objects import thumbprint
from topp_desktop.formats.strict import read_limited
from topp_desktop.formats.strict_json import loads_strict
from topp_desktop.foundation.files import replace_file
from topp_desktop.services.errors.system import write_faults
from topp_desktop.services.exchange.check_number import check_number
from topp_desktop.services.exchange.ports import Codec, IdentityVault, OfficerCard, SecretariatKeys
from topp_desktop.services.ports import Clock
from topp_desktop.services.secretariat.identity import Secretariat
from topp_desktop.services.secretariat.recovery import read_pack

LONGEST_POSITION = 500
_KEY = re.compile(r"[A-Za-z0-9_-]{43}\Z")
_RECIPIENT = re.compile(r"age1[02-9ac-hj-np-z]{58}\Z")


@dataclass(frozen=True, slots=True)
class Officers:
    """Makes and names officers."""

    vault: IdentityVault
    codec: Codec
    clock: Clock

    def new_officer(
        self, folder: Path, pack: Path, passphrase: str, position: str, out: Path
    ) -> SecretariatKeys:
        """An officer's identity for the secretariat of a region pack, and the file with which it
        is asked to name them.

        UserError: name-missing for an empty position, not-a-region-pack, passphrase-too-short,
        passphrase-common, identity-exists. EnvironmentFault: cannot-write, disk-full.
        """
        position = " ".join(position.split())
        if not position:
            raise UserError("name-missing")
        check_passphrase(passphrase)
        found = read_pack(self.codec, pack)
        assert found.payload is not None
        keys = self.vault.create_officer(folder, found.payload, passphrase)
        Secretariat(self.vault, self.codec, keys, folder, self.clock).keep_pack(found)
        write_officer_file(keys, position[:LONGEST_POSITION], out)
        return keys

    def take_pack(self, folder: Path, keys: SecretariatKeys, pack: Path) -> int:
        """An officer takes over a newer region pack; its number. UserError: not-a-region-pack,
        pack-other-root, pack-older."""
        found = read_pack(self.codec, pack, keys)
        assert found.payload is not None
        own = Secretariat(self.vault, self.codec, keys, folder, self.clock)
        last = own.last_pack()
        number = int(found.payload["number"])
        if last is not None and last.payload is not None and last.payload["number"] > number:
            raise UserError("pack-older")
        own.keep_pack(found)
        return number

    def read(self, path: Path, keys: SecretariatKeys) -> OfficerCard:
        """The officer of a file that `officer_document` filled.

        UserError: file-not-found, wrong-format, not-json, officer-other-secretariat.
        """
        return _officer(loads_strict(read_limited(path), path=str(path)), path, keys)

    def name_officer(
        self, folder: Path, keys: SecretariatKeys, officer: OfficerCard
    ) -> SecretariatKeys:
        """The next region pack names this officer; a known one gets another position."""
        others = [known for known in keys.officers if known.x != officer.x]
        return self.vault.name_officers(folder, keys, [*others, officer])

    def remove_officer(self, folder: Path, keys: SecretariatKeys, number: str) -> SecretariatKeys:
        """The next region pack no longer names the officer with this check number; what was
        signed stays good until a revocation. UserError("device-unknown", number)."""
        rest = [o for o in keys.officers if officer_number(o) != number.strip()]
        if len(rest) == len(keys.officers):
            raise UserError("device-unknown", number=number[:60])
        return self.vault.name_officers(folder, keys, rest)


def officer_number(officer: OfficerCard) -> str:
    """Twelve digits to compare by phone."""
    return check_number(thumbprint(officer.x))


def officer_document(keys: SecretariatKeys, position: str) -> dict[str, str | int]:
    """What an officer hands to the secretariat to be named (`*.topp-officer`); no secret."""
    return {
        "format": "topp-officer",
        "version": 1,
        "secretariat": keys.id,
        "x": keys.signer.x,
        "recipient": keys.openers[0].recipient,
        "position": position,
    }


def write_officer_file(keys: SecretariatKeys, position: str, path: Path) -> None:
    """Writes what an officer hands in. EnvironmentFault: cannot-write, disk-full."""
    document = officer_document(keys, position)
    text = json.dumps(document, ensure_ascii=False, indent=1) + "\n"
    with write_faults(path):
        replace_file(path, text.encode("utf-8"))


def _officer(document: Any, path: Path, keys: SecretariatKeys) -> OfficerCard:
    fields: Sequence[str] = ("x", "recipient", "position", "secretariat")
    if (
        not isinstance(document, dict)
        or (document.get("format"), document.get("version")) != ("topp-officer", 1)
        or not all(isinstance(document.get(field), str) for field in fields)
        or not _KEY.match(document["x"])
        or not _RECIPIENT.match(document["recipient"])
        or not 0 < len(document["position"]) <= LONGEST_POSITION
    ):
        raise UserError("wrong-format", path=str(path), expected="topp-officer")
    if document["secretariat"] != keys.id:
        raise UserError("officer-other-secretariat")
    return OfficerCard(document["x"], document["recipient"], document["position"])
