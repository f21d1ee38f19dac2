"""The program over a fresh data folder with one measurement, for tests of the road map."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path

from topp_desktop.bootstrap import Composition, compose
from topp_desktop.domain.roadmap import PlannedAction
from topp_desktop.foundation.resources import resource_path
from topp_desktop.services.plan_keeping import OpenPlan
from topp_desktop.services.road_maps import RoadMaps


@dataclass
class PlanWorld:
    """now: what the program's clock says; change it to let time pass."""

    folder: Path
    now: datetime = datetime(2026, 3, 5, 12, 30, tzinfo=UTC)
    program: Composition = field(init=False)
    id: str = field(init=False)

    def __post_init__(self) -> None:
        self.start()
        sample = resource_path("samples", "municipio.json")
        self.id = self.program.assessments.take_in(sample)

    def start(self) -> None:
        """The program as after a new start, over the same folder."""
        self.program = compose(self.folder, lambda: self.now)

    @property
    def maps(self) -> RoadMaps:
        return self.program.road_maps

    def open(self) -> OpenPlan:
        return self.maps.edit.open(self.id)

    def scheduled(self) -> tuple[PlannedAction, ...]:
        return self.open().road_map.plan.scheduled

    def action(self, name: str) -> PlannedAction:
        return next(a for a in self.open().road_map.plan.actions if a.id == name)

    def answer(self, item: str, level: int) -> None:
        """Another answer of the measurement's first respondent."""
        _, stored = self.program.assessments.open(self.id)
        before = next(r for r in stored.assessment.responses if r.item == item)
        self.program.answers.record(self.id, replace(before, answer=level))
