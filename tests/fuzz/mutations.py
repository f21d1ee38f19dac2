"""Mutations: of bytes, of lines, of headers, of JSON values and of JSON texts. All seeded."""

from __future__ import annotations

import json
from collections.abc import Callable
from copy import deepcopy
from random import Random
from typing import Any

from topp_desktop.packages import base64url

Bytes = Callable[[Random, bytes], bytes]

_INTERESTING = [
    b"",
    b"\0",
    b"\r\n",
    b"\n\n",
    b"eyJ",
    b"code ",
    b"-> ",
    b"---",
    b"\xef\xbb\xbf",
    b"\xff\xfe",
    b"PK\x03\x04",
    b"age-encryption.org/v1\n",
    b"-----BEGIN AGE ENCRYPTED FILE-----\n",
    b"=" * 3,
    b"A" * 64 + b"\n",
    b"../../etc/passwd",
]

# --- bytes -----------------------------------------------------------------------------------


def flip(random: Random, data: bytes) -> bytes:
    """One to four bits."""
    found = bytearray(data)
    for _ in range(random.randint(1, 4)):
        if found:
            found[random.randrange(len(found))] ^= 1 << random.randrange(8)
    return bytes(found)


def _range(random: Random, data: bytes) -> tuple[int, int]:
    start = random.randint(0, len(data))
    return start, min(len(data), start + int(random.expovariate(0.03)) + 1)


def cut(random: Random, data: bytes) -> bytes:
    start, end = _range(random, data)
    return data[:start] + data[end:]


def truncate(random: Random, data: bytes) -> bytes:
    return data[: random.randint(0, len(data))]


def insert(random: Random, data: bytes) -> bytes:
    start, _ = _range(random, data)
    more = random.choice(_INTERESTING) or random.randbytes(random.randint(1, 40))
    return data[:start] + more + data[start:]


def overwrite(random: Random, data: bytes) -> bytes:
    start, end = _range(random, data)
    return data[:start] + random.randbytes(end - start) + data[end:]


def repeat(random: Random, data: bytes) -> bytes:
    start, end = _range(random, data)
    return data[:end] + data[start:end] * random.randint(1, 3) + data[end:]


def swap(random: Random, data: bytes) -> bytes:
    """Two ranges change places."""
    places = sorted(random.randint(0, len(data)) for _ in range(4))
    a, b, c, d = places
    return data[:a] + data[c:d] + data[b:c] + data[a:b] + data[d:]


def windows(random: Random, data: bytes) -> bytes:
    return data.replace(b"\n", b"\r\n", random.choice([1, -1]))


def head(random: Random, data: bytes) -> bytes:
    """Something in the first 400 bytes, where an age header stands."""
    change = random.choice([flip, cut, insert, overwrite, repeat, windows])
    return change(random, data[:400]) + data[400:]


BYTES: list[Bytes] = [
    flip,
    flip,
    cut,
    truncate,
    insert,
    overwrite,
    repeat,
    swap,
    windows,
    head,
    head,
]


# --- signed lines ----------------------------------------------------------------------------


def _segments(line: bytes) -> list[bytes]:
    return line.split(b".")


def segment_bytes(random: Random, line: bytes) -> bytes:
    """Other bytes in one segment, written as sound base64url again."""
    parts = _segments(line)
    n = random.randrange(len(parts))
    try:
        inside = base64url.decode(parts[n])
    except ValueError:
        return flip(random, line)
    parts[n] = base64url.encode(random.choice(BYTES)(random, inside))
    return b".".join(parts)


def segment_text(random: Random, line: bytes) -> bytes:
    """Another text for what may be the same value: padding, stray bits, the other alphabet."""
    parts = _segments(line)
    n = random.randrange(len(parts))
    part = parts[n]
    letters = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
    stray = part[:-1] + letters[letters.find(part[-1:]) ^ 1 :][:1] if part else b"A"
    padded = part + b"=" * (-len(part) % 4 or 1)
    other = part.replace(b"-", b"+").replace(b"_", b"/")
    parts[n] = random.choice([padded, stray, other, part + b"\n", b" " + part, part + b"A", b""])
    return b".".join(parts)


def segments_moved(random: Random, line: bytes) -> bytes:
    parts = _segments(line)
    act = random.randrange(4)
    if act == 0:
        random.shuffle(parts)
    elif act == 1:
        parts.pop(random.randrange(len(parts)))
    elif act == 2:
        parts.insert(random.randrange(len(parts) + 1), random.choice([b"", b"e30", parts[0]]))
    else:
        return line + random.choice([b".", b"\r", b" ", b"\t", b"\0", b"=", line])
    return b".".join(parts)


LINES: list[Bytes] = [segment_bytes, segment_bytes, segment_text, segments_moved, flip, cut, insert]


# --- JSON values -----------------------------------------------------------------------------

_STRINGS = [
    "",
    "x",
    "\u202e",
    "\x7f\x01",
    "=1+1",
    "<img src=file:///etc/passwd>",
    "../../x",
    "ñ" * 101,
    "a" * 501,
    "n" * 20_001,
    "\N{SNOWMAN}",
    "\U0001f600" * 50,
    "2026-02-30T25:61:61Z",
    "2026-02-30",
    "9" * 16,
    "9" * 91,
    "0" * 64,
    "A" * 43,
    "-1",
    "1e5",
    "null",
    "inst-x\n",
    "GT\n",
]
_NUMBERS: list[Any] = [
    *(0, 1, -1, 4, 5, 4_000, 4_001, 100, 1_000_000, 1_000_001, 2**31, 2**53 - 1, 2**53),
    *(0.0, -0.0, 1.0, 0.5, 1e-320, 1e12, 1.1e12, 1e308, 100.5, 2026.0),
]
_REST: list[Any] = [None, True, False, [], {}, [[]], [None], {"a": 1}, {"": ""}]


def _anything(random: Random) -> Any:
    kind = random.randrange(4)
    if kind == 3:
        value: Any = random.choice(_NUMBERS)
        for _ in range(random.randint(1, 9)):
            value = [value] if random.random() < 0.5 else {"a": value}
        return value
    return deepcopy(random.choice((_STRINGS, _NUMBERS, _REST)[kind]))


def _places(value: Any) -> list[tuple[Any, Any]]:
    """Every (container, name or index) inside a value."""
    found: list[tuple[Any, Any]] = []
    waiting = [value]
    while waiting:
        node = waiting.pop()
        names = list(node) if isinstance(node, dict) else range(len(node))
        for name in names:
            found.append((node, name))
            if isinstance(node[name], dict | list):
                waiting.append(node[name])
    return found


def change_value(random: Random, payload: dict[str, Any], pool: list[Any]) -> None:
    """One change somewhere in the payload. pool: values that mean something in this region."""
    places = _places(payload)
    # Every second time near the top, where the names that matter are.
    if random.random() < 0.5:
        places = [p for p in places if p[0] is payload] or places
    node, name = random.choice(places)
    act = random.randrange(8)
    if act == 0:
        del node[name]
    elif act == 1 and isinstance(node, dict):
        node[random.choice([*_STRINGS, "color", "version", "alg"])] = _anything(random)
    elif act == 2 and isinstance(node, dict):
        node[str(name) + random.choice(["", "x", "\n", ":", " "])] = node.pop(name)
    elif act == 3 and isinstance(node[name], list) and node[name]:
        node[name] = node[name] * random.choice([2, 60, 1_001])
    elif act == 4 and isinstance(node[name], int | float):
        node[name] = random.choice(
            [node[name] + 1, -node[name], float(node[name]), str(node[name])]
        )
    elif act in {5, 6}:
        node[name] = deepcopy(random.choice(pool))
    else:
        node[name] = _anything(random)


# --- JSON texts ------------------------------------------------------------------------------


def change_text(random: Random, payload: dict[str, Any]) -> bytes:
    """The payload as a text that strict JSON may or may not be."""
    text = json.dumps(payload, ensure_ascii=random.random() < 0.5, separators=(",", ":"))
    name = random.choice(list(payload) or ["x"])
    again = f'"{name}":{json.dumps(random.choice([payload.get(name), 1, "x"]))}'
    data = text.encode("utf-8", "surrogatepass")
    inside = data[:-1] if data.endswith(b"}") else data
    deep = random.choice([8, 9, 50, 5_000])
    odd = random.choice(
        [
            again.encode(),
            again.replace(name[0], f"\\u{ord(name[0]):04x}", 1).encode() if name else b"",
            b'"n":NaN',
            b'"n":-Infinity',
            b'"n":1e999',
            b'"n":9007199254740993',
            b'"n":' + b"1" * 5_000,
            b'"n":0.' + b"1" * 80,
            b'"n":01',
            b'"n":"\\ud800"',
            b'"n":"\\udc00\\ud800"',
            b'"n":"\xed\xa0\x80"',
            b'"n":"\\u0000"',
            b'"n":"\x00"',
            b'"n":"\t"',
            b'"n":"\xff"',
            b'"n":' + b"[" * deep + b"]" * deep,
            b'"n":' + b'{"a":' * deep + b"1" + b"}" * deep,
            b'"n":' + b"[" * deep,
            b'"n":"' + b"[" * deep + b'\\""',
            b'"n":"\\\\","m":[[[[[[[[[]]]]]]]]]',
        ]
    )
    act = random.randrange(5)
    if act == 0:
        return random.choice([b"\xef\xbb\xbf" + data, data + b" ", b"\n" + data, data + b"{}"])
    if act == 1:
        return random.choice(BYTES)(random, data)
    if act == 2:
        return random.choice([b"[" + data + b"]", b"null", b"1", b'""', data[:-1], data * 2, b"[]"])
    return inside + b"," + odd + b"}"


# --- headers ---------------------------------------------------------------------------------


def change_header(random: Random, kid: str, typ: str, kids: list[str]) -> bytes:
    """A header that is not exactly ours, or says another thing than the payload."""
    other = random.choice(kids)
    values: dict[str, Any] = {"alg": "Ed25519", "kid": kid, "typ": typ}
    act = random.randrange(6)
    if act == 0:
        values["alg"] = random.choice(["none", "None", "", "EdDSA", "ES256", "HS256", None, 1, []])
    elif act == 1:
        values["kid"] = random.choice([other, "", "é" * 43, "\n" * 43, kid[:-1], 1, None, [kid]])
    elif act == 2:
        kinds = ["topp-region-pack", "topp-admission", "topp-revision", "topp-enrolment", "JWT"]
        values["typ"] = random.choice([*kinds, "topp-new", "topp-" + "x" * 400, "", None, 1])
    elif act == 3:
        extra = random.choice([("crit", ["exp"]), ("b64", False), ("jwk", {}), ("x", 1), ("", "")])
        values[extra[0]] = extra[1]
    elif act == 4:
        values.pop(random.choice(list(values)))
    text = json.dumps(values, ensure_ascii=False, separators=(",", ":"))
    if act == 5:
        again = random.choice(['"alg":"Ed25519"', '"alg":"none"', f'"kid":"{other}"', '"a\\lg":1'])
        text = random.choice(
            [
                text[:-1] + "," + again + "}",
                "{" + again + "," + text[1:],
                text.replace(":", ": "),
                text + " ",
                "\ufeff" + text,
                "[" + text + "]",
                text.replace("Ed25519", "Ed\\u00325519"),
                "{" * 500,
                "",
            ]
        )
    return text.encode("utf-8", "surrogatepass")
