"""A secretariat's identity on disk: a folder with a public description and a sealed seed.

`identity.json` says who it is; `seed.age` is an age file under a passphrase (scrypt), which the
standard tool opens too; `region-pack.topp-region` is the last pack that was published.
"""

from __future__ import annotations

import json
import secrets
from collections.abc import Sequence
from pathlib import Path

import pyrage

from topp_desktop.domain.errors import EnvironmentFault, UserError
from topp_desktop.formats.objects import jwk
from topp_desktop.formats.strict_json import parse_strict
from topp_desktop.packages.files import write_whole
from topp_desktop.packages.keys import SEED_BYTES, SecretariatKeyring
from topp_desktop.services.exchange_ports import SecretariatKeys

FORMAT = "topp-identity"
_MAX_DESCRIPTION = 1024 * 1024


class IdentityFolders:
    """Implements `services.exchange_ports.IdentityVault`."""

    def create(
        self,
        folder: Path,
        identity: str,
        name: str,
        passphrase: str,
        above: Sequence[tuple[str, str]] = (),
    ) -> SecretariatKeys:
        """A new identity; UserError("identity-exists") rather than replacing one."""
        if (folder / "identity.json").exists() or (folder / "seed.age").exists():
            raise UserError("identity-exists", path=str(folder))
        seed = secrets.token_bytes(SEED_BYTES)
        keys = SecretariatKeyring(identity, name, ((identity, name), *above), seed)
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as fault:
            raise EnvironmentFault("cannot-write", path=str(folder)) from fault
        sealed: bytes = pyrage.passphrase.encrypt(seed, passphrase)
        write_whole(folder / "seed.age", sealed, lambda _: 1, private=True)
        description = {
            "format": FORMAT,
            "version": 1,
            "secretariat": {"id": identity, "name": name},
            "audience": [{"id": i, "name": n} for i, n in keys.audience],
            "root": jwk(keys.root.x),
            "recipient": keys.openers[0].recipient,
        }
        text = json.dumps(description, ensure_ascii=False, indent=1) + "\n"
        write_whole(folder / "identity.json", text.encode("utf-8"), lambda _: 1)
        return keys

    def open(self, folder: Path, passphrase: str) -> SecretariatKeys:
        """UserError for a missing, damaged or newer identity, or a wrong passphrase."""
        try:
            with (folder / "identity.json").open("rb") as file:
                text = file.read(_MAX_DESCRIPTION)
            sealed = (folder / "seed.age").read_bytes()
        except OSError as fault:
            raise UserError("identity-not-found", path=str(folder)) from fault
        try:
            seed: bytes = pyrage.passphrase.decrypt(sealed, passphrase)
        except pyrage.DecryptError as fault:
            raise UserError("wrong-passphrase") from fault
        try:
            found = parse_strict(text)
            if found["format"] != FORMAT:
                raise UserError("identity-damaged", path=str(folder))
            if found["version"] != 1:
                raise UserError("format-too-new", path=str(folder), found=found["version"], known=1)
            keys = SecretariatKeyring(
                found["secretariat"]["id"],
                found["secretariat"]["name"],
                tuple((a["id"], a["name"]) for a in found["audience"]),
                seed,
            )
            sound = len(seed) == SEED_BYTES and found["root"] == jwk(keys.root.x)
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

    def export_age(self, keys: SecretariatKeys, path: Path) -> None:
        """The sealing keys in the form that `age -d -i` reads."""
        lines = [f"# {keys.name}"]
        for opener in keys.openers:
            lines += [f"# public key: {opener.recipient}", opener.secret]
        data = ("\n".join(lines).replace("\r", " ") + "\n").encode("utf-8")
        write_whole(path, data, lambda _: 1, private=True)

    def pack_path(self, folder: Path) -> Path:
        return folder / "region-pack.topp-region"
