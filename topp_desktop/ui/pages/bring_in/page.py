"""A file with answers, from another computer or a spreadsheet: seen first, taken in afterwards."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QVBoxLayout

from topp_desktop.domain.assessment import Assessment
from topp_desktop.domain.errors import UserError
from topp_desktop.domain.instrument import Instrument
from topp_desktop.services.errors.texts import explain
from topp_desktop.services.forms import SHEETS, FormFaults
from topp_desktop.services.measurement.bring_in import BringPlan, Incoming
from topp_desktop.services.measurement.trail import Step
from topp_desktop.ui.focus_order import order_focus
from topp_desktop.ui.hub import Changed, Desk
from topp_desktop.ui.loading import Loader
from topp_desktop.ui.page import OpenedFile, Page
from topp_desktop.ui.pages.bring_in.content import ContentCard, FaultsCard
from topp_desktop.ui.pages.bring_in.people import PeopleCard, ReplacedCard
from topp_desktop.ui.widgets import (
    Button,
    Card,
    ElementChoice,
    EmptyState,
    Notice,
    PageScroll,
    Text,
)
from topp_desktop.ui.widgets.flow import FlowBox

_OTHER = Qt.FocusReason.OtherFocusReason


@dataclass(frozen=True, slots=True)
class _Here:
    """The file that is shown, and those that wait."""

    path: Path | None
    waiting: tuple[Path, ...]


class BringInPage(Page):
    """Nothing is taken in before it was seen; what is added can be taken back in one step.

    Files that were opened together are shown one after the other, the newest first.
    """

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        words = desk.words
        self._reading = Loader(desk)
        self._path: Path | None = None
        self._waiting: list[Path] = []
        self._file: tuple[Instrument, Assessment] | None = None
        self._faults: tuple[UserError, ...] = ()
        self._incoming: Incoming | None = None
        self._applying = False
        self._found: BringPlan | None = None
        self._scroll = PageScroll(desk.theme)
        self.empty = EmptyState(pressed=self._to_team)
        self.content, self.wrong = ContentCard(desk), FaultsCard(desk)
        self._why_not_card = Card(spacing=10)
        self.why_not = Notice(state="attention")
        self.same = ElementChoice(desk.theme, "")
        self.same.set_texts("", words.gettext("It is the same institution, written differently"))
        self.anyway = ElementChoice(desk.theme, "")
        self.anyway.set_texts("", words.gettext("Add it to this measurement all the same"))
        for choice in (self.same, self.anyway):
            choice.clicked.connect(lambda _: self._look())
        self._why_not_card.add(self.why_not, self.same, self.anyway)
        self.people, self.replaced = PeopleCard(desk), ReplacedCard(desk)
        self.people.changed.connect(self._plan_again)
        main = self._scroll.main
        for widget in (
            self.empty,
            self.wrong,
            self._why_not_card,
            self.people,
            self.replaced,
        ):
            main.addWidget(widget)
        self._scroll.side.addWidget(self.content)
        self._bar = QFrame()
        self._bar.setObjectName("bottom")
        self._sum = Text(tone="muted")
        add = words.gettext("Add to the open measurement")
        self.add = Button(add, self.bring_in, kind="primary")
        self.new = Button(words.gettext("Take in as a new measurement"), self.take_in)
        buttons = FlowBox(spacing=10)
        buttons.add(self.add)
        buttons.add(self.new)
        self.leave_out = Button(words.gettext("Leave this file out"), self._next, kind="link")
        buttons.add(self.leave_out)
        line = QVBoxLayout(self._bar)
        line.setContentsMargins(28, 8, 28, 12)
        line.setSpacing(6)
        line.addWidget(self._sum)
        line.addWidget(buttons)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(self._scroll, 1)
        box.addWidget(self._bar)

    def title(self) -> str:
        return self.desk.words.gettext("Bring answers together")

    def refresh(self, change: Changed | None) -> None:
        if change is not None and change.what == "answer":
            return
        self._show()
        if change is None or self._path is None or self._applying:
            return
        # What is open changed, or another measurement is: whom was chosen may be gone.
        if self._file is not None:
            self.people.forget()
            self._look()
        elif not self._faults:
            self.read(self._path)

    def arrive(self, argument: object) -> None:
        if isinstance(argument, _Here):
            self._waiting = list(argument.waiting)
            if argument.path is not None:
                self.read(argument.path)
        elif isinstance(argument, OpenedFile):
            # One with cells to put right is opened again when it was corrected.
            waits = [self._path] if self._path is not None and not self._faults else []
            self._waiting = [p for p in (*self._waiting, *waits) if p != argument.path]
            self.read(argument.path)
        self._scroll.to_top()

    def here(self, came_with: object) -> object:
        return _Here(self._path, tuple(self._waiting))

    # --- reading ------------------------------------------------------------------------------

    def read(self, path: Path) -> None:
        """Reads a file off the window's thread and shows what it holds."""
        self._forget()
        self._path = path
        self.same.setChecked(False)
        self.anyway.setChecked(False)
        bring_in = self.desk.program.bring_in

        def failed(fault: Exception) -> None:
            if isinstance(fault, FormFaults):
                self._faults = fault.faults
                self._show()
                self.wrong.table.setFocus(_OTHER)
            else:
                self._path = None
                self._show()
                self.desk.show_fault(fault)

        self._show()
        self._reading.load(lambda: bring_in.look(path), self._known, failed, in_order=False)

    def _forget(self) -> None:
        self._reading.drop()
        self._path, self._file, self._faults = None, None, ()
        self._incoming, self._found = None, None
        self.why_not.text.setText("")
        self.people.forget()

    def _known(self, file: tuple[Instrument, Assessment]) -> None:
        self._file = file
        self._show()
        self._look()

    def _look(self) -> None:
        """Whether it fits the open measurement, and what it would change there."""
        self._incoming, self._found = None, None
        snapshot, path = self.desk.snapshot, self._path
        if snapshot is None or path is None:
            self._show()
            self.new.setFocus(_OTHER)
            return
        bring_in, same = self.desk.program.bring_in, self.same.isChecked()
        anyway = self.anyway.isChecked()
        choices, group = self.people.choices, self.people.group.isChecked()

        def look() -> tuple[Incoming, BringPlan]:
            incoming = bring_in.read(snapshot.id, path, same_institution=same, any_round=anyway)
            return incoming, bring_in.plan(snapshot.id, incoming, choices, agreements=group)

        self._reading.load(look, self._fits, self._does_not_fit)

    def _fits(self, found: tuple[Incoming, BringPlan]) -> None:
        self._incoming, self._found = found
        self.why_not.text.setText("")
        self._show()
        (self.add if self.add.isEnabled() else self.new).setFocus(_OTHER)

    def _does_not_fit(self, fault: Exception) -> None:
        if not isinstance(fault, UserError):
            self.desk.show_fault(fault)
            return
        told = explain(fault, self.desk.words)
        self.why_not.text.setText(f"{told.title}. {told.cause}")
        self._show()
        self.same.setVisible(fault.code == "bring-other-institution" or self.same.isChecked())
        self.anyway.setVisible(fault.code == "bring-other-round" or self.anyway.isChecked())
        self.new.setFocus(_OTHER)

    def _plan_again(self) -> None:
        """Somebody else was chosen for a person of the file."""
        incoming, snapshot = self._incoming, self.desk.snapshot
        if incoming is None or snapshot is None:
            return
        self.people.twice()
        bring_in, mine = self.desk.program.bring_in, snapshot.id
        choices, group = self.people.choices, self.people.group.isChecked()

        def planned(found: BringPlan) -> None:
            self._found = found
            self._show()

        self._reading.load(
            lambda: bring_in.plan(mine, incoming, choices, agreements=group), planned
        )

    # --- taking in ----------------------------------------------------------------------------

    def take_in(self) -> None:
        """Makes a measurement of the file and opens it."""
        if self._file is None or self._path is None:
            return
        desk, path, (instrument, assessment) = self.desk, self._path, self._file
        measurements = desk.program.assessments

        def take() -> str:
            if path.suffix.lower() in SHEETS:
                return measurements.take_in_form(instrument, assessment)
            return measurements.take_in(path)

        def taken(new: str) -> None:
            self._forget()
            desk.open(new, opened)

        def opened() -> None:
            if self._waiting:
                self._next()
            else:
                desk.navigate("tasks")

        desk.tasks.write(take, taken)

    def bring_in(self) -> None:
        """Adds the file's answers to the open measurement, as one step that can be undone."""
        incoming, desk = self._incoming, self.desk
        if incoming is None:
            return
        twice = self.people.twice()
        if twice is not None:
            twice.field.setFocus(_OTHER)
            return
        mine, service = desk.open_snapshot.id, desk.program.bring_in
        choices, group = self.people.choices, self.people.group.isChecked()
        name = incoming.path.name

        def done(result: tuple[BringPlan, Step | None]) -> None:
            self._applying = False
            self._forget()
            count, words = result[0].answers, desk.words
            said = words.ngettext(
                "{n} answer was brought in from {file}. Ctrl+Z takes it back.",
                "{n} answers were brought in from {file}. Ctrl+Z takes them back.",
                count,
            ).format(n=words.number(count), file=name)
            desk.say(said)
            self._next()

        def failed(fault: Exception) -> None:
            self._applying = False
            desk.show_fault(fault)

        self._applying = True
        desk.change(lambda: service.apply(mine, incoming, choices, agreements=group), done, failed)

    def _next(self) -> None:
        """The next of the files that wait; without one, to the team."""
        self._forget()
        if not self._waiting:
            self._show()
            self.desk.navigate("team")
            return
        self._scroll.to_top()
        self.read(self._waiting.pop())

    def _to_team(self) -> None:
        self.desk.navigate("team" if self.desk.snapshot else "measurements")

    # --- show ---------------------------------------------------------------------------------

    def _show(self) -> None:
        words, file, plan = self.desk.words, self._file, self._found
        self.empty.setVisible(self._path is None)
        self.empty.set_texts(
            words.gettext("No file is open"),
            words.gettext(
                "Open a colleague's file or a filled-in spreadsheet: it is shown here first."
            ),
            words.gettext("Team") if self.desk.snapshot else words.gettext("Measurements"),
        )
        self.content.setVisible(file is not None)
        self.wrong.setVisible(bool(self._faults))
        fits = plan is not None
        self.people.setVisible(fits)
        self.replaced.setVisible(False)
        asked = bool(self.why_not.text.text()) or self.same.isChecked() or self.anyway.isChecked()
        self.why_not.setVisible(bool(self.why_not.text.text()))
        self._why_not_card.setVisible(file is not None and asked)
        self.same.setVisible(self.same.isChecked())
        self.anyway.setVisible(self.anyway.isChecked())
        if file is not None and self._path is not None:
            self.content.show_file(self._path, *file)
        if plan is not None and file is not None:
            there = file[1]
            self.people.show_plan(plan, group=len(there.consensus) + len(there.tallies))
            self.replaced.show_plan(plan)
        if self._faults and self._path is not None:
            self.wrong.show_faults(self._path, self._faults)
        self._show_bar(plan)
        self._scroll.arrange()
        order_focus(self)

    def _show_bar(self, plan: BringPlan | None) -> None:
        words = self.desk.words
        wrong = bool(self._faults)
        self._bar.setVisible(self._file is not None or wrong or bool(self._waiting))
        self.new.setVisible(self._file is not None)
        something = plan is not None and bool(plan.edits)
        said = ""
        if plan is not None:
            said = (
                words.ngettext(
                    "{n} answer comes in. Ctrl+Z takes it back.",
                    "{n} answers come in. Ctrl+Z takes them back.",
                    plan.answers,
                ).format(n=words.number(plan.answers))
                if something
                else words.gettext("Everything chosen from this file is here already.")
            )
        waiting = len(self._waiting)
        if waiting:
            more = words.ngettext("{n} more file waits.", "{n} more files wait.", waiting)
            said = f"{said} {more.format(n=words.number(waiting))}".strip()
        self._sum.setText(said)
        self._sum.setVisible(bool(said))
        self.add.setVisible(plan is not None)
        self.add.setEnabled(something)
        self.new.set_kind("secondary" if plan is not None else "primary")
