"""base64url without padding (RFC 7515), read strictly: one text for one value."""

from __future__ import annotations

import base64
import binascii


def encode(data: bytes) -> bytes:
    return base64.urlsafe_b64encode(data).rstrip(b"=")


def decode(text: bytes) -> bytes:
    """The bytes; ValueError for padding, foreign characters or stray bits."""
    try:
        data = base64.urlsafe_b64decode(text + b"=" * (-len(text) % 4))
    except binascii.Error as fault:
        raise ValueError("not base64url") from fault
    # The library skips what it does not know; writing it back shows whether it did.
    if encode(data) != text:
        raise ValueError("not canonical base64url")
    return data
