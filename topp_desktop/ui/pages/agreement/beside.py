"""Beside the agreed level: why, what verifies it, another opinion, how sure the group is."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from topp_desktop.domain.assessment import Response
from topp_desktop.domain.instrument import Item
from topp_desktop.ui.hub import Desk
from topp_desktop.ui.pages.agreement.draft import AgreementDraft
from topp_desktop.ui.parts.documents_card import DocumentsCard
from topp_desktop.ui.widgets import Card, SegmentedChoice, Text, TextField


class BesidePanel(QWidget):
    """Shows a draft, and tells when a part of it was changed; keeps nothing of its own."""

    changed = Signal(object)
    """The draft with one thing changed."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._draft: AgreementDraft | None = None
        self._why_card, self._dissent_card, self._sure_card = Card(), Card(), Card()
        self._travels = Text(role="small", tone="muted")
        self.rationale, self.dissent = TextField(), TextField(rows=(1, 6))
        self._why_card.add(self._travels, self.rationale)
        self._dissent_text = Text(role="small", tone="muted")
        self._dissent_card.add(self._dissent_text, self.dissent)
        self.documents = DocumentsCard(desk)
        self.sure = SegmentedChoice()
        self._sure_card.add(self.sure)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(12)
        for card in (self._why_card, self.documents, self._dissent_card, self._sure_card):
            box.addWidget(card)
        self.rationale.written.connect(lambda text: self._set(note=text))
        self.dissent.written.connect(self._set_dissent)
        self.documents.changed.connect(self._set_response)
        self.sure.chosen.connect(lambda code: self._set(confidence=code))

    def flush(self) -> None:
        """Hands over what is being written."""
        self.rationale.flush()
        self.dissent.flush()
        self.documents.add_title()

    def drop(self) -> None:
        """Another question: what was not handed over is forgotten."""
        self.rationale.drop()
        self.dissent.drop()

    def show_item(self, item: Item, draft: AgreementDraft) -> None:
        """The words for a question, and what is on record."""
        words, wording = self._desk.words, self._desk.wording
        title = words.gettext("Justification")
        self._why_card.set_title(title)
        self.rationale.setAccessibleName(title)
        self.rationale.setPlaceholderText(words.gettext("Why the group agreed on this level"))
        self._travels.setText(words.gettext("is sent and printed"))
        title = words.gettext("Who sees it differently")
        self._dissent_card.set_title(title)
        self.dissent.setAccessibleName(title)
        self.dissent.setPlaceholderText(words.gettext("The other opinion, without names"))
        self._dissent_text.setText(words.gettext("is sent and printed"))
        self.documents.show_item(item)
        self.documents.set_title(words.gettext("Means of verification"))
        title = words.gettext("How sure are you?")
        self._sure_card.set_title(title)
        options = [(code, wording.confidence(code)) for code in ("B", "M", "A")]
        self.sure.show_options(options, None, title)
        self.show_draft(draft)

    def show_draft(self, draft: AgreementDraft) -> None:
        """What is said now; what is being written stays."""
        self._draft = draft
        self.rationale.show_text(draft.response.note)
        self.dissent.show_text(draft.dissent)
        self.documents.show_response(draft.response)
        self.sure.show_value(draft.response.confidence)

    def _set(self, **change: object) -> None:
        assert self._draft is not None
        self._set_response(replace(self._draft.response, **change))  # type: ignore[arg-type]

    def _set_response(self, response: Response) -> None:
        assert self._draft is not None
        self.changed.emit(replace(self._draft, response=response))

    def _set_dissent(self, text: str) -> None:
        assert self._draft is not None
        self.changed.emit(replace(self._draft, dissent=text))
