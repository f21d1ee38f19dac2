"""The PDF of the open measurement: choose its language and place, watch it being written."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QMenu, QVBoxLayout

from topp_desktop.foundation.i18n import LANGUAGE_NAMES
from topp_desktop.foundation.paths import documents_folder
from topp_desktop.services.findings import file_name
from topp_desktop.services.tasks import Task
from topp_desktop.ui.hub import Desk
from topp_desktop.ui.widgets.buttons import Button, Kind
from topp_desktop.ui.widgets.card import row
from topp_desktop.ui.widgets.notices import Notice


class ReportButton(Button):
    """Writes the report; where it went is said at the top of `page`."""

    def __init__(self, desk: Desk, page: QVBoxLayout, kind: Kind = "secondary") -> None:
        super().__init__(kind=kind)
        self._desk = desk
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
        self.set_text(words.gettext("PDF report"))
        self._open.set_text(words.gettext("Open the report"))
        if not self._written.isHidden():
            self._say_where()

    def write(self, language: str, path: Path) -> None:
        """Computes the road map and writes the document, off the window's thread."""
        desk = self._desk
        program, snapshot = desk.program, desk.open_snapshot
        results = snapshot.results

        def work(task: Task) -> Path:
            words = desk.words
            task.advance(words.gettext("Computing the road map"), 0, 2)
            settings = program.plans.settings_from(snapshot.plan_settings)
            road_map = program.planner.road_map(results, settings)
            task.advance(words.gettext("Writing the document"), 1, 2)
            program.reports.write(road_map, language, path)
            return path

        self._written.hide()
        desk.tasks.work(desk.words.gettext("PDF report"), work, self._done)

    def _ask_where(self, language: str) -> None:
        words, snapshot = self._desk.words, self._desk.open_snapshot
        name = file_name(snapshot.assessment, words.gettext("road map"))
        chosen, _ = QFileDialog.getSaveFileName(
            self,
            words.gettext("PDF report"),
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
