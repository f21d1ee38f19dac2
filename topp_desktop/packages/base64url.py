"""base64url without padding (RFC 7515), read strictly: one text for one value."""

from __future__ import annotations

import base64
import binascii

# "+" and "/" belong to the other alphabet: they become something that is in neither.
_TO_STANDARD = bytes.maketrans(b"-_+/=", b"+/!!!")


def encode(data: bytes) -> bytes:
    return base64.urlsafe_b64encode(data).rstrip(b"=")


def decode(text: bytes) -> bytes:
    """The bytes; ValueError for padding, foreign characters or stray bits."""
    padded = text.translate(_TO_STANDARD) + b"=" * (-len(text) % 4)
    try:
        data = binascii.a2b_base64(padded, strict_mode=True)
    except binascii.Error as fault:
        raise ValueError("not base64url") from fault
    # Stray bits can only hide in the last group: written back, it has to be the same.
    tail = len(data) % 3
    if tail and encode(data[-tail:]) != text[-(tail + 1) :]:
        raise ValueError("not canonical base64url")
    return data
