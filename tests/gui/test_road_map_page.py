"""The road map page over a real store."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from tests.gui.conftest import Stage, begin, texts
from topp_desktop.bootstrap import Composition, compose
from topp_desktop.services.results import results_of
from topp_desktop.services.why import why_terms
from topp_desktop.ui.pages.road_map.page import CALENDAR, RoadMapPage
from topp_desktop.ui.widgets.row_button import RowButton


def road_map(stage: Stage) -> RoadMapPage:
    stage.window.show_page("road-map")
    stage.settle()
    page = stage.window.page("road-map")
    assert isinstance(page, RoadMapPage)
    return page


def rows(widget: QWidget) -> list[RowButton]:
    return [w for w in widget.findChildren(RowButton) if w.isVisible()]


@pytest.fixture
def stage(program: Composition, stage_of: Callable[..., Stage]) -> Stage:
    begin(program, answered=15)
    made = stage_of(program, language="en")
    made.open()
    return made


def test_the_list_is_the_plan(stage: Stage) -> None:
    page = road_map(stage)
    program, snapshot = stage.program, stage.snapshot
    settings = program.plans.settings_from(snapshot.plan_settings)
    plan = program.planner.road_map(
        results_of(snapshot.instrument, snapshot.assessment), settings
    ).plan
    assert len(rows(page.list)) == len(plan.scheduled) > 5
    assert len(rows(page.unplaced)) == len(plan.not_scheduled)
    assert "The first 18 months are firm; the rest is indicative." in texts(page)


def test_every_term_is_shown_with_its_value(stage: Stage) -> None:
    page = road_map(stage)
    button = rows(page.list)[3]
    button.setFocus()
    QTest.keyClick(button, Qt.Key.Key_Return)
    stage.settle()
    assert button.isChecked()
    assert page._road_map is not None
    planned = page._road_map.plan.scheduled[3]
    said = texts(page.why)
    for term in why_terms(planned, stage.desk.words):
        assert term.value in said
        assert term.label[1:] in said
    detail = texts(page.detail)
    for label in ("Effort", "When"):
        assert label in detail


def test_a_setting_is_saved_and_the_plan_made_again_at_once(stage: Stage) -> None:
    page = road_map(stage)
    before = [b.accessibleName() for b in rows(page.list)]
    page.settings.people.setFocus()
    page.settings.people.selectAll()
    QTest.keyClicks(page.settings.people, "1")
    page.settings.flush()
    stage.settle()
    stage.settle()
    assert [b.accessibleName() for b in rows(page.list)] != before
    assert "3.3 person-months" in texts(page.settings)
    fresh = compose(stage.program.places.data)
    _, stored = fresh.assessments.open(stage.snapshot.id)
    fresh.close()
    assert stored.plan_settings["people"] == 1


def test_numbers_stay_within_bounds(stage: Stage) -> None:
    field = road_map(stage).settings.semesters
    field.setFocus()
    field.selectAll()
    QTest.keyClicks(field, "99")
    field.clearFocus()
    stage.settle()
    assert (field.text(), field.value) == ("40", 40)
    field.setFocus()
    QTest.keyClick(field, Qt.Key.Key_Down)
    field.flush()
    assert field.value == 39


def test_the_calendar_chooses_the_same_actions(stage: Stage) -> None:
    page = road_map(stage)
    page.view.show_value(CALENDAR)
    page.view.chosen.emit(CALENDAR)
    assert page.calendar.isVisible()
    assert not page.list.isVisible()
    target = page.calendar.canvas.picture.targets[-1]
    page.calendar.activated.emit(target.key)
    assert page._road_map is not None
    assert target.key == page._chosen
    assert page.level.canvas.picture.table.rows


def test_without_answers_it_says_what_comes_first(
    program: Composition, stage_of: Callable[..., Stage]
) -> None:
    begin(program)
    stage = stage_of(program, language="en")
    stage.open()
    page = road_map(stage)
    said = texts(page)
    assert "There is no road map yet" in said
    assert not rows(page)
