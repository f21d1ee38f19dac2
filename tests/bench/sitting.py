"""A window in which somebody works with an answered full measurement.

`python -m tests.bench.sitting DATA` visits every page of an institution and prints the resident
megabytes; with `prepare` behind it, it only answers the measurement, as a day before did.
"""

from __future__ import annotations

import sys
import time
from dataclasses import replace
from pathlib import Path
from typing import cast

import psutil
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from topp_desktop.bootstrap import compose
from topp_desktop.domain.assessment import Response
from topp_desktop.foundation.resources import resource_path
from topp_desktop.services.measurement.results import results_of
from topp_desktop.services.program import Program
from topp_desktop.ui.app import Session, make_application
from topp_desktop.ui.pages.question.page import QuestionPage
from topp_desktop.ui.pages.registry import PAGES
from topp_desktop.ui.pages.road_map.what_if import WhatIfPage
from topp_desktop.ui.parts.question_order import Ask
from topp_desktop.ui.screenshots import settle


def _full(program: Program) -> None:
    """The shipped sample, on to the full form, every question answered with a note."""
    made = program.assessments.take_in(resource_path("samples", "municipio.json"))
    program.assessments.change_form(made, "full")
    instrument, stored = program.assessments.open(made)
    me = stored.assessment.respondents[0].id
    for n, item in enumerate(instrument.form("full").items):
        checklist = instrument.by_id[item].type != "levels"
        answer = frozenset[str]() if checklist else n % 5
        response = Response(me, item, answer, evidence=1, note=f"note {n} " * 20)
        program.answers.record(made, replace(response, reason="reason"))


class Sitting:
    """The window of the shipped program over `data`, opened at the question page."""

    def __init__(self, data: Path) -> None:
        self.program = compose(data)
        if not self.program.assessments.list():
            _full(self.program)
        self.program.settings.change(configured=True)
        self._session = Session(self.program, make_application(), self.program.settings)
        self._session.window.resize(1366, 768)
        self._session.window.show()
        self._session.furnish()
        self._session.open_last(lambda: None)
        settle(self._session)
        snapshot = self._session.desk.open_snapshot
        self._question = next(item.id for item in snapshot.items if item.type == "levels")
        self._key = 0

    def visit_every_page(self) -> None:
        """All but the secretariat's."""
        sections = {page.name: page.section for page in PAGES}
        for page in PAGES:
            if "secretariat" in (page.section, sections.get(page.part_of)):
                continue
            self._session.window.show_page(page.name)
            settle(self._session)

    def press(self) -> float:
        """Seconds from a level's key to the new results and the whole page painted anew; what
        the writer does meanwhile is part of it, the disk's acknowledgement is not."""
        window, desk = self._session.window, self._session.desk
        if window.current != "question":
            window.show_page("question", Ask(self._question))
            settle(self._session)
        page = cast(QuestionPage, window.page("question"))
        self._key = (self._key + 1) % 5
        started = time.perf_counter()
        QTest.keyClick(page, Qt.Key(Qt.Key.Key_0 + self._key))
        assert desk.results.values[self._question].value == self._key
        page.repaint()
        took = time.perf_counter() - started
        settle(self._session)
        return took

    def tick(self) -> float:
        """Seconds from ticking an action on the page "What if?" to all of it painted anew."""
        window = self._session.window
        if window.current != "what-if":
            window.show_page("what-if")
            settle(self._session)
        page = cast(WhatIfPage, window.page("what-if"))
        self._key = (self._key + 1) % page.table.rowCount()
        page.table.setCurrentCell(self._key, 0)
        started = time.perf_counter()
        QTest.keyClick(page.table, Qt.Key.Key_Space)
        page.repaint()
        return time.perf_counter() - started

    def speak(self) -> float:
        """Seconds from another language to the page that is shown painted in it."""
        session = self._session
        language = "en" if session.desk.words.language == "es" else "es"
        started = time.perf_counter()
        session.desk.set_language(language)
        session.window.repaint()
        took = time.perf_counter() - started
        settle(session)
        return took

    def score(self) -> float:
        """Seconds that the new results alone take."""
        snapshot = self._session.desk.open_snapshot
        started = time.perf_counter()
        results_of(snapshot.instrument, snapshot.assessment)
        return time.perf_counter() - started

    def close(self) -> None:
        """Lets go of the database."""
        self._session.close()
        self._session.window.close()
        self.program.close()


def main(data: Path, *, prepare: bool) -> None:
    """Prints the memory of a session that has seen everything."""
    if prepare:
        program = compose(data)
        _full(program)
        program.close()
        return
    sitting = Sitting(data)
    sitting.visit_every_page()
    print(psutil.Process().memory_info().rss / 2**20)
    sitting.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]), prepare="prepare" in sys.argv[2:])
