"""What if, and opening a kept plan, beside scoring the same measurement once."""

from __future__ import annotations

import itertools
import time
from dataclasses import replace

from tests.bench.table import Sample, Table, timed
from topp_desktop.domain.assessment import Assessment, Institution, Respondent, Response
from topp_desktop.domain.roadmap import PlanSettings, Semester
from topp_desktop.domain.roadmap.kept import kept_of
from topp_desktop.domain.scoring import score_values
from topp_desktop.services.library import Library
from topp_desktop.services.measurement.results import results_of
from topp_desktop.services.plan.planner import Planner, RoadMap
from topp_desktop.services.plan.what_if import WhatIf

RUNS = 10


def _assessment(library: Library) -> Assessment:
    """The full form, every level from 0 to 3."""
    items = library.agenda.form("full").items
    empty = Assessment(
        Institution("Bench", "GT", "local", "municipality"),
        "full",
        "2026-2",
        respondents=(Respondent("r", "technical"),),
    )
    return replace(
        empty, responses=tuple(Response("r", item, n % 4) for n, item in enumerate(items))
    )


def _ticking(road_map: RoadMap) -> Sample:
    """One more action ticked each time, over and over."""
    what_if = WhatIf(road_map)
    names = [planned.id for planned in road_map.plan.actions]
    count = itertools.count()

    def sample() -> float:
        started = time.perf_counter()
        for _ in range(RUNS):
            what_if.of(names[: next(count) % len(names)])
        return (time.perf_counter() - started) / RUNS

    return sample


def _scoring(road_map: RoadMap) -> Sample:
    results = road_map.results
    form, values = results.assessment.form, results.values

    def sample() -> float:
        started = time.perf_counter()
        for _ in range(RUNS):
            score_values(results.instrument, form, values)
        return (time.perf_counter() - started) / RUNS

    return sample


def run(table: Table) -> None:
    """Aim: what if, with the repaint, in less than 50 ms; scoring once is its floor."""
    library = Library()
    results = results_of(library.agenda, _assessment(library))
    planner, settings = Planner(library), PlanSettings(Semester(2026, 1))
    road_map = planner.road_map(results, settings)
    kept = kept_of(road_map.plan, road_map.proposed, {})
    floor = "(one scoring)"
    table.compare(
        "what if, 84 questions", _ticking(road_map), _scoring(road_map), against=floor, aim=2
    )
    table.compare(
        "kept plan opened, 84 questions",
        timed(lambda: planner.road_map(results, settings, kept=kept)),
        _scoring(road_map),
        against=floor,
    )
    table.compare(
        "plan computed anew, 84 questions",
        timed(lambda: Planner(library).road_map(results, settings)),
        _scoring(road_map),
        against=floor,
        repeats=5,
    )
    table.compare(
        "plan with other settings, 84 questions",
        timed(lambda: planner.road_map(results, replace(settings, people=3))),
        _scoring(road_map),
        against=floor,
    )
