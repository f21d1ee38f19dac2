"""Who an institution is: name, country, level, type, and the codes of its territory."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from topp_desktop.domain.assessment import Institution
from topp_desktop.domain.assessment.countries import COUNTRIES
from topp_desktop.domain.assessment.territory import LOCAL_SCHEMES, Doubt, check_territory
from topp_desktop.foundation.i18n import Translator
from topp_desktop.foundation.text import fold
from topp_desktop.services.terms import GOVERNMENT_LEVELS, INSTITUTION_TYPES, term
from topp_desktop.ui.focus_order import order_focus
from topp_desktop.ui.hub import Desk
from topp_desktop.ui.widgets import Button, Choice, FieldRow, LineField, Notice, row
from topp_desktop.ui.widgets.columns import Columns

_SIDE_BY_SIDE = 420


def sorted_by_words(pairs: Iterable[tuple[str, str]]) -> list[tuple[object, str]]:
    """(code, words) in the order of the words, whatever their accents."""
    return [(code, words) for code, words in sorted(pairs, key=lambda pair: fold(pair[1]))]


def doubt_words(doubt: Doubt, words: Translator) -> str:
    """What looks odd about a code; nothing is refused for it."""
    texts = {
        "subdivision-shape": words.gettext(
            "The code of the subdivision usually looks like GT-01: two letters of the country, "
            "a hyphen, and up to three signs."
        ),
        "subdivision-other-country": words.gettext(
            "The code of the subdivision begins with another country's letters."
        ),
        "scheme-missing": words.gettext("Say whose code it is, such as INE or DIVIPOLA."),
        "code-missing": words.gettext("There is a scheme, but no local code."),
    }
    return texts[doubt]


class CodesForm(QWidget):
    """Codes of the territory: optional, made uniform, never refused."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.country = ""
        self._odd = self._meant = ""
        self.subdivision, self.code, self.scheme = (
            LineField(longest=20),
            LineField(longest=40),
            LineField(longest=40),
        )
        words = desk.words
        subdivision, code, scheme = (
            FieldRow(
                self.subdivision,
                words.gettext("Subdivision (ISO 3166-2)"),
                words.gettext("Department, province, state or region, such as GT-01"),
            ),
            FieldRow(
                self.code,
                words.gettext("Local code"),
                words.gettext("Of the municipality or district"),
            ),
            FieldRow(
                self.scheme,
                words.gettext("Whose list the code is from"),
                words.gettext("INE, DIVIPOLA, IBGE, UBIGEO, INEGI …"),
            ),
        )
        self.doubts = Notice()
        local = Columns(desk.theme, _SIDE_BY_SIDE, spacing=12)
        local.add(code, bottom=True)
        local.add(scheme, bottom=True)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(12)
        for widget in (subdivision, local, self.doubts):
            box.addWidget(widget)
        self.doubts.hide()
        for field in (self.subdivision, self.scheme):
            field.editingFinished.connect(self.check)
        self.code.editingFinished.connect(self._propose_scheme)

    def show_country(self, country: str) -> None:
        """The usual scheme of a country is proposed."""
        self.country = country
        self._show_usual()

    def show_codes(self, institution: Institution) -> None:
        """What is on record."""
        self.subdivision.setText(institution.subdivision)
        # What is on record was meant so.
        self._meant = institution.subdivision
        self.code.setText(institution.local_code)
        self.scheme.setText(institution.local_scheme)
        self.show_country(institution.country)
        self.check()

    @property
    def filled(self) -> bool:
        """Whether there is any code."""
        return any(f.text().strip() for f in (self.subdivision, self.code, self.scheme))

    def check(self) -> None:
        """Makes the codes uniform and says what looks odd."""
        entered = Institution(
            "",
            self.country,
            "",
            "",
            subdivision=self.subdivision.text(),
            local_code=self.code.text(),
            local_scheme=self.scheme.text(),
        )
        checked = check_territory(entered)
        for field, text in (
            (self.subdivision, checked.institution.subdivision),
            (self.code, checked.institution.local_code),
            (self.scheme, checked.institution.local_scheme),
        ):
            if field.text() != text:
                field.setText(text)
        sentences = [doubt_words(doubt, self._desk.words) for doubt in checked.doubts]
        odd = [d for d in checked.doubts if d.startswith("subdivision")]
        self._odd = doubt_words(odd[0], self._desk.words) if odd else ""
        self.doubts.text.setText("\n".join(sentences))
        self.doubts.setVisible(bool(sentences))

    def unconfirmed(self) -> list[tuple[str, QWidget]]:
        """What looks odd about the subdivision and was not yet said to be meant so: asked once
        for each thing that was typed."""
        typed = self.subdivision.text()
        if not self._odd or typed == self._meant:
            return []
        self._meant = typed
        keep = self._desk.words.gettext("Go on once more to keep it as it is.")
        return [(f"{self._odd} {keep}", self.subdivision)]

    def _show_usual(self) -> None:
        self.scheme.setPlaceholderText(LOCAL_SCHEMES.get(self.country, ""))

    def _propose_scheme(self) -> None:
        if self.code.text().strip() and not self.scheme.text().strip():
            self.scheme.setText(LOCAL_SCHEMES.get(self.country, ""))
        self.check()


class InstitutionForm(QWidget):
    """Fields with their own errors; `check` names what is missing."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.line = LineField(longest=200)
        words = desk.words
        self.name = FieldRow(
            self.line,
            words.gettext("Name of the institution"),
            words.gettext("As in your official letters"),
        )
        countries = sorted_by_words((code, words.territory(code)) for code in COUNTRIES)
        levels = [(code, term(GOVERNMENT_LEVELS, code, words)) for code in GOVERNMENT_LEVELS]
        types = [(code, term(INSTITUTION_TYPES, code, words)) for code in INSTITUTION_TYPES]
        self.country_choice = self._choice(countries)
        self.level_choice, self.type_choice = self._choice(levels), self._choice(types)
        self.country = FieldRow(self.country_choice, words.gettext("Country or territory"))
        self.level = FieldRow(self.level_choice, words.gettext("Level of government"))
        self.type = FieldRow(self.type_choice, words.gettext("Type of institution"))
        self.codes = CodesForm(desk)
        self.unfold = Button(
            words.gettext("+ Codes of the territory (optional)"),
            self._unfold,
            kind="link",
            small=True,
        )
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(14)
        for field in (self.name, self.country, self.level, self.type):
            box.addWidget(field)
        box.addLayout(row(self.unfold))
        box.addWidget(self.codes)
        self.codes.hide()
        self.country_choice.chosen.connect(lambda code: self.codes.show_country(str(code or "")))

    def _choice(self, options: Sequence[tuple[object, str]]) -> Choice:
        choice = Choice()
        choice.show_options(options)
        choice.setPlaceholderText(self._desk.words.gettext("Choose …"))
        return choice

    def show_institution(self, institution: Institution) -> None:
        """What is known."""
        self.line.setText(institution.name)
        self.country_choice.show_value(institution.country)
        self.level_choice.show_value(institution.level)
        self.type_choice.show_value(institution.type)
        self.codes.show_codes(institution)
        self._show_codes(shown=self.codes.filled)

    def entered(self, known: str = "") -> Institution:
        """What was entered; `known` is the institution's id, where it has one."""
        return Institution(
            name=" ".join(self.line.text().split()),
            country=str(self.country_choice.currentData()),
            level=str(self.level_choice.currentData()),
            type=str(self.type_choice.currentData()),
            id=known,
            subdivision=self.codes.subdivision.text().strip(),
            local_code=self.codes.code.text().strip(),
            local_scheme=self.codes.scheme.text().strip(),
        )

    def check(self) -> list[tuple[str, QWidget]]:
        """(sentence, field) of what is missing, said beside each field as well."""
        words = self._desk.words
        wrong: list[tuple[str, QWidget]] = []
        for field, missing, sentence in (
            (
                self.name,
                not self.line.text().strip(),
                words.gettext("Enter the institution's name"),
            ),
            *(
                (field, choice.currentIndex() < 0, sentence)
                for field, choice, sentence in (
                    (
                        self.country,
                        self.country_choice,
                        words.gettext("Choose the country or territory"),
                    ),
                    (
                        self.level,
                        self.level_choice,
                        words.gettext("Choose the level of government"),
                    ),
                    (self.type, self.type_choice, words.gettext("Choose the type of institution")),
                )
            ),
        ):
            field.show_error(sentence if missing else "")
            if missing:
                wrong.append((sentence, field.field))
        self.codes.show_country(str(self.country_choice.currentData() or ""))
        self.codes.check()
        return wrong + self.codes.unconfirmed()

    def _unfold(self) -> None:
        self._show_codes(shown=True)
        self.codes.subdivision.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_codes(self, *, shown: bool) -> None:
        self.codes.setVisible(shown)
        self.unfold.setVisible(not shown)
        order_focus(self)
