"""A table whose rows can be ticked: by the mouse, or with the space bar."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QTableWidgetItem

from topp_desktop.ui.widgets.table import Table

_KEY = Qt.ItemDataRole.UserRole


class TickTable(Table):
    """`ticked` comes when a person ticked or unticked something. Rows have keys.

    The ticks have a column of their own, before those that are given.
    """

    ticked = Signal()
    roomy = 1

    def __init__(self, name: str = "", *, whole_height: bool = True) -> None:
        super().__init__(name, whole_height=whole_height, balanced=True)
        if not whole_height:
            # A bar that comes and goes would take its room from the columns.
            self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.itemChanged.connect(self._changed)

    def show_ticks(
        self,
        header: Sequence[str],
        rows: Sequence[tuple[str, Sequence[str]]],
        ticked: Iterable[str] = (),
    ) -> None:
        """(key, cells) from top to bottom; the place of the keyboard stays where it was."""
        here = (self.currentRow(), self.currentColumn())
        self.blockSignals(True)
        self.show_rows(("", *header), [("", *cells) for _, cells in rows])
        for y, (key, cells) in enumerate(rows):
            first = self._first(y)
            first.setData(_KEY, key)
            first.setData(Qt.ItemDataRole.AccessibleTextRole, cells[0])
            first.setFlags(first.flags() | Qt.ItemFlag.ItemIsUserCheckable)
        self.blockSignals(False)
        self.mark(ticked)
        if here[0] >= 0:
            self.setCurrentCell(min(here[0], len(rows) - 1), max(0, here[1]))

    def mark(self, ticked: Iterable[str], along: Iterable[str] = ()) -> None:
        """Shows what is ticked, and half ticked what comes along, without `ticked`."""
        full, half = set(ticked), set(along)
        self.blockSignals(True)
        for y in range(self.rowCount()):
            item = self._first(y)
            key = item.data(_KEY)
            state = Qt.CheckState.Unchecked
            if key in full:
                state = Qt.CheckState.Checked
            elif key in half:
                state = Qt.CheckState.PartiallyChecked
            item.setCheckState(state)
        self.blockSignals(False)
        self.viewport().update()

    @property
    def keys(self) -> list[str]:
        """What is ticked, from top to bottom."""
        return [
            str(item.data(_KEY))
            for y in range(self.rowCount())
            if (item := self._first(y)).checkState() == Qt.CheckState.Checked
        ]

    def say(self, column: int, texts: dict[str, str]) -> None:
        """Another text in a column of some rows, by key; the others say nothing there."""
        self.blockSignals(True)
        for y in range(self.rowCount()):
            cell = self.item(y, column + 1)
            if cell is not None:
                cell.setText(texts.get(str(self._first(y).data(_KEY)), ""))
        self.blockSignals(False)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space and self.currentRow() >= 0:
            item = self._first(self.currentRow())
            on = item.checkState() == Qt.CheckState.Checked
            item.setCheckState(Qt.CheckState.Unchecked if on else Qt.CheckState.Checked)
            return
        super().keyPressEvent(event)

    def _first(self, y: int) -> QTableWidgetItem:
        item = self.item(y, 0)
        assert item is not None
        return item

    def _changed(self, item: QTableWidgetItem) -> None:
        if item.column() == 0:
            self.ticked.emit()
