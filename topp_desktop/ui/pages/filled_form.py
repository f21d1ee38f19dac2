"""A filled-in spreadsheet form: what it says, what is wrong in it, and taking it in."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QVBoxLayout

from topp_desktop.domain.assessment import Assessment
from topp_desktop.domain.errors import UserError
from topp_desktop.domain.instrument import Instrument, Wording
from topp_desktop.services.bring_in import BringPlan, Incoming
from topp_desktop.services.error_texts import explain
from topp_desktop.services.forms import FormFaults
from topp_desktop.services.terms import FORMS, GOVERNMENT_LEVELS, INSTITUTION_TYPES, ROLES, term
from topp_desktop.ui.hub import Changed, Desk
from topp_desktop.ui.page import OpenedFile, Page
from topp_desktop.ui.pages.facts import Facts
from topp_desktop.ui.widgets import (
    Button,
    Card,
    EmptyState,
    Notice,
    PageScroll,
    Table,
    Text,
    row,
)

Form = tuple[Instrument, Assessment]


class FilledFormPage(Page):
    """Nothing is taken in before it was seen."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._path: Path | None = None
        self._form: Form | None = None
        self._faults: tuple[UserError, ...] = ()
        self._incoming: Incoming | None = None
        self._scroll = PageScroll(desk.theme)
        self._empty = EmptyState(pressed=lambda: desk.navigate("paper"))
        self._card = Card(spacing=10)
        self._facts = Facts(desk.theme)
        self.new = Button("", self.take_in, kind="primary")
        self.add = Button("", self.bring_in)
        self.same = QCheckBox()
        self._why_not = Notice(state="attention")
        self._plan = Text(tone="muted")
        self._card.add(self._facts, self._why_not, self.same, self._plan, row(self.add, self.new))
        self._wrong = Card(spacing=10)
        self._wrong_text = Text(tone="muted")
        self.faults = Table(whole_height=True)
        self._wrong.add(self._wrong_text, self.faults)
        for widget in (self._empty, self._card, self._wrong):
            self._scroll.main.addWidget(widget)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self._scroll)
        self.same.clicked.connect(self._look)

    def title(self) -> str:
        return self.desk.words.gettext("Filled-in spreadsheet")

    def refresh(self, change: Changed | None) -> None:
        if change is not None and change.what == "answer":
            return
        self._show()

    def arrive(self, argument: object) -> None:
        if isinstance(argument, OpenedFile):
            self.read(argument.path)
        self._scroll.to_top()

    # --- reading ------------------------------------------------------------------------------

    def read(self, path: Path) -> None:
        """Reads a form off the window's thread and shows what it says."""
        self._path, self._form, self._faults, self._incoming = path, None, (), None
        self.same.setChecked(False)
        forms = self.desk.program.forms

        def failed(fault: Exception) -> None:
            if isinstance(fault, FormFaults):
                self._faults = fault.faults
                self._show()
                self.faults.setFocus(Qt.FocusReason.OtherFocusReason)
            else:
                self._path = None
                self._show()
                self.desk.show_fault(fault)

        self._show()
        self.desk.tasks.read(lambda: forms.read(path), self._known, failed)

    def _known(self, form: Form) -> None:
        self._form = form
        self._show()
        self._look()

    def _look(self) -> None:
        """Whether it fits the open measurement, and what it would change there."""
        self._incoming = None
        self._why_not.hide()
        self._plan.hide()
        snapshot, path = self.desk.snapshot, self._path
        if snapshot is None or path is None:
            self.new.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        bring_in, same = self.desk.program.bring_in, self.same.isChecked()

        def look() -> tuple[Incoming, BringPlan]:
            incoming = bring_in.read(snapshot.id, path, same_institution=same)
            return incoming, bring_in.plan(snapshot.id, incoming)

        self.desk.tasks.write(look, self._fits, self._does_not_fit)

    def _fits(self, found: tuple[Incoming, BringPlan]) -> None:
        self._incoming, plan = found
        words = self.desk.words
        replaced = sum(person.replaced for person in plan.people)
        said = words.ngettext(
            "Added to the open measurement, {n} answer comes in as another person's.",
            "Added to the open measurement, {n} answers come in as another person's.",
            plan.answers,
        ).format(n=words.number(plan.answers))
        if all(person.known for person in plan.people):
            said = words.ngettext(
                "This file is already in the open measurement; {n} answer would be replaced.",
                "This file is already in the open measurement; {n} answers would be replaced.",
                replaced,
            ).format(n=words.number(replaced))
        self._plan.setText(said)
        self._show()
        self.add.setFocus(Qt.FocusReason.OtherFocusReason)

    def _does_not_fit(self, fault: Exception) -> None:
        if not isinstance(fault, UserError):
            self.desk.show_fault(fault)
            return
        told = explain(fault, self.desk.words)
        self._why_not.text.setText(f"{told.title}. {told.cause}")
        self._show()
        self._why_not.show()
        self.same.setVisible(fault.code == "bring-other-institution" or self.same.isChecked())
        self.new.setFocus(Qt.FocusReason.OtherFocusReason)

    # --- taking in ----------------------------------------------------------------------------

    def take_in(self) -> None:
        """Makes a measurement of the form and opens it."""
        if self._form is None:
            return
        desk, (instrument, assessment) = self.desk, self._form
        desk.tasks.write(
            lambda: desk.program.assessments.take_in_form(instrument, assessment),
            lambda new: desk.open(new, lambda: desk.navigate("check")),
        )

    def bring_in(self) -> None:
        """Adds the form's answers to the open measurement, as one step that can be undone."""
        incoming, desk = self._incoming, self.desk
        if incoming is None:
            return
        mine = desk.open_snapshot.id
        desk.tasks.write(
            lambda: desk.program.bring_in.apply(mine, incoming),
            lambda _: desk.reload(lambda: desk.navigate("results")),
        )

    # --- show ---------------------------------------------------------------------------------

    def _show(self) -> None:
        words = self.desk.words
        self._empty.setVisible(self._path is None)
        self._empty.set_texts(
            words.gettext("No spreadsheet is open"),
            words.gettext("Open a form that somebody filled in: it is shown here first."),
            words.gettext("On paper and in spreadsheets") if self.desk.snapshot else "",
        )
        self._card.setVisible(self._form is not None)
        self._wrong.setVisible(bool(self._faults))
        if self._form is not None:
            self._show_form(*self._form)
        if self._faults and self._path is not None:
            self._show_faults(self._path)

    def _show_form(self, instrument: Instrument, assessment: Assessment) -> None:
        words, who = self.desk.words, assessment.institution
        assert self._path is not None
        self._card.set_title(self._path.name)
        answered = sum(r.answer is not None for r in assessment.responses)
        role = assessment.respondents[0].role
        self._facts.show_facts(
            [
                (words.gettext("Institution"), who.name),
                (words.gettext("Country or territory"), words.territory(who.country)),
                (
                    words.gettext("Level of government"),
                    term(GOVERNMENT_LEVELS, who.level, words),
                ),
                (words.gettext("Type of institution"), term(INSTITUTION_TYPES, who.type, words)),
                (words.gettext("Who answered"), term(ROLES, role, words)),
                (words.gettext("Measurement"), assessment.round),
                (
                    words.gettext("Questionnaire"),
                    f"{Wording(instrument, words.language).name} · "
                    f"{term(FORMS, assessment.form, words)}",
                ),
                (
                    words.gettext("Answers"),
                    words.gettext("{done} of {total}").format(
                        done=words.number(answered),
                        total=words.number(len(instrument.form(assessment.form).items)),
                    ),
                ),
            ]
        )
        self.same.setText(words.gettext("It is the same institution, written differently"))
        self.same.setAccessibleName(self.same.text())
        self.same.setVisible(self.same.isChecked())
        self._why_not.hide()
        self._plan.setVisible(self._incoming is not None)
        self.add.set_text(words.gettext("Add to the open measurement"))
        self.add.setVisible(self._incoming is not None)
        self.add.set_kind("primary" if self._incoming is not None else "secondary")
        self.new.set_text(words.gettext("Take in as a new measurement"))
        self.new.set_kind("secondary" if self._incoming is not None else "primary")

    def _show_faults(self, path: Path) -> None:
        words = self.desk.words
        self._wrong.set_title(path.name)
        self._wrong_text.setText(
            words.ngettext(
                "{n} cell has to be put right. Nothing was taken in: correct it in the "
                "spreadsheet, save it, and open it again.",
                "{n} cells have to be put right. Nothing was taken in: correct them in the "
                "spreadsheet, save it, and open it again.",
                len(self._faults),
            ).format(n=words.number(len(self._faults)))
        )
        self.faults.setAccessibleName(words.gettext("Cells to put right"))
        rows = []
        for fault in self._faults:
            told = explain(fault, words)
            place = f"{fault.params.get('sheet', '')} · {fault.params.get('cell', '')}"
            rows.append((place, told.cause, told.next_step))
        self.faults.show_rows(
            [words.gettext("Cell"), words.gettext("What is wrong"), words.gettext("What to do")],
            rows,
            stretch=1,
        )
