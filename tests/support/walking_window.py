"""A real window that goes from page to page and from size to size, and says where it is not idle.

`python -m tests.support.walking_window DATA LANGUAGE`: one line of JSON for each look, {"look",
"size", "events", "busy"}: what Qt still told the widgets after everything had come to rest, and
the share of a processor that was used meanwhile.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QApplication

from tests.support.busy_office import PASSPHRASE
from tests.support.calm import Told
from topp_desktop.bootstrap import compose
from topp_desktop.ui.app import Session, make_application
from topp_desktop.ui.pages.registry import PAGES

SIZES = ((0, 0), (1280, 800), (1000, 700), (910, 480))
"""(0, 0): maximised."""
CALM_MS, SPAN_MS, PATIENCE = 40, 120, 100
SHEETS, QUESTIONS = 6, 4


class Walk:
    """One walk through everything."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._told = Told()

    def go(self) -> None:
        for name, argument in list(self._looks()):
            self._session.desk.navigate(name, argument)
            look = name if argument is None else f"{name} {argument}"
            for size in SIZES:
                self._resize(size)
                calm = self._rest()
                self._told.forget()
                used, began = time.process_time(), time.monotonic()
                self._let_happen(SPAN_MS)
                busy = (time.process_time() - used) / (time.monotonic() - began)
                events = dict(self._told.events) if calm else {"never": 1, **self._told.events}
                tell(look=look, size=size, events=events, busy=busy, moved=self._moved())

    def _looks(self) -> Iterator[tuple[str, object]]:
        snapshot = self._session.desk.open_snapshot
        for page in PAGES:
            yield page.name, None
        plan = self._session.program.road_maps.edit.open(snapshot.id).road_map.plan
        for action in plan.scheduled[:SHEETS]:
            yield "road-map-action", action.id
        for item in snapshot.items[:QUESTIONS]:
            yield "question", item.id

    def _resize(self, size: tuple[int, int]) -> None:
        window = self._session.window
        if size == (0, 0):
            window.showMaximized()
        else:
            window.showNormal()
            window.resize(*size)

    def _rest(self) -> bool:
        """Waits until all work is done and nothing is told any more; False: that never comes."""
        for _ in range(PATIENCE):
            before = self._told.events.total()
            self._let_happen(CALM_MS)
            if self._told.events.total() == before and not self._session.tasks.busy:
                return True
        return False

    def _let_happen(self, milliseconds: int) -> None:
        loop = QEventLoop()
        QTimer.singleShot(milliseconds, loop.quit)
        loop.exec()

    def _moved(self) -> list[str]:
        return [
            f"{type(widget).__name__} {event} × {times}"
            for (widget, event), times in self._told.widgets.most_common(5)
        ]


def tell(**what: object) -> None:
    """One line for the parent."""
    sys.stdout.write(json.dumps(what) + "\n")
    sys.stdout.flush()


def main(data: Path, language: str) -> int:
    """Walks, and ends."""
    program = compose(data)
    program.settings.change(language=language, configured=True)
    application = make_application()
    # A cursor that blinks is painted for ever.
    application.setCursorFlashTime(0)
    session = Session(program, application, program.settings)
    session.window.appear()
    session.furnish()
    program.office.unlock(PASSPHRASE)

    def go() -> None:
        Walk(session).go()
        QApplication.quit()

    session.open_last(lambda: QTimer.singleShot(0, go))
    code = application.exec()
    session.close()
    return code


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), sys.argv[2]))
