"""What the frozen program leaves out, for build.spec; docs/development.md says what it saves."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterable
from pathlib import Path, PurePath

Entry = tuple[str, str, str]
"""As PyInstaller lists a file: its place in the folder, where it comes from, its kind."""

# The languages the program offers or will offer; Babel and Qt know hundreds.
_LANGUAGES = "en|es|fr|pt"

# Reached by some import of somebody else's, used by nobody here.
UNUSED_MODULES = [
    # Qt without network, scripting, databases or buses
    *(f"PySide6.Qt{name}" for name in ("DBus", "Network", "Pdf", "Qml", "Quick", "Sql", "Test")),
    # other people's windows, databases, arrays and developers' tools
    *("tkinter", "numpy", "pandas", "IPython", "matplotlib", "lxml", "defusedxml"),
    *("sqlite3", "pysqlite2", "MySQLdb", "psycopg2", "_pytest", "pytest", "hypothesis"),
    *("mypy", "psutil", "pip", "pygments", "rich", "setuptools", "wheel"),
    *("pydantic.mypy", "sqlalchemy.ext.mypy", "sqlalchemy.testing", "alembic.testing"),
    *(f"sqlalchemy.dialects.{name}" for name in ("mssql", "mysql", "oracle")),
    # pictures are drawn, never decoded from the formats that need these
    *(f"PIL._{name}" for name in ("avif", "imagingcms", "imagingft", "imagingtk", "webp")),
    # parts of Python that talk to a terminal, a person at it, or a network
    *("curses", "readline", "pydoc", "pydoc_data", "doctest", "unittest", "lib2to3", "idlelib"),
    *("ssl", "_ssl", "xmlrpc", "ftplib", "smtplib", "imaplib", "poplib", "ensurepip"),
]

_QT_PLUGINS = re.compile(
    r"/plugins/(platforms/(lib)?q(xcb|offscreen|windows|cocoa)"
    r"|iconengines/|styles/|imageformats/(lib)?q(svg|jpeg|ico)\."
    r"|xcbglintegrations/|platforminputcontexts/|printsupport/windows)"
)
_QT_WORDS = re.compile(rf"/translations/qtbase_({_LANGUAGES})(_\w+)?\.qm$")
_BABEL_WORDS = re.compile(rf"/locale-data/(root|({_LANGUAGES})(_\w+)?)\.dat$")
_UNUSED = re.compile(
    r"Qt6?(Network|Qml|Quick|Pdf|Sql|Test|Wayland|VirtualKeyboard)|opengl32sw|d3dcompiler"
    r"|^(reportlab/fonts|alembic/templates)/|/tests/|\.(po|pot)$"
)


def kept(entry: Entry) -> bool:
    """Whether a collected file travels."""
    name = PurePath(entry[0]).as_posix()
    if "/plugins/" in name:
        return bool(_QT_PLUGINS.search(name))
    if name.startswith("PySide6/") and "/translations/" in name:
        return bool(_QT_WORDS.search(name))
    if "/locale-data/" in name:
        return bool(_BABEL_WORDS.search(name))
    return not _UNUSED.search(name)


def linked_libraries(path: str) -> set[str]:
    """The file names of the libraries that a binary is linked with, directly or not."""
    from PyInstaller.depend.bindepend import get_imports

    return {name for name, _ in get_imports(path)}


def reachable(
    entries: Iterable[Entry], linked: Callable[[str], set[str]] = linked_libraries
) -> list[Entry]:
    """The entries without the libraries that only left-out files were linked with.

    Extension modules, plugins and Python itself are loaded by name and stay; a library stays
    when one of those needs it. On Linux PyInstaller collects GTK and forty more for one plugin
    that does not travel; elsewhere nothing of the kind happens.
    """
    listed = list(entries)
    if sys.platform != "linux":
        return listed

    def is_root(entry: Entry) -> bool:
        name = PurePath(entry[0]).name
        return entry[2] == "EXTENSION" or "/plugins/" in entry[0] or name.startswith("libpython")

    needed: set[str] = set()
    waiting = [entry for entry in listed if is_root(entry)]
    by_name: dict[str, list[Entry]] = {}
    for entry in listed:
        by_name.setdefault(PurePath(entry[0]).name, []).append(entry)
    while waiting:
        entry = waiting.pop()
        if entry[2] == "SYMLINK":
            continue
        for name in linked(entry[1]) - needed:
            needed.add(name)
            waiting += by_name.get(name, [])
    return [entry for entry in listed if is_root(entry) or PurePath(entry[0]).name in needed]


def without_dangling(datas: Iterable[Entry], binaries: Iterable[Entry]) -> list[Entry]:
    """The entries without links to libraries that were left out."""
    places = {place for place, _, _ in binaries}
    return [entry for entry in datas if entry[2] != "SYMLINK" or entry[1] in places]


def stripped(entries: Iterable[Entry], folder: Path) -> list[Entry]:
    """The entries with Python and its extension modules free of debugging symbols.

    Some wheels ship two thirds of their size in symbols. Qt and what wheels repack come
    stripped. Linux only: elsewhere symbols are files of their own.
    """
    program = shutil.which("strip") if sys.platform == "linux" else None
    if program is None:
        return list(entries)
    result = []
    for place, source, kind in entries:
        mine = source
        if kind == "EXTENSION" or PurePath(place).name.startswith("libpython"):
            copy = folder / place
            copy.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(source, copy)
            done = subprocess.run([program, "--strip-unneeded", str(copy)], check=False)
            mine = str(copy) if done.returncode == 0 else source
        result.append((place, mine, kind))
    return result
