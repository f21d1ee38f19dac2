"""A whole number within bounds, typed or stepped with the arrow keys."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QIntValidator, QKeyEvent

from topp_desktop.ui.timers import one_shot
from topp_desktop.ui.widgets.fields import LineField

_PAUSE_MS = 400
_STEPS = {Qt.Key.Key_Up: 1, Qt.Key.Key_Down: -1, Qt.Key.Key_PageUp: 5, Qt.Key.Key_PageDown: -5}


class NumberField(LineField):
    """`changed` comes when the writer pauses or leaves; what is out of bounds is brought in."""

    changed = Signal(int)

    def __init__(self, lowest: int, highest: int) -> None:
        super().__init__(longest=len(str(highest)))
        self._lowest, self._highest = lowest, highest
        self._value = lowest
        self.setValidator(QIntValidator(0, highest, self))
        self._pause = one_shot(self, _PAUSE_MS)
        self._pause.timeout.connect(self.flush)
        self.textEdited.connect(lambda _: self._pause.start())
        self.show_value(lowest)

    @property
    def value(self) -> int:
        """The number that was handed over last."""
        return self._value

    def show_value(self, value: int) -> None:
        """Shows a number without `changed`; what is being typed at the moment stays."""
        self._value = value
        if not self._pause.isActive() and self.text() != str(value):
            self.setText(str(value))

    def flush(self) -> None:
        """Hands over what was typed."""
        self._pause.stop()
        typed = int(self.text()) if self.text().isdecimal() else self._value
        value = min(max(typed, self._lowest), self._highest)
        if not self.hasFocus() or typed == value:
            self.setText(str(value))
        if value != self._value:
            self._value = value
            self.changed.emit(value)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = _STEPS.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
            return
        typed = int(self.text()) if self.text().isdecimal() else self._value
        self.setText(str(min(max(typed + step, self._lowest), self._highest)))
        self._pause.start()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.flush()
