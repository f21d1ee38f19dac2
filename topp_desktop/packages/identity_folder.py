"""A secretariat's identity on disk: a folder with a public description and a sealed seed.

`identity.json` says who it is; `seed.age` is an age file under a passphrase (scrypt), which the
standard tool opens too: the present seed, then former ones; `region-pack.topp-region` is the last
pack that was published; `rehearsal.json` says that the recovery card was tried; `acts.json` holds
what was done without a store, until one takes it into its log.
"""

from __future__ import annotations

import json
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import asdict, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from topp_desktop.domain.errors import EnvironmentFault, UserError
from topp_desktop.formats.objects import jwk, thumbprint
from topp_desktop.formats.strict_json import parse_strict
from topp_desktop.foundation.files import private_folder
from topp_desktop.packages.files import write_whole
from topp_desktop.packages.keys import SEED_BYTES, OfficerKeyring, SecretariatKeyring
from topp_desktop.packages.passphrase_file import open_under, seal_under
from topp_desktop.packages.recovery import RecoveredSeeds, read_card, write_card
from topp_desktop.services.errors.system import write_faults
from topp_desktop.services.exchange.ports import Act, OfficerCard, SecretariatKeys

FORMAT = "topp-identity"
REHEARSAL = "topp-rehearsal"
ACTS = "topp-kept-acts"
_MAX_DESCRIPTION = 1024 * 1024

Keyring = SecretariatKeyring | OfficerKeyring


class IdentityFolders:
    """Implements `services.exchange.ports.IdentityVault`."""

    def create(
        self,
        folder: Path,
        identity: str,
        name: str,
        passphrase: str,
        above: Sequence[tuple[str, str]] = (),
    ) -> SecretariatKeys:
        """A new identity; UserError("identity-exists") rather than replacing one."""
        seed = secrets.token_bytes(SEED_BYTES)
        keys = SecretariatKeyring(identity, name, ((identity, name), *above), seed)
        return self._new(folder, keys, passphrase)

    def create_officer(
        self, folder: Path, pack: Mapping[str, Any], passphrase: str
    ) -> SecretariatKeys:
        """An officer's identity for the secretariat whose region pack is given."""
        keys = OfficerKeyring(
            pack["secretariat"]["id"],
            pack["secretariat"]["name"],
            tuple((a["id"], a["name"]) for a in pack["audience"]),
            secrets.token_bytes(SEED_BYTES),
            {thumbprint(pack["root"]["x"]): pack["root"]["x"]},
        )
        return self._new(folder, keys, passphrase)

    def _new(self, folder: Path, keys: Keyring, passphrase: str) -> SecretariatKeys:
        if (folder / "identity.json").exists() or (folder / "seed.age").exists():
            raise UserError("identity-exists", path=str(folder))
        try:
            private_folder(folder)
        except OSError as fault:
            raise EnvironmentFault("cannot-write", path=str(folder)) from fault
        self._write(folder, keys, passphrase)
        return keys

    def _write(self, folder: Path, keys: Keyring, passphrase: str) -> None:
        """The seed first: a description that names a former root is understood."""
        former = keys.former if isinstance(keys, SecretariatKeyring) else ()
        sealed = seal_under(passphrase, b"".join((keys.seed, *former)))
        write_whole(folder / "seed.age", sealed, lambda _: 1, private=True)
        self._describe(folder, keys)

    def _describe(self, folder: Path, keys: Keyring) -> None:
        description = {
            "format": FORMAT,
            "version": 1,
            "secretariat": {"id": keys.id, "name": keys.name},
            "audience": [{"id": i, "name": n} for i, n in keys.audience],
            "root": jwk(keys.anchors[keys.root_kid]),
            "recipient": keys.openers[0].recipient,
            "officers": [
                {"x": o.x, "recipient": o.recipient, "position": o.position} for o in keys.officers
            ],
        }
        if isinstance(keys, OfficerKeyring):
            description["officer"] = {"x": keys.signer.x, "roots": dict(keys.roots)}
        text = json.dumps(description, ensure_ascii=False, indent=1) + "\n"
        write_whole(folder / "identity.json", text.encode("utf-8"), lambda _: 1)

    def open(self, folder: Path, passphrase: str) -> SecretariatKeys:
        """UserError for a missing, damaged or newer identity, or a wrong passphrase;
        EnvironmentFault passphrase-memory where the computer has no room to try it."""
        try:
            with (folder / "identity.json").open("rb") as file:
                text = file.read(_MAX_DESCRIPTION)
            sealed = (folder / "seed.age").read_bytes()
        except OSError as fault:
            raise UserError("identity-not-found", path=str(folder)) from fault
        try:
            seeds = open_under(passphrase, sealed)
        except ValueError as fault:
            raise UserError("identity-damaged", path=str(folder)) from fault
        try:
            found = parse_strict(text)
            if found["format"] != FORMAT:
                raise UserError("identity-damaged", path=str(folder))
            if found["version"] != 1:
                raise UserError("format-too-new", path=str(folder), found=found["version"], known=1)
            if not seeds or len(seeds) % SEED_BYTES:
                raise UserError("identity-damaged", path=str(folder))
            keys = _keyring(found, _split(seeds))
            sound = thumbprint(found["root"]["x"]) in keys.anchors
        except (ValueError, KeyError, TypeError) as fault:
            raise UserError("identity-damaged", path=str(folder)) from fault
        if not sound:
            raise UserError("identity-damaged", path=str(folder))
        return keys

    def name(self, folder: Path) -> str | None:
        """None where there is no identity; UserError("identity-damaged")."""
        path = folder / "identity.json"
        if not path.exists():
            return None
        try:
            with path.open("rb") as file:
                return str(parse_strict(file.read(_MAX_DESCRIPTION))["secretariat"]["name"])
        except (OSError, ValueError, KeyError, TypeError) as fault:
            raise UserError("identity-damaged", path=str(folder)) from fault

    # --- rotation and officers ----------------------------------------------------------------

    def rotate(self, folder: Path, keys: SecretariatKeys, passphrase: str) -> SecretariatKeys:
        """A new seed; the old ones stay to open old files and to hand over."""
        own = _own(keys)
        fresh = replace(own, seed=secrets.token_bytes(SEED_BYTES), former=(own.seed, *own.former))
        self._write(folder, fresh, passphrase)
        return fresh

    def name_officers(
        self, folder: Path, keys: SecretariatKeys, officers: Sequence[OfficerCard]
    ) -> SecretariatKeys:
        """Whom the next region pack names."""
        fresh = replace(_own(keys), officers=tuple(officers))
        self._describe(folder, fresh)
        return fresh

    # --- recovery card ------------------------------------------------------------------------

    def card(self, keys: SecretariatKeys, passphrase: str) -> tuple[str, ...]:
        own = _own(keys)
        return write_card(RecoveredSeeds(own.id, (own.seed, *own.former)), passphrase)

    def card_root(self, card: str, passphrase: str) -> tuple[str, str]:
        content = read_card(card, passphrase)
        return content.id, _of_card(content, "", ()).root.kid

    def restore(
        self,
        folder: Path,
        card: str,
        passphrase: str,
        name: str,
        above: Sequence[tuple[str, str]] = (),
    ) -> SecretariatKeys:
        content = read_card(card, passphrase)
        return self._new(folder, _of_card(content, name, above), passphrase)

    def rehearsed(self, folder: Path, root_kid: str) -> datetime | None:
        path = folder / "rehearsal.json"
        try:
            found = parse_strict(path.read_bytes()) if path.exists() else {}
            if found.get("root") != root_kid or found["format"] != REHEARSAL:
                return None
            return datetime.fromisoformat(found["at"])
        except (OSError, ValueError, KeyError, TypeError, AttributeError):
            # Not to be read is not to be there: then it is done again.
            return None

    def note_rehearsal(self, folder: Path, root_kid: str, at: datetime) -> None:
        note = {"format": REHEARSAL, "version": 1, "root": root_kid, "at": at.isoformat()}
        text = json.dumps(note, indent=1) + "\n"
        write_whole(folder / "rehearsal.json", text.encode("utf-8"), lambda _: 1)

    def kept_acts(self, folder: Path) -> list[Act]:
        path = folder / "acts.json"
        try:
            found = parse_strict(path.read_bytes()) if path.exists() else {"acts": []}
            return [Act(**entry) for entry in found["acts"]]
        except (OSError, ValueError, KeyError, TypeError) as fault:
            raise UserError("identity-damaged", path=str(folder)) from fault

    def keep_acts(self, folder: Path, acts: Sequence[Act]) -> None:
        path = folder / "acts.json"
        if acts:
            document = {"format": ACTS, "version": 1, "acts": [asdict(done) for done in acts]}
            text = json.dumps(document, ensure_ascii=False, indent=1) + "\n"
            write_whole(path, text.encode("utf-8"), lambda _: 1)
        else:
            with write_faults(path):
                path.unlink(missing_ok=True)

    # --- files --------------------------------------------------------------------------------

    def export_age(self, keys: SecretariatKeys, path: Path) -> None:
        """The sealing keys in the form that `age -d -i` reads."""
        lines = [f"# {keys.name}"]
        for opener in keys.openers:
            lines += [f"# public key: {opener.recipient}", opener.secret]
        data = ("\n".join(lines).replace("\r", " ") + "\n").encode("utf-8")
        write_whole(path, data, lambda _: 1, private=True)

    def pack_path(self, folder: Path) -> Path:
        return folder / "region-pack.topp-region"


def _split(seeds: bytes) -> tuple[bytes, ...]:
    return tuple(seeds[i : i + SEED_BYTES] for i in range(0, len(seeds), SEED_BYTES))


def _keyring(found: Mapping[str, Any], seeds: tuple[bytes, ...]) -> Keyring:
    identity, name = found["secretariat"]["id"], found["secretariat"]["name"]
    audience = tuple((a["id"], a["name"]) for a in found["audience"])
    if "officer" in found:
        return OfficerKeyring(identity, name, audience, seeds[0], found["officer"]["roots"])
    officers = tuple(
        OfficerCard(o["x"], o["recipient"], o["position"]) for o in found.get("officers", ())
    )
    return SecretariatKeyring(identity, name, audience, seeds[0], seeds[1:], officers)


def _of_card(
    content: RecoveredSeeds, name: str, above: Sequence[tuple[str, str]]
) -> SecretariatKeyring:
    audience = ((content.id, name), *above)
    return SecretariatKeyring(content.id, name, audience, content.seeds[0], content.seeds[1:])


def _own(keys: SecretariatKeys) -> SecretariatKeyring:
    """The secretariat's own keys; UserError("officer-cannot") for an officer's."""
    if not isinstance(keys, SecretariatKeyring):
        raise UserError("officer-cannot")
    return keys
