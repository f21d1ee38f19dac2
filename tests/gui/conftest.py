"""The window over a real store, a clock that stands still, no display."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QEventLoop
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from topp_desktop.bootstrap import compose
from topp_desktop.domain.assessment import Consensus, Institution, Response, Tally
from topp_desktop.services.program import Program
from topp_desktop.ui.app import Session
from topp_desktop.ui.hub import Desk, Snapshot
from topp_desktop.ui.main_window import MainWindow
from topp_desktop.ui.page import Page

NOON = datetime(2026, 3, 4, 14, 2, tzinfo=UTC)
TOWN = Institution("Municipio de Ejemplo", "GT", "local", "municipality")


@dataclass
class Stage:
    """A session whose window is shown, with what tests ask of it."""

    session: Session
    program: Program
    settle: Callable[[], None]

    @property
    def window(self) -> MainWindow:
        return self.session.window

    @property
    def desk(self) -> Desk:
        return self.session.desk

    @property
    def snapshot(self) -> Snapshot:
        return self.desk.open_snapshot

    @property
    def told(self) -> str:
        """What is said over the page."""
        return texts(self.window.notice)

    def open(self) -> None:
        """Opens the last measurement at its place, as a start does."""
        self.session.open_last(lambda: None)
        self.settle()

    def stored(self, item: str) -> Response | None:
        """What a fresh reader finds on the disk."""
        fresh = compose(self.program.places.data)
        _, stored = fresh.assessments.open(self.snapshot.id)
        fresh.close()
        return next((r for r in stored.assessment.responses if r.item == item), None)


def begin(program: Program, *, form: str = "short", answered: int = 0) -> str:
    """A measurement whose first questions are answered with level 2."""
    made = program.assessments.begin(TOWN, "2026-1", form=form)
    instrument, stored = program.assessments.open(made)
    me = stored.assessment.respondents[0].id
    for item in instrument.form(form).items[:answered]:
        program.answers.record(made, Response(me, item, 2))
    return made


def add_colleagues(program: Program, assessment_id: str) -> tuple[str, str]:
    """Two more people with answers of their own, an agreement and counted votes; their ids.

    The first question is agreed, on the second people are far apart, on the third votes were
    counted; the second colleague is asked one area, and is late.
    """
    team = program.team
    instrument, stored = program.assessments.open(assessment_id)
    items = instrument.form(stored.assessment.form).items
    chief = team.add(assessment_id, "authority", name="Ana Núñez", unit="Despacho")
    other = team.add(assessment_id, "operational", unit="Presupuesto y seguimiento")
    area = [i.id for i in instrument.items if i.area == "1"]
    team.assign(assessment_id, other, components=["T1"], items=area, due=date(2026, 3, 1))
    for item, levels in zip(items, ((2, 3), (4, 0), (2, 2)), strict=False):
        for person, level in zip((chief, other), levels, strict=True):
            program.answers.record(assessment_id, Response(person, item, level, note="Porque sí."))
    agreed = Consensus(items[0], 2, 2, "A", rationale="Acta 4", dissent="Alguien vio 3.")
    team.agree(assessment_id, agreed)
    team.count_votes(assessment_id, Tally(items[2], "external", (0, 3, 1, 0, 2), dk=1))
    return chief, other


def texts(widget: QWidget) -> str:
    """What labels show, line by line; of a page also what is said over it."""
    window = widget.window()
    over = [window.notice] if isinstance(widget, Page) and isinstance(window, MainWindow) else []
    labels = [w for part in (widget, *over) for w in part.findChildren(QLabel)]
    return "\n".join(w.text() for w in labels if w.isVisible())


@pytest.fixture
def program(tmp_path: Path) -> Iterator[Program]:
    minutes = iter(range(100_000))
    made = compose(tmp_path / "data", lambda: NOON + timedelta(seconds=next(minutes)))
    yield made
    made.close()


@pytest.fixture
def stage_of(qapp: QApplication, qtbot: QtBot) -> Iterator[Callable[..., Stage]]:
    """Makes stages; every one is closed afterwards and lets go of its threads."""
    font = QFont(qapp.font())
    stages: list[Stage] = []

    def make(
        program: Program,
        *,
        size: tuple[int, int] = (1366, 768),
        language: str = "es",
        theme: str = "light",
        text: float = 1.0,
    ) -> Stage:
        larger = QFont(font)
        larger.setPointSizeF(font.pointSizeF() * text)
        qapp.setFont(larger)
        settings = program.settings
        settings.change(language=language, theme=theme)
        session = Session(program, qapp, settings)
        session.furnish()

        def settle() -> None:
            calm = 0
            while calm < 3:
                qtbot.waitUntil(lambda: not session.tasks.busy, timeout=20_000)
                for _ in range(5):
                    QApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents)
                    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
                # What has just ended may have begun something else.
                calm = 0 if session.tasks.busy else calm + 1

        stage = Stage(session, program, settle)
        session.window.resize(*size)
        session.window.show()
        stages.append(stage)
        settle()
        return stage

    yield make
    for stage in stages:
        stage.settle()
        stage.session.close()
        stage.session.discard()
    qapp.setStyleSheet("")
    qapp.setFont(font)


@pytest.fixture
def planned(program: Program, stage_of: Callable[..., Stage]) -> Stage:
    """A measurement whose short form is answered, so that it has a plan."""
    begin(program, answered=16)
    made = stage_of(program)
    made.open()
    return made


P = TypeVar("P", bound=QWidget)


def page_of(stage: Stage, name: str, kind: type[P]) -> P:
    """Shows a page and hands it over."""
    stage.window.show_page(name)
    stage.settle()
    found = stage.window.findChild(kind)
    assert found is not None
    return found


def shown(parent: QWidget) -> list[QWidget]:
    """Every widget below `parent` that a person can see or reach."""
    return [child for child in parent.findChildren(QWidget) if child.isVisible()]
