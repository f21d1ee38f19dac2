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
        words = desk.words
        super().__init__(words.gettext("Bring answers together"))
        self._desk = desk
        ways = words.gettext(
            "A colleague's file from another computer, or a spreadsheet form: it is shown "
            "before anything is taken in."
        )
        self.open = Button(
            words.gettext("Open a file"),
            self._ask,
            small=True,
            name=words.gettext("Open a colleague's file"),
        )
        self.key_in = Button(
            words.gettext("Key in from paper"), lambda: desk.navigate("entry-grid"), small=True
        )
        self.hand_out = Button(
            words.gettext("Forms to hand out"),
            lambda: desk.navigate("paper"),
            kind="link",
            small=True,
        )
        out = words.gettext("Does a colleague bring the answers together? Give them your file.")
        self.add(Text(ways, tone="muted"), row(self.open), row(self.key_in), row(self.hand_out))
        self.body.addSpacing(6)
        self.add(Text(out, tone="muted"), row(write_mine))

    def _ask(self) -> None:
        words = self._desk.words
        path = ask_open(self._desk, self, words.gettext("Open a colleague's file"), COLLEAGUES)
        if path is not None:
            self._desk.navigate("bring-in", OpenedFile(path))


class AgreementCard(Card):
    """How many questions are to be discussed and how many are agreed."""

    def __init__(self, desk: Desk) -> None:
        words = desk.words
        super().__init__(words.gettext("Group agreement"))
        self._desk = desk
        self._text = Text(tone="muted")
        self.go = Button(
            words.gettext("Compare and agree"), lambda: desk.navigate("agreement"), small=True
        )
        self.add(self._text, row(self.go))

    def show_agreement(self) -> None:
        """Of the open measurement; hidden where the questions have no levels."""
        words, snapshot = self._desk.words, self._desk.open_snapshot
        found = voices(snapshot.instrument, snapshot.assessment)
        self.setVisible(bool(found))
        to_discuss = len(discuss_first(snapshot.instrument, snapshot.assessment))
        agreed = sum(1 for one in found.values() if one.agreed)
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


class StudyCard(Card):
    """The ways to a study of the questions and to a second rating."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        words = desk.words
        self.set_title(words.gettext("Checking and study"))
        text = words.gettext(
            "Somebody who reads the documents rates a second time; or your answers help to "
            "improve the questions."
        )
        self.study = Button(
            words.gettext("Study of the questions"),
            lambda: desk.navigate("study"),
            kind="link",
            small=True,
        )
        self.second = Button(
            words.gettext("Second rating"),
            lambda: desk.navigate("second-rating"),
            kind="link",
            small=True,
        )
        self.add(Text(text, tone="muted"), row(self.study), row(self.second))
