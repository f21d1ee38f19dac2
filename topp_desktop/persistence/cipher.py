"""From a passphrase to the key of a database (docs/decisions/0011-passphrase.md).

The salt is SQLCipher's own: the first 16 bytes of the file. A database and its passphrase are
all that is needed, also for a backup made before the passphrase was changed; there is no second
file that could be lost, or be exchanged at another moment than the database.
"""

from __future__ import annotations

import hashlib
import os
import unicodedata
from pathlib import Path

from topp_desktop.domain.passphrases import check_passphrase

_MAGIC = b"SQLite format 3\x00"
_SALT = 16
_PAGE = 4096
_COST = {"n": 2**17, "r": 8, "p": 1}
"""scrypt: 128 MiB and half a second, once a start. A new cost needs a new kind of file."""


def salt_of(path: Path) -> bytes | None:
    """The salt of an encrypted database; None for a plain, an empty or a missing one.

    What is not whole pages is no encrypted database: nobody is asked for a passphrase of it.
    """
    try:
        with path.open("rb") as file:
            head = file.read(_SALT)
        if path.stat().st_size % _PAGE:
            return None
    except OSError:
        return None
    if len(head) < _SALT or head == _MAGIC or not any(head):
        return None
    return head


def key_from(passphrase: str, salt: bytes) -> bytes:
    """The raw key, with its salt: 48 bytes for `persistence.engine.connect`."""
    # The same letters typed on another keyboard or system are the same passphrase.
    secret = unicodedata.normalize("NFC", passphrase).encode("utf-8")
    key = hashlib.scrypt(secret, salt=salt, dklen=32, maxmem=2**28, **_COST)
    return key + salt


def new_key(passphrase: str) -> bytes:
    """The key of a database that is about to be encrypted; UserError
    passphrase-too-short, passphrase-common."""
    check_passphrase(passphrase)
    return key_from(passphrase, os.urandom(_SALT))
