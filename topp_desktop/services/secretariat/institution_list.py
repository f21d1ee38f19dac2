"""A list of institutions to invite, as offices keep it: CSV or a spreadsheet."""

from __future__ import annotations

import re
import uuid
from pathlib import Path
from typing import Any

from topp_desktop.domain.assessment import GOVERNMENT_LEVELS, INSTITUTION_TYPES, Institution
from topp_desktop.domain.errors import UserError
from topp_desktop.formats.sheet_rows import SPREADSHEETS, csv_rows, spreadsheet_rows

OPTIONAL = ("subdivision", "local_code", "local_scheme")
_COUNTRY = re.compile(r"[A-Z]{2}\Z")
_COLUMNS = ("name", "country", "level", "type", *OPTIONAL, "id")


def read_institutions(path: Path) -> list[Institution]:
    """Institutions of a CSV, XLSX or ODS file whose first row names the columns: name, country,
    level, type, and optionally subdivision, local_code, local_scheme, id.

    UserError: file-not-found, file-too-large, wrong-format, invalid-list(row, column).
    """
    sheet = path.suffix.lower() in SPREADSHEETS
    rows = spreadsheet_rows(path) if sheet else csv_rows(path)
    header = [cell.lower() for cell in rows[0]] if rows else []
    for column in ("name", "country", "level", "type"):
        if column not in header:
            raise UserError("invalid-list", path=str(path), row=1, column=column)
    for column in header:
        if column not in _COLUMNS or header.count(column) > 1:
            raise UserError("invalid-list", path=str(path), row=1, column=column[:60])
    return [
        _institution(header, row, number, path)
        for number, row in enumerate(rows[1:], start=2)
        if any(row)
    ]


def _institution(header: list[str], row: list[str], number: int, path: Path) -> Institution:
    if len(row) != len(header):
        raise UserError("invalid-list", path=str(path), row=number, column="")
    values: dict[str, Any] = dict(zip(header, row, strict=True))
    values["country"] = values["country"].upper()
    try:
        return check_institution(Institution(**values))
    except UserError as fault:
        column = fault.params["field"]
        raise UserError("invalid-list", path=str(path), row=number, column=column) from fault


def check_institution(institution: Institution) -> Institution:
    """The institution with an id; UserError("invalid-institution", field) otherwise."""
    name = " ".join(institution.name.split())
    checks = {
        "name": 0 < len(name) <= 500,
        "country": _COUNTRY.match(institution.country) is not None,
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
