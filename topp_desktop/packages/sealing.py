"""Sealing and opening with age; what the library calls one error is told apart here."""

from __future__ import annotations

import base64
from collections.abc import Sequence

import pyrage
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from topp_desktop.domain.errors import UserError
from topp_desktop.domain.exchange import Outcome
from topp_desktop.formats.objects import Refused
from topp_desktop.packages.age_header import Stanza, parse_header
from topp_desktop.packages.keys import SealingKey


def seal(plaintext: bytes, recipients: Sequence[str]) -> bytes:
    """An age file for all `recipients`; UserError("cannot-seal") and nothing else on a fault."""
    try:
        parsed = [pyrage.x25519.Recipient.from_str(r) for r in dict.fromkeys(recipients)]
        if not parsed:
            raise UserError("cannot-seal")
        sealed: bytes = pyrage.encrypt(plaintext, parsed)
    except (pyrage.RecipientError, pyrage.EncryptError) as fault:
        raise UserError("cannot-seal") from fault
    except BaseException as fault:
        # A recipient that is a point of low order makes the library panic, which is no Exception
        # and has no name to be caught by.
        if type(fault).__name__ != "PanicException":
            raise
        raise UserError("cannot-seal") from fault
    return sealed


def unseal(data: bytes, keys: Sequence[SealingKey]) -> bytes:
    """The plaintext; Refused as damaged, wrong-key, too-new or malformed."""
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
    if stanza.arguments[0] != b"X25519":
        return False
    share = base64.b64decode(stanza.arguments[1] + b"=")
    try:
        shared = X25519PrivateKey.from_private_bytes(key.raw).exchange(
            X25519PublicKey.from_public_bytes(share)
        )
        wrap = HKDF(
            algorithm=hashes.SHA256(),
            length=32,
            salt=share + key.public_raw,
            info=b"age-encryption.org/v1/X25519",
        ).derive(shared)
        ChaCha20Poly1305(wrap).decrypt(bytes(12), stanza.body, None)
    except (InvalidTag, ValueError):
        return False
    return True
