"""Messages inside the page: what is missing, what went wrong, what to do where nothing is yet."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from itertools import pairwise

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleEvent, QIcon
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from topp_desktop.ui.widgets.buttons import Button
from topp_desktop.ui.widgets.card import clear, row
from topp_desktop.ui.widgets.changes import when_changed
from topp_desktop.ui.widgets.tags import State
from topp_desktop.ui.widgets.text import Text

_OTHER = Qt.FocusReason.OtherFocusReason


class Notice(QFrame):
    """A sentence on a state's tint with a bar at its left."""

    def __init__(self, text: str = "", state: State = "attention") -> None:
        super().__init__()
        self.setProperty("notice", state)
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(14, 10, 14, 10)
        self.text = Text(text)
        self.body.addWidget(self.text)


class ErrorSummary(QFrame):
    """What has to be put right before one can go on; takes the focus, each line leads there."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("notice", "trouble")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        box = QVBoxLayout(self)
        box.setContentsMargins(16, 12, 16, 12)
        box.setSpacing(4)
        self._title = Text("", role="card")
        self._lines = QVBoxLayout()
        box.addWidget(self._title)
        box.addLayout(self._lines)
        self._open: dict[QWidget, None] = {}
        self._jumps: dict[QWidget, Button] = {}
        self._watched: set[QWidget] = set()
        self.hide()

    def _corrected(self, field: QWidget) -> None:
        """The line of a field that is being corrected goes; with the last one all of it."""
        if field in self._open:
            del self._open[field]
            self._jumps.pop(field).hide()
            self.setVisible(bool(self._open))

    def show_errors(self, title: str, errors: Sequence[tuple[str, QWidget]]) -> None:
        """(sentence, field) for each; without any the summary goes away."""
        clear(self._lines)
        self._open = dict.fromkeys(field for _, field in errors)
        self.setVisible(bool(errors))
        self._title.setText(title)
        self.setAccessibleName(". ".join([title, *(words for words, _ in errors)]))
        for words, field in errors:
            jump = Button(words, partial(field.setFocus, _OTHER), kind="link")
            self._lines.addWidget(jump)
            self._jumps[field] = jump
            if field not in self._watched:
                self._watched.add(field)
                when_changed(field, partial(self._corrected, field))
        # They are made after the page's order of Tab was.
        for one, other in pairwise([self, *self.findChildren(Button)]):
            QWidget.setTabOrder(one, other)
        if errors:
            self.setFocus(_OTHER)


class ErrorPanel(QFrame):
    """A known fault: what happened, what it means for the data, what to do next."""

    closed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("notice", "trouble")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        box = QVBoxLayout(self)
        box.setContentsMargins(18, 12, 18, 14)
        box.setSpacing(4)
        self._title = Text("", role="card")
        self._cause = Text()
        self._next = Text(weight="semibold")
        self._close = Button("", self._shut, small=True)
        for widget in (self._title, self._cause, self._next):
            box.addWidget(widget)
        box.addSpacing(4)
        box.addLayout(row(self._close))
        self.hide()

    def show_fault(
        self, title: str, cause: str, next_step: str, close: str, *, focus: bool = True
    ) -> None:
        """Shows itself and takes the focus, unless work goes on elsewhere meanwhile; `close` is
        the word on its button."""
        self._title.setText(title)
        self._cause.setText(cause)
        self._next.setText(next_step)
        self._close.set_text(close)
        self.setAccessibleName(f"{title}. {cause} {next_step}")
        self.show()
        if focus:
            self.setFocus(_OTHER)
        else:
            QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.Alert))

    def _shut(self) -> None:
        self.hide()
        self.closed.emit()


class EmptyState(QFrame):
    """A page without content says what it will hold and what to do now."""

    def __init__(
        self,
        title: str = "",
        text: str = "",
        action: str = "",
        pressed: Callable[[], object] | None = None,
        icon: QIcon | None = None,
    ) -> None:
        super().__init__()
        self.setProperty("kind", "card")
        box = QVBoxLayout(self)
        box.setContentsMargins(28, 40, 28, 40)
        box.setSpacing(8)
        if icon is not None:
            picture = Text(wrap=False)
            picture.setPixmap(icon.pixmap(40, 40))
            box.addWidget(picture, 0, Qt.AlignmentFlag.AlignHCenter)
        self.title = Text(title, role="card")
        self.text = Text(text, tone="muted")
        for label in (self.title, self.text):
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            box.addWidget(label)
        self.button = Button(action, pressed, kind="primary")
        box.addSpacing(8)
        box.addWidget(self.button, 0, Qt.AlignmentFlag.AlignHCenter)
        # Only now: without a parent it would be a window for a moment.
        self.button.setVisible(bool(action))

    def set_texts(self, title: str, text: str, action: str = "") -> None:
        """The words of the moment's language."""
        self.title.setText(title)
        self.text.setText(text)
        self.button.set_text(action)
        self.button.setVisible(bool(action))
