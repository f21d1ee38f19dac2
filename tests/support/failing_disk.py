"""Runs a test's program on a disk that refuses the nth write; skipped where nothing compiles C."""

from __future__ import annotations

import ctypes
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

HERE = Path(__file__).resolve()
ROOT = HERE.parents[2]


def run_on_failing_disk(folder: Path, program: str, *arguments: str) -> str:
    """Runs a Python program in which `refusing` works; returns what it printed."""
    compiler = shutil.which("cc")
    if sys.platform != "linux" or compiler is None:
        pytest.skip("needs Linux and a C compiler")
    library = folder / "failing_disk.so"
    source = HERE.with_suffix(".c")
    subprocess.run([compiler, "-shared", "-fPIC", "-O1", "-o", library, source], check=True)
    done = subprocess.run(
        [sys.executable, "-c", program, *arguments],
        cwd=ROOT,
        env=os.environ | {"LD_PRELOAD": str(library)},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stderr[-3000:]
    return done.stdout


@contextmanager
def refusing(folder: Path, nth: int, error: int, *, stays: bool) -> Iterator[list[int]]:
    """Inside, the nth write below `folder` fails, and every later one if it `stays`.

    Afterwards the list holds how many writes there were.
    """
    disk = ctypes.CDLL(None)
    disk.disk_disarm.restype = ctypes.c_long
    seen: list[int] = []
    disk.disk_arm(str(folder).encode(), ctypes.c_long(nth), error, int(stays))
    try:
        yield seen
    finally:
        seen.append(disk.disk_disarm())
