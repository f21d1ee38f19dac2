"""Milestones made of actions in one go, each under a theme."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Signal

from topp_desktop.charts.labels import action_item
from topp_desktop.domain.roadmap import Action
from topp_desktop.services.plan.keeping import OpenPlan
from topp_desktop.ui.hub import Desk
from topp_desktop.ui.pages.road_map.model import title_of
from topp_desktop.ui.widgets import Button, Card, Choice, FieldRow, Text, row
from topp_desktop.ui.widgets.tick_table import TickTable

_TABLE_HEIGHT = 330
AREA, OBJECTIVE, NONE = "area", "objective", ""


class FromActionsCard(Card):
    """Tick actions, choose how they are grouped; `made` carries (ids of actions, their themes)."""

    made = Signal(object, object)
    given_up = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__(spacing=12)
        self._desk = desk
        self._opened: OpenPlan | None = None
        self._lead = Text(tone="muted")
        self.table = TickTable(whole_height=False)
        self.table.setFixedHeight(desk.theme.px(_TABLE_HEIGHT))
        self.table.ticked.connect(self._count)
        self.theme = Choice()
        self._theme_row = FieldRow(self.theme)
        self._all = Button("", self._tick_all, kind="link", small=True)
        self.make = Button("", self._make, kind="primary")
        self._cancel = Button("", self.given_up.emit)
        self.add(
            self._lead, row(self._all), self.table, self._theme_row, row(self.make, self._cancel)
        )

    def show_plan(self, opened: OpenPlan) -> None:
        """The plan's actions that have a semester; those with a milestone say so."""
        desk, words = self._desk, self._desk.words
        self._opened = opened
        self.set_title(words.gettext("Make milestones from actions"))
        self._lead.setText(
            words.gettext(
                "Each action becomes an activity with its result and its semester. Everything can "
                "be changed afterwards."
            )
        )
        have = {m.action for m in opened.edits.milestones.values()}
        rows = [
            (
                planned.id,
                (
                    title_of(opened.road_map, planned.action, desk),
                    planned.start.short if planned.start is not None else "",
                    words.gettext("has one") if planned.id in have else "",
                ),
            )
            for planned in opened.road_map.plan.scheduled
        ]
        header = (
            words.gettext("Action"),
            words.gettext("Begins"),
            words.gettext("Milestone"),
        )
        self.table.setAccessibleName(words.gettext("Actions to make milestones of"))
        self.table.show_ticks(header, rows, self.table.keys)
        self._theme_row.set_texts(words.gettext("Theme"))
        self.theme.show_options(
            [
                (AREA, words.gettext("The area of the agenda")),
                (OBJECTIVE, words.gettext("The objective of the agenda")),
                (NONE, words.gettext("None for now")),
            ],
            self.theme.currentData() if self.theme.count() else AREA,
        )
        self._cancel.set_text(words.gettext("Cancel"))
        self._count()

    def begin(self) -> None:
        """Nothing is ticked; the keyboard goes to the first action."""
        self.table.mark(())
        self._count()
        self.table.setFocus()
        if self.table.rowCount():
            self.table.setCurrentCell(0, 0)

    def _free(self) -> list[str]:
        """Actions without a milestone."""
        if self._opened is None:
            return []
        have = {m.action for m in self._opened.edits.milestones.values()}
        return [p.id for p in self._opened.road_map.plan.scheduled if p.id not in have]

    def _tick_all(self) -> None:
        self.table.mark(() if self.table.keys else self._free())
        self._count()

    def _count(self) -> None:
        words, chosen = self._desk.words, len(self.table.keys)
        said = words.ngettext("Make {n} milestone", "Make {n} milestones", chosen)
        self.make.set_text(said.format(n=words.number(chosen)))
        self.make.setEnabled(chosen > 0)
        self._all.set_text(
            words.gettext("Take the ticks away")
            if chosen
            else words.gettext("Tick all that have none")
        )

    def _make(self) -> None:
        if self._opened is None:
            return
        chosen = set(self.table.keys)
        actions = {p.id: p.action for p in self._opened.road_map.plan.scheduled if p.id in chosen}
        self.made.emit(list(actions), self._themes(actions))

    def _themes(self, actions: Mapping[str, Action]) -> dict[str, str]:
        """The theme of each action, as it was chosen."""
        wording, kind = self._desk.wording, self.theme.currentData()
        found: dict[str, str] = {}
        for name, action in actions.items():
            item = action_item(action, wording)
            if kind == OBJECTIVE and item is not None and item.objective:
                found[name] = wording.objective(item.objective)
            elif kind == AREA:
                cell = item.cell if item is not None else action.cell
                area = (cell or "").partition("-")[0]
                found[name] = wording.area_short(area) if area else ""
        return found
