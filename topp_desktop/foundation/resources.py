"""The only door to shipped files: checkout, wheel and frozen folder alike."""

from __future__ import annotations

import sys
from pathlib import Path


def _root() -> Path:
    """The folder that holds `resources/` and `translations/`.

    A frozen program unpacks them beside its modules (PyInstaller's `sys._MEIPASS`), a wheel
    carries them inside the package, a checkout has them beside the package.
    """
    frozen = getattr(sys, "_MEIPASS", None)
    if frozen is not None:
        return Path(frozen)
    package = Path(__file__).resolve().parent.parent
    shipped = package / "_shipped"
    return shipped if shipped.is_dir() else package.parent


def resource_path(*parts: str) -> Path:
    """The path of a shipped file or folder below `resources/`."""
    return _root().joinpath("resources", *parts)


def resource_bytes(*parts: str) -> bytes:
    """The content of a shipped file below `resources/`."""
    return resource_path(*parts).read_bytes()


def translations_path() -> Path:
    """The folder that holds one folder per language."""
    return _root() / "translations"
