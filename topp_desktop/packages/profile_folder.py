"""A device's keys and sent versions in a folder, for `topp send --profile DIR`.

`profile.json` holds the memberships with their secrets (private to the user), `sent.jws` one
signed object a line, `state.json` what else is remembered. Who copies the folder copies the
device: the secretariat will see it.
"""

from __future__ import annotations

import base64
import json
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, cast

from topp_desktop.domain.errors import EnvironmentFault, UserError
from topp_desktop.domain.exchange import (
    TYP,
    Enrolment,
    Receipt,
    Resolution,
    Revision,
    Withdrawal,
)
from topp_desktop.formats.strict_json import parse_strict
from topp_desktop.foundation.files import private_folder
from topp_desktop.packages.codec import AgeJwsCodec
from topp_desktop.packages.files import write_whole
from topp_desktop.services.exchange.ports import Answered, KeptLine, Membership, StatedElements

FORMAT = "topp-profile"
STATE = "topp-profile-state"


class ProfileFolder:
    """Implements `services.exchange.ports.DeviceProfile`."""

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

    def rounds(self, institution: str) -> Sequence[str]:
        found = {k.round for k in self._lines().values() if k.institution == institution}
        return sorted(found - {""})

    def keep(self, lines: Iterable[KeptLine], said: StatedElements | None = None) -> None:
        known = dict(self._lines())
        for line in lines:
            known.setdefault(line.rid, line)
        state = self._state()
        before = json.dumps(state)
        for line in [k for rid, k in known.items() if rid not in self._lines()]:
            # An alias: the line itself names another id of the institution.
            if line.institution != self._line(line.raw).institution:
                state["elsewhere"][line.rid] = line.institution
        if said is not None:
            state["said"][said.institution + "\n" + said.round] = dict(said.elements)
        if json.dumps(state) != before:
            self._put_state(state)
        if len(known) > len(self._lines()):
            self._write(self._sent, b"".join(line.raw + b"\n" for line in known.values()))
            self._kept = known

    def said(self, institution: str, round_id: str) -> Mapping[str, str] | None:
        found: Mapping[str, str] | None = self._state()["said"].get(institution + "\n" + round_id)
        return found

    def answered(self, institution: str) -> Sequence[Answered]:
        entries = (Answered(rid, *entry) for rid, entry in self._state()["answered"].items())
        return [entry for entry in entries if entry.institution == institution]

    def put_answered(self, answers: Iterable[Answered]) -> None:
        state = self._state()
        for answer in answers:
            entry = [answer.institution, answer.outcome, answer.at, answer.how]
            state["answered"][answer.rid] = entry
        self._put_state(state)

    def _state(self) -> dict[str, Any]:
        """What is neither a secret nor signed: `state.json`."""
        path = self._folder / "state.json"
        if not path.exists():
            return {"format": STATE, "version": 1, "said": {}, "answered": {}, "elsewhere": {}}
        try:
            found = parse_strict(path.read_bytes())
            parts = ("said", "answered", "elsewhere")
            sound = found["format"] == STATE and found["version"] == 1
            if not sound or not all(isinstance(found[part], dict) for part in parts):
                raise UserError("profile-damaged", path=str(self._folder))
        except OSError as fault:
            raise EnvironmentFault("file-not-readable", path=str(path)) from fault
        except (ValueError, KeyError, TypeError, AttributeError) as fault:
            raise UserError("profile-damaged", path=str(self._folder)) from fault
        return cast(dict[str, Any], found)

    def _put_state(self, state: dict[str, Any]) -> None:
        text = json.dumps(state, ensure_ascii=False, indent=1) + "\n"
        self._write(self._folder / "state.json", text.encode("utf-8"))

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
            case Revision() | Resolution() | Withdrawal():
                round_id = found.round or ""
            case Enrolment() | Receipt():
                round_id = ""
            case _:
                raise UserError("profile-damaged", path=str(self._folder))
        institution = self._state()["elsewhere"].get(found.rid, found.institution)
        return KeptLine(found.rid, TYP[type(found)], institution, round_id, raw)

    def _write(self, path: Path, data: bytes) -> None:
        try:
            private_folder(self._folder)
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
