"""Keys: one secret gives every key that belongs to it, through HKDF with a purpose each."""

from __future__ import annotations

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import pyrage
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from topp_desktop.domain.exchange.typed_code import SECRET_BYTES, read_code, write_code
from topp_desktop.formats.objects import thumbprint
from topp_desktop.packages import base64url, bech32
from topp_desktop.services.exchange.values import OfficerCard

SEED_BYTES = 32


def derive(secret: bytes, purpose: str) -> bytes:
    """32 bytes of HKDF-SHA256 (RFC 5869) for one purpose; no salt."""
    return HKDF(
        algorithm=hashes.SHA256(), length=32, salt=None, info=f"topp/1/{purpose}".encode("ascii")
    ).derive(secret)


class SigningKey:
    """An Ed25519 key made from a 32-byte seed."""

    def __init__(self, seed: bytes) -> None:
        self._private = Ed25519PrivateKey.from_private_bytes(seed)
        self.x = base64url.encode(self._private.public_key().public_bytes_raw()).decode("ascii")
        self.kid = thumbprint(self.x)

    def sign(self, data: bytes) -> bytes:
        return self._private.sign(data)


class SealingKey:
    """An X25519 key in the forms age uses."""

    def __init__(self, raw: bytes) -> None:
        self._private = X25519PrivateKey.from_private_bytes(raw)
        public = self._private.public_key().public_bytes_raw()
        self.public_raw = public
        self.recipient = bech32.encode("age", public)
        self.secret = bech32.encode("age-secret-key-", raw).upper()

    def shared_with(self, share: bytes) -> bytes:
        """X25519 with a public key; ValueError for a point of low order."""
        return self._private.exchange(X25519PublicKey.from_public_bytes(share))

    @cached_property
    def identity(self) -> pyrage.x25519.Identity:
        return pyrage.x25519.Identity.from_str(self.secret)


@dataclass(frozen=True)
class SecretariatKeyring:
    """A secretariat's identity, opened. former: seeds before it that only open old files."""

    id: str
    name: str
    audience: tuple[tuple[str, str], ...]
    seed: bytes
    former: tuple[bytes, ...] = ()
    officers: tuple[OfficerCard, ...] = ()

    @cached_property
    def root(self) -> SigningKey:
        return _root(self.seed)

    @property
    def signer(self) -> SigningKey:
        return self.root

    @property
    def root_kid(self) -> str:
        return self.root.kid

    @cached_property
    def former_signers(self) -> Sequence[SigningKey]:
        return [_root(seed) for seed in self.former]

    @cached_property
    def anchors(self) -> Mapping[str, str]:
        return {root.kid: root.x for root in (self.root, *self.former_signers)}

    @cached_property
    def openers(self) -> Sequence[SealingKey]:
        return [SealingKey(derive(s, "secretariat/age")) for s in (self.seed, *self.former)]


@dataclass(frozen=True)
class OfficerKeyring:
    """An officer's own identity for a secretariat whose roots it trusts. roots: kid → x, the
    present one first."""

    id: str
    name: str
    audience: tuple[tuple[str, str], ...]
    seed: bytes
    roots: Mapping[str, str]

    @property
    def former_signers(self) -> Sequence[SigningKey]:
        return ()

    @property
    def officers(self) -> tuple[OfficerCard, ...]:
        return ()

    @cached_property
    def signer(self) -> SigningKey:
        return SigningKey(derive(self.seed, "officer/sign"))

    @property
    def root_kid(self) -> str:
        return next(iter(self.roots))

    @property
    def anchors(self) -> Mapping[str, str]:
        return self.roots

    @cached_property
    def openers(self) -> Sequence[SealingKey]:
        return [SealingKey(derive(self.seed, "officer/age"))]


def _root(seed: bytes) -> SigningKey:
    return SigningKey(derive(seed, "secretariat/root"))


class InvitationKeyring:
    """What the 128-bit secret of an invitation gives."""

    def __init__(self, secret: bytes) -> None:
        self.code = write_code(secret)
        self.signer = SigningKey(derive(secret, "invitation/sign"))
        self.opener = SealingKey(derive(secret, "invitation/age"))
        self.receipt_key = derive(secret, "invitation/receipt")

    @classmethod
    def new(cls) -> InvitationKeyring:
        return cls(secrets.token_bytes(SECRET_BYTES))

    @classmethod
    def of_code(cls, code: str) -> InvitationKeyring:
        return cls(read_code(code))
