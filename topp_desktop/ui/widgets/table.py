"""A table for eyes, keyboard and screen reader; copied rows paste into a spreadsheet."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from PySide6.QtCore import (
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
)
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableWidget,
    QTableWidgetItem,
)

from topp_desktop.ui.timers import one_shot
from topp_desktop.ui.widgets.follow import reveal

_PADDING = 26
"""Room of a cell beside its text: what the style sheet gives it, and a little air."""
_EDGES, _ABOVE_AND_BELOW = 22, 14
_Index = QModelIndex | QPersistentModelIndex
_FORMULA = ("=", "+", "-", "@", "\t")


class _Wrapping(QStyledItemDelegate):
    """Measures wrapped text in the room that the style sheet's padding leaves it."""

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        size = super().sizeHint(option, index)
        # PySide6 types options without the fields of their base classes.
        shown: Any = QStyleOptionViewItem(option)
        self.initStyleOption(shown, index)
        room = QRect(0, 0, max(1, shown.rect.width() - _EDGES), 100_000)
        wrapped = shown.fontMetrics.boundingRect(room, Qt.TextFlag.TextWordWrap, shown.text)
        return QSize(size.width(), max(size.height(), wrapped.height() + _ABOVE_AND_BELOW))


class Table(QTableWidget):
    """Rows of plain text; Ctrl+C copies the rows chosen, with the header, as tabbed text."""

    roomy = 0
    """The column that takes the room that is left over, where columns are balanced."""

    def __init__(
        self, name: str = "", *, whole_height: bool = False, balanced: bool = False
    ) -> None:
        super().__init__()
        self._balanced = balanced
        self._whole_height = whole_height
        self.setAccessibleName(name)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setShowGrid(False)
        self.setWordWrap(True)
        self.setItemDelegate(_Wrapping(self))
        self.setTabKeyNavigation(False)
        self.verticalHeader().hide()
        self.horizontalHeader().setHighlightSections(False)
        self.horizontalHeader().setDefaultAlignment(
            Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        )
        # Columns get their width after the rows were measured: measure again once they have it.
        self._again = one_shot(self, 0)
        self._again.timeout.connect(self._fit)
        self.horizontalHeader().sectionResized.connect(lambda *_: self._again.start())
        if whole_height:
            self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def show_rows(
        self,
        header: Sequence[str],
        rows: Sequence[Sequence[str]],
        *,
        stretch: int = 0,
        numbers: Sequence[int] = (),
    ) -> None:
        """`stretch`: the column that takes the room; `numbers`: columns aligned to the right."""
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        self.clear()
        self.setColumnCount(len(header))
        for x, words in enumerate(header):
            head = QTableWidgetItem(words)
            if x in numbers:
                head.setTextAlignment(right)
            self.setHorizontalHeaderItem(x, head)
        self.setRowCount(len(rows))
        for y, cells in enumerate(rows):
            for x, words in enumerate(cells):
                item = QTableWidgetItem(words)
                if x in numbers:
                    item.setTextAlignment(right)
                self.setItem(y, x, item)
        for x in range(len(header)):
            mode = (
                QHeaderView.ResizeMode.Stretch
                if x == stretch
                else QHeaderView.ResizeMode.ResizeToContents
            )
            self.horizontalHeader().setSectionResizeMode(x, mode)
        self._fit()

    def text(self) -> str:
        """Header and rows (those chosen, or all) as tabbed lines for a spreadsheet.

        A cell that a spreadsheet would take for a formula is preceded by an apostrophe.
        """
        chosen = sorted({index.row() for index in self.selectedIndexes()})
        across = range(self.columnCount())
        heads = [self.horizontalHeaderItem(x) for x in across]
        cells = [[self.item(y, x) for x in across] for y in chosen or range(self.rowCount())]
        lines = [[cell.text() if cell else "" for cell in line] for line in (heads, *cells)]
        return tabbed(lines)

    def copy(self) -> None:
        """Puts `text` on the clipboard."""
        QGuiApplication.clipboard().setText(self.text())

    def scrollTo(
        self,
        index: _Index,
        hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible,
    ) -> None:
        """The page scrolls as well where the table shows all its rows; Qt asks for it when keys
        go to another row, and not for clicks."""
        super().scrollTo(index, hint)
        if self.hasFocus():
            reveal(self.viewport(), self.visualRect(index))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
            return
        super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in {QEvent.Type.FontChange, QEvent.Type.StyleChange}:
            self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._fit()

    def _fit(self) -> None:
        if self._balanced:
            self._balance()
        self.resizeRowsToContents()
        if self._whole_height:
            rows = sum(self.rowHeight(y) for y in range(self.rowCount()))
            scroll = self.horizontalScrollBar()
            below = scroll.sizeHint().height() if scroll.maximum() > 0 else 0
            self.setFixedHeight(rows + self.horizontalHeader().sizeHint().height() + below + 4)

    def _balance(self) -> None:
        """No word is ever cut: columns share what their longest words leave, or one scrolls."""
        header, room = self.horizontalHeader(), self.viewport().width()
        words, lines = [], []
        least = header.minimumSectionSize()
        for x in range(self.columnCount()):
            head = self.horizontalHeaderItem(x)
            texts = [item.text() for y in range(self.rowCount()) if (item := self.item(y, x))]
            metrics = self.fontMetrics()
            # A header does not wrap.
            whole = header.fontMetrics().horizontalAdvance(head.text()) if head else 0
            longest = [metrics.horizontalAdvance(text) for text in texts]
            single = [metrics.horizontalAdvance(word) for text in texts for word in text.split()]
            lines.append(max(least, max([whole, *longest]) + _PADDING))
            words.append(max(least, max([whole, *single]) + _PADDING))
        spare, wanted = room - sum(words), sum(lines) - sum(words)
        share = min(1.0, max(0, spare) / wanted) if wanted > 0 else 0.0
        widths = [int(w + (line - w) * share) for w, line in zip(words, lines, strict=True)]
        if widths and sum(widths) < room:
            widths[self.roomy] += room - sum(widths)
        for x, width in enumerate(widths):
            header.setSectionResizeMode(x, QHeaderView.ResizeMode.Fixed)
            self.setColumnWidth(x, width)


def tabbed(lines: Iterable[Sequence[str]]) -> str:
    """Lines of cells as a spreadsheet pastes them; nothing of it runs as a formula."""
    return "\n".join("\t".join(_harmless(cell) for cell in line) for line in lines)


def _harmless(cell: str) -> str:
    cell = cell.replace("\t", " ").replace("\n", " ")
    starts = cell.startswith(_FORMULA)
    number = cell[1:].replace(",", "").replace(".", "").replace(" ", "").isdigit()
    return f"'{cell}" if starts and not number else cell
