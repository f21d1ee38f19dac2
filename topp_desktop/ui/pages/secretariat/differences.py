"""One difference between versions: what it is about, and each value to choose from."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import Signal

from topp_desktop.domain.exchange import Element
from topp_desktop.domain.instrument import Wording
from topp_desktop.services.exchange.compared_words import side_by_side
from topp_desktop.services.exchange.element_words import (
    element_name,
    element_place,
    element_question,
)
from topp_desktop.services.secretariat.conflicts import DisputedElement
from topp_desktop.ui.hub import Desk
from topp_desktop.ui.widgets import Card, LevelChoice, Text
from topp_desktop.ui.widgets.columns import Columns


class DifferenceChoice(Card):
    """Values side by side; versions that say the same share one. `chosen` comes with a choice.

    names: rid → what people call that version here.
    """

    chosen = Signal()

    def __init__(
        self, desk: Desk, one: DisputedElement, names: Mapping[str, str], wording: Wording | None
    ) -> None:
        super().__init__(spacing=8)
        words = desk.words
        self.element = one.element
        name = element_name(one.element, wording, words)
        self.set_title(name)
        if place := element_place(one.element, wording):
            self.add(Text(place, role="small", tone="muted"))
        if question := element_question(one.element, wording):
            self.add(Text(question))
        groups: list[list[str]] = []
        values: list[Element] = []
        for said in one.values:
            if said.value in values:
                groups[values.index(said.value)].append(said.rid)
            else:
                values.append(said.value)
                groups.append([said.rid])
        self._buttons: list[tuple[list[str], LevelChoice]] = []
        columns = Columns(desk.theme, 560, spacing=12)
        texts = side_by_side(one.element, values, wording, words)
        for rids, text in zip(groups, texts, strict=True):
            who = words.join([names[rid] for rid in rids])
            button = LevelChoice(desk.theme, "")
            button.set_texts(who, text)
            button.setAccessibleName(f"{name}: {who}. {text}")
            button.clicked.connect(partial(self.chosen.emit))
            self._buttons.append((rids, button))
            columns.add(button)
        self.add(columns)

    @property
    def pick(self) -> str:
        """The rid that was chosen, or ""."""
        return next((rids[0] for rids, button in self._buttons if button.isChecked()), "")

    def take(self, rid: str) -> None:
        """Chooses what this version says; nothing where it says nothing here."""
        for rids, button in self._buttons:
            if rid in rids:
                button.setChecked(True)

    def focus_choice(self) -> None:
        """Puts the focus on the first value."""
        self._buttons[0][1].setFocus()
