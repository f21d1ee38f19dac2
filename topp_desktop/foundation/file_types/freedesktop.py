"""A desktop entry and a MIME package, as the freedesktop.org specifications have them.

Desktop Entry Specification, "Exec key"; Shared MIME-info Database, "User modification".
"""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path
from typing import Final
from xml.sax.saxutils import escape

from topp_desktop.foundation.file_types.endings import ENDINGS
from topp_desktop.foundation.files import replace_file

MIME_TYPE: Final = "application/x-topp-desktop"
_ENTRY: Final = "topp-desktop.desktop"
_PACKAGE: Final = "topp-desktop.xml"
_MARK: Final = "X-TOPP-Program="


class FreedesktopFileTypes:
    """See `types.FileTypes`. folder: XDG_DATA_HOME."""

    def __init__(self, folder: Path) -> None:
        self._applications = folder / "applications"
        self._mime = folder / "mime"

    @property
    def _entry(self) -> Path:
        return self._applications / _ENTRY

    @property
    def _package(self) -> Path:
        return self._mime / "packages" / _PACKAGE

    def opens_with(self) -> Path | None:
        try:
            lines = self._entry.read_text("utf-8").splitlines()
        except (OSError, UnicodeDecodeError):
            return None
        found = [line.removeprefix(_MARK) for line in lines if line.startswith(_MARK)]
        return Path(found[0]) if found and self._package.is_file() else None

    def register(self, program: Path) -> None:
        entry = (
            "[Desktop Entry]\nType=Application\nName=TOPP Desktop\n"
            f"Exec={_quoted(program)} %F\nTerminal=false\n"
            f"MimeType={MIME_TYPE};\nCategories=Office;\n{_MARK}{program}\n"
        )
        globs = "".join(f'<glob pattern="*{escape(ending)}"/>' for ending in ENDINGS)
        package = (
            '<?xml version="1.0" encoding="UTF-8"?>\n'
            '<mime-info xmlns="http://www.freedesktop.org/standards/shared-mime-info">'
            f'<mime-type type="{MIME_TYPE}"><comment>TOPP Desktop</comment>{globs}</mime-type>'
            "</mime-info>\n"
        )
        for path, text in ((self._package, package), (self._entry, entry)):
            path.parent.mkdir(parents=True, exist_ok=True)
            replace_file(path, text.encode())
        self._announce()

    def forget(self) -> None:
        self._entry.unlink(missing_ok=True)
        self._package.unlink(missing_ok=True)
        self._announce()

    def _announce(self) -> None:
        """Where the tools are, caches are renewed at once; else at the next login."""
        for tool, folder in (
            ("update-mime-database", self._mime),
            ("update-desktop-database", self._applications),
        ):
            found = shutil.which(tool)
            if found is not None and folder.is_dir():
                subprocess.run([found, str(folder)], capture_output=True, check=False)


def _quoted(program: Path) -> str:
    """An argument of the Exec key: two rounds of escapes, that of strings comes last."""
    text = str(program).replace("%", "%%")
    for sign in ("\\", '"', "`", "$"):
        text = text.replace(sign, f"\\{sign}")
    return '"' + text.replace("\\", "\\\\") + '"'
