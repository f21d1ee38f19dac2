"""The level that the marked clauses support; it is taken by a person, never by itself."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from topp_desktop.domain.assessment import Response, as_level
from topp_desktop.ui.hub import Desk
from topp_desktop.ui.widgets import Button, Tag, Text
from topp_desktop.ui.widgets.flow import FlowBox


class ProposedLevel(QWidget):
    """Shown only while the marks support a level."""

    taken = Signal()
    """Somebody takes the level that is proposed."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._lead = Text(role="small", tone="muted")
        self._level = Text(role="card", tone="accent", wrap=False)
        self._chosen = Tag("", "done")
        self.take = Button("", self.taken.emit, small=True)
        self._why = Text(role="small", tone="muted")
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 6)
        box.setSpacing(1)
        for widget in (self._lead, FlowBox(self._level, self._chosen, self.take), self._why):
            box.addWidget(widget)
        self.hide()

    def show_response(self, response: Response) -> None:
        """What the marks of an answer support, and whether it is what was chosen."""
        words, wording = self._desk.words, self._desk.wording
        counts = [len(clauses) for clauses in wording.clauses(response.item)]
        level = response.marks.proposed_level(counts) if response.marks else None
        self.setVisible(level is not None)
        if level is None:
            return
        chosen = as_level(response.answer) == level
        self._lead.setText(words.gettext("Level proposed by the marks"))
        self._level.setText(f"{level} · {wording.level(level)}")
        self._chosen.setText(words.gettext("Chosen"))
        self._chosen.setVisible(chosen)
        self.take.set_text(words.gettext("Choose it (P)"))
        self.take.setVisible(not chosen)
        if level == 0:
            why = words.gettext("Something of level 1 is not met.")
        elif level == 1:
            why = words.gettext("Everything of level 1 is met.")
        else:
            why = words.gettext("Everything of levels 1 to {n} is met.").format(n=level)
        self._why.setText(why)
