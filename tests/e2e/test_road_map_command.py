"""`topp roadmap -o`: the plan as a spreadsheet, without touching the local database."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

from python_calamine import CalamineWorkbook

ROOT = Path(__file__).resolve().parents[2]


def test_the_plan_is_written_as_a_spreadsheet(tmp_path: Path) -> None:
    out, data = tmp_path / "hoja de ruta ñ.xlsx", tmp_path / "data"
    command = ["roadmap", ROOT / "tests/vectors/golden/g2.json", "-o", out, "--json"]
    done = subprocess.run(
        [sys.executable, "-m", "topp_desktop", *map(str, command), "--lang", "en"],
        env={**os.environ, "PYTHONPATH": str(ROOT), "TOPP_DATA": str(data)},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stderr
    planned = json.loads(done.stdout)
    book = CalamineWorkbook.from_path(str(out))
    assert book.sheet_names == ["Profile", "Actions", "Milestones", "Needs", "Justifications"]
    rows = book.get_sheet_by_name("Actions").to_python()
    assert len(rows) == 1 + len(planned["actions"]) + len(planned["not_scheduled"])
    assert not list(data.rglob("*.sqlite"))
