"""Opening age v1 files (C2SP age, X25519): a strict look at the header, then the library.

The library has one error for whatever is wrong; where it refuses, the header tells a file made
for somebody else from one that was made for us and broke. Every failure of the format is in
tests/vectors/age.
"""

from __future__ import annotations

from collections.abc import Sequence

import pyrage
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from topp_desktop.domain.exchange import Outcome
from topp_desktop.formats.objects import Refused
from topp_desktop.packages.age_header import Stanza, parse_header
from topp_desktop.packages.keys import SealingKey


def unseal(data: bytes, keys: Sequence[SealingKey]) -> bytes:
    """The plaintext; Refused as damaged, wrong-key, too-large, too-new or malformed."""
    stanzas = parse_header(data)
    try:
        plaintext: bytes = pyrage.decrypt(data, [key.identity for key in keys])
    except pyrage.DecryptError as fault:
        if any(_unwraps(stanza, key) for stanza in stanzas for key in keys):
            raise Refused(Outcome.DAMAGED, "body") from fault
        raise Refused(Outcome.WRONG_KEY, "sealed for somebody else") from fault
    return plaintext


def _unwraps(stanza: Stanza, key: SealingKey) -> bool:
    """Whether `key` opens the stanza: then the file was made for us, and what follows broke."""
    if not stanza.share:
        return False
    try:
        wrap = HKDF(
            algorithm=hashes.SHA256(),
            length=32,
            salt=stanza.share + key.public_raw,
            info=b"age-encryption.org/v1/X25519",
        ).derive(key.shared_with(stanza.share))
        ChaCha20Poly1305(wrap).decrypt(bytes(12), stanza.body, None)
    except (InvalidTag, ValueError):
        return False
    return True
