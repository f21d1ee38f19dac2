"""Where the plan leads: the overall level at the end of each semester."""

from __future__ import annotations

from dataclasses import replace

from topp_desktop.charts.gantt import gantt
from topp_desktop.charts.semesters import use_words
from topp_desktop.charts.shapes import DataTable, Picture
from topp_desktop.charts.text import TextMeasure
from topp_desktop.services.plan.planner import RoadMap
from topp_desktop.ui.hub import Desk
from topp_desktop.ui.widgets import Card
from topp_desktop.ui.widgets.chart_view import ChartView


class AssumedLevelCard(Card):
    """The line below the semesters, with its own words and table."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._road_map: RoadMap | None = None
        self._shown: object = None
        self.chart = ChartView(desk, self._draw, interactive=False)
        self.add(self.chart)

    def show_plan(self, road_map: RoadMap, *, wanted: bool) -> None:
        """Hidden where it is not wanted or the overall level is not published."""
        plan = road_map.plan
        shown = (
            *(plan.overall_at_end, plan.used, plan.used_with_possible, plan.settings),
            *(self._desk.words.language, self._desk.theme.scale),
        )
        self._road_map = road_map
        self.set_title(self._desk.words.gettext("Overall level at the end of each semester"))
        levels = plan.overall_at_end
        self.setVisible(wanted and any(value is not None for value in levels.values()))
        if wanted and shown != self._shown:
            self._shown = shown
            self.chart.redraw()

    def _draw(self, measure: TextMeasure, width: float, size: float) -> Picture:
        road_map, words = self._road_map, self._desk.words
        if road_map is None:
            return Picture(width, 1, (), "", "", DataTable((), ()))
        wording, plan = self._desk.wording, road_map.plan
        picture = gantt(
            plan,
            road_map.catalogue,
            wording,
            words,
            measure,
            width,
            size=size,
            actions=(),
            whole=True,
            today=road_map.results.card.overall.declared,
        )
        known = [
            (semester.short, words.number(value))
            for semester in plan.semesters
            if (value := plan.overall_at_end.get(str(semester))) is not None
        ]
        said = words.join([f"{semester} {value}" for semester, value in known])
        levels = dict(known)
        return replace(
            picture,
            title=words.gettext("Overall level at the end of each semester"),
            description=words.gettext("Declared overall score: {list}.").format(list=said),
            table=DataTable(
                (
                    words.gettext("Semester"),
                    words.gettext("Person-months taken"),
                    words.gettext("With what is possible"),
                    words.gettext("Overall score"),
                ),
                tuple(
                    (semester, used, both, levels.get(semester, "–"))
                    for semester, used, both in use_words(plan, words)
                ),
            ),
        )
