"""A code in groups: one short field a group, for typing from paper and for pasting."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from topp_desktop.ui.widgets.fields import LineField
from topp_desktop.ui.widgets.flow import FlowBox
from topp_desktop.ui.widgets.text import Text, restyle

_ROOM = 16
"""Of a field beside its letters: padding and border."""


class _Group(LineField):
    """One group. Backspace at its beginning goes on in the group before."""

    back = Signal()

    def __init__(self) -> None:
        super().__init__(longest=80)
        self.setProperty("slim", True)
        self._fit()
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def _fit(self) -> None:
        self.setFixedWidth(self.fontMetrics().horizontalAdvance("MWMW") + _ROOM)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in {QEvent.Type.FontChange, QEvent.Type.StyleChange}:
            self._fit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Backspace and not self.text():
            self.back.emit()
            return
        super().keyPressEvent(event)


class CodeField(QWidget):
    """Groups of letters; what is typed or pasted beyond a group goes into the next ones.

    tidy: letters of a text as typed, in capitals; `entered` comes with Enter in any group.
    """

    entered = Signal()

    def __init__(self, groups: int, size: int, tidy: Callable[[str], str]) -> None:
        super().__init__()
        self._size = size
        self._tidy = tidy
        self.label = Text("", weight="semibold")
        self.hint = Text("", role="small", tone="muted")
        self.error = Text("", role="small", weight="semibold", tone="trouble")
        self.error.hide()
        self.groups = [_Group() for _ in range(groups)]
        holder = FlowBox(*self.groups, spacing=6)
        for n, field in enumerate(self.groups):
            field.textEdited.connect(partial(self._edited, n))
            field.returnPressed.connect(self.entered.emit)
            field.back.connect(partial(self._back, n))
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(4)
        for widget in (self.label, self.hint, self.error, holder):
            box.addWidget(widget)

    def set_texts(self, label: str, hint: str, group: str) -> None:
        """group: the name of one group, with {n} and {all}."""
        self.label.setText(label)
        self.hint.setText(hint)
        for n, field in enumerate(self.groups, 1):
            field.setAccessibleName(f"{label}: {group.format(n=n, all=len(self.groups))}")

    @property
    def texts(self) -> list[str]:
        """What stands in each group."""
        return [self._tidy(field.text()) for field in self.groups]

    @property
    def code(self) -> str:
        """The groups, joined with hyphens."""
        return "-".join(self.texts)

    def show_error(self, error: str, group: int = 0) -> None:
        """What is wrong, and the group that is looked at first, from 1; 0 for none. The group
        takes the focus."""
        self.error.setText(error)
        self.error.setVisible(bool(error))
        for n, field in enumerate(self.groups, 1):
            field.setProperty("wrong", n == group and bool(error))
            field.setAccessibleDescription(error if n == group else "")
            restyle(field)
        if error:
            found = self.groups[max(group, 1) - 1]
            found.setFocus(Qt.FocusReason.OtherFocusReason)
            found.selectAll()

    def clear(self) -> None:
        """Empty groups without an error."""
        for field in self.groups:
            field.clear()
        self.show_error("")

    def _edited(self, n: int, text: str) -> None:
        letters = self._tidy(text)
        head, rest = letters[: self._size], letters[self._size :]
        field = self.groups[n]
        if head != text:
            at = min(field.cursorPosition(), len(head))
            field.setText(head)
            field.setCursorPosition(at)
        last = n
        while rest and last + 1 < len(self.groups):
            last += 1
            self.groups[last].setText(rest[: self._size])
            rest = rest[self._size :]
        full = len(self.groups[last].text()) == self._size
        typed_to_end = field.cursorPosition() == self._size
        if last == n and full and typed_to_end and last + 1 < len(self.groups):
            last += 1
        if last != n:
            self.groups[last].setFocus(Qt.FocusReason.OtherFocusReason)
            self.groups[last].selectAll()

    def _back(self, n: int) -> None:
        if n:
            self.groups[n - 1].setFocus(Qt.FocusReason.OtherFocusReason)
            self.groups[n - 1].end(False)
