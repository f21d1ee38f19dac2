"""Where the developers' door finds and leaves things."""

from __future__ import annotations

import os
import sys
from pathlib import Path

DOOR = Path(__file__).resolve().parent.parent
"""The folder that holds this package: `.ci`."""
ROOT = DOOR.parent
LOCK = ROOT / "requirements.lock"
OUT = ROOT / "out"
VENV = ROOT / ".venv"
_PROGRAMS = VENV / ("Scripts" if sys.platform == "win32" else "bin")
FROZEN = ROOT / "dist" / "topp-desktop"


def tool(name: str) -> str:
    """The path of a program that the lock installs."""
    return str(_PROGRAMS / (name + (".exe" if sys.platform == "win32" else "")))


PYTHON = tool("python")


def child_environment(**more: str) -> dict[str, str]:
    """The environment of a program started from the checkout."""
    return {**os.environ, "PYTHONPATH": os.pathsep.join((str(ROOT), str(DOOR))), **more}


def shown(path: Path) -> str:
    """A path as a developer would type it from the checkout."""
    return str(path.relative_to(ROOT)) if path.is_relative_to(ROOT) else str(path)
