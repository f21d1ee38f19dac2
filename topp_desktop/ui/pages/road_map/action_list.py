"""The actions semester by semester, and those that found no room."""

from __future__ import annotations

from functools import partial
from itertools import groupby

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from topp_desktop.charts.labels import (
    action_code,
    action_dimension,
    action_title,
    step_words,
    tag_words,
)
from topp_desktop.charts.palette import dimension_colour, dimension_tint
from topp_desktop.domain.roadmap import PlannedAction, Semester, Tag
from topp_desktop.domain.roadmap.plan import FIRM_SEMESTERS
from topp_desktop.services.plan import RoadMap
from topp_desktop.services.sentences import unplaced_sentence
from topp_desktop.services.why import amount
from topp_desktop.ui.hub import Desk
from topp_desktop.ui.pages.road_map.detail import sentence_case
from topp_desktop.ui.pages.road_map.settings import semester_words
from topp_desktop.ui.widgets import Tag as TagLabel
from topp_desktop.ui.widgets import Text, clear, row
from topp_desktop.ui.widgets.row_button import RowButton


class ActionList(QWidget):
    """`chosen` carries an action's id."""

    chosen = Signal(str)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._rows: dict[str, RowButton] = {}
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(8)

    def show_scheduled(self, road_map: RoadMap) -> None:
        """Every planned action under the semester in which it begins."""
        self._begin()
        for start, actions in groupby(road_map.plan.scheduled, lambda a: a.start):
            assert start is not None
            self._layout.addSpacing(6)
            self._layout.addLayout(self._heading(road_map, start))
            for planned in actions:
                self._add(road_map, planned, self._note(planned))

    def show_unplaced(self, road_map: RoadMap) -> None:
        """Every action without a semester, and why."""
        self._begin()
        for planned in road_map.plan.not_scheduled:
            reason = sentence_case(unplaced_sentence(planned, self._desk.words))
            self._add(road_map, planned, f"{self._note(planned)} · {reason}", tag=False)

    def mark(self, action: str) -> None:
        """Frames the row of an action."""
        for name, button in self._rows.items():
            button.setChecked(name == action)

    def focus(self, action: str) -> None:
        """Gives the focus to an action's row."""
        if action in self._rows:
            self._rows[action].setFocus()

    def _begin(self) -> None:
        clear(self._layout)
        self._rows = {}

    def _heading(self, road_map: RoadMap, start: Semester) -> QVBoxLayout:
        words, plan = self._desk.words, road_map.plan
        position = start.index - plan.settings.start.index
        firm = position < FIRM_SEMESTERS
        used = words.gettext("{used} of {capacity} person-months used").format(
            used=amount(plan.used[position], words),
            capacity=amount(plan.settings.capacities()[position], words),
        )
        state = words.gettext("Firm") if firm else words.gettext("Indicative")
        name = Text(semester_words(start, self._desk), weight="semibold", wrap=False)
        line = row(name, TagLabel(state, "active" if firm else "neutral"))
        holder = QVBoxLayout()
        holder.setSpacing(2)
        holder.addLayout(line)
        holder.addWidget(Text(used, role="small", tone="muted"))
        return holder

    def _note(self, planned: PlannedAction) -> str:
        wording, action = self._desk.wording, planned.action
        parts = [action_code(action, wording)]
        if not action.establish:
            parts.append(step_words(action, wording))
        if planned.start != planned.end and planned.start and planned.end:
            parts.append(f"{planned.start.short} – {planned.end.short}")
        return " · ".join(parts)

    def _add(
        self, road_map: RoadMap, planned: PlannedAction, note: str, *, tag: bool = True
    ) -> None:
        desk, words = self._desk, self._desk.words
        dimension = action_dimension(planned.action, desk.wording)
        button = RowButton(
            desk.theme, ground=dimension_tint(dimension), edge=dimension_colour(dimension)
        )
        title = action_title(planned.action, road_map.catalogue, desk.wording, words)
        pressing = tag_words(planned.ranked.tag, words)
        texts = QWidget()
        column = QVBoxLayout(texts)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(1)
        column.addWidget(Text(title, weight="semibold"))
        column.addWidget(Text(note, role="small", tone="ink"))
        button.add(texts, 1)
        if tag:
            must = planned.ranked.tag is Tag.MUST
            button.add(TagLabel(pressing, "attention" if must else "neutral"))
        button.setAccessibleName(f"{title}. {note}. {pressing}" if tag else f"{title}. {note}")
        button.clicked.connect(partial(self._choose, planned.id))
        self._rows[planned.id] = button
        self._layout.addWidget(button)

    def _choose(self, action: str) -> None:
        self.mark(action)
        self.chosen.emit(action)
