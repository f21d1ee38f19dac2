"""Begins the next measurement: its name, its form, and what comes along."""

from __future__ import annotations

from topp_desktop.domain.errors import UserError
from topp_desktop.services.errors.texts import explain
from topp_desktop.services.measurement.rounds import next_round
from topp_desktop.services.ports import AssessmentSummary
from topp_desktop.services.terms import FORMS, term
from topp_desktop.ui.hub import Desk
from topp_desktop.ui.widgets import Button, Card, Choice, FieldRow, LineField, Notice, Text, row


class BeginCard(Card):
    """After the open measurement, of the same institution."""

    def __init__(self, desk: Desk) -> None:
        words = desk.words
        super().__init__(words.gettext("Begin the next measurement"), spacing=12, margin=24)
        self._desk = desk
        self._proposed = ""
        self._lead = Text()
        self.name, self.form = LineField(longest=40), Choice()
        self._name_row, self._form_row = FieldRow(self.name), FieldRow(self.form)
        self._comes = Notice(
            words.gettext(
                "The people, the targets, the lines of action and the road map come along: what "
                "you kept, moved, fixed or added, and the milestones with their status. What is "
                "done or given up is closed. The measurement that is open stays as it is."
            ),
            state="active",
        )
        self.begin = Button(words.gettext("Begin"), self.start, kind="primary")
        self._later = Button(words.gettext("Not now"), lambda: desk.navigate("tasks"))
        self.add(
            self._lead,
            self._name_row,
            self._form_row,
            self._comes,
            row(self.begin, self._later),
        )
        self.name.returnPressed.connect(self.start)

    def show_measurement(self) -> None:
        """Of the open measurement, in the words of the moment; proposes a free name."""
        desk, words = self._desk, self._desk.words
        snapshot = desk.open_snapshot
        answered = desk.results.answered
        self.begin.setEnabled(answered > 0)
        self._lead.setText(
            words.gettext("The open measurement has no answers yet: begin with its questions.")
            if not answered
            else words.ngettext(
                "It begins with the {n} answer of measurement {round}. Each is asked again: is it "
                "still true? Nothing counts before you have said so.",
                "It begins with the {n} answers of measurement {round}. Each is asked again: is "
                "it still true? Nothing counts before you have said so.",
                answered,
            ).format(n=answered, round=snapshot.assessment.round)
        )
        self._name_row.set_texts(
            words.gettext("Name of the new measurement"),
            words.gettext("The year, and which of its measurements it is: not a semester"),
        )
        self._form_row.set_texts(words.gettext("Form"))
        forms = [form.id for form in snapshot.instrument.forms]
        self.form.show_options(
            [(form, term(FORMS, form, words)) for form in forms],
            self.form.currentData() or snapshot.assessment.form,
        )
        self._form_row.setVisible(len(forms) > 1)
        desk.list_measurements(self._propose)

    def start(self) -> None:
        """Begins it and opens it; a name that is taken is said beside the field."""
        if not self.begin.isEnabled():
            return
        desk = self._desk
        mine, program = desk.open_snapshot.id, desk.program
        name, form = self.name.text(), str(self.form.currentData())
        self._name_row.show_error("")
        self.begin.setEnabled(False)
        desk.tasks.write(
            lambda: program.rounds.begin(mine, name, form=form), self._begun, self._refused
        )

    def _begun(self, new: str) -> None:
        self.begin.setEnabled(True)
        desk = self._desk
        desk.settings.change(last_item="")
        desk.open(new, lambda: desk.navigate("next-measurement"))

    def _refused(self, fault: Exception) -> None:
        self.begin.setEnabled(True)
        if isinstance(fault, UserError) and fault.code == "round-exists":
            told = explain(fault, self._desk.words)
            self._name_row.show_error(f"{told.title}. {told.next_step}")
            self.name.setFocus()
        else:
            self._desk.show_fault(fault)

    def _propose(self, known: list[AssessmentSummary]) -> None:
        snapshot = self._desk.snapshot
        if snapshot is None:
            return
        mine = snapshot.assessment.institution.id
        taken = [s.round for s in known if s.institution.id == mine]
        # What somebody typed stays.
        if self.name.text() in {"", self._proposed}:
            self._proposed = next_round(taken, self._desk.program.clock().year)
            self.name.setText(self._proposed)
