"""Which parts of the operating system are missing, and how to get them."""

from __future__ import annotations

import ctypes
import importlib.util
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Need:
    """One Debian package, what it gives, and how to see that it is there."""

    package: str
    gives: str
    present: Callable[[str], bool]


def library(name: str) -> bool:
    """Whether the system's loader finds a shared library."""
    try:
        ctypes.CDLL(name)
    except OSError:
        return False
    return True


def _program(name: str) -> bool:
    return shutil.which(name) is not None


def _module(name: str) -> bool:
    importlib.invalidate_caches()
    return importlib.util.find_spec(name) is not None


_PYTHON = f"python3.{sys.version_info.minor}"

WINDOW = (
    Need("libgl1", "libGL.so.1", library),
    Need("libegl1", "libEGL.so.1", library),
    Need("libxkbcommon0", "libxkbcommon.so.0", library),
    Need("libfontconfig1", "libfontconfig.so.1", library),
    Need("libdbus-1-3", "libdbus-1.so.3", library),
    Need("libglib2.0-0", "libglib-2.0.so.0", library),
)
"""Without these Qt does not start, display or not."""

X_WINDOW = (
    Need("libxcb-cursor0", "libxcb-cursor.so.0", library),
    Need("libxcb-icccm4", "libxcb-icccm.so.4", library),
    Need("libxcb-keysyms1", "libxcb-keysyms.so.1", library),
    Need("libxcb-shape0", "libxcb-shape.so.0", library),
    Need("libxkbcommon-x11-0", "libxkbcommon-x11.so.0", library),
)

TESTS = (
    Need("xvfb", "Xvfb", _program),
    Need("openbox", "openbox", _program),
    Need("age", "age", _program),
    Need("poppler-utils", "pdftoppm", _program),
)

FREEZE = (
    Need("binutils", "objdump", _program),
    # A distribution's Python is linked without the shared library that a frozen program takes.
    *(
        [Need(f"lib{_PYTHON}", f"lib{_PYTHON}.so.1.0", library)]
        if sys.base_prefix == "/usr"
        else []
    ),
)

VENV_MODULE = (Need(f"{_PYTHON}-venv", "ensurepip", _module),)
"""Debian ships Python without what makes environments."""


def has_display() -> bool:
    """Whether a window can be shown to a person."""
    if sys.platform != "linux":
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def missing(needs: Sequence[Need]) -> list[Need]:
    """What is not there; only Linux splits these parts into packages of their own."""
    if sys.platform != "linux":
        return []
    return [need for need in needs if not need.present(need.gives)]


def _administrator() -> list[str] | None:
    """The words before apt-get that let it install; None where it may not."""
    if shutil.which("apt-get") is None:
        return None
    if os.geteuid() == 0:
        return []
    if shutil.which("sudo"):
        asked = subprocess.run(["sudo", "-n", "true"], capture_output=True, check=False)
        if asked.returncode == 0:
            return ["sudo", "-n"]
    return None


def _apt(prefix: Sequence[str], *words: str) -> bool:
    patience = ["-o", "Acquire::Retries=1", "-o", "Acquire::http::Timeout=30"]
    command = [*prefix, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-qq", *patience]
    done = subprocess.run(
        [*command, *words], check=False, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    return done.returncode == 0


def provide(needs: Sequence[Need]) -> list[Need]:
    """Installs what is missing where that is allowed; says and returns what is still missing."""
    gaps = missing(needs)
    if not gaps:
        return []
    packages = [need.package for need in gaps]
    prefix = _administrator()
    if prefix is not None:
        print(f"Installing system packages: {' '.join(packages)} …", flush=True)
        install = ("install", "-y", "--no-install-recommends", *packages)
        if not _apt(prefix, *install):
            _apt(prefix, "update")
            _apt(prefix, *install)
        gaps = missing(needs)
    if gaps:
        print(f"Missing on this system: {', '.join(need.gives for need in gaps)}")
        print(f"  Debian, Ubuntu: sudo apt install {' '.join(need.package for need in gaps)}")
        print("  elsewhere: the packages of your distribution that hold these files", flush=True)
    return gaps
