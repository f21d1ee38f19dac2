"""The age vectors: every case is built from the format's text (C2SP age), with fixed keys.

Outcomes are written down here by hand: what the strict reader has to say.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from random import Random

from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

from tests.support.age_writer import (
    CHUNK,
    VERSION,
    AgeFile,
    age_file,
    b64,
    derived,
    scrypt_stanza,
    sealed,
    stanza,
    stream,
    x25519_stanza,
)
from topp_desktop.packages.keys import SealingKey

KEY = SealingKey(bytes(range(32)))
OTHER = SealingKey(bytes(range(1, 33)))
TEXT = b"a line\n"
_ALPHABET = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
_FINAL = b"\x00" * 11
_IDENTITY_POINT = bytes(32)
_LOW_ORDER = bytes.fromhex("e0eb7a7c3b41b8ae1656e3faf19fc46ada098deb9c32b1fd866205165f49b800")


@dataclass(frozen=True)
class Vector:
    """outcome: "opens", or that of the ledger; reason: the ledger's; what: the fault in words."""

    name: str
    data: bytes
    outcome: str
    reason: str
    what: str


def _file(plaintext: bytes | list[bytes] = TEXT, **changes: object) -> AgeFile:
    return age_file(plaintext, [KEY.public_raw], Random("age"), **changes)  # type: ignore[arg-type]


def _stray(text: bytes) -> bytes:
    """The same value, with a bit set that no byte uses."""
    return text[:-1] + _ALPHABET[_ALPHABET.index(text[-1]) ^ 1 :][:1]


def _with_header(header: bytes) -> AgeFile:
    """A sound MAC over any header: only what the header says is at fault."""
    return replace(_file(), header=header)


def _around(more: bytes) -> bytes:
    """Our own stanza after another one, with a sound MAC."""
    return _file(more=more).written()


def _own(**parts: bytes) -> bytes:
    """A file whose only stanza has other parts than it should; the MAC is sound."""
    made = _file()
    lines = made.header[len(VERSION) :].split(b"\n")
    share, body = lines[0].split(b" ")[2], lines[1]
    kind = parts.get("kind", b"X25519")
    start = parts.get("start", b"-> " + kind + b" " + parts.get("share", share))
    return _with_header(VERSION + start + b"\n" + parts.get("body", body + b"\n")).written()


def _share_and_body() -> tuple[bytes, bytes]:
    lines = _file().header[len(VERSION) :].split(b"\n")
    return lines[0].split(b" ")[2], lines[1]


def _low_order(point: bytes) -> bytes:
    """The wrapping key that everybody can compute, because the shared secret is zero."""
    made = _file()
    key = derived(bytes(32), point + KEY.public_raw, b"age-encryption.org/v1/X25519")
    body = ChaCha20Poly1305(key).encrypt(bytes(12), made.file_key, None)
    return _with_header(VERSION + stanza([b"X25519", b64(point)], body)).written()


def _long_file_key() -> bytes:
    made = _file()
    longer = replace(made, file_key=made.file_key + bytes(16))
    own = x25519_stanza(longer.file_key, KEY.public_raw, bytes(range(2, 34)))
    body = stream(longer.payload_key, [TEXT])
    return replace(longer, header=VERSION + own, body=body).written()


def _headers() -> Iterator[Vector]:
    made = _file()
    data, mac = made.written(), b64(made.mac)

    def line(text: bytes) -> bytes:
        return made.written(mac_line=text)

    damaged = ("damaged", "header")
    yield Vector(
        "version-2",
        _file(version=b"age-encryption.org/v2\n").written(),
        "too-new",
        "age version",
        "the version line says v2",
    )
    yield Vector(
        "version-space", data.replace(b"v1\n", b"v1 \n", 1), *damaged, "a space after the version"
    )
    yield Vector(
        "version-crlf",
        data.replace(b"v1\n", b"v1\r\n", 1),
        *damaged,
        "the version line ends in CR LF",
    )
    yield Vector(
        "version-0",
        _file(version=b"age-encryption.org/v0\n").written(),
        *damaged,
        "the version line says v0",
    )
    yield Vector(
        "version-absent",
        data[len(VERSION) :],
        "malformed",
        "not a file of this program",
        "no version line",
    )
    yield Vector(
        "header-crlf",
        made.header.replace(b"\n", b"\r\n") + data[len(made.header) :],
        *damaged,
        "the header's lines end in CR LF",
    )
    yield Vector(
        "armour",
        b"-----BEGIN AGE ENCRYPTED FILE-----\n" + b64(data),
        "malformed",
        "armoured",
        "ASCII armour: mail programs re-wrap it",
    )
    yield Vector("header-no-stanza", _with_header(VERSION).written(), *damaged, "no stanza")
    yield Vector("header-only", made.header, *damaged, "ends after the stanzas")
    yield Vector(
        "header-101-stanzas",
        _around(stanza([b"x"], b"") * 100),
        "too-large",
        "header",
        "more than a hundred stanzas",
    )
    yield Vector(
        "header-70-kib", _around(stanza([b"x" * 70_000], b"")), *damaged, "a header beyond 64 KiB"
    )
    yield Vector(
        "mac-bad", line(b"--- " + b64(bytes(32)) + b"\n"), "damaged", "body", "a MAC of other bytes"
    )
    yield Vector("mac-two-spaces", line(b"---  " + mac + b"\n"), *damaged, "two spaces")
    yield Vector("mac-no-space", line(b"---" + mac + b"\n"), *damaged, "no space")
    yield Vector("mac-trailing-space", line(b"--- " + mac + b" \n"), *damaged, "a space after it")
    yield Vector("mac-short", line(b"--- " + b64(made.mac[:-1]) + b"\n"), *damaged, "31 bytes")
    yield Vector("mac-long", line(b"--- " + b64(made.mac + b"a") + b"\n"), *damaged, "33 bytes")
    yield Vector(
        "mac-stray-bits", line(b"--- " + _stray(mac) + b"\n"), *damaged, "non-canonical base64"
    )
    yield Vector("mac-padding", line(b"--- " + mac + b"=\n"), *damaged, "padded base64")
    yield Vector("mac-missing", line(b"---\n"), *damaged, "an empty MAC")
    yield Vector("mac-no-line-end", line(b"--- " + mac), *damaged, "the body follows on the line")
    tampered = made.written().replace(b"-> X25519", b"-> grease x\n\n-> X25519", 1)
    yield Vector("mac-header-changed", tampered, "damaged", "body", "a stanza put in afterwards")


def _stanzas() -> Iterator[Vector]:
    share, body = _share_and_body()
    damaged = ("damaged", "header")
    opens = ("opens", "")
    yield Vector(
        "stanza-grease",
        _around(stanza([b"grease", b"!~"], b"any")),
        *opens,
        "a foreign stanza before ours",
    )
    yield Vector(
        "stanza-empty-body",
        _around(stanza([b"empty"], b"")),
        *opens,
        "a foreign stanza with an empty body",
    )
    yield Vector(
        "stanza-full-line",
        _around(stanza([b"full"], bytes(48))),
        *opens,
        "a foreign body of 64 columns, then the empty last line",
    )
    yield Vector(
        "stanza-no-last-line",
        _around(b"-> full\n" + b"A" * 64 + b"\n"),
        *damaged,
        "a body of 64 columns without the last line",
    )
    yield Vector(
        "stanza-long-line",
        _around(b"-> long\n" + b"A" * 68 + b"\n"),
        *damaged,
        "a line of 68 columns",
    )
    yield Vector(
        "stanza-two-short-lines",
        _around(b"-> short\nAAAA\nAAAA\n"),
        *damaged,
        "a line after the last line",
    )
    yield Vector("stanza-no-body", _around(b"-> bare\n"), *damaged, "a stanza without any body")
    yield Vector("stanza-no-arguments", _around(b"-> \n\n"), *damaged, "no type")
    yield Vector("stanza-only-arrow", _around(b"->\n\n"), *damaged, "no space after the arrow")
    yield Vector("stanza-empty-argument", _around(b"-> a  b\n\n"), *damaged, "an empty argument")
    yield Vector("stanza-trailing-space", _around(b"-> a \n\n"), *damaged, "a space at the end")
    yield Vector("stanza-bad-start", _around(b"-- a\n\n"), *damaged, "another arrow")
    yield Vector(
        "stanza-control-character",
        _around(b"-> a\x7f\n\n"),
        *damaged,
        "a character outside of ASCII's printable ones",
    )
    yield Vector("stanza-umlaut", _around("-> ñ\n\n".encode()), *damaged, "a letter beyond ASCII")
    yield Vector("stanza-cr", _around(b"-> a\r\n\n"), *damaged, "a stray CR")
    yield Vector("stanza-padding", _around(b"-> a\nAA==\n"), *damaged, "padded base64")
    yield Vector("stanza-stray-bits", _around(b"-> a\nAB\n"), *damaged, "non-canonical base64")
    yield Vector("stanza-foreign-alphabet", _around(b"-> a\nA_-A\n"), *damaged, "base64url")
    yield Vector(
        "x25519-two-recipients",
        sealed(TEXT, [OTHER.public_raw, KEY.public_raw], Random(2)),
        *opens,
        "ours is the second of two",
    )
    yield Vector(
        "x25519-not-ours",
        sealed(TEXT, [OTHER.public_raw], Random(3)),
        "wrong-key",
        "sealed for somebody else",
        "made for somebody else",
    )
    yield Vector(
        "x25519-lower-case",
        _own(kind=b"x25519"),
        "wrong-key",
        "sealed for somebody else",
        "a type in small letters is a foreign type",
    )
    yield Vector("x25519-no-argument", _own(start=b"-> X25519"), *damaged, "no share")
    yield Vector(
        "x25519-two-arguments",
        _own(start=b"-> X25519 " + share + b" a"),
        *damaged,
        "one argument too many",
    )
    yield Vector("x25519-short-share", _own(share=b64(bytes(31))), *damaged, "31 bytes")
    yield Vector("x25519-long-share", _own(share=b64(bytes(33))), *damaged, "33 bytes")
    yield Vector(
        "x25519-share-stray-bits", _own(share=_stray(share)), *damaged, "non-canonical base64"
    )
    yield Vector(
        "x25519-body-stray-bits", _own(body=_stray(body) + b"\n"), *damaged, "non-canonical base64"
    )
    yield Vector("x25519-short-body", _own(body=b64(bytes(31)) + b"\n"), *damaged, "31 bytes")
    yield Vector("x25519-long-file-key", _long_file_key(), *damaged, "a file key of 32 bytes")
    yield Vector(
        "x25519-bad-tag",
        _own(body=b64(bytes(32)) + b"\n"),
        "wrong-key",
        "sealed for somebody else",
        "a body that our key does not open",
    )
    yield Vector(
        "x25519-zero-share",
        _low_order(_IDENTITY_POINT),
        "wrong-key",
        "sealed for somebody else",
        "the share is the zero point",
    )
    yield Vector(
        "x25519-low-order",
        _low_order(_LOW_ORDER),
        "wrong-key",
        "sealed for somebody else",
        "the share is a point of low order",
    )
    made = _file()
    phrase = scrypt_stanza(made.file_key, b"secret", bytes(16), 2)
    alone = _with_header(VERSION + phrase).written()
    yield Vector("scrypt", alone, "wrong-key", "sealed with a passphrase", "a passphrase")
    yield Vector("scrypt-and-x25519", _around(phrase), *damaged, "a passphrase beside a key")
    yield Vector(
        "scrypt-twice", _with_header(VERSION + phrase * 2).written(), *damaged, "two passphrases"
    )
    huge = stanza([b"scrypt", b64(bytes(16)), b"60"], bytes(32))
    yield Vector(
        "scrypt-endless",
        _with_header(VERSION + huge).written(),
        "wrong-key",
        "sealed with a passphrase",
        "work for a century is never begun",
    )


def _bodies() -> Iterator[Vector]:
    made = _file()
    data, full = made.written(), TEXT.ljust(CHUNK, b"\n")
    damaged = ("damaged", "body")
    opens = ("opens", "")
    start = len(data) - len(made.body)
    yield Vector("sound", data, *opens, "nothing is wrong")
    yield Vector("body-empty", _file(b"").written(), "malformed", "empty", "no plaintext")
    yield Vector(
        "body-one-full-chunk",
        _file(full[:-1] + b"\n").written(),
        "too-large",
        "lines",
        "exactly one chunk; its text has too many lines",
    )
    text = b"x" * (CHUNK - 1) + b"\n"
    yield Vector("body-full-chunk", _file(text).written(), *opens, "exactly one chunk")
    yield Vector("body-two-chunks", _file(text + TEXT).written(), *opens, "a chunk and a rest")
    yield Vector("body-bad-tag", data[:-1] + bytes([data[-1] ^ 1]), *damaged, "the last bit")
    yield Vector("body-no-nonce", data[: start - 16], *damaged, "ends after the header")
    yield Vector("body-short-nonce", data[: start - 4], *damaged, "a nonce of 12 bytes")
    yield Vector("body-no-chunk", data[:start], *damaged, "no chunk at all")
    yield Vector("body-short-tag", data[:-4], *damaged, "a tag of 12 bytes")
    yield Vector("body-trailing-byte", data + b"\0", *damaged, "a byte too many")
    yield Vector("body-trailing-file", data + data, *damaged, "a second file behind it")
    yield Vector("body-twice", data + made.body, *damaged, "the last chunk twice")
    yield Vector(
        "body-not-marked",
        _file(last=lambda _: False).written(),
        *damaged,
        "no chunk is the last one",
    )
    two = _file([text, TEXT])
    border = len(two.written()) - len(two.body) + CHUNK + 16
    yield Vector(
        "body-cut-at-border", two.written()[:border], *damaged, "ends at the border of a chunk"
    )
    yield Vector(
        "body-cut-behind-border",
        two.written()[: border + 1],
        *damaged,
        "ends one byte behind the border",
    )
    yield Vector(
        "body-empty-last-chunk",
        _file([text, b""]).written(),
        *damaged,
        "an empty last chunk after a full one",
    )
    yield Vector(
        "body-short-first-chunk",
        _file([TEXT, TEXT]).written(),
        *damaged,
        "a first chunk that is not full",
    )
    yield Vector(
        "body-long-chunk",
        _file([text + b"x"]).written(),
        *damaged,
        "a chunk of 64 KiB and one byte",
    )
    yield Vector(
        "body-two-marked",
        _file([text, TEXT], last=lambda _: True).written(),
        *damaged,
        "two chunks that say to be the last",
    )
    swapped = two.body[CHUNK + 16 :] + two.body[: CHUNK + 16]
    yield Vector(
        "body-swapped", replace(two, body=swapped).written(), *damaged, "chunks that changed places"
    )
    yield Vector(
        "body-other-nonce", replace(made, nonce=bytes(16)).written(), *damaged, "another nonce"
    )


def vectors() -> list[Vector]:
    """All cases, by name."""
    found = [*_headers(), *_stanzas(), *_bodies()]
    assert len({v.name for v in found}) == len(found)
    return sorted(found, key=lambda v: v.name)
