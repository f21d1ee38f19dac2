"""Numbers that two people compare over the phone."""

from __future__ import annotations

import hashlib
import hmac

_BITS, _DIGITS = 40, 13


def check_number(kid: str) -> str:
    """Twelve digits to compare by phone: the first 39 bits of a key's SHA-256."""
    number = int.from_bytes(hashlib.sha256(kid.encode("ascii")).digest()[:5], "big") >> 1
    digits = f"{number:012d}"
    return " ".join(digits[i : i + 4] for i in range(0, 12, 4))


def spoken(receipt_key: bytes, rid: str) -> str:
    """Thirteen digits in three groups: the first 40 bits of HMAC-SHA256(receipt key, rid)."""
    tag = hmac.new(receipt_key, rid.encode("ascii"), hashlib.sha256).digest()
    digits = f"{int.from_bytes(tag[: _BITS // 8], 'big'):0{_DIGITS}d}"
    return f"{digits[:4]} {digits[4:8]} {digits[8:]}"


def digits_of(text: str) -> str:
    """The digits of a code as somebody typed it."""
    return "".join(c for c in text if c.isdecimal())
