"""The quick way of reading JSON takes less than the strict one, and reads it the same."""

from __future__ import annotations

import json
from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from topp_desktop.formats.strict_json import parse_plain, parse_strict
from topp_desktop.foundation.canonical import canonical_json

TEXTS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=12)
VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**53), 2**53)
    | st.floats(allow_nan=False, allow_infinity=False)
    | TEXTS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXTS, inner, max_size=4),
    max_leaves=20,
)
PIECES = ['"a":1', '"a":2', " ", "\n", "NaN", "-0", "1.0", "1e5", "1E400", "\\u0000", "\\ud800"]
PIECES += ["9" * 20, "[", "]", "{", "}", ",", '"', "\\", "\ufeff", "0.10", "1e-7", "\x7f", "é"]


def _same(one: Any, other: Any) -> bool:
    """Equal to the type of every number, and the sign of every zero."""
    return repr(one) == repr(other)


@given(value=VALUES)
def test_what_our_writer_makes_is_read_the_same(value: Any) -> None:
    data = canonical_json(value)
    plain = parse_plain(data)
    assert plain is None or _same(plain, json.loads(data))


@given(value=VALUES, seed=st.integers(0, 2**32))
def test_what_is_read_quickly_is_strict(value: Any, seed: int) -> None:
    """Depth and the size of integers are the schema's to bound, and nothing else is."""
    random, text = Random(seed), canonical_json(value).decode()
    for _ in range(random.randint(1, 3)):
        place = random.randint(0, len(text))
        text = text[:place] + random.choice(PIECES) + text[place + random.randint(0, 2) :]
    data = text.encode()
    plain = parse_plain(data)
    if plain is None:
        return
    try:
        strict = parse_strict(data, depth=100)
    except ValueError as fault:
        reason = str(fault)
    else:
        reason = "" if _same(plain, strict) else "another value"
    assert reason in {"", "a number is too large"}


@pytest.mark.parametrize(
    "data",
    [
        b'{"a":1,"a":1}',
        b'{"a":{"b":1,"b":2}}',
        b'{"a":NaN}',
        b'{"a":-Infinity}',
        b'{"a":1e999}',
        b'{"a":"\\ud800"}',
        b'{"a":"\xed\xa0\x80"}',
        b'{"a":"\\u0000"}',
        b"\xef\xbb\xbf{}",
        b'{"a":1}{}',
        b'{"a":0.' + b"1" * 80 + b"}",
        b"[" * 100_000,
        b"",
    ],
)
def test_faults_are_left_to_the_strict_way(data: bytes) -> None:
    assert parse_plain(data) is None


def test_revisions_take_the_quick_way() -> None:
    data = canonical_json({"ñ": [1, 2.5, 0.774, 'Río\n"1"', None, True], "b": {"value": 2056}})
    assert parse_plain(data) == json.loads(data)
