"""What a person has chosen on this computer: language, theme, window. Never answers."""

from __future__ import annotations

import contextlib
import json
from collections.abc import Callable
from dataclasses import asdict, dataclass, field, fields, replace
from pathlib import Path
from typing import Any

from topp_desktop.foundation.files import private_folder, replace_file
from topp_desktop.foundation.i18n import DEFAULT_LANGUAGE, LANGUAGE_NAMES

THEMES = ("system", "light", "dark", "contrast")
ZOOMS = (80, 90, 100, 110, 125, 150, 175, 200)
"""Per cent of the system's text size."""


@dataclass(frozen=True, slots=True)
class Settings:
    """Immutable; `SettingsFile.change` writes a new one."""

    language: str = DEFAULT_LANGUAGE
    theme: str = "system"
    zoom: int = 100
    configured: bool = False
    last_assessment: str = ""
    last_respondent: str = ""
    last_item: str = ""
    last_page: str = ""
    window: str = ""
    folders: dict[str, str] = field(default_factory=dict)
    """By purpose of the files: the folder that was chosen last."""


def _sound(values: dict[str, Any]) -> Settings:
    """Settings from a file that anybody may have edited: what does not fit is left out."""
    usual = Settings()
    known = {
        one.name: values[one.name]
        for one in fields(Settings)
        if isinstance(values.get(one.name), type(getattr(usual, one.name)))
    }
    settings = Settings(**known)
    if not all(isinstance(folder, str) for folder in settings.folders.values()):
        settings = replace(settings, folders={})
    if settings.language not in LANGUAGE_NAMES:
        settings = replace(settings, language=DEFAULT_LANGUAGE)
    if settings.theme not in THEMES:
        settings = replace(settings, theme="system")
    if settings.zoom not in ZOOMS:
        settings = replace(settings, zoom=100)
    return settings


class SettingsFile:
    """A small JSON file, replaced as a whole so that a power cut leaves the old or the new one.

    later: how a write is put off, such as to a thread; by default it is done at once.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self.value = self._written = self._read()
        self.later: Callable[[Callable[[], None]], None] = at_once

    def _read(self) -> Settings:
        try:
            values = json.loads(self._path.read_text("utf-8"))
        except (OSError, ValueError, RecursionError):
            return Settings()
        return _sound(values) if isinstance(values, dict) else Settings()

    def change(self, **changes: Any) -> Settings:
        """Takes over the changes and writes them; a full disk loses a preference, not work."""
        before, self.value = self.value, replace(self.value, **changes)
        if self.value != before:
            self.later(self._write)
        return self.value

    def _write(self) -> None:
        value = self.value
        if value == self._written:  # an earlier write, put off as well, had this one already
            return
        self._written = value
        with contextlib.suppress(OSError):
            private_folder(self._path.parent)
            replace_file(self._path, json.dumps(asdict(value), indent=1).encode())


def at_once(write: Callable[[], None]) -> None:
    """Puts nothing off."""
    write()
