"""Long work as its services see it: something to report to, which may ask to stop. No Qt."""

from __future__ import annotations

from typing import Protocol


class Cancelled(Exception):
    """The person asked to stop; whoever catches it leaves nothing half done."""


class Task(Protocol):
    """What long work is given; the window and the command line each have their own."""

    def advance(self, stage: str, done: int, total: int) -> None:
        """`done` of `total` steps of `stage` are finished; raises Cancelled after a cancel."""
