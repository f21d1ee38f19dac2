"""Needs: what the institution asks for and what it could give, as it leaves with the file."""

from __future__ import annotations

from functools import partial
from typing import Any

from PySide6.QtWidgets import QVBoxLayout

from topp_desktop.domain.roadmap import Need
from topp_desktop.domain.roadmap.demand import proposed_needs
from topp_desktop.services.plan.needs import need_topic
from topp_desktop.ui.hub import Desk
from topp_desktop.ui.pages.road_map.needs.form import NeedCard
from topp_desktop.ui.pages.road_map.needs.group import GROUPS, GroupCard, NeedGroup
from topp_desktop.ui.pages.road_map.plan_page import PlanPage
from topp_desktop.ui.widgets import Button, Card, Notice, Text, clear


class NeedsPage(PlanPage):
    """Four kinds of needs at the left, the chosen one at the right."""

    name = "needs"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._chosen = ""
        self.leaves = Notice(state="active")
        self.groups = [GroupCard(desk, group) for group in GROUPS]
        self._out = Card()
        self._out_text = Text(role="small", tone="muted")
        self._out_list = QVBoxLayout()
        self._out.add(self._out_text, self._out_list)
        self.need = NeedCard(desk)
        self.add(self.leaves, *self.groups, self._out)
        self.add(self.need, side=True)
        for card in self.groups:
            card.picked.connect(self._choose)
            card.added.connect(partial(self._add, card.group))
            card.table.itemActivated.connect(lambda _: self.need.topic.setFocus())
        self.need.changed.connect(self._change)
        self.need.dropped.connect(self._drop)
        self.need.reset_asked.connect(self._reset)

    def title(self) -> str:
        return self.desk.words.gettext("Needs")

    def leave(self) -> None:
        self.need.flush()

    def begin(self) -> None:
        first = self.groups[0]
        (first.table if first.table.isVisible() else first.topic).setFocus()

    def show_plan(self) -> None:
        words, opened = self.desk.words, self.plan
        needs = opened.road_map.demand
        self.leaves.text.setText(
            words.gettext(
                "Training and technical assistance leave with the file to send, as they stand "
                "here. What you could teach or want to learn leaves only with your consent, which "
                "is asked before sending."
            )
        )
        ids = [need.id for need in needs]
        if self._chosen not in ids:
            self._chosen = ids[0] if ids else ""
        for card in self.groups:
            card.show_needs(opened, needs, self._chosen)
        self._show_chosen()
        self._show_left_out()

    def _show_chosen(self) -> None:
        needs = self.plan.road_map.demand
        self.need.show_need(self.plan, next((n for n in needs if n.id == self._chosen), None))
        self.area.arrange()

    def _choose(self, need: str) -> None:
        self.need.flush()
        self._chosen = need
        for card in self.groups:
            card.mark(need)
        self._show_chosen()

    def _show_left_out(self) -> None:
        """What people left out of what was proposed, each with the way back."""
        desk, words, edits = self.desk, self.desk.words, self.plan.edits.needs
        proposed = {need.id: need for need in proposed_needs(self.plan.road_map.needs)}
        out = [name for name, edit in edits.items() if edit.dropped and edit.kind is None]
        clear(self._out_list)
        self._out.setVisible(bool(out))
        self._out.set_title(words.gettext("Left out"))
        self._out_text.setText(words.gettext("Choose one to put it back."))
        for name in out:
            topic = self._topic(proposed.get(name)) or words.gettext("A need without a topic")
            said = words.gettext("Put back: {topic}").format(topic=topic)
            button = Button(topic, partial(self._reset, name), kind="link", small=True, name=said)
            button.setIcon(desk.theme.icon("undo", "accent", 16))
            self._out_list.addWidget(button)

    def _topic(self, need: Need | None) -> str:
        if need is None:
            return ""
        return need_topic(need, self.plan.road_map.catalogue, self.desk.wording)

    # --- changes ------------------------------------------------------------------------------

    def _add(self, group: NeedGroup, topic: str) -> None:
        maps = self.maps
        fields: dict[str, Any] = {"offers": True} if group.offers else {}

        def added(name: str) -> None:
            self._chosen = name

        self.change(lambda mine: maps.needs.add(mine, group.kind, topic, **fields), added)

    def _change(self, need: str, change: dict[str, Any]) -> None:
        maps = self.maps
        self.change(lambda mine: maps.needs.change(mine, need, **change))

    def _drop(self, need: str) -> None:
        maps = self.maps
        self.change(lambda mine: maps.needs.drop(mine, need))

    def _reset(self, need: str) -> None:
        maps = self.maps

        def back(_: object) -> None:
            self._chosen = need

        self.change(lambda mine: maps.needs.reset(mine, need), back)
