"""The cells of the entry grid: how they are painted, and the line in which a text is written."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem, QWidget

from topp_desktop.domain.assessment import Response, as_level, present
from topp_desktop.domain.instrument import Item
from topp_desktop.ui.hub import Desk
from topp_desktop.ui.pages.entry.keys import ELEMENT_KEYS, Column
from topp_desktop.ui.widgets import LineField

if TYPE_CHECKING:
    from topp_desktop.ui.pages.entry.table import EntryTable

Index = QModelIndex | QPersistentModelIndex
_LONGEST = {Column.NOTE: 4000, Column.REASON: 1000}
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_BOX, _GAP = 20, 4
_EDITOR = 360


class EntryDelegate(QStyledItemDelegate):
    """Paints every cell; `wrote` carries an index and the text that was written there."""

    wrote = Signal(object, str)

    def __init__(self, desk: Desk, table: EntryTable) -> None:
        super().__init__(table)
        self._desk = desk
        self._table = table
        self.wrong: Index | None = None
        """The cell in which a key was refused last."""
        self.editor: LineField | None = None
        self.ended = 0
        """The key that ended the editor: Enter, Tab, Backtab, or 0."""
        self._text_before = ""

    # --- painting -----------------------------------------------------------------------------

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        theme, column, row = self._desk.theme, Column(index.column()), index.row()
        here = self._table.currentIndex()
        current = here.row() == row
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        whole: Any = option.rect
        painter.fillRect(whole, theme.color("accent-tint" if current else "card"))
        painter.setPen(QPen(theme.color("line"), 1))
        painter.drawLine(whole.bottomLeft(), whole.bottomRight())
        inner = QRectF(whole).adjusted(theme.px(8), 0, -theme.px(8), -1)
        if column >= Column.ANSWER:
            self._frame(painter, QRectF(whole), index, focused=current and here == index)
        if column is Column.ANSWER:
            self._answer(painter, inner, row)
        else:
            muted = column in {Column.NUMBER, Column.CODE}
            self._text(painter, inner, str(index.data()), "muted" if muted else "ink")
        painter.restore()

    def _frame(self, painter: QPainter, whole: QRectF, index: Index, *, focused: bool) -> None:
        """An outline as of a field; the current cell has the ring of the focus."""
        theme = self._desk.theme
        box = whole.adjusted(2.5, 2.5, -2.5, -3.5)
        wrong = self.wrong is not None and self.wrong == index
        if wrong:
            painter.setBrush(theme.color("trouble-tint"))
            painter.setPen(QPen(theme.color("trouble"), 2))
        elif focused:
            painter.setBrush(theme.color("card"))
            painter.setPen(QPen(theme.color("focus" if self._table.hasFocus() else "edge"), 2))
        else:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(theme.color("line"), 1))
        painter.drawRoundedRect(box, 5, 5)

    def _text(self, painter: QPainter, box: QRectF, text: str, colour: str) -> None:
        font = self._desk.theme.font("small")
        painter.setFont(font)
        painter.setPen(self._desk.theme.color(colour))
        shown = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, int(box.width()))
        painter.drawText(box, _LEFT, shown)

    def _answer(self, painter: QPainter, box: QRectF, row: int) -> None:
        """A level as a chip in its colour with its name; the elements of a checklist as boxes."""
        entries = self._table.entries
        response, item = entries.response(row), entries.items[row]
        if entries.wish == row:
            self._text(painter, box, entries.said(row, Column.ANSWER), "attention")
        elif (level := as_level(response.answer)) is not None:
            side = self._desk.theme.px(22)
            chip = QRectF(box.left(), box.center().y() - side / 2, side, side)
            self._square(painter, chip, str(level), f"level-{level}", f"ink-on-level-{level}")
            name = box.adjusted(side + self._desk.theme.px(8), 0, 0, 0)
            self._text(painter, name, self._desk.wording.level(level), "ink")
        elif item.elements and not isinstance(response.answer, str):
            self._elements(painter, box, item, response)
        else:
            self._text(painter, box, entries.said(row, Column.ANSWER), "ink")

    def _elements(self, painter: QPainter, box: QRectF, item: Item, response: Response) -> None:
        px = self._desk.theme.px
        there = present(response.answer)
        for place, (key, element) in enumerate(zip(ELEMENT_KEYS, item.elements, strict=False)):
            left = box.left() + place * px(_BOX + _GAP)
            square = QRectF(left, box.center().y() - px(_BOX) / 2, px(_BOX), px(_BOX))
            if element in there:
                self._square(painter, square, key, "accent", "ink-on-accent")
            elif response.answer is None:
                self._square(painter, square, key, "card", "muted")
            else:
                self._square(painter, square, key, "neutral-tint", "neutral")

    def _square(self, painter: QPainter, box: QRectF, sign: str, ground: str, ink: str) -> None:
        theme = self._desk.theme
        painter.setBrush(theme.color(ground))
        painter.setPen(QPen(theme.color("edge"), 1))
        painter.drawRoundedRect(box, 4, 4)
        painter.setPen(theme.color(ink))
        painter.setFont(theme.font("small", "semibold"))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, sign)

    def elements_width(self, count: int) -> int:
        """Width of a cell with the boxes of so many elements."""
        return self._desk.theme.px(count * (_BOX + _GAP) + 16) if count else 0

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(self._desk.theme.px(60), self._desk.theme.px(36))

    # --- writing ------------------------------------------------------------------------------

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        column = Column(index.column())
        editor = LineField(
            str(index.data(Qt.ItemDataRole.AccessibleTextRole)), longest=_LONGEST[column]
        )
        editor.setParent(parent)
        editor.setPlaceholderText(
            self._desk.words.gettext("Why does it not apply?") if column is Column.REASON else ""
        )
        self.editor, self.ended = editor, 0
        return editor

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        assert isinstance(editor, LineField)
        if not editor.isModified():
            editor.setText(" ".join(str(index.data(Qt.ItemDataRole.EditRole)).split()))
            self._text_before = editor.text()

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        assert isinstance(editor, LineField)
        text = editor.text().strip()
        # A text of several lines that nobody touched keeps its lines.
        if text != self._text_before:
            self._text_before = text
            self.wrote.emit(index, text)

    def updateEditorGeometry(  # noqa: N802 — Qt's own name
        self, editor: QWidget, option: QStyleOptionViewItem, index: Index
    ) -> None:
        # Wider than its cell, to see what one writes; it ends where the cell ends.
        cell: Any = option.rect
        width = min(max(cell.width(), self._desk.theme.px(_EDITOR)), cell.right() + 1)
        editor.setGeometry(cell.right() + 1 - width, cell.top(), width, cell.height())

    def destroyEditor(self, editor: QWidget, index: Index) -> None:  # noqa: N802
        self.editor = None
        super().destroyEditor(editor, index)

    def eventFilter(self, editor: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            keys = {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab, Qt.Key.Key_Backtab}
            if event.key() in keys and isinstance(editor, QWidget):
                self.ended = event.key()
                self.commitData.emit(editor)
                self.closeEditor.emit(editor)
                return True
        return super().eventFilter(editor, event)
