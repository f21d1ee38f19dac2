"""Tags: a state or a dimension as a word on a tint, never a colour alone."""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QSizePolicy

from topp_desktop.domain.instrument import Item, Wording
from topp_desktop.ui.widgets.text import Text, restyle

State = Literal["done", "attention", "trouble", "neutral", "active"]


class Tag(Text):
    """A word in a state's colours."""

    def __init__(self, text: str, state: State | str = "neutral") -> None:
        super().__init__(text, role="small", weight="semibold", wrap=False)
        self.setProperty("tag", state)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_state(self, text: str, state: State) -> None:
        """Another word and state."""
        self.setText(text)
        if self.property("tag") != state:
            self.setProperty("tag", state)
            restyle(self)


class DimensionTag(Tag):
    """The dimension and component of a question, in the dimension's colour."""

    def __init__(self, wording: Wording | None = None, item: Item | None = None) -> None:
        super().__init__("")
        if wording is not None and item is not None:
            self.show_item(wording, item)

    def show_item(self, wording: Wording, item: Item) -> None:
        """Takes the words of a question; hidden where the instrument has no dimensions."""
        parts = [
            wording.dimension(item.dimension) if item.dimension else "",
            wording.component(item.component) if item.component else "",
        ]
        self.setText(" · ".join(part for part in parts if part))
        self.setVisible(bool(self.text()))
        known = item.dimension in {"T", "O", "P", "F"}
        self.setProperty("tag", f"dim-{item.dimension}" if known else "dim-None")
        restyle(self)


class KeyCap(QLabel):
    """The key that does the same; a hint for the eye, silent for screen readers."""

    def __init__(self, key: str) -> None:
        super().__init__(key)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("kind", "keycap")
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
