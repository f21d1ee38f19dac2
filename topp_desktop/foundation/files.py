"""Writing files so that a power cut, a full disk or a pulled stick leaves the old or the new."""

from __future__ import annotations

import contextlib
import os
from pathlib import Path


def replace_file(path: Path, data: bytes) -> None:
    """Writes beside `path`, syncs, then replaces it; raises OSError, leaving `path` as it was."""
    part = path.with_name(path.name + ".part")
    try:
        with part.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        os.replace(part, path)
    except OSError:
        part.unlink(missing_ok=True)
        raise
    sync_folder(path.parent)


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
