"""The age v1 format (C2SP age) written by hand, so that every part of it can be spoilt.

Independent of the library that the program uses. All randomness comes from the caller: equal
calls give equal bytes.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from random import Random

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

VERSION = b"age-encryption.org/v1\n"
CHUNK = 64 * 1024
_X25519 = b"age-encryption.org/v1/X25519"
_SCRYPT = b"age-encryption.org/v1/scrypt"


def b64(data: bytes) -> bytes:
    """Standard base64 without padding."""
    return base64.b64encode(data).rstrip(b"=")


def derived(secret: bytes, salt: bytes, info: bytes) -> bytes:
    return HKDF(algorithm=hashes.SHA256(), length=32, salt=salt, info=info).derive(secret)


def wrapped(body: bytes) -> bytes:
    """A stanza's body in lines of 64; the last one is shorter, if need be empty."""
    text = b64(body)
    lines = [text[i : i + 64] for i in range(0, len(text), 64)]
    if not lines or len(lines[-1]) == 64:
        lines.append(b"")
    return b"\n".join(lines) + b"\n"


def stanza(arguments: Sequence[bytes], body: bytes) -> bytes:
    return b"-> " + b" ".join(arguments) + b"\n" + wrapped(body)


def x25519_stanza(file_key: bytes, public: bytes, ephemeral: bytes) -> bytes:
    """The file key for the holder of `public`; `ephemeral` is a secret scalar."""
    own = X25519PrivateKey.from_private_bytes(ephemeral)
    share = own.public_key().public_bytes_raw()
    shared = own.exchange(X25519PublicKey.from_public_bytes(public))
    key = derived(shared, share + public, _X25519)
    return stanza([b"X25519", b64(share)], ChaCha20Poly1305(key).encrypt(bytes(12), file_key, None))


def scrypt_stanza(file_key: bytes, passphrase: bytes, salt: bytes, log_n: int) -> bytes:
    key = hashlib.scrypt(passphrase, salt=_SCRYPT + salt, n=1 << log_n, r=8, p=1, dklen=32)
    body = ChaCha20Poly1305(key).encrypt(bytes(12), file_key, None)
    return stanza([b"scrypt", b64(salt), str(log_n).encode()], body)


def stream(
    key: bytes, chunks: Sequence[bytes], *, last: Callable[[int], bool] | None = None
) -> bytes:
    """STREAM over given chunks. last(i): whether chunk i is marked as the last one."""
    aead = ChaCha20Poly1305(key)
    is_last = last or (lambda i: i == len(chunks) - 1)
    sealed = [
        aead.encrypt(i.to_bytes(11, "big") + bytes([is_last(i)]), chunk, None)
        for i, chunk in enumerate(chunks)
    ]
    return b"".join(sealed)


def chunked(plaintext: bytes, size: int = CHUNK) -> list[bytes]:
    """Whole chunks and the rest; a single empty chunk for an empty text."""
    return [plaintext[i : i + size] for i in range(0, len(plaintext), size)] or [b""]


@dataclass(frozen=True)
class AgeFile:
    """The parts of a file. header: version line and stanzas, without the line of the MAC."""

    header: bytes
    file_key: bytes
    nonce: bytes
    body: bytes

    @property
    def mac(self) -> bytes:
        key = derived(self.file_key, b"", b"header")
        return hmac.new(key, self.header + b"---", hashlib.sha256).digest()

    def written(self, *, mac_line: bytes | None = None) -> bytes:
        line = b"--- " + b64(self.mac) + b"\n" if mac_line is None else mac_line
        return self.header + line + self.nonce + self.body

    @property
    def payload_key(self) -> bytes:
        return derived(self.file_key, self.nonce, b"payload")


def age_file(
    plaintext: bytes | Sequence[bytes],
    recipients: Iterable[bytes],
    random: Random,
    *,
    version: bytes = VERSION,
    more: bytes = b"",
    last: Callable[[int], bool] | None = None,
) -> AgeFile:
    """A file for these public keys. plaintext: whole, or in chunks of any size.

    more: stanzas that are put before the recipients' own.
    """
    file_key, nonce = random.randbytes(16), random.randbytes(16)
    stanzas = b"".join(x25519_stanza(file_key, p, random.randbytes(32)) for p in recipients)
    chunks = chunked(plaintext) if isinstance(plaintext, bytes) else plaintext
    body = stream(derived(file_key, nonce, b"payload"), chunks, last=last)
    return AgeFile(version + more + stanzas, file_key, nonce, body)


def sealed(plaintext: bytes, recipients: Iterable[bytes], random: Random) -> bytes:
    """A sound file."""
    return age_file(plaintext, recipients, random).written()


def passphrase_file(plaintext: bytes, passphrase: str, random: Random, *, log_n: int = 2) -> bytes:
    """A sound file under a passphrase; a small `log_n` opens at once."""
    made = age_file(plaintext, [], random)
    own = scrypt_stanza(made.file_key, passphrase.encode(), random.randbytes(16), log_n)
    return AgeFile(VERSION + own, made.file_key, made.nonce, made.body).written()
