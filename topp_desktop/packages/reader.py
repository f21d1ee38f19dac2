"""The strict reader: every check in the order of docs/exchange.md, "Reading", all bounded.

It ends where a set of objects is needed: admission and instruments are the receiver's.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from pathlib import Path
from stat import S_ISREG
from typing import Any

from topp_desktop.domain.exchange import Outcome
from topp_desktop.formats.objects import (
    KNOWN_TYPES,
    OPEN_TYPES,
    Refused,
    check_payload,
    meaning,
    public_keys,
    thumbprint,
)
from topp_desktop.formats.strict_json import parse_plain, parse_strict
from topp_desktop.packages import base64url
from topp_desktop.packages.file_kinds import CODE_PREFIX, HEAD, check_kind
from topp_desktop.packages.jws import HeaderCache, Parts, Verifier, take_apart
from topp_desktop.packages.keys import SealingKey
from topp_desktop.packages.unsealing import unseal
from topp_desktop.services.exchange.ports import ReadFile, ReadLine, Unread

MAX_FILE = 16 * 1024 * 1024
MAX_LINES = 5_000
MAX_LINE = 2 * 1024 * 1024

UNKNOWN_KEY = "unknown-key"
_INTRODUCERS = frozenset({"topp-enrolment", "topp-region-pack"})
_X = re.compile(rb'"x":"([A-Za-z0-9_-]{43})"')


def read_bounded(path: Path) -> bytes:
    """The file's bytes; Refused as too-large or, where it is of another kind, as malformed
    without reading it, or as damaged.

    What is no file (a pipe, a device) would keep the reader waiting.
    """
    try:
        found = path.stat()
        if not S_ISREG(found.st_mode):
            raise Refused(Outcome.DAMAGED, "unreadable")
        with path.open("rb") as file:
            check_kind(path.name, file.read(HEAD))
            if found.st_size > MAX_FILE:
                raise Refused(Outcome.TOO_LARGE, "file")
            file.seek(0)
            data = file.read(found.st_size + 1)
            if len(data) > found.st_size:  # it grew meanwhile
                data += file.read(MAX_FILE)
    except OSError as fault:
        raise Refused(Outcome.DAMAGED, "unreadable") from fault
    if len(data) > MAX_FILE:
        raise Refused(Outcome.TOO_LARGE, "file")
    return data


def proof_message(kid: str, institution: str, audience: Sequence[str]) -> bytes:
    """What an invitation key signs to vouch for a device; no part can contain a line feed."""
    return "\n".join(("topp-enrolment", kid, institution, *audience)).encode("utf-8")


class StrictReader:
    """Reads files and lines.

    openers: keys that open sealed files; readers: ids of the secretariats to read for, None to
    read every audience.
    """

    def __init__(self, openers: Sequence[SealingKey], readers: Collection[str] | None) -> None:
        self._openers = openers
        self._readers = None if readers is None else frozenset(readers)
        self._headers = HeaderCache()
        self._verifier = Verifier()
        self._proven: set[str] = set()

    def read_file(self, path: Path, keys: Mapping[str, str]) -> ReadFile:
        """Reads a sealed or an open file; a fault of the container refuses it whole."""
        try:
            return self.read_bytes(self.load(path), keys)
        except Refused as fault:
            return ReadFile(fault.outcome, fault.reason)

    def read_bytes(self, data: bytes, keys: Mapping[str, str]) -> ReadFile:
        """As `read_file`, for the content of a file."""
        return self.finish(self.open(data), keys, {})

    def read_line(self, raw: bytes, keys: Mapping[str, str]) -> ReadLine:
        """Reads one line of a sealed file again, with more keys than before."""
        line = ReadLine(raw)
        part = self._take_apart(line, is_open=False)
        return self.finish(Unread(ReadFile(lines=[line]), [part]), keys, {}).lines[0]

    def load(self, path: Path) -> bytes:
        return read_bounded(path)

    def open(self, data: bytes) -> Unread:
        try:
            if len(data) > MAX_FILE:
                raise Refused(Outcome.TOO_LARGE, "file")
            is_open = data.startswith((b"eyJ", CODE_PREFIX))
            content = data if is_open else unseal(data, self._openers)
            lines = _split(content)
        except Refused as fault:
            return Unread(ReadFile(fault.outcome, fault.reason), ())
        read = ReadFile()
        if is_open and lines[0].startswith(CODE_PREFIX):
            read.code = lines.pop(0)[len(CODE_PREFIX) :][:100].decode("ascii", "replace")
            if not lines:
                return Unread(ReadFile(Outcome.MALFORMED, "empty"), ())
        read.lines = [ReadLine(line) for line in lines]
        parts = [self._take_apart(line, is_open) for line in read.lines]
        return Unread(read, parts, is_open)

    def finish(
        self, unread: Unread, keys: Mapping[str, str], known: Mapping[str, bytes]
    ) -> ReadFile:
        introduced: dict[str, str] = {}
        pairs = list(zip(unread.file.lines, unread.parts, strict=True)) if unread.parts else []
        # Lines that bring keys come first, wherever they stand in the file.
        for bringing in (True, False):
            for line, part in pairs:
                if part is None or (part.typ in _INTRODUCERS) is not bringing:
                    continue
                if known and known.get(part.rid) == line.raw:
                    # The pool has these very bytes, and its keys are among those given.
                    line.known = True
                    continue
                try:
                    self._read_object(line, part, keys, introduced)
                except Refused as fault:
                    line.outcome, line.reason = fault.outcome, fault.reason
        return unread.file

    def _take_apart(self, line: ReadLine, is_open: bool) -> Parts | None:
        try:
            if len(line.raw) > MAX_LINE:
                raise Refused(Outcome.TOO_LARGE, "line")
            part = take_apart(line.raw, self._headers)
            line.typ, line.rid, line.kid = part.typ, part.rid, part.kid
            if part.typ not in KNOWN_TYPES:
                newer = part.typ.startswith("topp-")
                raise Refused(Outcome.TOO_NEW if newer else Outcome.MALFORMED, "typ")
            if is_open and part.typ not in OPEN_TYPES:
                raise Refused(Outcome.MALFORMED, "not sealed")
        except Refused as fault:
            line.outcome, line.reason = fault.outcome, fault.reason
            return None
        return part

    def _read_object(
        self, line: ReadLine, part: Parts, keys: Mapping[str, str], introduced: dict[str, str]
    ) -> None:
        if part.typ in _INTRODUCERS:
            x = _own_key(part)
        else:
            x = introduced.get(part.kid) or keys.get(part.kid)
            if x is None:
                raise Refused(Outcome.HELD_SENDER, UNKNOWN_KEY)
        if x is None or not self._verifier.verifies(x, part.signature, part.signed):
            raise Refused(Outcome.DAMAGED, "signature")
        if part.typ == "topp-enrolment":
            # Its signature holds, so other lines of its device can be told apart from forgeries.
            introduced[part.kid] = x
        payload = _checked(part)
        if part.typ in _INTRODUCERS:
            introduced.update(public_keys(part.typ, payload))
        if part.typ == "topp-enrolment" and part.rid not in self._proven:
            self._check_proof(part, payload)
        audience = payload.get("audience")
        if (
            self._readers is not None
            and part.typ != "topp-region-pack"
            and audience is not None
            and self._readers.isdisjoint(audience)
        ):
            raise Refused(Outcome.NOT_FOR_US, "audience")
        line.payload = payload
        line.found = meaning(part.typ, part.rid, part.kid, payload)

    def _check_proof(self, part: Parts, payload: Mapping[str, object]) -> None:
        proof, invitation = payload["proof"], payload["invitation"]
        if not isinstance(proof, str) or not isinstance(invitation, dict):
            return
        institution, audience = payload["institution"], payload["audience"]
        assert isinstance(institution, str)
        assert isinstance(audience, list)
        try:
            signature = base64url.decode(proof.encode("ascii"))
        except ValueError as fault:
            raise Refused(Outcome.MALFORMED, "proof") from fault
        message = proof_message(part.kid, institution, audience)
        if not self._verifier.verifies(invitation["x"], signature, message):
            raise Refused(Outcome.DAMAGED, "proof")
        self._proven.add(part.rid)


def _split(content: bytes) -> list[bytes]:
    """The lines of a file; the last line feed may be missing."""
    if not content:
        raise Refused(Outcome.MALFORMED, "empty")
    if content.count(b"\n") > MAX_LINES:
        raise Refused(Outcome.TOO_LARGE, "lines")
    lines = content.split(b"\n")
    if not lines[-1]:
        lines.pop()
    if len(lines) > MAX_LINES:
        raise Refused(Outcome.TOO_LARGE, "lines")
    return lines


def _checked(part: Parts) -> dict[str, Any]:
    """The payload, strict JSON of its schema.

    Whoever keeps to every rule is read the quick way; who does not, step by step, so that the
    first step at fault is the one that is named. No schema nests deeper than JSON may, or has
    larger integers.
    """
    plain = parse_plain(part.payload)
    if plain is not None:
        try:
            return check_payload(part.typ, part.kid, plain)
        except Refused:
            pass
    try:
        parsed = parse_strict(part.payload)
    except ValueError as fault:
        raise Refused(Outcome.MALFORMED, f"json {fault}"[:200]) from fault
    return check_payload(part.typ, part.kid, parsed)


def _own_key(part: Parts) -> str | None:
    """The key a payload brings for its own signature: the one whose thumbprint is the kid.

    Found by its text, because nothing of an unverified payload is parsed.
    """
    for match in _X.finditer(part.payload):
        x = match[1].decode("ascii")
        if thumbprint(x) == part.kid:
            return x
    return None
