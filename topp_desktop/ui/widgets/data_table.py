"""A table that is as high as its rows, and that a spreadsheet takes from the clipboard."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QSizePolicy,
    QTableWidget,
    QTableWidgetItem,
)

from topp_desktop.charts.shapes import Table

_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def spreadsheet_text(rows: Iterable[Sequence[str]]) -> str:
    """Rows as a spreadsheet pastes them: tabs between cells, nothing that runs as a formula."""
    return "\n".join("\t".join(_cell(text) for text in row) for row in rows) + "\n"


def _cell(text: str) -> str:
    line = " ".join(text.split())
    return f"'{line}" if line.startswith(_FORMULA_STARTS) and not _is_number(line) else line


def _is_number(text: str) -> bool:
    return text[1:].replace(",", "").replace(".", "").isdigit()


class DataTable(QTableWidget):
    """Shows a `charts.shapes.Table`; read only. Ctrl+C copies what is selected, or everything."""

    def __init__(self, name: str = "") -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ContiguousSelection)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setWordWrap(True)
        self.setCornerButtonEnabled(False)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_table(self, table: Table) -> None:
        """Takes the rows of a picture's table."""
        self.setColumnCount(len(table.header))
        self.setRowCount(len(table.rows))
        self.setHorizontalHeaderLabels(list(table.header))
        for row, texts in enumerate(table.rows):
            for column, text in enumerate(texts):
                self.setItem(row, column, QTableWidgetItem(text))
        header = self.horizontalHeader()
        for column in range(len(table.header)):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)
        self._fit()

    def whole(self) -> str:
        """Header and rows for the clipboard."""
        return self._text(range(self.rowCount()), range(self.columnCount()), header=True)

    def copy_selection(self) -> None:
        """Puts what is selected on the clipboard; the whole table where nothing is."""
        ranges = self.selectedRanges()
        one_cell = len(self.selectedItems()) <= 1
        if not ranges or one_cell:
            text = self.whole()
        else:
            chosen = ranges[0]
            text = self._text(
                range(chosen.topRow(), chosen.bottomRow() + 1),
                range(chosen.leftColumn(), chosen.rightColumn() + 1),
                header=False,
            )
        QGuiApplication.clipboard().setText(text)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy_selection()
            return
        super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in {QEvent.Type.FontChange, QEvent.Type.StyleChange}:
            self._fit()

    def sizeHint(self) -> QSize:
        return QSize(200, self._height())

    def minimumSizeHint(self) -> QSize:
        return QSize(120, self._height())

    def _height(self) -> int:
        rows = sum(self.rowHeight(row) for row in range(self.rowCount()))
        return self.horizontalHeader().sizeHint().height() + rows + 2 * self.frameWidth() + 2

    def _fit(self) -> None:
        self.resizeRowsToContents()
        self.setFixedHeight(self._height())

    def _text(self, rows: Sequence[int], columns: Sequence[int], *, header: bool) -> str:
        def said(row: int, column: int) -> str:
            item = self.item(row, column)
            return item.text() if item is not None else ""

        lines = [[said(row, column) for column in columns] for row in rows]
        if header:
            names = [self.horizontalHeaderItem(c) for c in columns]
            lines.insert(0, [name.text() if name is not None else "" for name in names])
        return spreadsheet_text(lines)
