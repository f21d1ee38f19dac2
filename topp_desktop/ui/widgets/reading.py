"""A long text to read, with headings; nothing in it is ever read as markup."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Protocol

from PySide6.QtCore import QEvent
from PySide6.QtGui import QTextBlockFormat, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QTextEdit

from topp_desktop.ui.theme.theme import Role, Theme, Weight
from topp_desktop.ui.timers import one_shot

_AT_ONCE = 24
"""Entries that are written in one go: a window answers within a tenth of a second."""


class ReadingEntry(Protocol):
    """A title, and lines of (label, text)."""

    @property
    def title(self) -> str: ...
    @property
    def lines(self) -> tuple[tuple[str, str], ...]: ...


class ReadingPart(Protocol):
    """A heading and what stands below it."""

    @property
    def title(self) -> str: ...
    @property
    def entries(self) -> Sequence[ReadingEntry]: ...


class ReadingView(QTextEdit):
    """Read-only; selectable by mouse and keyboard; Tab goes on to the next widget."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._parts: Sequence[ReadingPart] = ()
        self._places: list[int] = []
        self._rest: Iterator[bool] = iter(())
        self._moment = one_shot(self, 0)
        self._moment.timeout.connect(self._go_on)
        self.setReadOnly(True)
        self.setTabChangesFocus(True)
        self.setAcceptRichText(False)
        self.setProperty("kind", "reading")

    def show_sections(self, parts: Sequence[ReadingPart]) -> None:
        """Another text, from its beginning; the same text stays where it is."""
        if parts == self._parts:
            return
        self._parts = parts
        self._write()

    def go_to(self, part: int) -> None:
        """Scrolls to a heading and puts the cursor there."""
        self._finish()
        cursor = self.textCursor()
        cursor.movePosition(QTextCursor.MoveOperation.End)
        self.setTextCursor(cursor)
        cursor.setPosition(self._places[part])
        self.setTextCursor(cursor)
        bar = self.verticalScrollBar()
        bar.setValue(bar.value() + self.cursorRect().top() - self._theme.px(8))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and self._parts:
            self._write()

    def _write(self) -> None:
        """Some entries at once, the others as soon as the window has a moment."""
        self.clear()
        self._places = []
        self._rest = self._written()
        self._go_on()
        cursor = self.textCursor()
        cursor.setPosition(0)
        self.setTextCursor(cursor)

    def _go_on(self) -> None:
        if next(self._rest, None) is not None:
            self._moment.start()

    def _finish(self) -> None:
        self._moment.stop()
        for _ in self._rest:
            pass

    def _written(self) -> Iterator[bool]:
        """Writes; stops now and then."""
        cursor = QTextCursor(self.document())
        heading = self._format("card", "semibold", "accent-dark")
        title, label = self._format("body", "semibold", "ink"), self._format("small", None, "muted")
        text = self._format("body", None, "ink")
        count = 0
        for part in self._parts:
            self._block(cursor, above=18 if self._places else 0)
            self._places.append(cursor.position())
            cursor.insertText(part.title, heading)
            for entry in part.entries:
                cursor.beginEditBlock()
                if entry.title:
                    self._block(cursor, above=12)
                    cursor.insertText(entry.title, title)
                for name, said in entry.lines:
                    self._block(cursor, above=2, indent=12)
                    cursor.insertText(f"{name}: ", label)
                    # Lines of one text stay in its block.
                    cursor.insertText(said.replace("\n", "\u2028"), text)
                cursor.endEditBlock()
                count += 1
                if count % _AT_ONCE == 0:
                    yield True
                    cursor.movePosition(QTextCursor.MoveOperation.End)

    def _block(self, cursor: QTextCursor, *, above: int, indent: int = 0) -> None:
        shape = QTextBlockFormat()
        shape.setTopMargin(self._theme.px(above))
        shape.setLeftMargin(self._theme.px(indent))
        if cursor.position():
            cursor.insertBlock(shape)
        else:
            cursor.setBlockFormat(shape)

    def _format(self, role: Role, weight: Weight | None, tone: str) -> QTextCharFormat:
        shape = QTextCharFormat()
        shape.setFont(self._theme.font(role, weight or "regular"))
        shape.setForeground(self._theme.color(tone))
        return shape
