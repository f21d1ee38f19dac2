"""Last time's answers, one by one: still true, or what changed and since when?"""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from topp_desktop.domain.assessment import Consensus, Response
from topp_desktop.ui.hub import Changed, Desk
from topp_desktop.ui.page import Page
from topp_desktop.ui.pages.next_round.begin import BeginCard
from topp_desktop.ui.pages.next_round.progress import ProgressCard
from topp_desktop.ui.pages.next_round.review import ReviewPanel
from topp_desktop.ui.parts.review_entries import ReviewEntry, entries
from topp_desktop.ui.widgets import Button, EmptyState, PageScroll, row

BEGIN = "begin"
_PLAIN = (
    Qt.KeyboardModifier.NoModifier,
    Qt.KeyboardModifier.KeypadModifier,
    Qt.KeyboardModifier.ShiftModifier,
)
_OTHER = Qt.FocusReason.OtherFocusReason


class NextMeasurementPage(Page):
    """Begins the next measurement; in one that was begun so, goes through the earlier answers."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        words = desk.words
        self._seen = ""
        self._item = ""
        self._beginning = False
        self._entries: list[ReviewEntry] = []
        self._scroll = PageScroll(desk.theme)
        self.begin_card = BeginCard(desk)
        self.review = ReviewPanel(desk)
        self.progress = ProgressCard(desk)
        self._done = EmptyState(
            words.gettext("Everything of last time was looked at"),
            words.gettext(
                "Questions that were not asked last time, or were not answered, are in "
                "Assessment. See now what changed."
            ),
            words.gettext("See what changed"),
            pressed=lambda: desk.navigate("comparison"),
        )
        for widget in (self.begin_card, self._done, self.review):
            self._scroll.main.addWidget(widget)
        self._scroll.side.addWidget(self.progress)
        self._bar = QFrame()
        self._bar.setObjectName("bottom")
        self.still = Button(words.gettext("Still true"), self.confirm, kind="primary")
        self.changed = Button(words.gettext("It changed"), self.begin_change)
        self.later = Button(words.gettext("Look at it later"), lambda: self.turn(1), kind="link")
        self.save = Button(
            words.gettext("Save the change"), self.review.change.save, kind="primary"
        )
        self.keep = Button(words.gettext("Leave it as it was"), self._stop_change)
        line = row(self.still, self.save, self.changed, self.keep, self.later)
        line.setContentsMargins(28, 10, 28, 16)
        self._bar.setLayout(line)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(self._scroll, 1)
        box.addWidget(self._bar)
        self.progress.chosen.connect(self.show_item)
        self.review.change.changed.connect(self._change)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(self._go_on)

    def title(self) -> str:
        words = self.desk.words
        if self._beginning or not self._entries:
            return words.gettext("Next measurement")
        return words.gettext("Last time's answers")

    # --- the shell ----------------------------------------------------------------------------

    def refresh(self, _: Changed | None) -> None:
        snapshot = self.desk.snapshot
        if snapshot is None:
            return
        if snapshot.id != self._seen:
            self._seen = snapshot.id
            self._item = ""
            self._beginning = False
            self.review.changing = False
        self._entries = entries(snapshot)
        self._show()

    def arrive(self, argument: object) -> None:
        """With "begin" the form for another measurement; with a question's id that question."""
        known = {entry.item.id for entry in self._entries}
        self._beginning = argument == BEGIN or not self._entries
        self.review.changing = False
        if argument in known:
            self._item = str(argument)
        elif self._item not in known or self._current_state() != "open":
            self._item = self._first_open()
        self._show()
        self._scroll.to_top()
        self._focus()

    def leave(self) -> None:
        self.review.change.answer.flush()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter: still true, or save; 0–4, N, D: it changed to this; arrows: another question."""
        plain = event.modifiers() in _PLAIN
        if not plain or not self.review.isVisible():
            super().keyPressEvent(event)
            return
        key = event.text().upper()
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._go_on()
        elif event.key() == Qt.Key.Key_Escape and self.review.changing:
            self._stop_change()
        elif event.key() in {Qt.Key.Key_Left, Qt.Key.Key_Right} and not self.review.changing:
            self.turn(1 if event.key() == Qt.Key.Key_Right else -1)
        elif key and key in "01234ND":
            self.begin_change()
            self.review.change.press(key)
        else:
            super().keyPressEvent(event)

    # --- what people do -------------------------------------------------------------------------

    def show_item(self, item: str) -> None:
        """Another question, in any order."""
        self._item = item
        self.review.changing = False
        self._show()
        self._scroll.to_top()
        self._focus()

    def turn(self, step: int) -> None:
        """The next question that is still to be looked at, or the one before."""
        ids = [e.item.id for e in self._entries]
        if not ids:
            return
        here = ids.index(self._item) if self._item in ids else 0
        around = [*self._entries[here + 1 :], *self._entries[: here + 1]]
        if step < 0:
            around = [*reversed(self._entries[:here]), *reversed(self._entries[here:])]
        found = next((e for e in around if e.state == "open"), None)
        self.show_item(found.item.id if found is not None else "")

    def confirm(self) -> None:
        """Still true: last time's answer counts from now on; on to the next."""
        entry = self._entry
        if entry is None:
            return
        mine, program, proposal = self.desk.open_snapshot.id, self.desk.program, entry.proposal
        self.desk.change(
            lambda: program.rounds.confirm(mine, proposal.respondent, proposal.item),
            lambda _: self.turn(1),
        )

    def begin_change(self) -> None:
        """It changed: asks for the level of today, what changed, and since when."""
        if self._entry is None:
            return
        self.review.changing = True
        self._show()
        self.review.focus()

    def _stop_change(self) -> None:
        self.review.changing = False
        self._show()
        self._focus()

    def _change(self, answer: Response | Consensus, note: str, since: date | None) -> None:
        mine, program = self.desk.open_snapshot.id, self.desk.program

        def done(_: object) -> None:
            self.review.changing = False
            self.turn(1)

        self.desk.change(lambda: program.rounds.change(mine, answer, note=note, since=since), done)

    def _go_on(self) -> None:
        if self.review.changing:
            self.review.change.save()
        elif self.review.isVisible():
            self.confirm()

    # --- show -----------------------------------------------------------------------------------

    @property
    def _entry(self) -> ReviewEntry | None:
        return next((e for e in self._entries if e.item.id == self._item), None)

    def _current_state(self) -> str:
        return self._entry.state if self._entry is not None else ""

    def _first_open(self) -> str:
        first = next((e for e in self._entries if e.state == "open"), None)
        return first.item.id if first is not None else ""

    def _show(self) -> None:
        beginning = self._beginning or not self._entries
        if not self._item:
            # Undo may have opened one again.
            self._item = self._first_open()
        entry = self._entry
        reviewing = not beginning and entry is not None
        self.begin_card.setVisible(beginning)
        self.review.setVisible(reviewing)
        self._bar.setVisible(reviewing)
        self._done.setVisible(not beginning and not reviewing)
        self.progress.setVisible(not beginning)
        self._scroll.arrange()
        if beginning:
            self.begin_card.show_measurement()
            return
        self.progress.show_entries(self._entries, self._item)
        if not reviewing or entry is None:
            return
        place = self._entries.index(entry) + 1
        self.review.show_entry(entry, place, len(self._entries))
        changing = self.review.changing
        for button, shown in (
            (self.still, not changing and entry.state != "confirmed"),
            (self.changed, not changing),
            (self.later, not changing),
            (self.save, changing),
            (self.keep, changing),
        ):
            button.setVisible(shown)

    def _focus(self) -> None:
        target: QWidget = self._done.button
        if self.begin_card.isVisible():
            target = self.begin_card.name
        elif self.review.isVisible():
            target = self.still if self.still.isVisible() else self.changed
        target.setFocus(_OTHER)
