"""Follow-up: planned against done, what became of each action and milestone, and the last plan."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from topp_desktop.charts.progress import progress_chart
from topp_desktop.charts.shapes import DataTable, Picture
from topp_desktop.charts.text import TextMeasure
from topp_desktop.domain.roadmap import FollowUp, Semester
from topp_desktop.domain.roadmap.milestones import FOLLOW_STATUSES as ORDER
from topp_desktop.domain.roadmap.milestones import by_activity, subject
from topp_desktop.domain.roadmap.progress import Became, ScheduleProgress
from topp_desktop.services.plan.course import became_words, last_plan_sentence
from topp_desktop.services.plan.follow_up import LastRound, PlanProgress, progress_of
from topp_desktop.services.plan.terms import FOLLOW_STATUSES
from topp_desktop.services.terms import term
from topp_desktop.ui.hub import Desk
from topp_desktop.ui.pages.road_map.model import title_of
from topp_desktop.ui.pages.road_map.plan_page import PlanPage
from topp_desktop.ui.pages.road_map.progress.follow import FollowCard, Followed, Kind
from topp_desktop.ui.parts.report_button import PROGRESS, ReportButton
from topp_desktop.ui.widgets import Card, Notice, SegmentedChoice, Table, Text, row
from topp_desktop.ui.widgets.chart_view import ChartView


class ProgressPage(PlanPage):
    """The picture and the list at the left, the chosen one at the right."""

    name = "progress"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._progress: PlanProgress | None = None
        self._listed: list[Followed] = []
        self._chosen = ""
        self.report = ReportButton(desk, document=PROGRESS)
        self._list = Card(spacing=12)
        self.kind = SegmentedChoice(required=True)
        self.kind.chosen.connect(lambda _: self._show_kind())
        self._said = Text()
        self.late = Notice(state="attention")
        self._hint = Text(role="small", tone="muted")
        self.table = Table(whole_height=True, balanced=True)
        self.table.itemSelectionChanged.connect(self._picked)
        self.table.itemActivated.connect(lambda _: self.follow.status.setFocus())
        self._list.add(row(self.kind), self._said, self.late, self._hint, self.table)
        self._card = Card(spacing=12)
        self.chart = ChartView(desk, self._draw, interactive=False)
        self._card.add(self.chart)
        self._last = Card(spacing=10)
        self._last_said = Text()
        self.last_table = Table(whole_height=True, balanced=True)
        self._last.add(self._last_said, self.last_table)
        self.follow: FollowCard = FollowCard(desk)
        self.follow.recorded.connect(self._record)
        self.add(self._list, self._card, self._last)
        self.add(self.follow, side=True)

    def title(self) -> str:
        return self.desk.words.gettext("Progress")

    def header_actions(self) -> Sequence[QWidget]:
        return (self.report,)

    def begin(self) -> None:
        self.table.setFocus()

    def read_more(self, assessment_id: str) -> object:
        return self.maps.follow_up.last_round(assessment_id)

    # --- showing ------------------------------------------------------------------------------

    def show_plan(self) -> None:
        desk, words = self.desk, self.desk.words
        self._progress = progress_of(self.plan, Semester.of(desk.program.clock().date()))
        self._card.set_title(words.gettext("Planned and done"))
        self.kind.show_options(
            [("action", words.gettext("Actions")), ("milestone", words.gettext("Milestones"))],
            self.kind.value or "action",
            words.gettext("Show the progress of"),
        )
        self._list.set_title(words.gettext("Follow-up"))
        self._show_kind()
        self._show_last()

    @property
    def _kind(self) -> Kind:
        return "milestone" if self.kind.value == "milestone" else "action"

    def _found(self) -> ScheduleProgress:
        assert self._progress is not None
        return self._progress.milestones if self._kind == "milestone" else self._progress.actions

    def _show_kind(self) -> None:
        if self._progress is None or self.opened is None:
            return
        words, found = self.desk.words, self._found()
        self.chart.redraw()
        self._card.setVisible(bool(found.total))
        self._said.setText(self._sentence(found))
        late = len(found.late)
        said = words.ngettext(
            "{n} should have ended before this semester and is neither done nor given up.",
            "{n} should have ended before this semester and are neither done nor given up.",
            late,
        )
        self.late.text.setText(said.format(n=words.number(late)))
        self.late.setVisible(bool(late))
        self._listed = self._milestones() if self._kind == "milestone" else self._actions()
        for part in (self._hint, self.table):
            part.setVisible(bool(self._listed))
        self._hint.setText(
            words.gettext("Choose a row; Enter leads to the fields for what became of it.")
        )
        self._fill()

    def _sentence(self, found: ScheduleProgress) -> str:
        words = self.desk.words
        if not found.total:
            return words.gettext(
                "There are no milestones yet. They are made on the page Milestones."
            )
        counts = [
            f"{term(FOLLOW_STATUSES, status, words)}: {words.number(found.counts[status])}"
            for status in ORDER
        ]
        return " · ".join(counts)

    def _actions(self) -> list[Followed]:
        late = set(self._found().late)
        return [
            Followed(
                "action",
                planned.id,
                title_of(self.plan.road_map, planned.action, self.desk),
                planned.end.short if planned.end is not None else "",
                self._follow_up("action", planned.id),
                planned.id in late,
            )
            for planned in self.plan.road_map.plan.scheduled
        ]

    def _milestones(self) -> list[Followed]:
        late = set(self._found().late)
        return [
            Followed(
                "milestone",
                milestone.id,
                " · ".join(t for t in (activity.activity, milestone.result) if t),
                milestone.start.short if milestone.start is not None else "",
                self._follow_up("milestone", milestone.id),
                milestone.id in late,
            )
            for activity in by_activity(self.plan.edits.milestones.values())
            for milestone in activity.results
        ]

    def _follow_up(self, kind: Kind, name: str) -> FollowUp:
        return self.plan.edits.follow_up.get(subject(kind, name), FollowUp())

    def _fill(self) -> None:
        words = self.desk.words
        header = (
            words.gettext("Action") if self._kind == "action" else words.gettext("Milestone"),
            words.gettext("Planned for"),
            words.gettext("Status"),
            words.gettext("Since"),
        )
        late = words.gettext("late")
        rows = [
            (
                entry.title,
                entry.due or "–",
                term(FOLLOW_STATUSES, entry.said.status, words)
                + (f" ({late})" if entry.late else ""),
                words.date(entry.said.on, "medium") if entry.said.on is not None else "",
            )
            for entry in self._listed
        ]
        self.table.blockSignals(True)
        self.table.setAccessibleName(words.gettext("Follow-up"))
        self.table.show_rows(header, rows)
        keys = [entry.key for entry in self._listed]
        if keys:
            self.table.selectRow(keys.index(self._chosen) if self._chosen in keys else 0)
        self.table.blockSignals(False)
        self._picked()

    def _picked(self) -> None:
        y = self.table.currentRow()
        followed = self._listed[y] if 0 <= y < len(self._listed) else None
        self._chosen = followed.key if followed is not None else ""
        self.follow.show_followed(followed)
        self.area.arrange()

    def _record(self, followed: Followed, said: FollowUp) -> None:
        maps = self.maps
        self.change(
            lambda mine: maps.milestones.follow(
                mine,
                followed.kind,
                followed.id,
                status=said.status,
                on=said.on,
                evidence=said.evidence,
                comment=said.comment,
            )
        )

    # --- the last measurement -----------------------------------------------------------------

    def _show_last(self) -> None:
        words, last = self.desk.words, self.more
        shown = isinstance(last, LastRound) and bool(last.became)
        self._last.setVisible(shown)
        if not shown or not isinstance(last, LastRound):
            return
        self._last.set_title(
            words.gettext("The plan of measurement {name}").format(name=last.summary.round)
        )
        self._last_said.setText(last_plan_sentence(last, words))
        header = (
            words.gettext("Action"),
            words.gettext("Step"),
            words.gettext("Levels then and now"),
            words.gettext("What became of it"),
        )
        self.last_table.setAccessibleName(self._last.heading.text())
        self.last_table.show_rows(header, [self._became(last, entry) for entry in last.became])

    def _became(self, last: LastRound, entry: Became) -> tuple[str, str, str, str]:
        said = became_words(last, entry, self.desk.wording, self.desk.words)
        return (said.title, said.step, f"{said.then} → {said.now}", said.outcome)

    # --- the picture --------------------------------------------------------------------------

    def _draw(self, measure: TextMeasure, width: float, size: float) -> Picture:
        if self._progress is None:
            return Picture(width, 1, (), "", "", DataTable((), ()))
        now = self._progress.now
        return progress_chart(self._found(), now, self.desk.words, measure, width, size=size)
