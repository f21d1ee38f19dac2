"""Reading for what is on the screen: only the newest answer counts, and only for the measurement
that is still open."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from topp_desktop.ui.hub import Desk

T = TypeVar("T")


class Loader:
    """One thing that is read again and again; what came too late is never shown."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._number = 0

    def load(self, read: Callable[[], T], show: Callable[[T], None]) -> None:
        """`read` on the writer thread, in the order of the writes; then `show`, unless something
        newer was asked for or another measurement was opened meanwhile."""
        self._number += 1
        number, mine = self._number, self._open

        def loaded(found: T) -> None:
            if number == self._number and mine == self._open:
                show(found)

        self._desk.tasks.write(read, loaded)

    @property
    def _open(self) -> str:
        return self._desk.snapshot.id if self._desk.snapshot is not None else ""
