"""For other pages: last time's answer to a question, and how many wait to be looked at."""

from __future__ import annotations

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame

from topp_desktop.ui.hub import Desk
from topp_desktop.ui.parts.review_entries import ReviewEntry, answer_words, entries, open_entry
from topp_desktop.ui.widgets import Button, Card, Text, row

_FOLD_BELOW = 600


class ProposalStrip(QFrame):
    """On a question's page, while last time's answer to it waits: still true, or it changed?

    `show_item` after every change; it hides itself where nothing waits.
    """

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        words = desk.words
        self.setProperty("notice", "active")
        self._desk = desk
        self._entry: ReviewEntry | None = None
        self.still = Button(words.gettext("Still true"), self._confirm, small=True)
        self.changed = Button(
            words.gettext("It changed"),
            self._go,
            kind="link",
            small=True,
            name=words.gettext("It changed: say from what to what"),
        )
        self.text = Text()
        self._line = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._line.setContentsMargins(14, 8, 14, 8)
        self._line.setSpacing(12)
        self._line.addWidget(self.text, 1)
        self._line.addLayout(row(self.still, self.changed, spacing=12))
        self.hide()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        direction = QBoxLayout.Direction
        narrow = self.width() < self._desk.theme.px(_FOLD_BELOW)
        self._line.setDirection(direction.TopToBottom if narrow else direction.LeftToRight)
        self._line.setSpacing(4 if narrow else 12)

    def show_item(self, item: str) -> None:
        """The question that is shown."""
        desk, words = self._desk, self._desk.words
        entry = self._entry = open_entry(desk.open_snapshot, item)
        self.setVisible(entry is not None)
        if entry is None:
            return
        said = answer_words(entry.proposal, entry.item, desk.wording, words)
        self.text.setText(
            words.gettext("Last time: {answer}. Is it still true?").format(answer=said)
        )

    def _confirm(self) -> None:
        assert self._entry is not None
        mine, program = self._desk.open_snapshot.id, self._desk.program
        proposal = self._entry.proposal
        self._desk.change(lambda: program.rounds.confirm(mine, proposal.respondent, proposal.item))

    def _go(self) -> None:
        assert self._entry is not None
        self._desk.navigate("next-measurement", self._entry.item.id)


class ProposalsCard(Card):
    """In the task list, while answers of last time wait: how many, and the way there."""

    def __init__(self, desk: Desk) -> None:
        words = desk.words
        super().__init__(words.gettext("Last time's answers"))
        self._desk = desk
        self._text = Text(role="small", tone="muted")
        self.go = Button(words.gettext("Look at them"), lambda: desk.navigate("next-measurement"))
        self.add(self._text, self.go)

    def show_proposals(self) -> None:
        """Of the open measurement; hides itself where nothing waits."""
        words = self._desk.words
        waiting = sum(e.state == "open" for e in entries(self._desk.open_snapshot))
        self.setVisible(waiting > 0)
        self._text.setText(
            words.ngettext(
                "{n} answer is to be looked at again: is it still true?",
                "{n} answers are to be looked at again: are they still true?",
                waiting,
            ).format(n=waiting)
        )
