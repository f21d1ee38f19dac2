"""Long work: says how far it is and stops when asked. No Qt; `ui.tasks` runs it on a thread."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable

Progress = Callable[[str, int, int], None]
"""Called with (stage, done, total); stage is a code, total 0 where it is not known."""

THROTTLE_SECONDS = 0.1


class Cancelled(Exception):
    """The person asked to stop; what was finished stays."""


class Task:
    """One piece of long work. `cancel` may be called from any thread."""

    def __init__(
        self, progress: Progress | None = None, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._progress = progress
        self._clock = clock
        self._cancel = threading.Event()
        self._stage = ""
        self._last = float("-inf")

    def cancel(self) -> None:
        """Asks the work to stop at its next step."""
        self._cancel.set()

    @property
    def cancelled(self) -> bool:
        return self._cancel.is_set()

    def advance(self, stage: str, done: int, total: int) -> None:
        """Reports progress, at most every 0.1 s within a stage; raises Cancelled.

        The first and the last step of a stage are always reported.
        """
        if self._cancel.is_set():
            raise Cancelled
        if self._progress is None:
            return
        now = self._clock()
        if stage != self._stage or done == total or now - self._last >= THROTTLE_SECONDS:
            self._stage, self._last = stage, now
            self._progress(stage, done, total)
