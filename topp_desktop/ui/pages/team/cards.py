"""Beside the people: answers that come in, answers that go out, and what the group agreed."""

from __future__ import annotations

from topp_desktop.domain.scoring.voices import discuss_first, voices
from topp_desktop.ui.file_dialogs import COLLEAGUES, ask_open
from topp_desktop.ui.hub import Desk
from topp_desktop.ui.page import OpenedFile
from topp_desktop.ui.widgets import Button, Card, Text, row


class BringCard(Card):
    """Three ways in for colleagues' answers, and the way out for one's own."""

    def __init__(self, desk: Desk, write_mine: Button) -> None:
        super().__init__()
        self._desk = desk
        self._text = Text(tone="muted")
        self.open = Button("", self._ask, small=True)
        self.key_in = Button("", lambda: desk.navigate("entry-grid"), small=True)
        self.hand_out = Button("", lambda: desk.navigate("paper"), kind="link", small=True)
        self._out = Text(tone="muted")
        self._mine = write_mine
        self.add(self._text, row(self.open), row(self.key_in), row(self.hand_out))
        self.body.addSpacing(6)
        self.add(self._out, row(write_mine))

    def retranslate(self) -> None:
        """The words of the moment."""
        words = self._desk.words
        self.set_title(words.gettext("Bring answers together"))
        self._text.setText(
            words.gettext(
                "A colleague's file from another computer, or a spreadsheet form: it is shown "
                "before anything is taken in."
            )
        )
        self.open.set_text(words.gettext("Open a file"), words.gettext("Open a colleague's file"))
        self.key_in.set_text(words.gettext("Key in from paper"))
        self.hand_out.set_text(words.gettext("Forms to hand out"))
        self._out.setText(
            words.gettext("Does a colleague bring the answers together? Give them your file.")
        )
        self._mine.set_text(words.gettext("Save my answers"))

    def _ask(self) -> None:
        words = self._desk.words
        path = ask_open(self._desk, self, words.gettext("Open a colleague's file"), COLLEAGUES)
        if path is not None:
            self._desk.navigate("bring-in", OpenedFile(path))


class AgreementCard(Card):
    """How many questions are to be discussed and how many are agreed."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._text = Text(tone="muted")
        self.go = Button("", lambda: desk.navigate("agreement"), small=True)
        self.add(self._text, row(self.go))

    def show_agreement(self) -> None:
        """Of the open measurement; hidden where the questions have no levels."""
        words, snapshot = self._desk.words, self._desk.open_snapshot
        found = voices(snapshot.instrument, snapshot.assessment)
        self.setVisible(bool(found))
        to_discuss = len(discuss_first(snapshot.instrument, snapshot.assessment))
        agreed = sum(1 for one in found.values() if one.agreed)
        self.set_title(words.gettext("Group agreement"))
        self._text.setText(
            " · ".join(
                (
                    words.ngettext(
                        "{n} question to discuss", "{n} questions to discuss", to_discuss
                    ).format(n=to_discuss),
                    words.ngettext("{n} agreed", "{n} agreed", agreed).format(n=agreed),
                )
            )
        )
        self.go.set_text(words.gettext("Compare and agree"))
