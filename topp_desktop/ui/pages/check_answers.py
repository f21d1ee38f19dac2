"""Every answer in a line, each with Change; after a change one is back here."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from topp_desktop.domain.assessment import NOT_APPLICABLE, Response
from topp_desktop.domain.instrument import Item
from topp_desktop.ui.hub import Changed, Desk, Snapshot
from topp_desktop.ui.page import Page
from topp_desktop.ui.parts.question_order import Ask, groups
from topp_desktop.ui.parts.reviews import REVIEWS, answer_words, reviews
from topp_desktop.ui.parts.who import WhoStrip
from topp_desktop.ui.widgets import (
    Button,
    Card,
    EmptyState,
    PageScroll,
    Tag,
    Text,
    clear,
    row,
    rule,
)
from topp_desktop.ui.widgets.chips import Chips

_FOLD_BELOW = 460
ALL = "all"
_ALWAYS = ("open", "flagged", "bare")
"""Lists that are offered even while they are empty."""


class _Row(QWidget):
    """One question: code, stem, what was answered, Change."""

    def __init__(self, desk: Desk, item: Item) -> None:
        super().__init__()
        self._desk = desk
        self._item = item
        self._code = Text(role="small", tone="muted", wrap=False)
        self._code.setFixedWidth(desk.theme.px(56))
        self._stem = Text()
        # One line of text stands in the middle of the tag beside it.
        for label in (self._code, self._stem):
            label.setMinimumHeight(desk.theme.px(26))
        self._extra = Text(role="small", tone="muted")
        self.tag = Tag("")
        self.change = Button(
            "", lambda: desk.navigate("question", Ask(item.id, "check")), kind="link"
        )
        texts = QVBoxLayout()
        texts.setSpacing(1)
        texts.addWidget(self._stem)
        texts.addWidget(self._extra)
        asked = QHBoxLayout()
        asked.setSpacing(14)
        asked.addWidget(self._code, 0, Qt.AlignmentFlag.AlignTop)
        asked.addLayout(texts, 1)
        said = QHBoxLayout()
        said.setSpacing(14)
        said.addWidget(self.tag, 0, Qt.AlignmentFlag.AlignTop)
        said.addWidget(self.change, 0, Qt.AlignmentFlag.AlignTop)
        line = self._fold = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        line.setSpacing(6)
        line.addLayout(asked, 1)
        line.addLayout(said)
        self._line = rule()
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(8)
        box.addWidget(self._line)
        box.addLayout(line)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        direction = QBoxLayout.Direction
        narrow = self.width() < self._desk.theme.px(_FOLD_BELOW)
        self._fold.setDirection(direction.TopToBottom if narrow else direction.LeftToRight)

    def show_response(self, response: Response, *, first: bool) -> None:
        words, wording = self._desk.words, self._desk.wording
        code = wording.item_code(self._item)
        self._code.setText(code)
        self._stem.setText(wording.stem(self._item.id))
        notes = [words.gettext("Marked for later")] if response.flagged else []
        if response.answer == NOT_APPLICABLE:
            notes.append(response.reason)
        if self._item.id in self._desk.open_snapshot.assessment.feedback:
            notes.append(words.gettext("Hard to agree"))
        if response.confidence == "B":
            notes.append(words.gettext("Not very sure"))
        notes += response.documents
        self._extra.setText(" · ".join(notes))
        self._extra.setVisible(bool(notes))
        told, state = answer_words(response, self._item, words, wording)
        self.tag.show_state(told, state)
        change = words.gettext("Answer") if response.answer is None else words.gettext("Change")
        self.change.set_text(change, f"{change}: {code}")
        self._line.setVisible(not first)


class CheckAnswersPage(Page):
    """Before the results: is this what we wanted to say?"""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        words = desk.words
        self.rows: dict[str, _Row] = {}
        self._cards: dict[str | None, Card] = {}
        self._form: tuple[str, str] = ("", "")
        self._filter = ALL
        self._area: str | None = None
        self._scroll = PageScroll(desk.theme)
        self._only = Chips()
        self._only.chosen.connect(self._choose)
        self._intro = Text(
            words.gettext("Change whatever you like; afterwards you are back here."), tone="muted"
        )
        self._areas = QVBoxLayout()
        self._areas.setSpacing(16)
        self._empty = EmptyState(
            words.gettext("Nothing here"),
            words.gettext("No answer is of this kind."),
            words.gettext("Show all answers"),
            pressed=lambda: self._choose(ALL),
        )
        main = self._scroll.main
        main.addWidget(WhoStrip(desk))
        main.addWidget(self._only)
        main.addWidget(self._intro)
        main.addLayout(self._areas)
        main.addWidget(self._empty)
        self._bar = QFrame()
        self._bar.setObjectName("bottom")
        self._back = Button(words.gettext("Back to the list"), lambda: desk.navigate("tasks"))
        self._results = Button(
            words.gettext("See results"), lambda: desk.navigate("results"), kind="primary"
        )
        line = row(self._back, self._results)
        line.setContentsMargins(28, 10, 28, 16)
        self._bar.setLayout(line)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(self._scroll, 1)
        box.addWidget(self._bar)

    def title(self) -> str:
        snapshot = self.desk.snapshot
        if self._area is not None and snapshot is not None and snapshot.instrument.areas:
            return self.desk.words.gettext("Check answers: area {number}").format(number=self._area)
        return self.desk.words.gettext("Check answers")

    def refresh(self, change: Changed | None) -> None:
        snapshot = self.desk.snapshot
        if snapshot is None:
            return
        form = (snapshot.instrument.sha256, snapshot.assessment.form)
        if form != self._form:
            self._form = form
            self._build(snapshot)
        self._show(snapshot)

    def here(self, came_with: object) -> object:
        return self._area or self._filter

    def arrive(self, argument: object) -> None:
        """With a filter or an area's id it shows that; with a question's id it goes there."""
        snapshot = self.desk.open_snapshot
        areas = {group.key for group in groups(snapshot)}
        if argument in self.rows:
            button = self.rows[str(argument)].change
            if button.isVisibleTo(self):
                button.setFocus(Qt.FocusReason.OtherFocusReason)
                return
        else:
            self._filter = str(argument) if argument in REVIEWS else ALL
            self._area = str(argument) if argument in areas and argument is not None else None
            self._scroll.to_top()
        self._show(snapshot)
        self._results.setFocus(Qt.FocusReason.OtherFocusReason)

    def _choose(self, wanted: object) -> None:
        self._filter = str(wanted)
        if wanted == ALL:
            self._area = None
        self._show(self.desk.open_snapshot)

    def _build(self, snapshot: Snapshot) -> None:
        clear(self._areas)
        self.rows, self._cards = {}, {}
        for group in groups(snapshot):
            card = self._cards[group.key] = Card()
            for item in group.items:
                line = self.rows[item.id] = _Row(self.desk, item)
                card.add(line)
            self._areas.addWidget(card)

    def _show(self, snapshot: Snapshot) -> None:
        words, wording = self.desk.words, self.desk.wording
        lists = reviews(snapshot)
        offered = [k for k in REVIEWS if lists[k] or k in _ALWAYS or k == self._filter]
        everything = words.gettext("All {n}").format(n=len(snapshot.items))
        self._only.show_options(
            [
                (ALL, everything),
                *((k, f"{words.gettext(REVIEWS[k])} {len(lists[k])}") for k in offered),
            ],
            self._filter,
            words.gettext("Which answers are shown"),
        )
        wanted = {i.id for i in snapshot.items} if self._filter == ALL else {*lists[self._filter]}
        shown_at_all = False
        for group in groups(snapshot):
            card, first = self._cards[group.key], True
            card.set_title(group.name(wording, words))
            for item in group.items:
                shown = item.id in wanted and self._area in {None, group.key}
                line = self.rows[item.id]
                line.setVisible(shown)
                if shown:
                    line.show_response(snapshot.response(item.id), first=first)
                    first = False
            card.setVisible(not first)
            shown_at_all = shown_at_all or not first
        self._intro.setVisible(shown_at_all)
        self._empty.setVisible(not shown_at_all)
