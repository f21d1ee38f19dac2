"""Several people, several databases, one spreadsheet: brought together through the window."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from random import Random
from typing import cast

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest

from tests.gui.conftest import TOWN, Stage, add_colleagues, begin, texts
from tests.gui.test_walk import VIEWS
from tests.gui.walking import faults_in
from tests.support.laptop import Laptop, laptop
from tests.support.sheets import fill
from topp_desktop.domain.assessment import Answer, Consensus, Tally
from topp_desktop.services.measurement.bring_in import NEW, SKIP
from topp_desktop.services.measurement.score_json import scorecard_json
from topp_desktop.services.program import Program
from topp_desktop.ui.pages.agreement.question import AgreementQuestionPage
from topp_desktop.ui.pages.agreement.standing import Look
from topp_desktop.ui.pages.bring_in.page import BringInPage
from topp_desktop.ui.pages.measurements.page import MeasurementsPage
from topp_desktop.ui.pages.team.page import TeamPage
from topp_desktop.ui.widgets import Choice

ROOT = Path(__file__).resolve().parents[2]
HEAD = {
    "B4": "  municipio de EJEMPLO",
    "B5": "GT · Guatemala",
    "B6": "local · Gobierno local",
    "B7": "municipality · Municipalidad",
    "B8": "2026-1",
    "B9": "external · Personas externas",
}


@pytest.fixture
def others(tmp_path: Path) -> Iterator[list[Laptop]]:
    """Two further computers of the same institution, each with a database of its own."""
    with ExitStack() as stack:
        yield [stack.enter_context(laptop(tmp_path / f"laptop{n}")) for n in (1, 2)]


@pytest.fixture
def stage(program: Program, stage_of: Callable[..., Stage]) -> Stage:
    begin(program, answered=16)
    made = stage_of(program, language="en")
    made.open()
    return made


def page_of(stage: Stage) -> BringInPage:
    return cast(BringInPage, stage.window.page("bring-in"))


def colleague(here: Laptop, folder: Path, role: str, seed: int) -> Path:
    """A colleague's answers, written to a file for whoever brings them together."""
    random = Random(seed)
    name = here.assessments.begin(TOWN, "2026-1", role=role)
    for item in here.library.agenda.form("short").items:
        answer: Answer = random.choice([0, 1, 2, 3, 4, "DK", "NA"])
        more = {"reason": "no aplica"} if answer == "NA" else {}
        here.answer(name, item, answer, evidence=random.randint(0, 3), **more)
    path = folder / f"respuestas de {role} ñ.json"
    here.bring_in.write_person(name, here.me(name), path)
    return path


def sheet(here: Laptop, folder: Path) -> Path:
    """The spreadsheet form, filled in by somebody outside."""
    blank, filled = folder / "blank.xlsx", folder / "lleno.xlsx"
    here.forms.write(here.library.agenda, "short", "es", blank)
    fill(blank, filled, {"data": HEAD, "answers": {f"H{n}": str(n % 5) for n in range(3, 19)}})
    return filled


def drop(stage: Stage, path: Path) -> None:
    """A file dropped into the window, as a double-click and the menu open it."""
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path))])
    copy, left, none = (
        Qt.DropAction.CopyAction,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    stage.window.dropEvent(QDropEvent(QPointF(9, 9), copy, mime, left, none))
    stage.settle()
    stage.settle()


def drop_all(stage: Stage, paths: list[Path]) -> None:
    """Several files at once."""
    stage.window.take_files(paths)
    stage.settle()
    stage.settle()


def choose(field: Choice, value: object) -> None:
    """As a person chooses from a list."""
    field.show_value(value)
    field.activated.emit(field.currentIndex())


def test_three_databases_and_a_spreadsheet_joined_in_the_window_score_as_by_command(
    stage: Stage, others: list[Laptop], tmp_path: Path
) -> None:
    files = [
        colleague(others[0], tmp_path, "authority", 2),
        colleague(others[1], tmp_path, "operational", 3),
        sheet(others[0], tmp_path),
    ]
    for count, path in enumerate(files, start=2):
        drop(stage, path)
        page = page_of(stage)
        assert stage.window.current == "bring-in"
        assert len(stage.snapshot.assessment.respondents) == count - 1, "seen first"
        assert path.name in texts(page)
        assert page.add.hasFocus()
        QTest.keyClick(page.add, Qt.Key.Key_Return)
        stage.settle()
        stage.settle()
        assert stage.window.current == "team"
        assert len(stage.snapshot.assessment.respondents) == count
    assert len(stage.snapshot.assessment.responses) == 4 * 16

    items = [item.id for item in stage.snapshot.items]
    stage.window.show_page("agreement-question", Look(items[3], tuple(items)))
    stage.settle()
    question = cast(AgreementQuestionPage, stage.window.page("agreement-question"))
    QTest.keyClick(question, Qt.Key.Key_4)
    question.beside.rationale.setPlainText("Minutes 4")
    QTest.keyClick(question, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    stage.settle()
    QTest.keyClick(question, Qt.Key.Key_D)
    stage.settle()

    assessment = stage.snapshot.assessment
    assert {c.item: (c.answer, c.rationale) for c in assessment.consensus} == {
        items[3]: (4, "Minutes 4"),
        items[4]: ("DK", ""),
    }
    card = stage.desk.results.card
    assert stage.desk.results.values[items[3]].agreed
    assert stage.desk.results.values[items[0]].n == 4

    out = tmp_path / "junto.json"
    stage.window.show_page("measurements")
    cast(MeasurementsPage, stage.window.page("measurements")).write_out(out)
    stage.settle()
    done = subprocess.run(
        [sys.executable, "-m", "topp_desktop", "score", str(out), "--json"],
        cwd=ROOT,
        env=os.environ | {"TOPP_DATA": str(tmp_path / "elsewhere")},
        capture_output=True,
        check=True,
    )
    assert json.loads(done.stdout) == json.loads(json.dumps(scorecard_json(card)))


def test_bringing_in_is_one_step_back_and_the_same_file_changes_nothing(
    stage: Stage, others: list[Laptop], tmp_path: Path
) -> None:
    path = colleague(others[0], tmp_path, "authority", 5)
    before = stage.snapshot.stored
    drop(stage, path)
    page_of(stage).add.click()
    stage.settle()
    after = stage.snapshot.stored
    assert "16 answers were brought in" in texts(stage.window.page("team"))
    drop(stage, path)
    assert not page_of(stage).add.isEnabled()
    assert "is here already" in texts(page_of(stage))
    assert stage.snapshot.stored == after
    stage.desk.undo()
    stage.settle()
    assert stage.snapshot.stored == before
    assert page_of(stage).add.isEnabled(), "the page that shows the file looks again"
    stage.desk.redo()
    stage.settle()
    assert stage.snapshot.stored == after


def test_the_person_decides_who_somebody_becomes_and_sees_what_is_replaced(
    stage: Stage, others: list[Laptop], tmp_path: Path
) -> None:
    me = stage.snapshot.respondent
    drop(stage, sheet(others[0], tmp_path))
    page = page_of(stage)
    (field,) = page.people.becomes.values()
    assert not page.replaced.isVisible()
    choose(field, me)
    stage.settle()
    same = sum(1 for n in range(3, 19) if n % 5 == 2)
    assert page.replaced.table.rowCount() == 16 - same
    assert f"{16 - same} replace others" in texts(page)
    row = [cell.text() for x in range(4) if (cell := page.replaced.table.item(0, x))]
    wording = stage.desk.wording
    assert row[2:] == [f"2 · {wording.level(2)}", f"3 · {wording.level(3)}"]
    choose(field, SKIP)
    stage.settle()
    assert not page.add.isEnabled()
    choose(field, me)
    stage.settle()
    page.add.click()
    stage.settle()
    assert len(stage.snapshot.assessment.respondents) == 1
    assert [stage.snapshot.response(i.id).answer for i in stage.snapshot.items] == [
        n % 5 for n in range(3, 19)
    ]


def test_two_people_of_a_file_cannot_become_the_same(
    stage: Stage, others: list[Laptop], tmp_path: Path
) -> None:
    there = others[0]
    name = there.assessments.begin(TOWN, "2026-1")
    there.answer(name, "1.1-P", 3)
    there.team.add(name, "elected")
    there.team.agree(name, Consensus("1.1-P", 1))
    there.team.count_votes(name, Tally("1.3-T", "elected", (0, 1, 0, 0, 0)))
    path = tmp_path / "dos.json"
    there.assessments.write_out(name, path)
    drop(stage, path)
    page = page_of(stage)
    first, second = page.people.becomes.values()
    for field in (first, second):
        choose(field, stage.snapshot.respondent)
        stage.settle()
    before = stage.snapshot.stored
    page.add.click()
    stage.settle()
    assert second.hasFocus()
    assert "already" in texts(page.people)
    assert stage.snapshot.stored == before
    choose(second, "")
    page.people.group.click()
    stage.settle()
    page.add.click()
    stage.settle()
    assessment = stage.snapshot.assessment
    assert (len(assessment.respondents), assessment.consensus, assessment.tallies) == (2, (), ())


def test_files_that_come_together_are_shown_one_after_the_other(
    stage: Stage, others: list[Laptop], tmp_path: Path
) -> None:
    broken = tmp_path / "roto.xlsx"
    blank = tmp_path / "empty.xlsx"
    stage.program.forms.write(stage.snapshot.instrument, "short", "es", blank)
    fill(blank, broken, {"data": HEAD, "answers": {"H3": "9"}})
    files = [
        colleague(others[0], tmp_path, "authority", 2),
        colleague(others[1], tmp_path, "operational", 3),
        broken,
    ]
    drop_all(stage, files)
    page = page_of(stage)
    seen: list[Path] = []
    while stage.window.current == "bring-in" and len(seen) < len(files):
        assert page._path is not None
        seen.append(page._path)
        waiting = len(files) - len(seen)
        assert ("more file" in texts(page)) is (waiting > 0)
        (page.add if page.add.isVisible() else page.leave_out).click()
        stage.settle()
        stage.settle()
    assert sorted(seen) == sorted(files)
    assert stage.window.current == "team"
    assert len(stage.snapshot.assessment.respondents) == 3


def test_somebody_known_is_recognised_and_may_be_somebody_else(
    stage: Stage, others: list[Laptop], tmp_path: Path
) -> None:
    path = colleague(others[0], tmp_path, "authority", 7)
    for _ in range(2):
        drop(stage, path)
        page_of(stage).add.click()
        stage.settle()
    assert len(stage.snapshot.assessment.respondents) == 2
    known = stage.snapshot.assessment.respondents[1].id
    (field,) = page_of(stage).people.becomes.values()
    assert field.currentData() == known
    choose(field, NEW)
    stage.settle()
    page_of(stage).add.click()
    stage.settle()
    assert len(stage.snapshot.assessment.respondents) == 3


def test_my_answers_leave_without_names_and_come_back_as_mine(
    stage: Stage, others: list[Laptop], tmp_path: Path
) -> None:
    """The colleague's side, in the window: the file that somebody else brings in."""
    mine = stage.snapshot.id
    stage.program.team.rename(mine, stage.snapshot.respondent, "Ana Secreta")
    stage.desk.reload()
    stage.settle()
    stage.window.show_page("team")
    path = tmp_path / "mías.json"
    page = cast(TeamPage, stage.window.page("team"))
    page.write_person(stage.snapshot.respondent, path)
    stage.settle()
    assert path.name in stage.told
    assert "Secreta" not in path.read_text("utf-8")
    there = others[0]
    name = there.assessments.begin(TOWN, "2026-1", role="authority")
    plan, _ = there.bring_in.apply(name, there.bring_in.read(name, path))
    assert (plan.answers, [p.as_ for p in plan.people]) == (16, [stage.snapshot.respondent])


def test_a_file_without_an_open_measurement_becomes_one(
    program: Program,
    stage_of: Callable[..., Stage],
    others: list[Laptop],
    tmp_path: Path,
) -> None:
    stage = stage_of(program, language="en")
    drop(stage, colleague(others[0], tmp_path, "elected", 4))
    page = page_of(stage)
    assert not page.add.isVisible()
    page.new.click()
    stage.settle()
    assert stage.window.current == "tasks"
    assert len(stage.snapshot.assessment.responses) == 16


@pytest.mark.parametrize("view", ["small", "large-text", "large-text-english-contrast"])
def test_what_is_shown_of_a_file_can_be_read_by_everybody(
    view: str,
    program: Program,
    stage_of: Callable[..., Stage],
    others: list[Laptop],
    tmp_path: Path,
) -> None:
    mine = begin(program, answered=16)
    chief, _ = add_colleagues(program, mine)
    path = tmp_path / "una.json"
    program.bring_in.write_person(mine, chief, path)
    program.undo.undo(mine)
    stage = stage_of(program, **VIEWS[view])
    stage.open()
    faults: list[str] = []
    for file in (path, sheet(others[0], tmp_path)):
        drop(stage, file)
        assert page_of(stage).people.isVisible()
        choose(next(iter(page_of(stage).people.becomes.values())), stage.snapshot.respondent)
        stage.settle()
        assert page_of(stage).replaced.isVisible()
        faults += [f"{file.name}: {fault}" for fault in faults_in(page_of(stage))]
    assert not faults, "\n" + "\n".join(faults)
