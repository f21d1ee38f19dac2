"""Measuring ours beside a baseline in the same run, and the table that comes of it.

A ratio from one run holds on any machine; a time alone holds on one. So ours and the baseline
take turns, each pair in the opposite order of the last, and what is compared is the medians.
"""

from __future__ import annotations

import gc
import time
from collections.abc import Callable
from dataclasses import dataclass
from statistics import median, quantiles

Sample = Callable[[], float]
"""Does the work once and answers with the seconds it took."""


def timed(work: Callable[[], object]) -> Sample:
    """A sample that measures the whole of `work` with the monotonic clock."""

    def sample() -> float:
        started = time.perf_counter()
        work()
        return time.perf_counter() - started

    return sample


@dataclass(frozen=True, slots=True)
class Row:
    """One line: seconds, or for `counted` rows whatever the unit says."""

    what: str
    ours: str
    baseline: str
    ratio: str
    aim: str
    runs: str


def _seconds(value: float) -> str:
    if value >= 1:
        return f"{value:.2f} s"
    return f"{value * 1e3:.1f} ms" if value >= 1e-3 else f"{value * 1e6:.0f} µs"


def _middle_half(values: list[float]) -> tuple[float, float]:
    low, _, high = quantiles(values, n=4) if len(values) > 1 else (values * 3)
    return low, high


def _aim(reached: float, aim: float | None, text: str) -> str:
    return "" if aim is None else f"≤ {text}: {'met' if reached <= aim else 'not met'}"


class Table:
    """Collects rows; a missed aim is shown, never an error."""

    def __init__(self) -> None:
        self._rows: list[Row] = []

    def compare(
        self,
        what: str,
        ours: Sample,
        baseline: Sample,
        *,
        against: str,
        repeats: int = 15,
        aim: float | None = None,
    ) -> None:
        """Adds the ratio of two samples taken in turns; `aim` is the largest ratio wished for."""
        ours(), baseline()  # the first run pays for caches
        mine: list[float] = []
        theirs: list[float] = []
        for turn in range(repeats):
            pair = [(ours, mine), (baseline, theirs)]
            for sample, results in pair if turn % 2 else reversed(pair):
                gc.collect()
                results.append(sample())
        ratio = median(mine) / median(theirs)
        low, high = _middle_half([a / b for a, b in zip(mine, theirs, strict=True)])
        self._rows.append(
            Row(
                what,
                _seconds(median(mine)),
                f"{_seconds(median(theirs))} {against}",
                f"{ratio:.2f} ({low:.2f} to {high:.2f})",
                _aim(ratio, aim, f"{aim:g} ×" if aim is not None else ""),
                str(repeats),
            )
        )

    def alone(
        self, what: str, ours: Sample, *, repeats: int = 15, aim: float | None = None
    ) -> None:
        """Adds a time that has no fair baseline; `aim` in seconds."""
        ours()
        times = []
        for _ in range(repeats):
            gc.collect()
            times.append(ours())
        text = _seconds(aim) if aim is not None else ""
        self._rows.append(
            Row(what, _seconds(median(times)), "", "", _aim(median(times), aim, text), str(repeats))
        )

    def counted(self, what: str, value: float, unit: str, *, aim: float | None = None) -> None:
        """Adds a figure that is counted, not timed: bytes, fsyncs, rows."""
        text = f"{aim:g} {unit}" if aim is not None else ""
        self._rows.append(Row(what, f"{value:g} {unit}", "", "", _aim(value, aim, text), ""))

    def markdown(self) -> str:
        """The table; times are medians, ratios carry the middle half of the pairs."""
        lines = ["| what | ours | baseline | ratio | aim | runs |", "|---|---|---|---|---|---|"]
        for row in self._rows:
            cells = (row.what, row.ours, row.baseline, row.ratio, row.aim, row.runs)
            lines.append("| " + " | ".join(cells) + " |")
        return "\n".join(lines) + "\n"
