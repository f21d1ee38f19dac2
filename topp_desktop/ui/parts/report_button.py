"""Documents of the open measurement: choose language and place, watch them being written."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QMenu, QWidget

from topp_desktop.foundation.i18n import LANGUAGE_NAMES, N_
from topp_desktop.services.measurement.findings import file_name
from topp_desktop.services.plan.course import Course, course_of
from topp_desktop.services.program import Program
from topp_desktop.services.tasks import Task
from topp_desktop.ui.file_dialogs import PDF, FileKind, ask_save
from topp_desktop.ui.hub import Desk
from topp_desktop.ui.widgets import Button
from topp_desktop.ui.widgets.buttons import Kind

Write = Callable[[Program, Course, str, Path], None]
"""(program, the plan with what became of it, language, path): writes the file."""


@dataclass(frozen=True, slots=True)
class DocumentOffer:
    """What can be written: marked English for its words, and how. options: it has a page on
    which paper and sections are chosen."""

    label: str
    file: str
    write: Write
    options: bool = False


def _write_report(program: Program, course: Course, language: str, path: Path) -> None:
    road_map = course.progress.opened.road_map
    program.reports.write(road_map, language, path, course=course)


def _write_progress(program: Program, course: Course, language: str, path: Path) -> None:
    program.plan_documents.write_progress(course.progress, course.last, language, path)


REPORT = DocumentOffer(N_("PDF report"), N_("road map"), _write_report, options=True)
PROGRESS = DocumentOffer(N_("Progress report"), N_("progress"), _write_progress)


def ask_place(
    desk: Desk, parent: QWidget, document: DocumentOffer, kind: FileKind = PDF
) -> Path | None:
    """Where the document shall go; None where nobody chose a place."""
    words = desk.words
    name = file_name(desk.open_snapshot.assessment, words.gettext(document.file))
    return ask_save(desk, parent, words.gettext(document.label), name, kind)


def write_document(desk: Desk, document: DocumentOffer, language: str, path: Path) -> None:
    """Reads the plan as people left it, then writes the document off the window's thread."""
    program, mine = desk.program, desk.open_snapshot.id
    title = desk.words.gettext(document.label)

    def read() -> Course:
        return course_of(program.road_maps, program.rounds, mine)

    def made(course: Course) -> None:
        def work(task: Task) -> Path:
            task.advance(desk.words.gettext("Writing the document"), 0, 1)
            document.write(program, course, language, path)
            return path

        desk.tasks.work(title, work, lambda written: desk.say_saved(title, written))

    desk.tasks.write(read, made)


class ReportButton(Button):
    """Writes the document, in the language that is chosen."""

    def __init__(
        self, desk: Desk, kind: Kind = "secondary", document: DocumentOffer = REPORT
    ) -> None:
        words = desk.words
        super().__init__(words.gettext(document.label), kind=kind)
        self._desk = desk
        self._document = document
        menu = QMenu(self)
        for language, name in LANGUAGE_NAMES.items():
            menu.addAction(name, partial(self._ask_where, language))
        if document.options:
            menu.addSeparator()
            more = words.gettext("Choose sections, paper, spreadsheet")
            menu.addAction(more, lambda: desk.navigate("report"))
        self.setMenu(menu)

    def write(self, language: str, path: Path) -> None:
        """Writes the whole document to `path`."""
        write_document(self._desk, self._document, language, path)

    def _ask_where(self, language: str) -> None:
        path = ask_place(self._desk, self, self._document)
        if path is not None:
            self.write(language, path)
