"""Fields with their labels: lines, paragraphs, lists to choose from."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, TypeVar

from PySide6.QtCore import QEvent, QMimeData, Qt, Signal
from PySide6.QtGui import (
    QClipboard,
    QContextMenuEvent,
    QDropEvent,
    QFocusEvent,
    QGuiApplication,
    QInputMethodEvent,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPaintEvent,
    QPalette,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import (
    QComboBox,
    QLineEdit,
    QMenu,
    QPlainTextEdit,
    QSizePolicy,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionComboBox,
    QStylePainter,
    QVBoxLayout,
    QWidget,
)

from topp_desktop.ui.timers import one_shot
from topp_desktop.ui.widgets.changes import when_changed
from topp_desktop.ui.widgets.limited import Limited
from topp_desktop.ui.widgets.text import Text, restyle, set_tooltip

_PAUSE_MS = 700
MOST_SHOWN = 8
"""Rows of an open list; it scrolls where there are more."""
_BESIDE = 4
W = TypeVar("W", bound=QWidget)


class LineField(Limited, QLineEdit):
    """One line of text. However it comes in, by keys, pasted or dropped: not more than fits."""

    shortened = Signal(int, int)
    """(characters that came in, characters that should have)"""
    lines = False

    def __init__(self, name: str = "", *, longest: int = 300) -> None:
        super().__init__()
        self.set_longest(longest)
        self.setAccessibleName(name)

    def set_longest(self, longest: int) -> None:
        """How many characters it takes from now on."""
        self.longest = longest
        # Qt counts some characters twice; it may cut nothing that is on record.
        self.setMaxLength(2 * longest)

    def content(self) -> str:
        return self.text()

    def selected(self) -> str:
        return self.selectedText()

    def paste(self) -> None:
        """What the clipboard holds, as far as it fits."""
        if not self.isReadOnly():
            self.bring_in(QGuiApplication.clipboard().text(), self.insert)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Paste):
            self.paste()
        elif not self._refuses(event):
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        menu = self.menu()
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(event.globalPos())

    def menu(self) -> QMenu:
        """What the right button offers."""
        menu = self.createStandardContextMenu()
        for action in menu.actions():
            # Qt's own pastes behind our back.
            if action.objectName() == "edit-paste":
                action.triggered.disconnect()
                action.triggered.connect(self.paste)
        return menu

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        def insert(text: str) -> None:
            event.setCommitString(text, event.replacementStart(), event.replacementLength())
            super(LineField, self).inputMethodEvent(event)

        self.bring_in(event.commitString(), insert)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        clipboard = QGuiApplication.clipboard()
        middle = event.button() == Qt.MouseButton.MiddleButton
        if middle and clipboard.supportsSelection() and not self.isReadOnly():
            self.deselect()
            self.bring_in(clipboard.text(QClipboard.Mode.Selection), self.insert)
        else:
            super().mouseReleaseEvent(event)

    def dropEvent(self, event: QDropEvent) -> None:
        if event.source() is self or self.isReadOnly():
            super().dropEvent(event)
            return
        self.deselect()

        def insert(text: str) -> None:
            data = QMimeData()
            data.setText(text)
            place, can = event.position(), event.possibleActions()
            dropped = QDropEvent(place, can, data, event.buttons(), event.modifiers())
            super(LineField, self).dropEvent(dropped)
            event.acceptProposedAction()

        self.bring_in(event.mimeData().text(), insert)


class PassphraseField(LineField):
    """A line that is not shown (`show_typed.ShowTyped` lets one look)."""

    counted = False

    def __init__(self) -> None:
        super().__init__(longest=200)
        self.setEchoMode(QLineEdit.EchoMode.Password)


class TextField(Limited, QPlainTextEdit):
    """Some lines of text; grows with what is written; Tab goes on to the next field.

    `written` comes when the writer pauses, leaves the field, or `flush` is called.
    """

    written = Signal(str)
    shortened = Signal(int, int)
    """(characters that came in, characters that should have)"""
    lines = True

    def __init__(
        self, name: str = "", *, rows: tuple[int, int] = (2, 8), longest: int = 4000
    ) -> None:
        super().__init__()
        self._rows = rows
        self.longest = longest
        self._dirty = False
        self.setAccessibleName(name)
        self.setTabChangesFocus(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        # A bar that comes and goes by itself changes the width, and that the height, and so on.
        for set_policy in (self.setHorizontalScrollBarPolicy, self.setVerticalScrollBarPolicy):
            set_policy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.document().setDocumentMargin(0)
        self._pause = one_shot(self, _PAUSE_MS)
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

    # --- what comes in --------------------------------------------------------------------------

    def content(self) -> str:
        return self.toPlainText()

    def selected(self) -> str:
        return self.textCursor().selectedText()

    def insertPlainText(self, text: str) -> None:  # noqa: N802 — Qt's own name
        self.bring_in(text, super().insertPlainText)

    def insertFromMimeData(self, source: QMimeData) -> None:  # noqa: N802 — Qt's own name
        self.insertPlainText(source.text())
        self.ensureCursorVisible()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self.isReadOnly() or not self._refuses(event):
            super().keyPressEvent(event)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        def insert(text: str) -> None:
            event.setCommitString(text, event.replacementStart(), event.replacementLength())
            super(TextField, self).inputMethodEvent(event)

        self.bring_in(event.commitString(), insert)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.flush()

    # --- how high it is -------------------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in {QEvent.Type.FontChange, QEvent.Type.StyleChange}:
            self._fit()

    def _changed(self) -> None:
        self._dirty = True
        self._pause.start()
        self._fit()

    def _fit(self) -> None:
        """A height from the lines and the frame: from nothing that the height changes."""
        fewest, most = self._rows
        if self.placeholderText() and not self.toPlainText():
            across = max(1, self.viewport().width())
            fewest = max(
                fewest, -(-self.fontMetrics().horizontalAdvance(self.placeholderText()) // across)
            )
        lines = self._lines(most + 1)
        frame = self.contentsMargins()
        self.setFixedHeight(
            max(fewest, min(lines, most)) * self.fontMetrics().lineSpacing()
            + frame.top()
            + frame.bottom()
            + 2
        )
        bar = Qt.ScrollBarPolicy
        self.setVerticalScrollBarPolicy(
            bar.ScrollBarAlwaysOn if lines > most else bar.ScrollBarAlwaysOff
        )

    def _lines(self, enough: int) -> int:
        """Lines at the present width, counted as far as `enough`."""
        count, block = 0, self.document().begin()
        layout = self.document().documentLayout()
        while block.isValid() and count < enough:
            # Asking for its place lays a paragraph out.
            layout.blockBoundingRect(block)
            count += block.lineCount()
            block = block.next()
        return min(count, enough)


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
        self.setMaxVisibleItems(MOST_SHOWN)
        self.setItemDelegate(QStyledItemDelegate(self))
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

    def paintEvent(self, _: QPaintEvent) -> None:
        """What has no room ends with "…", and can be read whole as a tooltip."""
        option: Any = QStyleOptionComboBox()
        self.initStyleOption(option)
        if self.currentIndex() < 0:
            option.currentText = self.placeholderText()
            option.palette.setBrush(
                QPalette.ColorRole.ButtonText,
                option.palette.brush(QPalette.ColorRole.PlaceholderText),
            )
        painter = QStylePainter(self)
        painter.drawComplexControl(QStyle.ComplexControl.CC_ComboBox, option)
        field = self.style().subControlRect(
            QStyle.ComplexControl.CC_ComboBox, option, QStyle.SubControl.SC_ComboBoxEditField, self
        )
        whole = option.currentText
        option.currentText = self.fontMetrics().elidedText(
            whole, Qt.TextElideMode.ElideRight, field.width() - _BESIDE
        )
        set_tooltip(self, whole if option.currentText != whole else "")
        painter.drawControl(QStyle.ControlElement.CE_ComboBoxLabel, option)


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
        # What is being corrected is no longer called wrong; whether it is right is said later.
        when_changed(field, self._corrected)

    def set_texts(self, label: str, hint: str = "") -> None:
        """The words of the moment's language."""
        self.label.setText(label)
        self.hint.setText(hint)
        self.hint.setVisible(bool(hint))
        self.field.setAccessibleName(label)
        self.field.setAccessibleDescription(hint)

    def _corrected(self) -> None:
        if self.error.text():
            self.show_error("")

    def show_error(self, error: str) -> None:
        """What is wrong with the field; "" when nothing is."""
        self.error.setText(error)
        self.error.setVisible(bool(error))
        self.field.setProperty("wrong", bool(error))
        self.field.setAccessibleDescription(error or self.hint.text())
        restyle(self.field)
