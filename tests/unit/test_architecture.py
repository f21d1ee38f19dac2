"""What import-linter cannot say about the house."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "topp_desktop"
SOURCES = sorted(PACKAGE.rglob("*.py"))
LONGEST_FILE = 400
NETWORK = {"asyncio", "ftplib", "http", "smtplib", "socket", "socketserver", "ssl", "urllib3"}
HEAVY = ("sqlalchemy", "alembic", "reportlab", "pydantic", "xlsxwriter", "python_calamine")


def _imports(path: Path) -> Iterator[str]:
    """Every module that a file imports, wherever in the file."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def _python(program: str) -> str:
    """Runs a program in a fresh interpreter and returns what it prints."""
    done = subprocess.run(
        [sys.executable, "-c", program],
        cwd=ROOT,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.mark.parametrize(
    "path",
    sorted((PACKAGE / "domain").rglob("*.py")),
    ids=lambda p: p.relative_to(PACKAGE).as_posix(),
)
def test_domain_stands_on_the_standard_library_and_foundation(path: Path) -> None:
    ours = ("topp_desktop.domain", "topp_desktop.foundation")
    foreign = [
        name
        for name in _imports(path)
        if name.split(".")[0] not in sys.stdlib_module_names and not name.startswith(ours)
    ]
    assert not foreign


READABLE = [*SOURCES, *(ROOT / ".ci" / "tools").rglob("*.py"), *(ROOT / "tests").rglob("*.py")]


def test_nothing_imports_the_network() -> None:
    reaching = {
        path.relative_to(ROOT).as_posix(): name
        for path in SOURCES
        for name in _imports(path)
        if name.split(".")[0] in NETWORK or name.startswith("urllib.request") or "QtNetwork" in name
    }
    assert not reaching


def test_files_stay_readable() -> None:
    lengths = {
        path.relative_to(ROOT).as_posix(): len(path.read_text("utf-8").splitlines())
        for path in READABLE
        if "migrations" not in path.parts  # made from the tables
    }
    assert not {name: n for name, n in lengths.items() if n > LONGEST_FILE}


def test_the_systems_file_dialogs_have_one_door() -> None:
    asking = {
        path.relative_to(PACKAGE).as_posix()
        for path in SOURCES
        if "QFileDialog" in path.read_text("utf-8")
    }
    assert asking == {"ui/file_dialogs.py"}


def test_documents_that_comments_name_exist() -> None:
    named = {
        (path.relative_to(ROOT).as_posix(), name)
        for path in READABLE
        for name in re.findall(r"docs/[\w/.-]+\.md", path.read_text("utf-8"))
    }
    assert not {(path, name) for path, name in named if not (ROOT / name).is_file()}


def test_everything_but_the_window_works_without_qt() -> None:
    modules = [
        path.relative_to(ROOT)
        .with_suffix("")
        .as_posix()
        .replace("/", ".")
        .removesuffix(".__init__")
        for path in SOURCES
        if not path.is_relative_to(PACKAGE / "ui") and "migrations" not in path.parts
    ]
    program = f"""
import importlib, sys

class NoQt:
    def find_spec(self, name, path=None, target=None):
        if name.split(".")[0] in ("PySide6", "shiboken6"):
            raise ImportError(name)

sys.meta_path.insert(0, NoQt())
for name in {modules!r}:
    importlib.import_module(name)
print("ok")
"""
    assert _python(program).strip() == "ok"


@pytest.mark.parametrize("module", ["topp_desktop.__main__", "topp_desktop.ui.app"])
def test_a_start_does_not_wait_for_heavy_parts(module: str) -> None:
    """The first window is painted before these are imported (each costs 0.1 to 0.6 s)."""
    program = f"""
import importlib, sys
importlib.import_module({module!r})
print(*sorted({{name.split(".")[0] for name in sys.modules}} & set({HEAVY!r})))
"""
    assert _python(program).strip() == ""


def test_every_page_of_the_registry_is_where_it_says() -> None:
    pages = PACKAGE / "ui" / "pages"
    named = re.findall(r'_at\("([\w.]+):(\w+)"\)', (pages / "registry.py").read_text("utf-8"))
    missing = {
        f"{module}:{name}"
        for module, name in named
        if not (path := pages / f"{module.replace('.', '/')}.py").is_file()
        or f"class {name}(" not in path.read_text("utf-8")
    }
    assert named
    assert not missing
