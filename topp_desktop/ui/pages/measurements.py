"""Every measurement on this computer: open one, begin another, take one out or in."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from topp_desktop.foundation.paths import documents_folder
from topp_desktop.services.ports import AssessmentSummary
from topp_desktop.services.terms import FORMS, term
from topp_desktop.ui.hub import Changed, Desk
from topp_desktop.ui.page import Page
from topp_desktop.ui.pages.start import ANOTHER
from topp_desktop.ui.widgets import (
    Button,
    Card,
    EmptyState,
    Notice,
    PageScroll,
    Tag,
    Text,
    clear,
    rule,
)


class MeasurementsPage(Page):
    """Several institutions and several years in one program."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._summaries: list[AssessmentSummary] = []
        self._scroll = PageScroll(desk.theme)
        self._told = Notice(state="done")
        self._told.hide()
        self._list = Card()
        self._empty = EmptyState(pressed=self._another)
        self._lines = QVBoxLayout()
        self._lines.setSpacing(10)
        self._list.add(self._lines)
        self._data = Card()
        self._data_text = Text(tone="muted")
        self._where = Text(role="small", tone="muted")
        self._where.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._export = Button("", self.ask_where, small=True)
        self._data.add(self._data_text, self._where)
        self._data.body.addSpacing(4)
        self._data.add(self._export)
        for widget in (self._told, self._list, self._empty):
            self._scroll.main.addWidget(widget)
        self._scroll.side.addWidget(self._data)
        self._begin = Button("", self._another, kind="primary")
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self._scroll)
        self.retranslate()

    def title(self) -> str:
        return self.desk.words.gettext("Measurements")

    def header_actions(self) -> tuple[Button, ...]:
        return (self._begin,)

    def retranslate(self) -> None:
        words = self.desk.words
        self._begin.set_text(words.gettext("Begin another measurement"))
        self._data.set_title(words.gettext("Your data"))
        self._data_text.setText(
            words.gettext(
                "The institution can always take its own answers elsewhere, and read them in again "
                "with “Open a file”."
            )
        )
        self._where.setText(str(self.desk.program.places.data))
        self._export.set_text(words.gettext("Save a copy of the answers"))
        self._empty.set_texts(
            words.gettext("No measurement yet"),
            words.gettext("A measurement holds the answers of one institution at one time."),
            words.gettext("Begin a measurement"),
        )
        self._show()

    def refresh(self, change: Changed | None) -> None:
        self.retranslate()
        if change is None or change.what != "answer":
            self.desk.list_measurements(self._listed)

    def arrive(self, _: object) -> None:
        self._told.hide()
        self.desk.list_measurements(self._listed)
        self._begin.setFocus(Qt.FocusReason.OtherFocusReason)

    # --- files --------------------------------------------------------------------------------

    def write_out(self, path: Path) -> None:
        """Writes the open measurement as a responses file."""
        mine, words = self.desk.open_snapshot.id, self.desk.words
        self.desk.tasks.write(
            lambda: self.desk.program.assessments.write_out(mine, path),
            lambda _: self._tell(words.gettext("Saved as {path}").format(path=path)),
        )

    def ask_where(self) -> None:
        """Asks for the copy's name."""
        words, snapshot = self.desk.words, self.desk.open_snapshot
        name = f"topp-{snapshot.assessment.round}.json"
        chosen, _ = QFileDialog.getSaveFileName(
            self,
            words.gettext("Save a copy of the answers"),
            str(documents_folder() / name),
            words.gettext("Answers (*.json)"),
        )
        if chosen:
            self.write_out(Path(chosen))

    def _tell(self, sentence: str) -> None:
        self._told.text.setText(sentence)
        self._told.show()

    # --- the list -----------------------------------------------------------------------------

    def _listed(self, summaries: list[AssessmentSummary]) -> None:
        self._summaries = summaries
        self._show()

    def _show(self) -> None:
        clear(self._lines)
        for number, summary in enumerate(reversed(self._summaries)):
            if number:
                self._lines.addWidget(rule())
            self._lines.addWidget(self._line(summary))
        self._list.setVisible(bool(self._summaries))
        self._empty.setVisible(not self._summaries)
        self._data.setVisible(self.desk.snapshot is not None)

    def _line(self, summary: AssessmentSummary) -> QWidget:
        words, snapshot = self.desk.words, self.desk.snapshot
        facts = [
            words.gettext("Measurement {round}").format(round=summary.round),
            term(FORMS, summary.form, words),
            words.ngettext("{n} answer", "{n} answers", summary.answered).format(
                n=summary.answered
            ),
            words.gettext("begun on {date}").format(date=words.date(summary.created)),
        ]
        texts = QVBoxLayout()
        texts.setSpacing(1)
        texts.addWidget(Text(summary.institution.name, weight="semibold"))
        texts.addWidget(Text(" · ".join(facts), role="small", tone="muted"))
        line = QWidget()
        box = QHBoxLayout(line)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(12)
        box.addLayout(texts, 1)
        if summary.practice:
            box.addWidget(Tag(words.gettext("Practice"), "attention"))
        if snapshot is not None and snapshot.id == summary.id:
            box.addWidget(Tag(words.gettext("Open now"), "active"))
        else:
            open_ = Button(words.gettext("Open"), lambda: self._open(summary.id), small=True)
            open_.setAccessibleName(f"{words.gettext('Open')}: {summary.institution.name}")
            box.addWidget(open_)
        return line

    def _open(self, assessment_id: str) -> None:
        self.desk.open(assessment_id, lambda: self.desk.navigate("tasks"))

    def _another(self) -> None:
        self.desk.navigate("start", ANOTHER)
