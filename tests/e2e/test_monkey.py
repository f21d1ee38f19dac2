"""Minutes of chance before the real window, where TOPP_MONKEY names them (TOPP_MONKEY=5).

Not among the tests of every run yet: a run is not the same twice, and what it last found (an
answer that it could not find again, docs/development.md) has to be understood first.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.monkey.run import run

MINUTES = float(os.environ.get("TOPP_MONKEY", "0"))
SEED = 20


@pytest.mark.timeout(180 + 120 * MINUTES)
@pytest.mark.skipif(MINUTES <= 0, reason="TOPP_MONKEY names no minutes")
def test_chance_breaks_nothing(tmp_path: Path, x_display: str) -> None:
    path = tmp_path / "monkey.log"
    with path.open("w", encoding="utf-8") as log:
        summary = run(tmp_path, SEED, MINUTES, log)
    assert not summary.findings, f"{summary.text()}\nevery deed: {path}"
    assert summary.deeds > 20 * MINUTES
    assert summary.kills
