"""Actions files."""

from __future__ import annotations

import json
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from tests.support.builders import GOLDEN, agenda
from topp_desktop.domain.errors import ToppError
from topp_desktop.formats.actions import read_actions


def _action(**changes: Any) -> dict[str, Any]:
    entry = {"id": "a", "cell": "1-T", "from": 0, "to": 1, "effort": 3, "duration": 1} | changes
    return {key: value for key, value in entry.items() if value is not None}


def _write(folder: Path, *actions: dict[str, Any], **more: Any) -> Path:
    path = folder / "actions.json"
    document = {"format": "topp-actions", "version": 1, "actions": list(actions)} | more
    path.write_text(json.dumps(document), "utf-8")
    return path


def test_golden_actions() -> None:
    actions = {a.id: a for a in read_actions(GOLDEN / "g5_actions.json", agenda())}
    assert list(actions) == ["a1", "a2", "a3", "a4", "a5"]
    assert actions["a2"].priority == 1.5
    assert actions["a4"].feasibility == 0.8
    assert actions["a3"].after == ("a1",)
    assert (actions["a1"].priority, actions["a1"].feasibility, actions["a1"].must) == (1, 1, False)


def test_effort_is_exact(tmp_path: Path) -> None:
    (found,) = read_actions(_write(tmp_path, _action(effort=0.7, duration=3)), agenda())
    assert found.effort == Fraction(7, 10)


def test_an_action_on_a_question(tmp_path: Path) -> None:
    path = _write(tmp_path, _action(cell=None, item="1.1-T", must=True))
    (found,) = read_actions(path, agenda())
    assert (found.item, found.cell, found.must) == ("1.1-T", None, True)


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"cell": None}, "action-needs-target"),
        ({"item": "1.1-T"}, "action-needs-target"),
        ({"cell": None, "item": "x"}, "unknown-item"),
        ({"cell": "1-X"}, "unknown-cell"),
        ({"to": 2}, "action-skips-level"),
        ({"to": 0}, "action-skips-level"),
        ({"from": 4, "to": 4}, "action-skips-level"),
        ({"from": -1, "to": 0}, "invalid-field"),
        ({"from": 4, "to": 5}, "invalid-field"),
        ({"effort": 0.4}, "invalid-field"),
        ({"effort": "3"}, "invalid-field"),
        ({"effort": True}, "invalid-field"),
        ({"duration": 0}, "invalid-field"),
        ({"duration": 1.5}, "invalid-field"),
        ({"priority": 2.1}, "invalid-field"),
        ({"priority": 0.4}, "invalid-field"),
        ({"feasibility": 1.1}, "invalid-field"),
        ({"feasibility": -0.1}, "invalid-field"),
        ({"must": "yes"}, "invalid-field"),
        ({"start": "2026-1"}, "unknown-field"),
        ({"start_level": 1}, "unknown-field"),
    ],
)
def test_refusals(changes: dict[str, Any], code: str, tmp_path: Path) -> None:
    with pytest.raises(ToppError) as caught:
        read_actions(_write(tmp_path, _action(**changes)), agenda())
    assert caught.value.code == code


def test_fields_are_named_as_they_are_written(tmp_path: Path) -> None:
    with pytest.raises(ToppError) as caught:
        read_actions(_write(tmp_path, _action(**{"from": "0"})), agenda())
    assert caught.value.params["field"] == "actions.0.from"


def test_the_file_as_a_whole(tmp_path: Path) -> None:
    with pytest.raises(ToppError, match="repeated-entry"):
        read_actions(_write(tmp_path, _action(), _action()), agenda())
    with pytest.raises(ToppError, match="format-too-new"):
        read_actions(_write(tmp_path, version=2), agenda())
    with pytest.raises(ToppError, match="wrong-format"):
        read_actions(_write(tmp_path, format="topp-responses"), agenda())
    assert read_actions(_write(tmp_path), agenda()) == ()
