"""Names of files that every system takes, and that never replace one another."""

from __future__ import annotations

from pathlib import Path

import pytest

from topp_desktop.domain.assessment import Institution
from topp_desktop.foundation.file_names import free_path, part_of, plain_name, sound_name, token
from topp_desktop.foundation.files import replace_file
from topp_desktop.services.secretariat.identity import file_name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("CON", "_CON"),
        ("nul.txt", "_nul.txt"),
        ("Lpt1", "_Lpt1"),
        ("Consejo", "Consejo"),
        ("Acta. . .", "Acta"),
        ('a/b\\c:d*e?"f<g>h|i\tj\u202ek', "a b c d e f g h i j k"),
        ("..", ""),
    ],
)
def test_a_name_is_one_that_windows_takes(text: str, name: str) -> None:
    assert sound_name(text) == name


def test_a_long_name_is_cut_between_letters() -> None:
    name = sound_name("ñ" * 300)
    assert len(name.encode()) <= 150
    assert set(name) == {"ñ"}


def test_two_of_one_name_have_two_files() -> None:
    one = Institution("San José", "CO", "local", "municipality", "municipio-001")
    other = Institution("San José", "CO", "local", "municipality", "municipio-002")
    upper = Institution("San José", "CO", "local", "municipality", "MUNICIPIO-001")
    assert len({file_name(i).casefold() for i in (one, other, upper)}) == 3
    assert file_name(Institution("日本", "CO", "local", "other", "x")).startswith("invitation-")
    assert token("0B0C0D0E-0000-4000-8000-000000000000") == "0b0c0d0e"
    assert plain_name("¡Ñandú & Cía!") == "Nandu-Cia"


def test_a_file_that_is_there_is_never_replaced(tmp_path: Path) -> None:
    path = tmp_path / "acta.pdf"
    for expected in ("acta.pdf", "acta (2).pdf", "acta (3).pdf"):
        free = free_path(path)
        assert free.name == expected
        free.write_bytes(b"")


def test_the_longest_name_is_written(tmp_path: Path) -> None:
    path = tmp_path / ("r" * 251 + ".pdf")
    assert part_of(path).name != path.name
    replace_file(path, b"x")
    assert [p.name for p in tmp_path.iterdir()] == [path.name]
