"""The questionnaire for people without the program: on paper, and as a spreadsheet."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from topp_desktop.domain.assessment import Assessment
from topp_desktop.domain.errors import UserError
from topp_desktop.domain.instrument import Instrument, Wording
from topp_desktop.foundation.i18n import Translator, translator
from topp_desktop.services.library import Library
from topp_desktop.services.papers import Papers
from topp_desktop.services.spellings import meant
from topp_desktop.services.tables import Paper

SHEETS: Final = (".xlsx", ".xlsm", ".ods", ".xls")
"""Endings of spreadsheets; one of the old kind (.xls) is told how to be saved anew."""

ELEMENT_SIGNS = "123456789abcdef"
"""What stands in the bubbles of a checklist's elements on paper, and the keys that key them in."""


@dataclass(frozen=True, slots=True)
class FormContent:
    """What a form shows: one form of an instrument in one language.

    measurement: for which one it is; None for a form that asks for institution and name.
    """

    instrument: Instrument
    form: str
    words: Translator
    wording: Wording
    paper: Paper = "A4"
    measurement: Assessment | None = None


@dataclass(frozen=True, slots=True)
class PaperForm(FormContent):
    """The questionnaire to fill in by hand."""


@dataclass(frozen=True, slots=True)
class SheetForm(FormContent):
    """The spreadsheet, which the program reads back."""


@dataclass(frozen=True, slots=True)
class VotingCards(FormContent):
    """The sheet of cards for groups."""


class FormFaults(UserError):
    """A form with wrong cells: `faults` names each of them."""

    def __init__(self, path: Path, faults: tuple[UserError, ...]) -> None:
        super().__init__("form-has-faults", path=str(path), count=len(faults))
        self.faults = faults


class FormService:
    """Writes forms and reads spreadsheets back."""

    def __init__(self, papers: Papers, library: Library) -> None:
        self._papers = papers
        self._library = library

    def write(
        self,
        instrument: Instrument,
        form: str,
        language: str,
        path: Path,
        paper: Paper = "A4",
        *,
        measurement: Assessment | None = None,
    ) -> None:
        """Writes the form; a spreadsheet where `path` ends in .xlsx, else the paper form.

        measurement: whose institution and name a spreadsheet comes with, so that colleagues
        retype neither.
        """
        kind = SheetForm if path.suffix.lower() == ".xlsx" else PaperForm
        content = self._content(kind, instrument, form, language, paper)
        self._papers.write(replace(content, measurement=measurement), path)

    def write_voting_card(
        self, instrument: Instrument, language: str, path: Path, paper: Paper = "A4"
    ) -> None:
        """Writes the sheet of voting cards for groups."""
        form = instrument.forms[0].id
        self._papers.write(self._content(VotingCards, instrument, form, language, paper), path)

    def _content(
        self,
        kind: type[FormContent],
        instrument: Instrument,
        form: str,
        language: str,
        paper: Paper,
    ) -> FormContent:
        if all(known.id != form for known in instrument.forms):
            raise UserError("unknown-form", form=form)
        return kind(instrument, form, translator(language), Wording(instrument, language), paper)

    def read(self, path: Path) -> tuple[Instrument, Assessment]:
        """Reads a filled-in spreadsheet; FormFaults names every wrong cell."""
        from topp_desktop.formats.form_sheet import read_form

        reading = read_form(path, self._library.find, meant)
        if reading.assessment is None:
            raise FormFaults(path, reading.faults)
        return reading.instrument, reading.assessment
