"""The keys of the question page, at hand where they are used."""

from __future__ import annotations

from PySide6.QtWidgets import QGridLayout, QWidget

from topp_desktop.foundation.i18n import Translator
from topp_desktop.ui.hub import Desk
from topp_desktop.ui.parts.level_board import mark_keys
from topp_desktop.ui.widgets import Button, Card, KeyCap, Text, clear, row


def question_keys(words: Translator) -> list[tuple[tuple[str, ...], str]]:
    """(keys, what they do), in the order in which they are learned."""
    return [
        (("0", "1", "2", "3", "4"), words.gettext("Choose a level")),
        (("↑", "↓"), words.gettext("The level above or below")),
        (
            mark_keys(words),
            words.gettext("At a clause: met, not met; Delete: not looked at"),
        ),
        (("P",), words.gettext("Choose the proposed level")),
        (("Enter", "→"), words.gettext("Continue with the next question")),
        (("←",), words.gettext("The question before")),
        (("D",), words.gettext("We don't know")),
        (("N",), words.gettext("Not applicable")),
        (("M",), words.gettext("Mark for later")),
        (("A",), words.gettext("Hard to agree")),
        (("Tab",), words.gettext("Next field; Shift+Tab: the field before")),
        (("Ctrl+Enter",), words.gettext("Continue, also from inside a text")),
        (("Ctrl+F",), words.gettext("Find a question")),
        (("Ctrl+Z",), words.gettext("Undo; Ctrl+Y: redo")),
        (("Ctrl++", "Ctrl+-"), words.gettext("Larger or smaller text; Ctrl+0: as usual")),
        (("?",), words.gettext("Show or hide this list")),
    ]


class KeysCard(Card):
    """Hidden until somebody asks for it."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(14)
        self._grid.setVerticalSpacing(5)
        for column in (1, 3):
            self._grid.setColumnStretch(column, 1)
        self.close_button = Button("", self.hide, small=True)
        self.add(self._grid, row(self.close_button))
        self.hide()

    def toggle(self) -> bool:
        """Shows it, or takes it away; whether it is shown now."""
        shown = self.isHidden()
        self.setVisible(shown)
        if shown:
            self.retranslate()
        return shown

    def retranslate(self) -> None:
        """The words of the moment's language; nothing is made while nobody looks."""
        if self.isHidden():
            return
        words = self._desk.words
        self.set_title(words.gettext("Keys of this page"))
        self.close_button.set_text(words.gettext("Close"))
        clear(self._grid)
        entries = question_keys(words)
        lines = -(-len(entries) // 2)
        for place, (keys, said) in enumerate(entries):
            half, line = divmod(place, lines)
            holder = QWidget()
            caps = row(*(KeyCap(key) for key in keys), spacing=4)
            caps.setContentsMargins(0, 0, 0, 0)
            holder.setLayout(caps)
            self._grid.addWidget(holder, line, 2 * half)
            self._grid.addWidget(Text(said), line, 2 * half + 1)
