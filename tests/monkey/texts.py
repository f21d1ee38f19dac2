"""What a monkey types and pastes: everything that people, tables and scanners leave behind."""

from __future__ import annotations

import random

LONGEST = 20_000
_PIECES = (
    "La unidad de planificación revisa lo acordado. ",
    "a",
    "línea\n",
    "línea\r\n",
    "Excel\tcelda\t",
    "😀👩‍👩‍👧🇬🇹",
    "تخطيط",
    "e\u0301",
    "\x00",
    "²٣½",
    "\u2028\u2029\x0b\x85",
    "\ufeff\u202e\u200f",
    "=SUM(A1)",
    "%s {name} <b>&amp;</b>",
    "2026-02-30 ",
    "\\..\\/..//nul: ",
    "'\";--",
)
_SHORT = ("", " ", "0", "-1", "99999999999999999999", "31/02/2026", "2026-11-30", "²", "0,5", "1e9")


def text(chance: random.Random) -> str:
    """A text of up to 20,000 characters; most are short."""
    if chance.random() < 0.35:
        return chance.choice(_SHORT)
    long = chance.random() < 0.4
    size = chance.choice((300, 4000, 10_000, LONGEST)) if long else chance.randrange(1, 200)
    pieces = chance.sample(_PIECES, chance.randrange(1, 4))
    whole = "".join(pieces)
    return (whole * (size // len(whole) + 1))[:size]
