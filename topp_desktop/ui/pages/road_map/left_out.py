"""The actions that people left out, why, and the way back."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout

from topp_desktop.charts.labels import action_title
from topp_desktop.services.plan.planner import RoadMap
from topp_desktop.ui.hub import Desk
from topp_desktop.ui.widgets import Button, Card, Text, clear, row, rule


class LeftOutCard(Card):
    """taken_back: an action's id."""

    taken_back = Signal(str)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._list = QVBoxLayout()
        self._list.setSpacing(6)
        self.add(self._list)
        self.hide()

    def show_actions(self, road_map: RoadMap) -> None:
        """Hidden where nothing was left out."""
        words, left_out = self._desk.words, road_map.left_out
        self.setVisible(bool(left_out))
        self.set_title(words.gettext("Left out"))
        clear(self._list)
        for number, action in enumerate(left_out):
            if number:
                self._list.addWidget(rule())
            title = action_title(action, road_map.catalogue, self._desk.wording, words)
            self._list.addWidget(Text(title, role="small", weight="semibold"))
            edit = road_map.edits.actions.get(action.id)
            if edit is None or not edit.dropped:
                said = words.gettext("Goes with the step before it, which was left out.")
                self._list.addWidget(Text(said, role="small", tone="muted"))
                continue
            self._list.addWidget(Text(edit.reason, role="small", tone="muted"))
            text = words.gettext("Take back into the plan")
            back = Button(
                text,
                partial(self.taken_back.emit, action.id),
                kind="link",
                small=True,
                name=f"{text}: {title}",
            )
            self._list.addLayout(row(back))
