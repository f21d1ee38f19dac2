"""What the institution tells the authors of the questionnaire about a question."""

from __future__ import annotations

from PySide6.QtCore import Qt

from topp_desktop.domain.assessment import Feedback
from topp_desktop.domain.instrument import Item
from topp_desktop.services.terms import FEEDBACK, term
from topp_desktop.ui.hub import Desk
from topp_desktop.ui.widgets import Card, Choice, Text, TextField


class FeedbackCard(Card):
    """Kind and words; shown once a question is marked as hard to agree on, or otherwise odd."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._item: Item | None = None
        self._travels = Text(role="small", tone="muted")
        self.kind = Choice()
        self.text = TextField(rows=(2, 5), longest=1000)
        self.add(self._travels, self.kind, self.text)
        self.kind.chosen.connect(lambda kind: self._save(Feedback(str(kind), self._written)))
        self.text.written.connect(lambda text: self._save(Feedback(self._kind, text)))
        self.hide()

    @property
    def _written(self) -> str:
        return self.text.toPlainText()

    @property
    def _kind(self) -> str:
        return str(self.kind.currentData() or "hard-to-agree")

    def show_item(self, item: Item) -> None:
        """The words for a question, and what was said about it."""
        if self._item != item:
            self.text.drop()
        self._item = item
        words = self._desk.words
        self.set_title(words.gettext("About this question"))
        self._travels.setText(
            words.gettext("For the authors of the questionnaire; it is sent with your file.")
        )
        self.kind.setAccessibleName(words.gettext("What is difficult about this question"))
        self.kind.show_options([(code, term(FEEDBACK, code, words)) for code in FEEDBACK])
        name = words.gettext("What the authors should know")
        self.text.setAccessibleName(name)
        self.text.setPlaceholderText(words.gettext("For example: two units read it differently"))
        self.show_feedback()

    def show_feedback(self) -> None:
        """What is on record now."""
        assert self._item is not None
        said = self._desk.open_snapshot.assessment.feedback.get(self._item.id)
        self.setVisible(said is not None)
        self.text.show_text(said.text if said else "")
        self.kind.show_value(said.kind if said else None)

    def mark(self, *, on: bool) -> None:
        """Marks the question as hard to agree on, or takes back what was said."""
        self.text.drop()
        self._save(Feedback() if on else None)
        if on:
            self.show()
            self.kind.show_value("hard-to-agree")
            self.text.setFocus(Qt.FocusReason.OtherFocusReason)

    def flush(self) -> None:
        """Hands over what is being written."""
        self.text.flush()

    def _save(self, feedback: Feedback | None) -> None:
        item, desk = self._item, self._desk
        if item is None or desk.snapshot is None:
            return
        mine, program = desk.snapshot.id, desk.program
        if desk.snapshot.assessment.feedback.get(item.id) != feedback:
            desk.change(lambda: program.details.set_feedback(mine, item.id, feedback))
