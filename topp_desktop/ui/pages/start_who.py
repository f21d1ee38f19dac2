"""The first run's second screen: the institution, who answers, and with which questionnaire."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence

from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from topp_desktop.domain.assessment import Institution
from topp_desktop.domain.instrument import Instrument, Wording
from topp_desktop.services.terms import GOVERNMENT_LEVELS, INSTITUTION_TYPES, ROLES, term
from topp_desktop.services.territories import TERRITORIES
from topp_desktop.ui.hub import Desk
from topp_desktop.ui.widgets import Choice, ErrorSummary, FieldRow, LineField


def _sorted_by_words(pairs: Iterable[tuple[str, str]]) -> list[tuple[object, str]]:
    def key(pair: tuple[str, str]) -> str:
        plain = unicodedata.normalize("NFKD", pair[1])
        return "".join(c for c in plain if not unicodedata.combining(c)).casefold()

    return [(code, words) for code, words in sorted(pairs, key=key)]


class WhoScreen(QWidget):
    """Screen 2: the institution, and who answers."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(14)
        self.summary = ErrorSummary()
        self.name = FieldRow(LineField(longest=200))
        self.country, self.level, self.type, self.role = (FieldRow(Choice()) for _ in range(4))
        self.questionnaire = FieldRow(Choice())
        self.questionnaire.hide()
        self._instruments: tuple[Instrument, ...] = ()
        self.practice = QCheckBox()
        box.addWidget(self.summary)
        for field in (
            self.questionnaire,
            self.name,
            self.country,
            self.level,
            self.type,
            self.role,
        ):
            box.addWidget(field)
        box.addWidget(self.practice)

    def retranslate(self) -> None:
        words = self._desk.words
        self.questionnaire.set_texts(words.gettext("Which questionnaire"))
        self._offer_questionnaires(self.instrument)
        self.name.set_texts(
            words.gettext("Name of the institution"), words.gettext("As in your official letters")
        )
        self.country.set_texts(words.gettext("Country or territory"))
        self.level.set_texts(words.gettext("Level of government"))
        self.type.set_texts(words.gettext("Type of institution"))
        self.role.set_texts(
            words.gettext("Who answers at this computer"),
            words.gettext("Only the group is noted, no name"),
        )
        practice = words.gettext("Only to practise: it is marked as practice and never sent")
        self.practice.setText(practice)
        self.practice.setAccessibleName(practice)
        countries = _sorted_by_words((code, words.territory(code)) for code in TERRITORIES)
        self._offer(self.country, countries)
        for field, names in (
            (self.level, GOVERNMENT_LEVELS),
            (self.type, INSTITUTION_TYPES),
            (self.role, ROLES),
        ):
            self._offer(field, [(code, term(names, code, words)) for code in names])

    def _offer(self, field: FieldRow, options: list[tuple[object, str]]) -> None:
        choice = self._choice(field)
        choice.show_options(options, choice.currentData())
        choice.setPlaceholderText(self._desk.words.gettext("Choose …"))

    @staticmethod
    def _choice(field: FieldRow) -> Choice:
        assert isinstance(field.field, Choice)
        return field.field

    @property
    def _line(self) -> LineField:
        assert isinstance(self.name.field, LineField)
        return self.name.field

    # --- the questionnaire --------------------------------------------------------------------

    @property
    def instrument(self) -> Instrument | None:
        """The questionnaire that was chosen; None while there is only the shipped one."""
        hash_ = self._choice(self.questionnaire).currentData()
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
        choice = self._choice(self.questionnaire)
        choice.show_options(options, first.sha256 if first else None)
        self.questionnaire.setVisible(len(known) > 1)

    # --- the institution ----------------------------------------------------------------------

    def show_institution(self, institution: Institution) -> None:
        """Proposes what is known from the measurement that is open."""
        self._line.setText(institution.name)
        self._choice(self.country).show_value(institution.country)
        self._choice(self.level).show_value(institution.level)
        self._choice(self.type).show_value(institution.type)

    def institution(self) -> Institution:
        """What was entered."""
        return Institution(
            name=self._line.text().strip(),
            country=str(self._choice(self.country).currentData()),
            level=str(self._choice(self.level).currentData()),
            type=str(self._choice(self.type).currentData()),
        )

    def chosen_role(self) -> str:
        """The group of who answers."""
        return str(self._choice(self.role).currentData())

    def check(self) -> bool:
        """Names what is missing, beside the field and in the summary; True when nothing is."""
        words = self._desk.words
        wrong: list[tuple[str, QWidget]] = []
        for field, missing, sentence in (
            (
                self.name,
                not self._line.text().strip(),
                words.gettext("Enter the institution's name"),
            ),
            *(
                (field, self._choice(field).currentIndex() < 0, sentence)
                for field, sentence in (
                    (self.country, words.gettext("Choose the country or territory")),
                    (self.level, words.gettext("Choose the level of government")),
                    (self.type, words.gettext("Choose the type of institution")),
                    (self.role, words.gettext("Choose who answers")),
                )
            ),
        ):
            field.show_error(sentence if missing else "")
            if missing:
                wrong.append((sentence, field.field))
        self.summary.show_errors(words.gettext("Some information is missing"), wrong)
        return not wrong
