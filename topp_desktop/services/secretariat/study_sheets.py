"""The printed sheets of the validation plan (docs/validation-plan.md): what each of them is."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Final, Literal

from topp_desktop.domain.instrument import Instrument, Wording
from topp_desktop.foundation.i18n import Translator
from topp_desktop.services.errors.system import write_faults
from topp_desktop.services.papers import Papers
from topp_desktop.services.tables import Paper

SheetKind = Literal["experts", "sorting", "interview", "rater"]
SHEET_FILES: Final[dict[SheetKind, str]] = {
    "experts": "expert-rating.pdf",
    "sorting": "sorting-cards.pdf",
    "interview": "interview.pdf",
    "rater": "rater.pdf",
}


@dataclass(frozen=True, slots=True)
class StudySheet:
    """One of the sheets, for one form of an instrument in one language."""

    kind: SheetKind
    instrument: Instrument
    form: str
    words: Translator
    wording: Wording
    paper: Paper = "A4"


def write_sheets(
    papers: Papers,
    instrument: Instrument,
    form: str,
    words: Translator,
    folder: Path,
    paper: Paper = "A4",
) -> tuple[Path, ...]:
    """Writes all four into a folder. EnvironmentFault: cannot-write, disk-full."""
    wording = Wording(instrument, words.language)
    with write_faults(folder):
        folder.mkdir(parents=True, exist_ok=True)
    for kind, name in SHEET_FILES.items():
        papers.write(StudySheet(kind, instrument, form, words, wording, paper), folder / name)
    return tuple(folder / name for name in SHEET_FILES.values())
