"""A real window in which somebody answers without end; to be killed by its parent.

`python -m tests.support.answering_window DATA SEED`: presses levels and Continue. It writes
"pressed ITEM ANSWER" before a key is pressed, and "saved ITEM ANSWER" once the header has said
that the answer is saved.
"""

from __future__ import annotations

import random
import sys
from collections import deque
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest

from topp_desktop.bootstrap import compose
from topp_desktop.foundation.settings import SettingsFile
from topp_desktop.ui.app import Session, make_application


class Somebody:
    """Presses keys in the question page, as fast as the window takes them."""

    def __init__(self, session: Session, chance: random.Random) -> None:
        self._session = session
        self._chance = chance
        self._under_way: deque[tuple[str, int]] = deque()
        session.desk.saved.connect(self._said_saved)

    def begin(self) -> None:
        self._session.window.show_page("question")
        self._answer()

    def _press(self, key: Qt.Key) -> None:
        focused = self._session.window.focusWidget()
        assert focused is not None
        QTest.keyClick(focused, key)

    def _answer(self) -> None:
        desk = self._session.desk
        item = desk.settings.value.last_item
        answer = self._chance.randrange(5)
        known = desk.open_snapshot.response(item)
        if known.answer != answer:
            self._under_way.append((item, answer))
            self._tell("pressed", item, answer)
        self._press(Qt.Key(Qt.Key.Key_0 + answer))
        self._press(Qt.Key.Key_Return)
        if self._session.window.current != "question":
            self._session.window.show_page("question", desk.open_snapshot.items[0].id)
        QTimer.singleShot(self._chance.randrange(8), self._answer)

    def _said_saved(self, _: datetime) -> None:
        """The header's own slot came first: the words are on the screen."""
        if self._under_way:
            self._tell("saved", *self._under_way.popleft())

    def _tell(self, what: str, item: str, answer: int) -> None:
        sys.stdout.write(f"{what} {item} {answer}\n")
        sys.stdout.flush()


def main(data: Path, seed: int) -> int:
    """Answers until it is killed."""
    program = compose(data)
    application = make_application()
    session = Session(program, application, SettingsFile(program.places.settings))
    session.window.show()
    session.furnish()
    somebody = Somebody(session, random.Random(seed))
    session.open_last(somebody.begin)
    return application.exec()


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), int(sys.argv[2])))
