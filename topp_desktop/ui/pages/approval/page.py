"""Draft, reviewed, approved: who looked at it, who approved it, and a sheet to sign."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from PySide6.QtWidgets import QVBoxLayout, QWidget

from topp_desktop.domain.assessment.work import APPROVAL_STANDING
from topp_desktop.foundation.i18n import N_
from topp_desktop.services.measurement.approval import ApprovalStatus
from topp_desktop.services.measurement.findings import file_name
from topp_desktop.services.tasks import Task
from topp_desktop.services.terms import APPROVAL_STATES
from topp_desktop.ui.file_dialogs import PDF, ask_save
from topp_desktop.ui.hub import Changed, Desk
from topp_desktop.ui.page import Page
from topp_desktop.ui.parts.approval_status import told
from topp_desktop.ui.parts.unagreed import UnagreedNotice
from topp_desktop.ui.widgets import (
    Button,
    Card,
    ErrorSummary,
    FieldRow,
    LineField,
    PageScroll,
    Tag,
    Text,
    row,
)
from topp_desktop.ui.widgets.columns import Columns
from topp_desktop.ui.widgets.day_field import DayField
from topp_desktop.ui.widgets.days import read_day

_MEANINGS = {
    "draft": N_("Nobody has marked it as reviewed yet."),
    "reviewed": N_("Somebody looked at all of it; the approval is still missing."),
    "approved": N_("It is approved as it stands. Any change opens it again."),
    "reopened": N_("Something changed since it was reviewed or approved. Review it again."),
}


@dataclass(frozen=True, slots=True)
class ApprovalWords:
    """What an approval page says, marked English. states: state → word; meanings: state →
    sentence; the rest in the order in which they stand on the page; home: the page that it
    belongs to."""

    title: str
    states: Mapping[str, str]
    meanings: Mapping[str, str]
    review: tuple[str, str, str]
    approve: tuple[str, str, str]
    sheet: str
    back: str
    home: str


_WORDS = ApprovalWords(
    N_("Review and approval"),
    APPROVAL_STATES,
    _MEANINGS,
    (
        N_("1. Review"),
        N_("Whoever looked at all answers and at the road map; no name is needed."),
        N_("Mark as reviewed"),
    ),
    (
        N_("2. Approval"),
        N_("Position, date and letter are sent with your file."),
        N_("Record the approval"),
    ),
    N_("One or two pages with the results and the road map, to sign by hand."),
    N_("Back to sending"),
    "send",
)


class StepCard(Card):
    """One step: position, date, and where there is one the letter; a button that records it."""

    def __init__(self, desk: Desk, texts: tuple[str, str, str], *, letter: bool) -> None:
        words = desk.words
        title, text, action = map(words.gettext, texts)
        super().__init__(title, spacing=12)
        self._desk = desk
        self.summary = ErrorSummary()
        self.position, self.date, self.letter = LineField(), DayField(desk.theme), LineField()
        self.date.name_calendar(words)
        self.rows = [
            FieldRow(self.position, words.gettext("Position")),
            FieldRow(self.date, words.gettext("Date (day/month/year)")),
            FieldRow(self.letter, words.gettext("Letter number")),
        ]
        columns = Columns(desk.theme, 520, spacing=12)
        shown = self.rows if letter else self.rows[:2]
        for field_row, share in zip(shown, (5, 3, 3), strict=False):
            columns.add(field_row, share, bottom=True)
        self.button = Button(action, kind="primary")
        self.add(Text(text, tone="muted"), self.summary, columns, row(self.button))
        self.empty()

    def entered(self) -> tuple[str, date, str] | None:
        """(position, date, letter); None after saying what is wrong."""
        words = self._desk.words
        position, day = self.position.text().strip(), read_day(self.date.text())
        errors: dict[QWidget, str] = {}
        if not position:
            errors[self.position] = words.gettext("Write the position; no name is needed.")
        if day is None:
            errors[self.date] = words.gettext("Write the date like this: 18/11/2026.")
        for field_row in self.rows:
            field_row.show_error(errors.get(field_row.field, ""))
        title = words.gettext("There is something to put right")
        self.summary.show_errors(title, [(said, field) for field, said in errors.items()])
        return None if day is None or not position else (position, day, self.letter.text().strip())

    def empty(self) -> None:
        """As at the beginning: today, and nobody yet."""
        for field in (self.position, self.letter):
            field.clear()
        self.date.show_day(self._desk.program.clock().date())
        for field_row in self.rows:
            field_row.show_error("")
        self.summary.show_errors("", [])


class ApprovalPage(Page):
    """What was recorded, the next step, and the sheet to sign."""

    said = _WORDS

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        words = desk.words
        self.status: ApprovalStatus | None = None
        self._scroll = PageScroll(desk.theme)
        self._state = Card(words.gettext("Where it stands"))
        self.tag, self._meaning, self._who = Tag(""), Text(), Text(tone="muted")
        self.reopen = Button(words.gettext("Back to draft"), self._reopen, small=True)
        self._state.add(row(self.tag), self._meaning, self._who, row(self.reopen))
        self.review = StepCard(desk, self.said.review, letter=False)
        self.approve = StepCard(desk, self.said.approve, letter=True)
        self.review.button.clicked.connect(self._review)
        self.approve.button.clicked.connect(self._approve)
        sheet = Card(words.gettext("Sheet to sign"))
        save = words.gettext("Save the sheet as PDF")
        self.print_sheet = Button(save, self._ask_where, small=True)
        sheet.add(Text(words.gettext(self.said.sheet), tone="muted"), row(self.print_sheet))
        self.unagreed = UnagreedNotice(desk)
        for part in (self._state, self.unagreed, self.review, self.approve):
            self._scroll.main.addWidget(part)
        self._scroll.side.addWidget(sheet)
        back = words.gettext(self.said.back)
        self._back = Button(back, lambda: desk.navigate(self.said.home))
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self._scroll)

    def title(self) -> str:
        return self.desk.words.gettext(self.said.title)

    def header_actions(self) -> tuple[Button, ...]:
        return (self._back,)

    def refresh(self, _: Changed | None) -> None:
        if self.another_measurement():
            self.status = None
            for card in (self.review, self.approve):
                card.empty()
        self.unagreed.show_count()
        self._show()
        self._load()

    def arrive(self, _: object) -> None:
        self._scroll.to_top()
        self.review.position.setFocus()

    def keeps(self) -> Sequence[QWidget]:
        cards = (self.review, self.approve)
        return [field for card in cards for field in (card.position, card.date, card.letter)]

    def _load(self) -> None:
        mine = self.desk.open_snapshot.id
        self.load(lambda: self.read_status(mine), self._known)

    # --- what is approved: another page approves something else ---------------------------------

    def read_status(self, mine: str) -> ApprovalStatus:
        """Where it stands; like the following on the writer thread."""
        return self.desk.program.approvals.status(mine)

    def record_review(self, mine: str, position: str, on: date) -> ApprovalStatus:
        """Somebody looked at all of it."""
        return self.desk.program.approvals.review(mine, position=position, on=on)

    def record_approval(self, mine: str, position: str, on: date, letter: str) -> ApprovalStatus:
        """The authority approves it."""
        return self.desk.program.approvals.approve(mine, position=position, on=on, letter=letter)

    def record_reopening(self, mine: str) -> None:
        """Back to draft."""
        self.desk.program.approvals.reopen(mine)

    def _known(self, status: ApprovalStatus) -> None:
        self.status = status
        self._show()

    def _show(self) -> None:
        words, status = self.desk.words, self.status
        state = status.state if status else "draft"
        self.tag.setVisible(status is not None)
        name, colours = self.said.states[state], APPROVAL_STANDING[state]
        self.tag.show_state(words.gettext(name), colours)
        approval = status.approval if status else None
        self._meaning.setText(words.gettext(self.said.meanings[state]))
        self._who.setVisible(approval is not None)
        if approval is not None:
            name = words.gettext(self.said.states[approval.state])
            said = words.gettext("{state}: {facts}")
            self._who.setText(said.format(state=name, facts=told(approval, words)))
        self.reopen.setVisible(approval is not None)
        self.review.setVisible(state in ("proposed", "draft", "reopened"))
        self.approve.setVisible(state == "reviewed")

    # --- steps --------------------------------------------------------------------------------

    def _review(self) -> None:
        entered = self.review.entered()
        if entered is None:
            return
        position, day, _ = entered
        mine = self.desk.open_snapshot.id
        self.desk.change(lambda: self.record_review(mine, position, day), self._recorded)

    def _approve(self) -> None:
        entered = self.approve.entered()
        if entered is None:
            return
        position, day, letter = entered
        mine = self.desk.open_snapshot.id
        self.desk.change(
            lambda: self.record_approval(mine, position, day, letter),
            self._recorded,
            self._refused,
        )

    def _reopen(self) -> None:
        mine = self.desk.open_snapshot.id
        self.desk.change(lambda: self.record_reopening(mine))

    def _recorded(self, status: ApprovalStatus) -> None:
        for card in (self.review, self.approve):
            card.empty()
        self._known(status)
        if status.state == "reviewed":
            self.approve.position.setFocus()
        else:
            self.print_sheet.setFocus()

    def _refused(self, fault: Exception) -> None:
        self.desk.show_fault(fault)
        self._load()

    # --- the sheet ----------------------------------------------------------------------------

    def _ask_where(self) -> None:
        words, snapshot = self.desk.words, self.desk.open_snapshot
        name = file_name(snapshot.assessment, words.gettext("to sign"))
        path = ask_save(self.desk, self, words.gettext("Save the sheet as PDF"), name, PDF)
        if path is not None:
            self.write_sheet(path)

    def write_sheet(self, path: Path) -> None:
        """Writes what is asked to be approved, with room for a signature."""
        desk, snapshot, words = self.desk, self.desk.open_snapshot, self.desk.words
        program = desk.program

        def work(task: Task) -> Path:
            task.advance(words.gettext("Computing the road map"), 0, 2)
            road_map = program.road_maps.edit.open(snapshot.id).road_map
            task.advance(words.gettext("Writing the document"), 1, 2)
            status = self.read_status(snapshot.id)
            program.plan_documents.write_approval_sheet(road_map, status, words.language, path)
            return path

        title = words.gettext("Sheet to sign")
        desk.tasks.work(title, work, lambda made: desk.say_saved(title, made), writes=True)
