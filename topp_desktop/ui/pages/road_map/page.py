"""The road map: what to do, when, why, and where it leads."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtWidgets import QVBoxLayout, QWidget

from topp_desktop.charts.gantt import gantt, shown_semesters
from topp_desktop.charts.shapes import Picture, Table
from topp_desktop.charts.text import TextMeasure
from topp_desktop.domain.roadmap import PlannedAction, PlanSettings
from topp_desktop.services.plan import RoadMap
from topp_desktop.ui.hub import Changed, Desk, Snapshot
from topp_desktop.ui.page import Page
from topp_desktop.ui.pages.report_button import ReportButton
from topp_desktop.ui.pages.road_map.action_list import ActionList
from topp_desktop.ui.pages.road_map.detail import DetailCard, WhyCard
from topp_desktop.ui.pages.road_map.settings import SettingsCard
from topp_desktop.ui.widgets import Card, EmptyState, PageScroll, SegmentedChoice, Text
from topp_desktop.ui.widgets.chart_view import ChartView

LIST, CALENDAR = "list", "calendar"


class RoadMapPage(Page):
    """Settings, the actions as a list or a calendar, and the chosen one at the right."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._road_map: RoadMap | None = None
        self._made_for: Snapshot | None = None
        self._chosen = ""
        self._scroll = PageScroll(desk.theme)
        self.report = ReportButton(desk, self._scroll.main, "primary")
        self._empty = EmptyState(pressed=lambda: desk.navigate("tasks"))
        self.settings = SettingsCard(desk)
        self.settings.changed.connect(self._save)

        self._plan_card = Card()
        self.view = SegmentedChoice(required=True)
        self.view.chosen.connect(lambda _: self._show_view())
        self._firm = Text(role="small", tone="muted")
        self.list = ActionList(desk)
        self.calendar = ChartView(desk, self._draw_calendar)
        self.level = ChartView(desk, self._draw_level, interactive=False)
        self._plan_card.add(self.view, self._firm, self.list, self.calendar)

        self._level_card = Card()
        self._level_card.add(self.level)
        self._unplaced_card = Card()
        self._unplaced_text = Text(role="small", tone="muted")
        self.unplaced = ActionList(desk)
        self._unplaced_card.add(self._unplaced_text, self.unplaced)
        for chooser in (self.list, self.unplaced):
            chooser.chosen.connect(self.choose)
        self.calendar.activated.connect(self.choose)

        self.detail, self.why = DetailCard(desk), WhyCard(desk)
        self._cards = (self._plan_card, self._level_card, self._unplaced_card)
        for part in (self._empty, self.settings, *self._cards):
            self._scroll.main.addWidget(part)
        self._scroll.main.addStretch(1)
        for part in (self.detail, self.why):
            self._scroll.side.addWidget(part)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._scroll)
        for part in (self._empty, self.settings, *self._cards, self.detail, self.why):
            part.hide()
        desk.theme_changed.connect(self._show_plan)

    def title(self) -> str:
        return self.desk.words.gettext("Road map")

    def header_actions(self) -> Sequence[QWidget]:
        return (self.report,)

    def leave(self) -> None:
        self.settings.flush()

    def arrive(self, _: object) -> None:
        self._scroll.to_top()

    # --- computing --------------------------------------------------------------------------

    def refresh(self, _: Changed | None) -> None:
        snapshot = self.desk.snapshot
        if snapshot is None:
            return
        self.report.retranslate()
        program = self.desk.program
        settings = program.plans.settings_from(snapshot.plan_settings)
        self.settings.show_settings(settings)
        if snapshot is self._made_for:
            self._show_plan()
            return
        self._compute(snapshot, settings)

    def _compute(self, snapshot: Snapshot, settings: PlanSettings) -> None:
        self._made_for = snapshot
        results, planner = snapshot.results, self.desk.program.planner

        def made(road_map: RoadMap) -> None:
            if snapshot is self._made_for:
                self._road_map = road_map
                self._show_plan()

        self.desk.tasks.read(lambda: planner.road_map(results, settings), made)

    def _save(self, settings: PlanSettings) -> None:
        plans, mine = self.desk.program.plans, self.desk.open_snapshot.id
        # The snapshot that follows carries the new settings, and the plan is made from it.
        self.desk.tasks.write(
            lambda: plans.save_settings(mine, settings), lambda _: self.desk.reload()
        )

    # --- showing ----------------------------------------------------------------------------

    def _show_plan(self) -> None:
        road_map, words = self._road_map, self.desk.words
        if road_map is None or self.desk.snapshot is None:
            return
        plan = road_map.plan
        answered = self.desk.results.answered > 0
        started = answered and bool(plan.actions)
        self._empty.setVisible(not started)
        for part in (self.settings, *self._cards, self.detail, self.why):
            part.setVisible(started)
        self.report.setEnabled(started)
        if answered and not started:
            self._empty.set_texts(
                words.gettext("There is no gap to close")
                if self.desk.results.card.profile == "topp-1"
                else words.gettext("This questionnaire has no road map"),
                words.gettext("Every answer is at the highest level, or nothing applies.")
                if self.desk.results.card.profile == "topp-1"
                else words.gettext(
                    "Actions come from questions with levels; this questionnaire has things to "
                    "tick. The results show where something is missing."
                ),
                words.gettext("Go to the questions"),
            )
            return
        if not started:
            self._empty.set_texts(
                words.gettext("There is no road map yet"),
                words.gettext(
                    "The road map grows out of the gaps that your answers show. Answer the "
                    "questions first; nothing else is needed."
                ),
                words.gettext("Begin with the questions"),
            )
            return
        self.view.show_options(
            [(LIST, words.gettext("List")), (CALENDAR, words.gettext("Calendar"))],
            self.view.value or LIST,
            words.gettext("Show the actions as"),
        )
        self._firm.setText(words.gettext("The first 18 months are firm; the rest is indicative."))
        self.list.show_scheduled(road_map)
        self._unplaced_card.set_title(words.gettext("Out of reach for now"))
        self._unplaced_text.setText(
            words.gettext(
                "These actions found no semester. They count as needs for technical assistance."
            )
        )
        self._unplaced_card.setVisible(bool(plan.not_scheduled))
        self.unplaced.show_unplaced(road_map)
        self._level_card.set_title(words.gettext("Overall level at the end of each semester"))
        self._level_card.setVisible(any(v is not None for v in plan.overall_at_end.values()))
        self.level.redraw()
        self._show_view()
        if self._action(self._chosen) is None:
            self._chosen = plan.actions[0].id
        self.choose(self._chosen)

    def _show_view(self) -> None:
        calendar = self.view.value == CALENDAR
        self.list.setVisible(not calendar)
        self.calendar.setVisible(calendar)
        if calendar:
            self.calendar.redraw()

    def choose(self, action: str) -> None:
        """Shows an action in full, and why it is in the plan."""
        planned, road_map = self._action(action), self._road_map
        if planned is None or road_map is None:
            return
        self._chosen = action
        for rows in (self.list, self.unplaced):
            rows.mark(action)
        self.detail.show_action(road_map, planned)
        self.why.show_action(planned)

    def _action(self, action: str) -> PlannedAction | None:
        if self._road_map is None:
            return None
        return next((a for a in self._road_map.plan.actions if a.id == action), None)

    # --- pictures ---------------------------------------------------------------------------

    def _draw_calendar(self, measure: TextMeasure, width: float, size: float) -> Picture:
        return self._gantt(measure, width, size, level_line=False)

    def _draw_level(self, measure: TextMeasure, width: float, size: float) -> Picture:
        """The level's line under the semesters, with its own words and table."""
        picture = self._gantt(measure, width, size, actions=())
        road_map, words = self._road_map, self.desk.words
        if road_map is None:
            return picture
        levels = road_map.plan.overall_at_end
        known = [
            (semester.short, words.number(value))
            for semester in shown_semesters(road_map.plan)
            if (value := levels.get(str(semester))) is not None
        ]
        said = [f"{semester} {value}" for semester, value in known]
        return replace(
            picture,
            title=words.gettext("Overall level at the end of each semester"),
            description=words.gettext("Declared overall score: {list}.").format(
                list=words.join(said)
            ),
            table=Table(
                (words.gettext("Semester"), words.gettext("Overall score (declared)")),
                tuple(known),
            ),
        )

    def _gantt(
        self,
        measure: TextMeasure,
        width: float,
        size: float,
        *,
        actions: Sequence[PlannedAction] | None = None,
        level_line: bool = True,
    ) -> Picture:
        desk, road_map = self.desk, self._road_map
        if road_map is None:
            return Picture(width, 1, (), "", "", Table((), ()))
        return gantt(
            road_map.plan,
            road_map.catalogue,
            desk.wording,
            desk.words,
            measure,
            width,
            size=size,
            actions=actions,
            level_line=level_line,
        )
