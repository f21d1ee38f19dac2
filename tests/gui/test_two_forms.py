"""Going on with the full form takes nothing away until the full form counts."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

from pypdf import PdfReader

from tests.gui.conftest import Stage, begin, page_of, texts
from topp_desktop.domain.assessment import Response
from topp_desktop.domain.instrument import Wording
from topp_desktop.foundation.i18n import translator
from topp_desktop.services.measurement.findings import findings
from topp_desktop.services.measurement.results import results_of
from topp_desktop.services.program import Program
from topp_desktop.ui.pages.results.page import ResultsPage
from topp_desktop.ui.pages.sending.page import SendPage
from topp_desktop.ui.pages.task_list.page import TaskListPage

ON = date(2026, 3, 4)


def _approved(program: Program) -> str:
    made = begin(program, answered=16)
    program.approvals.review(made, position="Directora", on=ON)
    program.approvals.approve(made, position="Alcalde", on=ON)
    return made


def _answer_all(program: Program, made: str) -> None:
    instrument, stored = program.assessments.open(made)
    me = stored.assessment.respondents[0].id
    for item in instrument.form("full").items:
        program.answers.record(made, Response(me, item, 3))


def test_the_short_result_its_plan_and_its_approval_stand_until_the_full_form_counts(
    program: Program,
) -> None:
    made = _approved(program)
    before = program.road_maps.edit.open(made)
    program.assessments.change_form(made, "full")
    during = program.road_maps.edit.open(made)
    assert during.results.card == before.results.card
    assert during.road_map.plan == before.road_map.plan
    assert during.results.ahead is not None
    assert (during.results.ahead.answered, during.results.ahead.asked) == (16, 84)
    assert program.approvals.status(made).state == "approved"
    _answer_all(program, made)
    after = program.road_maps.edit.open(made)
    assert after.results.ahead is None
    assert after.results.assessment.form == "full"
    assert program.approvals.status(made).state == "reopened"


def test_the_way_back_loses_no_answer_and_no_approval(program: Program) -> None:
    made = _approved(program)
    program.assessments.change_form(made, "full")
    instrument, stored = program.assessments.open(made)
    extra = next(
        i for i in instrument.form("full").items if i not in instrument.form("short").items
    )
    me = stored.assessment.respondents[0].id
    program.answers.record(made, Response(me, extra, 4))
    program.assessments.change_form(made, "short")
    assert program.approvals.status(made).state == "approved"
    program.assessments.change_form(made, "full")
    _, stored = program.assessments.open(made)
    assert {r.item: r.answer for r in stored.assessment.responses}[extra] == 4


def test_the_window_asks_first_where_the_measurement_is_approved(
    program: Program, stage_of: Callable[..., Stage]
) -> None:
    made = _approved(program)
    stage = stage_of(program, language="en")
    stage.open()
    page = page_of(stage, "tasks", TaskListPage)
    page.banner.full.click()
    stage.settle()
    assert stage.snapshot.assessment.form == "short"
    assert "approved or was sent" in texts(page)
    page.banner.change.go_on.click()
    stage.settle()
    assert stage.snapshot.assessment.form == "full"
    assert "This is the result of the short form" in texts(page_of(stage, "results", ResultsPage))
    page = page_of(stage, "tasks", TaskListPage)
    assert page.banner.full.text() == "Back to the short form"
    page.banner.full.click()
    stage.settle()
    assert stage.snapshot.assessment.form == "short"
    assert program.approvals.status(made).state == "approved"


def test_nothing_is_asked_where_nothing_stands(
    program: Program, stage_of: Callable[..., Stage]
) -> None:
    begin(program, answered=16)
    stage = stage_of(program, language="en")
    stage.open()
    page = page_of(stage, "tasks", TaskListPage)
    page.banner.full.click()
    stage.settle()
    assert stage.snapshot.assessment.form == "full"


def test_the_cover_of_the_report_says_whose_result_it_is(program: Program, tmp_path: Path) -> None:
    made = begin(program, answered=16)
    program.assessments.change_form(made, "full")
    out = tmp_path / "report.pdf"
    program.reports.write(program.road_maps.edit.open(made).road_map, "en", out)
    cover = " ".join(PdfReader(out).pages[0].extract_text().split())
    assert "This is the result of the short form. Of the full form 16 of 84" in cover
    assert "50 of 100" in cover


def test_many_missing_places_are_told_in_one_sentence(program: Program) -> None:
    made = begin(program, answered=16)
    program.assessments.change_form(made, "full")
    instrument, stored = program.assessments.open(made)
    results = results_of(instrument, stored.assessment)
    assert len(results.missing_cells) > 3
    told = findings(results, Wording(instrument, "en"), translator("en"))
    (missing,) = (found for found in told if found.kind == "missing")
    assert "places of the map. The nearest:" in missing.text


def test_nobody_is_told_that_something_is_missing_before_it_was_read(
    program: Program, stage_of: Callable[..., Stage]
) -> None:
    begin(program, answered=16)
    stage = stage_of(program, language="en")
    stage.open()
    stage.window.show_page("send")
    page = stage.window.findChild(SendPage)
    assert page is not None
    assert "Nobody yet" not in texts(page)
    stage.settle()
    assert "Nobody yet" in texts(page)
