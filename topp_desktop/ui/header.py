"""The header: the page's title, its actions, and whether everything is on the disk."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from topp_desktop.services.measurement.audit import ACTIONS
from topp_desktop.services.measurement.trail import Step
from topp_desktop.services.terms import term
from topp_desktop.ui.hub import Changed, Desk
from topp_desktop.ui.timers import one_shot
from topp_desktop.ui.widgets import Button, OneLine, Text, set_tooltip

HEIGHT, LOW_HEIGHT = 60, 48
_PATIENCE_MS = 500


class SavedMark(QWidget):
    """ "Saved 14:02": only after the acknowledgement, never in advance."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._at: datetime | None = None
        self._undone = ""
        self._tick, self._text = Text(wrap=False), Text(role="body", tone="done", wrap=False)
        box = QHBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(6)
        box.addWidget(self._tick)
        box.addWidget(self._text)
        # A disk that takes longer than this is worth a word; a usual one would only flicker.
        self._slow = one_shot(self, _PATIENCE_MS)
        self._slow.timeout.connect(self._show_saving)
        desk.saving.connect(self._slow.start)
        desk.saved.connect(self._saved)
        desk.fault.connect(lambda _: self._forget())
        desk.assessment_changed.connect(self._changed)
        desk.theme_changed.connect(self.show_words)
        self.show_words()

    def show_words(self) -> None:
        """The words of the moment's language."""
        self.setVisible(self._at is not None)
        if self._at is not None:
            words = self._desk.words
            self._text.set_tone("done")
            saved = words.gettext("Saved {time}").format(time=words.time(self._at))
            self._text.setText(self._undone or saved)
            self._tick.setPixmap(self._desk.theme.pixmap("check", "done", 18))

    def set_brief(self, brief: bool) -> None:
        """Only the tick, where the actions of a page leave no room for the words."""
        self._text.setVisible(not brief)
        said = self._text.text() if brief else ""
        self._tick.setAccessibleName(said)
        set_tooltip(self._tick, said)

    def tell_step(self, steps: Sequence[Step], *, back: bool) -> None:
        """What undo or redo did, until something else is saved."""
        if not steps:
            return
        words = self._desk.words
        said = words.gettext("Undone: {what}") if back else words.gettext("Repeated: {what}")
        self._undone = said.format(what=term(ACTIONS, steps[-1].action, words))
        self.show_words()

    def _saved(self, at: datetime) -> None:
        self._slow.stop()
        self._undone = ""
        self._at = at
        self.show_words()

    def _show_saving(self) -> None:
        self._text.set_tone("muted")
        self._text.setText(self._desk.words.gettext("Saving …"))
        self._tick.clear()
        self.show()

    def _forget(self) -> None:
        self._slow.stop()
        self._at = None
        self.show_words()

    def _changed(self, change: Changed) -> None:
        if change.what in {"opened", "closed"}:
            self._forget()


class StepButtons(QWidget):
    """Undo and redo, for whatever was done to the open measurement."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._undo = Button("", desk.undo, kind="link")
        self._redo = Button("", desk.redo, kind="link")
        box = QHBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        for button in (self._undo, self._redo):
            button.setProperty("kind", "quiet")
            box.addWidget(button)
        desk.reach_changed.connect(self.show_reach)
        desk.theme_changed.connect(self.show_reach)
        self.show_reach()

    def show_reach(self) -> None:
        """What the next undo and redo are; hidden until there is something to undo."""
        words, reach = self._desk.words, self._desk.reach
        for button, icon, action, said in (
            (self._undo, "undo", reach.undo, words.gettext("Undo: {what} (Ctrl+Z)")),
            (self._redo, "redo", reach.redo, words.gettext("Redo: {what} (Ctrl+Y)")),
        ):
            name = said.format(what=term(ACTIONS, action, words)) if action else ""
            button.setEnabled(bool(action))
            button.setAccessibleName(name or said.format(what="–"))
            set_tooltip(button, name)
            tone = "ink" if action else "line"
            button.setIcon(self._desk.theme.icon(icon, tone, 20))
            size = self._desk.theme.px(20)
            button.setIconSize(QSize(size, size))
        self.setVisible(bool(reach.undo or reach.redo))


class Header(QFrame):
    """One line above the page."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.setObjectName("header")
        self._desk = desk
        self._title = OneLine("", role="title", weight="semibold")
        self.mark = SavedMark(desk)
        self._steps = StepButtons(desk)
        self._actions: dict[str, QWidget] = {}
        self._low = False
        self._box = QHBoxLayout(self)
        self._box.setContentsMargins(28, 0, 28, 0)
        self._box.setSpacing(14)
        self._box.addWidget(self._title, 1)
        self._box.addWidget(self.mark, 0, Qt.AlignmentFlag.AlignVCenter)
        self._box.addWidget(self._steps, 0, Qt.AlignmentFlag.AlignVCenter)
        desk.theme_changed.connect(self._restyle)
        desk.saved.connect(lambda _: self._fit())
        self._restyle()

    def show_page(self, name: str, title: str, actions: Sequence[QWidget]) -> None:
        """Title and actions of a page; the actions of the others are hidden."""
        self._title.set_text(title)
        if name not in self._actions:
            holder = QWidget()
            line = QHBoxLayout(holder)
            line.setContentsMargins(0, 0, 0, 0)
            line.setSpacing(12)
            for action in actions:
                line.addWidget(action)
            self._actions[name] = holder
            self._box.addWidget(holder)
        for page, holder in self._actions.items():
            holder.setVisible(page == name and bool(actions))
        self._fit()

    def set_title(self, title: str) -> None:
        """Another title for the same page."""
        self._title.set_text(title)

    def set_low(self, low: bool) -> None:
        """Less high, where the window itself is."""
        if low != self._low:
            self._low = low
            self._restyle()

    def drop_actions(self) -> None:
        """The pages take their actions back: they are made anew."""
        for holder in self._actions.values():
            self._box.removeWidget(holder)
            holder.hide()
            holder.deleteLater()
        self._actions.clear()

    def show_words(self) -> None:
        """The words of the mark and of the buttons again; titles come from the pages."""
        self.mark.show_words()
        self._steps.show_reach()
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        self.mark.set_brief(False)
        self.mark.set_brief(self._box.minimumSize().width() > self.width())

    def _restyle(self) -> None:
        self.setFixedHeight(self._desk.theme.px(LOW_HEIGHT if self._low else HEIGHT))
