"""About this measurement: what it is about, how it was made, and which plans were considered."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QIntValidator
from PySide6.QtWidgets import QVBoxLayout

from topp_desktop.domain.assessment import Institution
from topp_desktop.services.terms import METHODS, SCOPES, term
from topp_desktop.ui.hub import Changed, Desk
from topp_desktop.ui.page import Page
from topp_desktop.ui.parts.about import EnteredDetails, details_of
from topp_desktop.ui.parts.document_picker import DocumentPicker
from topp_desktop.ui.parts.institution_form import InstitutionForm
from topp_desktop.ui.parts.known_documents import KnownDocuments
from topp_desktop.ui.widgets import (
    Button,
    Card,
    Choice,
    FieldRow,
    LineField,
    PageScroll,
    Text,
    TextField,
    row,
)

MOST_PEOPLE = 100_000


class InstitutionCard(Card):
    """Who was assessed: name, place and codes, for all measurements of the institution."""

    def __init__(self, desk: Desk) -> None:
        words = desk.words
        super().__init__(words.gettext("Institution"), spacing=14)
        self._desk = desk
        lead = words.gettext("The same in all its measurements; codes help to find it on a map.")
        self.form = InstitutionForm(desk)
        self.save = Button(words.gettext("Save the institution"), self._save)
        self.add(Text(lead, tone="muted"), self.form, row(self.save))

    def show_institution(self, institution: Institution) -> None:
        """What is on record; what was typed for another one is forgotten."""
        self.form.show_institution(institution)

    def _save(self) -> None:
        desk, words = self._desk, self._desk.words
        wrong = self.form.check()
        if wrong:
            wrong[0][1].setFocus(Qt.FocusReason.OtherFocusReason)
            return
        program = desk.program
        entered = self.form.entered(desk.open_snapshot.assessment.institution.id)

        def saved(_: object) -> None:
            desk.say(words.gettext("The institution is saved."))
            self.form.show_institution(desk.open_snapshot.assessment.institution)

        desk.change(lambda: program.institutions.edit(entered), saved)


class DetailsPage(Page):
    """Everything is saved as soon as it is chosen or written."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        words = desk.words
        self._of = ""
        """The measurement whose details stand in the fields."""
        self._scroll = PageScroll(desk.theme)
        card = Card(spacing=14)
        lead = words.gettext("It stands under every result and in every document that is printed.")
        self.scope, self.method, self.people = Choice(), Choice(), LineField(longest=6)
        self.people.setValidator(QIntValidator(0, MOST_PEOPLE, self))
        self.plans = TextField(rows=(3, 12), longest=8000)
        rows = (
            FieldRow(self.scope, words.gettext("What is measured")),
            FieldRow(self.method, words.gettext("How it was answered")),
            FieldRow(
                self.people,
                words.gettext("How many people took part"),
                words.gettext("Leave it empty if nobody counted"),
            ),
            FieldRow(
                self.plans, words.gettext("Plans considered"), words.gettext("One title a line")
            ),
        )
        self.known = KnownDocuments(desk, self)
        self.picker = DocumentPicker(desk, self.known)
        self.picker.picked.connect(self._consider)
        self.picker.field.setPlaceholderText(words.gettext("Search or write a title"))
        self.picker.field.setAccessibleName(words.gettext("Title of a document"))
        choose = words.gettext("Choose from the list")
        self.choose = Button(choose, self.picker.open_list, small=True)
        self.known.changed.connect(lambda: self.choose.setVisible(bool(self.known.entries)))
        card.add(Text(lead, tone="muted"), *rows, self.picker, row(self.choose))
        self.institution = InstitutionCard(desk)
        self._scroll.main.addWidget(card)
        self._scroll.main.addWidget(self.institution)
        self._back = Button(words.gettext("Back to the assessment"), lambda: desk.navigate("tasks"))
        for choice in (self.scope, self.method):
            choice.chosen.connect(lambda _: self._save())
        self.people.editingFinished.connect(self._save)
        self.plans.written.connect(lambda _: self._save())
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self._scroll)

    def title(self) -> str:
        return self.desk.words.gettext("About this measurement")

    def header_actions(self) -> tuple[Button, ...]:
        return (self._back,)

    def refresh(self, _: Changed | None) -> None:
        snapshot = self.desk.snapshot
        if snapshot is None:
            return
        words, stored = self.desk.words, details_of(self.desk)
        self.picker.show_taken(stored.plans)
        for choice, names, value in (
            (self.scope, SCOPES, stored.scope),
            (self.method, METHODS, stored.method),
        ):
            choice.show_options([(code, term(names, code, words)) for code in names], value)
        if self.another_measurement():
            self._of = snapshot.id
            self.institution.show_institution(snapshot.assessment.institution)
            self.plans.drop()
            self.people.setModified(False)
        if not self.people.isModified():
            shown = "" if stored.participants is None else str(stored.participants)
            self.people.setText(shown)
        if not self.plans.hasFocus():
            self.plans.show_text("\n".join(stored.plans))

    def arrive(self, _: object) -> None:
        self._scroll.to_top()
        self.known.load()
        self.scope.setFocus(Qt.FocusReason.OtherFocusReason)

    def leave(self) -> None:
        """What is being written is saved too."""
        self.picker.take()
        self.plans.flush()
        self._save()

    def _consider(self, title: str) -> None:
        """One more plan; a new title goes onto the institution's list as well."""
        lines = [line for line in self.plans.toPlainText().splitlines() if line.strip()]
        self.plans.setPlainText("\n".join(dict.fromkeys((*lines, title))))
        self.plans.flush()
        self._save()
        self.known.add(title)

    def _entered(self) -> EnteredDetails:
        people = self.people.text().strip()
        titles = (line.strip() for line in self.plans.toPlainText().splitlines())
        return EnteredDetails(
            str(self.scope.currentData()),
            str(self.method.currentData()),
            int(people) if people and self.people.hasAcceptableInput() else None,
            tuple(dict.fromkeys(title for title in titles if title)),
        )

    def _save(self) -> None:
        desk, snapshot, entered = self.desk, self.desk.snapshot, self._entered()
        if snapshot is None or snapshot.id != self._of or entered == details_of(desk):
            return
        self.people.setModified(False)
        program = desk.program
        desk.change(
            lambda: program.details.set_details(
                snapshot.id,
                scope=entered.scope,
                method=entered.method,
                participants=entered.participants,
                plans=entered.plans,
            )
        )
