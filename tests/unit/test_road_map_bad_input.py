"""Bad input for a road map: the plan is still right, or the refusal is clear."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.support.builders import agenda, library, one_person, short_levels
from tests.support.papers import content_of, g2, road_map_of, text_of
from topp_desktop.charts.progress import MOST_SEMESTERS, progress_chart
from topp_desktop.domain.errors import UserError
from topp_desktop.domain.instrument import Instrument
from topp_desktop.domain.roadmap import Catalogue, FollowUp, Milestone, PlanSettings, Semester
from topp_desktop.domain.roadmap.progress import action_progress, milestone_progress
from topp_desktop.foundation.i18n import translator
from topp_desktop.reports.fonts import PaperMeasure, register_fonts
from topp_desktop.reports.road_map import road_map_bytes
from topp_desktop.reports.sections import SECTIONS as PRINTED
from topp_desktop.services.library import Library
from topp_desktop.services.measurement.results import results_of
from topp_desktop.services.plan.planner import Planner
from topp_desktop.services.plan.report import SECTIONS

SETTINGS = PlanSettings(Semester(2026, 1))


class _CircularLibrary(Library):
    """The shipped catalogue, in which the cards of two planned actions need each other."""

    def catalogue(self, instrument: Instrument) -> Catalogue | None:
        whole = library().catalogue(agenda())
        assert whole is not None
        cards = {"4.3-F.2": "", "1.1-F.2": ""}
        for action in road_map_of(g2()).plan.actions:
            if action.id in cards and action.action.card is not None:
                cards[action.id] = action.action.card
        first, second = cards.values()
        needs = {first: second, second: first}
        return replace(
            whole,
            cards=tuple(
                replace(c, prerequisites=(needs[c.id],)) if c.id in needs else c
                for c in whole.cards
            ),
        )


def test_a_catalogue_with_a_circle_is_refused_by_name() -> None:
    with pytest.raises(UserError) as fault:
        Planner(_CircularLibrary()).road_map(results_of(agenda(), g2()), SETTINGS)
    assert fault.value.code == "prerequisite-cycle"
    assert "4.3-F.2" in fault.value.params["cycle"]


def test_no_answers_plan_the_levels_to_be_established() -> None:
    road_map = road_map_of(replace(g2(), responses=(), respondents=()))
    assert len(road_map.plan.scheduled) == 16
    assert all(a.action.establish for a in road_map.plan.actions)


@pytest.mark.parametrize(
    "bad",
    [
        {"semesters": 0},
        {"people": 0},
        {"reduced": {"2026-1": 1.5}},
        {"priorities": {"1.1": 3.0}},
        {"feasibilities": {"1.1": 1.1}},
    ],
)
def test_settings_that_no_plan_can_have_are_refused(bad: dict[str, object]) -> None:
    with pytest.raises(UserError) as fault:
        replace(SETTINGS, **bad).check()  # type: ignore[arg-type]
    assert fault.value.code == "invalid-plan-setting"


def test_feasibility_by_objective_weighs_its_actions() -> None:
    assessment = one_person(short_levels(a4F=0, a1F=1))
    results = results_of(agenda(), assessment)
    plain = {a.id: a for a in Planner(library()).road_map(results, SETTINGS).plan.actions}
    settings = replace(SETTINGS, feasibilities={"4.3": 0.5})
    hard = {a.id: a for a in Planner(library()).road_map(results, settings).plan.actions}
    score, halved = plain["4.3-F.2"].ranked.score, hard["4.3-F.2"].ranked.score
    assert score is not None
    assert halved == pytest.approx(score / 2)
    assert hard["1.1-F.2"].ranked.score == plain["1.1-F.2"].ranked.score


def test_progress_of_nothing_and_of_a_century_can_be_drawn() -> None:
    register_fonts()
    words, plan = translator("es"), road_map_of(g2()).plan
    far = [Milestone("a", "x", "y", Semester(1999, 1)), Milestone("b", "x", "y", Semester(2099, 2))]
    for found in (
        action_progress(plan, {}, Semester(2026, 1)),
        action_progress(replace(plan, actions=()), {}, Semester(2026, 1)),
        milestone_progress(plan, far, {"milestone:a": FollowUp("done")}, Semester(2026, 1)),
        milestone_progress(plan, [], {}, Semester(2026, 1)),
    ):
        picture = progress_chart(found, Semester(2026, 1), words, PaperMeasure(), 400)
        assert len(picture.table.rows) == len(found.semesters)
        names = {s.short for s in (row.semester for row in found.semesters)}
        shown = [s for s in picture.shapes if getattr(s, "text", "") in names]
        assert 0 < len(shown) <= MOST_SEMESTERS


def test_the_sections_that_can_be_chosen_are_those_that_are_printed() -> None:
    assert list(SECTIONS) == [section.__name__ for section in PRINTED]
    content = replace(content_of(g2()), sections=frozenset({"summary", "needs"}))
    text = text_of(road_map_bytes(content))
    assert "Resumen para la autoridad" in text
    assert "Justificaciones de las respuestas" not in text
    assert "¿Por qué está aquí?" not in text
