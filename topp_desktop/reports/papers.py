"""Every document from what is in it: implements `services.papers.Papers`.

A new document is a content in `services`, a function from it to bytes here in `reports`, and a line
in the list. Each is made in memory, written beside its place and then moved; what lays it out is
read from the disk when it is first needed.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from importlib import import_module
from pathlib import Path

from topp_desktop.foundation.files import replace_file
from topp_desktop.services.errors.system import write_faults
from topp_desktop.services.tables import TableDocument, check_suffix

MAKERS: Mapping[str, str] = {
    "ReportContent": "road_map:road_map_bytes",
    "ProgressContent": "progress:progress_bytes",
    "ApprovalContent": "approval_sheet:approval_sheet_bytes",
    "RoadMapSheet": "road_map_sheet:road_map_sheet",
    "PaperForm": "form_paper:questionnaire",
    "SheetForm": "form_sheet:form_sheet",
    "VotingCards": "form_card:voting_cards",
    "CardContent": "recovery_card:recovery_card",
    "StatisticsTable": "table_file:data_bytes",
    "StudySheet": "study_sheets:study_sheet",
}
"""Content, by the name of its class, of which there is one (tests/unit/test_architecture.py) →
module and function. Named, so that writing a list imports no road map."""

TABLES: Mapping[str, str] = {
    ".csv": "table_file:csv_bytes",
    ".xlsx": "table_file:sheet_bytes",
    ".pdf": "table_file:paper_bytes",
}


class FilePapers:
    """Writes documents with ReportLab and XlsxWriter."""

    def write(self, content: object, path: Path) -> None:
        if isinstance(content, TableDocument):
            check_suffix(path)
            made = maker(TABLES[path.suffix.lower()])(content)
        else:
            made = maker(MAKERS[type(content).__name__])(content)
        with write_faults(path):
            replace_file(path, made)


@cache
def maker(place: str) -> Callable[[object], bytes]:
    """The function at "module:function" of this room."""
    module, _, name = place.partition(":")
    found: Callable[[object], bytes] = getattr(import_module(f"{__package__}.{module}"), name)
    return found
