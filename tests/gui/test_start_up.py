"""What a start leaves behind: no sources of modules in memory, and Python's usual housekeeping."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path


def _says(program: str, data: Path) -> str:
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "TOPP_DATA": str(data)}
    done = subprocess.run(
        [sys.executable, "-c", program],
        env=environment,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=True,
    )
    return done.stdout.strip()


def test_no_sources_are_kept(tmp_path: Path) -> None:
    program = """
import linecache
from topp_desktop.ui.app import make_application
make_application()
import sqlalchemy
print(sum("sqlalchemy" in name and name.endswith(".py") for name in linecache.cache))
"""
    assert _says(program, tmp_path) == "0"


def test_garbage_is_collected_again_once_the_window_can_be_used(tmp_path: Path) -> None:
    program = """
import gc
from topp_desktop.bootstrap import compose
from topp_desktop.ui.app import run
assert run(compose(), smoke=True) == 0
print(gc.isenabled(), gc.get_freeze_count() > 10_000)
"""
    assert _says(program, tmp_path) == "True True"
