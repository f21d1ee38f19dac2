"""Beside the answer: what is missing, documents, how sure, why, and a note that stays here."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QSize, QStringListModel, Qt, Signal
from PySide6.QtWidgets import QCompleter, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from topp_desktop.domain.assessment import Response
from topp_desktop.domain.instrument import Item
from topp_desktop.ui.hub import Desk
from topp_desktop.ui.widgets import (
    Button,
    Card,
    Choice,
    LineField,
    SegmentedChoice,
    Text,
    TextField,
    clear,
    set_tooltip,
)

_GRADES = 4
_DOCUMENT = 2
"""The grade "document identified": what noting a first title means."""


class DocumentsCard(Card):
    """Titles of documents, and the grade of what supports the answer."""

    changed = Signal(object)
    """The response with other documents or another grade."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._response: Response | None = None
        self._list = QVBoxLayout()
        self._list.setSpacing(6)
        self._title = LineField(longest=300)
        self._title.returnPressed.connect(self.add_title)
        self._known = QStringListModel(self)
        completer = QCompleter(self._known, self)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        self._title.setCompleter(completer)
        self._add = Button("", self.add_title, small=True)
        line = QHBoxLayout()
        line.setSpacing(8)
        line.addWidget(self._title, 1)
        line.addWidget(self._add)
        self._examples = Text(role="small", tone="muted")
        self._grade_label = Text(role="small", tone="muted")
        self._grade = Choice()
        self._grade.chosen.connect(self._grade_chosen)
        self._grade_label.setBuddy(self._grade)
        self.add(self._list, line, self._examples, self._grade_label, self._grade)

    def show_item(self, item: Item) -> None:
        """The words for a question."""
        words, wording = self._desk.words, self._desk.wording
        self.set_title(words.gettext("Documents that support it"))
        self._title.setAccessibleName(words.gettext("Title of a document"))
        self._title.setPlaceholderText(words.gettext("Title of a document"))
        self._add.set_text(words.gettext("Add"), words.gettext("Add this document"))
        for widget in (self._grade_label, self._grade):
            widget.setVisible(item.type == "levels")
        examples = wording.evidence_examples(item.id)
        self._examples.setVisible(bool(examples))
        self._examples.setText(
            words.gettext("For example: {examples}").format(examples="; ".join(examples))
        )
        label = words.gettext("What supports the answer")
        self._grade_label.setText(label)
        self._grade.setAccessibleName(label)
        self._grade.setPlaceholderText(words.gettext("Not noted yet"))
        self._grade.show_options(
            [(n, wording.evidence_grade(n)) for n in range(_GRADES)], self._grade.currentData()
        )
        for n in range(_GRADES):
            self._grade.setItemData(n, wording.evidence_meaning(n), Qt.ItemDataRole.ToolTipRole)

    def show_response(self, response: Response) -> None:
        """What is on record now."""
        before, self._response = self._response, response
        if before is None or before.documents != response.documents:
            clear(self._list)
            for title in response.documents:
                self._list.addWidget(self._entry(title))
        self._grade.show_value(response.evidence)
        others = {d for r in self._desk.open_snapshot.answers.values() for d in r.documents}
        self._known.setStringList(sorted(others - set(response.documents), key=str.casefold))

    def add_title(self) -> None:
        """Takes the title that was typed, once."""
        assert self._response is not None
        title = " ".join(self._title.text().split())
        self._title.clear()
        if not title or title in self._response.documents:
            return
        grade = self._response.evidence
        self.changed.emit(
            replace(
                self._response,
                documents=(*self._response.documents, title),
                evidence=_DOCUMENT if grade is None else grade,
            )
        )

    def _remove(self, title: str) -> None:
        assert self._response is not None
        left = tuple(d for d in self._response.documents if d != title)
        self.changed.emit(replace(self._response, documents=left))
        self._title.setFocus(Qt.FocusReason.OtherFocusReason)

    def _entry(self, title: str) -> QWidget:
        frame = QFrame()
        frame.setProperty("kind", "entry")
        line = QHBoxLayout(frame)
        line.setContentsMargins(10, 6, 6, 6)
        name = self._desk.words.gettext("Remove {title}").format(title=title)
        remove = Button("", lambda: self._remove(title), kind="link", name=name)
        remove.setIcon(self._desk.theme.icon("close", "muted", 14))
        remove.setIconSize(QSize(14, 14))
        remove.setMinimumSize(26, 26)
        set_tooltip(remove, name)
        line.addWidget(Text(title), 1)
        line.addWidget(remove, 0, Qt.AlignmentFlag.AlignTop)
        return frame

    def _grade_chosen(self, grade: object) -> None:
        assert self._response is not None
        self.changed.emit(
            replace(self._response, evidence=grade if isinstance(grade, int) else None)
        )


class QuestionSide(QWidget):
    """The right column of a question."""

    changed = Signal(object)
    """The response with one thing changed."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._response: Response | None = None
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(12)
        self._missing_card = Card()
        self.missing = TextField()
        self._missing_card.add(self.missing)
        self.documents = DocumentsCard(desk)
        self._sure_card = Card()
        self.sure = SegmentedChoice()
        self._sure_card.add(self.sure)
        self._why_card = Card()
        self._travels = Text(role="small", tone="muted")
        self.note = TextField()
        self._show_private = Button("", self._reveal, kind="link")
        self._private_label = Text(role="small", tone="muted")
        self.private = TextField()
        self._why_card.add(
            self._travels, self.note, self._show_private, self._private_label, self.private
        )
        for card in (self._missing_card, self.documents, self._sure_card, self._why_card):
            box.addWidget(card)
        self.missing.written.connect(lambda text: self._set(missing=text))
        self.note.written.connect(lambda text: self._set(note=text))
        self.private.written.connect(lambda text: self._set(private_note=text))
        self.sure.chosen.connect(lambda code: self._set(confidence=code))
        self.documents.changed.connect(self.changed)

    def flush(self) -> None:
        """Hands over what is being written."""
        for field in (self.missing, self.note, self.private):
            field.flush()
        self.documents.add_title()

    def show_item(self, item: Item, response: Response) -> None:
        """The words for a question, and what is on record."""
        words, wording = self._desk.words, self._desk.wording
        self.private.setVisible(False)
        # What there is to tick has no next level, and nobody asks how sure they are.
        for card in (self._missing_card, self._sure_card):
            card.setVisible(item.type == "levels")
        title = words.gettext("What is missing for the next level?")
        self._missing_card.set_title(title)
        self.missing.setAccessibleName(title)
        self.missing.setPlaceholderText(
            words.gettext("For example: a budget of its own for the unit")
        )
        title = words.gettext("How sure are you?")
        self._sure_card.set_title(title)
        options = [(code, wording.confidence(code)) for code in ("B", "M", "A")]
        self.sure.show_options(options, None, title)
        title = words.gettext("Justification")
        self._why_card.set_title(title)
        self.note.setAccessibleName(title)
        self._travels.setText(words.gettext("Travels with what you send, and is printed"))
        self._show_private.set_text(words.gettext("+ Private note (stays on this computer)"))
        private = words.gettext("Private note (stays on this computer)")
        self._private_label.setText(private)
        self.private.setAccessibleName(private)
        self.documents.show_item(item)
        self.show_response(response)

    def show_response(self, response: Response) -> None:
        """What is on record now; what is being written stays."""
        self._response = response
        self.missing.show_text(response.missing)
        self.note.show_text(response.note)
        self.private.show_text(response.private_note)
        self.sure.show_value(response.confidence)
        self.documents.show_response(response)
        private = bool(response.private_note) or not self.private.isHidden()
        self._show_private.setVisible(not private)
        self._private_label.setVisible(private)
        self.private.setVisible(private)

    def _reveal(self) -> None:
        self._show_private.hide()
        self._private_label.show()
        self.private.show()
        self.private.setFocus(Qt.FocusReason.OtherFocusReason)

    def _set(self, **change: object) -> None:
        assert self._response is not None
        self.changed.emit(replace(self._response, **change))  # type: ignore[arg-type]
