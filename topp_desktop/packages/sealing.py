"""Sealing with age; opening is in `unsealing`."""

from __future__ import annotations

from collections.abc import Sequence

import pyrage

from topp_desktop.domain.errors import UserError


def seal(plaintext: bytes, recipients: Sequence[str]) -> bytes:
    """An age file for all `recipients`; UserError("cannot-seal") and nothing else on a fault."""
    try:
        parsed = [pyrage.x25519.Recipient.from_str(r) for r in dict.fromkeys(recipients)]
        if not parsed:
            raise UserError("cannot-seal")
        sealed: bytes = pyrage.encrypt(plaintext, parsed)
    except (pyrage.RecipientError, pyrage.EncryptError) as fault:
        raise UserError("cannot-seal") from fault
    except BaseException as fault:
        # A recipient that is a point of low order makes the library panic, which is no Exception
        # and has no name to be caught by.
        if type(fault).__name__ != "PanicException":
            raise
        raise UserError("cannot-seal") from fault
    return sealed
