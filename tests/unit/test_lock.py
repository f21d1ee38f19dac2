"""The lock is complete, hashed, and names no registry."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
LOCK = (ROOT / "requirements.lock").read_text("utf-8")
PINS = dict(re.findall(r"^([\w.-]+)==(\S+)", LOCK, re.MULTILINE))


def _wanted() -> set[str]:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    wanted = [*project["project"]["dependencies"], *project["dependency-groups"]["dev"]]
    return {re.split(r"[<>=]", line)[0].strip().lower() for line in wanted}


def test_everything_that_the_project_asks_for_is_locked() -> None:
    assert _wanted() <= PINS.keys()


def test_every_pin_has_a_hash() -> None:
    blocks = re.split(r"^(?=[\w.-]+==)", LOCK, flags=re.MULTILINE)[1:]
    assert len(blocks) == len(PINS)
    assert not [block for block in blocks if "--hash=sha256:" not in block]


def test_the_lock_names_no_registry_and_no_folder() -> None:
    assert not re.findall(r"(?i)https?:|file:|-index|find-links|(?:^|\s)/\S", LOCK)


def test_the_window_library_is_the_line_that_works() -> None:
    assert PINS["pyside6-essentials"].startswith("6.11.")
