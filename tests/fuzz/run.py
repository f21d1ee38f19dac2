"""Runs mutants, measures each of them, and counts what became of them."""

from __future__ import annotations

import time
import traceback
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path

from tests.fuzz.institution import Institution
from tests.fuzz.mutants import Maker
from tests.fuzz.oracle import Altered, Judge, Mutant, Wrong
from tests.fuzz.world import World
from tests.support.memory import Peak

SECONDS, MEGABYTES = 2.0, 300.0
"""The bounds of one mutant."""
VERIFY_EVERY = 4
INSTITUTION_EVERY = 3
_PROGRESS = 10_000
_REMEMBERED = 5_000


@dataclass(frozen=True)
class Finding:
    """A mutant that went wrong; text: how."""

    mutant: Mutant
    fault: BaseException
    text: str


@dataclass
class Summary:
    """What a run found. slowest, largest: the mutant and its seconds, or megabytes."""

    seed: int
    mutants: int = 0
    seconds: float = 0.0
    kinds: Counter[str] = field(default_factory=Counter)
    outcomes: Counter[str] = field(default_factory=Counter)
    findings: list[Finding] = field(default_factory=list)
    slowest: tuple[float, str] = (0.0, "")
    largest: tuple[float, str] = (0.0, "")
    beyond: int = 0

    def text(self) -> str:
        """The summary in plain lines."""
        altered = sum(isinstance(f.fault, Altered) for f in self.findings)
        wrong = sum(isinstance(f.fault, Wrong) for f in self.findings) - altered
        lines = [
            f"{self.mutants} mutants with seed {self.seed} in {self.seconds:.0f} s",
            "kinds: " + ", ".join(f"{k} {n}" for k, n in sorted(self.kinds.items())),
            "ledger: " + ", ".join(f"{o} {n}" for o, n in self.outcomes.most_common()),
            f"altered content accepted: {altered}",
            f"otherwise judged wrongly: {wrong}",
            f"uncaught exceptions: {len(self.findings) - altered - wrong}",
            f"beyond {SECONDS:g} s or {MEGABYTES:g} MB: {self.beyond}",
            f"slowest: {self.slowest[0]:.3f} s ({self.slowest[1]})",
            f"most memory: {self.largest[0]:.1f} MB ({self.largest[1]})",
        ]
        lines += [f"\n{f.mutant.kind} {f.mutant.name}\n{f.text}" for f in self.findings[:20]]
        return "\n".join(lines)


def fuzz(
    folder: Path,
    seed: int,
    numbers: Iterable[int],
    findings: Path | None = None,
    progress: Callable[[Summary], None] | None = None,
) -> Summary:
    """Makes and judges the mutants of these numbers. findings: where wrong ones are kept."""
    world = World()
    maker, judge = Maker(world, seed), Judge(world, folder)
    institution = Institution(world, folder)
    known = dict(world.notary.signed)
    summary, peak = Summary(seed), Peak()
    began = time.monotonic()
    for number in numbers:
        mutant = maker.make(number)
        peak.reset()
        started = time.monotonic()
        try:
            received = judge.judge(mutant)
            _note(summary, mutant, time.monotonic() - started, peak.megabytes())
            summary.outcomes.update(received.counts)
            if number % VERIFY_EVERY == 0:
                judge.verify(mutant)
            if number % INSTITUTION_EVERY == 0:
                institution.judge(mutant, folder / mutant.name)
        except (KeyboardInterrupt, SystemExit):
            raise
        except BaseException as fault:  # noqa: BLE001 - a panic of a library is no Exception
            text = str(fault) if isinstance(fault, Wrong) else traceback.format_exc()
            summary.findings.append(Finding(mutant, fault, text))
            if findings is not None:
                findings.mkdir(parents=True, exist_ok=True)
                (findings / mutant.name).write_bytes(mutant.data)
        summary.mutants += 1
        summary.kinds[mutant.kind] += 1
        (folder / mutant.name).unlink(missing_ok=True)
        if len(world.notary.signed) > _REMEMBERED:
            world.notary.signed = dict(known)
        summary.seconds = time.monotonic() - began
        if progress is not None and summary.mutants % _PROGRESS == 0:
            progress(summary)
    return summary


def _note(summary: Summary, mutant: Mutant, took: float, grown: float) -> None:
    """Time and memory of receiving it."""
    name = f"{mutant.kind} {mutant.name}"
    summary.slowest = max(summary.slowest, (took, name))
    summary.largest = max(summary.largest, (grown, name))
    summary.beyond += took > SECONDS or grown > MEGABYTES
