"""`topp roadmap -o` and `topp report`: the plan as files, without the local database."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from pypdf import PdfReader
from python_calamine import CalamineWorkbook

from topp_desktop.domain.roadmap.plan import PlanSettings

ROOT = Path(__file__).resolve().parents[2]


GOLDEN = ROOT / "tests/vectors/golden/g2.json"


def _topp(data: Path, *command: str | Path) -> Any:
    """What the command says with --json."""
    done = subprocess.run(
        [sys.executable, "-m", "topp_desktop", *map(str, command), "--lang", "en", "--json"],
        env={**os.environ, "PYTHONPATH": str(ROOT), "TOPP_DATA": str(data)},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def test_the_plan_is_written_as_a_spreadsheet(tmp_path: Path) -> None:
    out, data = tmp_path / "hoja de ruta ñ.xlsx", tmp_path / "data"
    planned = _topp(data, "roadmap", GOLDEN, "-o", out)
    book = CalamineWorkbook.from_path(str(out))
    assert book.sheet_names == [
        *("Profile", "Actions", "Milestones", "Needs"),
        *("Cross-cutting themes", "Justifications", "Documents", "Participants"),
    ]
    rows = book.get_sheet_by_name("Actions").to_python()
    assert len(rows) == 1 + len(planned["actions"]) + len(planned["not_scheduled"])
    assert not list(data.rglob("*.sqlite"))


def test_only_the_sections_that_were_asked_for_are_printed(tmp_path: Path) -> None:
    out = tmp_path / "needs.pdf"
    said = _topp(tmp_path, "report", GOLDEN, "-o", out, "--sections", "needs", "glossary")
    assert said["bytes"] == out.stat().st_size
    titles = [str(e.title) for e in PdfReader(out).outline if not isinstance(e, list)]
    assert titles == ["1  Needs", "2  Glossary"]


def test_the_plan_of_a_command_begins_where_the_windows_would(tmp_path: Path) -> None:
    planned = _topp(tmp_path, "roadmap", GOLDEN)
    usual = PlanSettings.usual(datetime.now(UTC).date())
    assert next(iter(planned["overall_at_end"])) == str(usual.start)
    assert len(planned["overall_at_end"]) == usual.semesters
