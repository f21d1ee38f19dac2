"""`topp` speaks the reader's language whole, and reads no more than the command needs."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from topp_desktop.cli.commands import commands
from topp_desktop.cli.main import build_parser
from topp_desktop.cli.own_words import METAVARS, argparse_speaks
from topp_desktop.foundation.i18n import translator

ROOT = Path(__file__).resolve().parents[2]
ENGLISH = (
    "usage: ",
    "options",
    "positional",
    "show this",
    "required",
    "expected",
    "invalid",
    "FILE",
)


def said(capsys: pytest.CaptureFixture[str], *words: str) -> str:
    """What a call that argparse answers itself prints, in Spanish."""
    spanish = translator("es")
    with argparse_speaks(spanish), pytest.raises(SystemExit):
        build_parser(spanish, words[0] if words else "").parse_args(list(words))
    out = capsys.readouterr()
    return out.out + out.err


@pytest.mark.parametrize(
    "words",
    [
        ("--help",),
        ("digest", "--help"),
        ("identity", "--help"),
        ("identity", "officer", "--help"),
        ("digest",),
        ("digest", "--store"),
        ("digest", "--store", "x", "more"),
        ("nothing",),
        ("score", "a.json", "--lang", "xx"),
    ],
    ids=" ".join,
)
def test_no_word_of_argparse_stays_english(
    words: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    text = said(capsys, *words)
    assert text.startswith("uso: topp ")
    assert not [word for word in ENGLISH if word in text]


def test_afterwards_argparse_speaks_as_before(capsys: pytest.CaptureFixture[str]) -> None:
    said(capsys, "--help")
    with pytest.raises(SystemExit):
        build_parser(translator("en")).parse_args(["--help"])
    assert capsys.readouterr().out.startswith("usage: topp ")


def test_values_have_names_in_spanish() -> None:
    spanish = translator("es")
    assert [name for name in METAVARS if spanish.gettext(name) == name] == []


def test_every_command_is_found_by_its_name_alone() -> None:
    for command in commands():
        assert [found.name for found in commands(command.name)] == [command.name]


@pytest.mark.parametrize("name", ["digest", "verify", "identity"])
def test_help_reads_no_heavy_part(name: str) -> None:
    program = f"""
import sys
from topp_desktop.__main__ import command_main
command_main([{name!r}, "--help"])
heavy = {{"pydantic", "sqlalchemy", "reportlab", "pyrage", "cryptography", "PySide6"}}
print(sorted(heavy & set(sys.modules)), "topp_desktop.cli.commands.demo" in sys.modules)
"""
    done = subprocess.run(
        [sys.executable, "-c", program],
        cwd=ROOT,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=True,
    )
    assert done.stdout.splitlines()[-1] == "[] False"


def test_the_window_says_how_it_is_called(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    from topp_desktop.__main__ import window_main

    monkeypatch.setenv("TOPP_DATA", str(tmp_path))
    assert window_main(["--help"]) == 0
    text = capsys.readouterr().out
    assert text.startswith("uso: topp-desktop [-h] [--smoke] [ARCHIVO …]")
    assert "TOPP_DATA" in text
    assert window_main(["--nothing"]) == 2
    assert capsys.readouterr().err.startswith("uso: topp-desktop")
