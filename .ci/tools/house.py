"""How the house is built, in numbers: `python3 dev.py house [FOLDER]`; tests hold the bounds."""

from __future__ import annotations

import ast
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from tools.places import ROOT

NAME = "topp_desktop"
KINDS = {"topp-1", "share-1", "levels", "checklist"}
"""Scoring profiles and question types: what they mean is the domain's to say."""
DIALOGS = ("ui", "file_dialogs")
PAGES, SERVICES = ("ui", "pages"), ("services",)

Module = tuple[str, ...]
"""Where a module lies below the package, such as ("ui", "pages", "team", "page")."""
Arrow = tuple[Module, Module]


@dataclass(frozen=True)
class House:
    """The package in a checkout. Imports count wherever they stand, except for types alone."""

    root: Path = ROOT

    @cached_property
    def trees(self) -> dict[Module, ast.Module]:
        """Every module's syntax."""
        folder = self.root / NAME
        return {
            path.relative_to(folder).with_suffix("").parts: ast.parse(path.read_text("utf-8"))
            for path in sorted(folder.rglob("*.py"))
            if "migrations" not in path.parts
        }

    @cached_property
    def imports(self) -> frozenset[Arrow]:
        """(importer, imported) of our modules."""
        return frozenset(
            (module, found)
            for module, tree in self.trees.items()
            for name in _imported(tree)
            if (found := self._module(name)) is not None and found != module
        )

    def _module(self, name: str) -> Module | None:
        parts = tuple(name.split("."))
        if parts[0] != NAME:
            return None
        # "package.module.Name" names the module; a package is its __init__.
        for found in (parts[1:], parts[1:-1]):
            if found in self.trees:
                return found
            if (*found, "__init__") in self.trees and found is not parts[1:-1]:
                return (*found, "__init__")
        return None

    def circles(self) -> list[set[Module]]:
        """Modules that import each other in a circle."""
        return _circles(self.imports)

    def arrows(self, room: Module) -> set[Arrow]:
        """(group, group) inside a room: which of its folders imports which."""
        return {(a, b) for a, b in self._between(room) if len(a) == len(b)}

    def rings(self, room: Module) -> list[set[Module]]:
        """Groups of a room that import each other in a circle."""
        return _circles(self.arrows(room))

    def page_to_page(self) -> set[Arrow]:
        """(importer, imported) where a page's module imports that of another page."""
        return {
            (a, b)
            for a, b in self.imports
            if (one := self._page(a)) and (other := self._page(b)) and one != other
        }

    def _page(self, module: Module) -> str:
        """The folder, or the file, that is a page; "" for what is none."""
        inside = module[:2] == PAGES and len(module) > 2
        return module[2] if inside and module[2] not in ("__init__", "registry") else ""

    def _between(self, room: Module) -> Iterator[Arrow]:
        depth = len(room) + 1
        for a, b in self.imports:
            if a[: depth - 1] == room == b[: depth - 1] and len(a) > depth and len(b) > depth:
                one, other = a[:depth], b[:depth]
                if one != other:
                    yield one, other

    def kinds_by_name(self) -> list[tuple[Module, int]]:
        """(module, line) outside the domain that compares with the name of a profile or type."""
        return [
            (module, node.lineno)
            for module, tree in self.trees.items()
            if module[0] != "domain"
            for node in ast.walk(tree)
            if isinstance(node, ast.Compare) and KINDS & set(_constants(node))
        ]

    def file_dialogs(self) -> list[tuple[Module, int]]:
        """(module, line) that asks for a file without the door."""
        return [
            (module, node.lineno)
            for module, tree in self.trees.items()
            if module != DIALOGS
            for node in ast.walk(tree)
            if isinstance(node, ast.Attribute) and _is_dialog(node)
        ]

    def shared_names(self) -> dict[str, int]:
        """Public class names that more than one class has."""
        names = Counter(
            node.name
            for tree in self.trees.values()
            for node in tree.body
            if isinstance(node, ast.ClassDef) and not node.name.startswith("_")
        )
        return {name: n for name, n in names.items() if n > 1}

    def lines(self, room: Module) -> int:
        """Lines of a folder."""
        folder = (self.root / NAME).joinpath(*room)
        return sum(len(p.read_text("utf-8").splitlines()) for p in folder.rglob("*.py"))


def _is_dialog(node: ast.Attribute) -> bool:
    owner = isinstance(node.value, ast.Name) and node.value.id == "QFileDialog"
    return owner and node.attr.startswith("get")


def _constants(node: ast.Compare) -> Iterator[str]:
    for child in ast.walk(node):
        if isinstance(child, ast.Constant) and isinstance(child.value, str):
            yield child.value


def _imported(tree: ast.Module) -> Iterator[str]:
    """The names that a module imports, except below `if TYPE_CHECKING`."""
    nodes: list[ast.AST] = [tree]
    while nodes:
        node = nodes.pop()
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield from (f"{node.module}.{alias.name}" for alias in node.names)
        elif isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING":
            nodes += node.orelse
        else:
            nodes += ast.iter_child_nodes(node)


def _circles(arrows: Iterable[Arrow]) -> list[set[Module]]:
    """The sets of more than one node in which each reaches every other."""
    onward: Mapping[Module, set[Module]] = defaultdict(set)
    for a, b in arrows:
        onward[a].add(b)
    reach = {start: _reached(onward, start) for start in list(onward)}
    found: list[set[Module]] = []
    for start, there in reach.items():
        circle = {start} | {other for other in there if start in reach.get(other, set())}
        if len(circle) > 1 and circle not in found:
            found.append(circle)
    return found


def _reached(onward: Mapping[Module, set[Module]], start: Module) -> set[Module]:
    seen: set[Module] = set()
    ahead = [start]
    while ahead:
        for other in onward.get(ahead.pop(), ()):
            if other not in seen:
                seen.add(other)
                ahead.append(other)
    return seen


def table(house: House) -> list[tuple[str, int]]:
    """What is measured, by name."""
    pages = house.page_to_page()
    return [
        ("import circles, files", len(house.circles())),
        ("files in them", sum(map(len, house.circles()))),
        ("rings of groups in services", len(house.rings(SERVICES))),
        ("arrows between groups in services", len(house.arrows(SERVICES))),
        ("rings of groups in pages", len(house.rings(PAGES))),
        ("arrows between groups in pages", len(house.arrows(PAGES))),
        ("imports from page to page", len(pages)),
        ("comparisons by name of profile or type outside the domain", len(house.kinds_by_name())),
        ("file dialogs outside their door", len(house.file_dialogs())),
        ("class names used twice", len(house.shared_names())),
        ("lines of pages", house.lines(PAGES)),
        ("lines of services", house.lines(SERVICES)),
        ("lines of the package", house.lines(())),
    ]


def main(arguments: list[str]) -> int:
    """Prints the table of this checkout, or of another."""
    house = House(Path(arguments[0]) if arguments else ROOT)
    for name, value in table(house):
        print(f"{value:>7,}  {name}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
