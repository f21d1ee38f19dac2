"""The road map: what to do, when, why, and where it leads; people move and change it here."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from PySide6.QtWidgets import QVBoxLayout, QWidget

from topp_desktop.domain.roadmap import PlannedAction, Semester
from topp_desktop.services.plan.edit import PlanEditService
from topp_desktop.services.plan.why import amount
from topp_desktop.ui.focus_order import order_focus
from topp_desktop.ui.hub import Changed, Desk
from topp_desktop.ui.page import Page
from topp_desktop.ui.pages.road_map.board_view import (
    BOARD,
    TABLE,
    TIMELINE,
    BoardView,
    action_name,
)
from topp_desktop.ui.pages.road_map.detail import DetailCard, WhyCard
from topp_desktop.ui.pages.road_map.empty import show_empty
from topp_desktop.ui.pages.road_map.left_out import LeftOutCard
from topp_desktop.ui.pages.road_map.level_line import AssumedLevelCard
from topp_desktop.ui.pages.road_map.model import (
    faults_of,
    own_from_card,
    semester_words,
    shifted,
    shown_action,
)
from topp_desktop.ui.pages.road_map.moved import MovedStrip
from topp_desktop.ui.pages.road_map.others import OthersCard
from topp_desktop.ui.pages.road_map.source import PlanSource
from topp_desktop.ui.pages.road_map.status import StatusLine
from topp_desktop.ui.pages.road_map.views import ViewLinks
from topp_desktop.ui.parts.report_button import ReportButton
from topp_desktop.ui.widgets import Button, Card, EmptyState, PageScroll, SegmentedChoice, Text, row

_SIDE = 300
"""Width of the column at the right: the timeline needs the rest."""


class RoadMapPage(Page):
    """The plan in three views, the chosen action at the right, its sheet one step away."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.chosen = ""
        self.source = PlanSource(desk, self._show_plan, self)
        self._scroll = PageScroll(desk.theme, side_width=_SIDE)
        self.report = ReportButton(desk, "primary")
        self.again = Button("", lambda: desk.navigate("road-map-again"))
        self.links = ViewLinks(desk, "road-map")
        self._empty = EmptyState(pressed=lambda: desk.navigate("tasks"))
        self.status = StatusLine(desk)
        self._short = Text(role="small", tone="muted")
        self._plan_card = Card()
        self.view = SegmentedChoice(required=True)
        self.view.chosen.connect(lambda _: self._show_view())
        self._told = Text(role="small", tone="muted")
        self.moved = MovedStrip(desk)
        self.moved.written.connect(self._give_reason)
        self.plan = BoardView(desk)
        self.add_own = Button("", lambda: desk.navigate("road-map-action", ""), small=True)
        self._how = Text(role="small", tone="muted")
        self._plan_card.add(
            row(self.view), self._told, self.plan, self._how, self._short, row(self.add_own)
        )
        self.level = AssumedLevelCard(desk)
        self.detail, self.why = DetailCard(desk), WhyCard(desk)
        self.others, self.left_out = OthersCard(desk), LeftOutCard(desk)
        self._shown_parts = (self.status, self._plan_card, self.detail, self.why)
        for part in (self._empty, self.status, self._plan_card, self.level):
            self._scroll.main.addWidget(part)
        self._scroll.main.addStretch(1)
        for part in (self.detail, self.why, self.others, self.left_out):
            self._scroll.side.addWidget(part)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(self.links)
        box.addWidget(self._scroll, 1)
        box.addWidget(self.moved)
        for part in (self._empty, *self._shown_parts, self.level, self.others, self.left_out):
            part.hide()
        self._connect()
        self.retranslate()

    def _connect(self) -> None:
        desk, plan = self.desk, self.plan
        plan.chosen.connect(self.choose)
        plan.pressed.connect(self._press)
        plan.opened.connect(self._open)
        plan.moved.connect(self.move_action)
        plan.resized.connect(self._resize)
        plan.released.connect(self._release)
        plan.dropping.connect(lambda name: desk.navigate("road-map-action", (name, "leave-out")))
        self.detail.opened.connect(self._open)
        self.detail.start_chosen.connect(self.move_action)
        self.detail.released.connect(self._release)
        self.detail.taken.connect(self._take)
        plan.taken.connect(self._take)
        self.others.taken.connect(self._add_card)
        self.left_out.taken_back.connect(self._take_back)
        desk.theme_changed.connect(self._show_plan)
        desk.stepped.connect(self.moved.forget)

    def title(self) -> str:
        return self.desk.words.gettext("Road map")

    def header_actions(self) -> Sequence[QWidget]:
        return (self.again, self.report)

    def retranslate(self) -> None:
        words = self.desk.words
        self.links.retranslate()
        self.again.set_text(words.gettext("Compute again"))
        self.add_own.set_text(words.gettext("Add an action of your own"))
        self._how.setText(
            words.gettext(
                "Pull an action to another semester, or press Ctrl with ← or →. The right mouse "
                "button and the menu key offer more."
            )
        )
        self._short.setText(
            words.gettext(
                "This plan comes from the short form, where one question stands for each area and "
                "capacity. The full form gives a more exact one."
            )
        )
        self.view.show_options(
            [
                (TIMELINE, words.gettext("Timeline")),
                (BOARD, words.gettext("Board")),
                (TABLE, words.gettext("Table")),
            ],
            self.view.value or TIMELINE,
            words.gettext("Show the actions as"),
        )
        self._show_plan()

    def refresh(self, _: Changed | None) -> None:
        if self.desk.snapshot is not None:
            self.source.read()
            self.status.read()

    def arrive(self, argument: object) -> None:
        self._scroll.to_top()
        self.moved.forget()
        if isinstance(argument, str) and argument:
            self.choose(argument)
            self.plan.focus(argument)

    def leave(self) -> None:
        self.moved.flush()

    # --- showing ----------------------------------------------------------------------------

    def _show_plan(self) -> None:
        opened = self.source.opened
        started = show_empty(self._empty, opened, self.desk)
        for part in self._shown_parts:
            part.setVisible(started)
        for button in (self.report, self.again):
            button.setEnabled(started)
        if opened is None or not started:
            self.level.hide()
            self.others.hide()
            self.left_out.hide()
            return
        road_map, words = opened.road_map, self.desk.words
        settings = opened.settings
        self._short.setVisible(opened.results.assessment.form == "short")
        self._told.setText(
            words.gettext(
                "The first 18 months are firm; the rest is indicative. Each semester has {n} "
                "person-months: {people} × {hours} hours a week."
            ).format(
                n=amount(settings.person_months, words),
                people=words.ngettext("{n} person", "{n} people", settings.people).format(
                    n=settings.people
                ),
                hours=settings.hours,
            )
        )
        if self._planned(self.chosen) is None and road_map.plan.actions:
            self.chosen = road_map.plan.actions[0].id
        self.moved.show_faults(faults_of(road_map, self.moved.action, words))
        self._show_view()
        self.left_out.show_actions(road_map)
        self._show_chosen()
        # Drawn places come after everything that was there before them.
        order_focus(self)

    def _show_view(self) -> None:
        if self.source.opened is not None:
            view = str(self.view.value or TIMELINE)
            road_map = self.source.opened.road_map
            self.plan.show_plan(road_map, view, self.chosen)
            # The timeline says both itself.
            self._told.setVisible(view != TIMELINE)
            self.level.show_plan(road_map, wanted=view != TIMELINE)
            self._scroll.arrange()

    def choose(self, action: str) -> None:
        """Shows an action in full, and why it is in the plan."""
        self.chosen = action
        self.plan.mark(action)
        self._show_chosen()

    def _show_chosen(self) -> None:
        planned, opened = self._planned(self.chosen), self.source.opened
        if planned is None or opened is None:
            return
        self.detail.show_action(opened.road_map, planned)
        self.why.show_action(planned)
        self.others.show_action(opened.road_map, planned)
        self._scroll.arrange()

    def _planned(self, action: str) -> PlannedAction | None:
        opened = self.source.opened
        return shown_action(opened.road_map, action) if opened is not None else None

    # --- changing ---------------------------------------------------------------------------

    def move_action(self, action: str, start: Semester) -> None:
        """Pins an action to a semester; shown at once, saved after."""
        opened = self.source.opened
        if opened is None:
            return
        if self.source.action(action) is None:
            self._take(action, start)
            return
        plan = shifted(opened.road_map.plan, action, start)
        self.chosen = action
        self.source.show_before_saved(replace(opened, road_map=replace(opened.road_map, plan=plan)))
        words = self.desk.words
        said = words.gettext("“{title}” begins in {semester} from now on.").format(
            title=action_name(opened.road_map, action, self.desk),
            semester=semester_words(start, words),
        )
        edit = opened.edits.actions.get(action)
        self.moved.show_move(action, said, edit.reason if edit else "")
        self._change(lambda service, mine: service.move(mine, action, start))

    def _resize(self, action: str, duration: int) -> None:
        self._change(lambda service, mine: service.change(mine, action, duration=duration))

    def _release(self, action: str) -> None:
        self._change(lambda service, mine: service.move(mine, action, None))

    def _take_back(self, action: str) -> None:
        self._change(lambda service, mine: service.take_back(mine, action))

    def _take(self, step: str, start: Semester | None = None) -> None:
        """Makes a further step part of the plan."""
        self.chosen = step
        self._change(lambda service, mine: service.take(mine, step, start))

    def _add_card(self, card: str, is_step: bool) -> None:
        """Adds an action of the objective: a further step, or, where its question was not asked,
        an action of one's own in its words."""
        opened = self.source.opened
        if is_step or opened is None or opened.road_map.catalogue is None:
            self._take(card)
            return
        title, fields = own_from_card(opened.road_map.catalogue, card, self.desk.wording.language)

        def added(name: object) -> None:
            self.chosen = str(name)

        self.source.change(lambda service, mine: service.add(mine, title, **fields), added)

    def _give_reason(self, action: str, reason: str) -> None:
        self._change(lambda service, mine: service.change(mine, action, reason=reason))

    def _change(self, work: Callable[[PlanEditService, str], object]) -> None:
        self.source.change(work, None, self._refused)

    def _refused(self, fault: Exception) -> None:
        self.moved.forget()
        self.desk.show_fault(fault)

    def _press(self, action: str) -> None:
        """Chooses a card; opens its sheet where it was chosen, or nothing stands beside it."""
        known = self.source.action(action) is not None
        if known and (action == self.chosen or self._scroll.narrow):
            self._open(action)
        else:
            self.choose(action)

    def _open(self, action: str) -> None:
        self.chosen = action
        if self.source.action(action) is None:  # a possible step has no sheet yet
            self.choose(action)
            return
        self.desk.navigate("road-map-action", action)
