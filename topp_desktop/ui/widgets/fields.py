"""Fields with their labels: lines, paragraphs, lists to choose from."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import (
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from topp_desktop.ui.widgets.text import Text, restyle

_PAUSE_MS = 700
W = TypeVar("W", bound=QWidget)


class LineField(QLineEdit):
    """One line of text."""

    def __init__(self, name: str = "", *, longest: int = 300) -> None:
        super().__init__()
        self.setMaxLength(longest)
        self.setAccessibleName(name)


class PassphraseField(LineField):
    """A line that is not shown."""

    def __init__(self) -> None:
        super().__init__(longest=200)
        self.setEchoMode(QLineEdit.EchoMode.Password)


class TextField(QPlainTextEdit):
    """Some lines of text; grows with what is written; Tab goes on to the next field.

    `written` comes when the writer pauses, leaves the field, or `flush` is called.
    """

    written = Signal(str)

    def __init__(
        self, name: str = "", *, rows: tuple[int, int] = (2, 8), longest: int = 4000
    ) -> None:
        super().__init__()
        self._rows = rows
        self._longest = longest
        self._dirty = False
        self.setAccessibleName(name)
        self.setTabChangesFocus(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.document().setDocumentMargin(0)
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._pause.timeout.connect(self.flush)
        self.textChanged.connect(self._changed)

    def show_text(self, text: str) -> None:
        """Puts a text in without `written`; what is being written at the moment stays."""
        if self._dirty or self.toPlainText() == text:
            return
        self.blockSignals(True)
        self.setPlainText(text)
        self.blockSignals(False)
        self._fit()

    def flush(self) -> None:
        """Hands over what was written since the last time."""
        self._pause.stop()
        if self._dirty:
            self._dirty = False
            self.written.emit(self.toPlainText())

    def drop(self) -> None:
        """Forgets what was written since the last time."""
        self._pause.stop()
        self._dirty = False

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.flush()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in {QEvent.Type.FontChange, QEvent.Type.StyleChange}:
            self._fit()

    def _changed(self) -> None:
        if len(self.toPlainText()) > self._longest:
            cursor = self.textCursor()
            cursor.deletePreviousChar()
            return
        self._dirty = True
        self._pause.start()
        self._fit()

    def _fit(self) -> None:
        lines = round(self.document().size().height())
        fewest, most = self._rows
        if self.placeholderText() and not self.toPlainText():
            across = max(1, self.viewport().width())
            fewest = max(
                fewest, -(-self.fontMetrics().horizontalAdvance(self.placeholderText()) // across)
            )
        shown = max(fewest, min(lines, most))
        edges = self.height() - self.viewport().height()
        self.setFixedHeight(shown * self.fontMetrics().lineSpacing() + max(edges, 16) + 2)


class Choice(QComboBox):
    """A list to choose from; the wheel never changes it by accident."""

    chosen = Signal(object)

    def __init__(self, name: str = "") -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(10)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.activated.connect(lambda _: self.chosen.emit(self.currentData()))

    def show_options(self, options: Sequence[tuple[object, str]], value: object = None) -> None:
        """(value, words) in order; chooses `value` without telling anybody."""
        self.blockSignals(True)
        self.clear()
        for data, words in options:
            self.addItem(words, data)
        self.show_value(value)
        self.blockSignals(False)

    def show_value(self, value: object) -> None:
        """Chooses a value without `chosen`; nothing where there is no such option."""
        found = [n for n in range(self.count()) if self.itemData(n) == value]
        self.setCurrentIndex(found[0] if found else -1)

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()


class FieldRow(QWidget):
    """A label above its field, with a hint, and an error where there is one."""

    def __init__(self, field: QWidget, label: str = "", hint: str = "") -> None:
        super().__init__()
        self.field = field
        self.label = Text(label, weight="semibold")
        self.hint = Text(hint, role="small", tone="muted")
        self.error = Text("", role="small", weight="semibold", tone="trouble")
        self.label.setBuddy(field)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        for widget in (self.label, self.hint, self.error, field):
            layout.addWidget(widget)
        self.set_texts(label, hint)
        self.show_error("")

    def set_texts(self, label: str, hint: str = "") -> None:
        """The words of the moment's language."""
        self.label.setText(label)
        self.hint.setText(hint)
        self.hint.setVisible(bool(hint))
        self.field.setAccessibleName(label)
        self.field.setAccessibleDescription(hint)

    def show_error(self, error: str) -> None:
        """What is wrong with the field; "" when nothing is."""
        self.error.setText(error)
        self.error.setVisible(bool(error))
        self.field.setProperty("wrong", bool(error))
        self.field.setAccessibleDescription(error or self.hint.text())
        restyle(self.field)
