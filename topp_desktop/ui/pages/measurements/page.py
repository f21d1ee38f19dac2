"""Every measurement on this computer: open one, begin another, take one out or in."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QVBoxLayout

from topp_desktop.services.ports import AssessmentSummary
from topp_desktop.ui.file_dialogs import ANSWERS, ask_save
from topp_desktop.ui.focus_order import order_focus
from topp_desktop.ui.hub import Changed, Desk
from topp_desktop.ui.page import ANOTHER, Page
from topp_desktop.ui.pages.measurements.list import MeasurementsCard
from topp_desktop.ui.widgets import (
    Button,
    Card,
    EmptyState,
    PageScroll,
    Text,
    clear,
)


class MeasurementsPage(Page):
    """Several institutions and several years in one program."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._summaries: list[AssessmentSummary] = []
        self._scroll = PageScroll(desk.theme)
        self.cards: dict[str, MeasurementsCard] = {}
        words = desk.words
        self._empty = EmptyState(
            words.gettext("No measurement yet"),
            words.gettext("A measurement holds the answers of one institution at one time."),
            words.gettext("Begin a measurement"),
            self._another,
        )
        self._lines = QVBoxLayout()
        self._lines.setSpacing(16)
        self._data = Card(words.gettext("Your data"))
        own = words.gettext(
            "The institution can always take its own answers elsewhere, and read them in again "
            "with “Open a file”."
        )
        where = Text(str(desk.program.places.data), role="small", tone="muted")
        where.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._data.add(Text(own, tone="muted"), where)
        self._data.body.addSpacing(4)
        save = words.gettext("Save a copy of the answers")
        self._data.add(Button(save, self.ask_where, small=True))
        self._scroll.main.addWidget(self._empty)
        self._scroll.main.addLayout(self._lines)
        self._scroll.main.addWidget(self._data)
        self._begin = Button(
            words.gettext("Begin another measurement"), self._another, kind="primary"
        )
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self._scroll)

    def title(self) -> str:
        return self.desk.words.gettext("Measurements")

    def header_actions(self) -> tuple[Button, ...]:
        return (self._begin,)

    def refresh(self, change: Changed | None) -> None:
        self._show()
        if change is None or change.what != "answer":
            self.desk.list_measurements(self._listed)

    def arrive(self, _: object) -> None:
        self.desk.list_measurements(self._listed)
        # The header shows its buttons after the page has arrived.
        QTimer.singleShot(0, self._begin, self._begin.setFocus)

    # --- files --------------------------------------------------------------------------------

    def write_out(self, path: Path) -> None:
        """Writes the open measurement as a responses file."""
        mine, words = self.desk.open_snapshot.id, self.desk.words
        self.desk.tasks.write(
            lambda: self.desk.program.assessments.write_out(mine, path),
            lambda _: self.desk.say_saved(words.gettext("a copy of the answers"), path),
        )

    def ask_where(self) -> None:
        """Asks for the copy's name."""
        words, snapshot = self.desk.words, self.desk.open_snapshot
        name = f"topp-{snapshot.assessment.round}"
        path = ask_save(self.desk, self, words.gettext("Save a copy of the answers"), name, ANSWERS)
        if path is not None:
            self.write_out(path)

    # --- the list -----------------------------------------------------------------------------

    def _listed(self, summaries: list[AssessmentSummary]) -> None:
        self._summaries = summaries
        self._show()

    def _show(self) -> None:
        """One card an institution: the one that is open first, practice last."""
        clear(self._lines)
        found: dict[str, list[AssessmentSummary]] = {}
        for summary in self._summaries:
            found.setdefault(summary.institution.id, []).append(summary)
        snapshot = self.desk.snapshot
        mine = snapshot.assessment.institution.id if snapshot is not None else ""
        order = sorted(found, key=lambda name: (name != mine, found[name][0].practice))
        self.cards = {name: MeasurementsCard(self.desk, found[name]) for name in order}
        for card in self.cards.values():
            card.opened.connect(self._open)
            card.emptied.connect(self._empty_practice)
            self._lines.addWidget(card)
        self._empty.setVisible(not self._summaries)
        self._data.setVisible(snapshot is not None)
        order_focus(self)

    def _empty_practice(self, institution: str) -> None:
        desk, words = self.desk, self.desk.words
        program = desk.program

        def emptied(count: int) -> None:
            desk.say(
                words.ngettext(
                    "The practice answers are gone; {n} measurement is empty again.",
                    "The practice answers are gone; {n} measurements are empty again.",
                    count,
                ).format(n=count)
            )
            desk.reload()
            desk.list_measurements(self._listed)

        desk.tasks.write(lambda: program.institutions.reset_practice(institution), emptied)

    def _open(self, assessment_id: str) -> None:
        self.desk.open(assessment_id, lambda: self.desk.navigate("tasks"))

    def _another(self) -> None:
        self.desk.navigate("start", ANOTHER)
