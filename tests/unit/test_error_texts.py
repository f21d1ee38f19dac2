"""Every fault has a text, and every text can be filled in wherever the fault is raised."""

from __future__ import annotations

import ast
import string
from collections.abc import Iterator
from pathlib import Path

import pytest

from topp_desktop.domain.errors import EnvironmentFault, ToppError, UserError
from topp_desktop.foundation.i18n import LANGUAGE_NAMES, translator
from topp_desktop.services.errors.texts import _TEXTS, explain, known_codes

PACKAGE = Path(__file__).resolve().parents[2] / "topp_desktop"
FAULTS = {"UserError", "EnvironmentFault", "ToppError"}


def _constants(node: ast.expr, function: ast.AST) -> list[str]:
    """The texts that an expression can be: itself, both sides of a choice, what a name is."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return [node.value]
    if isinstance(node, ast.IfExp):
        return _constants(node.body, function) + _constants(node.orelse, function)
    if isinstance(node, ast.Name):
        return [
            text
            for statement in ast.walk(function)
            if isinstance(statement, ast.Assign)
            and any(isinstance(t, ast.Name) and t.id == node.id for t in statement.targets)
            for text in _constants(statement.value, function)
        ]
    return []


def _raised() -> Iterator[tuple[str, str, frozenset[str] | None]]:
    """(place, code, names of the parameters; None where they are passed on as they came)."""
    for path in sorted(PACKAGE.rglob("*.py")):
        tree = ast.parse(path.read_text("utf-8"))
        functions = [n for n in ast.walk(tree) if isinstance(n, ast.FunctionDef)]
        for node in ast.walk(tree):
            if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Name):
                continue
            if node.func.id not in FAULTS or not node.args:
                continue
            around: ast.AST = tree
            for function in functions:
                end = function.end_lineno or function.lineno
                if function.lineno <= node.lineno <= end:
                    around = function
            names = frozenset(k.arg for k in node.keywords if k.arg is not None)
            open_ended = any(k.arg is None for k in node.keywords)
            for code in _constants(node.args[0], around):
                place = f"{path.relative_to(PACKAGE)}:{node.lineno}"
                yield place, code, None if open_ended else names


RAISED = list(_raised())


def _placeholders(code: str) -> set[str]:
    return {
        name
        for text in _TEXTS[code]
        for _, name, _, _ in string.Formatter().parse(text)
        if name is not None
    }


def test_the_search_finds_what_is_raised() -> None:
    codes = {code for _, code, _ in RAISED}
    assert {"unknown-field", "disk-full", "cannot-write", "database-too-new"} <= codes
    assert len(RAISED) > 40


@pytest.mark.parametrize("code", sorted({code for _, code, _ in RAISED}))
def test_every_code_has_a_text_that_can_be_filled_in(code: str) -> None:
    assert code in known_codes()
    needed = _placeholders(code)
    lacking = {
        place: needed - names
        for place, found, names in RAISED
        if found == code and names is not None and not needed <= names
    }
    assert not lacking


@pytest.mark.parametrize("code", sorted(known_codes()))
def test_every_text_says_what_happened_and_what_to_do(code: str) -> None:
    params = dict.fromkeys(_placeholders(code), "‹valor›")
    for language in LANGUAGE_NAMES:
        explanation = explain(UserError(code, **params), translator(language))
        assert explanation.code == code
        for part in (explanation.title, explanation.cause, explanation.next_step):
            assert part.strip()
            assert "{" not in part.replace("{‹", "")
        assert not explanation.title.endswith(".")


def test_a_title_has_no_placeholder() -> None:
    assert not [code for code, text in _TEXTS.items() if "{" in text.title]


def test_what_is_unknown_is_explained_as_a_bug() -> None:
    for fault in (ValueError("x"), UserError("no-such-code"), MemoryError()):
        assert explain(fault, translator("es")).code == "bug"


def test_braces_in_a_value_are_shown_as_they_are() -> None:
    fault = EnvironmentFault("cannot-write", path="C:/{x}/{0}/%s")
    assert "C:/{x}/{0}/%s" in explain(fault, translator("en")).cause


def test_faults_describe_themselves_to_developers() -> None:
    assert str(UserError("unknown-item", item="x")) == "unknown-item(item='x')"
    assert (UserError("a").exit_code, EnvironmentFault("a").exit_code) == (1, 3)
    assert ToppError("a").code == "a"
