"""Documents of the open measurement: choose language and place, watch them being written."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QMenu, QVBoxLayout

from topp_desktop.foundation.i18n import LANGUAGE_NAMES, N_
from topp_desktop.foundation.paths import documents_folder
from topp_desktop.services.course import Course, course_of
from topp_desktop.services.findings import file_name
from topp_desktop.services.program import Program
from topp_desktop.services.tasks import Task
from topp_desktop.ui.hub import Desk
from topp_desktop.ui.widgets.buttons import Button, Kind
from topp_desktop.ui.widgets.card import row
from topp_desktop.ui.widgets.notices import Notice

Write = Callable[[Program, Course, str, Path], None]
"""(program, the plan with what became of it, language, path): writes the file."""


@dataclass(frozen=True, slots=True)
class Document:
    """What a button writes: marked English for its words, and how."""

    label: str
    file: str
    write: Write


def _write_report(program: Program, course: Course, language: str, path: Path) -> None:
    road_map = course.progress.opened.road_map
    program.reports.write(road_map, language, path, course=course)


def _write_progress(program: Program, course: Course, language: str, path: Path) -> None:
    program.plan_documents.write_progress(course.progress, course.last, language, path)


REPORT = Document(N_("PDF report"), N_("road map"), _write_report)
PROGRESS = Document(N_("Progress report"), N_("progress"), _write_progress)


class ReportButton(Button):
    """Writes the document; where it went is said at the top of `page`."""

    def __init__(
        self,
        desk: Desk,
        page: QVBoxLayout,
        kind: Kind = "secondary",
        document: Document = REPORT,
    ) -> None:
        super().__init__(kind=kind)
        self._desk = desk
        self._document = document
        self._path = Path()
        menu = QMenu(self)
        for language, name in LANGUAGE_NAMES.items():
            menu.addAction(name, partial(self._ask_where, language))
        self.setMenu(menu)
        self._written = Notice(state="done")
        self._open = Button("", self._show_document, small=True)
        layout = self._written.layout()
        assert isinstance(layout, QVBoxLayout)
        layout.addLayout(row(self._open))
        self._written.hide()
        page.addWidget(self._written)
        self.retranslate()

    def retranslate(self) -> None:
        """Reads the texts again."""
        words = self._desk.words
        self.set_text(words.gettext(self._document.label))
        self._open.set_text(words.gettext("Open the report"))
        if not self._written.isHidden():
            self._say_where()

    def write(self, language: str, path: Path) -> None:
        """Reads the plan as people left it, then writes the document off the window's thread."""
        desk = self._desk
        program, mine = desk.program, desk.open_snapshot.id

        def read() -> Course:
            return course_of(program.road_maps.follow_up, program.rounds, mine)

        def made(course: Course) -> None:
            def work(task: Task) -> Path:
                task.advance(desk.words.gettext("Writing the document"), 0, 1)
                self._document.write(program, course, language, path)
                return path

            desk.tasks.work(desk.words.gettext(self._document.label), work, self._done)

        self._written.hide()
        desk.tasks.write(read, made)

    def _ask_where(self, language: str) -> None:
        words, snapshot = self._desk.words, self._desk.open_snapshot
        name = file_name(snapshot.assessment, words.gettext(self._document.file))
        chosen, _ = QFileDialog.getSaveFileName(
            self,
            words.gettext(self._document.label),
            str(documents_folder() / f"{name}.pdf"),
            words.gettext("PDF documents (*.pdf)"),
        )
        if chosen:
            self.write(language, Path(chosen))

    def _done(self, path: Path) -> None:
        self._path = path
        self._say_where()
        self._written.show()

    def _say_where(self) -> None:
        said = self._desk.words.gettext("The report was written: {path}").format(path=self._path)
        self._written.text.setText(said)

    def _show_document(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._path)))
