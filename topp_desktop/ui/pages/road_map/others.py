"""The other actions of an objective that a person may add to the plan."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout

from topp_desktop.charts.labels import action_item
from topp_desktop.domain.roadmap import PlannedAction
from topp_desktop.domain.roadmap.taking import OtherCard, others_of
from topp_desktop.services.plan.planner import RoadMap
from topp_desktop.ui.hub import Desk
from topp_desktop.ui.widgets import Button, Card, Text, clear, row, rule

_FIRST = 4
"""So many are shown before more is asked for."""


class OthersCard(Card):
    """taken: (card, whether it is a further step of the plan)."""

    taken = Signal(str, bool)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._others: tuple[OtherCard, ...] = ()
        self._road_map: RoadMap | None = None
        self._open = False
        self._for = ""
        self.toggle = Button("", self._toggle, kind="link")
        self._list = QVBoxLayout()
        self._list.setSpacing(6)
        self.more = Button("", self._all, kind="link", small=True)
        self._most = _FIRST
        self.add(row(self.toggle), self._list, row(self.more))
        self.hide()

    def show_action(self, road_map: RoadMap, planned: PlannedAction) -> None:
        """Hidden where there is nothing else; closed until somebody asks."""
        wording, words, catalogue = self._desk.wording, self._desk.words, road_map.catalogue
        if planned.id != self._for:
            self._for, self._open, self._most = planned.id, False, _FIRST
        self._road_map = road_map
        item = action_item(planned.action, wording)
        self._others = ()
        if catalogue is not None and item is not None:
            plan, form = road_map.plan, road_map.results.assessment.form
            known = (a.action.card for a in plan.actions)
            out = (a.card for a in road_map.left_out)
            self._others = others_of(
                catalogue,
                frozenset(i.id for i in road_map.results.instrument.form_items(form)),
                frozenset(card for card in (*known, *out) if card),
                road_map.further,
                planned.action,
            )
        self.setVisible(bool(self._others))
        objective = item.objective if item is not None and item.objective else ""
        self.toggle.set_text(words.gettext("Other actions of {code}").format(code=objective))
        self._fill()

    def _toggle(self) -> None:
        self._open = not self._open
        self._fill()

    def _all(self) -> None:
        self._most = len(self._others)
        self._fill()

    def _fill(self) -> None:
        words, road_map = self._desk.words, self._road_map
        clear(self._list)
        shown = self._others[: self._most] if self._open else ()
        for number, other in enumerate(shown):
            if number:
                self._list.addWidget(rule())
            self._add(other)
        self.more.setVisible(self._open and len(self._others) > self._most)
        self.more.set_text(words.gettext("Show all {n}").format(n=len(self._others)))
        self.toggle.setAccessibleDescription(
            words.gettext("{n} shown").format(n=len(shown)) if road_map is not None else ""
        )

    def _add(self, other: OtherCard) -> None:
        wording, words, road_map = self._desk.wording, self._desk.words, self._road_map
        assert road_map is not None
        assert road_map.catalogue is not None
        card = road_map.catalogue.wording(other.card.id, wording.language)
        code = wording.item_code(wording.instrument.by_id[other.card.item])
        parts = [code, words.gettext("to level {n}").format(n=other.card.step)]
        if not other.same:
            parts.append(words.gettext("serves the same line of action"))
        if other.step is None:
            parts.append(words.gettext("its question was not asked"))
        self._list.addWidget(Text(card.title, role="small", weight="semibold"))
        self._list.addWidget(Text(" · ".join(parts), role="small", tone="muted"))
        said = words.gettext("Add to the plan")
        add = Button(
            said,
            partial(self.taken.emit, other.card.id, other.step is not None),
            kind="link",
            small=True,
            name=f"{said}: {card.title}",
        )
        self._list.addLayout(row(add))
