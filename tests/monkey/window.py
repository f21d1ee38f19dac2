"""A real window with a monkey before it; to be killed by its parent.

`python -m tests.monkey.window DATA POOL OUT SEED FIRST`: one line of JSON for everything that
happens: {"step", "do"} before a deed, {"shown"} whenever other answers are shown, {"saved"} once
the header says so, {"saving"} before that, {"fault"} where something went wrong.
"""

from __future__ import annotations

import faulthandler
import json
import os
import random
import sys
import threading
import time
import traceback
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import (
    QMessageLogContext,
    QObject,
    QTimer,
    QtMsgType,
    qInstallMessageHandler,
)
from PySide6.QtGui import QDesktopServices

from tests.monkey.answers import answers_of
from tests.monkey.hands import Hands
from tests.support.busy_office import PASSPHRASE
from topp_desktop.bootstrap import compose
from topp_desktop.domain.errors import ToppError
from topp_desktop.foundation.logs import start_log
from topp_desktop.ui import file_dialogs
from topp_desktop.ui.app import QtWords, Session, make_application
from topp_desktop.ui.hub import Changed

HANG_SECONDS = 2.0
"""Of the processor, on the window's thread, for one deed and what follows from it."""
DRESSING_SECONDS = 5.0
"""The same for other colours and text sizes: Qt dresses every page anew that was ever shown."""
FAULT = 70
_HARMLESS = ("qt.qpa.xcb: xcb_shm", "QXcbConnection: XCB error", "does not support")


class Monkey(QObject):
    """One deed after the other, also inside of what a deed opens."""

    def __init__(self, session: Session, hands: Hands, seed: int, first: int) -> None:
        super().__init__()
        self._session, self._hands = session, hands
        self._seed, self._step = seed, first
        self._did = ""
        self._began = 0.0
        self._dressed = False
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self._next)
        desk = session.desk
        desk.assessment_changed.connect(self._changed)
        desk.theme_changed.connect(self._dressing)
        desk.saving.connect(lambda: tell(saving=True))
        desk.saved.connect(lambda _: self._answers("saved"))

    def begin(self) -> None:
        self._began = time.thread_time()
        self._timer.start(0)

    def _next(self) -> None:
        used = time.thread_time() - self._began
        if used > (DRESSING_SECONDS if self._dressed else HANG_SECONDS):
            fail(f"{used:.1f} s of the processor after: {self._did}")
        chance = random.Random(f"{self._seed} {self._step}")
        # Before the deed: what it opens may keep a loop of its own.
        self._timer.start(chance.choice((0, 0, 0, 5, 40, 150)))
        self._did, do = self._hands.next(chance)
        tell(step=self._step, do=self._did)
        self._step += 1
        self._dressed = False
        self._began = time.thread_time()
        do()

    def _dressing(self) -> None:
        self._dressed = True

    def _changed(self, change: Changed) -> None:
        # What was read from the disk is as sure as what was acknowledged.
        read = change.what in {"opened", "reloaded"} and not self._session.desk._pending
        self._answers("saved" if read else "shown")

    def _answers(self, what: str) -> None:
        snapshot = self._session.desk.snapshot
        if snapshot is None:
            tell(**{what: ""})
            return
        tell(**{what: snapshot.id, "answers": answers_of(snapshot.assessment)})


def tell(**what: object) -> None:
    """One line for the parent."""
    sys.stdout.write(json.dumps(what) + "\n")
    sys.stdout.flush()


def fail(what: str) -> None:
    """Tells what went wrong, and ends on the spot."""
    tell(fault=what)
    os._exit(FAULT)


def _met(kind: type[BaseException], fault: BaseException, trace: TracebackType | None) -> None:
    fail("".join(traceback.format_exception(kind, fault, trace)))


def _logged(kind: QtMsgType, _: QMessageLogContext, message: str) -> None:
    if kind in {QtMsgType.QtWarningMsg, QtMsgType.QtCriticalMsg} and not message.startswith(
        _HARMLESS
    ):
        fail(f"Qt: {message}\n{''.join(traceback.format_stack(limit=12))}")


def _unexpected(fault: BaseException) -> None:
    if not isinstance(fault, ToppError):
        _met(type(fault), fault, fault.__traceback__)


def main(data: Path, pool: Path, out: Path, seed: int, first: int) -> int:
    """Monkeys about until it is killed or the window is closed."""
    faulthandler.enable(all_threads=True)
    program = compose(data)
    application = make_application()
    start_log(program.places.log)
    qInstallMessageHandler(_logged)
    session = Session(program, application, program.settings)
    session.window.appear()
    session.furnish()
    kept = QtWords(application, session.desk)
    sys.excepthook = _met
    threading.excepthook = lambda args: _met(
        args.exc_type, args.exc_value or RuntimeError(), args.exc_traceback
    )
    session.desk.fault.connect(_unexpected)
    if not program.needs_passphrase:
        try:
            program.office.unlock(PASSPHRASE)
        except ToppError as fault:
            tell(note=fault.code)
    hands = Hands(session, pool, out)
    file_dialogs.chosen = hands.choose
    monkey = Monkey(session, hands, seed, first)
    # No other program is opened.
    setattr(QDesktopServices, "openUrl", lambda _: True)  # noqa: B010 — not ours to assign to
    session.open_last(monkey.begin)
    code = application.exec()
    session.close()
    del kept
    return code


if __name__ == "__main__":
    places, numbers = [Path(word) for word in sys.argv[1:4]], [int(n) for n in sys.argv[4:6]]
    sys.exit(main(places[0], places[1], places[2], numbers[0], numbers[1]))
