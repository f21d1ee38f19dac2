"""Reads a file as receiving would, and writes nothing."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from topp_desktop.domain.errors import UserError
from topp_desktop.domain.exchange import Resolution, Revision
from topp_desktop.services.exchange.ports import Codec, ReadLine, SecretariatKeys
from topp_desktop.services.exchange.receive import Receiver, place_of, preview

NOT_CHECKED = "not-checked"


@dataclass(frozen=True, slots=True)
class Verified:
    """outcome: of the container, else of the first object that was refused, else of the last."""

    outcome: str
    reason: str
    objects: tuple[dict[str, Any], ...]
    refused: bool

    def as_dict(self) -> dict[str, Any]:
        """The JSON result of `topp verify`; its exit code is 1 where `refused`."""
        return {"outcome": self.outcome, "reason": self.reason, "objects": list(self.objects)}


def verify(
    path: Path, codec: Codec, keys: SecretariatKeys, collects_for: tuple[str, ...] = ()
) -> Verified:
    """Reads a file with a secretariat's keys; admission is not checked without a store."""
    _must_exist(path)
    reader = codec.reader(keys.openers, {keys.id, *collects_for})
    file = reader.read_file(path, keys.anchors)
    if file.outcome is not None:
        return Verified(file.outcome.value, file.reason, (), True)
    rows = []
    for line in file.lines:
        unchecked = line.outcome is None or line.reason == "unknown-key"
        outcome = NOT_CHECKED if unchecked or line.outcome is None else line.outcome.value
        rows.append((_object(line, outcome), line.reason, not unchecked))
    return _verified(rows)


def verify_with_store(path: Path, desk: Receiver) -> Verified:
    """Reads a file and says what receiving it would make of each object."""
    _must_exist(path)
    file, entries = preview(desk, path)
    if file.outcome is not None:
        return Verified(file.outcome.value, file.reason, (), True)
    rows = [
        (_object(line, entry.outcome.value), entry.reason, entry.outcome.refused)
        for line, entry in zip(file.lines, entries, strict=True)
    ]
    return _verified(rows)


def _verified(rows: list[tuple[dict[str, Any], str, bool]]) -> Verified:
    """Refused if any object was; the first refusal speaks for the file."""
    objects = tuple(row for row, _, _ in rows)
    for row, reason, refused in rows:
        if refused:
            return Verified(row["outcome"], reason, objects, True)
    last, reason, _ = rows[-1]
    return Verified(last["outcome"], reason, objects, False)


def _must_exist(path: Path) -> None:
    if not path.is_file():
        raise UserError("file-not-found", path=str(path))


def _object(line: ReadLine, outcome: str) -> dict[str, Any]:
    institution, round_id = place_of(line)
    parents = list(line.found.parents) if isinstance(line.found, Revision | Resolution) else []
    return {
        "typ": line.typ,
        "rid": line.rid,
        "kid": line.kid,
        "institution": institution,
        "round": round_id,
        "parents": parents,
        "outcome": outcome,
    }
