"""Who sits at this computer: a sign where answers are shown, and the place to change it."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QHBoxLayout, QWidget

from topp_desktop.ui.hub import Changed, Desk
from topp_desktop.ui.parts.names import names_of
from topp_desktop.ui.widgets import Button, Card, Choice, FieldRow, OneLine, Text


class WhoStrip(QWidget):
    """ "Answers of: …", with the way to change it; there where several people take part.

    It follows the desk by itself: a page only has to place it.
    """

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._icon = Text(wrap=False)
        self.said = OneLine("", role="small", weight="semibold", tone="accent")
        self.change = Button("", lambda: desk.navigate("team"), kind="link", small=True)
        box = QHBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(8)
        box.addWidget(self._icon)
        box.addWidget(self.said, 1)
        box.addWidget(self.change)
        desk.assessment_changed.connect(self._changed)
        desk.theme_changed.connect(self._paint)
        self._paint()
        self.show_who()

    def show_who(self) -> None:
        """Whose answers are shown, in the words of the moment."""
        snapshot, words = self._desk.snapshot, self._desk.words
        several = snapshot is not None and len(snapshot.assessment.respondents) > 1
        if not several:
            self.hide()
        elif self.parent() is not None:
            # Before it is placed, showing it would make it a window of its own.
            self.show()
        if snapshot is not None and several:
            who = names_of(snapshot, words)[snapshot.respondent]
            self.said.set_text(words.gettext("Answers of: {name}").format(name=who))
            change = words.gettext("Somebody else answers")
            self.change.set_text(change)

    def _changed(self, change: Changed) -> None:
        if change.what != "answer":
            self.show_who()

    def _paint(self) -> None:
        side = self._desk.theme.px(18)
        icon = self._desk.theme.icon("people", "accent-dark", 18)
        self._icon.setPixmap(icon.pixmap(QSize(side, side)))


class WhoCard(Card):
    """Chooses who answers at this computer from now on."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(spacing=6)
        words = desk.words
        self._desk = desk
        self.who = Choice()
        self.who.chosen.connect(lambda chosen: desk.answer_as(str(chosen)))
        self._row = FieldRow(
            self.who,
            words.gettext("Who is answering at this computer now?"),
            words.gettext("What is answered from now on counts as this person's."),
        )
        self.add(self._row)

    def show_people(self) -> None:
        """Everybody who takes part."""
        snapshot, words = self._desk.open_snapshot, self._desk.words
        self.who.show_options(list(names_of(snapshot, words).items()), snapshot.respondent)
