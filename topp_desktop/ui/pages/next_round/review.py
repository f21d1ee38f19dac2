"""One question of last time: is the answer still true, or what changed?"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from topp_desktop.domain.assessment import Answer, Response
from topp_desktop.domain.assessment.work import GROUP
from topp_desktop.services.measurement.rounds import as_answer
from topp_desktop.ui.hub import Desk
from topp_desktop.ui.parts.answer_panel import AnswerPanel
from topp_desktop.ui.parts.review_entries import (
    ReviewEntry,
    answer_meaning,
    answer_words,
)
from topp_desktop.ui.widgets import (
    Card,
    DimensionTag,
    ErrorSummary,
    FieldRow,
    Notice,
    Tag,
    Text,
    TextField,
    line_of,
    row,
)
from topp_desktop.ui.widgets.day_field import DayField
from topp_desktop.ui.widgets.days import read_since


class LastTime(Card):
    """What was answered last time, with its reasons and documents."""

    def __init__(self, desk: Desk) -> None:
        words = desk.words
        super().__init__(words.gettext("Last time"), spacing=8)
        self._desk = desk
        self._tag, self._whose = Tag("", "active"), Tag("", "neutral")
        self._meaning = Text()
        self._extra = Text(role="small", tone="muted")
        self.add(row(self._tag, self._whose), self._meaning, self._extra)

    def show_entry(self, entry: ReviewEntry) -> None:
        """The answer that is proposed."""
        words, wording = self._desk.words, self._desk.wording
        proposal = entry.proposal
        self._tag.setText(answer_words(proposal, entry.item, wording, words))
        self._whose.setText(words.gettext("Group agreement"))
        self._whose.setVisible(proposal.respondent == GROUP)
        meaning = answer_meaning(proposal, entry.item, wording)
        self._meaning.setText(meaning)
        self._meaning.setVisible(bool(meaning))
        lines = []
        if proposal.note:
            lines.append(words.gettext("Justification: {text}").format(text=proposal.note))
        if proposal.missing:
            lines.append(words.gettext("What was missing: {text}").format(text=proposal.missing))
        if proposal.documents:
            titles = "; ".join(proposal.documents)
            lines.append(words.gettext("Documents: {titles}").format(titles=titles))
        self._extra.setText("\n".join(lines))
        self._extra.setVisible(bool(lines))


class ChangePanel(QWidget):
    """The new answer, what changed, and since when; `changed` carries all three."""

    changed = Signal(object, str, object)
    """(Response or Consensus, note, date or None)"""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        words = desk.words
        self._desk = desk
        self._entry: ReviewEntry | None = None
        self._draft = Response("", "", None)
        self.summary = ErrorSummary()
        self._lead = Text(words.gettext("Which level today?"), weight="semibold")
        self.answer = AnswerPanel(desk, marking=False)
        # Marks belong to answers; this one is still being made.
        for mark in (self.answer.flag, self.answer.hard):
            mark.hide()
        self.note = TextField(rows=(2, 6), longest=2000)
        self.since = DayField(desk.theme, longest=20)
        self._note_row, self._since_row = FieldRow(self.note), FieldRow(self.since)
        card = Card(spacing=12)
        card.add(self._note_row, self._since_row)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(12)
        box.addWidget(self.summary)
        box.addLayout(line_of(self._lead, self.answer.read))
        box.addWidget(self.answer)
        box.addWidget(card)
        self.answer.answered.connect(self._answered)
        self.since.returnPressed.connect(self.save)

    def show_entry(self, entry: ReviewEntry) -> None:
        """Begins with last time's answer."""
        words = self._desk.words
        proposal = entry.proposal
        if self._entry is None or self._entry.proposal != proposal:
            self._draft = Response(
                proposal.respondent, proposal.item, proposal.answer, reason=proposal.reason
            )
            self.note.drop()
            self.note.show_text("")
            self.since.clear()
            self._clear_errors()
        self._entry = entry
        self.answer.show_item(entry.item, self._draft)
        self._note_row.set_texts(
            words.gettext("What changed?"), words.gettext("In a sentence or two; it may stay empty")
        )
        self.since.name_calendar(words)
        self._since_row.set_texts(
            words.gettext("Since when?"),
            words.gettext("Month and year, such as 03/2026; it may stay empty"),
        )

    def press(self, key: str) -> bool:
        """A key of an answer was pressed outside of a text."""
        return key not in {"M", "A"} and self.answer.press(key)

    def save(self) -> None:
        """Checks and hands over; what lacks is said and takes the focus."""
        assert self._entry is not None
        words = self._desk.words
        self.answer.flush()
        self.note.flush()
        self._clear_errors()
        typed = self.since.text().strip()
        since = read_since(typed) if typed else None
        errors: list[tuple[str, QWidget]] = []
        if self._draft.answer is None:
            if self.answer.lacks_reason:
                sentence = words.gettext(
                    "Write why the question does not apply to your institution"
                )
                self.answer.show_lack(sentence)
                errors.append((sentence, self.answer.reason))
            else:
                errors.append((words.gettext("Choose the answer of today"), self.answer))
        if typed and since is None:
            sentence = words.gettext("Enter a month and a year, such as 03/2026")
            self._since_row.show_error(sentence)
            errors.append((sentence, self.since))
        if errors:
            self.summary.show_errors(words.gettext("Something is missing"), errors)
            return
        self._tell(since)

    def _tell(self, since: date | None) -> None:
        assert self._entry is not None
        before = as_answer(self._entry.proposal)
        answer, reason = self._draft.answer, self._draft.reason
        assert answer is not None
        now = replace(before, answer=answer, reason=reason)
        self.changed.emit(now, self.note.toPlainText().strip(), since)

    def _answered(self, answer: Answer | None, reason: str) -> None:
        self._draft = replace(self._draft, answer=answer, reason=reason)
        self.answer.show_response(self._draft)

    def _clear_errors(self) -> None:
        self.summary.show_errors("", [])
        self.answer.show_lack("")
        self._since_row.show_error("")


class ReviewPanel(QWidget):
    """The question, last time's answer, and, once it changed, the new one."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        words = desk.words
        self._desk = desk
        self.changing = False
        self._tag = DimensionTag()
        self._count = Text(role="small", tone="muted", wrap=False)
        self._stem = Text(role="item")
        self.last = LastTime(desk)
        self._settled = Notice(state="done")
        self.change = ChangePanel(desk)
        self._keys = Text(
            words.gettext(
                "Keys: Enter, still true; 0 to 4, it changed to this level; the arrows left and "
                "right, another question."
            ),
            role="small",
            tone="muted",
        )
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(12)
        head = row(self._tag, self._count, spacing=8)
        box.addLayout(head)
        for widget in (self._stem, self.last, self._settled, self._keys, self.change):
            box.addWidget(widget)

    def show_entry(self, entry: ReviewEntry, place: int, total: int) -> None:
        """place: counted from 1, among all that are asked again."""
        words, wording = self._desk.words, self._desk.wording
        self._tag.show_item(wording, entry.item)
        self._count.setText(
            words.gettext("Question {code} · {n} of {total}").format(
                code=wording.item_code(entry.item), n=place, total=total
            )
        )
        self._stem.setText(wording.stem(entry.item.id))
        self.last.show_entry(entry)
        said = ""
        if entry.state == "confirmed":
            said = words.gettext("You said that this is still true.")
        elif entry.state == "changed":
            said = words.gettext("You said that this changed.")
            if entry.proposal.change_note:
                said += f" {entry.proposal.change_note}"
        elif entry.state == "answered":
            said = words.gettext("The question was answered anew.")
        self._settled.text.setText(said)
        self._settled.setVisible(bool(said))
        self._keys.setVisible(not self.changing and entry.item.leveled)
        self.change.setVisible(self.changing)
        if self.changing:
            self.change.show_entry(entry)

    def focus(self) -> None:
        """Where the new answer begins."""
        self.change.answer.focus()
