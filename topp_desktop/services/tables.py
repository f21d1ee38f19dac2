"""A document of tables for other programs and for paper: what is in it, and who writes it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Literal

from topp_desktop.domain.errors import UserError
from topp_desktop.foundation.i18n import Translator

Paper = Literal["A4", "Letter"]
SUFFIXES = (".csv", ".xlsx", ".pdf")

Cell = str | int | float | None
"""None: nothing to say. A number stays a number in a spreadsheet."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """One table. widths: of the columns, in characters; a note stands above it."""

    name: str
    header: Sequence[str]
    rows: Sequence[Sequence[Cell]]
    widths: Sequence[int] = ()
    note: str = ""


@dataclass(frozen=True, slots=True)
class TableDocument:
    """Tables with a title. A CSV file holds the first sheet alone."""

    title: str
    sheets: Sequence[Sheet]
    words: Translator
    made: datetime
    notes: Sequence[str] = field(default=())


@dataclass(frozen=True, slots=True)
class StatisticsTable:
    """One table for a program of statistics: no language, comma between cells, point in numbers."""

    header: Sequence[str]
    rows: Sequence[Sequence[Cell]]


def check_suffix(path: Path) -> None:
    """UserError("table-suffix", suffix, known) for a kind of file that nobody writes."""
    if path.suffix.lower() not in SUFFIXES:
        raise UserError("table-suffix", suffix=path.suffix, known=", ".join(SUFFIXES))
