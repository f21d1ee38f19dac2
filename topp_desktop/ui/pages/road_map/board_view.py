"""Timeline, board and table of one plan: three ways to see and to move the same actions."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QApplication, QMenu, QVBoxLayout, QWidget

from topp_desktop.charts.board import Board, Zone, board
from topp_desktop.charts.gantt import gantt, is_possible, when
from topp_desktop.charts.labels import action_code, action_title, tag_words
from topp_desktop.charts.semesters import SemesterGrid
from topp_desktop.charts.shapes import DataTable, Picture
from topp_desktop.charts.text import TextMeasure
from topp_desktop.domain.roadmap import Action, PlannedAction, Semester
from topp_desktop.services.plan.planner import RoadMap
from topp_desktop.services.plan.why import amount
from topp_desktop.ui.hub import Desk
from topp_desktop.ui.pages.road_map.canvas import CardSpot, PlanCanvas
from topp_desktop.ui.pages.road_map.model import (
    faults_of,
    remarks_of,
    semester_words,
    shown_action,
    states_of,
)
from topp_desktop.ui.widgets import Table
from topp_desktop.ui.widgets.chart_view import ChartView

TIMELINE, BOARD, TABLE = "timeline", "board", "table"
_STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}


class PlanTable(Table):
    """One row for each action; Enter opens it, Ctrl with the arrows moves it."""

    chosen = Signal(str)
    opened = Signal(str)
    stepped = Signal(str, int)

    def __init__(self) -> None:
        super().__init__(whole_height=True, balanced=True)
        self._ids: list[str] = []
        self.itemSelectionChanged.connect(self._tell)
        self.cellDoubleClicked.connect(lambda row, _: self.opened.emit(self._ids[row]))

    def show_actions(self, header: list[str], rows: list[tuple[str, list[str]]]) -> None:
        """(action, cells) in order; the row of the chosen action stays chosen."""
        here = self._here()
        self._ids = [name for name, _ in rows]
        self.blockSignals(True)
        self.show_rows(header, [cells for _, cells in rows])
        self.blockSignals(False)
        self.mark(here)

    def mark(self, action: str) -> None:
        """Chooses an action's row without telling."""
        if action in self._ids and action != self._here():
            self.blockSignals(True)
            self.setCurrentCell(self._ids.index(action), 0)
            self.blockSignals(False)

    def _here(self) -> str:
        row = self.currentRow()
        return self._ids[row] if 0 <= row < len(self._ids) else ""

    def _tell(self) -> None:
        if self._here():
            self.chosen.emit(self._here())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, here = Qt.Key(event.key()), self._here()
        control = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if here and control and key in _STEPS:
            self.stepped.emit(here, _STEPS[key])
        elif here and key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit(here)
        else:
            super().keyPressEvent(event)


class BoardView(QWidget):
    """pressed, chosen, opened: an action's id; moved: (action, semester); resized: (action,
    semesters); released: an action that goes back to its proposed semester; dropping: one to
    leave out; taken: a possible step that becomes part of the plan."""

    pressed = Signal(str)
    chosen = Signal(str)
    opened = Signal(str)
    moved = Signal(str, object)
    resized = Signal(str, int)
    released = Signal(str)
    dropping = Signal(str)
    taken = Signal(str)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._road_map: RoadMap | None = None
        self._chosen = ""
        self._view = TIMELINE
        self.board = PlanCanvas(desk.theme, self._draw_board)
        self.timeline = PlanCanvas(desk.theme, self._draw_timeline, stretches=True)
        self._charts = {
            BOARD: ChartView(desk, canvas=self.board, switch=False),
            TIMELINE: ChartView(desk, canvas=self.timeline, switch=False),
        }
        self.table = PlanTable()
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        for part in (*self._charts.values(), self.table):
            part.hide()
            box.addWidget(part)
        for canvas in (self.board, self.timeline):
            canvas.activated.connect(self.pressed)
            canvas.moved.connect(self._move)
            canvas.stepped.connect(self._step)
            canvas.menu_wanted.connect(self.show_menu)
        self.timeline.ended.connect(self._end)
        self.timeline.lengthened.connect(self._lengthen)
        self.table.chosen.connect(self.chosen)
        self.table.opened.connect(self.opened)
        self.table.stepped.connect(self._step)

    # --- showing --------------------------------------------------------------------------------

    def show_plan(self, road_map: RoadMap, view: str, chosen: str) -> None:
        """Shows a plan in one of the three views."""
        self._road_map, self._chosen, self._view = road_map, chosen, view
        focused = self._focused()
        for name, chart in self._charts.items():
            chart.setVisible(name == view)
        self.table.setVisible(view == TABLE)
        if view == TABLE:
            self._fill_table()
        else:
            self._charts[view].redraw()
            if focused:
                self._canvas.focus_key(focused)

    def mark(self, action: str) -> None:
        """Frames an action."""
        if action != self._chosen and self._road_map is not None:
            self.show_plan(self._road_map, self._view, action)
        self.table.mark(action)

    def focus(self, action: str) -> None:
        """Gives the focus to an action."""
        if self._view == TABLE:
            self.table.setFocus()
            self.table.mark(action)
        else:
            self._canvas.focus_key(action)

    @property
    def _canvas(self) -> PlanCanvas:
        return self.timeline if self._view == TIMELINE else self.board

    def _focused(self) -> str:
        """The action whose card has the focus: it keeps it at its new place."""
        widget = QApplication.focusWidget()
        inside = widget is not None and self.isAncestorOf(widget)
        return widget.key if inside and isinstance(widget, CardSpot) else ""

    def _draw_board(self, measure: TextMeasure, width: float, size: float) -> Board:
        desk, road_map = self._desk, self._road_map
        if road_map is None:
            return Board(Picture(width, 1, (), "", "", DataTable((), ())))
        remarks = remarks_of(road_map, desk.words, self._chosen)
        return board(
            road_map.plan,
            road_map.catalogue,
            desk.wording,
            desk.words,
            measure,
            width,
            size=size * 0.94,
            remarks=remarks,
        )

    def _draw_timeline(self, measure: TextMeasure, width: float, size: float) -> Board:
        desk, road_map = self._desk, self._road_map
        if road_map is None:
            return Board(Picture(width, 1, (), "", "", DataTable((), ())))
        picture = gantt(
            road_map.plan,
            road_map.catalogue,
            desk.wording,
            desk.words,
            measure,
            width,
            size=size,
            whole=True,
            chosen=self._chosen,
            today=road_map.results.card.overall.declared,
        )
        grid = SemesterGrid.of(road_map.plan.semesters, width, size)
        zones = [
            Zone(grid.x(n), 0, grid.column, picture.height, semester)
            for n, semester in enumerate(grid.semesters)
        ]
        return Board(picture, tuple(zones))

    def _fill_table(self) -> None:
        road_map, words, wording = self._road_map, self._desk.words, self._desk.wording
        if road_map is None:
            return
        rows = []
        for planned in (*road_map.plan.actions, *road_map.plan.possible):
            action = planned.action
            said = [tag_words(planned.ranked.tag, words), *states_of(road_map, planned, words)]
            said += faults_of(road_map, planned.id, words)
            rows.append(
                (
                    planned.id,
                    [
                        action_title(action, road_map.catalogue, wording, words),
                        when(planned),
                        self._raises(action),
                        amount(action.effort, words),
                        " · ".join(said),
                    ],
                )
            )
        self.table.setAccessibleName(words.gettext("Road map by semester"))
        header = [
            words.gettext("Action"),
            words.gettext("Semesters"),
            words.gettext("Question"),
            words.gettext("Person-months"),
            words.gettext("Remarks"),
        ]
        self.table.show_actions(header, rows)

    def _raises(self, action: Action) -> str:
        """The question's code and the level that it comes to."""
        code = action_code(action, self._desk.wording)
        if not action.raises_something or action.establish:
            return code
        level = self._desk.words.gettext("to level {n}").format(n=action.end_level)
        return f"{code} · {level}"

    # --- moving ---------------------------------------------------------------------------------

    def _move(self, action: str, semester: Semester) -> None:
        start = self._start(action)
        if start != semester:
            self.moved.emit(action, semester)

    def _step(self, action: str, step: int) -> None:
        start = self._start(action)
        if self._road_map is None:
            return
        semesters = self._road_map.plan.semesters
        wanted = semesters[-1] if start is None else start.plus(step)
        if start is None or semesters[0] <= wanted <= semesters[-1]:
            self.moved.emit(action, wanted)

    def _end(self, action: str, semester: Semester) -> None:
        start = self._start(action)
        if start is not None:
            self._resize(action, semester.index - start.index + 1)

    def _lengthen(self, action: str, step: int) -> None:
        found = self._planned(action)
        if found is not None:
            self._resize(action, found.action.duration + step)

    def _resize(self, action: str, duration: int) -> None:
        found, duration = self._planned(action), max(1, duration)
        if found is not None and not is_possible(found) and duration != found.action.duration:
            self.resized.emit(action, duration)

    def _planned(self, action: str) -> PlannedAction | None:
        return shown_action(self._road_map, action) if self._road_map is not None else None

    def _start(self, action: str) -> Semester | None:
        found = self._planned(action)
        return found.start if found else None

    def _possible(self, action: str) -> bool:
        found = self._planned(action)
        return found is not None and is_possible(found)

    # --- the menu -------------------------------------------------------------------------------

    def menu(self, action: str) -> QMenu:
        """What can be done with an action, for keyboard and mouse."""
        words, road_map = self._desk.words, self._road_map
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        if road_map is None:
            return menu
        possible = self._possible(action)
        if possible:
            take = words.gettext("Take into the plan")
            self._entry(menu, take, partial(self.taken.emit, action))
        else:
            self._entry(menu, words.gettext("Open the sheet"), partial(self.opened.emit, action))
        move = menu.addMenu(words.gettext("Move to"))
        start = self._start(action)
        for semester in road_map.plan.semesters:
            entry = self._entry(
                move, semester_words(semester, words), partial(self._move, action, semester)
            )
            entry.setCheckable(True)
            entry.setChecked(semester == start)
        edit = road_map.edits.actions.get(action)
        if edit is not None and edit.start is not None:
            said = words.gettext("Back to the proposed semester")
            self._entry(menu, said, partial(self.released.emit, action))
        if possible:
            return menu
        menu.addSeparator()
        self._entry(menu, words.gettext("Leave out …"), partial(self.dropping.emit, action))
        return menu

    def show_menu(self, action: str, at: QPoint) -> None:
        """Opens the menu of an action."""
        self.chosen.emit(action)
        self.menu(action).popup(at)

    @staticmethod
    def _entry(menu: QMenu, text: str, work: object) -> QAction:
        entry = menu.addAction(text.replace("&", "&&"))
        entry.triggered.connect(lambda _=False: work())  # type: ignore[operator]
        return entry


def action_name(road_map: RoadMap, action: str, desk: Desk) -> str:
    """An action's title by its id."""
    found = shown_action(road_map, action)
    if found is None:
        return action
    return action_title(found.action, road_map.catalogue, desk.wording, desk.words)
