"""A chosen line of the ledger in full: what it means, what to do, and the ways to do it."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QVBoxLayout

from topp_desktop.domain.exchange.ledger import OutcomeStep
from topp_desktop.foundation.i18n import N_
from topp_desktop.services.exchange.outcome_texts import outcome_text
from topp_desktop.services.secretariat.inbox import InboxRow
from topp_desktop.ui.hub import Desk
from topp_desktop.ui.widgets import Button, Text, restyle
from topp_desktop.ui.widgets.flow import FlowBox

_STEPS: dict[OutcomeStep, tuple[str, str]] = {
    "compare": (N_("Compare the two versions"), "two-versions"),
    "ask": (N_("Ask the institution"), "to-check"),
    "check": (N_("Check it"), "to-check"),
}
"""(label, page) of what can be done about a line."""


class RowDetail(QFrame):
    """Hidden while no line is chosen."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._row: InboxRow | None = None
        self.setProperty("notice", "neutral")
        self._name = Text(weight="semibold")
        self._sentence, self._next = Text(), Text(weight="semibold")
        self._file = Text(role="small", tone="muted")
        self.act = Button("", self.go, small=True)
        self.content = Button("", self._see, small=True)
        self.institution = Button("", self._open, small=True)
        buttons = FlowBox(spacing=8)
        for button in (self.act, self.content, self.institution):
            buttons.add(button)
        box = QVBoxLayout(self)
        box.setContentsMargins(14, 10, 14, 12)
        box.setSpacing(4)
        for text in (self._name, self._sentence, self._next, self._file):
            box.addWidget(text)
        box.addSpacing(4)
        box.addWidget(buttons)
        self.hide()

    def show_row(self, found: InboxRow | None) -> None:
        """Another line, or none."""
        self._row = found
        self.setVisible(found is not None)
        if found is None:
            return
        words = self._desk.words
        said = outcome_text(found.outcome, words)
        state = found.outcome.state
        self.setProperty("notice", state if state != "done" else "neutral")
        restyle(self)
        self._name.setText(f"{found.name or found.file} · {said.title}")
        self._sentence.setText(said.sentence)
        self._next.setText(said.next_step)
        self._next.setVisible(found.needs_something)
        self._file.setText(
            words.gettext("{file}, received on {date}").format(
                file=found.file, date=words.date(found.at.astimezone())
            )
        )
        step = found.outcome.step
        self.act.setVisible(step is not None)
        if step is not None:
            self.act.set_text(words.gettext(_STEPS[step][0]))
        self.content.set_text(words.gettext("See everything in it"))
        self.content.setVisible(bool(found.rid) and not found.outcome.held)
        self.institution.set_text(words.gettext("Open the institution"))
        self.institution.setVisible(bool(found.name))

    def go(self) -> None:
        """What is to be done about the line; of one that needs nothing, its content."""
        if self._row is None:
            return
        step = self._row.outcome.step
        page = _STEPS[step][1] if step is not None else ""
        if page == "two-versions":
            self._desk.navigate(page, (self._row.institution, self._row.round))
        elif page:
            self._desk.navigate(page, self._row.institution)
        elif not self.content.isHidden():
            self._see()

    def _see(self) -> None:
        if self._row is not None:
            self._desk.navigate("received-version", self._row.rid)

    def _open(self) -> None:
        if self._row is not None:
            self._desk.navigate("institution", self._row.institution)
