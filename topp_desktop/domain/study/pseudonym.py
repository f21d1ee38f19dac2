"""Names that mean nothing: random, new for each study, found again by a code that the rater keeps.

The code is kept nowhere by the program. Whoever has it can make the pseudonym; whoever has the
pseudonym cannot find the code, nor the pseudonym of another study.
"""

from __future__ import annotations

import hashlib
from typing import Final

from topp_desktop.domain.errors import UserError
from topp_desktop.domain.exchange.typed_code import ALPHABET, VALUES, letters_of

CODE_BYTES: Final = 8
_CHARACTERS: Final = 13
"""64 bits, five to a character."""
_CHECKED: Final = _CHARACTERS + 1


def write_code(secret: bytes) -> str:
    """Eight random bytes as a rater writes them down: 13 characters and one that checks them."""
    number = int.from_bytes(secret, "big")
    letters = "".join(ALPHABET[number >> 5 * n & 31] for n in reversed(range(_CHARACTERS)))
    text = letters + _check(letters)
    return "-".join(text[n : n + 5] for n in range(0, _CHECKED, 5))


def pseudonym(code: str, study: str) -> str:
    """Sixteen digits of base 16 that stand for the rater in this study and in no other.

    UserError("study-code-wrong") for a code with a slip.
    """
    letters = letters_of(code)
    if len(letters) != _CHECKED or any(letter not in VALUES for letter in letters):
        raise UserError("study-code-wrong")
    plain = "".join(ALPHABET[VALUES[letter]] for letter in letters)
    if _check(plain[:-1]) != plain[-1]:
        raise UserError("study-code-wrong")
    text = f"topp-study\n{study}\n{plain}"
    return hashlib.sha256(text.encode("utf-8")).hexdigest()[:16]


def _check(letters: str) -> str:
    """Of all letters by their places, so that two that changed places are found. (A 0 for a Z is
    not: it makes another pseudonym, and the second time stands alone.)"""
    total = sum((place + 1) * VALUES[letter] for place, letter in enumerate(letters))
    return ALPHABET[total % 31]
