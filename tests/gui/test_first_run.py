"""The first run: three screens, then the task list of a short form."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import cast

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.gui.conftest import Stage, begin, texts
from tests.support.busy_office import PASSPHRASE
from tests.support.secretariats import found_secretariat
from topp_desktop.bootstrap import compose
from topp_desktop.domain.assessment import Institution
from topp_desktop.domain.assessment.countries import COUNTRIES, STATES
from topp_desktop.services.measurement.rounds import next_round
from topp_desktop.services.program import Program
from topp_desktop.ui.page import ANOTHER
from topp_desktop.ui.pages.data.page import DataPage
from topp_desktop.ui.pages.start.page import StartPage
from topp_desktop.ui.widgets import Button


@pytest.fixture
def stage(program: Program, stage_of: Callable[..., Stage]) -> Stage:
    made = stage_of(program)
    made.window.show_page("start")
    made.open()
    return made


def start(stage: Stage) -> StartPage:
    return cast(StartPage, stage.window.page("start"))


def fill(page: StartPage, name: str = "Municipio de Ñuñoa & <b>Cía</b>") -> None:
    page.who.form.line.setText(name)
    form = page.who.form
    for field, value in (
        (form.country_choice, "CL"),
        (form.level_choice, "local"),
        (form.type_choice, "municipality"),
        (page.who.role_choice, "technical"),
    ):
        field.show_value(value)


def test_from_nothing_to_the_task_list(stage: Stage) -> None:
    page = start(stage)
    assert not stage.window.side_bar.isVisible()
    page.go_on()
    fill(page)
    page.go_on()
    page.go_on()
    stage.settle()
    assert stage.window.current == "tasks"
    assert stage.window.side_bar.isVisible()
    institution = stage.snapshot.assessment.institution
    assert institution.name == "Municipio de Ñuñoa & <b>Cía</b>"
    assert (institution.country, institution.level, institution.type) == (
        *("CL", "local"),
        "municipality",
    )
    assert stage.snapshot.assessment.form == "short"
    assert stage.snapshot.assessment.round == "2026-1"
    assert stage.snapshot.assessment.respondents[0].role == "technical"
    assert stage.program.settings.value.configured
    assert institution.name in stage.window.side_bar._who._whole


def test_the_first_screen_opens_a_file(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    stage.desk.file_wanted.connect(lambda: asked.append("asked"))
    monkeypatch.setattr("topp_desktop.ui.file_dialogs.chosen", lambda _: [])
    assert start(stage).welcome.have_file.isVisible()
    start(stage).welcome.have_file.click()
    assert asked == ["asked"]


@pytest.mark.parametrize("apart", [False, True], ids=["with the code", "code apart"])
def test_an_invitation_fills_in_who_one_is(stage: Stage, tmp_path: Path, *, apart: bool) -> None:
    office = compose(tmp_path / "office")
    found_secretariat(office, "Secretaría técnica", PASSPHRASE, tmp_path / "card")
    invited = Institution("Municipio de Ñuñoa", "CL", "local", "municipality", subdivision="CL-RM")
    file = tmp_path / f"ñuñoa.{'topp-region' if apart else 'topp-invite'}"
    made = office.office.invite_one(invited, file, code_apart=apart)
    office.close()
    stage.window.opener.open(made.written.path)
    stage.settle()
    page = start(stage)
    form = page.who.form
    assert form.line.text() == "Municipio de Ñuñoa"
    assert (form.country_choice.currentData(), form.level_choice.currentData()) == ("CL", "local")
    assert form.type_choice.currentData() == "municipality"
    assert form.codes.subdivision.text() == "CL-RM"
    assert page.who.role_choice.hasFocus(), "nothing else is left to say"
    page.who.role_choice.show_value("technical")
    page.go_on()
    page.go_on()
    stage.settle()
    assert stage.window.current == "send"
    assert stage.snapshot.assessment.institution.id == made.institution.id
    assert bool(stage.program.sending.memberships()) is not apart


def test_a_file_that_is_no_invitation_waits_all_the_same(stage: Stage, tmp_path: Path) -> None:
    odd = tmp_path / "acta.topp-invite"
    odd.write_bytes(b"nothing of ours")
    stage.window.opener.open(odd)
    stage.settle()
    page = start(stage)
    assert "acta.topp-invite" in texts(page)
    assert page.who.form.line.text() == ""
    assert page.who.form.line.isVisible()


def test_a_copy_brought_back_ends_the_first_run(
    stage: Stage, tmp_path: Path, stage_of: Callable[..., Stage]
) -> None:
    other = compose(tmp_path / "other")
    begin(other)
    copy = tmp_path / "copia.topp-backup"
    other.safety.hand_over(copy, "")
    other.close()
    stage.window.opener.open(copy)
    stage.settle()
    page = stage.window.page("data")
    assert isinstance(page, DataPage)
    page.bring_back.replace.click()
    stage.settle()
    assert stage.snapshot.assessment.institution.name == "Municipio de Ejemplo"
    assert stage.program.settings.value.configured


@pytest.mark.parametrize("text", [1.0, 2.0])
def test_both_ways_to_begin_are_whole_on_a_laptop(
    program: Program, stage_of: Callable[..., Stage], text: float
) -> None:
    stage = stage_of(program, size=(1366, 697), text=text)
    stage.window.show_page("start")
    stage.settle()
    page = start(stage)
    ways = (page.welcome.have_file, page.begin)
    assert {b.width() >= b.sizeHint().width() for b in ways} == {True}
    if text == 1.0:
        for button in ways:
            assert button.mapTo(page, button.rect().bottomLeft()).y() < page.height()
        assert ways[0].mapTo(page, QPoint()).y() == ways[1].mapTo(page, QPoint()).y()


def test_what_is_missing_is_named_and_what_was_typed_stays(stage: Stage) -> None:
    page = start(stage)
    page.go_on()
    page.who.form.line.setText("Municipio")
    page.go_on()
    assert page._step == 1
    assert page.who.summary.hasFocus()
    assert "país" in page.who.summary.accessibleName()
    stage.settle()
    QTest.keyClick(page.who.summary, Qt.Key.Key_Tab)
    link = QApplication.focusWidget()
    assert isinstance(link, Button)
    assert "país" in link.text()
    QTest.keyClick(link, Qt.Key.Key_Return)
    assert page.who.form.country.field.hasFocus()
    assert page.who.form.line.text() == "Municipio"
    assert page.who.form.country.error.isVisible()
    assert not page.who.form.name.error.isVisible()


def test_the_language_switches_while_choosing(stage: Stage) -> None:
    page = start(stage)
    QTest.mouseClick(page.language.buttons()[1], Qt.MouseButton.LeftButton)
    stage.settle()
    page = start(stage)
    assert page.begin.text() == "Begin"
    page.go_on()
    names = [page.who.form.country_choice.itemText(n) for n in range(47)]
    assert "Brazil" in names
    assert names == sorted(names)


def test_what_was_filled_in_stays_in_another_language(stage: Stage) -> None:
    page = start(stage)
    page.go_on()
    fill(page, "Municipio de Ñuñoa")
    page.who.practice.setChecked(True)
    stage.desk.set_language("en")
    stage.settle()
    page = start(stage)
    assert "Who are you?" in texts(page)
    assert page.who.form.line.text() == "Municipio de Ñuñoa"
    assert page.who.form.country_choice.currentText() == "Chile"
    assert page.who.is_practice
    page.go_on()
    page.go_on()
    stage.settle()
    assert stage.snapshot.assessment.institution.name == "Municipio de Ñuñoa"


def test_a_second_measurement_of_the_same_institution(
    program: Program, stage_of: Callable[..., Stage]
) -> None:
    begin(program)
    stage = stage_of(program)
    stage.open()
    first = stage.snapshot
    stage.desk.navigate("start", ANOTHER)
    stage.settle()
    page = start(stage)
    page.who.role_choice.show_value("authority")
    page.go_on()
    page.go_on()
    stage.settle()
    assert stage.snapshot.id != first.id
    assert stage.snapshot.assessment.institution == first.assessment.institution
    assert stage.snapshot.assessment.round == "2026-2"


def test_rounds_are_numbered_within_the_year() -> None:
    assert next_round([], 2026) == "2026-1"
    assert next_round(["2026-1", "2025-2", "2026-2"], 2026) == "2026-3"
    assert next_round(["2026-2", "2026", "2026-otra"], 2026) == "2026-3"


def test_the_region_is_complete() -> None:
    assert len(STATES) == 33
    assert len(set(COUNTRIES)) == len(COUNTRIES) == 47


def test_codes_of_the_territory_are_made_uniform_and_never_refused(stage: Stage) -> None:
    page = start(stage)
    page.go_on()
    fill(page)
    form = page.who.form
    assert not form.codes.isVisible()
    form.unfold.click()
    assert form.codes.subdivision.hasFocus()
    form.codes.show_country("CL")
    form.codes.subdivision.setText("cl rm")
    form.codes.subdivision.editingFinished.emit()
    assert form.codes.subdivision.text() == "CL-RM"
    form.codes.code.setText("13120")
    form.codes.code.editingFinished.emit()
    assert form.codes.scheme.text() == "CUT"
    assert not form.codes.doubts.isVisible()
    form.codes.subdivision.setText("GT-01")
    form.codes.subdivision.editingFinished.emit()
    assert form.codes.doubts.isVisible()
    page.go_on()
    assert page.who.form.isVisible(), "what looks odd is asked about once, not stored silently"
    page.go_on()
    page.go_on()
    stage.settle()
    found = stage.snapshot.assessment.institution
    assert (found.subdivision, found.local_code, found.local_scheme) == ("GT-01", "13120", "CUT")


def test_practice_is_never_the_same_institution_as_the_real_one(
    program: Program, stage_of: Callable[..., Stage]
) -> None:
    begin(program)
    stage = stage_of(program)
    stage.open()
    real = stage.snapshot.assessment.institution
    page = another(stage)
    page.who._which.show_value("")
    page.who._which.chosen.emit("")
    page.who.form.show_institution(real)
    page.who.practice.setChecked(True)
    go_through(stage, page)
    assert stage.snapshot.practice
    practice = stage.snapshot.assessment.institution
    assert practice.name == real.name
    assert practice.id != real.id
    assert stage.snapshot.assessment.round == "2026-1"
    again = another(stage)
    assert again.who._which.currentData() == practice.id
    assert not again.who.form.isVisible()
    go_through(stage, again)
    assert stage.snapshot.practice
    assert stage.snapshot.assessment.institution.id == practice.id
    assert stage.snapshot.assessment.round == "2026-2"


def another(stage: Stage) -> StartPage:
    stage.desk.navigate("start", ANOTHER)
    stage.settle()
    return start(stage)


def go_through(stage: Stage, page: StartPage) -> None:
    page.who.role_choice.show_value("technical")
    page.go_on()
    page.go_on()
    stage.settle()
