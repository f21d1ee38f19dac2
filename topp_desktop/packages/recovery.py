"""The recovery card: a secretariat's seeds under its passphrase, short enough to be typed.

What is printed is `version ‖ salt ‖ ChaCha20-Poly1305(scrypt(passphrase, salt), id ‖ seeds)`: 81
bytes for one seed, 32 more for each former one, in lines of 26 characters of Crockford's alphabet
and two check characters each. A line's check covers its number, so that a slip is found in its
line, and so are lines that changed places. The key is used once (the salt is fresh), so the nonce
is zero. See docs/exchange.md, "Recovery card".
"""

from __future__ import annotations

import secrets
import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

from topp_desktop.domain.errors import UserError
from topp_desktop.domain.exchange.typed_code import (
    ALPHABET,
    CHARACTERS,
    DATA,
    VALUES,
    check_symbols,
)
from topp_desktop.packages.keys import SEED_BYTES
from topp_desktop.packages.passphrase_file import secrets_of, stretched

PREFIX = "TOPP-CARD"
"""What the QR code says before the groups."""

_VERSION = 1
_SALT = 16
_TAG = 16
_ID = 16
_AAD = b"topp/1/recovery-card"
_LONGEST = 64
"""Lines; a card of two former seeds has nine."""


@dataclass(frozen=True, slots=True)
class RecoveredSeeds:
    """What a card holds. seeds: the present one first."""

    id: str
    seeds: tuple[bytes, ...]


def write_card(content: RecoveredSeeds, passphrase: str) -> tuple[str, ...]:
    """The lines of a new card, each of seven groups of four characters."""
    salt = secrets.token_bytes(_SALT)
    plain = uuid.UUID(content.id).bytes + b"".join(content.seeds)
    sealed = ChaCha20Poly1305(stretched(secrets_of(passphrase)[0], salt)).encrypt(
        bytes(12), plain, _AAD
    )
    data = bytes([_VERSION]) + salt + sealed
    count = -(-len(data) * 8 // (DATA * 5))
    number = int.from_bytes(data, "big") << (count * DATA * 5 - len(data) * 8)
    lines = []
    for line in range(count):
        symbols = [number >> 5 * ((count - line) * DATA - 1 - place) & 31 for place in range(DATA)]
        text = "".join(ALPHABET[s] for s in symbols + _check(line, symbols))
        lines.append("-".join(text[i : i + 4] for i in range(0, CHARACTERS, 4)))
    return tuple(lines)


def read_card(text: str, passphrase: str) -> RecoveredSeeds:
    """The content of a card as people type it or a phone reads it.

    UserError: card-incomplete, card-slip(line), card-too-new, wrong-passphrase.
    """
    lines = _symbols(text)
    number = 0
    for symbols in lines:
        for symbol in symbols:
            number = number << 5 | symbol
    bits = len(lines) * DATA * 5
    if number >> (bits - 8) != _VERSION:
        raise UserError("card-too-new")
    size = _size(bits)
    data = (number >> (bits - size * 8)).to_bytes(size, "big")
    plain = _opened(passphrase, data)
    seeds = plain[_ID:]
    return RecoveredSeeds(
        str(uuid.UUID(bytes=plain[:_ID])),
        tuple(seeds[i : i + SEED_BYTES] for i in range(0, len(seeds), SEED_BYTES)),
    )


def _opened(passphrase: str, data: bytes) -> bytes:
    for secret in secrets_of(passphrase):
        key = stretched(secret, data[1 : 1 + _SALT])
        try:
            return ChaCha20Poly1305(key).decrypt(bytes(12), data[1 + _SALT :], _AAD)
        except InvalidTag:
            continue
    raise UserError("wrong-passphrase")


def _size(bits: int) -> int:
    """The bytes of a card of so many bits: the most that whole seeds can fill."""
    fixed = 1 + _SALT + _ID + _TAG
    seeds = (bits // 8 - fixed) // SEED_BYTES
    if seeds < 1:
        raise UserError("card-incomplete")
    return fixed + seeds * SEED_BYTES


def _symbols(text: str) -> list[list[int]]:
    text = text.upper().removeprefix("\ufeff")
    place = text.find(PREFIX)
    if place >= 0:
        text = text[place + len(PREFIX) :]
    letters = [c for c in text if c not in "- \t\r\n\N{NO-BREAK SPACE}"]
    if not letters or len(letters) % CHARACTERS or len(letters) > CHARACTERS * _LONGEST:
        raise UserError("card-incomplete")
    lines = []
    for line in range(len(letters) // CHARACTERS):
        typed = letters[line * CHARACTERS : (line + 1) * CHARACTERS]
        symbols = [VALUES.get(c, -1) for c in typed]
        if -1 in symbols or _check(line, symbols[:DATA]) != symbols[DATA:]:
            raise UserError("card-slip", line=line + 1)
        lines.append(symbols[:DATA])
    return lines


def _check(line: int, symbols: Sequence[int]) -> list[int]:
    # One more than the number: a leading zero would check nothing.
    return check_symbols([line + 1 & 31, *symbols])
