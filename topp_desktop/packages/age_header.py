"""A strict reader of the age v1 header (C2SP age), before the library sees a file.

The library lets malformed headers pass and has one error for everything; this says what is
wrong, in a few linear passes over at most 64 KiB.
"""

from __future__ import annotations

import binascii
import re
from dataclasses import dataclass

from topp_desktop.domain.exchange import Outcome
from topp_desktop.formats.objects import Refused

VERSION_LINE = b"age-encryption.org/v1\n"
MAX_HEADER = 64 * 1024
MAX_STANZAS = 100
_ANY_VERSION = re.compile(rb"age-encryption\.org/v(\d{1,9})\n")
_ARGUMENT = re.compile(rb"[\x21-\x7e]+\Z")
_COLUMNS = 64
_NONCE, _TAG = 16, 16


@dataclass(frozen=True, slots=True)
class Stanza:
    """A recipient stanza: its arguments, type first, and its decoded body.

    share: the sender's one-time public key; empty where the stanza is not of our kind.
    """

    arguments: tuple[bytes, ...]
    body: bytes
    share: bytes


def _base64(text: bytes) -> bytes:
    """Standard base64 without padding, canonical."""
    try:
        data = binascii.a2b_base64(text + b"=" * (-len(text) % 4), strict_mode=True)
    except binascii.Error as fault:
        raise Refused(Outcome.DAMAGED, "header") from fault
    if b"=" in text or binascii.b2a_base64(data, newline=False).rstrip(b"=") != text:
        raise Refused(Outcome.DAMAGED, "header")
    return data


def _check_version(data: bytes) -> None:
    if data.startswith(VERSION_LINE):
        return
    version = _ANY_VERSION.match(data)
    if version is not None and int(version[1]) > 1:
        raise Refused(Outcome.TOO_NEW, "age version")
    if data.startswith(b"-----BEGIN AGE"):
        raise Refused(Outcome.MALFORMED, "armoured")
    common = VERSION_LINE[:-2]
    if data.startswith(common) or common.startswith(data[: len(common)]):
        raise Refused(Outcome.DAMAGED, "header")
    raise Refused(Outcome.MALFORMED, "not a file of this program")


def parse_header(data: bytes) -> list[Stanza]:
    """The stanzas of a sound header; Refused otherwise."""
    _check_version(data)
    # The last line of the header starts with "---"; no body line can (no "-" in base64).
    end = data.find(b"\n--- ", 0, MAX_HEADER)
    stop = data.find(b"\n", end + 5, end + 5 + _COLUMNS) if end > 0 else -1
    if stop < 0:
        raise Refused(Outcome.DAMAGED, "header")
    if len(_base64(data[end + 5 : stop])) != 32:
        raise Refused(Outcome.DAMAGED, "header")
    if len(data) - stop - 1 < _NONCE + _TAG:
        raise Refused(Outcome.DAMAGED, "body")
    stanzas = _stanzas(data[len(VERSION_LINE) : end].split(b"\n"))
    kinds = [stanza.arguments[0] for stanza in stanzas]
    if b"scrypt" in kinds:
        if len(kinds) > 1:
            raise Refused(Outcome.DAMAGED, "header")
        raise Refused(Outcome.WRONG_KEY, "sealed with a passphrase")
    return stanzas


def _stanzas(lines: list[bytes]) -> list[Stanza]:
    stanzas: list[Stanza] = []
    position = 0
    while position < len(lines):
        start = lines[position]
        arguments = tuple(start[3:].split(b" "))
        if not start.startswith(b"-> ") or not all(map(_ARGUMENT.match, arguments)):
            raise Refused(Outcome.DAMAGED, "header")
        position += 1
        body = b""
        while True:
            if position >= len(lines) or len(lines[position]) > _COLUMNS:
                raise Refused(Outcome.DAMAGED, "header")
            line = lines[position]
            position += 1
            body += line
            if len(line) < _COLUMNS:
                break
        if len(stanzas) == MAX_STANZAS:
            raise Refused(Outcome.TOO_LARGE, "header")
        decoded = _base64(body)
        stanzas.append(Stanza(arguments, decoded, _share(arguments, decoded)))
    if not stanzas:
        raise Refused(Outcome.DAMAGED, "header")
    return stanzas


def _share(arguments: tuple[bytes, ...], body: bytes) -> bytes:
    """The share of our kind of stanza: one argument of 32 bytes, and a body of 32 bytes."""
    if arguments[0] != b"X25519":
        return b""
    share = _base64(arguments[1]) if len(arguments) == 2 else b""
    if len(share) != 32 or len(body) != 32:
        raise Refused(Outcome.DAMAGED, "header")
    return share
