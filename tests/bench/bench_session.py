"""An official's session with a full measurement: its memory, and from a key to the repaint."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

from tests.bench.table import Table
from tools.places import child_environment

_BARE = str(Path(__file__).with_name("bare_window.py"))


def _run(*arguments: str) -> str:
    done = subprocess.run(
        [sys.executable, *arguments],
        env=child_environment(),
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=True,
    )
    return done.stdout


def _megabytes(*arguments: str) -> float:
    """What a program prints last: its resident memory."""
    return round(float(_run(*arguments).split()[-1]), 1)


def run(table: Table) -> None:
    """Every page visited; a level pressed in the question page; an action ticked; the language."""
    from tests.bench.sitting import Sitting

    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        sitting_there = ("-m", "tests.bench.sitting", str(folder / "memory"))
        _run(*sitting_there, "prepare")
        ours = _megabytes(*sitting_there)
        table.counted("memory, every page of an institution", ours, "MB", aim=250)
        table.counted("memory, bare PySide6 window", _megabytes(_BARE, "--memory"), "MB")
        sitting = Sitting(folder / "keys")
        against = "(scoring alone)"
        table.compare("key to repaint", sitting.press, sitting.score, against=against, repeats=31)
        table.alone("key to repaint", sitting.press, repeats=31, aim=0.016)
        table.compare(
            "tick to repaint, what if", sitting.tick, sitting.score, against=against, repeats=31
        )
        table.alone("tick to repaint, what if", sitting.tick, repeats=31, aim=0.05)
        sitting.visit_every_page()
        # Each switch forgets what was visited: only the first pays for letting go of it.
        table.alone("another language, the page shown", sitting.speak, aim=0.25)
        sitting.close()
