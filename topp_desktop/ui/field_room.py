"""How much still fits into the field that is written in, and what did not."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, Qt
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QApplication, QScrollArea, QWidget
from shiboken6 import isValid

from topp_desktop.ui.hub import Desk
from topp_desktop.ui.widgets import LineField, Text, TextField, restyle

_SHORT = 100
"""A field of fewer characters shows by itself that it is full."""
_FROM = 0.8
_MOVES = {QEvent.Type.Move, QEvent.Type.Resize}
Field = LineField | TextField


class FieldRoom(QObject):
    """A small note at the upper right edge of the field with the focus: characters of how many
    from four fifths of its limit on; and what was cut, until one goes on writing.

    It lies over the page: a note that takes room would move what is written. Above the field: its
    lower edge is often below the window's.
    """

    def __init__(self, desk: Desk, application: QApplication) -> None:
        super().__init__(desk)
        self._desk = desk
        self._field: Field | None = None
        self._ground: QWidget | None = None
        self._note: Text | None = None
        application.focusChanged.connect(self._turn)

    @property
    def text(self) -> str:
        """What it says at the moment."""
        note = self._note
        shown = note is not None and isValid(note) and not note.isHidden()
        return note.text() if note is not None and shown else ""

    def _turn(self, _: QObject | None, now: QObject | None) -> None:
        if now is None or now is self._field:
            return
        self._leave()
        if isinstance(now, LineField | TextField):
            self._field = now
            now.textChanged.connect(self._count)
            now.shortened.connect(self._tell)
            now.installEventFilter(self)
            self._count()

    def _leave(self) -> None:
        field, self._field = self._field, None
        if field is not None and isValid(field):
            field.textChanged.disconnect(self._count)
            field.shortened.disconnect(self._tell)
            field.removeEventFilter(self)
        self._hide()

    def _count(self) -> None:
        field, words = self._field, self._desk.words
        if field is None:
            return
        there, longest = len(field.content()), field.longest
        if not field.counted or longest < _SHORT or there < _FROM * longest:
            self._hide()
            return
        told = words.gettext("{there} of {longest} characters")
        self._show(
            told.format(there=words.number(there), longest=words.number(longest)),
            full=there >= longest,
        )

    def _tell(self, taken: int, offered: int) -> None:
        words, field = self._desk.words, self._field
        if field is None:
            return
        told = words.ngettext(
            "{taken} of {offered} character was pasted",
            "{taken} of {offered} characters were pasted",
            offered,
        ).format(taken=words.number(taken), offered=words.number(offered))
        self._show(told, full=True)
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(field, told))

    def _show(self, text: str, *, full: bool) -> None:
        assert self._field is not None
        self._ground = _ground(self._field)
        if self._note is None or not isValid(self._note):
            self._note = Text(role="small", wrap=False)
            self._note.setProperty("kind", "room")
            self._note.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._note.set_tone("attention" if full else "muted")
        if self._note.parentWidget() is not self._ground:
            self._note.setParent(self._ground)
        self._note.setText(text)
        restyle(self._note)
        self._place()
        self._note.show()
        self._note.raise_()

    def _place(self) -> None:
        note, field, ground = self._note, self._field, self._ground
        if note is None or field is None or ground is None or not isValid(note):
            return
        if not ground.isAncestorOf(field):
            # The field is being taken elsewhere.
            note.hide()
            return
        note.adjustSize()
        corner = field.mapTo(ground, QPoint(field.width(), 0))
        note.move(max(0, corner.x() - note.width()), max(0, corner.y() - note.height() - 2))

    def _hide(self) -> None:
        if self._note is not None and isValid(self._note):
            self._note.hide()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _MOVES:
            self._place()
        return False


def _ground(field: QWidget) -> QWidget:
    """What scrolls with the field, or its window."""
    widget = field
    while (parent := widget.parentWidget()) is not None and not widget.isWindow():
        area = parent.parentWidget()
        if isinstance(area, QScrollArea) and area.widget() is widget:
            break
        widget = parent
    return widget
