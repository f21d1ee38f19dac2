"""`kill -9` while somebody answers in the real window: what was shown as saved is there.

TOPP_KILLS sets how often; the test run does it a few times, a longer run a hundred or more.
"""

from __future__ import annotations

import os
import random
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from topp_desktop.bootstrap import LocalAdapters, compose
from topp_desktop.domain.assessment import Institution

ROOT = Path(__file__).resolve().parents[2]
KILLS = int(os.environ.get("TOPP_KILLS", "6"))
TOWN = Institution("Municipio de Ejemplo", "GT", "local", "municipality")


@dataclass
class Seen:
    """saved: the newest answer shown as saved, by question; later: pressed after that."""

    saved: dict[str, int] = field(default_factory=dict)
    later: dict[str, list[int]] = field(default_factory=dict)
    shown: int = 0

    def note(self, line: str) -> None:
        what, item, answer = line.split()
        if what == "pressed":
            self.later.setdefault(item, []).append(int(answer))
            return
        self.saved[item] = int(answer)
        waiting = self.later[item]
        del waiting[: waiting.index(int(answer)) + 1]
        self.shown += 1


def _answer_until_killed(data: Path, display: str, seed: int) -> Seen:
    chance = random.Random(seed)
    seen = Seen()
    with subprocess.Popen(
        [sys.executable, "-m", "tests.support.answering_window", str(data), str(seed)],
        cwd=ROOT,
        env={**os.environ, "DISPLAY": display, "QT_QPA_PLATFORM": "xcb", "PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
        text=True,
        encoding="utf-8",
    ) as window:
        assert window.stdout is not None
        lines: Iterator[str] = iter(window.stdout)
        try:
            # A random answer, and then a random instant of the work that follows it.
            for _ in range(chance.randrange(1, 80)):
                seen.note(next(lines))
            end = time.monotonic() + chance.random() * 0.02
            while time.monotonic() < end:
                pass
        finally:
            window.kill()
        for line in lines:
            if line.endswith("\n"):  # the last line may have been cut off
                seen.note(line)
        window.wait()
    assert window.returncode == -9
    return seen


@pytest.mark.timeout(60 + 5 * KILLS)
def test_nothing_shown_as_saved_is_lost(tmp_path: Path, x_display: str) -> None:
    data = tmp_path / "data"
    program = compose(data)
    measurement = program.assessments.begin(TOWN, "2026-1", form="full")
    program.close()
    shown = 0
    for seed in range(KILLS):
        seen = _answer_until_killed(data, x_display, seed)
        program = compose(data)
        _, stored = program.assessments.open(measurement)
        found = {r.item: r.answer for r in stored.assessment.responses}
        assert isinstance(program.adapters, LocalAdapters)
        with program.adapters.engine.connect() as connection:
            sound = connection.exec_driver_sql("PRAGMA integrity_check").fetchone()
        program.close()
        assert sound is not None
        assert sound[0] == "ok"
        for item, answer in seen.saved.items():
            assert found[item] in (answer, *seen.later[item]), f"kill {seed}, question {item}"
        shown += seen.shown
    assert shown > KILLS
    print(f"{KILLS} kills, {shown} answers shown as saved, 0 lost")
