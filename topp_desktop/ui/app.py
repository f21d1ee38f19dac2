"""The window as a program: from the first paint to the last durable answer.

What is imported here is read before the first paint; everything else waits until after it
(docs/decisions/0021-first-paint.md).
"""

from __future__ import annotations

import contextlib
import gc
import logging
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import QCoreApplication, QEvent, QLibraryInfo, QLocale, QTranslator
from PySide6.QtWidgets import QApplication

from topp_desktop.domain.errors import ToppError
from topp_desktop.foundation.settings import SettingsFile, at_once
from topp_desktop.ui.instance import Instance
from topp_desktop.ui.main_window import MainWindow
from topp_desktop.ui.theme.theme import Theme

if TYPE_CHECKING:
    from topp_desktop.services.ports import AssessmentSummary
    from topp_desktop.services.program import Program
    from topp_desktop.services.safety import Reason
    from topp_desktop.ui.hub import Desk

Trouble = Literal["locked", "lost", "damaged"]
"""Why nothing can be opened: a passphrase is needed; there is no database, but copies of one;
it cannot be read."""

SAVED_PER_COPY = 20
"""Answers, and other changes, between two copies while people work."""


def make_application(arguments: Sequence[str] = ()) -> QApplication:
    """The one QApplication of this process; the one that is there, if there is one."""
    existing = QApplication.instance()
    if isinstance(existing, QApplication):
        return existing
    application = QApplication(["topp-desktop", *arguments])
    application.setApplicationName("topp-desktop")
    application.setApplicationDisplayName("TOPP Desktop")
    application.setDesktopFileName("topp-desktop")
    _spare_sources()
    return application


def _spare_sources() -> None:
    """PySide reads, and keeps, the source of every module that is imported after it, to see
    whether the module may switch Qt's own features; none here does. Without that a start is
    shorter and a session 30 MB smaller (docs/decisions/0021-first-paint.md)."""
    feature = sys.modules.get("shibokensupport.feature")
    if feature is not None and "_mod_uses_pyside" in vars(feature):
        vars(feature)["_mod_uses_pyside"] = lambda _module: False


class QtWords:
    """Qt's own words (dialogs, text menus) in the window's language."""

    def __init__(self, application: QApplication, desk: Desk) -> None:
        self._application = application
        self._desk = desk
        self._own = QTranslator()
        desk.language_changed.connect(self.load)
        self.load()

    def load(self) -> None:
        """Takes the catalogue of the language; English needs none. Qt calls pt_BR so."""
        language = self._desk.words.language
        QLocale.setDefault(QLocale(language))
        self._application.removeTranslator(self._own)
        folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
        name = {"pt": "pt_BR"}.get(language, language)
        if language != "en" and self._own.load(f"qtbase_{name}", folder):
            self._application.installTranslator(self._own)


class Session:
    """One run of the window: a window that can be shown, then what it holds."""

    def __init__(
        self,
        program: Program,
        application: QApplication,
        settings: SettingsFile,
        *,
        interrupted: bool = False,
    ) -> None:
        self.interrupted = interrupted
        """The run before did not end as usual, which is said once everything is here again."""
        self.program = program
        self.settings = settings
        self._application = application
        chosen = settings.value
        self.theme = Theme(application, chosen.theme, dressed=False, zoom=chosen.zoom)
        self.window = MainWindow(self.theme, settings)
        self._saved = 0
        self._anew = False

    def furnish(self) -> None:
        """Reads the rest of the program and puts it into the window."""
        from topp_desktop.ui.field_room import FieldRoom
        from topp_desktop.ui.hub import Desk
        from topp_desktop.ui.pages.registry import PAGES
        from topp_desktop.ui.tasks import Tasks

        self.theme.dress()
        self.tasks = Tasks()
        # A preference never makes the window wait for the disk.
        self.settings.later = self.tasks.write
        self.desk = Desk(self.program, self.tasks, self.theme, self.settings)
        self.window.furnish(self.desk, PAGES)
        self.field_room = FieldRoom(self.desk, self._application)

    def open_last(self, ready: Callable[[], None]) -> None:
        """Opens the measurement of the last time at the place of the last time; without any,
        the first run is shown."""
        settings = self.settings.value

        def listed(found: list[AssessmentSummary] | Trouble) -> None:
            if found == "lost" or found == "damaged":
                rescue(found)
                return
            if found == "locked":
                from topp_desktop.ui.pages.unlock import Ways

                self.window.opened()
                self.window.guard("unlock", Ways(unlocked, copies))
                ready()
                return
            ids = [summary.id for summary in found]
            if not ids:
                self.window.opened()
                self._show_empty()
                usable()
                return
            last = settings.last_assessment
            self.desk.open(last if last in ids else ids[-1], arrive, failed)

        def arrive() -> None:
            self.window.opened()
            known = self.window.knows(settings.last_page) and settings.last_page != "start"
            page = settings.last_page if known else "tasks"
            item = settings.last_item if page == "question" else None
            self.window.show_page(page, item)
            self._tell_interrupted()
            usable()

        def failed(fault: Exception) -> None:
            if isinstance(fault, ToppError) and fault.code == "database-damaged":
                rescue("damaged")
                return
            self.window.opened()
            self.desk.show_fault(fault)
            ready()

        def rescue(found: Literal["lost", "damaged"]) -> None:
            from topp_desktop.ui.pages.rescue import Rescue

            self.window.opened()
            self.window.guard("rescue", Rescue(found, rescued, self.window.close, copies))
            ready()

        def rescued() -> None:
            self._anew = True
            unlocked()

        def usable() -> None:
            ready()
            # Every day that somebody works, a copy; only once the answers can be used.
            self.tasks.write(self._back_up)
            self.desk.saved.connect(self._count_saved)

        def unlocked() -> None:
            waiting = self.window.unguard()
            self.window.show_opening()
            self.open_last((lambda: self.window.show_page(*waiting)) if waiting else lambda: None)

        def copies(path: Path | None = None) -> None:
            from topp_desktop.ui.page import OpenedFile

            self.window.unguard()
            self.window.show_page("data", None if path is None else OpenedFile(path))

        self.tasks.write(self._look, listed, failed)

    def _look(self) -> list[AssessmentSummary] | Trouble:
        """Off the window's thread: it reads the disk."""
        program = self.program
        if program.needs_passphrase:
            return "locked"
        if not self._anew and program.safety.lost():
            return "lost"
        return "damaged" if program.safety.damaged() else program.assessments.list()

    def _tell_interrupted(self) -> None:
        if self.interrupted:
            self.interrupted = False
            words = self.desk.words
            self.desk.say(
                words.gettext("The program did not close as usual the last time."),
                words.gettext("Every answer that was shown as saved is here."),
            )

    def _show_empty(self) -> None:
        """A secretariat's computer has no assessment of its own; anybody else begins."""
        from topp_desktop.ui.pages.registry import PAGES

        last = self.settings.value.last_page
        if last in {page.name for page in PAGES if page.section == "secretariat"}:
            self.window.show_page(last)
        elif self._anew:
            self.window.show_page("start")

    def _back_up(self) -> None:
        # On the writer thread as a whole: the first use of a service opens the database.
        self.program.safety.tidy()
        self.program.safety.back_up_if_due()

    def _count_saved(self) -> None:
        self._saved += 1
        if self._saved % SAVED_PER_COPY == 0:
            self.tasks.write(lambda: self._back_up_changed("answers"))

    def _back_up_changed(self, reason: Reason) -> None:
        """What could not be copied is not lost: nobody is stopped for it, and the page of the
        copies says how old the newest is."""
        try:
            self.program.safety.back_up_if_changed(reason)
        except ToppError as fault:
            logging.getLogger("topp_desktop.ui").warning("no copy: %s", fault.code)

    def close(self) -> None:
        """Waits for what is on its way to the disk, and copies what was changed."""
        if hasattr(self, "tasks"):
            self.settings.later = at_once
            if not self.tasks.closed and not self.program.needs_passphrase:
                self.tasks.write(lambda: self._back_up_changed("closing"))
            self.tasks.close()

    def discard(self) -> None:
        """Closes the window and lets go of all that Qt holds, where a process has more than one
        session; after `close`."""
        self.window.close()
        for part in (self.window, self.desk, self.tasks, self.theme):
            part.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def run(
    program: Program,
    files: Sequence[Path] = (),
    *,
    smoke: bool = False,
    timing: bool = False,
    started: float | None = None,
) -> int:
    """Shows the window until it is closed; returns the exit code.

    `smoke` ends as soon as the first page can be used. `timing` says on standard error when the
    window had painted and when it could be used, in seconds since `started` (perf_counter).
    """
    begin = time.perf_counter() if started is None else started
    # Reading modules makes many objects and hardly any garbage: no searching for it meanwhile.
    gc.disable()

    def tell(what: str) -> None:
        if timing and sys.stderr is not None:
            sys.stderr.write(f"{what} {time.perf_counter() - begin:.3f}\n")
            sys.stderr.flush()

    application = make_application()
    instance: Instance | None = None
    given = program
    if not smoke:
        entered = _enter(program, application, files)
        if isinstance(entered, int):
            return entered
        program, instance = entered
    interrupted = instance is not None and instance.interrupted
    session = Session(program, application, program.settings, interrupted=interrupted)
    kept: list[object] = []

    def usable() -> None:
        tell("usable")
        # What was read so far stays: nobody has to look at it again while people work.
        gc.freeze()
        gc.enable()
        if smoke:
            application.quit()

    def painted() -> None:
        tell("first-paint")
        try:
            session.furnish()
            kept.extend(_surround(session, application))
        except Exception:
            # Without its content nobody could even close the program's windows in order.
            application.exit(1)
            raise
        if program.settings.value.configured:
            session.window.show_opening()
            session.open_last(usable)
        else:
            session.window.show_page("start")
            usable()
            if smoke:
                return
            session.open_last(lambda: None)
        if instance is not None:
            instance.watch(session.window.take_files)
        if files:
            session.window.take_files(files)

    session.window.painted = painted
    session.window.appear()
    code = application.exec()
    session.close()
    if program is not given:
        program.close()
    if instance is not None:
        instance.release()
    return code


def _enter(
    program: Program, application: QApplication, files: Sequence[Path]
) -> tuple[Program, Instance] | int:
    """The lock of a folder that is free, as nearly always; else questions to the person."""
    with contextlib.suppress(ToppError):
        instance = Instance(program.places)
        if instance.first:
            return program, instance
    from topp_desktop.ui.entrance import enter

    return enter(program, application, files)


def _surround(session: Session, application: QApplication) -> list[object]:
    """The log, the doors for faults, Qt's own words; whoever holds the result keeps them alive."""
    from topp_desktop.foundation.logs import start_log
    from topp_desktop.ui.errors import Hooks

    start_log(session.program.places.log)
    hooks = Hooks(session.window.show_fault, session.window)
    hooks.install()
    return [hooks, QtWords(application, session.desk)]
