"""What was changed, by which group, on which computer, and when. Read from the trail."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QVBoxLayout

from topp_desktop.services.measurement.audit import audit_line
from topp_desktop.services.measurement.trail import Device, Step
from topp_desktop.ui.hub import Changed, Desk
from topp_desktop.ui.page import Page
from topp_desktop.ui.parts.copy_words import moment
from topp_desktop.ui.widgets import (
    Button,
    Card,
    FieldRow,
    LineField,
    PageScroll,
    Table,
    Text,
    row,
)

PORTION = 100


class ChangesPage(Page):
    """The newest changes of the open measurement; earlier ones on request."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._steps: list[Step] = []
        self._all = False
        self._scroll = PageScroll(desk.theme)
        words = desk.words
        changes = Card(words.gettext("Changes of this measurement"))
        nothing = words.gettext("Nothing was changed in this measurement yet.")
        self._none = Text(nothing, tone="muted")
        self.table = Table(whole_height=True, balanced=True)
        self.table.setAccessibleName(words.gettext("Changes of this measurement"))
        self.earlier = Button(words.gettext("Show earlier changes"), self._more, small=True)
        self.copy = Button(words.gettext("Copy the table"), self.table.copy, small=True)
        changes.add(self._none, self.table, row(self.earlier, self.copy))
        device = Card(words.gettext("This computer"))
        self.label = LineField(longest=60)
        self._field = FieldRow(
            self.label,
            words.gettext("What this computer is called here"),
            words.gettext("Such as “Planning, front desk”; no person's name is needed"),
        )
        self.rename = Button(words.gettext("Rename"), self._rename, small=True)
        device.add(self._field, row(self.rename))
        self._scroll.main.addWidget(changes)
        self._scroll.side.addWidget(device)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self._scroll)
        self._show()

    def title(self) -> str:
        return self.desk.words.gettext("What was changed")

    def refresh(self, _: Changed | None) -> None:
        self._load()

    def arrive(self, _: object) -> None:
        self._scroll.to_top()
        self._scroll.setFocus()

    def _load(self) -> None:
        """The newest portion; the page is only shown while a measurement is open."""
        program, mine = self.desk.program, self.desk.open_snapshot.id

        def read() -> tuple[Device, Sequence[Step]]:
            audit = program.audit
            return audit.device(), audit.steps(mine, PORTION)

        def loaded(found: tuple[Device, Sequence[Step]]) -> None:
            device, steps = found
            if not self.label.isModified():
                self.label.setText(device.label)
            self._steps, self._all = list(steps), len(steps) < PORTION
            self._show()

        self.load(read, loaded)

    def _more(self) -> None:
        program, mine = self.desk.program, self.desk.open_snapshot.id
        last = self._steps[-1].id

        def loaded(steps: Sequence[Step]) -> None:
            self._steps += steps
            self._all = len(steps) < PORTION
            self._show()

        self.load(lambda: program.audit.steps(mine, PORTION, last), loaded)

    def _rename(self) -> None:
        program, label = self.desk.program, self.label.text().strip()
        if not label:
            self._field.show_error(self.desk.words.gettext("Enter a name for this computer"))
            self.label.setFocus()
            return
        self._field.show_error("")

        def renamed(_: object) -> None:
            self.label.setModified(False)
            self._load()

        self.desk.tasks.write(lambda: program.audit.rename_device(label), renamed)

    def _show(self) -> None:
        words, wording = self.desk.words, self.desk.wording
        self._none.setVisible(not self._steps)
        for widget in (self.table, self.copy):
            widget.setVisible(bool(self._steps))
        self.earlier.setVisible(bool(self._steps) and not self._all)
        header = (
            words.gettext("When"),
            words.gettext("Change made"),
            words.gettext("About"),
            words.gettext("Who"),
            words.gettext("Computer"),
        )
        lines = [audit_line(step, wording, words) for step in self._steps]
        rows = [
            (moment(words, line.step.at), line.what, line.about, line.role, line.device)
            for line in lines
        ]
        self.table.show_rows(header, rows)
