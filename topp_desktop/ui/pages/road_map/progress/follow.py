"""What became of one action or milestone: status, date, document, comment."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from PySide6.QtCore import Signal

from topp_desktop.domain.roadmap import FollowUp
from topp_desktop.domain.roadmap.milestones import FollowStatus
from topp_desktop.services.plan.terms import FOLLOW_STATUSES
from topp_desktop.ui.hub import Desk
from topp_desktop.ui.widgets import (
    Button,
    Card,
    Choice,
    FieldRow,
    LineField,
    Text,
    TextField,
    row,
)
from topp_desktop.ui.widgets.day_field import DayField
from topp_desktop.ui.widgets.days import read_day

Kind = Literal["action", "milestone"]


@dataclass(frozen=True, slots=True)
class Followed:
    """One action or milestone as the page lists it."""

    kind: Kind
    id: str
    title: str
    due: str
    said: FollowUp
    late: bool = False

    @property
    def key(self) -> str:
        return f"{self.kind}:{self.id}"


class FollowCard(Card):
    """`recorded` carries (Followed, FollowUp) when Enter or the button says so."""

    recorded = Signal(object, object)

    def __init__(self, desk: Desk) -> None:
        super().__init__(spacing=12)
        self._desk = desk
        self._shown: Followed | None = None
        self._what = Text(weight="semibold")
        self._due = Text(role="small", tone="muted")
        self.status = Choice()
        self.date, self.document = DayField(desk.theme), LineField(longest=300)
        self.comment = TextField(rows=(2, 6))
        self._rows = [
            FieldRow(field) for field in (self.status, self.date, self.document, self.comment)
        ]
        self.save = Button("", self._save, kind="primary")
        self.add(self._what, self._due, *self._rows, row(self.save))
        self.status.chosen.connect(self._status_chosen)
        for field in (self.date, self.document):
            field.returnPressed.connect(self._save)

    def show_followed(self, followed: Followed | None) -> None:
        """Another one, or what is stored of the same; None hides the card."""
        words = self._desk.words
        self.setVisible(followed is not None)
        if followed is None:
            self._shown = None
            return
        self.set_title(words.gettext("What became of it"))
        self._what.setText(followed.title)
        due = words.gettext("Planned for {semester}").format(semester=followed.due)
        self._due.setText(due if followed.due else words.gettext("Without a semester"))
        labels = (
            (words.gettext("Status"), ""),
            (words.gettext("Since when (day/month/year)"), ""),
            (words.gettext("Document that shows it"), ""),
            (words.gettext("Comment"), ""),
        )
        for field_row, (label, hint) in zip(self._rows, labels, strict=True):
            field_row.set_texts(label, hint)
        self.date.name_calendar(words)
        self.save.set_text(words.gettext("Record"))
        same = self._shown is not None and self._shown.key == followed.key
        if same and self._shown is not None and self._shown.said == followed.said:
            self._name_statuses(self.status.currentData())
            return
        self._shown = followed
        said = followed.said
        self._name_statuses(said.status)
        self.date.show_day(said.on)
        self.document.setText(said.evidence)
        self.comment.drop()
        self.comment.show_text(said.comment)
        self._rows[1].show_error("")

    def _name_statuses(self, value: object) -> None:
        words = self._desk.words
        options = [(name, words.gettext(text)) for name, text in FOLLOW_STATUSES.items()]
        self.status.show_options(options, value)

    def _status_chosen(self, status: object) -> None:
        """What is done or given up is so since today, unless somebody says otherwise."""
        if status in ("done", "dropped") and not self.date.text():
            self.date.show_day(self._desk.program.clock().date())

    def _save(self) -> None:
        if self._shown is None:
            return
        typed = self.date.text().strip()
        on: date | None = read_day(typed)
        wrong = bool(typed) and on is None
        self._rows[1].show_error(
            self._desk.words.gettext("Write the date like this: 18/11/2026.") if wrong else ""
        )
        if wrong:
            self.date.setFocus()
            return
        status: FollowStatus = self.status.currentData()
        said = FollowUp(status, on, self.document.text(), self.comment.toPlainText())
        self.recorded.emit(self._shown, said)
