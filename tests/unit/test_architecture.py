"""What import-linter cannot say about the house."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tools.house import House, table
from topp_desktop.domain.instrument.kinds import KINDS, PROFILES

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


def test_two_public_classes_never_share_a_name() -> None:
    where: dict[str, list[str]] = {}
    for path in SOURCES:
        for node in ast.parse(path.read_text("utf-8")).body:
            if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
                where.setdefault(node.name, []).append(path.relative_to(ROOT).as_posix())
    assert not {name: paths for name, paths in where.items() if len(paths) > 1}


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


WIDGETS = PACKAGE / "ui" / "widgets"


def test_a_widget_that_many_need_is_imported_from_one_place() -> None:
    """What `ui.widgets` gives comes from there, except to the widgets themselves."""
    package = "topp_desktop.ui.widgets"
    given = {
        alias.name
        for node in ast.walk(ast.parse((WIDGETS / "__init__.py").read_text("utf-8")))
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
    }
    astray = [
        f"{path.relative_to(ROOT)}: {alias.name}"
        for path in (*SOURCES, *sorted((ROOT / "tests").rglob("*.py")))
        if not path.is_relative_to(WIDGETS)
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith(f"{package}.")
        for alias in node.names
        if alias.name in given
    ]
    assert given
    assert not astray


PAGES = PACKAGE / "ui" / "pages"


def _room(path: Path) -> str:
    """The folder of a page, or the page where it is one file."""
    return path.relative_to(PAGES).parts[0].removesuffix(".py")


def test_pages_know_the_desk_and_not_each_other() -> None:
    """What two of them need is a part (`ui/parts`) or a widget; only the registry names all."""
    here = "topp_desktop.ui.pages."
    meeting = {
        (path.relative_to(PAGES).as_posix(), name)
        for path in PAGES.rglob("*.py")
        for name in _imports(path)
        if name.startswith(here) and name.removeprefix(here).split(".")[0] != _room(path)
    }
    assert not meeting


@pytest.mark.parametrize(
    ("room", "unknown"),
    [("widgets", ("pages", "parts")), ("parts", ("pages",))],
)
def test_what_pages_share_knows_no_page(room: str, unknown: tuple[str, ...]) -> None:
    forbidden = tuple(f"topp_desktop.ui.{name}" for name in unknown)
    assert not {
        (path.name, name)
        for path in (PACKAGE / "ui" / room).rglob("*.py")
        for name in _imports(path)
        if name.startswith(forbidden)
    }


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


# --- the domain answers what a question, a score and an answer are --------------------------------

NAMES_OF_KINDS = {*KINDS, *PROFILES}
ASKED_BY_NAME = {"type", "profile"}


def _asks_a_kind(node: ast.AST) -> bool:
    """A comparison or a case that names a scoring profile, or a kind beside `.type`."""
    sides: list[ast.AST]
    if isinstance(node, ast.Compare):
        sides = [node.left, *node.comparators]
    elif isinstance(node, ast.Match):
        sides = [node.subject, *(c.pattern for c in node.cases)]
    else:
        return False
    parts = [part for side in sides for part in ast.walk(side)]
    named = {part.value for part in parts if isinstance(part, ast.Constant)} & NAMES_OF_KINDS
    asked = any(isinstance(p, ast.Attribute) and p.attr in ASKED_BY_NAME for p in parts)
    return bool(named & set(PROFILES)) or (bool(named) and asked)


def _asks_an_answer(node: ast.AST) -> bool:
    """`isinstance` with frozenset, or with int of something called an answer."""
    if not (isinstance(node, ast.Call) and getattr(node.func, "id", "") == "isinstance"):
        return False
    kinds = {part.id for part in ast.walk(node.args[1]) if isinstance(part, ast.Name)}
    return "frozenset" in kinds or ("int" in kinds and "answer" in ast.unparse(node.args[0]))


@pytest.mark.parametrize("asks", [_asks_a_kind, _asks_an_answer])
def test_only_the_domain_asks_what_a_question_or_an_answer_is(
    asks: Callable[[ast.AST], bool],
) -> None:
    places = {
        f"{path.relative_to(ROOT).as_posix()}:{getattr(node, 'lineno', 0)}"
        for path in SOURCES
        if not path.is_relative_to(PACKAGE / "domain" / "instrument")
        and path != PACKAGE / "domain" / "scoring" / "values.py"
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if asks(node)
    }
    assert not places


@pytest.mark.parametrize(
    "line",
    [
        'card.profile == "topp-1"',
        '"share-1" != profile',
        'item.type in ("checklist", "levels")',
        "match item.type:\n    case 'levels':\n        pass",
    ],
)
def test_a_question_asked_by_name_would_be_found(line: str) -> None:
    assert any(_asks_a_kind(node) for node in ast.walk(ast.parse(line)))
    assert not any(_asks_a_kind(n) for n in ast.walk(ast.parse('event.type == "key"')))


BOUNDS = {
    "import circles, files": 0,
    "rings of groups in services": 0,
    "rings of groups in pages": 0,
    "imports from page to page": 0,
    "comparisons by name of profile or type outside the domain": 0,
    "file dialogs outside their door": 0,
    "class names used twice": 0,
}
"""`python3 dev.py house` shows the numbers."""


@pytest.fixture(scope="module")
def measured() -> dict[str, int]:
    return dict(table(House()))


@pytest.mark.parametrize("name", BOUNDS)
def test_the_house_stays_in_order(name: str, measured: dict[str, int]) -> None:
    assert measured[name] <= BOUNDS[name]


def test_no_qt_object_is_made_with_a_keyword_that_some_languages_spell_otherwise() -> None:
    """PySide upper-cases a keyword's first letter in the system's language: Turkish has İ."""
    found = [
        f"{path.relative_to(ROOT)}:{node.lineno}"
        for path in (PACKAGE / "ui").rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Call)
        and getattr(node.func, "id", "").startswith("Q")
        and any((keyword.arg or "").startswith("i") for keyword in node.keywords)
    ]
    assert not found
