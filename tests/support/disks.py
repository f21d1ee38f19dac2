"""Disks that are full or read-only; where they cannot be mounted, the test is skipped."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest


def _mount(*arguments: str) -> bool:
    try:
        done = subprocess.run(["mount", *arguments], capture_output=True, check=False)
    except FileNotFoundError:
        return False
    return done.returncode == 0


@contextmanager
def small_disk(folder: Path, kilobytes: int = 64) -> Iterator[Path]:
    """A file system of this size at `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    if sys.platform != "linux" or not _mount(
        "-t", "tmpfs", "-o", f"size={kilobytes}k", "tmpfs", str(folder)
    ):
        pytest.skip("this account may not mount a file system")
    try:
        yield folder
    finally:
        subprocess.run(["umount", "-l", str(folder)], check=True)


def make_read_only(folder: Path) -> None:
    """Turns a disk of `small_disk` into one that cannot be written."""
    assert _mount("-o", "remount,ro", str(folder))


def fill(folder: Path) -> None:
    """Uses up what is left of a disk."""
    with (folder / "filler").open("wb", buffering=0) as file, suppress(OSError):
        while file.write(b"\0" * 1024) == 1024:
            pass
