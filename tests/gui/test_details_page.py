"""What a measurement is about and how it was made, from the window to the disk."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.gui.conftest import Stage, begin, texts
from topp_desktop.bootstrap import compose
from topp_desktop.domain.assessment import Assessment
from topp_desktop.services.program import Program
from topp_desktop.ui.pages.details import DetailsPage


@pytest.fixture
def stage(program: Program, stage_of: Callable[..., Stage]) -> Stage:
    begin(program, answered=3)
    made = stage_of(program, language="en")
    made.open()
    return made


def details_page(stage: Stage) -> DetailsPage:
    stage.window.show_page("details")
    stage.settle()
    page = stage.window.page("details")
    assert isinstance(page, DetailsPage)
    return page


def on_disk(stage: Stage) -> Assessment:
    fresh = compose(stage.program.places.data)
    try:
        return fresh.assessments.open(stage.snapshot.id)[1].assessment
    finally:
        fresh.close()


def choose(stage: Stage, field: object, value: str) -> None:
    field.show_value(value)  # type: ignore[attr-defined]
    field.chosen.emit(value)  # type: ignore[attr-defined]
    stage.settle()


def test_what_is_entered_is_saved_and_shown_in_the_task_list(stage: Stage) -> None:
    page = details_page(stage)
    choose(stage, page.scope, "territory")
    choose(stage, page.method, "team")
    page.people.setText("7")
    page.people.editingFinished.emit()
    page.plans.setPlainText("Plan de desarrollo\n\n  Plan de agua \nPlan de agua")
    stage.window.show_page("tasks")
    stage.settle()
    found = on_disk(stage)
    assert (found.scope, found.method, found.participants) == ("territory", "team", 7)
    assert found.plans == ("Plan de desarrollo", "Plan de agua")
    said = texts(stage.window.page("tasks"))
    for word in (
        "The territory's planning system",
        "A team answered together",
        "7 people took part",
        "2 plans considered",
    ):
        assert word in said


def test_nothing_is_written_where_nothing_changed(stage: Stage) -> None:
    before = stage.program.audit.steps(stage.snapshot.id)
    details_page(stage)
    stage.window.show_page("tasks")
    stage.settle()
    assert stage.program.audit.steps(stage.snapshot.id) == before


def test_an_empty_number_means_not_counted(stage: Stage) -> None:
    page = details_page(stage)
    page.people.setText("12")
    page.people.editingFinished.emit()
    stage.settle()
    assert on_disk(stage).participants == 12
    page.people.setText("")
    page.people.editingFinished.emit()
    stage.settle()
    assert on_disk(stage).participants is None


def test_a_plan_is_chosen_from_the_list_or_added_to_it(stage: Stage) -> None:
    institution = stage.snapshot.assessment.institution.id
    stage.program.documents.add(institution, "Plan de la Nación")
    page = details_page(stage)
    page.choose.click()
    page.picker.rows[0].click()
    page.picker.field.setText("Presupuesto 2026")
    page.picker.take()
    stage.settle()
    assert on_disk(stage).plans == ("Plan de la Nación", "Presupuesto 2026")
    titles = [d.title for d in stage.program.documents.entries(institution)]
    assert titles == ["Plan de la Nación", "Presupuesto 2026"]


def test_the_institution_is_changed_with_its_codes(stage: Stage) -> None:
    page = details_page(stage)
    form = page.institution.form
    assert form.line.text() == stage.snapshot.assessment.institution.name
    form.line.setText("")
    page.institution.save.click()
    assert form.name.error.isVisible()
    form.line.setText("Municipio Nuevo")
    form.unfold.click()
    form.codes.subdivision.setText("1")
    page.institution.save.click()
    stage.settle()
    found = on_disk(stage).institution
    assert (found.name, found.subdivision) == ("Municipio Nuevo", "GT-1")
    assert stage.snapshot.assessment.institution == found
    assert form.codes.subdivision.text() == "GT-1"
