"""Keys paper answers in: one row a question, one key an answer, saved at once."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QKeySequence,
    QResizeEvent,
    QShortcut,
)
from PySide6.QtWidgets import (
    QApplication,
    QBoxLayout,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QMenu,
    QVBoxLayout,
)

from topp_desktop.domain.assessment import as_level, present
from topp_desktop.services.terms import ROLES
from topp_desktop.ui.hub import Changed, Desk, Snapshot
from topp_desktop.ui.page import Page
from topp_desktop.ui.pages.entry.keys import ELEMENT_KEYS, SURE, Column, ticked
from topp_desktop.ui.pages.entry.table import EntryTable
from topp_desktop.ui.parts.names import names_of
from topp_desktop.ui.widgets import (
    Button,
    Card,
    Choice,
    ElementChoice,
    FieldRow,
    PageScroll,
    SegmentedChoice,
    Text,
    clear,
    column,
)

DOWN, ACROSS = "down", "across"
_FOLD_BELOW = 700
_TWO_COLUMNS_FROM = 700


class CurrentQuestion(Card):
    """The question of the current row in full: its stem, and what the keys stand for."""

    def __init__(self, desk: Desk, table: EntryTable) -> None:
        super().__init__(spacing=4, margin=16)
        self._desk = desk
        self._table = table
        self._row = -1
        self._stem = Text(weight="semibold")
        self._said = Text(role="small", tone="muted")
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(10)
        self._grid.setVerticalSpacing(6)
        self._boxes: dict[str, ElementChoice] = {}
        self.add(self._stem, self._said, self._grid)

    def show_row(self, row: int) -> None:
        """Another row, or other words for it."""
        entries = self._table.entries
        if not 0 <= row < entries.rowCount():
            return
        item, wording = entries.items[row], self._desk.wording
        self._stem.setText(f"{wording.item_code(item)} · {wording.stem(item.id)}")
        if self._row != row or tuple(self._boxes) != item.elements:
            self._build(item.elements)
        self._row = row
        answer = entries.response(row).answer
        anchors = wording.anchors(item.id)
        said = ""
        level = as_level(answer)
        if level is not None and level < len(anchors):
            said = f"{wording.level(level)}: {anchors[level]}"
        elif not item.elements:
            said = wording.help(item.id)
        self._said.setText(said)
        self._said.setVisible(bool(said))
        there = present(answer)
        for element, box in self._boxes.items():
            box.set_texts("", wording.element(item.id, element))
            box.setChecked(element in there)

    def _build(self, elements: tuple[str, ...]) -> None:
        clear(self._grid)
        self._boxes = {}
        for key, element in zip(ELEMENT_KEYS, elements, strict=False):
            box = self._boxes[element] = ElementChoice(self._desk.theme, key)
            box.clicked.connect(partial(self._tick, element))
        self._place()

    def _place(self) -> None:
        beside = self.width() >= self._desk.theme.px(_TWO_COLUMNS_FROM)
        across = 2 if beside and len(self._boxes) > 3 else 1
        for place, box in enumerate(self._boxes.values()):
            self._grid.addWidget(box, place // across, place % across)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def _tick(self, element: str, _on: bool) -> None:
        self._desk.record(ticked(self._table.entries.response(self._row), element))


class EntryGridPage(Page):
    """For whoever has a stack of filled-in questionnaires beside the keyboard."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._respondent = ""
        self._shown: tuple[object, ...] = ()
        self._scroll = PageScroll(desk.theme, fill=True)
        self.person = Choice()
        self._person_row = FieldRow(self.person)
        self.person.chosen.connect(lambda chosen: self._choose(str(chosen)))
        self.another = Button()
        self.another.setMenu(QMenu(self.another))
        self.order = SegmentedChoice(required=True)
        self.order.chosen.connect(self._order)
        self._order_label = Text(weight="semibold")
        self._order_holder = column(self._order_label, self.order)
        who = QHBoxLayout()
        who.setSpacing(10)
        who.addWidget(self._person_row, 1)
        who.addWidget(self.another, 0, Qt.AlignmentFlag.AlignBottom)
        self._top = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._top.setSpacing(24)
        self._top.addLayout(who, 1)
        self._top.addLayout(self._order_holder, 1)
        self.told = Text(role="small", tone="muted")
        self.table = EntryTable(desk, desk.record)
        self._frame = Card(margin=6, spacing=0)
        self._frame.add(self.table)
        self.current = CurrentQuestion(desk, self.table)
        main = self._scroll.main
        main.setSpacing(10)
        main.addLayout(self._top)
        main.addWidget(self.told)
        main.addWidget(self._frame, 1)
        main.addWidget(self.current)
        bar = QFrame()
        bar.setObjectName("bottom")
        self._back = Button("", lambda: desk.navigate("tasks"))
        self._check = Button("", lambda: desk.navigate("check"), kind="primary")
        self._left = Text(tone="muted", wrap=False)
        line = QHBoxLayout(bar)
        line.setContentsMargins(28, 10, 28, 16)
        line.setSpacing(10)
        line.addWidget(self._back)
        line.addWidget(self._check)
        line.addStretch(1)
        line.addWidget(self._left)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(self._scroll, 1)
        box.addWidget(bar)
        self.table.row_shown.connect(self.current.show_row)
        self.table.row_shown.connect(lambda _: self._hint())
        self.table.accepted.connect(self._hint)
        self.table.refused.connect(self.refuse)
        self.table.finished.connect(self._finished)
        shortcut = QShortcut(QKeySequence("Ctrl+Return"), self)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(self._check.click)

    # --- the shell ----------------------------------------------------------------------------

    def title(self) -> str:
        return self.desk.words.gettext("Key in paper answers")

    def arrive(self, argument: object) -> None:
        """With a respondent's id it shows that person."""
        ids = {r.id for r in self.desk.open_snapshot.assessment.respondents}
        if argument in ids:
            self._choose(str(argument))
        self._scroll.to_top()
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def here(self, came_with: object) -> object:
        return self._respondent

    def leave(self) -> None:
        self.table.finish_writing()

    def refresh(self, change: Changed | None) -> None:
        snapshot = self.desk.snapshot
        if snapshot is None:
            return
        if change is not None and change.what == "answer":
            self.table.entries.renew(change.items)
            self.current.show_row(self.table.place[0])
            self._show_left()
            return
        people: list[tuple[object, str]] = list(names_of(snapshot, self.desk.words).items())
        ids = [person for person, _ in people]
        if self._respondent not in ids:
            self._respondent = str(ids[0])
        shown = (snapshot.id, snapshot.instrument.sha256, snapshot.assessment.form)
        place = self.table.place if shown == self._shown else (-1, Column.ANSWER)
        self._shown = shown
        self.table.show_person(self._respondent)
        self.table.go_to(*place)
        self._say(snapshot, people)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        fold = self.width() < self.desk.theme.px(_FOLD_BELOW)
        direction = QBoxLayout.Direction
        self._top.setDirection(direction.TopToBottom if fold else direction.LeftToRight)

    # --- words --------------------------------------------------------------------------------

    def _say(self, snapshot: Snapshot, people: list[tuple[object, str]]) -> None:
        words = self.desk.words
        self._person_row.set_texts(words.gettext("Whose answers"))
        self.person.show_options(people, self._respondent)
        self.another.set_text(words.gettext("Another person"))
        menu = self.another.menu()
        menu.setAccessibleName(words.gettext("Another person"))
        menu.clear()
        for role, name in ROLES.items():
            menu.addAction(words.gettext(name), partial(self.add_person, role))
        self._order_label.setText(words.gettext("After an answer"))
        self.order.show_options(
            [
                (DOWN, words.gettext("Next question")),
                (ACROSS, words.gettext("Document, how sure")),
            ],
            ACROSS if self.table.across else DOWN,
            words.gettext("After an answer"),
        )
        leveled = self.table.entries.leveled
        for widget in (self._order_label, self.order):
            widget.setVisible(leveled)
        self.table.setAccessibleName(words.gettext("Answers on paper"))
        self.table.setAccessibleDescription(self._keys(Column.ANSWER))
        self._back.set_text(words.gettext("Back to the list"))
        self._check.set_text(words.gettext("Check answers"))
        self.current.show_row(self.table.place[0])
        self._hint()
        self._show_left()

    def _keys(self, at: Column) -> str:
        """Which keys mean something in a column."""
        words, wording = self.desk.words, self.desk.wording
        if at is Column.GRADE:
            grades = "   ".join(f"{n} {wording.evidence_grade(n)}" for n in range(4))
            return words.gettext("Keys: {keys}").format(keys=grades)
        if at is Column.SURE:
            either = words.gettext("or")
            sure = "   ".join(
                f"{place} {either} {code} {wording.confidence(code)}"
                for place, code in enumerate(SURE, start=1)
            )
            return words.gettext("Keys: {keys}").format(keys=sure)
        if at in {Column.NOTE, Column.REASON}:
            return words.gettext(
                "Write; Enter goes on to the next question, F2 changes what is there."
            )
        row = self.table.place[0]
        item = self.table.entries.items[row] if row >= 0 else None
        if item is not None and item.elements:
            if len(item.elements) > ELEMENT_KEYS.index("d"):
                return words.gettext(
                    "Keys: 1 to {last} tick what there is · 0 none · N not applicable · Shift+D "
                    "we don't know · Enter next question · Esc leaves the table"
                ).format(last=ELEMENT_KEYS[len(item.elements) - 1])
            return words.gettext(
                "Keys: 1 to {last} tick what there is · 0 none · N not applicable · D we don't "
                "know · Enter next question · Esc leaves the table"
            ).format(last=ELEMENT_KEYS[len(item.elements) - 1])
        return words.gettext(
            "Keys: 0 to 4 level · N not applicable · D we don't know · ↑ ↓ Enter Tab go about · "
            "Esc leaves the table"
        )

    def _hint(self) -> None:
        if self.told.property("tone") == "trouble":
            self._scroll.ensureWidgetVisible(self.table, 0, 0)
        self.told.set_tone("muted")
        self.told.setText(self._keys(self.table.place[1]))

    def refuse(self, sentence: str) -> None:
        """Says, also aloud, that a key means nothing, and which ones do."""
        QApplication.beep()
        told = f"{sentence} {self._keys(self.table.place[1])}"
        self.told.set_tone("trouble")
        self.told.setText(told)
        # Where there is little room the sentence may have been scrolled away.
        self._scroll.ensureWidgetVisible(self.told, 0, 4)
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self.table, told))

    def _finished(self) -> None:
        words = self.desk.words
        told = words.gettext("That was the last question.")
        self.told.set_tone("done")
        self.told.setText(told)
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self.table, told))

    def _show_left(self) -> None:
        words, entries = self.desk.words, self.table.entries
        self._left.setText(
            words.gettext("{done} of {total} keyed in").format(
                done=words.number(entries.answered), total=words.number(entries.rowCount())
            )
        )

    # --- people -------------------------------------------------------------------------------

    def add_person(self, role: str) -> None:
        """Somebody else handed in a questionnaire; their answers are keyed in next."""
        desk, mine = self.desk, self.desk.open_snapshot.id
        self.leave()

        def added(respondent: str) -> None:
            desk.reload(lambda: self._choose(respondent))

        desk.tasks.write(lambda: desk.program.team.add(mine, role), added)

    def _choose(self, respondent: str) -> None:
        self.leave()
        self._respondent = respondent
        self._shown = ()
        self.refresh(None)
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _order(self, order: object) -> None:
        self.table.across = order == ACROSS
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)
