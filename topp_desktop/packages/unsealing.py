"""Opening age v1 files (C2SP age, X25519), from the cryptographic library's own parts.

What seals (`sealing`) has one error for whatever is wrong, lets two malformed headers pass, and
takes twice as long. docs/decisions/0015; every failure of the format is in tests/vectors/age.
"""

from __future__ import annotations

import hmac
from collections.abc import Sequence

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

from topp_desktop.domain.exchange import Outcome
from topp_desktop.formats.objects import Refused
from topp_desktop.packages.age_header import NONCE, TAG, Header, Stanza, parse_header
from topp_desktop.packages.keys import SealingKey

CHUNK = 64 * 1024 + TAG
"""Bytes of a sealed chunk; the last one may have fewer."""


def unseal(data: bytes, keys: Sequence[SealingKey]) -> bytes:
    """The plaintext; Refused as damaged, wrong-key, too-large, too-new or malformed."""
    header = parse_header(data)
    file_key = _file_key(header.stanzas, keys)
    if file_key is None:
        raise Refused(Outcome.WRONG_KEY, "sealed for somebody else")
    mac = hmac.digest(_derived(file_key, b"", b"header"), header.signed, "sha256")
    if not hmac.compare_digest(mac, header.mac):
        raise Refused(Outcome.DAMAGED, "body")
    return _opened(file_key, data, header)


def _derived(secret: bytes, salt: bytes, info: bytes) -> bytes:
    """HKDF-SHA256 (RFC 5869) of 32 bytes, which is one block: extract, then expand once."""
    extracted = hmac.digest(salt, secret, "sha256")
    return hmac.digest(extracted, info + b"\x01", "sha256")


def _file_key(stanzas: Sequence[Stanza], keys: Sequence[SealingKey]) -> bytes | None:
    """What the first stanza holds that one of the keys opens."""
    for key in keys:
        for stanza in stanzas:
            if stanza.share:
                try:
                    shared = key.shared_with(stanza.share)
                    salt = stanza.share + key.public_raw
                    wrap = _derived(shared, salt, b"age-encryption.org/v1/X25519")
                    return ChaCha20Poly1305(wrap).decrypt(bytes(12), stanza.body, None)
                except (InvalidTag, ValueError):
                    continue
    return None


def _opened(file_key: bytes, data: bytes, header: Header) -> bytes:
    """The chunks behind the nonce: each says whether it is the last, and its number is its nonce.

    Only a file without any content has an empty chunk.
    """
    nonce = data[header.body : header.body + NONCE]
    aead = ChaCha20Poly1305(_derived(file_key, nonce, b"payload"))
    body = memoryview(data)[header.body + NONCE :]
    opened = []
    for number, start in enumerate(range(0, len(body), CHUNK)):
        last = start + CHUNK >= len(body)
        try:
            chunk = aead.decrypt(
                number.to_bytes(11, "big") + bytes([last]), body[start : start + CHUNK], None
            )
        except (InvalidTag, ValueError) as fault:
            raise Refused(Outcome.DAMAGED, "body") from fault
        if not chunk and number:
            raise Refused(Outcome.DAMAGED, "body")
        opened.append(chunk)
    return b"".join(opened) if len(opened) > 1 else opened[0]
