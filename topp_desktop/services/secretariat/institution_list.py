"""A list of institutions to invite, as offices keep it: CSV or a spreadsheet.

A title above, notes beside, an empty last column, names of countries and the words of the region
are read; whatever cannot be told for sure is named with its row and what stood there, all at once.
"""

from __future__ import annotations

import re
import uuid
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from topp_desktop.domain.assessment import GOVERNMENT_LEVELS, INSTITUTION_TYPES, Institution
from topp_desktop.domain.assessment.countries import COUNTRIES
from topp_desktop.domain.errors import Phrase, UserError
from topp_desktop.formats.sheet_rows import MAX_ROWS, Row, strange_letters, table_rows
from topp_desktop.foundation.i18n import N_
from topp_desktop.foundation.text import fold
from topp_desktop.services.spellings import meant

OPTIONAL = ("subdivision", "local_code", "local_scheme")
_REQUIRED = ("name", "country", "level", "type")
_COLUMNS = (*_REQUIRED, *OPTIONAL, "id")
_TYPED = ("name", *OPTIONAL, "id")
"""Columns that are taken as they stand: a spreadsheet must not have changed them."""
_LONGEST = {"name": 500} | dict.fromkeys((*OPTIONAL, "id"), 100)
_MOST_FAULTS = 20
_HEADER_WITHIN = 20
"""Rows above the headings in which a title may stand."""

_LACKS = N_("Row {row} has no column «{column}». The columns are: {known}.")
_UNKNOWN = N_("Row {row}: the column «{column}» is not known. The columns are: {known}.")
_TWICE = N_("Row {row}: the column «{column}» is there twice.")
_EMPTY = N_("Row {row}, column «{column}»: it is empty.")
_NOT_ALLOWED = N_("Row {row}, column «{column}»: «{value}» is not known there.")
_TOO_LONG = N_("Row {row}, column «{column}»: «{value}…» has more than {limit} characters.")
_LETTERS = N_(
    "Row {row}, column «{column}»: «{value}» has letters that seem wrong. Save the list as "
    "«CSV UTF-8» or as a spreadsheet."
)
_CONVERTED = N_(
    "Row {row}, column «{column}»: the spreadsheet made «{value}» of what was typed. Give the "
    "column the format «Text» and type it again."
)
_ZEROS = N_(
    "Row {row}, column «{column}»: «{value}» seems to have lost the zeros before it. Give the "
    "column the format «Text» and type it again."
)
_SAME_ID = N_("Row {row}: the id «{value}» is that of row {other} too.")
_SAME_ROW = N_("Row {row}: «{value}» is in row {other} too, with the same country and codes.")
_MORE = N_("More faults: {count}.")
_TOO_MANY = N_("The list has {limit} rows or more; divide it.")

_CONVERTED_TEXT = re.compile(
    r"\d+([.,]\d+)?E\+?\d+"
    r"|\d{1,2}[-/](\d{1,2}[-/]\d{2,4}|[a-z]{3}\.?([-/]\d{2,4})?)"
    r"|[a-z]{3}\.?-\d{2}|#[A-Z/0]+[!?]?",
    re.IGNORECASE,
)
"""A large number, a date or an error as spreadsheets write them into CSV."""


def read_institutions(path: Path) -> list[Institution]:
    """Institutions of a CSV, XLSX or ODS file with a row that names the columns: name, country,
    level, type, and optionally subdivision, local_code, local_scheme, id.

    UserError: file-not-found, file-too-large, wrong-format, invalid-list(path, details, row and
    column of the first fault), and what reading a spreadsheet may say.
    """
    return _List(path).institutions()


class _List:
    """One list while it is read; every fault is noted."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._faults: list[Phrase] = []
        self._headings: dict[str, int] = {}

    def institutions(self) -> list[Institution]:
        rows, first = self._find(table_rows(self._path))
        if len(rows) >= MAX_ROWS:
            self._note(_TOO_MANY, row=MAX_ROWS, limit=MAX_ROWS)
        self._check_header(rows[first] if rows else (), first + 1)
        self._stop()
        found = []
        for number, row in enumerate(rows[first + 1 :], start=first + 2):
            if any(row[place].text for place in self._headings.values() if place < len(row)):
                found.append((number, self._institution(row, number)))
        self._look_for_lost_zeros(rows, first)
        self._look_for_repeated(found)
        self._stop()
        return [check_institution(Institution(**values)) for _, values in found]

    def _note(self, text: str, **values: object) -> None:
        self._faults.append(Phrase(text, values))

    def _stop(self) -> None:
        if not self._faults:
            return
        # In the order of the rows, whatever was looked for first.
        faults = sorted(self._faults, key=lambda f: f.values["row"])
        first, shown = faults[0].values, faults[:_MOST_FAULTS]
        if len(faults) > len(shown):
            shown.append(Phrase(_MORE, {"count": len(faults) - len(shown)}))
        raise UserError(
            "invalid-list",
            path=str(self._path),
            row=first["row"],
            column=first.get("column", ""),
            details=tuple(shown),
        )

    # --- the headings -------------------------------------------------------------------------

    @staticmethod
    def _find(tables: Sequence[Sequence[Row]]) -> tuple[Sequence[Row], int]:
        """The table and the row with most of the headings."""

        def headings(row: Row) -> int:
            return len({meant("column", cell.text) for cell in row} & set(_REQUIRED))

        places = [
            (headings(row), table, number)
            for table in tables
            for number, row in enumerate(table[:_HEADER_WITHIN])
        ]
        _, table, number = max(places, key=lambda place: place[0], default=(0, (), 0))
        return table, number

    def _check_header(self, header: Row, row: int) -> None:
        known = ", ".join(_COLUMNS)
        for place, cell in enumerate(header):
            column = meant("column", cell.text)
            if column == "note" or not cell.text:
                continue
            if column is None:
                self._note(_UNKNOWN, row=row, column=cell.text[:60], known=known)
            elif column in self._headings:
                self._note(_TWICE, row=row, column=cell.text[:60])
            else:
                self._headings[column] = place
        for column in _REQUIRED:
            if column not in self._headings:
                self._note(_LACKS, row=row, column=column, known=known)

    # --- the rows -----------------------------------------------------------------------------

    def _institution(self, row: Row, number: int) -> dict[str, str]:
        return {
            column: self._value(column, row, place, number)
            for column, place in self._headings.items()
        }

    def _value(self, column: str, row: Row, place: int, number: int) -> str:
        cell = row[place] if place < len(row) else None
        text = " ".join(cell.text.split()) if cell is not None else ""
        said = {"row": number, "column": column, "value": text[:60]}
        if cell is None or not text:
            if column in _REQUIRED:
                self._note(_EMPTY, row=number, column=column)
        elif not cell.plain or (column in _TYPED and _CONVERTED_TEXT.fullmatch(text)):
            self._note(_CONVERTED, **said)
        elif strange_letters(text):
            self._note(_LETTERS, **said)
        elif column in _LONGEST:
            if len(text) > _LONGEST[column]:
                self._note(_TOO_LONG, **said, limit=_LONGEST[column])
        else:
            code = meant(column, text)
            if code is None:
                self._note(_NOT_ALLOWED, **said)
            return code or ""
        return text

    def _look_for_lost_zeros(self, rows: Sequence[Row], first: int) -> None:
        """A code that is shorter than those beside it, which begin with zeros."""
        for column in ("subdivision", "local_code", "id"):
            place = self._headings.get(column)
            if place is None:
                continue
            texts = {
                number: row[place].text
                for number, row in enumerate(rows[first + 1 :], start=first + 2)
                if place < len(row) and row[place].text.isdecimal()
            }
            widths = Counter(len(text) for text in texts.values() if text.startswith("0"))
            if len(widths) != 1:
                continue
            (width,) = widths
            for number, text in texts.items():
                if len(text) < width:
                    self._note(_ZEROS, row=number, column=column, value=text[:60])

    def _look_for_repeated(self, found: Sequence[tuple[int, Mapping[str, str]]]) -> None:
        ids: dict[str, int] = {}
        rows: dict[tuple[str, ...], int] = {}
        for number, values in found:
            own = fold(values.get("id", ""))
            if own and ids.setdefault(own, number) != number:
                self._note(_SAME_ID, row=number, value=values["id"][:60], other=ids[own])
                continue
            key = (own, *(fold(text) for text in self._whole(values)))
            if values["name"] and rows.setdefault(key, number) != number:
                self._note(_SAME_ROW, row=number, value=values["name"][:60], other=rows[key])

    @staticmethod
    def _whole(values: Mapping[str, str]) -> Iterator[str]:
        return (values.get(column, "") for column in _COLUMNS if column != "id")


def check_institution(institution: Institution) -> Institution:
    """The institution with an id; UserError("invalid-institution", field) otherwise."""
    name = " ".join(institution.name.split())
    checks = {
        "name": 0 < len(name) <= _LONGEST["name"],
        "country": institution.country in COUNTRIES,
        "level": institution.level in GOVERNMENT_LEVELS,
        "type": institution.type in INSTITUTION_TYPES,
        **{field: len(getattr(institution, field)) <= 100 for field in OPTIONAL},
    }
    for field, sound in checks.items():
        if not sound:
            raise UserError("invalid-institution", field=field, name=name[:60])
    rest = {field: getattr(institution, field) for field in OPTIONAL}
    return Institution(
        name=name,
        country=institution.country,
        level=institution.level,
        type=institution.type,
        id=institution.id or str(uuid.uuid4()),
        **rest,
    )
