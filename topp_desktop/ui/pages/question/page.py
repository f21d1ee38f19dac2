"""One question a page: the answer at the left, what it rests on at the right."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from topp_desktop.domain.assessment import Answer, Marks, Response
from topp_desktop.domain.assessment.missing import refilled
from topp_desktop.domain.errors import UserError
from topp_desktop.domain.instrument import Item, Wording
from topp_desktop.services.terms import STATUSES, term
from topp_desktop.ui.hub import Changed, Desk
from topp_desktop.ui.page import Page
from topp_desktop.ui.pages.question.bar import QuestionBar
from topp_desktop.ui.pages.question.feedback import FeedbackCard
from topp_desktop.ui.pages.question.keys import KeysCard
from topp_desktop.ui.pages.question.side import QuestionSide
from topp_desktop.ui.parts.answer_panel import AnswerPanel
from topp_desktop.ui.parts.proposals import ProposalStrip
from topp_desktop.ui.parts.question_clock import QuestionClock
from topp_desktop.ui.parts.question_order import Ask, counted_among, first_open, sequence
from topp_desktop.ui.parts.who import WhoStrip
from topp_desktop.ui.parts.zeros import ZerosCard, zeros_of
from topp_desktop.ui.widgets import (
    Button,
    DimensionTag,
    ErrorSummary,
    PageScroll,
    Text,
    line_of,
    row,
)
from topp_desktop.ui.widgets.flow import FlowBox


class QuestionPage(Page):
    """Everything that is said about one question is saved as soon as it is said."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._clock = QuestionClock(desk)
        self.item: Item | None = None
        self._back_to = ""
        self._scroll = PageScroll(desk.theme)
        self.summary = ErrorSummary()
        self._tag = DimensionTag()
        self._count = Text(role="small", tone="muted", wrap=False)
        self._stem = Text(role="item")
        self._help = Text(role="small", tone="muted")
        self._example = Text(role="small", tone="muted")
        self.answer = AnswerPanel(desk)
        self.side = QuestionSide(desk)
        self.keys, self.feedback = KeysCard(desk), FeedbackCard(desk)
        self.zeros = ZerosCard(desk)
        self.offer_zeros = Button("", self._propose_zeros, kind="link")
        self.bar = QuestionBar(desk.theme)
        self.back, self.go_on = self.bar.back, self.bar.go_on
        self.search = Button("", lambda: desk.navigate("find"))
        self._place()
        self._connect()

    def _place(self) -> None:
        main = self._scroll.main
        main.setSpacing(8)
        main.addWidget(self.summary)
        main.addWidget(WhoStrip(self.desk))
        main.addWidget(self.keys)
        where = FlowBox(self._tag, self._count, spacing=8)
        main.addLayout(line_of(where, self.answer.read))
        main.addWidget(self._stem)
        self.last_time = ProposalStrip(self.desk)
        main.addWidget(self.last_time)
        main.addWidget(self.answer)
        for place, widget in enumerate((self._help, self._example)):
            self.answer.board.above.insertWidget(place, widget)
        main.addWidget(self.feedback)
        main.addLayout(row(self.offer_zeros))
        main.addWidget(self.zeros)
        self._scroll.side.addWidget(self.side)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(self._scroll, 1)
        box.addWidget(self.bar)

    def _connect(self) -> None:
        answer = self.answer
        answer.answered.connect(self._answered)
        answer.flagged.connect(lambda on: self._record(replace(self._now, flagged=on)))
        answer.disputed.connect(lambda on: self.feedback.mark(on=on))
        answer.marked.connect(self._marked)
        answer.turned.connect(lambda step: self.continue_() if step > 0 else self.go_back())
        self.side.changed.connect(self._record)
        self.side.proposed.taken.connect(answer.board.take_proposed)
        self.zeros.done.connect(self._tell_zeros)
        self.zeros.closed.connect(self.offer_zeros.setFocus)
        self.back.clicked.connect(lambda _=False: self.go_back())
        self.go_on.clicked.connect(lambda _=False: self.continue_())
        self.bar.keys.clicked.connect(lambda _=False: self.show_keys())
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            self._shortcut(keys, self.continue_)
        self._shortcut("Alt+Left", self.go_back)
        self._shortcut("Ctrl+F", self.search.click)

    def _shortcut(self, keys: str, work: object) -> None:
        shortcut = QShortcut(QKeySequence(keys), self)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(work)

    # --- the shell ----------------------------------------------------------------------------

    def title(self) -> str:
        item, words, wording = self.item, self.desk.words, self.desk.wording
        if item is None or item.area is None:
            return wording.name
        area = words.gettext("Area {number}").format(number=item.area)
        if item.objective is None:
            return f"{area} · {wording.area_short(item.area)}"
        return f"{area} · {wording.objective(item.objective)}"

    def header_actions(self) -> tuple[Button, ...]:
        return (self.search,)

    def arrive(self, argument: object) -> None:
        snapshot = self.desk.open_snapshot
        ask = argument if isinstance(argument, Ask) else Ask(str(argument or ""))
        known = {item.id for item in snapshot.items}
        self._back_to = ask.back_to
        if ask.item in known:
            item = snapshot.instrument.by_id[ask.item]
        else:
            item = first_open(snapshot, snapshot.items)
        self._show(item)

    def refresh(self, change: Changed | None) -> None:
        snapshot, item = self.desk.snapshot, self.item
        if snapshot is None or item is None:
            return
        if item not in snapshot.items:
            self.item = None
            return
        if change is None or change.what != "answer":
            self.retranslate()
        elif item.id in change.items:
            response = snapshot.response(item.id)
            self.answer.show_response(response)
            self.side.show_response(response)
            self._show_left(item)
            self.last_time.show_item(item.id)
            self._show_zeros(item)

    def retranslate(self) -> None:
        item, snapshot = self.item, self.desk.snapshot
        if item is None or snapshot is None:
            return
        words, wording = self.desk.words, self.desk.wording
        counted = counted_among(snapshot, item)
        self._tag.show_item(wording, item)
        place = words.gettext("Question {code} · {n} of {total}").format(
            code=wording.item_code(item), n=counted.index(item) + 1, total=len(counted)
        )
        self._count.setText(f"{place} · {term(STATUSES, item.status, words)}")
        self._stem.setText(wording.stem(item.id))
        help_ = wording.help(item.id)
        self._help.setText(help_)
        self._help.setVisible(bool(help_))
        who = snapshot.assessment.institution
        example = wording.example(item.id, who.level, who.type)
        self._example.setText(words.gettext("Example: {example}").format(example=example))
        self._example.setVisible(bool(example))
        response = snapshot.response(item.id)
        self.answer.show_item(item, response)
        self.answer.show_hard(item.id in snapshot.assessment.feedback)
        self.side.show_item(item, response)
        self.feedback.show_item(item)
        every = len(snapshot.items)
        self.search.set_text(
            words.ngettext("The {n} question", "The {n} questions", every).format(n=every),
            words.gettext("All questions, to find one and to jump"),
        )
        self.keys.retranslate()
        last = not self._back_to and sequence(snapshot, item)[-1] == item
        self.bar.retranslate(words, last=last, returns=self._back_to == "check")
        self._show_left(item)
        self.last_time.show_item(item.id)
        self._show_zeros(item)

    def here(self, came_with: object) -> object:
        return Ask(self.item.id, self._back_to) if self.item is not None else came_with

    def leave(self) -> None:
        self._clock.turn_to(None)
        self.answer.flush()
        self.side.flush()
        self.feedback.flush()

    def showEvent(self, event: QShowEvent) -> None:
        """The institution's list may have changed on its own page."""
        super().showEvent(event)
        self.side.documents.known.load()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """0–4 and letters answer, Enter goes on; what a text takes never gets here."""
        plain = event.modifiers() in {
            Qt.KeyboardModifier.NoModifier,
            Qt.KeyboardModifier.KeypadModifier,
            Qt.KeyboardModifier.ShiftModifier,
        }
        if plain and event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.continue_()
        elif plain and event.text() == "?":
            self.show_keys()
        elif event.key() == Qt.Key.Key_Escape and self.keys.isVisible():
            self.keys.hide()
            self.answer.focus()
        elif not (plain and self.answer.press(event.text().upper())):
            super().keyPressEvent(event)

    # --- going about --------------------------------------------------------------------------

    def continue_(self) -> None:
        """Checks what is mandatory, then shows the next question, or the answers after the last."""
        self.leave()
        words, item = self.desk.words, self.item
        if self.answer.lacks_reason:
            sentence = words.gettext("Write why the question does not apply to your institution")
            self.answer.show_lack(sentence)
            title = words.gettext("The answer lacks its reason")
            self.summary.show_errors(title, [(sentence, self.answer.reason)])
            self._scroll.to_top()
            return
        items = sequence(self.desk.open_snapshot, item)
        if self._back_to:
            self.desk.navigate(self._back_to, self.item.id if self.item else None)
        elif item is None or items[-1] == item:
            self.desk.navigate("check")
        else:
            self.desk.navigate("question", Ask(items[items.index(item) + 1].id))

    def go_back(self) -> None:
        """To the question before; from the first one to the task list."""
        item = self.item
        items = sequence(self.desk.open_snapshot, item)
        if self._back_to:
            self.desk.navigate(self._back_to, item.id if item else None)
        elif item is None or items[0] == item:
            self.desk.navigate("tasks")
        else:
            self.desk.navigate("question", Ask(items[items.index(item) - 1].id))

    def show_keys(self) -> None:
        """The list of keys, or no longer."""
        if self.keys.toggle():
            self._scroll.to_top()
        self.answer.focus()

    def _show(self, item: Item) -> None:
        other = item != self.item
        self.item = item
        self._clock.turn_to(item.id)
        self.summary.show_errors("", [])
        self.desk.settings.change(last_item=item.id)
        if other:
            self.zeros.forget()
        self.retranslate()
        self.answer.focus()
        # What was answered may stand far below; the question is read from its title.
        self._scroll.to_top()

    def _show_left(self, item: Item) -> None:
        words, snapshot = self.desk.words, self.desk.open_snapshot
        counted = counted_among(snapshot, item)
        left = sum(not snapshot.is_answered(other.id) for other in counted)
        if not left:
            text = words.gettext("All answered")
        elif len(counted) == len(snapshot.items):
            text = words.ngettext("{n} question left", "{n} questions left", left).format(n=left)
        else:
            text = words.ngettext(
                "{n} question left in this area", "{n} questions left in this area", left
            ).format(n=left)
        self.bar.show_left(text)

    # --- nothing started ----------------------------------------------------------------------

    def _show_zeros(self, item: Item) -> None:
        possible = zeros_of(self.desk, item.objective) is not None
        self.offer_zeros.set_text(
            self.desk.words.gettext("Nothing was started under this objective …")
        )
        if not possible:
            self.zeros.forget()
        self.offer_zeros.setVisible(possible and self.zeros.isHidden())

    def _propose_zeros(self) -> None:
        if self.item is not None and self.item.objective is not None:
            self.zeros.propose(self.item.objective)
            self.offer_zeros.hide()
            self._reveal(self.zeros.save)

    def _reveal(self, widget: QWidget) -> None:
        """Scrolls to what has just come up, once what is around it is laid out as well."""

        def scroll() -> None:
            self._scroll.ensureWidgetVisible(widget, 0, 70)

        QTimer.singleShot(0, self, lambda: QTimer.singleShot(0, self, scroll))

    def _tell_zeros(self, objective: str) -> None:
        words = self.desk.words
        said = words.gettext(
            "“{objective}”: saved as not started. Ctrl+Z takes it back in one step."
        )
        self.desk.say(said.format(objective=self.desk.wording.objective(objective)))
        self.answer.focus()

    # --- answers ------------------------------------------------------------------------------

    @property
    def _now(self) -> Response:
        assert self.item is not None
        return self.desk.open_snapshot.response(self.item.id)

    def _answered(self, answer: Answer | None, reason: str) -> None:
        self.summary.show_errors("", [])
        self._record_filled(replace(self._now, answer=answer, reason=reason))
        if answer is None and reason:
            self._reveal(self.answer.reason)

    def _marked(self, marks: Marks) -> None:
        # What is being written is said before the marks say it.
        self.side.missing.flush()
        self._record_filled(replace(self._now, marks=marks))

    def _record_filled(self, response: Response) -> None:
        """With what is missing for the next level, as far as the clauses say it."""
        instrument, item = self.desk.open_snapshot.instrument, response.item
        ladders = [Wording(instrument, language).clauses(item) for language in instrument.texts]
        own = self.desk.wording.clauses(item)
        self._record(refilled(self._now, response, own, ladders))

    def _record(self, response: Response) -> None:
        try:
            self.desk.record(response)
        except UserError as fault:
            self.desk.show_fault(fault)
            self.retranslate()
