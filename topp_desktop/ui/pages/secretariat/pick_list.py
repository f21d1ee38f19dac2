"""A list of things to settle: each a row that opens it; with a search where there are many."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from topp_desktop.foundation.text import matches
from topp_desktop.ui.focus_order import order_focus
from topp_desktop.ui.hub import Desk
from topp_desktop.ui.widgets import Button, Card, LineField, Tag, Text, clear, column, row
from topp_desktop.ui.widgets.row_button import RowButton

_AT_ONCE = 25
_WITHOUT_SEARCH = 8


@dataclass(frozen=True, slots=True)
class Pick:
    """One thing. key: what `chosen` carries; tag: (word, state); action: what a press does."""

    key: object
    name: str
    detail: str
    tag: tuple[str, str]
    action: str


class PickList(Card):
    """`chosen` carries the key of the row that was pressed."""

    chosen = Signal(object)

    def __init__(self, desk: Desk) -> None:
        super().__init__(spacing=10)
        self._desk = desk
        self._picks: Sequence[Pick] = ()
        self._shown = _AT_ONCE
        self._text = Text(role="small", tone="muted")
        self.search = LineField()
        self.search.setClearButtonEnabled(True)
        self.search.textChanged.connect(lambda _: self._fill())
        self._lines = QVBoxLayout()
        self._lines.setSpacing(8)
        self.more = Button("", self._show_more, kind="link")
        self.rows: list[RowButton] = []
        self.add(self._text, self.search, self._lines, row(self.more))

    def show_picks(self, title: str, text: str, picks: Sequence[Pick]) -> None:
        """Shows the first of these; the others by search or by the button below."""
        words = self._desk.words
        self._picks, self._shown = picks, _AT_ONCE
        self.set_title(title)
        self._text.setText(text)
        self.search.setVisible(len(picks) > _WITHOUT_SEARCH)
        self.search.setPlaceholderText(words.gettext("Search institution"))
        self.search.setAccessibleName(words.gettext("Search institution"))
        self._fill()

    def _show_more(self) -> None:
        self._shown += _AT_ONCE
        self._fill()

    def _fill(self) -> None:
        words, wanted = self._desk.words, self.search.text()
        found = [p for p in self._picks if matches(wanted, p.name, p.detail, p.tag[0])]
        clear(self._lines)
        self.rows = [self._row(pick) for pick in found[: self._shown]]
        for button in self.rows:
            self._lines.addWidget(button)
        left = len(found) - len(self.rows)
        self.more.setVisible(left > 0)
        self.more.set_text(
            words.ngettext("Show more: {n} is left", "Show more: {n} are left", left).format(
                n=words.number(left)
            )
        )
        order_focus(self)

    def _row(self, pick: Pick) -> RowButton:
        button = RowButton(self._desk.theme, edge="attention")
        button.setCheckable(False)
        texts = QWidget()
        lines = column(Text(pick.name, weight="semibold"))
        if pick.detail:
            lines.addWidget(Text(pick.detail, role="small", tone="muted"))
        lines.setContentsMargins(0, 0, 0, 0)
        texts.setLayout(lines)
        button.add(texts, 1)
        button.add(Tag(*pick.tag))
        button.add(Text(pick.action, role="small", weight="semibold", tone="accent", wrap=False))
        said = (pick.name, pick.detail, pick.tag[0], pick.action)
        button.setAccessibleName(". ".join(part for part in said if part))
        button.clicked.connect(partial(self.chosen.emit, pick.key))
        return button
