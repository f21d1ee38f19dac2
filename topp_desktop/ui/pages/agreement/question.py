"""One question before the group: what people said at the top, what the group agrees below."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from topp_desktop.domain.assessment import Answer, Marks
from topp_desktop.domain.assessment.review import awaits_reason
from topp_desktop.domain.instrument import Item
from topp_desktop.domain.scoring.voices import voices
from topp_desktop.services.terms import STATUSES, term
from topp_desktop.ui.hub import Changed, Desk
from topp_desktop.ui.page import Page
from topp_desktop.ui.pages.agreement.beside import BesidePanel
from topp_desktop.ui.pages.agreement.draft import AgreementDraft, agreement_of, draft_of
from topp_desktop.ui.pages.agreement.spoken import SpokenCard
from topp_desktop.ui.pages.agreement.standing import Look, agreed_on, agreed_words, lists
from topp_desktop.ui.pages.agreement.votes import VotesCard
from topp_desktop.ui.parts.answer_panel import AnswerPanel
from topp_desktop.ui.widgets import (
    Button,
    DimensionTag,
    EmptyState,
    ErrorSummary,
    OneLine,
    PageScroll,
    Text,
    line_of,
)
from topp_desktop.ui.widgets.flow import FlowBox


class AgreementQuestionPage(Page):
    """0–4 sets the level agreed, at once; texts are saved with it."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._item: Item | None = None
        self._among: tuple[str, ...] = ()
        self._draft: AgreementDraft | None = None
        self._under_way = 0
        self._scroll = PageScroll(desk.theme)
        self.empty = EmptyState(pressed=lambda: desk.navigate("agreement"))
        self.summary = ErrorSummary()
        self._tag = DimensionTag()
        self._count = Text(role="small", tone="muted", wrap=False)
        self._stem = Text(role="item")
        self.spoken = SpokenCard(desk)
        self._heading = Text(role="card")
        self.answer = AnswerPanel(desk)
        # Marks belong to whoever answers, not to the group.
        self.answer.flag.hide()
        self.answer.hard.hide()
        self.beside, self.votes = BesidePanel(desk), VotesCard(desk)
        main = self._scroll.main
        main.setSpacing(10)
        main.addWidget(self.empty)
        main.addWidget(self.summary)
        main.addWidget(FlowBox(self._tag, self._count, spacing=8))
        main.addWidget(self._stem)
        main.addWidget(self.spoken)
        main.addLayout(line_of(self._heading, self.answer.read))
        main.addWidget(self.answer)
        self._scroll.side.setSpacing(12)
        self._scroll.side.addWidget(self.beside)
        self._scroll.side.addWidget(self.votes)
        self._bar = QFrame()
        self._bar.setObjectName("bottom")
        self.back = Button("", lambda: self._turn(-1))
        self.next = Button("", lambda: self._turn(1), kind="primary")
        self.undo_agreement = Button("", self._remove, kind="link")
        self._agreed = OneLine(tone="done")
        self._agreed.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.to_list = Button("", lambda: desk.navigate("agreement"))
        line = QHBoxLayout(self._bar)
        line.setContentsMargins(28, 8, 28, 12)
        line.setSpacing(10)
        for button in (self.back, self.next, self.undo_agreement):
            line.addWidget(button)
        line.addWidget(self._agreed, 1)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(self._scroll, 1)
        box.addWidget(self._bar)
        self.answer.answered.connect(self._answered)
        self.answer.turned.connect(self._turn)
        self.answer.marked.connect(self._marked)
        self.beside.changed.connect(self._save)
        for keys, step in (
            ("Ctrl+Return", 1),
            ("Ctrl+Enter", 1),
            ("Alt+Right", 1),
            ("Alt+Left", -1),
        ):
            self._shortcut(keys, step)

    def _shortcut(self, keys: str, step: int) -> None:
        shortcut = QShortcut(QKeySequence(keys), self)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(lambda: self._turn(step))

    # --- the shell ----------------------------------------------------------------------------

    def title(self) -> str:
        words, item = self.desk.words, self._item
        if item is None:
            return words.gettext("Group agreement")
        return words.gettext("Group agreement · question {code}").format(
            code=self.desk.wording.item_code(item)
        )

    def header_actions(self) -> tuple[Button, ...]:
        return (self.to_list,)

    def arrive(self, argument: object) -> None:
        snapshot = self.desk.open_snapshot
        look = argument if isinstance(argument, Look) else Look(str(argument or ""))
        found = lists(snapshot)
        known = [v.item for v in found["all"]]
        among = [i for i in look.among if i in known]
        self._among = tuple(among or [v.item for v in found["discuss"]] or known)
        if look.item in known and look.item not in self._among:
            self._among = tuple(known)
        first = self._among[0] if self._among else ""
        chosen = look.item if look.item in self._among else first
        self._show(snapshot.instrument.by_id[chosen] if chosen else None)

    def refresh(self, change: Changed | None) -> None:
        snapshot, item = self.desk.snapshot, self._item
        if snapshot is None:
            return
        if item is not None and (item not in snapshot.items or not item.leveled):
            self._item = None
        self._retell()

    def here(self, came_with: object) -> object:
        return Look(self._item.id, self._among) if self._item is not None else came_with

    def leave(self) -> None:
        self.answer.flush()
        self.beside.flush()
        self.votes.flush()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """0–4, N and D agree, Enter goes on; what a text takes never gets here."""
        plain = event.modifiers() in {
            Qt.KeyboardModifier.NoModifier,
            Qt.KeyboardModifier.KeypadModifier,
            Qt.KeyboardModifier.ShiftModifier,
        }
        if plain and event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._turn(1)
        elif not (plain and self.answer.press(event.text().upper())):
            super().keyPressEvent(event)

    # --- going about --------------------------------------------------------------------------

    def _show(self, item: Item | None) -> None:
        self._item = item
        self.beside.drop()
        self.answer.reason.drop()
        self.summary.show_errors("", [])
        self._draft = None
        self.beside.documents.known.load()
        self._retell()
        self._scroll.to_top()
        # The keys work from here, and what people said stays in sight.
        self.next.setFocus(Qt.FocusReason.OtherFocusReason)

    def _turn(self, step: int) -> None:
        """To the question before or after; nothing that was written is lost on the way."""
        item = self._item
        if item is None:
            return
        self.leave()
        if not self._is_whole():
            return
        place = self._among.index(item.id) + step
        if not 0 <= place < len(self._among):
            self.desk.navigate("agreement")
            return
        self.desk.navigate("agreement-question", Look(self._among[place], self._among))

    def _is_whole(self) -> bool:
        """Whether what was begun can be left; otherwise says what is missing."""
        words, draft = self.desk.words, self._draft
        if self.answer.lacks_reason:
            title = words.gettext("The agreement lacks its reason")
            said = words.gettext("Write why the question does not apply to your institution")
            self.answer.show_lack(said)
            field: QWidget = self.answer.reason
        elif draft is not None and draft.is_begun:
            title = words.gettext("The agreement lacks its level")
            said = words.gettext("Choose the level agreed on; what was written is saved with it")
            field = self.answer.levels[0]
        else:
            return True
        self.summary.show_errors(title, [(said, field)])
        self._scroll.to_top()
        return False

    # --- what is agreed -----------------------------------------------------------------------

    def _answered(self, answer: Answer | None, reason: str) -> None:
        if self._draft is not None:
            self._save(self._draft.answered(answer, reason))

    def _marked(self, marks: Marks) -> None:
        if self._draft is not None:
            said = replace(self._draft.response, marks=marks)
            self._save(replace(self._draft, response=said))

    def _save(self, draft: AgreementDraft) -> None:
        """What was said is kept; with a level it is an agreement, at once."""
        self.summary.show_errors("", [])
        self._draft = draft
        self.answer.show_response(draft.response)
        self.beside.show_draft(draft)
        agreed = agreement_of(draft)
        team, mine = self.desk.program.team, self.desk.open_snapshot.id
        if agreed is not None:
            self._change(lambda: team.agree(mine, agreed))
        elif not awaits_reason(draft.response) and self._recorded:
            item = draft.response.item
            self._change(lambda: team.remove_agreement(mine, item))

    def _remove(self) -> None:
        """The single answers count again."""
        team, mine, item = self.desk.program.team, self.desk.open_snapshot.id, self._item
        if item is not None:
            self._draft = None
            self._change(lambda: team.remove_agreement(mine, item.id))

    def _change(self, work: Callable[[], object]) -> None:
        self._under_way += 1

        def done(_: object) -> None:
            self._under_way -= 1
            self._retell()

        def failed(fault: Exception) -> None:
            self._under_way -= 1
            self._draft = None
            self.desk.show_fault(fault)
            self._retell()

        self.desk.change(work, done, failed)

    @property
    def _recorded(self) -> bool:
        return agreed_on(self.desk.open_snapshot, self._item.id if self._item else "") is not None

    # --- show ---------------------------------------------------------------------------------

    def _retell(self) -> None:
        words, wording, item = self.desk.words, self.desk.wording, self._item
        snapshot = self.desk.open_snapshot
        self.to_list.set_text(words.gettext("Back to the list"))
        self.empty.setVisible(item is None)
        parts = (self._tag, self._count, self._stem, self.spoken, self._heading, self.answer)
        for widget in (*parts, self.beside, self.votes, self._bar):
            widget.setVisible(item is not None)
        if item is None:
            self.empty.set_texts(
                words.gettext("There is no level to agree on"),
                words.gettext(
                    "The questions of this questionnaire are ticked; they have no levels."
                ),
                words.gettext("Group agreement"),
            )
            return
        agreed = agreed_on(snapshot, item.id)
        if self._draft is None or not (self._under_way or self._draft.is_begun):
            self._draft = draft_of(item.id, agreed)
        self._tag.show_item(wording, item)
        place = words.gettext("Question {code} · {n} of {total}").format(
            code=wording.item_code(item),
            n=self._among.index(item.id) + 1 if item.id in self._among else 1,
            total=max(1, len(self._among)),
        )
        self._count.setText(f"{place} · {term(STATUSES, item.status, words)}")
        self._stem.setText(wording.stem(item.id))
        self.next.setAccessibleDescription(self._stem.text())
        self.spoken.show_voices(item, voices(snapshot.instrument, snapshot.assessment)[item.id])
        self._heading.setText(words.gettext("What does the group agree on?"))
        self.answer.show_item(item, self._draft.response)
        self.beside.show_item(item, self._draft)
        self.votes.show_item(item)
        first = not self._among or self._among[0] == item.id
        last = not self._among or self._among[-1] == item.id
        self.back.set_text(words.gettext("Back to the list") if first else words.gettext("Back"))
        self.next.set_text(words.gettext("To the list") if last else words.gettext("Next question"))
        self.undo_agreement.set_text(words.gettext("Not agreed after all"))
        self.undo_agreement.setVisible(agreed is not None)
        said = ""
        if agreed is not None:
            answer = agreed_words(agreed.answer, words, wording)
            said = words.gettext("agreed: {answer}").format(answer=answer)
        self._agreed.set_text(said)
