"""What the pages around a road map have in common: the links, the plan, the state without one."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar, TypeVar

from PySide6.QtWidgets import QVBoxLayout, QWidget

from topp_desktop.services.plan.keeping import OpenPlan
from topp_desktop.services.plan.road_maps import RoadMaps
from topp_desktop.ui.focus_order import order_focus
from topp_desktop.ui.hub import Desk
from topp_desktop.ui.page import Page
from topp_desktop.ui.pages.road_map.empty import show_empty
from topp_desktop.ui.pages.road_map.source import PlanSource
from topp_desktop.ui.pages.road_map.views import ViewLinks
from topp_desktop.ui.snapshot import Changed, Snapshot
from topp_desktop.ui.widgets import EmptyState, PageScroll
from topp_desktop.ui.widgets.scroll import SIDE_WIDTH

T = TypeVar("T")
_EDGE = 44
"""Above and below the cards beside the list, in logical pixels."""


class PlanPage(Page):
    """Put cards into `area.main` and `area.side` with `add`; fill them in `show_plan`."""

    name: ClassVar[str]
    side_width: ClassVar[int] = SIDE_WIDTH

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.source = PlanSource(desk, self._show, self, self.read_more)
        self._made_for: Snapshot | None = None
        self._cards: list[QWidget] = []
        self._side: list[QWidget] = []
        self._arrived = False
        self.area = PageScroll(desk.theme, side_width=self.side_width)
        self.links = ViewLinks(desk, self.name)
        self._empty = EmptyState(pressed=lambda: desk.navigate("tasks"))
        self._empty.hide()
        self.area.main.addWidget(self._empty)
        # What stands beside a long list stays in view while the list goes by.
        self._beside = QWidget()
        self._beside.hide()
        self.area.side.addWidget(self._beside)
        self.area.verticalScrollBar().valueChanged.connect(lambda _: self._follow_scroll())
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(self.links)
        box.addWidget(self.area)
        desk.theme_changed.connect(self._show)

    def add(self, *cards: QWidget, side: bool = False) -> None:
        """Cards that are shown only where there is a plan."""
        for card in cards:
            (self.area.side if side else self.area.main).addWidget(card)
            self._cards.append(card)
            if side:
                self._side.append(card)
            card.hide()

    @property
    def opened(self) -> OpenPlan | None:
        """The road map as people left it; None until it was read."""
        return self.source.opened

    @property
    def more(self) -> object:
        """What `read_more` gave."""
        return self.source.more

    @property
    def plan(self) -> OpenPlan:
        """The road map, for what is only shown once there is one."""
        assert self.opened is not None, "no plan was read"
        return self.opened

    @property
    def maps(self) -> RoadMaps:
        return self.desk.program.road_maps

    def show_plan(self) -> None:
        """Shows `opened`; called where there is a plan, and again for another language."""
        raise NotImplementedError

    def read_more(self, assessment_id: str) -> object:
        """On the writer thread: what else the page needs from the disk."""
        return None

    def change(self, work: Callable[[str], T], done: Callable[[T], None] | None = None) -> None:
        """One call of a service with the measurement's id; the page is shown again after it."""
        mine = self.desk.open_snapshot.id
        self.desk.change(lambda: work(mine), done)

    # --- what the shell calls -----------------------------------------------------------------

    def retranslate(self) -> None:
        self.links.retranslate()
        self._show()

    def refresh(self, _: Changed | None) -> None:
        snapshot = self.desk.snapshot
        if snapshot is None:
            return
        if snapshot is self._made_for:
            self._show()
            return
        self._made_for = snapshot
        self.source.read()

    def arrive(self, _: object) -> None:
        self.area.to_top()
        self._arrived = True
        if self.opened is not None and self._made_for is self.desk.snapshot:
            self._show()

    def begin(self) -> None:
        """Puts the keyboard where work begins; called once the plan is shown."""

    def _show(self) -> None:
        started = show_empty(self._empty, self.opened, self.desk)
        for card in self._cards:
            card.setVisible(started)
        if started:
            self.show_plan()
            if self._arrived:
                self._arrived = False
                self.begin()
        self.area.arrange()
        self._follow_scroll()
        order_focus(self)

    def _follow_scroll(self) -> None:
        cards = [card for card in self._side if not card.isHidden()]
        offset = 0
        if cards and not self.area.narrow:
            side = sum(card.height() for card in cards) + self.area.side.spacing() * len(cards)
            offset = self.area.verticalScrollBar().value()
            # As far as the main column goes; a side that is higher than the window scrolls.
            offset -= max(0, side - self.area.viewport().height() + _EDGE)
            offset = max(0, min(offset, self._main_height() - side))
        self._beside.setFixedHeight(offset)
        self._beside.setVisible(offset > 0)

    def _main_height(self) -> int:
        shown = [card for card in self._cards if card not in self._side and not card.isHidden()]
        return max((card.geometry().bottom() for card in shown), default=0)
