"""Names of files that are made from names of institutions, titles or ids.

Windows is what most offices have: its names are case-blind, some are devices, and a dot at the
end is lost. A name has at most 255 bytes (Linux) or UTF-16 units (Windows, FAT).
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from pathlib import Path
from uuid import UUID

PART = ".part"
"""The ending of a file while it is written."""

_LONGEST = 255
_USUAL = 150
"""Bytes of a name that the program proposes: with a folder before it, it fits Windows' path."""
_DEVICES = re.compile(
    r"(con|prn|aux|nul|conin\$|conout\$|com[0-9¹²³]|lpt[0-9¹²³])( *\.| *\Z)", re.IGNORECASE
)


def sound_name(text: str, *, longest: int = _USUAL) -> str:
    """A name without its ending that every system takes; "" where nothing of `text` is left.

    longest: in bytes of UTF-8; letters stay whole.
    """
    kept = "".join(" " if c in '<>:"/\\|?*' or not c.isprintable() else c for c in text)
    name = " ".join(kept.split())
    name = name.encode("utf-8")[:longest].decode("utf-8", "ignore").strip(" .")
    return f"_{name}" if _DEVICES.match(name) else name


def plain_name(text: str) -> str:
    """Only letters of ASCII, digits and hyphens: for names that travel by mail; maybe ""."""
    letters = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return re.sub(r"[^A-Za-z0-9]+", "-", letters).strip("-")[:60].strip("-")


def token(identifier: str) -> str:
    """Eight characters that tell an id from every other: the beginning of one that is random,
    of any other its SHA-256."""
    try:
        return str(UUID(identifier))[:8]
    except ValueError:
        return hashlib.sha256(identifier.encode("utf-8", "surrogatepass")).hexdigest()[:8]


def free_path(path: Path) -> Path:
    """The path, or «name (2).ending» and so on: never that of a file that is there."""
    number, free = 1, path
    while free.exists():
        number += 1
        free = path.with_name(f"{path.stem} ({number}){path.suffix}")
    return free


def part_of(path: Path) -> Path:
    """The file beside `path` that is written first; the longest name has room for no ending."""
    name = path.name + PART
    if len(name.encode("utf-8", "surrogateescape")) > _LONGEST:
        digest = hashlib.sha256(path.name.encode("utf-8", "surrogateescape")).hexdigest()
        name = digest[:32] + PART
    return path.with_name(name)
