"""Pictures of every main page with a filled measurement: for the demo, and to look at."""

from __future__ import annotations

import os
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent, QEventLoop, Qt
from PySide6.QtWidgets import QApplication

from topp_desktop.domain.errors import UserError
from topp_desktop.foundation.settings import SettingsFile
from topp_desktop.services.program import Program
from topp_desktop.ui.app import Session, make_application
from topp_desktop.ui.hub import Snapshot
from topp_desktop.ui.pages.registry import PAGES
from topp_desktop.ui.parts.question_order import Ask

_PATIENCE_SECONDS = 30.0
_CALM_ROUNDS = 10


def settle(session: Session, patience: float = _PATIENCE_SECONDS) -> None:
    """Lets events and work run until nothing is under way."""
    end, calm = time.monotonic() + patience, 0
    while calm < _CALM_ROUNDS and time.monotonic() < end:
        QApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 20)
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
        calm = 0 if session.tasks.busy else calm + 1


def telling_question(snapshot: Snapshot) -> str:
    """The question about which most is on record."""

    def said(item: str) -> int:
        response = snapshot.response(item)
        texts = (response.note, response.missing)
        return (response.answer is not None) + 2 * bool(response.documents) + sum(map(bool, texts))

    return max((item.id for item in snapshot.items), key=said)


def capture(
    program: Program,
    folder: Path,
    size: tuple[int, int] = (1366, 768),
    language: str = "es",
    theme: str = "light",
    *,
    secretariat: bool = False,
) -> list[Path]:
    """Saves `folder`/01-start.png, … of the newest measurement; returns the paths.

    The person's settings stay as they are. UserError("assessment-unknown") where the store holds
    no measurement. With `secretariat`, a secretariat's pages instead, which need none.
    """
    if sys.platform == "linux" and not (
        os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
    ):
        # Without a platform Qt ends the whole process.
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    application = make_application()
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as scratch:
        settings = SettingsFile(Path(scratch) / "settings.json")
        settings.change(language=language, theme=theme, configured=True)
        session = Session(program, application, settings)
        session.furnish()
        try:
            return _capture(session, folder, size, secretariat=secretariat)
        finally:
            session.close()
            session.discard()


def _capture(
    session: Session, folder: Path, size: tuple[int, int], *, secretariat: bool
) -> list[Path]:
    window, desk = session.window, session.desk
    window.setAttribute(Qt.WidgetAttribute.WA_DontShowOnScreen)
    window.resize(*size)
    written: list[Path] = []

    def save(name: str, show: Callable[[], None]) -> None:
        show()
        settle(session)
        path = folder / f"{len(written) + 1:02d}-{name}.png"
        window.grab().save(str(path))
        written.append(path)

    chosen = [
        page.name
        for page in PAGES
        if page.captured and (page.section == "secretariat") == secretariat
    ]
    if secretariat:
        window.show_page(chosen[0])
        window.show()
        for name in chosen:
            save(name, partial(window.show_page, name))
        return written
    window.show_page("start")
    window.show()
    save("start", lambda: None)
    session.open_last(lambda: None)
    settle(session)
    snapshot = desk.snapshot
    if snapshot is None:
        raise UserError("assessment-unknown", id="")
    for name in chosen:
        if name != "start":
            ask = Ask(telling_question(snapshot)) if name == "question" else None
            save(name, partial(window.show_page, name, ask))
    return written
