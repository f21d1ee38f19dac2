"""How far last time's answers were gone through, and the way to any of them."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QAbstractItemView, QTableWidgetItem

from topp_desktop.domain.instrument import Item, Wording
from topp_desktop.ui.hub import Desk
from topp_desktop.ui.parts.review_entries import ReviewEntry, others_open
from topp_desktop.ui.widgets import Card, ProgressBar, Table, Text

_HEIGHT = 330


class ProgressCard(Card):
    """A bar, what was said so far, and the list; `chosen` carries a question's id."""

    chosen = Signal(str)

    def __init__(self, desk: Desk) -> None:
        words = desk.words
        super().__init__(words.gettext("Last time's answers"), spacing=8)
        self._desk = desk
        self._entries: Sequence[ReviewEntry] = ()
        self.bar = ProgressBar(desk.theme)
        self._said = Text(role="small", tone="muted")
        self._others = Text(role="small", tone="muted")
        self.list = Table()
        self.list.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.list.cellClicked.connect(lambda line, _: self._choose(line))
        self.list.cellActivated.connect(lambda line, _: self._choose(line))
        self.add(self.bar, self._said, self.list, self._others)

    def show_entries(self, entries: Sequence[ReviewEntry], current: str) -> None:
        """All questions that are asked again; `current` is the one shown."""
        words, wording = self._desk.words, self._desk.wording
        self._entries = entries
        done = [e for e in entries if e.state != "open"]
        figures = words.gettext("{done} of {total} looked at").format(
            done=len(done), total=len(entries)
        )
        self.bar.setAccessibleName(words.gettext("Last time's answers"))
        self.bar.show_progress(len(done), len(entries), figures)
        counts = {
            state: sum(e.state == state for e in entries) for state in ("confirmed", "changed")
        }
        kept = words.ngettext("{n} still true", "{n} still true", counts["confirmed"])
        other = words.ngettext("{n} changed", "{n} changed", counts["changed"])
        self._said.setText(
            " · ".join(
                (figures, kept.format(n=counts["confirmed"]), other.format(n=counts["changed"]))
            )
        )
        states = {
            "open": words.gettext("to look at"),
            "confirmed": words.gettext("true"),
            "changed": words.gettext("changed"),
            "answered": words.gettext("answered anew"),
        }
        self.list.setAccessibleName(words.gettext("Questions asked again"))
        self.list.setAccessibleDescription(words.gettext("Enter goes to the question"))
        self.list.show_rows(
            (words.gettext("Question"), ""),
            [(_short_name(e.item, wording), states[e.state]) for e in entries],
        )
        # The list says its own words: a header would only take room.
        self.list.horizontalHeader().hide()
        self.list.setFixedHeight(self._desk.theme.px(_HEIGHT))
        for line, entry in enumerate(entries):
            if entry.item.id == current:
                self.list.blockSignals(True)
                self.list.selectRow(line)
                self.list.blockSignals(False)
                shown = self.list.item(line, 0)
                if isinstance(shown, QTableWidgetItem):
                    self.list.scrollToItem(shown)
        waiting = others_open(self._desk.open_snapshot)
        self._others.setText(
            words.ngettext(
                "{n} answer of another person is for that person to look at.",
                "{n} answers of other people are for them to look at.",
                waiting,
            ).format(n=waiting)
        )
        self._others.setVisible(bool(waiting))

    def _choose(self, line: int) -> None:
        self.chosen.emit(self._entries[line].item.id)


def _short_name(item: Item, wording: Wording) -> str:
    """ "1.1-Po Participación"."""
    component = wording.component(item.component) if item.component else ""
    return f"{wording.item_code(item)} {component}".strip()
