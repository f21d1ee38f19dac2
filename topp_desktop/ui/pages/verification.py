"""A second rating, question by question, by somebody who reads the documents and has not seen the
answers; when it is finished, declared beside verified."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout

from topp_desktop.domain.assessment import Answer, Marks, Response
from topp_desktop.domain.assessment.marks import NO_MARKS
from topp_desktop.domain.instrument import Item
from topp_desktop.domain.study.model import LONGEST_REMARK, Rating
from topp_desktop.domain.study.verification import Beside, mean_gap
from topp_desktop.services.measurement.study import Verification
from topp_desktop.ui.focus_order import order_focus
from topp_desktop.ui.hub import Changed, Desk
from topp_desktop.ui.page import Page
from topp_desktop.ui.parts.answer_panel import AnswerPanel
from topp_desktop.ui.widgets import (
    Button,
    Card,
    Choice,
    FieldRow,
    PageScroll,
    Table,
    Text,
    TextField,
    row,
)

_NOBODY = ""


class VerificationPage(Page):
    """Nothing of the first answers is shown before the second rating is finished."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._item: Item | None = None
        self._second = Verification({}, None)
        self._marks = NO_MARKS
        self._scroll = PageScroll(desk.theme)
        self._about = Text(tone="muted")
        self.question = Choice()
        self._question_row = FieldRow(self.question)
        self.question.chosen.connect(lambda item: self._turn_to(str(item)))
        self._card = Card()
        self._stem, self._help = Text(role="card"), Text(role="small", tone="muted")
        self.answer = AnswerPanel(desk)
        self.answer.flag.hide()
        self.answer.hard.hide()
        self.answer.answered.connect(self._answered)
        self.answer.marked.connect(self._marked)
        self.evidence = Choice()
        self._evidence_row = FieldRow(self.evidence)
        self.evidence.chosen.connect(lambda _: self._keep())
        self.remark = TextField(rows=(2, 5), longest=LONGEST_REMARK)
        self._remark_row = FieldRow(self.remark)
        self.remark.written.connect(lambda _: self._keep())
        self.next = Button("", self._next)
        self.finish = Button("", self._finish, kind="primary")
        self._card.add(self._stem, self._help, self.answer, self._evidence_row, self._remark_row)
        self._card.add(row(self.next, self.finish))
        self._result = Card()
        self._gap = Text()
        self.table = Table(whole_height=True, balanced=True)
        self.again = Button("", self._begin_anew, kind="link")
        self._result.add(self._gap, self.table, row(self.again))
        for widget in (self._about, self._question_row, self._card, self._result):
            self._scroll.main.addWidget(widget)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self._scroll)

    def title(self) -> str:
        return self.desk.words.gettext("Second rating")

    def refresh(self, _: Changed | None) -> None:
        if self.desk.snapshot is None:
            return
        if self.another_measurement():
            self._item, self._marks = None, NO_MARKS
        mine, studies = self.desk.snapshot.id, self.desk.program.studies
        self.load(lambda: (studies.verification(mine), studies.beside(mine)), self._show_all)

    def arrive(self, _: object) -> None:
        self._scroll.to_top()
        self.question.setFocus(Qt.FocusReason.OtherFocusReason)

    def leave(self) -> None:
        self.answer.flush()
        self.remark.flush()

    # --- what it shows --------------------------------------------------------------------------

    def _show_all(self, found: tuple[Verification, tuple[Beside, ...]]) -> None:
        self._second, rows = found
        words, closed = self.desk.words, self._second.closed is not None
        self._about.setText(
            words.gettext("What was declared stands beside what the documents showed.")
            if closed
            else words.gettext(
                "For somebody who was not there when the questions were answered: read the "
                "documents and choose the level that they show, without looking at the answers. "
                "Afterwards both stand side by side. It changes no result."
            )
        )
        for widget in (self._question_row, self._card):
            widget.setVisible(not closed)
        self._result.setVisible(closed)
        if closed:
            self._show_result(rows)
        else:
            self._show_question()
        self._scroll.arrange()
        # The levels come with the question that was read: new places for Tab.
        order_focus(self)

    def _show_question(self) -> None:
        words, wording, snapshot = self.desk.words, self.desk.wording, self.desk.open_snapshot
        if self._item is None or self._item not in snapshot.items:
            left = [i for i in snapshot.items if i.id not in self._second.ratings]
            self._item = (left or list(snapshot.items))[0]
        item, done = self._item, len(self._second.ratings)
        self._question_row.set_texts(
            words.gettext("Question"),
            words.gettext("{n} of {all} rated").format(
                n=words.number(done), all=words.number(len(snapshot.items))
            ),
        )
        options = [
            (i.id, f"{'✓ ' if i.id in self._second.ratings else ''}{wording.item_code(i)}")
            for i in snapshot.items
        ]
        self.question.show_options(list(options), item.id)
        self._stem.setText(wording.stem(item.id))
        self._help.setText(wording.help(item.id))
        rating = self._second.ratings.get(item.id)
        if rating is not None:
            self._marks = rating.marks
        self.answer.show_item(item, self._as_response(item, rating))
        grades = [(n, wording.evidence_grade(n)) for n in range(4)]
        self._evidence_row.set_texts(words.gettext("Documents seen"))
        none = (None, words.gettext("Not noted"))
        self.evidence.show_options([none, *grades], rating.evidence if rating else None)
        self._remark_row.set_texts(
            words.gettext("What the documents show"),
            words.gettext("Which document, which page, what is missing"),
        )
        self.remark.show_text(rating.remark if rating else "")
        self.next.set_text(words.gettext("Next question"))
        self.finish.set_text(words.gettext("Finish and compare"))
        self.finish.setEnabled(done > 0)

    def _as_response(self, item: Item, rating: Rating | None) -> Response:
        if rating is None:
            return Response(_NOBODY, item.id, None, marks=self._marks)
        reason = rating.remark
        return Response(_NOBODY, item.id, rating.answer, reason=reason, marks=rating.marks)

    def _show_result(self, rows: tuple[Beside, ...]) -> None:
        words, wording = self.desk.words, self.desk.wording
        by_id, gap = self.desk.open_snapshot.instrument.by_id, mean_gap(rows)
        self._result.set_title(words.gettext("Declared and verified"))
        self._gap.setText(
            words.gettext("No question has both levels.")
            if gap is None
            else words.gettext(
                "Declared minus verified: {gap} levels on average. Above 0, more was declared than "
                "the documents showed."
            ).format(gap=words.signed(gap, 1))
        )
        header = (
            words.gettext("Question"),
            words.gettext("Declared"),
            words.gettext("Verified"),
            words.gettext("Difference"),
        )
        self.table.setAccessibleName(words.gettext("Declared and verified"))
        self.table.show_rows(
            header,
            [
                (
                    f"{wording.item_code(by_id[r.item])} · {wording.stem(r.item)}",
                    "–" if r.declared is None else words.number(r.declared, 1),
                    "–" if r.verified is None else words.number(r.verified),
                    "–" if r.gap is None else words.signed(r.gap, 1),
                )
                for r in rows
            ],
        )
        self.again.set_text(words.gettext("Erase the second rating and begin anew"))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """0–4 and letters answer, as on the question's page."""
        if not self._card.isVisible() or not self.answer.press(event.text().upper()):
            super().keyPressEvent(event)

    # --- what is done ---------------------------------------------------------------------------

    def _turn_to(self, item: str) -> None:
        self.leave()
        self._marks = NO_MARKS
        self._item = self.desk.open_snapshot.instrument.by_id[item]
        self._show_question()
        self._scroll.arrange()

    def _next(self) -> None:
        items = list(self.desk.open_snapshot.items)
        if self._item is not None:
            self._turn_to(items[(items.index(self._item) + 1) % len(items)].id)
            self._scroll.to_top()

    def _answered(self, answer: Answer | None, reason: str) -> None:
        if self._item is None:
            return
        if reason.strip():
            self.remark.show_text(reason)
        if answer is not None:
            self._write(answer)

    def _marked(self, marks: Marks) -> None:
        """Clauses are looked at before a level is chosen, or after."""
        self._marks = marks
        self._keep()
        if self._item is not None and self._item.id not in self._second.ratings:
            self.answer.show_response(self._as_response(self._item, None))

    def _keep(self) -> None:
        """Grade, clauses or remark changed: they belong to a level that was chosen."""
        known = self._second.ratings.get(self._item.id) if self._item is not None else None
        if known is not None:
            self._write(known.answer)

    def _write(self, answer: Answer) -> None:
        assert self._item is not None
        mine, studies = self.desk.open_snapshot.id, self.desk.program.studies
        grade = self.evidence.currentData()
        rating = Rating(
            self._item.id,
            self._item.revision,
            answer,
            evidence=grade if isinstance(grade, int) else None,
            marks=self._marks,
            remark=self.remark.toPlainText(),
        )
        self.desk.tasks.write(lambda: studies.verify(mine, rating), self._written)

    def _written(self, second: Verification) -> None:
        self._second = second
        if second.closed is None:
            self._show_question()

    def _finish(self) -> None:
        self.leave()
        mine, studies = self.desk.open_snapshot.id, self.desk.program.studies
        work = studies.close_verification
        self.desk.tasks.write(lambda: work(mine), lambda _: self.refresh(None))

    def _begin_anew(self) -> None:
        mine, studies = self.desk.open_snapshot.id, self.desk.program.studies
        self._item, self._marks = None, NO_MARKS
        work = studies.forget_verification
        self.desk.tasks.write(lambda: work(mine), lambda _: self.refresh(None))
