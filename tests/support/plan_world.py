"""The program over a fresh data folder with one measurement, for tests of the road map."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from fractions import Fraction
from pathlib import Path

from topp_desktop.bootstrap import compose
from topp_desktop.domain.roadmap import OwnAction, PlannedAction, Semester
from topp_desktop.foundation.resources import resource_path
from topp_desktop.services.plan.keeping import OpenPlan
from topp_desktop.services.plan.road_maps import RoadMaps
from topp_desktop.services.program import Program

ON = date(2026, 4, 10)


@dataclass
class PlanWorld:
    """now: what the program's clock says; change it to let time pass."""

    folder: Path
    now: datetime = datetime(2026, 3, 5, 12, 30, tzinfo=UTC)
    program: Program = field(init=False)
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


def edit_everything(world: PlanWorld) -> None:
    """One edit of every kind."""
    maps, first = world.maps, world.scheduled()
    maps.edit.change(
        world.id,
        first[0].id,
        title="Título propio",
        activity="Qué se hace",
        result="Qué resulta",
        verification="Cómo se ve",
        indicator="Qué se mide",
        unit="actas",
        baseline="0",
        target="12",
        owner_unit="Planificación",
        owner_institution="Municipio",
        owner_committee="Comité",
        owner_country="GT",
        partner="Mancomunidad",
        budget="11-02",
        cost=12_000.5,
        currency="GTQ",
        funding_gap=4_000.0,
        effort=Fraction(7, 3),
        duration=2,
        priority=1.5,
        feasibility=0.75,
        must=True,
        reason="Acuerdo del concejo «ñ»",
    )
    maps.edit.move(world.id, first[1].id, Semester(2028, 1), "Espera el presupuesto")
    maps.edit.drop(world.id, first[2].id, "Ya lo hace la gobernación")
    own = maps.edit.add(world.id, "Mesa propia", duration=2)
    maps.edit.add(
        world.id, "Curso", OwnAction(cell="1-T", start_level=2, after=(own,)), effort=Fraction(2)
    )
    names = maps.milestones.add(
        world.id,
        "Política de datos",
        [("Borrador", Semester(2026, 1)), ("Aprobada", Semester(2027, 2)), ("Sin fecha", None)],
        combo="Gobierno abierto",
        action=first[0].id,
    )
    maps.milestones.follow(
        world.id, "milestone", names[0], status="done", on=ON, evidence="Acta 1", comment="bien"
    )
    maps.milestones.follow(world.id, "action", first[0].id, status="under-way")
    need = world.open().road_map.demand[0].id
    maps.needs.change(world.id, need, level="technical-staff", persons=12, modality="blended")
    maps.needs.add(world.id, "peers", "Presupuesto participativo", offers=False)
