"""From the start of the process to the first paint, and until it can be used."""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tests.bench.table import Sample, Table
from tools.places import child_environment

_BARE = [sys.executable, str(Path(__file__).with_name("bare_window.py"))]
_OURS = [sys.executable, "-m", "topp_desktop", "--smoke"]


def _until(mark: str, command: list[str], data: str) -> Sample:
    """Seconds until the program prints a line that begins with `mark` on its error output.

    The clock starts before the process and is ours: neither program is asked how long it took.
    """
    environment = child_environment(TOPP_TIMING="1", TOPP_DATA=data)

    def sample() -> float:
        started = time.perf_counter()
        with subprocess.Popen(
            command, env=environment, stderr=subprocess.PIPE, text=True, encoding="utf-8"
        ) as program:
            assert program.stderr is not None
            lines: list[str] = []
            for line in program.stderr:
                if line.startswith(mark):
                    took = time.perf_counter() - started
                    program.stderr.read()
                    break
                lines.append(line)
            else:
                raise RuntimeError(f"{command} never printed {mark}: {''.join(lines)}")
        return took

    return sample


def run(table: Table) -> None:
    """Ours beside the least window that the same Qt can show."""
    with tempfile.TemporaryDirectory() as data:
        bare = _until("first-paint", _BARE, data)
        for what, mark in (("start to first paint", "first-paint"), ("start to usable", "usable")):
            ours = _until(mark, _OURS, data)
            table.compare(what, ours, bare, against="(bare PySide6 window)", repeats=11, aim=1.5)
