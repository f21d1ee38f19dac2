"""What the questionnaire costs the start: loading it as the program does, and reading its files."""

from __future__ import annotations

import json

from tests.bench.table import Table, timed
from topp_desktop.foundation.resources import resource_path
from topp_desktop.services.library import Library


def _load() -> None:
    assert Library().agenda.by_id


def _read() -> None:
    for path in resource_path("instruments", "topp-agenda").glob("*.json"):
        assert json.loads(path.read_bytes())


def run(table: Table) -> None:
    """The aim is a time, because it is what a start may lose: 30 ms."""
    table.alone("questionnaire loaded at the start", timed(_load), repeats=31, aim=0.030)
    against = "(its files read and parsed)"
    table.compare("questionnaire loaded", timed(_load), timed(_read), against=against, repeats=31)
