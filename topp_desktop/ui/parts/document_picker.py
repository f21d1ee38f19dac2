"""A line in which a document is looked up in the institution's list, or added to it."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from topp_desktop.ui.focus_order import order_focus
from topp_desktop.ui.hub import Desk
from topp_desktop.ui.parts.known_documents import KnownDocuments
from topp_desktop.ui.widgets import LineField, Text, clear
from topp_desktop.ui.widgets.arrows import Arrows
from topp_desktop.ui.widgets.row_button import RowButton

_MOST = 8
"""How many entries are offered; another word finds the others."""


class _TitleLine(LineField):
    """Enter takes what is typed; only in an empty line it goes on, as everywhere else."""

    taken = False
    """Whether the last Enter took something."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        super().keyPressEvent(event)
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and self.taken:
            self.taken = False
            event.accept()


class DocumentPicker(QWidget):
    """What fits is offered below the line while one types; arrow keys and Enter are enough.

    `picked` carries a title that is on the list, or is new.
    """

    picked = Signal(str)

    def __init__(self, desk: Desk, known: KnownDocuments) -> None:
        super().__init__()
        self._desk = desk
        self._known = known
        self._taken: frozenset[str] = frozenset()
        self.field = _TitleLine(longest=300)
        self.rows: list[RowButton] = []
        self._lines = QVBoxLayout()
        self._lines.setSpacing(0)
        self._more = Text(role="small", tone="muted")
        self._more.hide()
        self._arrows = Arrows(self, self.close_list)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(4)
        box.addWidget(self.field)
        box.addLayout(self._lines)
        box.addWidget(self._more)
        self.field.textEdited.connect(lambda _: self.offer())
        self.field.returnPressed.connect(self._enter)

    def show_taken(self, titles: Iterable[str]) -> None:
        """What is named already is not offered again."""
        self._taken = frozenset(title.casefold() for title in titles)

    def open_list(self) -> None:
        """Everything on the list, to choose from."""
        self.offer(everything=True)
        first = self.rows[0] if self.rows else self.field
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    def close_list(self) -> None:
        """Offers nothing any more; what was typed stays."""
        had_focus = any(line.hasFocus() for line in self.rows)
        self._show([])
        if had_focus:
            self.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def offer(self, *, everything: bool = False) -> None:
        """The entries that fit what is typed, and last what is typed itself."""
        typed = " ".join(self.field.text().split())
        if not typed and not everything:
            self._show([])
            return
        fitting = [d.title for d in self._known.matching(typed)]
        found = [title for title in fitting if title.casefold() not in self._taken]
        offered = [(title, title) for title in found[:_MOST]]
        if typed and self._known.find(typed) is None:
            words = self._desk.words
            new = words.gettext("Add “{title}” to the list").format(title=typed)
            offered.append((new, typed))
        self._show(offered, max(0, len(found) - _MOST))

    def take(self) -> None:
        """Takes what was typed, as it stands on the list if it is there."""
        typed = " ".join(self.field.text().split())
        if typed:
            known = self._known.find(typed)
            self._pick(known.title if known else typed)

    def _enter(self) -> None:
        self.field.taken = bool(self.field.text().strip())
        self.take()

    def _pick(self, title: str) -> None:
        self.field.clear()
        self.close_list()
        self.picked.emit(title)

    def _show(self, offered: list[tuple[str, str]], beyond: int = 0) -> None:
        clear(self._lines)
        self.rows = [self._line(words, title) for words, title in offered]
        for line in self.rows:
            self._lines.addWidget(line)
            line.show()
        self._arrows.lead([self.field, *self.rows])
        order_focus(self)
        words = self._desk.words
        self._more.setText(
            words.ngettext(
                "{n} more on the list: type a word of its title.",
                "{n} more on the list: type a word of the title.",
                beyond,
            ).format(n=beyond)
        )
        self._more.setVisible(beyond > 0)

    def _line(self, words: str, title: str) -> RowButton:
        line = RowButton(self._desk.theme, ground="hover")
        line.setCheckable(False)
        line.box.setContentsMargins(10, 5, 8, 5)
        line.add(Text(words), 1)
        line.setAccessibleName(words)
        line.clicked.connect(lambda _=False: self._pick(title))
        return line
