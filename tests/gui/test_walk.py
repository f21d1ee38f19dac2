"""A walk through every page that is registered, as people with other needs meet it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, cast

import pytest
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot

from tests.gui.conftest import NOON, Stage, add_colleagues, begin, shown
from tests.gui.pseudo import LongerWords, longer
from tests.gui.question_looks import begin_practice, fill_question_pages, question_looks
from tests.gui.walking import cut, faults_in, outside, tab_faults_in, told
from tests.support.joined import fill as fill_sending
from topp_desktop.domain.assessment import Response
from topp_desktop.domain.instrument import Wording
from topp_desktop.foundation.i18n import Translator, translator
from topp_desktop.foundation.settings import SettingsFile
from topp_desktop.services.program import Program
from topp_desktop.ui import hub
from topp_desktop.ui.pages.agreement.page import AgreementPage
from topp_desktop.ui.pages.agreement.question import AgreementQuestionPage
from topp_desktop.ui.pages.next_round.page import BEGIN, NextMeasurementPage
from topp_desktop.ui.pages.registry import PAGES
from topp_desktop.ui.pages.results.page import DETAILS, GAPS, QUESTIONS, TIME, ResultsPage
from topp_desktop.ui.pages.road_map.milestones.page import MilestonesPage
from topp_desktop.ui.pages.team.page import TeamPage
from topp_desktop.ui.widgets import Button, Text

VIEWS: dict[str, dict[str, Any]] = {
    "usual": {"size": (1366, 768)},
    "english": {"size": (1366, 768), "language": "en"},
    "small": {"size": (910, 480)},
    "small-english-dark": {"size": (910, 480), "language": "en", "theme": "dark"},
    "large-text": {"size": (1366, 768), "text": 2.0},
    "large-text-english-contrast": {
        "size": (1366, 768),
        "text": 2.0,
        "language": "en",
        "theme": "contrast",
    },
}
LONGER_VIEWS: dict[str, dict[str, Any]] = {
    "usual": {"size": (1366, 768)},
    "small": {"size": (910, 480)},
}


def filled(program: Program) -> None:
    """A complete measurement and the next one after it, some of whose answers are given, some
    confirmed, and some still to be looked at."""
    begin_practice(program)
    first = begin(program, answered=16)
    second = program.rounds.begin(first, "2026-2")
    instrument, stored = program.assessments.open(second)
    me = stored.assessment.respondents[0].id
    items = instrument.form("short").items
    for item in items[:6]:
        program.answers.record(second, Response(me, item, 3))
    for item in items[6:12]:
        program.rounds.confirm(second, me, item)
    add_colleagues(program, second)
    plan_worked_over(program, second)
    fill_question_pages(program, second)
    fill_sending(program, second, program.places.data.parent / "exchange")


def plan_worked_over(program: Program, assessment_id: str) -> None:
    """Milestones under two themes with their follow-up, needs added and left out."""
    maps = program.road_maps
    planned = maps.edit.open(assessment_id).road_map.plan.scheduled
    wording, words = Wording(program.library.agenda, "es"), translator("es")
    made = maps.milestones.add_from_actions(
        assessment_id, [p.id for p in planned[:3]], wording, words, combos={planned[0].id: "Datos"}
    )
    maps.milestones.follow(assessment_id, "milestone", made[0], status="done", on=NOON.date())
    maps.milestones.follow(assessment_id, "action", planned[0].id, status="under-way")
    maps.needs.add(assessment_id, "peers", "Presupuesto participativo", offers=False)
    maps.needs.drop(assessment_id, maps.edit.open(assessment_id).road_map.demand[0].id)


class NewWindows(QObject):
    """Notes every widget that is shown as a window of its own: it would flash over the page."""

    def __init__(self, main: QWidget) -> None:
        super().__init__()
        self._main = main
        self.found: list[str] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Show and isinstance(watched, QWidget):
            if watched.isWindow() and watched is not self._main:
                self.found.append(f"{told(watched)}")
        return False


def looks(stage: Stage, name: str) -> Iterator[tuple[str, QWidget]]:
    """Shows a page, and whatever else it can look like; yields a name for each and the content."""
    content = show(stage, name)
    yield name, content
    page = stage.window.page(name)
    if isinstance(page, ResultsPage):
        for part in (GAPS, DETAILS, QUESTIONS, TIME):
            page.show_part(part)
            stage.settle()
            yield f"{name} · {part}", content
        page.arrive(stage.snapshot.items[0].id)
        stage.settle()
        yield f"{name} · cell", content
        page.overview.map.toggle_table()
        stage.settle()
        yield f"{name} · table", content
    if isinstance(page, TeamPage):
        line = next(iter(page.rows.values()))
        line.toggle()
        assert line.editor is not None
        line.editor.assign.click()
        stage.settle()
        yield f"{name} · one person", content
    if isinstance(page, AgreementPage):
        page.show_kind("agreed")
        stage.settle()
        yield f"{name} · agreed", content
        page.show_kind("open")
        stage.settle()
        yield f"{name} · not answered", content
    if isinstance(page, AgreementQuestionPage):
        stage.window.show_page(name, stage.snapshot.items[0].id)
        page.spoken.show_people.click()
        stage.settle()
        yield f"{name} · agreed", content
    if isinstance(page, MilestonesPage):
        page.make.click()
        stage.settle()
        yield f"{name} · from actions", content
        page.from_actions.given_up.emit()
    if isinstance(page, NextMeasurementPage):
        page.begin_change()
        page.review.change.save()
        stage.settle()
        yield f"{name} · change", content
        stage.window.show_page(name, BEGIN)
        stage.settle()
        yield f"{name} · begin", content
    for look in question_looks(stage, page):
        yield f"{name} · {look}", content


def show(stage: Stage, name: str) -> QWidget:
    stage.window.show_page(name)
    stage.settle()
    content = stage.window.centralWidget()
    assert content is not None
    return content


def walk(stage: Stage) -> list[str]:
    """The faults of every page: one walk for all checks, as building pages takes the time."""
    windows = NewWindows(stage.window)
    application = cast(QApplication, QApplication.instance())
    application.installEventFilter(windows)
    faults: list[str] = []
    for page in PAGES:
        for name, content in looks(stage, page.name):
            faults += [f"{name}: {fault}" for fault in faults_in(content)]
        faults += [f"{page.name}: a window of its own: {found}" for found in windows.found]
        windows.found.clear()
    application.removeEventFilter(windows)
    return faults


@pytest.mark.parametrize("view", list(VIEWS))
def test_every_page(view: str, program: Program, stage_of: Callable[..., Stage]) -> None:
    filled(program)
    stage = stage_of(program, **VIEWS[view])
    stage.open()
    faults = walk(stage)
    assert not faults, "\n" + "\n".join(faults)


@pytest.mark.parametrize("view", list(LONGER_VIEWS))
def test_every_page_with_longer_words(
    view: str,
    program: Program,
    stage_of: Callable[..., Stage],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Other languages need more room than English and Spanish: 40 % more is usual."""
    kept: dict[str, Translator] = {}

    def translator(language: str) -> Translator:
        return kept.setdefault(language, LongerWords(language))

    monkeypatch.setattr(hub, "translator", translator)
    filled(program)
    stage = stage_of(program, **LONGER_VIEWS[view])
    stage.open()
    faults = walk(stage)
    assert not faults, "\n" + "\n".join(faults)


def test_tab_follows_the_reading_order(program: Program, stage_of: Callable[..., Stage]) -> None:
    filled(program)
    stage = stage_of(program)
    stage.open()
    faults = [
        f"{name}: {fault}"
        for page in PAGES
        for name, content in looks(stage, page.name)
        for fault in tab_faults_in(content)
    ]
    assert not faults, "\n" + "\n".join(faults)


def test_language_and_theme_switch_at_once(
    program: Program, stage_of: Callable[..., Stage]
) -> None:
    begin(program, answered=6)
    stage = stage_of(program)
    stage.open()
    for page in PAGES:
        show(stage, page.name)
    stage.window.show_page("tasks")
    stage.desk.set_language("en")
    stage.desk.set_theme("dark")
    stage.settle()
    for name in ("tasks", "question", "check", "help", "measurements", "start"):
        content = show(stage, name)
        texts = {w.text() for w in shown(content) if isinstance(w, QLabel | QAbstractButton)}
        assert not texts & {"Diagnóstico", "  Diagnóstico", "Continuar", "Atrás", "Cambiar"}, name
    assert stage.desk.theme.kind == "dark"
    settings = SettingsFile(program.places.settings).value
    assert (settings.language, settings.theme) == ("en", "dark")


# --- the walk itself ------------------------------------------------------------------------------


@pytest.fixture
def room(qtbot: QtBot) -> QWidget:
    """A window with two lines to put things into."""
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(400, 200)
    QVBoxLayout(window)
    return window


def put(room: QWidget, *widgets: QWidget) -> None:
    layout = room.layout()
    assert layout is not None
    for widget in widgets:
        layout.addWidget(widget)
    room.show()


def test_the_walk_finds_what_has_no_name(room: QWidget) -> None:
    put(room, QLineEdit(), Button("A name"))
    assert [f.partition(":")[0] for f in faults_in(room)] == ["no name"]


def test_the_walk_finds_small_targets(room: QWidget) -> None:
    small = Button("x", small=True)
    small.setFixedSize(20, 40)
    put(room, small)
    assert any(fault.startswith("small target") for fault in faults_in(room))


def test_the_walk_finds_texts_that_are_cut(room: QWidget) -> None:
    wrapped, line, button = (
        Text("many words in a row " * 9),
        Text("one line", wrap=False),
        Button("Go"),
    )
    put(room, wrapped, line, button)
    assert not faults_in(room)
    wrapped.setFixedHeight(12)
    line.setFixedWidth(10)
    button.setFixedWidth(30)
    assert cut(wrapped)
    assert cut(line)
    assert cut(button)


def test_the_walk_finds_what_lies_outside(room: QWidget) -> None:
    area, inside = QScrollArea(), QWidget()
    text = Text("beyond the edge", wrap=False)
    text.setParent(inside)
    text.move(380, 0)
    area.setWidget(inside)
    area.setWidgetResizable(True)
    put(room, area)
    assert outside(text, room)
    text.move(0, 0)
    assert not outside(text, room)


def test_the_walk_finds_markup(room: QWidget) -> None:
    put(room, QLabel("<b>bold</b>"))
    assert any(fault.startswith("may be read as markup") for fault in faults_in(room))


def test_the_walk_finds_a_tab_that_jumps_back(room: QWidget) -> None:
    holder = QWidget()
    line = QHBoxLayout(holder)
    first, second, third = Button("1"), Button("2"), Button("3")
    line.addWidget(first)
    line.addWidget(second)
    put(room, holder, third)
    for one, other in ((first, second), (second, third)):
        QWidget.setTabOrder(one, other)
    assert not tab_faults_in(room)
    QWidget.setTabOrder(second, first)
    assert len(tab_faults_in(room)) == 1


def test_longer_words_keep_their_placeholders() -> None:
    text = longer("Saved {time} and {n} more")
    assert "{time}" in text
    assert "{n}" in text
    assert len(text.format(time="", n="")) >= 1.4 * len("Saved  and  more")
    assert longer("{n}") == "{n}"
