"""What if: tick actions, and the level, the capacities and the map of areas move at once."""

from __future__ import annotations

from collections.abc import Iterable

from topp_desktop.charts.cell_maps import change_map
from topp_desktop.charts.changes import change_chart
from topp_desktop.charts.heatmap import heat_map
from topp_desktop.charts.shapes import DataTable, Picture
from topp_desktop.charts.text import TextMeasure
from topp_desktop.domain.roadmap import PlannedAction
from topp_desktop.domain.scoring import Score
from topp_desktop.domain.scoring.rounds import Comparison, ScoreDifference
from topp_desktop.services.plan.keeping import OpenPlan
from topp_desktop.services.plan.what_if import WhatIf, WhatIfResult
from topp_desktop.ui.hub import Desk
from topp_desktop.ui.pages.road_map.model import title_of
from topp_desktop.ui.pages.road_map.plan_page import PlanPage
from topp_desktop.ui.widgets import Button, Card, SegmentedChoice, Text, row
from topp_desktop.ui.widgets.chart_view import ChartView
from topp_desktop.ui.widgets.flow import FlowBox
from topp_desktop.ui.widgets.tick_table import TickTable

_TABLE_HEIGHT = 430
_ALONG = 2
LEVELS, CHANGES = "levels", "changes"


class WhatIfPage(PlanPage):
    """The actions at the left; where they would lead above them and at the right."""

    name = "what-if"
    side_width = 470

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._made_of: OpenPlan | None = None
        self._what_if: WhatIf | None = None
        self.outcome: WhatIfResult | None = None
        self._card = Card(spacing=10)
        self._lead = Text(tone="muted")
        self.said = Text(role="card")
        self.along = Text(role="small", tone="muted")
        self.table = TickTable(whole_height=False)
        self.table.setFixedHeight(desk.theme.px(_TABLE_HEIGHT))
        self.table.ticked.connect(self._compute)
        self.firm = Button("", self._tick_firm, kind="link", small=True)
        self.every = Button("", lambda: self._tick(self._planned()), kind="link", small=True)
        self.none = Button("", lambda: self._tick(()), kind="link", small=True)
        self._card.add(
            self._lead,
            self.said,
            self.along,
            FlowBox(self.firm, self.every, self.none),
            self.table,
        )
        self._levels = Card()
        self.changes = ChartView(desk, self._draw_changes, interactive=False)
        self._levels.add(self.changes)
        self._areas = Card()
        self.view = SegmentedChoice(required=True)
        self.view.chosen.connect(lambda _: self.map.redraw())
        self.map: ChartView = ChartView(desk, self._draw_map, interactive=False)
        self._areas.add(row(self.view), self.map)
        self.add(self._card)
        self.add(self._levels, self._areas, side=True)

    def title(self) -> str:
        return self.desk.words.gettext("What if?")

    def begin(self) -> None:
        self.table.setFocus()

    def show_plan(self) -> None:
        words = self.desk.words
        if self._made_of is not self.opened:
            self._made_of = self.opened
            self._what_if = WhatIf(self.plan.road_map)
        self._card.set_title(words.gettext("What if these actions were done?"))
        self._lead.setText(
            words.gettext("Tick actions and see where they lead. Nothing of it is saved.")
        )
        self.firm.set_text(words.gettext("The first 18 months"))
        self.every.set_text(words.gettext("All of them"))
        self.none.set_text(words.gettext("None of them"))
        self._levels.set_title(words.gettext("Overall and capacities"))
        self._areas.set_title(words.gettext("Map of capacities by area"))
        self.view.show_options(
            [(LEVELS, words.gettext("Levels")), (CHANGES, words.gettext("Changes"))],
            self.view.value or LEVELS,
            words.gettext("Show on the map"),
        )
        header = (
            words.gettext("Action"),
            words.gettext("Begins"),
            words.gettext("Comes along"),
        )
        self.table.setAccessibleName(words.gettext("Actions to try"))
        self.table.show_ticks(
            header,
            [(p.id, self._cells(p)) for p in self._actions()],
            self.table.keys,
        )
        self._compute()

    def _cells(self, planned: PlannedAction) -> tuple[str, str, str]:
        title = title_of(self.plan.road_map, planned.action, self.desk)
        return (title, planned.start.short if planned.start is not None else "–", "")

    def _actions(self) -> list[PlannedAction]:
        """Those that change a figure."""
        return [p for p in self.plan.road_map.plan.actions if not p.action.establish]

    def _planned(self) -> list[str]:
        return [p.id for p in self._actions() if p.start is not None]

    # --- ticking ------------------------------------------------------------------------------

    def _tick_firm(self) -> None:
        self._tick(p.id for p in self._actions() if p.firm)

    def _tick(self, actions: Iterable[str]) -> None:
        self.table.mark(actions)
        self._compute()

    def _compute(self) -> None:
        if self._what_if is None:
            return
        ticked = self.table.keys
        self.outcome = outcome = self._what_if.of(ticked)
        words = self.desk.words
        along = words.gettext("yes")
        self.table.mark(ticked, outcome.implied)
        self.table.say(_ALONG, dict.fromkeys(outcome.implied, along))
        self._say(outcome)
        self.changes.redraw()
        self.map.redraw()

    def _say(self, outcome: WhatIfResult) -> None:
        words, wording = self.desk.words, self.desk.wording
        low, high = outcome.before.overall, outcome.after.overall
        if low.label is None or low.declared is None or high.declared is None:
            said = words.gettext(
                "There is no overall level yet; capacities and the map show their figures."
            )
        elif high.label is None or high.declared == low.declared:
            said = words.gettext("Today: {level}, {score} of 100").format(
                level=wording.level(low.label), score=words.number(low.declared)
            )
        else:
            said = words.gettext("{before}, {low} → {after}, {high} of 100 ({gain})").format(
                before=wording.level(low.label),
                low=words.number(low.declared),
                after=wording.level(high.label),
                high=words.number(high.declared),
                gain=words.signed(high.declared - low.declared),
            )
        self.said.setText(said)
        number = len(outcome.implied)
        come = words.ngettext(
            "{n} action comes along because a ticked one cannot begin without it.",
            "{n} actions come along because ticked ones cannot begin without them.",
            number,
        )
        self.along.setText(come.format(n=words.number(number)) if number else "")
        self.along.setVisible(bool(number))

    # --- pictures -----------------------------------------------------------------------------

    def _draw_changes(self, measure: TextMeasure, width: float, size: float) -> Picture:
        desk, outcome = self.desk, self.outcome
        if outcome is None:
            return _nothing(width)
        names = (desk.words.gettext("Today"), desk.words.gettext("With what is ticked"))
        comparison = comparison_of(outcome)
        return change_chart(comparison, names, desk.wording, desk.words, measure, width, size=size)

    def _draw_map(self, measure: TextMeasure, width: float, size: float) -> Picture:
        desk, outcome = self.desk, self.outcome
        if outcome is None:
            return _nothing(width)
        small = size * 0.86
        if self.view.value == CHANGES:
            cells = comparison_of(outcome).cells or {}
            return change_map(cells, desk.wording, desk.words, measure, width, size=small)
        return heat_map(outcome.after, desk.wording, desk.words, measure, width, size=small)


def comparison_of(outcome: WhatIfResult) -> Comparison:
    """Today and then as the comparison that pictures take; without judging the differences."""
    before, after = outcome.before, outcome.after

    def found(low: Score | None, high: Score | None) -> ScoreDifference | None:
        if low is None or high is None or low.declared is None or high.declared is None:
            return None
        return ScoreDifference(low.declared, high.declared)

    dimensions = {n: found(before.dimensions.get(n), s) for n, s in after.dimensions.items()}
    cells = {n: found(before.cells.get(n), s) for n, s in after.cells.items()}
    return Comparison(
        "same",
        (),
        overall=found(before.overall, after.overall),
        dimensions={n: d for n, d in dimensions.items() if d is not None},
        cells={n: d for n, d in cells.items() if d is not None},
    )


def _nothing(width: float) -> Picture:
    return Picture(width, 1, (), "", "", DataTable((), ()))
