"""Files that a double-click opens: told to the system, asked of it, taken back."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from topp_desktop.foundation.file_types import ENDINGS
from topp_desktop.foundation.file_types.freedesktop import MIME_TYPE, FreedesktopFileTypes
from topp_desktop.foundation.file_types.windows import CLASSES, PROGRAM_CLASS, WindowsFileTypes

SEEN = """
import sys
from PySide6.QtCore import QMimeDatabase
print(*(QMimeDatabase().mimeTypeForFile(name).name() for name in sys.argv[1:]))
"""


class Registry:
    """Windows' rules for keys, in memory: a key with others below it cannot be removed."""

    def __init__(self) -> None:
        self.keys: dict[str, str] = {}
        self.announced = 0

    def read(self, key: str) -> str | None:
        return self.keys.get(key.lower())

    def write(self, key: str, value: str) -> None:
        parts = key.lower().split("\\")
        for n in range(1, len(parts)):
            self.keys.setdefault("\\".join(parts[:n]), "")
        self.keys[key.lower()] = value

    def remove(self, key: str) -> None:
        if any(other.startswith(key.lower() + "\\") for other in self.keys):
            raise PermissionError(key)
        self.keys.pop(key.lower(), None)

    def announce(self) -> None:
        self.announced += 1


def test_windows_classes_are_written_and_taken_back() -> None:
    registry = Registry()
    registry.write(CLASSES, "")
    before = dict(registry.keys)
    types = WindowsFileTypes(registry)
    assert types.opens_with() is None
    program = Path(r"C:\Users\José Núñez\topp-desktop\topp-desktop.exe")
    types.register(program)
    assert types.opens_with() == program
    command = registry.read(rf"{CLASSES}\{PROGRAM_CLASS}\shell\open\command")
    assert command == f'"{program}" "%1"'
    types.forget()
    assert types.opens_with() is None
    assert registry.keys == before
    assert registry.announced == 2


def test_an_ending_that_another_program_took_over_stays_its_own() -> None:
    registry = Registry()
    types = WindowsFileTypes(registry)
    types.register(Path(r"C:\topp\topp-desktop.exe"))
    registry.write(rf"{CLASSES}\.topp", "Other.File")
    assert types.opens_with() is None
    types.forget()
    assert registry.read(rf"{CLASSES}\.topp") == "Other.File"


def _seen(folder: Path, *names: str) -> list[str]:
    """What a program started now takes the files for."""
    done = subprocess.run(
        [sys.executable, "-c", SEEN, *names],
        env=os.environ | {"XDG_DATA_HOME": str(folder)},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=True,
    )
    return done.stdout.split()


@pytest.mark.skipif(sys.platform != "linux", reason="freedesktop.org files")
def test_the_desktop_learns_the_endings_and_forgets_them(tmp_path: Path) -> None:
    types = FreedesktopFileTypes(tmp_path)
    program = Path('/opt/mi "programa" $1/topp-desktop')
    assert types.opens_with() is None
    types.register(program)
    assert types.opens_with() == program
    names = [f"envío{ending}" for ending in ENDINGS]
    assert _seen(tmp_path, *names) == [MIME_TYPE] * len(ENDINGS)
    types.forget()
    assert types.opens_with() is None
    assert MIME_TYPE not in _seen(tmp_path, *names)


@pytest.mark.skipif(shutil.which("gio") is None, reason="needs GLib's own tool")
def test_a_double_click_starts_the_program_with_the_file(tmp_path: Path) -> None:
    """GLib reads the entry as a desktop does: quoting, the file's name, our program."""
    program = tmp_path / 'a "b" $c' / "topp-desktop"
    program.parent.mkdir()
    heard = tmp_path / "heard"
    os.mkfifo(heard)
    program.write_text(f'#!/bin/sh\nprintf "%s" "$1" > "{heard}"\n')
    program.chmod(0o755)
    FreedesktopFileTypes(tmp_path / "data").register(program)
    entry = tmp_path / "data" / "applications" / "topp-desktop.desktop"
    file = tmp_path / "invitación municipal.topp-invite"
    file.write_bytes(b"x")
    environment = os.environ | {"XDG_DATA_HOME": str(tmp_path / "data")}
    subprocess.run(["gio", "launch", str(entry), str(file)], env=environment, check=True)
    # Opening the pipe waits for the program.
    assert Path(heard.read_text("utf-8")) == file
