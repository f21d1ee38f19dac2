"""The entry grid as a table: how keys answer in it and move through it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import (
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QSizePolicy,
    QTableView,
    QWidget,
)

from topp_desktop.domain.assessment import NOT_APPLICABLE, Response, as_level
from topp_desktop.domain.errors import UserError
from topp_desktop.ui.hub import Desk
from topp_desktop.ui.pages.entry.cells import EntryDelegate
from topp_desktop.ui.pages.entry.keys import (
    TEXTS,
    Column,
    Keyed,
    cleared,
    is_empty,
    keyed,
    written,
)
from topp_desktop.ui.pages.entry.model import EntryModel

Index = QModelIndex | QPersistentModelIndex
_WIDTHS = {Column.NUMBER: 48, Column.CODE: 76, Column.GRADE: 150, Column.SURE: 112}
_LEAST = {Column.QUESTION: 170, Column.NOTE: 140, Column.REASON: 120}
_SHARES = {Column.QUESTION: 5, Column.NOTE: 3, Column.REASON: 2}
_ANSWER_WIDTH = 176
_ROW = 40
_LEAST_HEIGHT = 250


class EntryTable(QTableView):
    """Keys answers in without the mouse. Whatever is accepted goes to `record` at once."""

    rings_itself = True
    refused = Signal(str)
    """A key that means nothing here, in a sentence; the answers are as before."""
    accepted = Signal()
    finished = Signal()
    """The last question was answered."""
    row_shown = Signal(int)

    def __init__(self, desk: Desk, record: Callable[[Response], None]) -> None:
        super().__init__()
        self._desk = desk
        self._record = record
        self.across = False
        """True: after an answer comes its document and how sure; False: the next question."""
        self.entries = EntryModel(desk, self)
        self.cells = EntryDelegate(desk, self)
        self.setModel(self.entries)
        self.setItemDelegate(self.cells)
        self.cells.wrote.connect(self._wrote)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setProperty("kind", "grid")
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.DoubleClicked)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        head = self.horizontalHeader()
        head.setHighlightSections(False)
        head.setSectionsClickable(False)
        head.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        head.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        desk.theme_changed.connect(self._arrange)

    # --- what the page tells it ---------------------------------------------------------------

    def show_person(self, respondent: str) -> None:
        """Shows somebody's answers and goes to the first question without one."""
        self.entries.show(respondent)
        for column in (Column.GRADE, Column.SURE):
            self.setColumnHidden(column, not self.entries.leveled)
        self._arrange()
        self.go_to(self.entries.first_open(), Column.ANSWER)

    def go_to(self, row: int, column: Column) -> None:
        """Makes a cell the current one and shows it."""
        if 0 <= row < self.entries.rowCount():
            index = self.entries.index(row, column)
            self.setCurrentIndex(index)
            self.scrollTo(index)

    def finish_writing(self) -> None:
        """Takes in a text that is being written."""
        editor = self.cells.editor
        if editor is not None:
            self.commitData(editor)
            self.closeEditor(editor, QAbstractItemDelegate.EndEditHint.NoHint)

    @property
    def place(self) -> tuple[int, Column]:
        """Row and column of the current cell; row -1 where there is none."""
        index = self.currentIndex()
        return (index.row(), Column(index.column())) if index.isValid() else (-1, Column.ANSWER)

    # --- keys ---------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        row, column = self.place
        held = event.modifiers() & ~(
            Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier
        )
        if row < 0 or held:
            super().keyPressEvent(event)
        elif not self._go_about(event, row, column):
            self._press(event, row, column)

    def focusNextPrevChild(self, next_: bool) -> bool:
        """Tab goes from cell to cell; Escape leaves the table."""
        row, column = self.place
        if row < 0:
            return super().focusNextPrevChild(next_)
        columns = self._columns()
        if column not in columns:
            self.go_to(row, columns[0] if next_ else columns[-1])
            return True
        place = columns.index(column) + (1 if next_ else -1)
        row += place // len(columns)
        if not 0 <= row < self.entries.rowCount():
            return super().focusNextPrevChild(next_)
        self.go_to(row, columns[place % len(columns)])
        return True

    def _columns(self) -> list[Column]:
        """The columns in which something is keyed."""
        return [c for c in Column if c >= Column.ANSWER and not self.isColumnHidden(c)]

    def _go_about(self, event: QKeyEvent, row: int, column: Column) -> bool:
        """Moves; False for a key that does not move."""
        columns, last = self._columns(), self.entries.rowCount() - 1
        here = columns.index(column) if column in columns else 0
        key, page = event.key(), max(1, self.viewport().height() // self.rowHeight(0) - 1)
        back = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        places = {
            Qt.Key.Key_Up: (max(0, row - 1), column),
            Qt.Key.Key_Down: (min(last, row + 1), column),
            Qt.Key.Key_PageUp: (max(0, row - page), column),
            Qt.Key.Key_PageDown: (min(last, row + page), column),
            Qt.Key.Key_Left: (row, columns[max(0, here - 1)]),
            Qt.Key.Key_Right: (row, columns[min(len(columns) - 1, here + 1)]),
            Qt.Key.Key_Home: (0, Column.ANSWER),
            Qt.Key.Key_End: (last, Column.ANSWER),
        }
        if key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.go_to(max(0, row - 1) if back else min(last, row + 1), Column.ANSWER)
        elif key == Qt.Key.Key_Escape:
            super().focusNextPrevChild(True)
        elif key in places:
            self.go_to(*places[Qt.Key(key)])
        else:
            return False
        return True

    def _press(self, event: QKeyEvent, row: int, column: Column) -> None:
        response, key = self.entries.response(row), event.text()
        if event.key() in {Qt.Key.Key_Backspace, Qt.Key.Key_Delete}:
            self._clear(row, column, back=event.key() == Qt.Key.Key_Backspace)
        elif column in TEXTS:
            self._write(event, row, column)
        elif key and key.isprintable():
            shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            levels = self._desk.open_snapshot.instrument.level_count
            done = keyed(column, key, response, self.entries.items[row], levels, shift=shift)
            if done is None:
                self._refuse(row, key)
            elif done.wish:
                self._wish(row)
            else:
                self._take(done, row, column)
        else:
            event.ignore()

    def _take(self, done: Keyed, row: int, column: Column) -> None:
        self._record(done.response)
        self.cells.wrong = None
        self.accepted.emit()
        if done.onward:
            self._go_on(row, column, done.response)

    def _go_on(self, row: int, column: Column, response: Response) -> None:
        columns = [c for c in self._columns() if c not in TEXTS]
        further = self.across and as_level(response.answer) is not None and column in columns[:-1]
        if further:
            self.go_to(row, columns[columns.index(column) + 1])
        elif row + 1 < self.entries.rowCount():
            self.go_to(row + 1, Column.ANSWER if self.across or column in TEXTS else column)
        else:
            self.finished.emit()

    def _clear(self, row: int, column: Column, *, back: bool) -> None:
        response = self.entries.response(row)
        if not is_empty(column, response):
            if column is Column.REASON:
                column = Column.ANSWER
            self._record(cleared(column, response))
            self.accepted.emit()
        elif back and row > 0:
            self.go_to(row - 1, column)

    def _refuse(self, row: int, key: str) -> None:
        self.cells.wrong = self.currentIndex()
        self.entries.touch(row)
        self.refused.emit(
            self._desk.words.gettext("“{key}” means nothing here: nothing was changed.").format(
                key=key
            )
        )

    # --- texts --------------------------------------------------------------------------------

    def _wish(self, row: int) -> None:
        """ "Not applicable" asks for its reason in the same row."""
        self.entries.set_wish(row)
        self.go_to(row, Column.REASON)
        self.edit(self.currentIndex())

    def _write(self, event: QKeyEvent, row: int, column: Column) -> None:
        if column is Column.REASON and self.entries.response(row).answer != NOT_APPLICABLE:
            self.cells.wrong = self.currentIndex()
            self.entries.touch(row)
            sentence = self._desk.words.gettext(
                "A reason belongs to “not applicable”: press N in the column of the answer."
            )
            self.refused.emit(sentence)
            return
        if event.key() == Qt.Key.Key_F2:
            self.edit(self.currentIndex())
        elif event.text() and event.text().isprintable():
            self.edit(self.currentIndex())
            editor = self.cells.editor
            if editor is not None:
                editor.selectAll()
                editor.insert(event.text())
        else:
            event.ignore()

    def _wrote(self, index: QModelIndex, text: str) -> None:
        """The editor hands over its text."""
        row, column = index.row(), Column(index.column())
        response = self.entries.response(row)
        if column is Column.REASON and not text:
            return
        after = written(column, response, text)
        try:
            self._record(after)
        except UserError as fault:
            self._desk.show_fault(fault)
        else:
            self.accepted.emit()

    def closeEditor(self, editor: QWidget, hint: QAbstractItemDelegate.EndEditHint) -> None:  # noqa: N802
        """Enter goes on to the next question, Tab to the next cell; a reason has to be there."""
        row, column = self.place
        super().closeEditor(editor, QAbstractItemDelegate.EndEditHint.NoHint)
        key, self.cells.ended = self.cells.ended, 0
        if column is Column.REASON and self.entries.wish >= 0:
            wished = self.entries.wish
            self.entries.set_wish(-1)
            if self.entries.response(wished).answer != NOT_APPLICABLE:
                self.go_to(wished, Column.ANSWER)
                self.cells.wrong = self.currentIndex()
                self.refused.emit(
                    self._desk.words.gettext(
                        "“Not applicable” needs a reason: the answer is as it was before."
                    )
                )
                return
            column = Column.ANSWER
        if key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._go_on(row, Column.NOTE, self.entries.response(row))
        elif key == Qt.Key.Key_Tab:
            self.focusNextPrevChild(True)
        elif key == Qt.Key.Key_Backtab:
            self.focusNextPrevChild(False)

    # --- places -------------------------------------------------------------------------------

    def currentChanged(self, current: Index, previous: Index) -> None:  # noqa: N802
        super().currentChanged(current, previous)
        if self.cells.wrong is not None and current != self.cells.wrong:
            self.cells.wrong = None
        for index in (current, previous):
            if index.isValid():
                self.entries.touch(index.row())
        if current.isValid():
            self.row_shown.emit(current.row())

    def sizeHint(self) -> QSize:
        return QSize(self._desk.theme.px(600), self._desk.theme.px(_LEAST_HEIGHT))

    def minimumSizeHint(self) -> QSize:
        return QSize(self._desk.theme.px(160), self._desk.theme.px(_LEAST_HEIGHT))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "entries"):
            self._arrange()

    def _arrange(self) -> None:
        """Widths for the room there is; the texts share what the others leave."""
        px = self._desk.theme.px
        self.verticalHeader().setDefaultSectionSize(px(_ROW))
        widths = {column: px(width) for column, width in _WIDTHS.items()}
        longest = max((len(item.elements) for item in self.entries.items), default=0)
        widths[Column.ANSWER] = max(px(_ANSWER_WIDTH), self.cells.elements_width(longest))
        shown = [c for c in Column if not self.isColumnHidden(c)]
        taken = sum(widths.get(c, 0) + px(_LEAST.get(c, 0)) for c in shown)
        room = max(0, self.viewport().width() - taken)
        for column, share in _SHARES.items():
            widths[column] = px(_LEAST[column]) + room * share // sum(_SHARES.values())
        for column, width in widths.items():
            self.setColumnWidth(column, width)
        # What was scrolled away for a narrower table comes back.
        self.horizontalScrollBar().setValue(0)
        self.scrollTo(self.currentIndex())
