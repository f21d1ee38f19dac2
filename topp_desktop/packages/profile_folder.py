"""A device's keys and sent versions in a folder, for `topp send --profile DIR`.

`profile.json` holds the memberships with their secrets (private to the user), `sent.jws` one
signed object a line. Who copies the folder copies the device: the secretariat will see it.
"""

from __future__ import annotations

import base64
import json
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from topp_desktop.domain.errors import EnvironmentFault, UserError
from topp_desktop.domain.exchange import Enrolment, Resolution, Revision
from topp_desktop.formats.strict_json import parse_strict
from topp_desktop.packages.codec import AgeJwsCodec
from topp_desktop.packages.files import write_whole
from topp_desktop.services.exchange_ports import KeptLine, Membership

FORMAT = "topp-profile"


class ProfileFolder:
    """Implements `services.exchange_ports.DeviceProfile`."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._codec = AgeJwsCodec()
        self._kept: dict[str, KeptLine] | None = None

    @property
    def _profile(self) -> Path:
        return self._folder / "profile.json"

    @property
    def _sent(self) -> Path:
        return self._folder / "sent.jws"

    def memberships(self) -> Sequence[Membership]:
        if not self._profile.exists():
            return []
        try:
            found = parse_strict(self._profile.read_bytes())
            if found["format"] != FORMAT or found["version"] != 1:
                raise UserError("profile-damaged", path=str(self._folder))
            return [_membership(entry) for entry in found["memberships"]]
        except OSError as fault:
            raise EnvironmentFault("file-not-readable", path=str(self._profile)) from fault
        except (ValueError, KeyError, TypeError) as fault:
            raise UserError("profile-damaged", path=str(self._folder)) from fault

    def put_membership(self, membership: Membership) -> None:
        others = [m for m in self.memberships() if m.institution != membership.institution]
        content = {
            "format": FORMAT,
            "version": 1,
            "memberships": [_entry(m) for m in (*others, membership)],
        }
        self._write(self._profile, (json.dumps(content, indent=1) + "\n").encode("utf-8"))

    def lines(self, institution: str, round_id: str) -> Sequence[KeptLine]:
        return [
            line
            for line in self._lines().values()
            if line.institution == institution and line.round in ("", round_id)
        ]

    def keep(self, lines: Iterable[KeptLine]) -> None:
        known = dict(self._lines())
        for line in lines:
            known.setdefault(line.rid, line)
        if len(known) > len(self._lines()):
            self._write(self._sent, b"".join(line.raw + b"\n" for line in known.values()))
            self._kept = known

    def _lines(self) -> dict[str, KeptLine]:
        if self._kept is None:
            try:
                content = self._sent.read_bytes() if self._sent.exists() else b""
                lines = [self._line(raw) for raw in content.split(b"\n") if raw]
            except OSError as fault:
                raise EnvironmentFault("file-not-readable", path=str(self._sent)) from fault
            self._kept = {line.rid: line for line in lines}
        return self._kept

    def _line(self, raw: bytes) -> KeptLine:
        from topp_desktop.formats.objects import Refused

        try:
            found = self._codec.meaning(raw)
        except (Refused, ValueError, KeyError, TypeError) as fault:
            raise UserError("profile-damaged", path=str(self._folder)) from fault
        match found:
            case Revision() | Resolution():
                typ = "topp-revision" if isinstance(found, Revision) else "topp-resolution"
                return KeptLine(found.rid, typ, found.institution, found.round, raw)
            case Enrolment():
                return KeptLine(found.rid, "topp-enrolment", found.institution, "", raw)
        raise UserError("profile-damaged", path=str(self._folder))

    def _write(self, path: Path, data: bytes) -> None:
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
        except OSError as fault:
            raise EnvironmentFault("cannot-write", path=str(path)) from fault
        write_whole(path, data, lambda _: 1, private=True)


def _entry(membership: Membership) -> dict[str, str]:
    return {
        "institution": membership.institution,
        "root": membership.root,
        "code": membership.code,
        "device": base64.b64encode(membership.device_seed).decode("ascii"),
        "invitation": membership.invitation.decode("ascii"),
        "pack": membership.pack.decode("ascii"),
        "enrolment": membership.enrolment.decode("ascii"),
    }


def _membership(entry: dict[str, Any]) -> Membership:
    return Membership(
        institution=str(entry["institution"]),
        root=str(entry["root"]),
        code=str(entry["code"]),
        device_seed=base64.b64decode(entry["device"], validate=True),
        invitation=entry["invitation"].encode("ascii"),
        pack=entry["pack"].encode("ascii"),
        enrolment=entry["enrolment"].encode("ascii"),
    )
