"""The machine in the words a reader of figures needs; no names, no paths."""

from __future__ import annotations

import os
import platform
from importlib.metadata import version
from pathlib import Path

import psutil


def _processor() -> str:
    info = Path("/proc/cpuinfo")
    if info.is_file():
        for line in info.read_text("utf-8").splitlines():
            if line.startswith("model name"):
                return line.partition(":")[2].strip()
    return platform.processor() or platform.machine()


def _system() -> str:
    if Path("/etc/os-release").is_file():
        return platform.freedesktop_os_release().get("PRETTY_NAME", "Linux")
    return f"{platform.system()} {platform.release()}"


def _sqlite() -> str:
    import sqlcipher3

    return str(sqlcipher3.sqlite_version)


def description() -> str:
    """One paragraph: processor, memory, system, and the versions that matter."""
    memory = psutil.virtual_memory().total / 2**30
    platform_plugin = os.environ.get("QT_QPA_PLATFORM") or "the system's display"
    return (
        f"{_processor()}, {os.cpu_count()} cores, {memory:.0f} GB, {_system()}; "
        f"Python {platform.python_version()}, Qt {version('PySide6-Essentials')} "
        f"on {platform_plugin}, SQLite {_sqlite()}."
    )
