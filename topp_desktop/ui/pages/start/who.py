"""The first run's second screen: the institution, who answers, and with which questionnaire."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from topp_desktop.domain.assessment import Institution
from topp_desktop.domain.instrument import Instrument, Wording
from topp_desktop.services.measurement.institutions import KnownInstitution
from topp_desktop.services.terms import ROLES, term
from topp_desktop.ui.hub import Desk
from topp_desktop.ui.parts.institution_form import InstitutionForm
from topp_desktop.ui.widgets import Choice, ErrorSummary, FieldRow, Text


@dataclass(frozen=True, slots=True)
class Entered:
    """What the screen offers and what was filled in so far, for the same screen in another
    language. which: the id of a known institution, "" for a new one."""

    known: tuple[KnownInstitution, ...]
    which: str
    instruments: tuple[Instrument, ...]
    instrument: Instrument | None
    invited: Institution | None
    institution: Institution
    role: object
    practice: bool


class WhoScreen(QWidget):
    """Screen 2: the institution, and who answers."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._known: tuple[KnownInstitution, ...] = ()
        self._instruments: tuple[Instrument, ...] = ()
        self._invited: Institution | None = None
        self.summary = ErrorSummary()
        words = desk.words
        self._which, self._questionnaire, self.role_choice = Choice(), Choice(), Choice()
        self.questionnaire = FieldRow(self._questionnaire, words.gettext("Which questionnaire"))
        self.which = FieldRow(self._which, words.gettext("Which institution"))
        self.form = InstitutionForm(desk)
        self.role = FieldRow(
            self.role_choice,
            words.gettext("Who answers at this computer"),
            words.gettext("Only the group is noted, no name"),
        )
        self.role_choice.show_options([(code, term(ROLES, code, words)) for code in ROLES])
        self.role_choice.setPlaceholderText(words.gettext("Choose …"))
        self.practice = QCheckBox(words.gettext("Only to practise"))
        hint = words.gettext("It is marked as practice and never sent")
        self._practice_hint = Text(hint, role="small", tone="muted")
        self.practice.setAccessibleName(f"{self.practice.text()}. {hint}")
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(14)
        for widget in (
            self.summary,
            self.questionnaire,
            self.which,
            self.form,
            self.role,
            self.practice,
        ):
            box.addWidget(widget)
        box.addSpacing(-10)
        box.addWidget(self._practice_hint)
        self.questionnaire.hide()
        self.which.hide()
        self._which.chosen.connect(lambda _: self._show_form())

    # --- the questionnaire --------------------------------------------------------------------

    @property
    def instrument(self) -> Instrument | None:
        """The questionnaire that was chosen; None while there is only the shipped one."""
        hash_ = self._questionnaire.currentData()
        return next((i for i in self._instruments if i.sha256 == hash_), None)

    def offer(self, instruments: Sequence[Instrument], chosen: Instrument | None) -> None:
        """Asks which questionnaire where there is more than one."""
        self._instruments = tuple(instruments)
        self._offer_questionnaires(chosen)

    def _offer_questionnaires(self, chosen: Instrument | None) -> None:
        known, language = self._instruments, self._desk.words.language
        names = [Wording(instrument, language).name for instrument in known]
        options: list[tuple[object, str]] = [
            (i.sha256, f"{name} {i.version}" if names.count(name) > 1 else name)
            for i, name in zip(known, names, strict=True)
        ]
        first = chosen or (known[0] if known else None)
        self._questionnaire.show_options(options, first.sha256 if first else None)
        self.questionnaire.setVisible(len(known) > 1)

    # --- the institution ----------------------------------------------------------------------

    def offer_known(self, known: Sequence[KnownInstitution], chosen: str) -> None:
        """Lets one choose among the institutions of this program; `chosen` is an id."""
        self._known = tuple(known)
        self._offer_known(chosen)

    def _offer_known(self, chosen: object) -> None:
        words = self._desk.words
        options: list[tuple[object, str]] = []
        for one in self._known:
            name = one.institution.name
            practice = words.gettext("{name} (practice)").format(name=name)
            options.append((one.institution.id, practice if one.practice else name))
        options.append(("", words.gettext("Another institution")))
        self._which.show_options(options, chosen)
        self.which.setVisible(bool(self._known))
        self._show_form()

    def _show_form(self) -> None:
        new = self._chosen is None
        self.form.setVisible(new)
        self.practice.setVisible(new)
        self._practice_hint.setVisible(new)

    @property
    def _chosen(self) -> KnownInstitution | None:
        wanted = self._which.currentData()
        return next((k for k in self._known if k.institution.id == wanted), None)

    @property
    def is_practice(self) -> bool:
        """Whether the measurement is only to practise."""
        chosen = self._chosen
        return chosen.practice if chosen is not None else self.practice.isChecked()

    def institution(self) -> Institution:
        """The one chosen; what was entered, as the one known by this name and country if there
        is one. What is for practice and what is not are never the same institution."""
        chosen = self._chosen
        if chosen is not None:
            return chosen.institution
        entered = self.form.entered()
        invited = self._invited
        if invited is not None and not self.practice.isChecked() and invited.name == entered.name:
            # Under the id by which the secretariat knows it.
            entered = replace(entered, id=invited.id)
        same = (
            k.institution
            for k in self._known
            if k.practice == self.practice.isChecked()
            and (k.institution.name, k.institution.country) == (entered.name, entered.country)
        )
        return next(same, entered)

    def show_invited(self, institution: Institution) -> None:
        """Fills in what the secretariat's file says, for the person to check."""
        self._invited = institution
        if self._chosen is None:
            self.form.show_institution(institution)

    def entered(self) -> Entered:
        """As far as it is filled in."""
        return Entered(
            self._known,
            str(self._which.currentData() or ""),
            self._instruments,
            self.instrument,
            self._invited,
            self.form.entered(),
            self.role_choice.currentData(),
            self.practice.isChecked(),
        )

    def enter(self, entered: Entered) -> None:
        """Fills it in as it was."""
        self.offer(entered.instruments, entered.instrument)
        self._invited = entered.invited
        self.form.show_institution(entered.institution)
        self.role_choice.show_value(entered.role)
        self.practice.setChecked(entered.practice)
        self.offer_known(entered.known, entered.which)

    def chosen_role(self) -> str:
        """The group of who answers."""
        return str(self.role_choice.currentData())

    def check(self) -> bool:
        """Names what is missing, beside the field and in the summary; True when nothing is."""
        words = self._desk.words
        wrong = self.form.check() if self._chosen is None else []
        sentence = (
            words.gettext("Choose who answers") if self.role_choice.currentIndex() < 0 else ""
        )
        self.role.show_error(sentence)
        if sentence:
            wrong.append((sentence, self.role_choice))
        self.summary.show_errors(words.gettext("Some information is missing"), wrong)
        return not wrong

    def first_field(self) -> QWidget:
        """Where filling in begins."""
        known = self._chosen is not None or self._invited is not None
        return self.role_choice if known else self.form.line
