"""Milestones as a table that is filled in like a spreadsheet: by theme, activity and semester."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QItemSelectionModel, Qt, Signal
from PySide6.QtGui import QFont, QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QAbstractItemView,
    QTableWidgetItem,
    QWidget,
)

from topp_desktop.domain.roadmap import Milestone, Semester
from topp_desktop.domain.roadmap.milestones import Activity
from topp_desktop.services.plan.terms import MILESTONE_STATES
from topp_desktop.services.terms import term
from topp_desktop.ui.hub import Desk
from topp_desktop.ui.widgets import Table

ACTIVITY, RESULT, START, STATE = range(4)
_ENTER = {Qt.Key.Key_Return, Qt.Key.Key_Enter}


@dataclass(frozen=True, slots=True)
class _Row:
    """A theme's title (milestone None), or one result; first: its activity is named here."""

    activity: Activity
    milestone: Milestone | None = None
    first: bool = False


class MilestoneTable(Table):
    """Enter or F2 writes in a cell, Delete takes the chosen rows out; each edit is told.

    activity_written: (ids of its results, text); result_written: (id, text);
    start_written: (id, Semester or None); theme_written: (ids, text); not_understood: what was
    typed for a semester; removed: ids; picked: another selection.
    """

    activity_written = Signal(object, str)
    result_written = Signal(str, str)
    start_written = Signal(str, object)
    theme_written = Signal(object, str)
    not_understood = Signal(str)
    removed = Signal(object)
    picked = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__(whole_height=True, balanced=True)
        self._desk = desk
        self._rows: list[_Row] = []
        self._waiting: Sequence[Activity] | None = None
        triggers = QAbstractItemView.EditTrigger
        self.setEditTriggers(
            triggers.EditKeyPressed | triggers.AnyKeyPressed | triggers.DoubleClicked
        )
        self.itemChanged.connect(self._written)
        self.itemSelectionChanged.connect(self.picked)

    def show_activities(self, activities: Sequence[Activity]) -> None:
        """Fills the table; the place of the keyboard and the choice stay where they were.

        While somebody writes in a cell it waits until that is done.
        """
        if self.state() == QAbstractItemView.State.EditingState:
            self._waiting = activities
            return
        self._waiting = None
        words, here = self._desk.words, (self._current_id(), self.currentColumn())
        chosen = set(self.chosen)
        self._rows = _rows(activities)
        self.blockSignals(True)
        self.clearSpans()
        header = (
            words.gettext("Activity"),
            words.gettext("Result"),
            words.gettext("Begins"),
            words.gettext("State"),
        )
        self.show_rows(header, [self._cells(row) for row in self._rows])
        for y, row in enumerate(self._rows):
            self._furnish(y, row)
        self.blockSignals(False)
        self._fit()
        self._choose(chosen, here)

    @property
    def chosen(self) -> list[str]:
        """Ids of the chosen milestones, from top to bottom; a theme's title stands for all."""
        found: dict[str, None] = {}
        for y in sorted({index.row() for index in self.selectedIndexes()}):
            if y < len(self._rows):
                found |= dict.fromkeys(self._ids(self._rows[y]))
        return list(found)

    def begin(self, milestone: str, column: int) -> None:
        """Opens a milestone's cell to write in."""
        for y, row in enumerate(self._rows):
            if row.milestone is not None and row.milestone.id == milestone:
                self.setCurrentCell(y, column)
                self.setFocus()
                self.edit(self.model().index(y, column))

    # --- filling ------------------------------------------------------------------------------

    def _cells(self, row: _Row) -> tuple[str, str, str, str]:
        words, milestone = self._desk.words, row.milestone
        if milestone is None:
            return (row.activity.combo or words.gettext("Without a theme"), "", "", "")
        state = term(MILESTONE_STATES, milestone.state, words)
        if milestone.reopened:
            changed = words.gettext("changed since")
            state += f" ({changed})"
        start = milestone.start.short if milestone.start is not None else ""
        return (milestone.activity if row.first else "", milestone.result, start, state)

    def _furnish(self, y: int, row: _Row) -> None:
        """What can be written in, and how a theme's title looks."""
        writable = {ACTIVITY} if row.milestone is None else {RESULT, START}
        writable |= {ACTIVITY} if row.first else set()
        for x in range(self.columnCount()):
            item = self._item(y, x)
            if x not in writable:
                item.setFlags(item.flags() & ~Qt.ItemFlag.ItemIsEditable)
        if row.milestone is None:
            self.setSpan(y, 0, 1, self.columnCount())
            title = self._item(y, 0)
            font = QFont(self.font())
            font.setWeight(QFont.Weight.DemiBold)
            title.setFont(font)
            title.setBackground(self._desk.theme.color("ground"))

    def _choose(self, chosen: set[str], here: tuple[str, int]) -> None:
        wanted, column = here
        if not self._rows:
            return
        ids = [row.milestone.id if row.milestone else "" for row in self._rows]
        y = ids.index(wanted) if wanted and wanted in ids else min(1, len(ids) - 1)
        self.setCurrentCell(y, max(column, 0), QItemSelectionModel.SelectionFlag.ClearAndSelect)
        select = QItemSelectionModel.SelectionFlag.Select | QItemSelectionModel.SelectionFlag.Rows
        for number, name in enumerate(ids):
            if name in chosen or number == y:
                self.selectionModel().select(self.model().index(number, 0), select)
        self.picked.emit()

    def _current_id(self) -> str:
        y = self.currentRow()
        milestone = self._rows[y].milestone if 0 <= y < len(self._rows) else None
        return milestone.id if milestone is not None else ""

    # --- writing ------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _ENTER and self.state() != QAbstractItemView.State.EditingState:
            self.edit(self.currentIndex())
            return
        if event.key() == Qt.Key.Key_Delete and self.chosen:
            self.removed.emit(self.chosen)
            return
        super().keyPressEvent(event)

    def closeEditor(  # noqa: N802 - Qt's own name
        self, editor: QWidget, hint: QAbstractItemDelegate.EndEditHint
    ) -> None:
        super().closeEditor(editor, hint)
        if self._waiting is not None:
            self.show_activities(self._waiting)

    def _written(self, item: QTableWidgetItem) -> None:
        row = self._rows[item.row()]
        text, before = item.text().strip(), self._cells(row)[item.column()]
        if text == " ".join(before.split()):
            return
        if row.milestone is None:
            self.theme_written.emit(self._ids(row), text)
        elif item.column() == ACTIVITY:
            self.activity_written.emit(self._ids(row, activity=True), text)
        elif item.column() == RESULT:
            self.result_written.emit(row.milestone.id, text)
        elif item.column() == START:
            self._start_written(item, row.milestone, text, before)

    def _start_written(
        self, item: QTableWidgetItem, milestone: Milestone, text: str, before: str
    ) -> None:
        try:
            start = Semester.parse(text) if text else None
        except ValueError:
            self.blockSignals(True)
            item.setText(before)
            self.blockSignals(False)
            self.not_understood.emit(text)
            return
        self.start_written.emit(milestone.id, start)

    def _ids(self, row: _Row, *, activity: bool = False) -> list[str]:
        if row.milestone is not None and not activity:
            return [row.milestone.id]
        same = [
            other
            for other in self._rows
            if other.milestone is not None
            and (other.activity is row.activity if activity else _theme(other) == _theme(row))
        ]
        return [other.milestone.id for other in same if other.milestone is not None]

    def _item(self, y: int, x: int) -> QTableWidgetItem:
        item = self.item(y, x)
        assert item is not None
        return item


def _theme(row: _Row) -> str:
    return row.activity.combo


def _rows(activities: Sequence[Activity]) -> list[_Row]:
    rows: list[_Row] = []
    theme: str | None = None
    themes = {activity.combo for activity in activities}
    for activity in activities:
        if activity.combo != theme and themes != {""}:
            rows.append(_Row(activity))
        theme = activity.combo
        for n, milestone in enumerate(activity.results):
            rows.append(_Row(activity, milestone, first=n == 0))
    return rows
