"""A short secret under a passphrase, as an age v1 file (C2SP age) that the standard tool opens.

The cost is written here once and for all: a library that measures the computer makes files that
a slower one takes for minutes to open, or never opens. Nothing depends on how busy it is.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
import re
import secrets
import unicodedata

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from topp_desktop.domain.errors import EnvironmentFault, UserError
from topp_desktop.packages.age_header import VERSION_LINE

FACTOR = 17
"""log2 of scrypt's N when writing: 128 MiB, as recovery card and database have."""
MOST_FACTOR = 20
"""The most that is opened, 1 GiB: what earlier releases wrote on fast computers."""
LONGEST = 64 * 1024
"""Bytes of one secret: one chunk of age's payload."""

_BLOCK = 8
_LABEL = b"age-encryption.org/v1/scrypt"
_FILE_KEY, _SALT, _NONCE, _TAG = 16, 16, 16, 16
_LAST_CHUNK = bytes(11) + b"\x01"
_FILE = re.compile(
    re.escape(VERSION_LINE) + rb"-> scrypt ([A-Za-z0-9+/]{22}) ([1-9][0-9]?)\n"
    rb"([A-Za-z0-9+/]{43})\n--- ([A-Za-z0-9+/]{43})\n",
)


def secrets_of(passphrase: str) -> tuple[bytes, ...]:
    """The bytes that a passphrase stands for, the ones to write with first.

    The same letters typed on another keyboard or system are the same passphrase (NFC). What was
    made before that was so may have been made with the letters as they came.
    """
    normal = unicodedata.normalize("NFC", passphrase)
    return tuple(text.encode("utf-8") for text in dict.fromkeys((normal, passphrase)))


def stretched(secret: bytes, salt: bytes, factor: int = FACTOR) -> bytes:
    """scrypt with N = 2^factor; EnvironmentFault("passphrase-memory") where it has no room."""
    needed = 128 * _BLOCK << factor
    try:
        return hashlib.scrypt(
            secret, salt=salt, n=1 << factor, r=_BLOCK, p=1, maxmem=needed + 2**24, dklen=32
        )
    except (MemoryError, ValueError) as fault:
        raise EnvironmentFault("passphrase-memory", memory=needed >> 20) from fault


def seal_under(passphrase: str, secret: bytes) -> bytes:
    """The age file of a secret of at most 64 KiB."""
    file_key, salt, nonce = (secrets.token_bytes(n) for n in (_FILE_KEY, _SALT, _NONCE))
    key = stretched(secrets_of(passphrase)[0], _LABEL + salt)
    body = ChaCha20Poly1305(key).encrypt(bytes(12), file_key, None)
    head = VERSION_LINE + b"-> scrypt %b %d\n%b\n---" % (_base64(salt), FACTOR, _base64(body))
    chunk = ChaCha20Poly1305(_derived(file_key, nonce, b"payload"))
    return b"%b %b\n%b%b" % (
        head,
        _base64(_mac(file_key, head)),
        nonce,
        chunk.encrypt(_LAST_CHUNK, secret, None),
    )


def open_under(passphrase: str, sealed: bytes) -> bytes:
    """The secret. UserError wrong-passphrase; ValueError for a damaged file;
    EnvironmentFault passphrase-memory."""
    found = _FILE.match(sealed)
    if found is None or len(sealed) > found.end() + _NONCE + LONGEST + _TAG:
        raise ValueError("not a secret under a passphrase")
    salt, body, mac = (_bytes(found[place]) for place in (1, 3, 4))
    factor = int(found[2])
    if factor > MOST_FACTOR:
        raise EnvironmentFault("passphrase-memory", memory=128 * _BLOCK << factor >> 20)
    file_key = _file_key(passphrase, salt, body, factor)
    head = sealed[: found.start(4) - 1]
    payload = sealed[found.end() :]
    if not hmac.compare_digest(_mac(file_key, head), mac):
        raise ValueError("the header was changed")
    key = _derived(file_key, payload[:_NONCE], b"payload")
    try:
        return ChaCha20Poly1305(key).decrypt(_LAST_CHUNK, payload[_NONCE:], None)
    except InvalidTag as fault:
        raise ValueError("the content was changed") from fault


def _file_key(passphrase: str, salt: bytes, body: bytes, factor: int) -> bytes:
    for secret in secrets_of(passphrase):
        key = stretched(secret, _LABEL + salt, factor)
        try:
            return ChaCha20Poly1305(key).decrypt(bytes(12), body, None)
        except InvalidTag:
            continue
    raise UserError("wrong-passphrase")


def _mac(file_key: bytes, head: bytes) -> bytes:
    return hmac.digest(_derived(file_key, b"", b"header"), head, "sha256")


def _derived(file_key: bytes, salt: bytes, info: bytes) -> bytes:
    return HKDF(algorithm=hashes.SHA256(), length=32, salt=salt, info=info).derive(file_key)


def _base64(data: bytes) -> bytes:
    return base64.b64encode(data).rstrip(b"=")


def _bytes(text: bytes) -> bytes:
    return binascii.a2b_base64(text + b"=" * (-len(text) % 4), strict_mode=True)
