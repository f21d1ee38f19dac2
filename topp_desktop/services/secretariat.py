"""A secretariat makes its identity, publishes its region pack, and invites institutions."""

from __future__ import annotations

import csv
import hashlib
import io
import re
import unicodedata
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from topp_desktop.domain.assessment import GOVERNMENT_LEVELS, INSTITUTION_TYPES, Institution
from topp_desktop.domain.errors import EnvironmentFault, UserError
from topp_desktop.domain.instrument import InstrumentRef
from topp_desktop.formats.objects import jwk
from topp_desktop.services.exchange_ports import (
    Codec,
    IdentityVault,
    Line,
    ReadLine,
    SecretariatKeys,
    Written,
)
from topp_desktop.services.moments import stamp
from topp_desktop.services.ports import Clock

MINIMUM_PASSPHRASE = 8
_COUNTRY = re.compile(r"[A-Z]{2}\Z")
_OPTIONAL = ("subdivision", "local_code", "local_scheme")
_COLUMNS = ("name", "country", "level", "type", *_OPTIONAL, "id")
_MAX_LIST = 4 * 1024 * 1024


def make_identity(
    vault: IdentityVault, folder: Path, name: str, passphrase: str
) -> SecretariatKeys:
    """A new identity in `folder`.

    UserError: name-missing, passphrase-too-short, identity-exists.
    """
    name = " ".join(name.split())
    if not name:
        raise UserError("name-missing")
    if len(passphrase) < MINIMUM_PASSPHRASE:
        raise UserError("passphrase-too-short", minimum=MINIMUM_PASSPHRASE)
    return vault.create(folder, str(uuid.uuid4()), name[:500], passphrase)


def check_number(kid: str) -> str:
    """Twelve digits to compare by phone: the first 39 bits of a key's SHA-256."""
    number = int.from_bytes(hashlib.sha256(kid.encode("ascii")).digest()[:5], "big") >> 1
    digits = f"{number:012d}"
    return " ".join(digits[i : i + 4] for i in range(0, 12, 4))


@dataclass(frozen=True, slots=True)
class Published:
    """A region pack that was written. number: its version; lines: as they stand in the file."""

    number: int
    line: Line
    written: Written


@dataclass(frozen=True, slots=True)
class Secretariat:
    """A secretariat's own files. folder: where its identity lies."""

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
            if line.typ == "topp-region-pack" and line.kid == self.keys.root.kid and line.found:
                return line
        raise UserError("identity-damaged", path=str(self.folder))

    def publish_region_pack(
        self,
        out: Path,
        instruments: Sequence[InstrumentRef],
        institutions: Sequence[Institution] = (),
    ) -> Published:
        """Writes the next region pack to `out` and remembers it; its number only ever rises."""
        last = self.last_pack()
        number = 1
        if last is not None:
            assert last.payload is not None
            number = int(last.payload["number"]) + 1
        payload = {
            "format": "topp-region-pack",
            "version": 1,
            "number": number,
            "secretariat": {"id": self.keys.id, "name": self.keys.name},
            "root": jwk(self.keys.root.x),
            "successors": [],
            "recipients": [opener.recipient for opener in self.keys.openers],
            "audience": [{"id": i, "name": n} for i, n in self.keys.audience],
            "instruments": [
                {"id": i.id, "version": i.version, "sha256": i.sha256} for i in instruments
            ],
            "officers": [],
            "institutions": [_profile(i) for i in institutions],
            "created": stamp(self.clock()),
        }
        line = self.codec.sign(self.keys.root, "topp-region-pack", payload)
        # Remembered first: a number that was given out is never given out again.
        self.codec.write_open(self.vault.pack_path(self.folder), [line])
        return Published(number, line, self.codec.write_open(out, [line]))

    def invite(self, institution: Institution, out: Path) -> Invited:
        """Writes one institution's invitation; UserError("pack-missing") before the first pack."""
        checked = check_institution(institution)
        pack = self.last_pack()
        if pack is None:
            raise UserError("pack-missing")
        keys = self.codec.new_invitation()
        payload = {
            "format": "topp-invitation",
            "version": 1,
            "institution": _profile(checked),
            "key": jwk(keys.signer.x),
            "recipient": keys.opener.recipient,
            "root": self.keys.root.kid,
            "created": stamp(self.clock()),
        }
        line = self.codec.sign(self.keys.root, "topp-invitation", payload)
        assert pack.typ is not None
        assert pack.rid is not None
        assert pack.kid is not None
        pack_line = Line(pack.raw, pack.typ, pack.rid, pack.kid)
        written = self.codec.write_open(out, [pack_line, line], keys.code)
        return Invited(checked, keys.code, (pack_line, line), written)

    def invite_all(self, institutions: Sequence[Institution], folder: Path) -> list[Invited]:
        """One invitation a file, named after the institution."""
        checked = [check_institution(i) for i in institutions]
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as fault:
            raise EnvironmentFault("cannot-write", path=str(folder)) from fault
        return [self.invite(i, folder / file_name(i)) for i in checked]


@dataclass(frozen=True, slots=True)
class Invited:
    """An invitation that was written. code: the secret, for the institution alone."""

    institution: Institution
    code: str
    lines: tuple[Line, ...]
    written: Written


def _profile(institution: Institution) -> dict[str, str]:
    profile = {
        "id": institution.id,
        "name": institution.name,
        "country": institution.country,
        "level": institution.level,
        "type": institution.type,
    }
    profile |= {name: text for name in _OPTIONAL if (text := getattr(institution, name))}
    return profile


def check_institution(institution: Institution) -> Institution:
    """The institution with an id; UserError("invalid-institution", field) otherwise."""
    name = " ".join(institution.name.split())
    checks = {
        "name": 0 < len(name) <= 500,
        "country": _COUNTRY.match(institution.country) is not None,
        "level": institution.level in GOVERNMENT_LEVELS,
        "type": institution.type in INSTITUTION_TYPES,
        **{field: len(getattr(institution, field)) <= 100 for field in _OPTIONAL},
    }
    for field, sound in checks.items():
        if not sound:
            raise UserError("invalid-institution", field=field, name=name[:60])
    rest = {field: getattr(institution, field) for field in _OPTIONAL}
    return Institution(
        name=name,
        country=institution.country,
        level=institution.level,
        type=institution.type,
        id=institution.id or str(uuid.uuid4()),
        **rest,
    )


def file_name(institution: Institution) -> str:
    """Plain letters, and enough of the id to tell two of the same name apart."""
    plain = unicodedata.normalize("NFKD", institution.name).encode("ascii", "ignore").decode()
    words = re.sub(r"[^A-Za-z0-9]+", "-", plain).strip("-")[:60] or "invitation"
    return f"{words}-{institution.id[:8]}.topp-invite"


def read_institutions(path: Path) -> list[Institution]:
    """Institutions of a CSV file with a header: name, country, level, type, and optionally
    subdivision, local_code, local_scheme, id. Comma or semicolon.

    UserError: file-not-found, invalid-list(row, column).
    """
    try:
        with path.open("rb") as file:
            data = file.read(_MAX_LIST + 1)
    except FileNotFoundError as fault:
        raise UserError("file-not-found", path=str(path)) from fault
    except OSError as fault:
        raise EnvironmentFault("file-not-readable", path=str(path)) from fault
    if len(data) > _MAX_LIST:
        raise UserError("file-too-large", path=str(path), limit="4 MiB")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        # What spreadsheets of the region save as "CSV" on Windows.
        text = data.decode("cp1252", "replace")
    first = text.partition("\n")[0]
    reader = csv.reader(io.StringIO(text), delimiter=";" if ";" in first else ",")
    try:
        rows = [[cell.strip() for cell in row] for row in reader]
    except csv.Error as fault:
        raise UserError("invalid-list", path=str(path), row=1, column="") from fault
    header = [cell.lower() for cell in rows[0]] if rows else []
    for column in ("name", "country", "level", "type"):
        if column not in header:
            raise UserError("invalid-list", path=str(path), row=1, column=column)
    for column in header:
        if column not in _COLUMNS or header.count(column) > 1:
            raise UserError("invalid-list", path=str(path), row=1, column=column[:60])
    return [
        _institution(header, row, number, path)
        for number, row in enumerate(rows[1:], start=2)
        if any(row)
    ]


def _institution(header: list[str], row: list[str], number: int, path: Path) -> Institution:
    if len(row) != len(header):
        raise UserError("invalid-list", path=str(path), row=number, column="")
    values: dict[str, Any] = dict(zip(header, row, strict=True))
    values["country"] = values["country"].upper()
    try:
        return check_institution(Institution(**values))
    except UserError as fault:
        column = fault.params["field"]
        raise UserError("invalid-list", path=str(path), row=number, column=column) from fault
