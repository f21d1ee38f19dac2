"""What the cells of the entry grid hold: the questions in the order of the paper, and answers."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from topp_desktop.domain.assessment import DONT_KNOW, NOT_APPLICABLE, Response, as_level, present
from topp_desktop.domain.instrument import Item
from topp_desktop.ui.hub import Desk
from topp_desktop.ui.pages.entry.keys import ELEMENT_KEYS, TEXTS, Column

Index = QModelIndex | QPersistentModelIndex
_NONE = QModelIndex()


class EntryModel(QAbstractTableModel):
    """The questions of the form in the order of the paper, with one person's answers."""

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self.respondent = ""
        self.items: tuple[Item, ...] = ()
        self._answers: Mapping[str, Response] = {}
        self.wish = -1
        """The row in which "not applicable" waits for its reason; -1 for none."""

    # --- what the page tells it ---------------------------------------------------------------

    def show(self, respondent: str) -> None:
        """Shows the answers of somebody, anew."""
        self.beginResetModel()
        self.respondent = respondent
        self.wish = -1
        snapshot = self._desk.open_snapshot
        limits = {r.id: r.items for r in snapshot.assessment.respondents}
        limit = limits.get(respondent)
        self.items = tuple(i for i in snapshot.items if limit is None or i.id in limit)
        self._answers = snapshot.answers_of(respondent)
        self.endResetModel()

    def renew(self, items: frozenset[str]) -> None:
        """Some answers changed."""
        self._answers = self._desk.open_snapshot.answers_of(self.respondent)
        for row, item in enumerate(self.items):
            if item.id in items:
                self.touch(row)

    def touch(self, row: int) -> None:
        """A row looks different."""
        if 0 <= row < len(self.items):
            self.dataChanged.emit(self.index(row, 0), self.index(row, len(Column) - 1))

    def set_wish(self, row: int) -> None:
        """ "Not applicable" waits for its reason in this row; -1: nowhere."""
        before, self.wish = self.wish, row
        self.touch(before)
        self.touch(row)

    # --- what it knows ------------------------------------------------------------------------

    @property
    def leveled(self) -> bool:
        """Whether documents are graded and "how sure" is asked."""
        return self._desk.open_snapshot.instrument.leveled

    @property
    def answered(self) -> int:
        """How many questions have an answer."""
        return sum(self.response(row).answer is not None for row in range(len(self.items)))

    def response(self, row: int) -> Response:
        """What was answered in a row; an empty response where nothing was."""
        item = self.items[row].id
        return self._answers.get(item) or Response(self.respondent, item, None)

    def first_open(self) -> int:
        """The first row without an answer; the first of all when every one has one."""
        rows = range(len(self.items))
        return next((row for row in rows if self.response(row).answer is None), 0)

    def said(self, row: int, column: Column) -> str:
        """What a cell says in words."""
        words, wording = self._desk.words, self._desk.wording
        item, response = self.items[row], self.response(row)
        if column is Column.NUMBER:
            return words.number(self._desk.open_snapshot.instrument.numbers.get(item.id, row + 1))
        if column is Column.CODE:
            return wording.item_code(item)
        if column is Column.QUESTION:
            return wording.stem(item.id)
        if column is Column.ANSWER:
            return self._answer(row)
        if column is Column.GRADE:
            grade = response.evidence
            return "" if grade is None else f"{grade} · {wording.evidence_grade(grade)}"
        if column is Column.SURE:
            return wording.confidence(response.confidence) if response.confidence else ""
        text = response.note if column is Column.NOTE else response.reason
        return " ".join(text.split())

    def _answer(self, row: int) -> str:
        words, item, answer = self._desk.words, self.items[row], self.response(row).answer
        if self.wish == row:
            return words.gettext("Not applicable: why?")
        if answer is None:
            return ""
        if answer == NOT_APPLICABLE:
            return words.gettext("Not applicable")
        if answer == DONT_KNOW:
            return words.gettext("We don't know")
        level = as_level(answer)
        if level is not None:
            return f"{level} · {self._desk.wording.level(level)}"
        ticked = present(answer)
        keys = [k for k, e in zip(ELEMENT_KEYS, item.elements, strict=False) if e in ticked]
        return " ".join(keys) if keys else words.gettext("none of them")

    # --- what Qt asks -------------------------------------------------------------------------

    def rowCount(self, parent: Index = _NONE) -> int:
        return 0 if parent.isValid() else len(self.items)

    def columnCount(self, parent: Index = _NONE) -> int:
        return 0 if parent.isValid() else len(Column)

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return flags | Qt.ItemFlag.ItemIsEditable if index.column() in TEXTS else flags

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row, column = index.row(), Column(index.column())
        if role == Qt.ItemDataRole.DisplayRole:
            return self.said(row, column)
        if role == Qt.ItemDataRole.EditRole:
            response = self.response(row)
            return response.note if column is Column.NOTE else response.reason
        if role == Qt.ItemDataRole.AccessibleTextRole:
            if column < Column.ANSWER:
                return self.said(row, column)
            heads = self.headerData(column, Qt.Orientation.Horizontal)
            said = self.said(row, column) or self._desk.words.gettext("empty")
            return f"{self.said(row, Column.CODE)}, {heads}: {said}"
        if role == Qt.ItemDataRole.AccessibleDescriptionRole:
            return self.said(row, Column.QUESTION)
        return None

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> Any:
        if orientation != Qt.Orientation.Horizontal or role != Qt.ItemDataRole.DisplayRole:
            return None
        words = self._desk.words
        return {
            Column.NUMBER: words.gettext("No."),
            Column.CODE: words.gettext("Code"),
            Column.QUESTION: words.gettext("Question"),
            Column.ANSWER: words.gettext("Answer given"),
            Column.GRADE: words.gettext("Document"),
            Column.SURE: words.gettext("How sure"),
            Column.NOTE: words.gettext("Justification"),
            Column.REASON: words.gettext("Reason"),
        }[Column(section)]
