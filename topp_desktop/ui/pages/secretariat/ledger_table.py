"""The ledger as a table: thousands of rows, each with its result as a word on a tint."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QPersistentModelIndex,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import (
    QFontMetrics,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
)

from topp_desktop.services.exchange.outcome_texts import outcome_text
from topp_desktop.services.secretariat.inbox import InboxRow
from topp_desktop.ui.hub import Desk
from topp_desktop.ui.theme.theme import Theme
from topp_desktop.ui.widgets.table import tabbed

RESULT, NEXT = 2, 4
_NARROWEST = (170, 84, 276, 180, 170)
"""Widths below which the table scrolls sideways rather than cutting words."""
_Index = QModelIndex | QPersistentModelIndex


class LedgerModel(QAbstractTableModel):
    """Rows of the inbox in words."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._rows: Sequence[InboxRow] = ()

    def show_rows(self, rows: Sequence[InboxRow]) -> None:
        """Takes other rows."""
        self.beginResetModel()
        self._rows = rows
        self.__dict__.pop("header", None)
        self.endResetModel()

    def row(self, index: int) -> InboxRow:
        """One row."""
        return self._rows[index]

    @cached_property
    def header(self) -> tuple[str, ...]:
        """The names of the columns."""
        words = self._desk.words
        return (
            words.gettext("Institution or file"),
            words.gettext("Country"),
            words.gettext("Result"),
            words.gettext("Detail"),
            words.gettext("Next step"),
        )

    def texts(self, row: InboxRow) -> tuple[str, ...]:
        """The cells of a row."""
        words = self._desk.words
        said = outcome_text(row.outcome, words)
        measured = words.gettext("Measurement {round}").format(round=row.round) if row.round else ""
        detail = " · ".join(part for part in (measured, said.sentence) if part)
        return (
            row.name or row.file,
            row.country or "–",
            said.title,
            detail,
            said.next_step if row.needs_something else "–",
        )

    def rowCount(self, parent: _Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._rows)

    def columnCount(self, parent: _Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else 5

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row = self._rows[index.row()]
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}:
            return self.texts(row)[index.column()]
        if role == Qt.ItemDataRole.UserRole:
            return row.outcome.state
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self.header[section]
        return None


class _Cells(QStyledItemDelegate):
    """Two lines of text a row; the result as a tag, the next step in the accent."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        return QSize(80, self._theme.px(56))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        theme, px = self._theme, self._theme.px
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(option.rect, theme.color("accent-tint"))
        box = option.rect
        painter.fillRect(box.left(), box.bottom(), box.width(), 1, theme.color("line"))
        inner = box.adjusted(px(8), px(4), -px(8), -px(4))
        text = str(index.data())
        if index.column() == RESULT:
            self._tag(painter, inner, text, str(index.data(Qt.ItemDataRole.UserRole)))
        else:
            bold = index.column() in {0, NEXT} and text != "–"
            painter.setFont(theme.font("small", "semibold" if bold else "regular"))
            painter.setPen(theme.color("accent-dark" if index.column() == NEXT and bold else "ink"))
            painter.drawText(
                inner,
                int(Qt.AlignmentFlag.AlignVCenter),
                self._two_lines(text, inner.width(), painter),
            )
        painter.restore()

    def _two_lines(self, text: str, width: int, painter: QPainter) -> str:
        """As much of the text as fits into two lines; the rest is in the panel below."""
        metrics = QFontMetrics(painter.font())
        if metrics.horizontalAdvance(text) <= width:
            return text
        words, first = text.split(), ""
        while words and metrics.horizontalAdvance(f"{first} {words[0]}".strip()) <= width:
            first = f"{first} {words.pop(0)}".strip()
        rest = metrics.elidedText(" ".join(words), Qt.TextElideMode.ElideRight, width)
        return f"{first}\n{rest}" if first else rest

    def _tag(self, painter: QPainter, box: Any, text: str, state: str) -> None:
        theme, px = self._theme, self._theme.px
        painter.setFont(theme.font("small", "semibold"))
        metrics = QFontMetrics(painter.font())
        shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, box.width() - px(18))
        width, height = metrics.horizontalAdvance(shown) + px(18), metrics.height() + px(4)
        pill = QRectF(box.left(), box.center().y() - height / 2, width, height)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.color(f"{state}-tint"))
        painter.drawRoundedRect(pill, height / 2, height / 2)
        painter.setPen(theme.color(state))
        painter.drawText(pill, int(Qt.AlignmentFlag.AlignCenter), shown)


class LedgerTable(QTableView):
    """Read only; Ctrl+C copies the rows chosen, or all of them, for a spreadsheet."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._theme = desk.theme
        self.ledger = LedgerModel(desk)
        self.setModel(self.ledger)
        self._cells = _Cells(desk.theme)
        self.setItemDelegate(self._cells)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.fit()

    def fit(self) -> None:
        """Rows and columns for the text size of the moment."""
        px = self._theme.px
        self.verticalHeader().setDefaultSectionSize(px(56))
        header = self.horizontalHeader()
        wide = self.viewport().width() >= px(sum(_NARROWEST))
        for column, narrowest in enumerate(_NARROWEST):
            grows = wide and column not in {1, RESULT}
            mode = QHeaderView.ResizeMode.Stretch if grows else QHeaderView.ResizeMode.Fixed
            header.setSectionResizeMode(column, mode)
            self.setColumnWidth(column, px(narrowest))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.fit()

    def show_rows(self, name: str, rows: Sequence[InboxRow]) -> None:
        """Takes other rows; `name` is what a screen reader says."""
        self.setAccessibleName(name)
        self.ledger.show_rows(rows)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy):
            chosen = sorted({index.row() for index in self.selectedIndexes()})
            rows = [self.ledger.row(n) for n in chosen or range(self.ledger.rowCount())]
            lines = [self.ledger.header, *(self.ledger.texts(row) for row in rows)]
            QGuiApplication.clipboard().setText(tabbed(lines))
            return
        super().keyPressEvent(event)
