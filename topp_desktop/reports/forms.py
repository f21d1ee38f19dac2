"""Forms for people without the program: implements `services.forms.FormWriter`."""

from __future__ import annotations

from pathlib import Path

from topp_desktop.foundation.files import replace_file
from topp_desktop.services.errors.system import write_faults
from topp_desktop.services.forms import FormContent


class ReportLabFormWriter:
    """The spreadsheet, the questionnaire and the voting cards."""

    def sheet(self, content: FormContent, path: Path) -> None:
        from topp_desktop.reports.form_sheet import form_sheet

        self._write(path, form_sheet(content))

    def questionnaire(self, content: FormContent, path: Path) -> None:
        from topp_desktop.reports.form_paper import questionnaire

        self._write(path, questionnaire(content))

    def voting_card(self, content: FormContent, path: Path) -> None:
        from topp_desktop.reports.form_card import voting_cards

        self._write(path, voting_cards(content))

    def _write(self, path: Path, data: bytes) -> None:
        with write_faults(path):
            replace_file(path, data)
