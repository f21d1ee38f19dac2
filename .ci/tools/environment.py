"""Makes .venv exactly as requirements.lock says, and knows when there is nothing to do."""

from __future__ import annotations

import hashlib
import platform
import shlex
import subprocess
import sys
import tempfile
from pathlib import Path

from tools import system
from tools.places import LOCK, PYTHON, ROOT, VENV, child_environment, shown, tool

_STAMP = VENV / "topp-lock-stamp"
_STRICT = ["--require-hashes", "--only-binary", ":all:"]


class SetupError(Exception):
    """The environment cannot be made; the message says what to do."""


def _fingerprint() -> str:
    """What the environment depends on: the lock, this Python and this machine's kind."""
    facts = [platform.python_version(), platform.machine(), sys.platform]
    return hashlib.sha256(LOCK.read_bytes() + "\n".join(facts).encode()).hexdigest()


def _same_python() -> bool:
    """Whether .venv exists and holds the version that runs this script."""
    if not Path(PYTHON).exists():
        return False
    program = "import platform; print(platform.python_version())"
    answer = subprocess.run(
        [PYTHON, "-c", program], capture_output=True, text=True, encoding="utf-8", check=False
    )
    return answer.stdout.strip() == platform.python_version()


def _create() -> None:
    if system.provide(system.VENV_MODULE):
        raise SetupError("The environment .venv cannot be made without the part named above.")
    # From inside an environment the interpreter it was made with has to make the new one.
    python = getattr(sys, "_base_executable", sys.executable)
    made = subprocess.run([python, "-m", "venv", "--clear", str(VENV)], check=False)
    if made.returncode:
        raise SetupError("The environment .venv could not be created; the reason is printed above.")


def block_of(package: str) -> str:
    """The lines of the lock that pin one package with its hashes."""
    lines: list[str] = []
    for line in LOCK.read_text("utf-8").splitlines():
        if lines and not line.startswith(" "):
            break
        if lines or line.startswith(f"{package}=="):
            lines.append(line)
    return "\n".join(lines) + "\n"


def _install_uv() -> bool:
    """uv installs the lock in seconds where pip takes half a minute; pip does without it."""
    with tempfile.TemporaryDirectory() as folder:
        only_uv = Path(folder) / "uv.txt"
        only_uv.write_text(block_of("uv"), "utf-8")
        command = [PYTHON, "-m", "pip", "install", "--quiet", *_STRICT, "-r", str(only_uv)]
        return subprocess.run(command, check=False, capture_output=True).returncode == 0


def _install() -> None:
    if _install_uv():
        command = [tool("uv"), "pip", "install", "--python", PYTHON, "--quiet", *_STRICT]
        if subprocess.run([*command, "-r", str(LOCK)], check=False).returncode == 0:
            return
        print("uv could not install the lock; pip tries.", flush=True)
    command = [PYTHON, "-m", "pip", "install", "--quiet", *_STRICT, "-r", str(LOCK)]
    if subprocess.run(command, check=False).returncode:
        raise SetupError(
            f"The packages of {LOCK.name} could not be installed; the reason is printed above. "
            "Setting up needs a package index that pip reaches, once."
        )


def ready() -> None:
    """Leaves .venv as the lock says; takes no time when it already is."""
    wanted = _fingerprint()
    if not (_same_stamp(wanted) and Path(PYTHON).exists()):
        print(f"Setting up {shown(VENV)} from {LOCK.name} …", flush=True)
        if not _same_python():
            _create()
        _STAMP.unlink(missing_ok=True)
        _install()
        _STAMP.write_text(wanted, "utf-8")
    write_starters()
    compile_catalogues()


def _same_stamp(wanted: str) -> bool:
    return _STAMP.is_file() and _STAMP.read_text("utf-8") == wanted


def compile_catalogues() -> None:
    """Compiles every catalogue whose source is newer."""
    for source in ROOT.glob("translations/*/LC_MESSAGES/*.po"):
        compiled = source.with_suffix(".mo")
        if not compiled.exists() or compiled.stat().st_mtime < source.stat().st_mtime:
            command = [PYTHON, "-m", "tools.catalogues", "compile"]
            subprocess.run(command, cwd=ROOT, env=child_environment(), check=True)
            return


def lock() -> int:
    """Resolves requirements.lock anew: all platforms, hashed, without naming a registry."""
    command = [
        *(tool("uv"), "pip", "compile", "--quiet", "--universal", "--generate-hashes"),
        *("--no-emit-index-url", "--no-emit-find-links", "--no-build"),
        *("--python-version", "3.11", "--custom-compile-command", "python3 dev.py lock"),
        *("--upgrade", "--group", "dev", "pyproject.toml", "-o", LOCK.name),
    ]
    return subprocess.run(command, cwd=ROOT, stdout=subprocess.DEVNULL, check=False).returncode


STARTERS = {"topp": "command_main", "topp-desktop": "window_main"}
"""The program's two names → what each starts with."""


def starter(entry: str, *, windows: bool) -> str:
    """A script that starts the program of this checkout from wherever it is called."""
    start = f"import sys; from topp_desktop.__main__ import {entry}; sys.exit({entry}())"
    if windows:
        root, python = (str(path).replace("%", "%%") for path in (ROOT, PYTHON))
        line = f'@"{python}" -P -c "{start}" %*'
        return f'@setlocal\n@set "PYTHONPATH={root}"\n{line}\n'
    root, python = shlex.quote(str(ROOT)), shlex.quote(PYTHON)
    return f'#!/bin/sh\nPYTHONPATH={root} exec {python} -P -c {shlex.quote(start)} "$@"\n'


def write_starters() -> None:
    """Leaves `topp` and `topp-desktop` beside the environment's Python, and says so when new."""
    windows = sys.platform == "win32"
    fresh = []
    for name, entry in STARTERS.items():
        path = Path(PYTHON).with_name(name + (".cmd" if windows else ""))
        text = starter(entry, windows=windows)
        if not path.is_file() or path.read_text("utf-8") != text:
            path.write_text(text, "utf-8", newline="\r\n" if windows else "\n")
            path.chmod(0o755)
            fresh.append(shown(path))
    if fresh:
        print(f"The program is called {' and '.join(fresh)}.", flush=True)
