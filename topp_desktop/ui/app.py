"""The window as a program: from the first paint to the last durable answer."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QLibraryInfo, QLocale, QTranslator
from PySide6.QtWidgets import QApplication

from topp_desktop.domain.errors import ToppError
from topp_desktop.foundation.logs import start_log
from topp_desktop.foundation.settings import SettingsFile
from topp_desktop.services.ports import AssessmentSummary
from topp_desktop.services.program import Program
from topp_desktop.ui.errors import BugDialog, Hooks
from topp_desktop.ui.hub import Desk
from topp_desktop.ui.instance import Instance
from topp_desktop.ui.main_window import MainWindow
from topp_desktop.ui.pages.registry import PAGES
from topp_desktop.ui.tasks import Tasks
from topp_desktop.ui.theme.theme import Theme


def make_application(arguments: Sequence[str] = ()) -> QApplication:
    """The one QApplication of this process; the one that is there, if there is one."""
    existing = QApplication.instance()
    if isinstance(existing, QApplication):
        return existing
    application = QApplication(["topp-desktop", *arguments])
    application.setApplicationName("topp-desktop")
    application.setApplicationDisplayName("TOPP Desktop")
    application.setDesktopFileName("topp-desktop")
    return application


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
    """One run of the window: desk, window, and what happens after the first paint."""

    def __init__(self, program: Program, application: QApplication, settings: SettingsFile) -> None:
        self.program = program
        self.tasks = Tasks()
        self.theme = Theme(application, settings.value.theme)
        self.desk = Desk(program, self.tasks, self.theme, settings)
        self.window = MainWindow(self.desk, PAGES)

    def open_last(self, ready: Callable[[], None]) -> None:
        """Opens the measurement of the last time at the place of the last time; without any,
        the first run is shown."""
        settings = self.desk.settings.value

        def listed(found: list[AssessmentSummary]) -> None:
            ids = [summary.id for summary in found]
            if not ids:
                # A secretariat's computer has no assessment of its own.
                office = {page.name for page in PAGES if page.section == "secretariat"}
                if settings.last_page in office:
                    self.window.show_page(settings.last_page)
                ready()
                return
            last = settings.last_assessment
            self.desk.open(last if last in ids else ids[-1], arrive, failed)

        def arrive() -> None:
            known = {page.name for page in PAGES if page.name != "start"}
            page = settings.last_page if settings.last_page in known else "tasks"
            item = settings.last_item if page == "question" else None
            self.window.show_page(page, item)
            ready()

        def failed(fault: Exception) -> None:
            self.desk.show_fault(fault)
            ready()

        self.tasks.write(self.program.assessments.list, listed, failed)

    def close(self) -> None:
        """Waits for what is on its way to the disk."""
        self.tasks.close()


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

    def tell(what: str) -> None:
        if timing and sys.stderr is not None:
            sys.stderr.write(f"{what} {time.perf_counter() - begin:.3f}\n")
            sys.stderr.flush()

    application = make_application()
    instance: Instance | None = None
    if not smoke:
        try:
            instance = Instance(program.places)
        except ToppError as fault:
            return _refuse(program, application, fault)
        if not instance.first:
            instance.hand_over(files)
            return 0
    session = Session(program, application, program.settings)
    window = session.window
    hooks = Hooks(window.show_fault, window)
    words = QtWords(application, session.desk)

    def usable() -> None:
        tell("usable")
        if smoke:
            application.quit()

    def painted() -> None:
        tell("first-paint")
        hooks.install()
        start_log(program.places.log)
        if smoke:
            usable()
            return
        session.open_last(usable)
        if instance is not None:
            instance.watch(window.take_files)
        if files:
            window.take_files(files)

    window.painted = painted
    if not program.settings.value.configured:
        window.show_page("start")
    window.show()
    code = application.exec()
    session.close()
    del words
    if instance is not None:
        instance.release()
    return code


def _refuse(program: Program, application: QApplication, fault: ToppError) -> int:
    """The data folder cannot be used: says so, and ends with the fault's exit code."""
    from topp_desktop.foundation.i18n import translator

    Theme(application, program.settings.value.theme)
    words = translator(program.settings.value.language)
    log = str(program.places.log)
    BugDialog(fault, words, f"TOPP Desktop {program.version}", log, None).exec()
    return fault.exit_code
