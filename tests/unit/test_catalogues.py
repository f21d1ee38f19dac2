"""What the translation check finds; each language is opened."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest
from babel.messages.catalog import Message

from tools import catalogues
from topp_desktop.foundation.i18n import LANGUAGE_NAMES, translator

SOURCES = Path(__file__).resolve().parents[2] / "topp_desktop"


@pytest.mark.parametrize("language", LANGUAGE_NAMES)
def test_each_language_opens(language: str) -> None:
    words = translator(language)
    assert words.number(1234.5, 1)
    assert words.join(["a", "b"])
    assert (words.gettext("The disk is full") != "The disk is full") == (language != "en")


def test_template_and_catalogues_are_complete() -> None:
    assert catalogues.faults() == []


def test_every_text_is_where_the_extraction_sees_it() -> None:
    """It does not look into f-strings, with every version of Python."""
    hidden = [
        f"{path.name}:{call.lineno}"
        for path in SOURCES.rglob("*.py")
        for string in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(string, ast.JoinedStr)
        for call in ast.walk(string)
        if isinstance(call, ast.Call)
        and isinstance(call.func, ast.Attribute)
        and call.func.attr in {"gettext", "ngettext"}
        and isinstance(call.args[0], ast.Constant)
    ]
    assert hidden == []


@pytest.mark.parametrize(
    ("message", "found"),
    [
        (Message("Saved {time}", "Guardado {time}"), 0),
        (Message("Saved {time}", "Guardado"), 1),
        (Message("Saved {time}", "Guardado {hora}"), 1),
        (Message("Saved", "Guardado {time}"), 1),
        (Message("Saved", ""), 1),
        (Message("Saved", "Guardado", flags=["fuzzy"]), 1),
        (Message("Saved ", "Guardado"), 1),
        (Message(("{n} file", "{n} files"), ("un archivo", "{n} archivos")), 1),
        (Message(("One file", "{n} files"), ("un archivo", "{n} archivos")), 0),
        (Message(("{n} file", "{n} files"), ("{n} archivo", "")), 1),
        (Message(("{n} of {all}", "{n} of {all}"), ("{n} de {all}", "{n}")), 1),
    ],
)
def test_faults_of_a_message(message: Message, found: int) -> None:
    assert len(catalogues.faults_of(message)) == found
