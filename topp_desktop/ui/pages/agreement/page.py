"""Every question with the spread of its answers: what to discuss first, what is agreed."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QVBoxLayout

from topp_desktop.charts.level_bars import LevelRow, level_bars
from topp_desktop.charts.shapes import Picture
from topp_desktop.charts.text import TextMeasure
from topp_desktop.domain.scoring.voices import Voices
from topp_desktop.services.measurement.sentences import agreement_words
from topp_desktop.ui.focus_order import order_focus
from topp_desktop.ui.hub import Changed, Desk, Snapshot
from topp_desktop.ui.page import Page
from topp_desktop.ui.pages.agreement.standing import (
    KINDS,
    Look,
    agreed_on,
    agreed_words,
    lists,
)
from topp_desktop.ui.widgets import Button, EmptyState, Notice, PageScroll, row
from topp_desktop.ui.widgets.chips import Chips
from topp_desktop.ui.widgets.picture_card import PictureCard

_OTHER = Qt.FocusReason.OtherFocusReason


class AgreementPage(Page):
    """A list that is also a picture; choosing a line opens the question."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.kind = "discuss"
        self._shown: list[Voices] = []
        self._scroll = PageScroll(desk.theme)
        self.only = Chips()
        self.only.chosen.connect(lambda kind: self.show_kind(str(kind)))
        self._rule = Notice(state="active")
        self.picture = PictureCard(desk, self._draw, interactive=True)
        self.picture.activated.connect(self._open)
        self.empty = EmptyState(pressed=self._elsewhere)
        self.begin = Button("", self._begin, kind="primary")
        self._back = Button("", lambda: desk.navigate("team"), kind="link", small=True)
        self._scroll.main.addLayout(row(self._back))
        for widget in (self._rule, self.only, self.picture, self.empty):
            self._scroll.main.addWidget(widget)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self._scroll)

    def title(self) -> str:
        return self.desk.words.gettext("Group agreement")

    def header_actions(self) -> tuple[Button, ...]:
        return (self.begin,)

    def refresh(self, _: Changed | None) -> None:
        snapshot, words = self.desk.snapshot, self.desk.words
        if snapshot is None:
            return
        self._back.set_text(words.gettext("Back to the team"))
        self._rule.text.setText(
            words.gettext(
                "A level is agreed, never averaged: the highest of which everything is met. What "
                "time does not allow stays “voted, not agreed”."
            )
        )
        self._show(snapshot)

    def arrive(self, argument: object) -> None:
        """With a list's name it shows that; with a question's id it goes to its line."""
        if argument in KINDS:
            self.kind = str(argument)
        self._show(self.desk.open_snapshot)
        self._scroll.to_top()
        first = self.begin if self.begin.isEnabled() else self.only.button(self.kind)
        # The header takes its buttons only after a page arrived for the first time.
        QTimer.singleShot(0, first, lambda: first.setFocus(_OTHER))

    def here(self, came_with: object) -> object:
        return self.kind

    def show_kind(self, kind: str) -> None:
        """Another list."""
        self.kind = kind
        self._show(self.desk.open_snapshot)
        # The lines of another list are new places for Tab.
        order_focus(self)

    def _show(self, snapshot: Snapshot) -> None:
        words = self.desk.words
        found = lists(snapshot)
        self._shown = found[self.kind]
        self.only.show_options(
            [
                (kind, words.gettext(name).format(n=len(found[kind])))
                for kind, name in KINDS.items()
            ],
            self.kind,
            words.gettext("Which questions are shown"),
        )
        leveled = bool(found["all"])
        for widget in (self.only, self._rule):
            widget.setVisible(leveled)
        self.picture.setVisible(bool(self._shown))
        if self._shown:
            title = words.gettext(KINDS[self.kind]).replace(" {n}", "")
            self.picture.show_picture(title, self._lead())
        self.empty.setVisible(not self._shown)
        title, text, action = self._nothing(leveled=leveled)
        self.empty.set_texts(title, text, action)
        self.begin.set_text(words.gettext("Begin with the first"))
        self.begin.setEnabled(bool(self._shown))

    def _lead(self) -> str:
        words = self.desk.words
        choose = words.gettext("Choose a line to discuss the question.")
        if self.kind != "discuss":
            return choose
        first = words.gettext("Where people are furthest apart comes first.")
        return f"{first} {choose}"

    def _nothing(self, *, leveled: bool) -> tuple[str, str, str]:
        words = self.desk.words
        if not leveled:
            return (
                words.gettext("There is no level to agree on"),
                words.gettext(
                    "The questions of this questionnaire are ticked; they have no levels."
                ),
                words.gettext("Back to the team"),
            )
        if self.kind == "discuss":
            return (
                words.gettext("Nothing to discuss yet"),
                words.gettext(
                    "Questions appear here as soon as two people answer them differently, on this "
                    "computer, from a file, or by counted votes."
                ),
                words.gettext("Show all questions"),
            )
        return (
            words.gettext("Nothing here"),
            words.gettext("No question is of this kind."),
            words.gettext("Show all questions"),
        )

    # --- going about --------------------------------------------------------------------------

    def _open(self, item: str) -> None:
        among = tuple(found.item for found in self._shown)
        self.desk.navigate("agreement-question", Look(item, among))

    def _begin(self) -> None:
        if self._shown:
            self._open(self._shown[0].item)

    def _elsewhere(self) -> None:
        if lists(self.desk.open_snapshot)["all"]:
            self.show_kind("all")
            self.begin.setFocus(_OTHER)
        else:
            self.desk.navigate("team")

    # --- the picture --------------------------------------------------------------------------

    def _draw(self, measure: TextMeasure, width: float, size: float) -> Picture:
        words, wording = self.desk.words, self.desk.wording
        return level_bars(
            [self._row(found) for found in self._shown],
            wording,
            words,
            measure,
            width,
            title=words.gettext("How far people agree"),
            description=words.gettext("What people answered, question by question."),
            head=words.gettext("Question"),
            said=words.gettext("Agreement"),
            size=size,
            names=0.4,
        )

    def _row(self, found: Voices) -> LevelRow:
        words, wording, snapshot = self.desk.words, self.desk.wording, self.desk.open_snapshot
        item = snapshot.instrument.by_id[found.item]
        agreed = agreed_on(snapshot, found.item)
        if agreed is not None:
            answer = agreed_words(agreed.answer, words, wording)
            said = words.gettext("agreed: {answer}").format(answer=answer)
        elif found.voted:
            said = words.gettext("voted, not agreed")
        elif found.agreement is not None:
            said = agreement_words(found, words)
        else:
            said = ""
        return LevelRow(
            found.item,
            f"{wording.item_code(item)} {wording.stem(item.id)}",
            tuple(found.counts.get(n, 0) for n in range(snapshot.instrument.level_count)),
            found.not_applicable + found.dont_know,
            said,
        )
