"""The open measurement's road map, read for a page; steps that change it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject

from topp_desktop.domain.roadmap import PlannedAction
from topp_desktop.services.plan.edit import PlanEditService
from topp_desktop.services.plan.keeping import OpenPlan
from topp_desktop.ui.hub import Desk
from topp_desktop.ui.loading import Loader


class PlanSource(QObject):
    """`opened` is the newest road map that was read; `shown` is told of each.

    It is read in the order of the writes, so that it never lags behind an answer or an edit.
    `more` is what the page's `read_more` gave beside it, on the writer thread.
    """

    def __init__(
        self,
        desk: Desk,
        shown: Callable[[], None],
        parent: QObject,
        read_more: Callable[[str], object] = lambda _: None,
    ) -> None:
        super().__init__(parent)
        self.opened: OpenPlan | None = None
        self.more: object = None
        self._read_more = read_more
        self._desk, self._shown = desk, shown
        self._loader = Loader(desk)
        self._for = ""

    @property
    def service(self) -> PlanEditService:
        """Only inside `desk.tasks` and `change`: it touches the disk."""
        return self._desk.program.road_maps.edit

    def action(self, name: str) -> PlannedAction | None:
        """An action of the plan by its id."""
        if self.opened is None:
            return None
        return next((a for a in self.opened.road_map.plan.actions if a.id == name), None)

    def read(self) -> None:
        """Reads the road map; what was shown of another measurement is forgotten at once."""
        mine = self._desk.open_snapshot.id
        if mine != self._for:
            self._for, self.opened = mine, None
        program = self._desk.program

        def read() -> tuple[OpenPlan, object]:
            return program.road_maps.edit.open(mine), self._read_more(mine)

        def done(found: tuple[OpenPlan, object]) -> None:
            self.opened, self.more = found
            self._shown()

        self._loader.load(read, done)

    def show_before_saved(self, opened: OpenPlan) -> None:
        """Shows what a change that is on its way leads to; the next reading replaces it."""
        self.opened = opened
        self._loader.drop()
        self._shown()

    def change(
        self,
        work: Callable[[PlanEditService, str], Any],
        done: Callable[[Any], None] | None = None,
        failed: Callable[[Exception], None] | None = None,
    ) -> None:
        """One step: `work(service, measurement)`. What it leads to is read by the page's
        `refresh`; after a fault what stands is read again."""
        mine, service = self._desk.open_snapshot.id, self._desk.program

        def refused(fault: Exception) -> None:
            (failed or self._desk.show_fault)(fault)
            self.read()

        self._desk.change(lambda: work(service.road_maps.edit, mine), done, refused)
