"""The typed form of an invitation's secret: 28 characters in seven groups of four.

26 characters carry 128 bits and two zero bits; two check characters make a Reed-Solomon code
over 32 symbols, so that any two wrong characters, and any two that changed places, are found.
The alphabet is Crockford's: no I, L, O, U; what looks like 0 or 1 is read as 0 or 1.
"""

from __future__ import annotations

from collections.abc import Iterable

from topp_desktop.domain.errors import UserError

SECRET_BYTES = 16
CHARACTERS = 28

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
VALUES = {c: i for i, c in enumerate(ALPHABET)} | {"O": 0, "I": 1, "L": 1}
DATA = CHARACTERS - 2
_SPARE_BITS = DATA * 5 - SECRET_BYTES * 8


def _times(a: int, b: int) -> int:
    """Product in GF(32) with x^5 + x^2 + 1."""
    product = 0
    for bit in range(5):
        if b >> bit & 1:
            product ^= a << bit
    for bit in range(8, 4, -1):
        if product >> bit & 1:
            product ^= 0b100101 << (bit - 5)
    return product


def check_symbols(symbols: Iterable[int]) -> list[int]:
    """Remainder after (x - α)(x - α²), with α = 2: coefficients α + α² = 6 and α³ = 8."""
    high = low = 0
    for symbol in symbols:
        factor = symbol ^ high
        high, low = low ^ _times(factor, 6), _times(factor, 8)
    return [high, low]


def write_code(secret: bytes) -> str:
    """The code of a 16-byte secret, such as 7K3M-…-Q2ZD."""
    number = int.from_bytes(secret, "big") << _SPARE_BITS
    symbols = [number >> 5 * (DATA - 1 - i) & 31 for i in range(DATA)]
    text = "".join(ALPHABET[s] for s in symbols + check_symbols(symbols))
    return "-".join(text[i : i + 4] for i in range(0, CHARACTERS, 4))


def read_code(text: str) -> bytes:
    """The secret of a code as people type it; UserError("wrong-code") for a slip."""
    letters = [c for c in text.upper() if c not in "- \t\r\n\N{NO-BREAK SPACE}"]
    if len(letters) != CHARACTERS or any(c not in VALUES for c in letters):
        raise UserError("wrong-code")
    symbols = [VALUES[c] for c in letters]
    number = 0
    for symbol in symbols[:DATA]:
        number = number << 5 | symbol
    if check_symbols(symbols[:DATA]) != symbols[DATA:] or number & ((1 << _SPARE_BITS) - 1):
        raise UserError("wrong-code")
    return (number >> _SPARE_BITS).to_bytes(SECRET_BYTES, "big")
