"""The one-folder program as a person gets it: nothing around it but itself."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from tools import freeze
from tools.places import FROZEN

pytestmark = [
    pytest.mark.frozen,
    pytest.mark.skipif(not freeze.is_current(), reason="needs python3 dev.py build"),
]

_SUFFIX = ".exe" if sys.platform == "win32" else ""
# Windows cannot start a program without knowing where Windows is.
_BARE = {name: os.environ[name] for name in ("SYSTEMROOT",) if name in os.environ}
_UNUSED = ("QtNetwork", "QtQml", "QtQuick", "QtPdf", "QtTest", "QtSql", "Qt6Network", "Qt6Qml")


def _start(
    program: str, *arguments: str, folder: Path, **environment: str
) -> subprocess.CompletedProcess[str]:
    env: Mapping[str, str] = {**_BARE, **environment}
    return subprocess.run(
        [FROZEN / (program + _SUFFIX), *arguments],
        cwd=folder,
        env=env,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        timeout=60,
    )


def test_the_command_answers_in_an_empty_environment(tmp_path: Path) -> None:
    done = _start("topp", "instrument", "list", "--json", folder=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    assert json.loads(done.stdout)
    assert not list(tmp_path.iterdir())


def test_it_speaks_spanish(tmp_path: Path) -> None:
    done = _start("topp", "score", "no-such-file.json", "--lang", "es", folder=tmp_path)
    assert done.returncode == 1
    assert "No se encontró el archivo" in done.stderr


def test_the_window_paints(tmp_path: Path) -> None:
    done = _start(
        *("topp-desktop", "--smoke"),
        folder=tmp_path,
        QT_QPA_PLATFORM="offscreen",
        LC_ALL="C.UTF-8",  # or Qt remarks on the locale
        TOPP_DATA=str(tmp_path / "data"),
    )
    assert (done.returncode, done.stderr) == (0, "")


def test_the_main_job_runs_frozen(tmp_path: Path) -> None:
    done = _start(
        *("topp", "demo", str(tmp_path / "demo")),
        folder=tmp_path,
        QT_QPA_PLATFORM="offscreen",
        TOPP_DATA=str(tmp_path / "data"),
    )
    assert done.returncode == 0, done.stderr
    kinds = {path.suffix for path in (tmp_path / "demo").rglob("*")}
    assert {".pdf", ".topp", ".png"} <= kinds


def test_what_is_not_used_was_left_out() -> None:
    names = [path.relative_to(FROZEN).as_posix() for path in FROZEN.rglob("*")]
    assert not [name for name in names if any(part in name for part in _UNUSED)]
    assert not [name for name in names if "tkinter" in name or "/tests/" in name]
