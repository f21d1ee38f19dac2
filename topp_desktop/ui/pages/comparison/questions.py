"""The questions whose answer changed: from what to what, since when, and why."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QVBoxLayout

from topp_desktop.domain.assessment.work import Proposal
from topp_desktop.domain.instrument import Item, Wording
from topp_desktop.domain.instrument.wording import cell_name, item_name
from topp_desktop.domain.scoring.rounds import ScoreDifference
from topp_desktop.ui.hub import Desk
from topp_desktop.ui.pages.comparison.model import Pair
from topp_desktop.ui.widgets import Button, Card, Tag, Text, clear, row, rule
from topp_desktop.ui.widgets.question_line import QuestionLine, align_tags
from topp_desktop.ui.widgets.table import tabbed

_FIRST = 12


class QuestionsCard(Card):
    """The largest changes first; of one cell, once that was chosen. `open_question` carries the
    id of a question of the open measurement."""

    open_question = Signal(str)

    def __init__(self, desk: Desk) -> None:
        words = desk.words
        super().__init__(words.gettext("Questions that changed"), spacing=10)
        self._desk = desk
        self._pair: Pair | None = None
        self.cell = ""
        self._whole = False
        self._lead = Text(role="small", tone="muted")
        self._lines = QVBoxLayout()
        self._lines.setSpacing(10)
        self.all = Button(
            words.gettext("Show all"),
            lambda: self.show_cell("", whole=True),
            kind="link",
            small=True,
        )
        self.copy = Button("", self.copy_table, kind="link", small=True)
        self.add(self._lead, self._lines, row(self.all, self.copy, spacing=16))

    def show_pair(self, pair: Pair) -> None:
        """The questions of two measurements."""
        self._pair = pair
        self.show_cell(self.cell, whole=self._whole)

    def show_cell(self, cell: str, *, whole: bool = False) -> None:
        """A cell's questions; "" for those that changed most, or with `whole` for all."""
        pair, words = self._pair, self._desk.words
        self.cell, self._whole = cell, whole
        clear(self._lines)
        if pair is None:
            return
        found = self._found()
        where = cell_name(cell, self._wording) if cell else ""
        if found:
            lead = words.ngettext(
                "{n} question has another answer.", "{n} questions have another answer.", len(found)
            ).format(n=len(found))
        else:
            lead = words.gettext("No answer changed.")
        self._lead.setText(f"{where}. {lead}" if where else lead)
        shown = found if cell or whole else found[:_FIRST]
        self.all.setVisible(bool(cell) or len(shown) < len(found))
        self.copy.set_text(
            words.gettext("Copy table"),
            words.gettext("Copy table: {title}").format(
                title=words.gettext("Questions that changed")
            ),
        )
        self.copy.setVisible(bool(found))
        told = pair.changes()
        lines = []
        for place, (item, difference) in enumerate(shown):
            if place:
                self._lines.addWidget(rule())
            lines.append(self._line(item, difference, told.get(item.id)))
            self._lines.addWidget(lines[-1])
        align_tags(lines)

    def copy_table(self) -> None:
        """Puts the questions shown on the clipboard, as lines for a spreadsheet."""
        assert self._pair is not None
        words, wording = self._desk.words, self._wording
        told = self._pair.changes()
        lines = [
            (
                words.gettext("Question"),
                words.gettext("Before"),
                words.gettext("After"),
                words.gettext("What changed"),
            )
        ]
        for item, difference in self._found():
            lines.append(
                (
                    f"{wording.item_code(item)} {wording.stem(item.id)}",
                    self._level(difference.before),
                    self._level(difference.after),
                    self._extra(told.get(item.id)),
                )
            )
        QGuiApplication.clipboard().setText(tabbed(lines))

    @property
    def _wording(self) -> Wording:
        assert self._pair is not None
        return self._pair.wording(self._desk.words.language)

    def _found(self) -> list[tuple[Item, ScoreDifference]]:
        pair = self._pair
        if pair is None or not pair.comparison.items:
            return []
        by_id = pair.after.instrument.by_id
        found = [
            (by_id[item], difference)
            for item, difference in pair.comparison.items.items()
            if not self.cell or by_id[item].cell == self.cell
        ]
        return sorted(found, key=lambda one: -abs(one[1].delta))

    def _line(self, item: Item, difference: ScoreDifference, told: Proposal | None) -> QuestionLine:
        words, desk = self._desk.words, self._desk
        steps = f"{self._level(difference.before)} → {self._level(difference.after)}"
        tag = Tag(steps, "done" if difference.delta > 0 else "attention")
        link = None
        assert self._pair is not None
        if desk.snapshot is not None and self._pair.after.id == desk.snapshot.id:
            link = Button(
                words.gettext("Go to the question"),
                lambda: self.open_question.emit(item.id),
                small=True,
                name=words.gettext("Go to the question: {name}").format(
                    name=item_name(item, self._wording)
                ),
            )
        wording = self._wording
        name = item_name(item, wording)
        stem = wording.stem(item.id)
        return QuestionLine(desk.theme, tag, stem, name, self._extra(told), link=link)

    def _level(self, points: float) -> str:
        """ "2", or with a decimal where people's answers were averaged; points of a checklist."""
        words, pair = self._desk.words, self._pair
        if pair is not None and not pair.after.instrument.leveled:
            return words.number(points)
        level = round(points / 25, 9)
        return words.number(level, 0 if level == int(level) else 1)

    def _extra(self, told: Proposal | None) -> str:
        """What people said had changed, and since when."""
        words = self._desk.words
        if told is None:
            return ""
        parts = [told.change_note] if told.change_note else []
        if told.since is not None:
            parts.append(words.gettext("since {date}").format(date=words.date(told.since)))
        return " · ".join(parts)
