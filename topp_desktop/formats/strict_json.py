"""JSON as strangers send it: no duplicate names, NaN, surrogates, byte order mark or depth."""

from __future__ import annotations

import codecs
import json
import re
from collections import Counter
from typing import Any, NoReturn

from topp_desktop.domain.errors import Phrase, UserError
from topp_desktop.foundation.i18n import N_

MAX_DEPTH = 8
MAX_INTEGER = 2**53

_DUPLICATE = N_("the name «{name}» is there twice")
_NO_NUMBER = N_("«{token}» is no number")
_RANGE = N_("a number is too large")
_MARK = N_("it begins with a byte order mark")
_DEEP = N_("it is nested too deeply, or its brackets do not match")
_ZERO = N_("a text has a zero character")
_SURROGATE = N_("a text has half a character")
_ENCODING = N_("it is not saved as UTF-8")
_PLACE = N_("line {line}, column {column} is not as it has to be")

_STRING = re.compile(rb'"[^"]*"')
_ESCAPES = re.compile(rb"\\u(?:[dD][89a-fA-F]|0000)")
_NOT_STRUCTURE = bytes(set(range(256)) - set(b'"{}[]'))
_CURLY = bytes.maketrans(b"[]", b"{}")
_DIGITS = bytes(0x30 if chr(byte) in "0123456789" else 0x20 for byte in range(256))
_LONG = b"0" * 16
"""An integer beyond 2^53 has at least this many digits."""


class OddJson(ValueError):
    """Out of the ordinary; `phrase` says how, in words that can be translated."""

    def __init__(self, text: str, **values: Any) -> None:
        super().__init__(text.format(**values))
        self.phrase = Phrase(text, values)


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
        raise OddJson(_DUPLICATE, name=repeated[:40])
    return found


def _refuse(token: str) -> NoReturn:
    raise OddJson(_NO_NUMBER, token=token)


def _integer(token: str) -> int:
    if len(token) > 17 or abs(int(token)) > MAX_INTEGER:
        raise OddJson(_RANGE)
    return int(token)


def _float(token: str) -> float:
    value = float(token)
    if len(token) > 60 or value in (float("inf"), float("-inf")):
        raise OddJson(_RANGE)
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
        raise OddJson(_MARK)
    if _too_deep(data, depth):
        raise OddJson(_DEEP)
    decoder = _CAREFUL if _LONG in data.translate(_DIGITS) else _DECODER
    value = decoder.decode(text)
    if b"\\u" in data and _ESCAPES.search(data):
        # Rare: written back as UTF-8, a lone surrogate gives itself away.
        written = json.dumps(value, ensure_ascii=False)
        if "\\u0000" in written.replace("\\\\", ""):
            raise OddJson(_ZERO)
        try:
            written.encode("utf-8")
        except UnicodeEncodeError as fault:
            raise OddJson(_SURROGATE) from fault
    return value


def loads_strict(data: bytes, *, path: str = "", depth: int = MAX_DEPTH) -> Any:
    """The value of a file that a person gives; UserError("not-json", path, detail) for anything
    out of the ordinary. A byte order mark and UTF-16 are what editors add, and are read."""
    try:
        return parse_strict(_as_saved(data), depth=depth)
    except ValueError as fault:
        raise UserError("not-json", path=path, detail=_spoken(fault)) from fault


def _as_saved(data: bytes) -> bytes:
    """UTF-8 without a mark, whichever way an editor saved it."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return data.decode("utf-16").encode("utf-8")
    return data.removeprefix(codecs.BOM_UTF8)


def _spoken(fault: ValueError) -> Phrase:
    """What is wrong, in words that can be translated: no library's own."""
    if isinstance(fault, OddJson):
        return fault.phrase
    if isinstance(fault, json.JSONDecodeError):
        return Phrase(_PLACE, {"line": fault.lineno, "column": fault.colno})
    return Phrase(_ENCODING, {})
