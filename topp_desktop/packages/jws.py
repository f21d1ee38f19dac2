"""One signed object on one line: JWS compact (RFC 7515), Ed25519 only (RFC 9864)."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from typing import Any, NamedTuple

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from topp_desktop.domain.exchange import Outcome
from topp_desktop.formats.objects import Refused
from topp_desktop.formats.strict_json import parse_strict
from topp_desktop.foundation.canonical import canonical_json
from topp_desktop.packages import base64url
from topp_desktop.services.exchange.ports import SignedLine, Signer

ALGORITHM = "Ed25519"
_NAMES = {"alg", "kid", "typ"}
_KID = re.compile(r"[A-Za-z0-9_-]{43}\Z")
_TYP = re.compile(r"[A-Za-z0-9.+-]{1,60}\Z")


class Parts(NamedTuple):
    """A line taken apart, its signature not verified yet."""

    typ: str
    kid: str
    rid: str
    signed: bytes
    payload: bytes
    signature: bytes


def sign(signer: Signer, typ: str, payload: Mapping[str, Any]) -> SignedLine:
    """The signed object; equal payloads give equal bytes."""
    header = canonical_json({"alg": ALGORITHM, "kid": signer.kid, "typ": typ})
    signed = base64url.encode(header) + b"." + base64url.encode(canonical_json(payload))
    raw = signed + b"." + base64url.encode(signer.sign(signed))
    return SignedLine(raw, typ, rid_of(signed), signer.kid)


def rid_of(signed: bytes) -> str:
    """The identity of an object: SHA-256 of its signing input."""
    return hashlib.sha256(signed).hexdigest()


class HeaderCache:
    """A device's lines have the same headers: those of the last files are remembered, and no more,
    so that memory does not grow with what arrives."""

    _LIMIT = 1_000

    def __init__(self) -> None:
        self._known: dict[bytes, tuple[str, str]] = {}

    def read(self, segment: bytes) -> tuple[str, str]:
        """(typ, kid) of a strict header: exactly alg, kid and typ, no name twice."""
        known = self._known.get(segment)
        if known is None:
            known = _parse_header(segment)
            if len(self._known) >= self._LIMIT:
                self._known.clear()
            self._known[segment] = known
        return known


_USUAL = re.compile(rb'\{"alg":"Ed25519","kid":"([A-Za-z0-9_-]{43})","typ":"([a-z-]{1,40})"\}\Z')
"""The header as canonical JSON has it: nothing in it is left for a parser to find."""


def _parse_header(segment: bytes) -> tuple[str, str]:
    if len(segment) > 1_000:
        raise Refused(Outcome.MALFORMED, "header")
    try:
        text = base64url.decode(segment)
        usual = _USUAL.match(text)
        if usual is not None:
            return usual[2].decode("ascii"), usual[1].decode("ascii")
        header = parse_strict(text, depth=1)
    except ValueError as fault:
        raise Refused(Outcome.MALFORMED, f"header {fault}"[:100]) from fault
    if not isinstance(header, dict) or header.keys() != _NAMES:
        raise Refused(Outcome.MALFORMED, "header")
    alg, kid, typ = header["alg"], header["kid"], header["typ"]
    if alg != ALGORITHM:
        raise Refused(Outcome.MALFORMED, "alg")
    if not isinstance(kid, str) or not isinstance(typ, str):
        raise Refused(Outcome.MALFORMED, "header")
    if not _KID.match(kid) or not _TYP.match(typ):
        raise Refused(Outcome.MALFORMED, "header")
    return typ, kid


def take_apart(line: bytes, headers: HeaderCache) -> Parts:
    """The parts of a line; Refused as malformed."""
    segments = line.split(b".")
    if len(segments) != 3:
        raise Refused(Outcome.MALFORMED, "line")
    typ, kid = headers.read(segments[0])
    try:
        payload, signature = base64url.decode(segments[1]), base64url.decode(segments[2])
    except ValueError as fault:
        raise Refused(Outcome.MALFORMED, "line") from fault
    signed = line[: len(line) - len(segments[2]) - 1]
    return Parts(typ, kid, rid_of(signed), signed, payload, signature)


class Verifier:
    """Verifies signatures; the public keys of the last files are kept ready."""

    _LIMIT = 1_000

    def __init__(self) -> None:
        self._keys: dict[str, Ed25519PublicKey] = {}

    def verifies(self, x: str, signature: bytes, data: bytes) -> bool:
        """Whether `signature` is that of the key `x` (base64url) over `data`."""
        try:
            key = self._keys.get(x)
            if key is None:
                raw = base64url.decode(x.encode("ascii"))
                key = Ed25519PublicKey.from_public_bytes(raw)
                if len(self._keys) >= self._LIMIT:
                    self._keys.clear()
                self._keys[x] = key
            key.verify(signature, data)
        except (InvalidSignature, ValueError):
            return False
        return True
