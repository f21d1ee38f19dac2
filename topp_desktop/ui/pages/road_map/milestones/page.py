"""Milestones of the plan: made of actions or written, grouped by theme, changed in place."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from topp_desktop.domain.roadmap import Milestone
from topp_desktop.domain.roadmap.milestones import MilestoneState, by_activity
from topp_desktop.services.measurement.trail import Step
from topp_desktop.ui.hub import Desk
from topp_desktop.ui.pages.road_map.milestones.chosen import ChosenCard
from topp_desktop.ui.pages.road_map.milestones.from_actions import FromActionsCard
from topp_desktop.ui.pages.road_map.milestones.table import RESULT, MilestoneTable
from topp_desktop.ui.pages.road_map.plan_page import PlanPage
from topp_desktop.ui.widgets import Button, Card, Notice, Text, row


class MilestonesPage(PlanPage):
    """The table with what is done to the chosen at its side; above it, milestones from actions."""

    name = "milestones"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._making = False
        self._begin_with: list[str] = []
        self.from_actions = FromActionsCard(desk)
        self.from_actions.made.connect(self._make)
        self.from_actions.given_up.connect(lambda: self._show_making(False))
        self._card = Card(spacing=12)
        self._lead = Text(tone="muted")
        self.make = Button("", lambda: self._show_making(True), kind="primary")
        self.write = Button("", self._write_one)
        self.wrong = Notice(state="attention")
        self.wrong.hide()
        self.table = MilestoneTable(desk)
        self._hint = Text(role="small", tone="muted")
        self._card.add(self._lead, row(self.make, self.write), self.wrong, self.table, self._hint)
        self.chosen = ChosenCard(desk)
        self.add(self.from_actions, self._card)
        self.add(self.chosen, side=True)
        table, chosen = self.table, self.chosen
        table.picked.connect(self._show_chosen)
        table.result_written.connect(lambda name, text: self._write(name, result=text))
        table.start_written.connect(lambda name, start: self._write(name, start=start))
        table.activity_written.connect(lambda ids, text: self._write_all(ids, activity=text))
        table.theme_written.connect(lambda ids, text: self._write_all(ids, combo=text))
        table.not_understood.connect(self._say_wrong)
        table.removed.connect(self._remove)
        chosen.put_under.connect(lambda text: self._write_all(table.chosen, combo=text))
        chosen.marked.connect(self._mark)
        chosen.another.connect(self._another)
        chosen.taken_out.connect(lambda: self._remove(table.chosen))

    def title(self) -> str:
        return self.desk.words.gettext("Milestones")

    def arrive(self, argument: object) -> None:
        super().arrive(argument)
        self.wrong.hide()

    def begin(self) -> None:
        (self.table if self.table.isVisible() else self.make).setFocus()

    def show_plan(self) -> None:
        words, milestones = self.desk.words, self.plan.edits.milestones
        have = bool(milestones)
        self._card.set_title(words.gettext("Milestones"))
        self._lead.setText(
            words.gettext("What has to exist, and the semester in which each result begins.")
            if have
            else words.gettext(
                "A milestone is a result that can be shown, and the semester in which it begins. "
                "The quickest way is to make them from the actions of the plan."
            )
        )
        self.make.set_text(words.gettext("Make from actions"))
        self.make.set_kind("secondary" if have else "primary")
        self.write.set_text(words.gettext("Write one"))
        self.table.setAccessibleName(words.gettext("Milestones by theme"))
        self.table.show_activities(by_activity(milestones.values()))
        self._hint.setText(
            words.gettext(
                "Enter or F2 writes in a cell, Delete takes a row out, Ctrl+Z takes back. A "
                "semester is written like I-2027 or 2027-1."
            )
        )
        for part in (self.table, self._hint):
            part.setVisible(have)
        self.from_actions.show_plan(self.plan)
        self.from_actions.setVisible(self._making)
        self._card.setVisible(not self._making)
        self._show_chosen()
        if self._begin_with and self._begin_with[0] in milestones:
            self.table.begin(self._begin_with[0], RESULT)
        self._begin_with = []

    def _show_chosen(self) -> None:
        self.chosen.show_chosen([] if self._making else self._milestones())
        self.area.arrange()

    def _milestones(self) -> list[Milestone]:
        if self.opened is None:
            return []
        known = self.opened.edits.milestones
        return [known[name] for name in self.table.chosen if name in known]

    # --- from actions -------------------------------------------------------------------------

    def _show_making(self, making: bool) -> None:
        self._making = making
        self._show()
        if making:
            self.from_actions.begin()
        else:
            self.make.setFocus()

    def _make(self, actions: Sequence[str], themes: Mapping[str, str]) -> None:
        desk, maps = self.desk, self.maps

        def made(_: list[str]) -> None:
            self._show_making(False)
            self.table.setFocus()

        wording, words = desk.wording, desk.words
        self.change(
            lambda mine: maps.milestones.add_from_actions(
                mine, actions, wording, words, combos=themes
            ),
            made,
        )

    # --- one by one ---------------------------------------------------------------------------

    def _write_one(self) -> None:
        words, maps = self.desk.words, self.maps
        activity, start = words.gettext("New activity"), self.plan.settings.start
        self._add(lambda mine: maps.milestones.add(mine, activity, [("", start)]))

    def _another(self) -> None:
        first, maps = self._milestones()[0], self.maps
        start = None if first.start is None else first.start.plus(1)
        self._add(
            lambda mine: maps.milestones.add(
                mine,
                first.activity,
                [("", start)],
                action=first.action,
                combo=first.combo,
            )
        )

    def _add(self, work: Callable[[str], list[str]]) -> None:
        def added(ids: list[str]) -> None:
            # The table is filled a moment later, when the plan was read again.
            self._begin_with = ids

        self.change(work, added)

    def _write_all(self, milestones: Sequence[str], **changes: str) -> None:
        maps = self.maps
        self._do(lambda mine: maps.milestones.change_activity(mine, milestones, **changes))

    def _write(self, milestone: str, **changes: object) -> None:
        maps = self.maps
        self._do(lambda mine: maps.milestones.change(mine, milestone, **changes))

    def _mark(self, state: MilestoneState) -> None:
        maps, chosen = self.maps, self.table.chosen
        self._do(lambda mine: maps.milestones.mark(mine, chosen, state))

    def _remove(self, milestones: Sequence[str]) -> None:
        maps = self.maps
        self._do(lambda mine: maps.milestones.remove(mine, milestones))

    def _do(self, work: Callable[[str], Step | None]) -> None:
        """A change of what is there; where it is refused, the table shows what is stored."""

        def refused(fault: Exception) -> None:
            self._show()
            self.desk.show_fault(fault)

        self.wrong.hide()
        mine = self.desk.open_snapshot.id
        self.desk.change(lambda: work(mine), failed=refused)

    def _say_wrong(self, typed: str) -> None:
        said = self.desk.words.gettext(
            "“{text}” is not understood as a semester. Write it like I-2027 or 2027-1."
        )
        self.wrong.text.setText(said.format(text=typed))
        self.wrong.show()
