"""The team in the window: people, what each is asked, who sits here; every step can be undone."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import cast

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tests.gui.conftest import Stage, add_colleagues, begin, texts
from topp_desktop.services.program import Program
from topp_desktop.ui.pages.entry.page import EntryGridPage
from topp_desktop.ui.pages.question.page import QuestionPage
from topp_desktop.ui.pages.task_list.page import TaskListPage
from topp_desktop.ui.pages.team.assign import EVERYTHING, SOME, AssignPanel
from topp_desktop.ui.pages.team.page import TeamPage
from topp_desktop.ui.pages.team.person import PersonEditor
from topp_desktop.ui.parts.question_order import Ask
from topp_desktop.ui.parts.who import WhoStrip


@pytest.fixture
def stage(program: Program, stage_of: Callable[..., Stage]) -> Stage:
    begin(program, answered=3)
    made = stage_of(program, language="en")
    made.open()
    made.window.show_page("team")
    return made


def team(stage: Stage) -> TeamPage:
    return cast(TeamPage, stage.window.page("team"))


def add(stage: Stage, place: int) -> str:
    """Chooses from the menu of "Add somebody"; returns the new person's id."""
    team(stage).add.menu().actions()[place].trigger()
    stage.settle()
    return stage.snapshot.assessment.respondents[-1].id


def editor(stage: Stage, person: str) -> PersonEditor:
    line = team(stage).rows[person]
    if not line.is_open:
        line.change.click()
    stage.settle()
    assert line.editor is not None
    return line.editor


def panel(stage: Stage, person: str) -> AssignPanel:
    found = editor(stage, person)
    found.assign.click()
    return found.panel


def test_somebody_is_added_named_and_moved_by_keyboard(stage: Stage) -> None:
    stage.settle()
    assert team(stage).add.hasFocus()
    assert team(stage).alone.isVisible()
    person = add(stage, 0)
    found = editor(stage, person)
    assert found.name.hasFocus(), "the name is what one writes next"
    QTest.keyClicks(found.name, "Ana")
    QTest.keyClick(found.name, Qt.Key.Key_Tab)
    assert found.unit.hasFocus()
    QTest.keyClicks(found.unit, "Budget")
    QTest.keyClick(found.unit, Qt.Key.Key_Return)
    stage.settle()
    found.role.setFocus()
    QTest.keyClick(found.role, Qt.Key.Key_Down)
    stage.settle()
    member = stage.snapshot.stored.members[person]
    assert (member.name, member.unit, member.respondent.role) == ("Ana", "Budget", "technical")
    assert team(stage).rows[person].is_open, "moved to another group, it stays open"
    assert "stay on this computer" in texts(team(stage))
    for _ in range(4):
        stage.desk.undo()
        stage.settle()
    assert list(team(stage).rows) == [stage.snapshot.respondent]
    assert team(stage).alone.isVisible()


def test_removing_takes_answers_along_and_ctrl_z_brings_them_back(stage: Stage) -> None:
    other = add(stage, 2)
    me = stage.snapshot.respondent
    before = stage.snapshot.stored
    editor(stage, me).remove.click()
    stage.settle()
    assert [r.id for r in stage.snapshot.assessment.respondents] == [other]
    assert stage.snapshot.assessment.responses == ()
    assert not editor(stage, other).remove.isEnabled(), "somebody has to answer"
    QTest.keyClick(stage.window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    stage.settle()
    assert stage.snapshot.stored == before


def test_areas_and_components_are_assigned_until_a_day(stage: Stage) -> None:
    person = add(stage, 1)
    found = panel(stage, person)
    assert found.which.value == EVERYTHING
    found.which.show_value(SOME)
    found.which.chosen.emit(SOME)
    found.save.click()
    assert found.isVisible(), "nothing was chosen yet"
    found.chips[""].button("2").click()
    found.chips["O"].button("O3").click()
    found.due.setText("31/2/2026")
    found.save.click()
    assert found.due.hasFocus()
    assert "18/11/2026" in texts(found)
    found.due.setText("1/3/2026")
    found.save.click()
    stage.settle()
    member = stage.snapshot.stored.members[person]
    items = stage.snapshot.instrument.items
    expected = {i.id for i in items if (i.area == "2" or i.component == "O3") and not i.retired}
    assert member.respondent.items == frozenset(expected)
    assert (member.components, member.due) == (("O3",), date(2026, 3, 1))
    assert "Overdue" in texts(team(stage).rows[person])

    again = panel(stage, person)
    assert again.chips[""].chosen == ("2",)
    assert again.chips["O"].chosen == ("O3",)
    again.which.show_value(EVERYTHING)
    again.which.chosen.emit(EVERYTHING)
    again.due.clear()
    again.save.click()
    stage.settle()
    member = stage.snapshot.stored.members[person]
    assert (member.respondent.items, member.components, member.due) == (None, (), None)


def test_an_office_is_assigned_as_a_whole(stage: Stage) -> None:
    people = [add(stage, 1), add(stage, 2)]
    program, mine = stage.program, stage.snapshot.id
    for person in people:
        program.team.set_unit(mine, person, "Budget")
    stage.desk.reload()
    stage.settle()
    found = panel(stage, people[0])
    found.which.show_value(SOME)
    found.which.chosen.emit(SOME)
    found.chips[""].button("1").click()
    assert "1 more person of Budget" in found.also.accessibleName()
    found.also.click()
    found.save.click()
    stage.settle()
    limits = [p.items for p in stage.snapshot.assessment.respondents]
    assert limits[0] is None
    area = frozenset(i.id for i in stage.snapshot.instrument.items if i.area == "1")
    assert limits[1] == limits[2] == area
    stage.desk.undo()
    stage.settle()
    assert [p.items for p in stage.snapshot.assessment.respondents] == [None] * 3


def test_who_answers_here_is_chosen_and_shown_where_answers_are(stage: Stage) -> None:
    me = stage.snapshot.respondent
    question = cast(QuestionPage, stage.window.page("question"))
    (strip,) = question.findChildren(WhoStrip)
    stage.window.show_page("question")
    assert not strip.isVisible(), "alone there is nothing to tell apart"
    stage.window.show_page("team")
    other = add(stage, 0)
    choice = team(stage).who.who
    choice.show_value(other)
    choice.activated.emit(choice.currentIndex())
    stage.settle()
    assert stage.snapshot.respondent == other
    assert "Answers here" in texts(team(stage).rows[other])
    stage.window.show_page("question")
    stage.settle()
    assert strip.isVisible()
    assert strip.said.accessibleName() == "Answers of: Authorities"
    item = stage.snapshot.items[0].id
    QTest.keyClick(question, Qt.Key.Key_4)
    stage.settle()
    assert {
        (r.respondent, r.answer) for r in stage.snapshot.assessment.responses if r.item == item
    } == {(me, 2), (other, 4)}
    strip.change.click()
    assert stage.window.current == "team"


def test_questions_assigned_are_gone_through_one_after_the_other(
    program: Program, stage_of: Callable[..., Stage]
) -> None:
    mine = begin(program)
    _, other = add_colleagues(program, mine)
    stage = stage_of(program, language="en")
    stage.open()
    tasks = cast(TaskListPage, stage.window.page("tasks"))
    stage.window.show_page("tasks")
    assert not tasks.assigned.isVisible(), "nothing was assigned to who sits here"
    stage.desk.answer_as(other)
    stage.settle()
    assert tasks.assigned.isVisible()
    limit = stage.snapshot.stored.members[other].respondent.items
    assert limit is not None
    asked = [i.id for i in stage.snapshot.items if i.id in limit]
    waiting = [i for i in asked if not stage.snapshot.is_answered(i)]
    tasks.assigned.go_on.click()
    question = cast(QuestionPage, stage.window.page("question"))
    seen: list[str] = []
    while stage.window.current == "question" and len(seen) < len(asked):
        assert question.item is not None
        seen.append(question.item.id)
        QTest.keyClick(question, Qt.Key.Key_1)
        question.continue_()
        stage.settle()
    assert seen == asked[asked.index(waiting[0]) :]
    assert stage.window.current == "check"
    stage.window.show_page("question", Ask(asked[0]))
    question.go_back()
    assert stage.window.current == "tasks"


def test_paper_is_keyed_in_for_the_person_chosen(stage: Stage) -> None:
    person = add(stage, 3)
    editor(stage, person).key_in.click()
    grid = cast(EntryGridPage, stage.window.page("entry-grid"))
    assert stage.window.current == "entry-grid"
    assert grid.person.currentData() == person


def test_the_results_are_asked_to_say_that_a_team_answered(stage: Stage) -> None:
    assert not team(stage).as_team.isVisible()
    add(stage, 0)
    team(stage).as_team.click()
    stage.settle()
    assert stage.snapshot.assessment.method == "team"
    assert not team(stage).as_team.isVisible()
    stage.window.show_page("results")
    stage.settle()
    said = texts(stage.window.page("results"))
    assert "A team answered together · 2 participants" in said
