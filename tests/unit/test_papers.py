"""Every document has one door, and its content says what it looks like."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from topp_desktop.reports.papers import MAKERS, TABLES, FilePapers, maker
from topp_desktop.services.tables import SUFFIXES

SERVICES = Path(__file__).resolve().parents[2] / "topp_desktop" / "services"


@pytest.mark.parametrize("place", [*MAKERS.values(), *TABLES.values()])
def test_every_content_has_what_lays_it_out(place: str) -> None:
    assert callable(maker(place))


def test_the_list_names_contents_that_there_are() -> None:
    classes = {
        node.name
        for path in SERVICES.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.ClassDef)
    }
    assert set(MAKERS) <= classes
    assert set(TABLES) == set(SUFFIXES)


@pytest.mark.parametrize("content", ["a text", None, 3])
def test_what_is_no_content_is_never_half_written(tmp_path: Path, content: object) -> None:
    with pytest.raises(KeyError):
        FilePapers().write(content, tmp_path / "x.pdf")
    assert not list(tmp_path.iterdir())
