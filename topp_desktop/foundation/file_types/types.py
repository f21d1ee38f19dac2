"""Which files belong to the program, and who tells the system so."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Protocol

"""What a double-click opens. JSON files and spreadsheets belong to other programs too."""


class FileTypes(Protocol):
    """How one system learns of them. Changes raise OSError."""

    def opens_with(self) -> Path | None:
        """The program that a double-click starts now; None: none of ours."""
        ...

    def register(self, program: Path) -> None:
        """From now on a double-click starts `program` with the file."""
        ...

    def forget(self) -> None:
        """Takes back what `register` did; nothing else is touched."""
        ...


class DoubleClick:
    """A double-click on our files, as a person sees it. Every method touches the disk; changes
    raise OSError."""

    def __init__(self, types: FileTypes, program: Path) -> None:
        self._types = types
        self.program = program

    def opens_here(self) -> bool:
        """Whether it starts this copy of the program, and no other."""
        found = self._types.opens_with()
        return found is not None and found == self.program

    def set_up(self) -> None:
        """From now on it does."""
        self._types.register(self.program)

    def take_back(self) -> None:
        """From now on it starts nothing of ours."""
        self._types.forget()


def double_click() -> DoubleClick | None:
    """None where nothing can be offered: the program runs from its sources, or on a system
    whose ways are not known."""
    types = _types() if getattr(sys, "frozen", False) else None
    return DoubleClick(types, Path(sys.executable).resolve()) if types else None


def _types() -> FileTypes | None:
    found: FileTypes | None = None
    if sys.platform == "win32":
        from topp_desktop.foundation.file_types.windows import UserRegistry, WindowsFileTypes

        found = WindowsFileTypes(UserRegistry())
    if sys.platform == "linux":
        from topp_desktop.foundation.file_types.freedesktop import FreedesktopFileTypes
        from topp_desktop.foundation.paths import user_data_folder

        found = FreedesktopFileTypes(user_data_folder())
    return found
