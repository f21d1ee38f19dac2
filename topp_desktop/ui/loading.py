"""Reading for what is on the screen: only the newest answer counts, and only for the measurement
that is still open."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar, cast

from topp_desktop.ui.hub import Desk
from topp_desktop.ui.tasks import Failed

T = TypeVar("T")


class Loader:
    """One thing that is read again and again; what came too late is never shown."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._number = 0

    def load(
        self,
        read: Callable[[], T],
        show: Callable[[T], None],
        failed: Failed | None = None,
        *,
        in_order: bool = True,
    ) -> None:
        """`read` off the window's thread, then `show`, unless something newer was asked for or
        another measurement was opened meanwhile; what waits behind something newer is not read.

        failed: gets a fault in place of the shell. in_order: on the writer thread, after what was
        written before; False for what needs no database.
        """
        self._number += 1
        number, mine = self._number, self._open

        def newest() -> bool:
            return number == self._number and mine == self._open

        def run() -> T | None:
            return read() if number == self._number else None

        def loaded(found: T | None) -> None:
            if newest():
                show(cast("T", found))

        def fell(fault: Exception) -> None:
            if newest():
                (failed or self._desk.show_fault)(fault)

        tasks = self._desk.tasks
        (tasks.write if in_order else tasks.read)(run, loaded, fell)

    def drop(self) -> None:
        """What is being read at the moment is not shown any more."""
        self._number += 1

    @property
    def _open(self) -> str:
        return self._desk.snapshot.id if self._desk.snapshot is not None else ""
