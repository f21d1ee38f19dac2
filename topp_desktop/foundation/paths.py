"""Where things live on this computer: data folder, portable mode."""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass
from pathlib import Path

_PORTABLE_MARKER = "topp-portable"
DATA_FOLDER_VARIABLE = "TOPP_DATA"


@dataclass(frozen=True, slots=True)
class Places:
    """The folders of one installation; nothing is created until it is needed."""

    data: Path
    portable: bool

    @property
    def store(self) -> Path:
        """The local database."""
        return self.data / "topp.sqlite"

    @property
    def settings(self) -> Path:
        return self.data / "settings.json"

    @property
    def log(self) -> Path:
        return self.data / "topp.log"

    @property
    def backups(self) -> Path:
        return self.data / "backups"

    @property
    def attachments(self) -> Path:
        """Copies of files that were attached to documents."""
        return self.data / "attachments"

    @property
    def instruments(self) -> Path:
        """Questionnaires that were installed from files."""
        return self.data / "instruments"

    @property
    def identity(self) -> Path:
        """A secretariat's identity, where this computer is one's."""
        return self.data / "identity"

    @property
    def handover(self) -> Path:
        """Where a second start leaves the files it was asked to open."""
        return self.data / "open"


def _program_folder() -> Path | None:
    return Path(sys.executable).resolve().parent if getattr(sys, "frozen", False) else None


def _platform_data_folder() -> Path:
    if sys.platform == "win32":
        base = os.environ.get("LOCALAPPDATA")
        return Path(base) / "TOPP Desktop" if base else Path.home() / "AppData/Local/TOPP Desktop"
    if sys.platform == "darwin":
        return Path.home() / "Library/Application Support/TOPP Desktop"
    return user_data_folder() / "topp-desktop"


def user_data_folder() -> Path:
    """Where programs keep a user's data on Linux (XDG Base Directory Specification)."""
    base = os.environ.get("XDG_DATA_HOME")
    # The specification: a path that is not absolute is to be ignored.
    return Path(base) if base and Path(base).is_absolute() else Path.home() / ".local/share"


def is_network_path(path: Path) -> bool:
    """Whether a path lies on a network share, where SQLite's locks cannot be trusted.

    Windows only (UNC paths, and drive letters whose type is DRIVE_REMOTE as documented for
    GetDriveTypeW); elsewhere a mounted share cannot be told apart without privileges.
    """
    text = str(path)
    if text.startswith(("\\\\", "//")):
        return True
    if sys.platform == "win32" and path.drive:
        import ctypes

        drive_remote = 4
        return bool(ctypes.windll.kernel32.GetDriveTypeW(path.drive + "\\") == drive_remote)
    return False


def find_places(data: Path | None = None) -> Places:
    """The places of this start.

    In this order: the folder given, the variable TOPP_DATA, the folder beside a portable
    program (a file named `topp-portable` lies there), the platform's data folder.
    """
    if data is not None:
        return Places(data, portable=False)
    named = os.environ.get(DATA_FOLDER_VARIABLE)
    if named:
        return Places(Path(named), portable=False)
    program = _program_folder()
    if program is not None and (program / _PORTABLE_MARKER).exists():
        return Places(program / "data", portable=True)
    return Places(_platform_data_folder(), portable=False)
