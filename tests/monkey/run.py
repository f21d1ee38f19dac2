"""Starts windows with a monkey before them, kills them, and looks at what is left on the disk."""

from __future__ import annotations

import json
import os
import random
import selectors
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any

from tests.monkey.answers import answers_of
from tests.monkey.world import World
from tests.support.screen import screen
from topp_desktop.bootstrap import LocalAdapters, compose

ROOT = Path(__file__).resolve().parents[2]
SILENCE_SECONDS = 45.0
"""Without a word for so long the window hangs in something that takes no processor time, or the
machine has no time for it; what takes processor time the window notices itself, far sooner."""
FEWEST, MOST = 30, 260
"""Deeds in the life of one window."""


@dataclass
class Life:
    """What one window told: the last state that was shown as saved, and what came after it."""

    kept: str = ""
    saved: dict[str, str] = field(default_factory=dict)
    later: list[dict[str, str]] = field(default_factory=list)
    under_way: bool = False
    deeds: int = 0

    def note(self, line: dict[str, Any]) -> None:
        self.deeds += "step" in line
        self.under_way |= "saving" in line
        if "saved" in line:
            self.kept, self.saved = line["saved"], line.get("answers", {})
            self.later, self.under_way = [], False
        elif "shown" in line and line["shown"] == self.kept:
            self.later.append(line["answers"])

    def lost(self, found: dict[str, str]) -> list[str]:
        """Answers shown as saved that neither stand on the disk nor were changed afterwards."""
        missing = []
        for key in self.saved.keys() | found.keys():
            may = {self.saved.get(key), *(state.get(key) for state in self.later)}
            if found.get(key) not in may:
                missing.append(f"{key}: {found.get(key)} in place of {sorted(map(str, may))}")
        return missing


@dataclass
class Summary:
    """What a run did and found."""

    seed: int
    deeds: int = 0
    kills: int = 0
    closed: int = 0
    answers: int = 0
    undecided: int = 0
    locked: int = 0
    findings: list[str] = field(default_factory=list)

    def text(self) -> str:
        """In plain lines."""
        head = (
            f"seed {self.seed}: {self.deeds} deeds, {self.kills} kills, {self.closed} windows"
            f" closed, {self.answers} answers compared, {len(self.findings)} findings"
            f" ({self.undecided} times something else was being written,"
            f" {self.locked} times behind a passphrase)"
        )
        return "\n\n".join([head, *self.findings])


class Run:
    """One seed: windows one after the other until the time is over or something is found."""

    def __init__(self, world: World, seed: int, shown_on: str, log: IO[str]) -> None:
        self._world, self._seed, self._display, self._log = world, seed, shown_on, log
        self._data = world.folder / "data"
        self._chance = random.Random(seed)
        self.summary = Summary(seed)

    def go_on(self, until: float) -> Summary:
        """until: of time.monotonic."""
        while time.monotonic() < until and not self.summary.findings:
            if not self._data.exists() or self._chance.random() < 0.25:
                self._world.fresh(self._data)
            self._live(until)
        return self.summary

    def _live(self, until: float) -> None:
        life, deeds = Life(), self._chance.randrange(FEWEST, MOST)
        window = self._start()
        assert window.stdout is not None
        try:
            for line in self._lines(window):
                life.note(line)
                if "fault" in line:
                    self._found(str(line["fault"]), life)
                if life.deeds >= deeds or time.monotonic() > until:
                    break
            else:
                window.wait()
            end = time.monotonic() + self._chance.random() * 0.05
            while time.monotonic() < end and window.poll() is None:
                pass
        finally:
            ended = window.poll()
            window.kill()
            for line in self._rest(window):
                life.note(line)
            window.wait()
        self.summary.deeds += life.deeds
        if ended is None:
            self.summary.kills += 1
        elif ended == 0:
            self.summary.closed += 1
        elif not self.summary.findings:
            self._found(f"the window ended with {ended}\n{self._said()}", life)
        self._compare(life)

    def _start(self) -> subprocess.Popen[str]:
        home = self._world.folder / "home"
        home.mkdir(exist_ok=True)
        first = self.summary.deeds
        self._log.write(f"python -m tests.monkey.window … {self._seed} {first}\n")
        words = [self._data, self._world.pool, self._world.out, self._seed, first]
        return subprocess.Popen(
            [sys.executable, "-m", "tests.monkey.window", *map(str, words)],
            cwd=ROOT,
            env={
                **os.environ,
                "DISPLAY": self._display,
                "QT_QPA_PLATFORM": "xcb",
                "PYTHONPATH": str(ROOT),
                "HOME": str(home),
                "XDG_CONFIG_HOME": str(home / "config"),
                "XDG_DATA_HOME": str(home / "share"),
                "XDG_CACHE_HOME": str(home / "cache"),
            },
            stdout=subprocess.PIPE,
            stderr=(self._world.folder / "stderr").open("w"),
            text=True,
            encoding="utf-8",
        )

    def _lines(self, window: subprocess.Popen[str]) -> Iterator[dict[str, Any]]:
        """What the window tells; one that falls silent is asked where it stands, and ended."""
        assert window.stdout is not None
        with selectors.DefaultSelector() as waiting:
            waiting.register(window.stdout, selectors.EVENT_READ)
            while waiting.select(SILENCE_SECONDS):
                line = window.stdout.readline()
                if not line:
                    return
                yield self._heard(line)
        window.send_signal(signal.SIGABRT)
        window.wait()
        yield {"fault": f"silent for {SILENCE_SECONDS:.0f} s\n{self._said()}"}

    def _rest(self, window: subprocess.Popen[str]) -> Iterator[dict[str, Any]]:
        assert window.stdout is not None
        for line in window.stdout:
            if line.endswith("\n"):  # the last line may have been cut off
                yield self._heard(line)

    def _heard(self, line: str) -> dict[str, Any]:
        told: dict[str, Any] = json.loads(line)
        self._log.write(line if "step" in told or "fault" in told else f"  {line[:90].strip()}\n")
        return told

    def _said(self) -> str:
        return (self._world.folder / "stderr").read_text("utf-8", "replace")[-6000:]

    def _found(self, what: str, life: Life) -> None:
        step = self.summary.deeds + life.deeds - 1
        self.summary.findings.append(f"seed {self._seed}, step {step}: {what}")

    def _compare(self, life: Life) -> None:
        """What the window showed as saved, with what a fresh reader finds."""
        program = compose(self._data)
        try:
            if program.needs_passphrase:
                self.summary.locked += 1
                shutil.rmtree(self._data)
                return
            assert isinstance(program.adapters, LocalAdapters)
            with program.adapters.engine.connect() as connection:
                sound = connection.exec_driver_sql("PRAGMA integrity_check").fetchone()
            if sound is None or sound[0] != "ok":
                self._found(f"the database is damaged: {sound}", life)
            if not life.kept or life.kept not in {one.id for one in program.assessments.list()}:
                return
            _, stored = program.assessments.open(life.kept)
            found = answers_of(stored.assessment)
        finally:
            program.close()
        lost = life.lost(found)
        if lost and life.under_way:
            self.summary.undecided += 1
        elif lost:
            self._found("answers were lost:\n" + "\n".join(lost), life)
        self.summary.answers += len(life.saved)


def run(folder: Path, seed: int, minutes: float, log: IO[str]) -> Summary:
    """Everything in `folder`; what happens is written to `log`, line by line."""
    world = World(folder)
    world.make()
    with screen() as number:
        return Run(world, seed, number, log).go_on(time.monotonic() + minutes * 60)
