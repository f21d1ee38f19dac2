"""From the start of the process to the first paint, and until it can be used."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tests.bench.table import Sample, Table
from tools.places import child_environment
from topp_desktop.bootstrap import compose
from topp_desktop.foundation.resources import resource_path

_BARE = [sys.executable, str(Path(__file__).with_name("bare_window.py"))]
_OURS = [sys.executable, "-m", "topp_desktop", "--smoke"]


def _environment(data: Path, bytecode: Path) -> dict[str, str]:
    """Installed and frozen programs carry their bytecode. Where an environment forbids writing
    it, a start from the checkout would spend half its time compiling: a folder of our own."""
    more = {"TOPP_TIMING": "1", "TOPP_DATA": str(data), "PYTHONPYCACHEPREFIX": str(bytecode)}
    environment = child_environment(**more)
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    return environment


def _until(mark: str, command: list[str], environment: dict[str, str]) -> Sample:
    """Seconds until the program prints a line that begins with `mark` on its error output.

    The clock starts before the process and is ours: neither program is asked how long it took.
    """

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


def _processor(command: list[str], environment: dict[str, str]) -> Sample:
    """Processor seconds of the whole process, to its end: what a busy machine does not change."""

    def sample() -> float:
        before = os.times()
        subprocess.run(command, env=environment, stderr=subprocess.DEVNULL, check=True)
        after = os.times()
        return (after.children_user + after.children_system) - (
            before.children_user + before.children_system
        )

    return sample


def _with_measurement(data: Path) -> None:
    """A computer on which somebody has worked: the window opens where it was left."""
    program = compose(data)
    program.assessments.take_in(resource_path("samples", "municipio.json"))
    program.settings.change(configured=True)
    program.close()


def run(table: Table) -> None:
    """Ours beside the least window that the same Qt can show."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        first, later = (
            _environment(folder / which, folder / "bytecode") for which in ("first", "later")
        )
        _with_measurement(folder / "later")
        against = "(bare PySide6 window)"
        for what, mark, environment in (
            ("first run: to first paint", "first-paint", first),
            ("first run: to usable", "usable", first),
            ("with a measurement: to first paint", "first-paint", later),
            ("with a measurement: to usable", "usable", later),
        ):
            table.compare(
                what,
                _until(mark, _OURS, environment),
                _until("first-paint", _BARE, environment),
                against=against,
                repeats=11,
                aim=1.5,
            )
        table.compare(
            "with a measurement: processor time until closed",
            _processor(_OURS, later),
            _processor(_BARE, later),
            against=against,
            repeats=7,
        )
