"""One fingerprint of a set: equal sets give equal digests, whoever computes them."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable


def digest_of(rids: Iterable[str]) -> str:
    """SHA-256, in hexadecimal, over the sorted rids, each followed by a line feed."""
    found = hashlib.sha256()
    for rid in sorted(set(rids)):
        found.update(rid.encode("ascii") + b"\n")
    return found.hexdigest()
