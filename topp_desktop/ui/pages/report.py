"""The report as one wants it: language, paper, sections; or the same as a spreadsheet."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import cast

from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from topp_desktop.foundation.i18n import LANGUAGE_NAMES, N_
from topp_desktop.services.plan.course import Course
from topp_desktop.services.plan.report import SECTIONS
from topp_desktop.services.program import Program
from topp_desktop.services.tables import Paper
from topp_desktop.ui.file_dialogs import SPREADSHEET
from topp_desktop.ui.focus_order import order_focus
from topp_desktop.ui.hub import Changed, Desk
from topp_desktop.ui.page import Page
from topp_desktop.ui.parts.report_button import (
    REPORT,
    Write,
    ask_place,
    write_document,
)
from topp_desktop.ui.widgets import (
    Button,
    Card,
    FieldRow,
    PageScroll,
    SegmentedChoice,
    Text,
    column,
)
from topp_desktop.ui.widgets.columns import Columns
from topp_desktop.ui.widgets.flow import FlowBox

_PAPERS: tuple[tuple[Paper, str], ...] = (("A4", N_("A4")), ("Letter", N_("Letter")))


class ReportPage(Page):
    """Everything is chosen at the beginning; one button writes the document."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._scroll = PageScroll(desk.theme)
        self._how = Card(spacing=12)
        self.language, self.paper = SegmentedChoice(required=True), SegmentedChoice(required=True)
        self._rows = FieldRow(self.language), FieldRow(self.paper)
        beside = Columns(desk.theme, 520)
        for field_row in self._rows:
            beside.add(field_row)
        self._how.add(beside)
        self._what = Card(spacing=12)
        self._lead = Text(tone="muted")
        self.sections = {name: QCheckBox() for name in SECTIONS}
        for box in self.sections.values():
            box.setChecked(True)
            box.toggled.connect(lambda _: self._count())
        columns = Columns(desk.theme, 520)
        boxes = list(self.sections.values())
        half = (len(boxes) + 1) // 2
        for part in (boxes[:half], boxes[half:]):
            holder, lines = QWidget(), column(*part, spacing=4)
            lines.setContentsMargins(0, 0, 0, 0)
            lines.addStretch(1)
            holder.setLayout(lines)
            columns.add(holder)
        self.every = Button("", lambda: self._tick(True), kind="link", small=True)
        self.none = Button("", lambda: self._tick(False), kind="link", small=True)
        self.save = Button("", self._save, kind="primary")
        self.sheet = Button("", self._save_sheet)
        self._what.add(
            self._lead,
            FlowBox(self.every, self.none, spacing=16),
            columns,
            FlowBox(self.save, self.sheet),
        )
        self._back = Button("", lambda: desk.navigate("road-map"))
        for widget in (self._how, self._what):
            self._scroll.main.addWidget(widget)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._scroll)
        self.retranslate()

    def title(self) -> str:
        return self.desk.words.gettext("Report")

    def header_actions(self) -> tuple[Button, ...]:
        return (self._back,)

    def retranslate(self) -> None:
        words = self.desk.words
        self._back.set_text(words.gettext("Back to the road map"))
        self._how.set_title(words.gettext("How it is written"))
        names = words.gettext("Language"), words.gettext("Paper")
        for field_row, name in zip(self._rows, names, strict=True):
            field_row.set_texts(name)
        self.language.show_options(
            list(LANGUAGE_NAMES.items()),
            self.language.value or words.language,
            names[0],
        )
        self.paper.show_options(
            [(paper, words.gettext(name)) for paper, name in _PAPERS],
            self.paper.value or "A4",
            names[1],
        )
        self._what.set_title(words.gettext("What it contains"))
        self._lead.setText(
            words.gettext("A section about which nothing was written is left out by itself.")
        )
        for name, box in self.sections.items():
            box.setText(words.gettext(SECTIONS[name]))
            box.setAccessibleName(box.text())
        self.every.set_text(words.gettext("All sections"))
        self.none.set_text(words.gettext("No section"))
        self.save.set_text(words.gettext("Save as PDF"))
        self.sheet.set_text(words.gettext("Save as a spreadsheet"))
        self._count()
        order_focus(self)

    def refresh(self, _: Changed | None) -> None:
        self.retranslate()

    def arrive(self, _: object) -> None:
        self._scroll.to_top()
        self.save.setFocus()

    # --- choosing and writing -----------------------------------------------------------------

    @property
    def chosen(self) -> frozenset[str]:
        """The sections that are ticked."""
        return frozenset(name for name, box in self.sections.items() if box.isChecked())

    def write(self, path: Path) -> None:
        """Writes the PDF with what is ticked."""
        paper, sections = cast("Paper", self.paper.value), self.chosen

        def report(program: Program, course: Course, language: str, place: Path) -> None:
            program.reports.write(
                course.progress.opened.road_map,
                language,
                place,
                paper=paper,
                sections=sections,
                course=course,
            )

        self._write(report, path)

    def write_sheet(self, path: Path) -> None:
        """Writes the spreadsheet, which has everything."""

        def sheet(program: Program, course: Course, language: str, place: Path) -> None:
            program.plan_documents.write_sheet(course.progress.opened.road_map, language, place)

        self._write(sheet, path)

    def _write(self, write: Write, path: Path) -> None:
        document = replace(REPORT, write=write)
        write_document(self.desk, document, str(self.language.value), path)

    def _save(self) -> None:
        path = ask_place(self.desk, self, REPORT)
        if path is not None:
            self.write(path)

    def _save_sheet(self) -> None:
        path = ask_place(self.desk, self, REPORT, SPREADSHEET)
        if path is not None:
            self.write_sheet(path)

    def _tick(self, on: bool) -> None:
        for box in self.sections.values():
            box.setChecked(on)

    def _count(self) -> None:
        self.save.setEnabled(bool(self.chosen))
