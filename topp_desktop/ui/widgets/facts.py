"""What something is, in pairs: a word at the left, what it says at the right."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from topp_desktop.ui.theme.theme import Theme
from topp_desktop.ui.widgets import Text, clear

_FOLD_BELOW = 420


class Facts(QWidget):
    """Pairs below each other; where there is little room, the word stands above."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._pairs: list[tuple[str, str]] = []
        self._folded = False
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(18)
        self._grid.setVerticalSpacing(6)
        self._grid.setColumnStretch(1, 1)

    def show_facts(self, pairs: Sequence[tuple[str, str]]) -> None:
        """(word, what it says) for each; what says nothing is left out."""
        self._pairs = [(word, said) for word, said in pairs if said]
        self._build()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        folded = self.width() < self._theme.px(_FOLD_BELOW)
        if folded != self._folded:
            self._folded = folded
            self._build()

    def _build(self) -> None:
        clear(self._grid)
        top = Qt.AlignmentFlag.AlignTop
        for line, (word, said) in enumerate(self._pairs):
            name = Text(word, tone="muted", wrap=self._folded)
            if self._folded:
                self._grid.addWidget(name, 2 * line, 0, 1, 2)
                self._grid.addWidget(Text(said), 2 * line + 1, 0, 1, 2)
            else:
                self._grid.addWidget(name, line, 0, top)
                self._grid.addWidget(Text(said), line, 1, top)
