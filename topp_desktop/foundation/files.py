"""Writing files so that a power cut, a full disk or a pulled stick leaves the old or the new."""

from __future__ import annotations

import contextlib
import os
import time
from collections.abc import Callable
from pathlib import Path

from topp_desktop.foundation.file_names import part_of

PATIENCE = 1.5
"""Seconds that a deed waits for another program to let go of a file."""

_HELD = {5, 32, 33}
"""Windows: access denied, sharing violation, lock violation. A virus scanner, the search index or
a cloud folder holds nearly every new file for a moment."""


def replace_file(path: Path, data: bytes) -> None:
    """Writes beside `path`, syncs, then replaces it; raises OSError, leaving `path` as it was."""
    part = part_of(path)
    try:
        with part.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        put_in_place(part, path)
    except OSError:
        with contextlib.suppress(OSError):
            remove_file(part)
        raise
    sync_folder(path.parent)


def put_in_place(part: Path, path: Path) -> None:
    """Renames, over whatever is there; waits a little where another program holds either."""
    _patiently(lambda: os.replace(part, path))


def remove_file(path: Path) -> None:
    """Removes a file that may be gone already; waits as `put_in_place`."""
    _patiently(lambda: path.unlink(missing_ok=True))


def _patiently(deed: Callable[[], None]) -> None:
    deadline, pause = time.monotonic() + PATIENCE, 0.02
    while True:
        try:
            deed()
        except OSError as fault:
            if getattr(fault, "winerror", None) not in _HELD or time.monotonic() > deadline:
                raise
        else:
            return
        time.sleep(pause)
        pause = min(pause * 2, 0.3)


def sync_folder(folder: Path) -> None:
    """Makes a rename durable where folders can be synced; Windows syncs with the file."""
    if os.name != "posix":
        return
    # Some file systems (FAT on a stick) cannot sync folders, and some folders cannot be opened;
    # the file itself is synced and in its place.
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def private_folder(folder: Path) -> None:
    """Makes a folder, and those above it that are missing, for this account alone where accounts
    are told apart by modes. One that is there keeps what its owner decided."""
    missing = [place for place in folder.parents if not place.exists()]
    for place in (*reversed(missing), folder):
        place.mkdir(mode=0o700, exist_ok=True)


def private_file(path: Path) -> None:
    """Leaves a file to this account alone, where its disk knows of accounts."""
    with contextlib.suppress(OSError):
        path.chmod(0o600)
