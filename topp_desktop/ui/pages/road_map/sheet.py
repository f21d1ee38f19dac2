"""The sheet of one action: every field, why it is there, its steps, the ways out of the plan."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget

from topp_desktop.domain.roadmap import PlannedAction, Semester
from topp_desktop.services.plan.keeping import OpenPlan
from topp_desktop.ui.hub import Changed, Desk
from topp_desktop.ui.page import Page
from topp_desktop.ui.pages.road_map.detail import StepsCard, TitleCard, WhyCard
from topp_desktop.ui.pages.road_map.own import NewActionCard, RaisesCard
from topp_desktop.ui.pages.road_map.sheet_cards import SheetCards
from topp_desktop.ui.pages.road_map.sheet_out import OutCard
from topp_desktop.ui.pages.road_map.source import PlanSource
from topp_desktop.ui.widgets import Button, PageScroll


class ActionSheetPage(Page):
    """`arrive` takes an action's id, (id, "leave-out"), "" for a new action of one's own, or None
    for the action that was shown last, at the beginning the plan's first."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.action = ""
        self._to_reason = self._any = False
        self.source = PlanSource(desk, self._show_action, self)
        self._scroll = PageScroll(desk.theme)
        self.head = TitleCard(desk)
        self.cards = SheetCards(desk)
        self.raises, self.new = RaisesCard(desk), NewActionCard(desk)
        self.why, self.steps, self.out = WhyCard(desk), StepsCard(desk), OutCard(desk)
        self._of_action: tuple[QWidget, ...] = (
            self.head,
            self.cards,
            self.raises,
            self.why,
            self.steps,
            self.out,
        )
        for part in (self.new, self.head, self.cards, self.raises):
            self._scroll.main.addWidget(part)
        self._scroll.main.addStretch(1)
        for beside in (self.why, self.steps, self.out):
            self._scroll.side.addWidget(beside)
        self.before = Button("", lambda: self._go(-1))
        self.after = Button("", lambda: self._go(1))
        self.back = Button("", lambda: desk.navigate("road-map", self.action))
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self._scroll)
        self._connect()
        self.retranslate()

    def _connect(self) -> None:
        self.cards.changed.connect(self._save)
        self.raises.changed.connect(self._change_own)
        self.new.added.connect(self._add)
        self.out.dropped.connect(self._drop)
        self.out.taken_back.connect(self._take_back)
        self.out.reset.connect(self._reset)

    def title(self) -> str:
        words = self.desk.words
        if self.action or self._any:
            return words.gettext("Sheet of an action")
        return words.gettext("New action")

    def header_actions(self) -> Sequence[QWidget]:
        return (self.before, self.after, self.back)

    def retranslate(self) -> None:
        words = self.desk.words
        self.before.set_text(words.gettext("Previous"), words.gettext("Previous action"))
        self.after.set_text(words.gettext("Next"), words.gettext("Next action"))
        self.back.set_text(words.gettext("Back to the plan"))
        for part in (self.cards, self.raises, self.new, self.out):
            part.retranslate()
        self._show_action()

    def refresh(self, _: Changed | None) -> None:
        if self.desk.snapshot is not None:
            self.source.read()

    def arrive(self, argument: object) -> None:
        name, place = argument if isinstance(argument, tuple) else (argument, "")
        self._scroll.to_top()
        self._to_reason, self._any = place == "leave-out", name is None
        self._show(name if isinstance(name, str) else self.action)
        if self.action or self._any:
            self._focus()
        else:
            self.new.begin()

    def leave(self) -> None:
        self.cards.flush()

    def _focus(self) -> None:
        if self._to_reason:
            self.out.reason.setFocus()
        elif self.source.opened is not None:
            self.cards.focus_first()

    def _show(self, action: str) -> None:
        self.cards.flush()
        self.action = action
        self.new.forget()
        self._show_action()

    # --- showing ----------------------------------------------------------------------------

    def _show_action(self) -> None:
        opened = self.source.opened
        if opened is not None and self._any and not self.action and opened.road_map.plan.actions:
            self.action = opened.road_map.plan.actions[0].id
        planned = self._planned(opened) if opened else None
        for part in self._of_action:
            part.setVisible(planned is not None)
        known = opened is not None and planned is None
        self.new.setVisible(known)
        others = self._others(opened)
        for button, place in ((self.before, 0), (self.after, -1)):
            button.setEnabled(planned is not None and others[place] != self.action)
        self._scroll.arrange()
        if opened is None:
            return
        if planned is None:
            self.new.show_plan(opened)
            return
        road_map = opened.road_map
        self.head.show_action(road_map, planned)
        self.cards.show_action(opened, planned)
        self.raises.show_action(opened, planned)
        self.why.show_action(planned)
        self.steps.show_action(road_map, planned)
        self.out.show_action(opened, planned)
        if self._to_reason:
            self._to_reason = False
            self.out.reason.setFocus()

    def _planned(self, opened: OpenPlan) -> PlannedAction | None:
        """The action in the plan, or as it would be if it had not been left out."""
        found = self.source.action(self.action)
        if found is None and self.action in {a.id for a in opened.road_map.left_out}:
            return opened.plan.kept.get(self.action)
        return found

    def _others(self, opened: OpenPlan | None) -> list[str]:
        found = [a.id for a in opened.road_map.plan.actions] if opened else []
        return found if self.action in found else [self.action]

    def _go(self, step: int) -> None:
        others = self._others(self.source.opened)
        place = others.index(self.action) + step
        if 0 <= place < len(others):
            self._show(others[place])
            self._scroll.to_top()
            self.cards.focus_first()

    # --- changing ---------------------------------------------------------------------------

    def _save(self, name: str, value: object) -> None:
        action = self.action
        if name == "start":
            start = value if isinstance(value, Semester) else None
            self.source.change(lambda service, mine: service.move(mine, action, start))
            return
        if name == "reason":
            value = value or ""

        def refused(fault: Exception) -> None:
            if not self.cards.show_fault(name, fault):
                self.desk.show_fault(fault)

        self.source.change(
            lambda service, mine: service.change(mine, action, **{name: value}), None, refused
        )

    def _change_own(self, own: object) -> None:
        action = self.action
        self.source.change(lambda service, mine: service.change_own(mine, action, own))  # type: ignore[arg-type]

    def _add(self, title: str, own: object, fields: object) -> None:
        def added(name: object) -> None:
            self.action = str(name)
            self.new.forget()
            self.desk.navigate("road-map-action", self.action)

        self.source.change(
            lambda service, mine: service.add(mine, title, own, **fields),  # type: ignore[arg-type]
            added,
        )

    def _drop(self, reason: str) -> None:
        action = self.action
        self.source.change(lambda service, mine: service.drop(mine, action, reason))

    def _take_back(self) -> None:
        action = self.action
        self.source.change(lambda service, mine: service.take_back(mine, action))

    def _reset(self) -> None:
        action = self.action
        gone = action.startswith("own:")

        def done(_: object) -> None:
            if gone:
                self.desk.navigate("road-map")

        self.source.change(lambda service, mine: service.reset(mine, action), done)
