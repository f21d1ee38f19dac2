"""Classes of the current user, as "File Types" in Microsoft's Shell documentation has them.

No administrator is needed below HKEY_CURRENT_USER\\Software\\Classes. Every ending names one
class of ours; the class names the command.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Final, Protocol

from topp_desktop.foundation.file_types.endings import ENDINGS

CLASSES: Final = r"Software\Classes"
PROGRAM_CLASS: Final = "TOPPDesktop.File"
_COMMAND: Final = rf"{CLASSES}\{PROGRAM_CLASS}\shell\open\command"


class Registry(Protocol):
    """Default values of keys below HKEY_CURRENT_USER."""

    def read(self, key: str) -> str | None: ...

    def write(self, key: str, value: str) -> None:
        """Makes the key and those above it."""
        ...

    def remove(self, key: str) -> None:
        """A key without keys below it; nothing happens where it is not there."""
        ...

    def announce(self) -> None:
        """Tells running programs, such as the file manager."""
        ...


class WindowsFileTypes:
    """See `types.FileTypes`."""

    def __init__(self, registry: Registry) -> None:
        self._registry = registry

    def opens_with(self) -> Path | None:
        command = self._registry.read(_COMMAND)
        mine = all(self._registry.read(_key(ending)) == PROGRAM_CLASS for ending in ENDINGS)
        if not mine or command is None or not command.startswith('"'):
            return None
        return Path(command[1:].partition('"')[0])

    def register(self, program: Path) -> None:
        registry, ours = self._registry, rf"{CLASSES}\{PROGRAM_CLASS}"
        registry.write(ours, "TOPP Desktop")
        registry.write(rf"{ours}\DefaultIcon", f"{program},0")
        registry.write(_COMMAND, f'"{program}" "%1"')
        for ending in ENDINGS:
            registry.write(_key(ending), PROGRAM_CLASS)
        registry.announce()

    def forget(self) -> None:
        registry, ours = self._registry, rf"{CLASSES}\{PROGRAM_CLASS}"
        for ending in ENDINGS:
            # An ending that another program took over meanwhile is that program's.
            if registry.read(_key(ending)) == PROGRAM_CLASS:
                registry.remove(_key(ending))
        below = (r"\shell\open\command", r"\shell\open", r"\shell", r"\DefaultIcon", "")
        for key in below:
            registry.remove(ours + key)
        registry.announce()


def _key(ending: str) -> str:
    return rf"{CLASSES}\{ending}"


if sys.platform == "win32":
    import ctypes
    import winreg

    _ASSOCIATIONS_CHANGED = 0x08000000  # SHCNE_ASSOCCHANGED; SHCNF_IDLIST is 0

    class UserRegistry:
        """The real one. `remove` leaves a key that has others below it."""

        def read(self, key: str) -> str | None:
            try:
                return winreg.QueryValue(winreg.HKEY_CURRENT_USER, key)
            except FileNotFoundError:
                return None

        def write(self, key: str, value: str) -> None:
            winreg.SetValue(winreg.HKEY_CURRENT_USER, key, winreg.REG_SZ, value)

        def remove(self, key: str) -> None:
            try:
                winreg.DeleteKey(winreg.HKEY_CURRENT_USER, key)
            except FileNotFoundError:
                return

        def announce(self) -> None:
            ctypes.windll.shell32.SHChangeNotify(_ASSOCIATIONS_CHANGED, 0, None, None)
