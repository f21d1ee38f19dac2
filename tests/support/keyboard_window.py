"""A real window in which somebody answers the full form with the keyboard alone.

`python -m tests.support.keyboard_window DATA [LAST]`: goes on from wherever the program opens,
question after question: documents, how sure, texts, "we don't know", "not applicable" with its
reason, as `plan` says. It writes "at CODE" for each question it arrives at, and "saved CODE" once
the header says that everything about it is on the disk. With LAST it stops in front of that
question and waits to be killed.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from topp_desktop.bootstrap import compose
from topp_desktop.foundation.settings import SettingsFile
from topp_desktop.ui.app import Session, make_application


@dataclass(frozen=True)
class Planned:
    """What somebody answers to the n-th question."""

    key: str
    reason: str = ""
    note: str = ""
    document: str = ""
    flagged: bool = False

    @property
    def answer(self) -> int | str:
        """As it is stored."""
        return {"n": "NA", "d": "DK"}.get(self.key) or int(self.key)


def plan(number: int) -> Planned:
    """number: counted from 0. Every kind of answer comes back every twelve questions."""
    if number % 12 == 5:
        return Planned("n", reason=f"No es función nuestra ({number}).")
    if number % 12 == 9:
        return Planned("d", flagged=True)
    note = f"Año 2025: informe n.º {number}" if number % 6 == 1 else ""
    document = "Plan de la Nación" if number % 4 == 2 else ""
    return Planned(str(number % 5), note=note, document=document)


def send(widget: QWidget, text: str) -> None:
    """Letters as a keyboard sends them, accents included."""
    for letter in text:
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            event = QKeyEvent(kind, 0, Qt.KeyboardModifier.NoModifier, letter)
            QApplication.sendEvent(widget, event)


class Somebody:
    """Presses keys wherever the focus is; knows nothing of the page but what it shows."""

    def __init__(self, session: Session, last: str) -> None:
        self._session = session
        self._last = last
        self._under_way = ""
        self._said = False
        session.desk.saved.connect(self._saved)
        session.tasks.idle.connect(self._go_on)

    def begin(self) -> None:
        """From the question that the program opened with; from the first one otherwise."""
        if self._session.window.current != "question":
            self._press(Qt.Key.Key_Return)  # the task list has the focus on its way in
        self._answer()

    def _answer(self) -> None:
        desk = self._session.desk
        if self._session.window.current != "question":
            self._tell("finished", self._session.window.current)
            QApplication.quit()
            return
        item = desk.settings.value.last_item
        self._tell("at", item)
        if item == self._last:
            return
        number = [i.id for i in desk.open_snapshot.items].index(item)
        self._under_way, self._said = item, False
        planned = plan(number)
        self._press(Qt.Key(ord(planned.key.upper())))
        if planned.reason:
            send(self._focused(), planned.reason)
        if planned.flagged:
            self._press(Qt.Key.Key_M)
        if planned.document:
            self._tab_to("Título de un documento")
            send(self._focused(), planned.document)
            self._press(Qt.Key.Key_Return)
        if planned.note:
            self._tab_to("Justificación")
            send(self._focused(), planned.note)
        if planned.reason or planned.note:
            # Enter is a new line in a text; shortcuts need a window manager that activates it.
            self._tab_to("Continuar", "Comprobar respuestas")
        self._press(Qt.Key.Key_Return)

    def _saved(self, _: datetime) -> None:
        """The header's own slot came first: the words are on the screen."""
        self._said = True

    def _go_on(self) -> None:
        """Nothing is on its way to the disk any more: the list of documents neither."""
        if not self._under_way or not self._said:
            return
        item, self._under_way = self._under_way, ""
        self._tell("saved", item)
        QTimer.singleShot(0, self._answer)

    def _tab_to(self, *names: str) -> None:
        """Tab by Tab to what has one of these names."""
        for _ in range(60):
            if self._focused().accessibleName() in names:
                return
            self._press(Qt.Key.Key_Tab)
        raise AssertionError(f"Tab never came to {names}")

    def _focused(self) -> QWidget:
        focused = self._session.window.focusWidget()
        assert focused is not None
        return focused

    def _press(self, key: Qt.Key) -> None:
        QTest.keyClick(self._focused(), key)

    def _tell(self, what: str, item: str) -> None:
        sys.stdout.write(f"{what} {item}\n")
        sys.stdout.flush()


def main(data: Path, last: str) -> int:
    """Answers until the form is finished, or until it is killed."""
    program = compose(data)
    application = make_application()
    session = Session(program, application, SettingsFile(program.places.settings))
    session.window.show()
    session.furnish()
    somebody = Somebody(session, last)
    session.open_last(somebody.begin)
    code = application.exec()
    session.close()
    return code


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), sys.argv[2] if len(sys.argv) > 2 else ""))
