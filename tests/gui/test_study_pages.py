"""A study of the questions and a second rating in the window."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import cast

import pytest

from tests.gui.conftest import Stage, add_colleagues, begin, texts
from tests.support.joined import Joined
from topp_desktop.domain.assessment import Marks
from topp_desktop.services.program import Program
from topp_desktop.ui.pages.study import StudyPage
from topp_desktop.ui.pages.team.page import TeamPage
from topp_desktop.ui.pages.verification import VerificationPage


@pytest.fixture
def stage(program: Program, stage_of: Callable[..., Stage]) -> Stage:
    add_colleagues(program, begin(program, answered=3))
    made = stage_of(program, language="en")
    made.open()
    made.window.show_page("team")
    made.settle()
    return made


def study(stage: Stage) -> StudyPage:
    cast(TeamPage, stage.window.page("team")).study.study.click()
    stage.settle()
    page = cast(StudyPage, stage.window.page("study"))
    if page.take_part.isVisible():
        page.name.setText("Piloto")
        page.take_part.click()
        stage.settle()
    return page


def everybody_agrees(stage: Stage, page: StudyPage) -> list[str]:
    """Each sits down and agrees; what each is told."""
    told = []
    for person in stage.snapshot.assessment.respondents:
        stage.desk.answer_as(person.id)
        stage.settle()
        page.agree.click()
        stage.settle()
        told.append(texts(page))
    return told


def test_nothing_is_asked_of_anybody_before_the_study_has_its_name(stage: Stage) -> None:
    cast(TeamPage, stage.window.page("team")).study.study.click()
    stage.settle()
    page = cast(StudyPage, stage.window.page("study"))
    assert page.take_part.isVisible()
    assert not page.agree.isVisible()
    assert not page.save.isVisible()


def test_each_agrees_for_themselves_and_the_next_does_not_see_the_code(stage: Stage) -> None:
    page = study(stage)
    page.agree.click()
    stage.settle()
    assert "Your code:" in texts(page)
    other = stage.snapshot.assessment.respondents[1].id
    stage.desk.answer_as(other)
    stage.settle()
    assert "Your code:" not in texts(page)
    assert page.agree.isVisible()
    assert not page.take_back.isVisible()
    assert not page.save.isEnabled()


def test_with_three_who_agreed_the_file_is_saved_and_it_can_be_taken_back(
    stage: Stage, tmp_path: Path
) -> None:
    world = Joined(stage.program, tmp_path / "world")
    world.join()
    page = study(stage)
    everybody_agrees(stage, page)
    assert page.save.isEnabled()
    path = tmp_path / "a.topp-study"
    page.save_to(path)
    stage.settle()
    assert path.exists()
    assert "the study file" in stage.told
    assert "File saved on" in texts(page)
    page.take_back.click()
    stage.settle()
    assert not page.save.isEnabled()
    assert page.agree.isVisible()


def test_a_file_without_an_invitation_says_what_is_missing(stage: Stage, tmp_path: Path) -> None:
    page = study(stage)
    everybody_agrees(stage, page)
    page.save_to(tmp_path / "a.topp-study")
    stage.settle()
    assert not (tmp_path / "a.topp-study").exists()


def rating(stage: Stage) -> VerificationPage:
    cast(TeamPage, stage.window.page("team")).study.second.click()
    stage.settle()
    return cast(VerificationPage, stage.window.page("second-rating"))


def test_the_second_rating_shows_nothing_of_the_first_and_stands_beside_it_at_the_end(
    stage: Stage,
) -> None:
    page = rating(stage)
    assert not any(level.isChecked() for level in page.answer.levels)
    assert page.answer.press("4")
    stage.settle()
    assert page.finish.isEnabled()
    assert not page.table.isVisible()
    page.next.click()
    stage.settle()
    assert not any(level.isChecked() for level in page.answer.levels)
    page.finish.click()
    stage.settle()
    assert page.table.isVisible()
    assert page.table.rowCount() == 1
    assert "\t4\t" in page.table.text()
    page.again.click()
    stage.settle()
    assert page.answer.isVisible()
    assert not page.finish.isEnabled()


def test_clauses_marked_before_a_level_is_chosen_stay_with_it(stage: Stage) -> None:
    page = rating(stage)
    page.answer.marked.emit(Marks.of(["1.1"], ["2.1"]))
    page.answer.press("1")
    stage.settle()
    second = stage.program.studies.verification(stage.snapshot.id)
    (kept,) = second.ratings.values()
    assert (sorted(kept.marks.met), sorted(kept.marks.not_met)) == (["1.1"], ["2.1"])


def test_the_second_rating_changes_no_result(stage: Stage) -> None:
    before = stage.desk.results.card
    page = rating(stage)
    page.answer.press("4")
    page.finish.click()
    stage.settle()
    assert stage.desk.results.card == before
