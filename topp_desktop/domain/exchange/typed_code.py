"""The typed form of an invitation's secret: 28 characters in seven groups of four.

26 characters carry 128 bits and two zero bits; two check characters make a Reed-Solomon code
over 32 symbols, so that any two wrong characters, and any two that changed places, are found.
The alphabet is Crockford's: no I, L, O, U; what looks like 0 or 1 is read as 0 or 1.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from topp_desktop.domain.errors import UserError

SECRET_BYTES = 16
CHARACTERS = 28
GROUP: Final = 4
GROUPS: Final = CHARACTERS // GROUP

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


def letters_of(text: str) -> str:
    """What was typed, in capitals, without what people put between."""
    return "".join(c for c in text.upper() if c not in "- .\t\r\n\N{NO-BREAK SPACE}\N{EN DASH}")


def read_code(text: str) -> bytes:
    """The secret of a code as people type it.

    UserError: wrong-code-short(count), wrong-code-letter(group, letter), wrong-code-group(group)
    where one group is the likely place of a slip, else wrong-code. Groups count from 1.
    """
    letters = letters_of(text)
    for place, letter in enumerate(letters[:CHARACTERS]):
        if letter not in VALUES:
            raise UserError("wrong-code-letter", group=place // GROUP + 1, letter=letter)
    if len(letters) != CHARACTERS:
        raise UserError("wrong-code-short", count=len(letters))
    symbols = [VALUES[c] for c in letters]
    groups = suspects(symbols)
    if len(groups) == 1:
        raise UserError("wrong-code-group", group=groups[0])
    number = 0
    for symbol in symbols[:DATA]:
        number = number << 5 | symbol
    if check_symbols(symbols[:DATA]) != symbols[DATA:] or number & ((1 << _SPARE_BITS) - 1):
        raise UserError("wrong-code")
    return (number >> _SPARE_BITS).to_bytes(SECRET_BYTES, "big")


def suspects(symbols: Sequence[int]) -> tuple[int, ...]:
    """Groups in which one wrong character, or two neighbours that changed places, would explain
    why the check fails; () where it does not fail, or nothing so small explains it.

    One wrong character at x^j leaves the remainders e·α^j at α and e·α^2j at α²: their quotient
    says where it is. A slip of more characters may point elsewhere; it is a hint, no more.
    """
    at = [_value_at(symbols, power) for power in (1, 2)]
    if not any(at):
        return ()
    found = set()
    if all(at):
        place = (_LOGARITHMS[at[1]] - _LOGARITHMS[at[0]]) % 31
        if place < CHARACTERS:
            found.add((CHARACTERS - 1 - place) // GROUP + 1)
    for n in range(CHARACTERS - 1):
        swapped = [*symbols[:n], symbols[n + 1], symbols[n], *symbols[n + 2 :]]
        if swapped != list(symbols) and not any(_value_at(swapped, p) for p in (1, 2)):
            found.add(n // GROUP + 1)
    return tuple(sorted(found))


def _value_at(symbols: Sequence[int], power: int) -> int:
    """The polynomial of the symbols at α to a power, the first symbol the highest term."""
    value = 0
    for symbol in symbols:
        value = _times(value, _POWERS[power]) ^ symbol
    return value


def _powers() -> list[int]:
    found = [1]
    while len(found) < 31:
        found.append(_times(found[-1], 2))
    return found


_POWERS = _powers()
_LOGARITHMS = {value: power for power, value in enumerate(_POWERS)}
