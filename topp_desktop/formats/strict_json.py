"""JSON as strangers send it: no duplicate names, NaN, surrogates, byte order mark or depth."""

from __future__ import annotations

import json
import re
from collections import Counter
from typing import Any, NoReturn

from topp_desktop.domain.errors import UserError

MAX_DEPTH = 8
MAX_INTEGER = 2**53

_STRING = re.compile(rb'"[^"]*"')
_ESCAPES = re.compile(rb"\\u(?:[dD][89a-fA-F]|0000)")
_NOT_STRUCTURE = bytes(set(range(256)) - set(b'"{}[]'))
_CURLY = bytes.maketrans(b"[]", b"{}")
_DIGITS = bytes(0x30 if chr(byte) in "0123456789" else 0x20 for byte in range(256))
_LONG = b"0" * 16
"""An integer beyond 2^53 has at least this many digits."""


def _too_deep(data: bytes, depth: int) -> bool:
    """Whether brackets nest deeper than `depth` or do not match; before parsing, which recurses.

    A few passes of C speed: drop escapes, keep quotes and brackets, drop strings, then take
    away innermost pairs as often as nesting is allowed.
    """
    if b"\\" in data:
        data = data.replace(b"\\\\", b"").replace(b'\\"', b"")
    bare = data.translate(_CURLY, delete=_NOT_STRUCTURE).replace(b'""', b"")
    if b'"' in bare:
        bare = _STRING.sub(b"", bare)
    for _ in range(depth):
        bare = bare.replace(b"{}", b"")
    return bool(bare)


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        # Linear, however many names a stranger sends.
        repeated = Counter(name for name, _ in pairs).most_common(1)[0][0]
        raise ValueError(f"duplicate name {repeated[:40]!r}")
    return found


def _refuse(token: str) -> NoReturn:
    raise ValueError(f"{token} is not a number")


def _integer(token: str) -> int:
    if len(token) > 17 or abs(int(token)) > MAX_INTEGER:
        raise ValueError("number out of range")
    return int(token)


def _float(token: str) -> float:
    value = float(token)
    if len(token) > 60 or value in (float("inf"), float("-inf")):
        raise ValueError("number out of range")
    return value


_DECODER = json.JSONDecoder(object_pairs_hook=_object, parse_constant=_refuse, parse_float=_float)
_CAREFUL = json.JSONDecoder(
    object_pairs_hook=_object, parse_constant=_refuse, parse_float=_float, parse_int=_integer
)


def parse_plain(data: bytes) -> Any:
    """The value of JSON without blanks and odd spellings, as programs write it; None otherwise.

    A compiled reader parses it and writes it back. Where the same bytes come out, no name stood
    twice, nothing was other than JSON, and every number is the one it seems to be. Its depth and
    the size of integers are not looked at: they have to follow from a schema.
    """
    # Imported here: a window paints before anybody reads what strangers send.
    from pydantic_core import from_json, to_json

    if b"\\u" in data:  # could hide a zero character
        return None
    try:
        value = from_json(data, allow_inf_nan=False)
    except ValueError:
        return None
    return value if to_json(value) == data else None


def parse_strict(data: bytes, *, depth: int = MAX_DEPTH) -> Any:
    """The value; ValueError with a plain reason for anything out of the ordinary."""
    text = data.decode("utf-8")
    if text.startswith("\ufeff"):
        raise ValueError("byte order mark")
    if _too_deep(data, depth):
        raise ValueError("nested too deeply, or brackets that do not match")
    decoder = _CAREFUL if _LONG in data.translate(_DIGITS) else _DECODER
    value = decoder.decode(text)
    if b"\\u" in data and _ESCAPES.search(data):
        # Rare: written back as UTF-8, a lone surrogate gives itself away.
        written = json.dumps(value, ensure_ascii=False)
        if "\\u0000" in written.replace("\\\\", ""):
            raise ValueError("a text with a zero character")
        try:
            written.encode("utf-8")
        except UnicodeEncodeError as fault:
            raise ValueError("lone surrogate") from fault
    return value


def loads_strict(data: bytes, *, path: str = "", depth: int = MAX_DEPTH) -> Any:
    """The value; UserError("not-json", path, detail) for anything out of the ordinary."""
    try:
        return parse_strict(data, depth=depth)
    except ValueError as fault:
        raise UserError("not-json", path=path, detail=str(fault)[:200]) from fault
