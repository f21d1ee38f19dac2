"""JSON as strangers send it: no duplicate names, NaN, surrogates, byte order mark or deep nesting."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any, NoReturn

from topp_desktop.domain.errors import UserError

MAX_DEPTH = 8
MAX_INTEGER = 2**53


def _too_deep(text: str, limit: int) -> bool:
    """Whether brackets nest deeper than `limit`; looked at before parsing, which recurses."""
    depth, quoted, escaped = 0, False, False
    for character in text:
        if quoted:
            if escaped:
                escaped = False
            elif character == "\\":
                escaped = True
            elif character == '"':
                quoted = False
        elif character == '"':
            quoted = True
        elif character in "[{":
            depth += 1
            if depth > limit:
                return True
        elif character in "]}":
            depth -= 1
    return False


def _object(pairs: Iterable[tuple[str, Any]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name, value in pairs:
        if name in found:
            raise ValueError(f"duplicate name {name[:40]!r}")
        found[name] = value
    return found


def _refuse(token: str) -> NoReturn:
    raise ValueError(f"{token} is not a number")


def _integer(token: str) -> int:
    if len(token) > 20 or abs(int(token)) > MAX_INTEGER:
        raise ValueError("number out of range")
    return int(token)


def _float(token: str) -> float:
    value = float(token)
    if len(token) > 60 or value in (float("inf"), float("-inf")):
        raise ValueError("number out of range")
    return value


def _has_surrogate(value: Any) -> bool:
    if isinstance(value, str):
        return any("\ud800" <= c <= "\udfff" for c in value) if not value.isascii() else False
    if isinstance(value, dict):
        return any(_has_surrogate(k) or _has_surrogate(v) for k, v in value.items())
    return isinstance(value, list) and any(_has_surrogate(v) for v in value)


def loads_strict(data: bytes, *, path: str = "", depth: int = MAX_DEPTH) -> Any:
    """The value; UserError("not-json", path, detail) for anything out of the ordinary."""
    try:
        text = data.decode("utf-8")
        if text.startswith("\ufeff"):
            raise ValueError("byte order mark")
        # The cheap count first: only a text with many brackets is walked.
        if text.count("[") + text.count("{") > depth and _too_deep(text, depth):
            raise ValueError("nested too deeply")
        value = json.loads(
            text,
            object_pairs_hook=_object,
            parse_constant=_refuse,
            parse_int=_integer,
            parse_float=_float,
        )
        if "\\u" in text and _has_surrogate(value):
            raise ValueError("lone surrogate")
    except (ValueError, RecursionError) as fault:
        raise UserError("not-json", path=path, detail=str(fault)[:200]) from fault
    return value
