"""Beside the answer: what is missing, documents, how sure, why, and a note that stays here."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from topp_desktop.domain.assessment import Response
from topp_desktop.domain.assessment.missing import missing_words
from topp_desktop.domain.instrument import Item
from topp_desktop.ui.hub import Desk
from topp_desktop.ui.pages.question.proposed import ProposedLevel
from topp_desktop.ui.parts.documents_card import DocumentsCard
from topp_desktop.ui.widgets import (
    Button,
    Card,
    SegmentedChoice,
    Text,
    TextField,
)
from topp_desktop.ui.widgets.flow import FlowBox


class QuestionSide(QWidget):
    """The right column of a question."""

    changed = Signal(object)
    """The response with one thing changed."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._response: Response | None = None
        self._leveled = True
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(8)
        self._missing_card = Card(spacing=6, margin=14)
        self.missing = TextField()
        self.proposed = ProposedLevel(desk)
        self._filled = Text(role="small", tone="muted")
        self._missing_title = Text(role="card")
        self._missing_card.add(self.proposed, self._missing_title, self.missing, self._filled)
        self.documents = DocumentsCard(desk)
        self._sure_card = Card(spacing=6, margin=14)
        self.sure = SegmentedChoice()
        self._sure_card.add(self.sure)
        self._why_card = Card(spacing=6, margin=14)
        self._why = Text(role="card", wrap=False)
        self._travels = Text(role="small", tone="muted", wrap=False)
        head = FlowBox(self._why, self._travels, spacing=6)
        self.note = TextField()
        self._show_private = Button("", self._reveal, kind="link")
        self._stays = Text(role="small", tone="muted", wrap=False)
        self._offer = FlowBox(self._show_private, self._stays, spacing=6)
        self._private_label = Text(role="small", tone="muted")
        self.private = TextField()
        self._why_card.add(head, self.note, self._offer, self._private_label, self.private)
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
        self._leveled = item.leveled
        self._sure_card.setVisible(self._leveled)
        title = words.gettext("What is missing for the next level?")
        self._missing_title.setText(title)
        self.missing.setAccessibleName(title)
        self.missing.setPlaceholderText(
            words.gettext("For example: a budget of its own for the unit")
        )
        self._filled.setText(words.gettext("Comes from what is marked “No”; you can change it."))
        title = words.gettext("How sure are you?")
        self._sure_card.set_title(title)
        options = [(code, wording.confidence(code)) for code in ("B", "M", "A")]
        self.sure.show_options(options, None, title)
        title = words.gettext("Justification")
        self._why.setText(title)
        self.note.setAccessibleName(title)
        self._travels.setText(words.gettext("is sent and printed"))
        self.note.setPlaceholderText(words.gettext("Why this level, in a sentence or two"))
        self._show_private.set_text(words.gettext("+ Private note"))
        self._stays.setText(words.gettext("stays on this computer"))
        private = words.gettext("Private note (stays on this computer)")
        self._private_label.setText(private)
        self.private.setAccessibleName(private)
        self.documents.show_item(item)
        self.show_response(response)

    def show_response(self, response: Response) -> None:
        """What is on record now; what is being written stays."""
        self._response = response
        self.missing.show_text(response.missing)
        highest = response.answer == self._desk.open_snapshot.instrument.level_count - 1
        nothing_above = highest and not response.missing and not self.missing.hasFocus()
        for widget in (self._missing_title, self.missing):
            widget.setVisible(not nothing_above)
        ladder = self._desk.wording.clauses(response.item)
        filled = bool(response.missing) and response.missing == missing_words(ladder, response)
        self._filled.setVisible(filled)
        self.proposed.show_response(response)
        anything = not nothing_above or not self.proposed.isHidden()
        self._missing_card.setVisible(self._leveled and anything)
        self.note.show_text(response.note)
        self.private.show_text(response.private_note)
        self.sure.show_value(response.confidence)
        self.documents.show_response(response)
        private = bool(response.private_note) or not self.private.isHidden()
        self._offer.setVisible(not private)
        self._private_label.setVisible(private)
        self.private.setVisible(private)

    def _reveal(self) -> None:
        self._offer.hide()
        self._private_label.show()
        self.private.show()
        self.private.setFocus(Qt.FocusReason.OtherFocusReason)

    def _set(self, **change: object) -> None:
        assert self._response is not None
        self.changed.emit(replace(self._response, **change))  # type: ignore[arg-type]
