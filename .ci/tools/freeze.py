"""Builds the one-folder program, unless the one that is there was built from the same inputs."""

from __future__ import annotations

import hashlib
import platform
import subprocess
import time

from tools import system
from tools.places import FROZEN, LOCK, PYTHON, ROOT, child_environment, shown

STAMP = ROOT / "build" / "frozen-stamp"
_SPEC = ROOT / "build.spec"


def inputs_hash() -> str:
    """What the frozen folder depends on: our files, the lock, the spec, Python."""
    digest = hashlib.sha256(platform.python_version().encode())
    shipped = [
        path
        for folder in ("topp_desktop", "resources", "translations")
        for path in sorted((ROOT / folder).rglob("*"))
        if path.is_file() and path.suffix not in {".pyc", ".mo"}
    ]
    for path in [LOCK, _SPEC, *shipped]:
        digest.update(path.relative_to(ROOT).as_posix().encode() + b"\0")
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()


def is_current() -> bool:
    """Whether the folder in dist/ was built from exactly these inputs."""
    return FROZEN.is_dir() and STAMP.is_file() and STAMP.read_text("utf-8") == inputs_hash()


def folder_size() -> int:
    """Bytes of the built folder, every file counted once."""
    return sum(
        path.stat().st_size
        for path in FROZEN.rglob("*")
        if path.is_file() and not path.is_symlink()
    )


def build() -> bool:
    """Builds where needed; False when the program could not be built."""
    if is_current():
        print(f"{shown(FROZEN)} is current.")
        return True
    if system.provide(system.FREEZE):
        return False
    wanted, started = inputs_hash(), time.monotonic()
    STAMP.unlink(missing_ok=True)
    command = [PYTHON, "-m", "PyInstaller", "--noconfirm", "--log-level", "WARN"]
    environment = child_environment(PYTHONHASHSEED="0", SOURCE_DATE_EPOCH="315532800")
    done = subprocess.run([*command, str(_SPEC)], cwd=ROOT, env=environment, check=False)
    if done.returncode:
        return False
    STAMP.write_text(wanted, "utf-8")
    took = time.monotonic() - started
    print(f"{shown(FROZEN)}: {folder_size() / 1e6:.0f} MB, built in {took:.0f} s")
    return True
