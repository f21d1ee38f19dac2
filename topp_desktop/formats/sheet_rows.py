"""The rows of a simple table that people keep: CSV as spreadsheets save it, XLSX, ODS."""

from __future__ import annotations

import csv
import io
import zipfile
from pathlib import Path
from typing import Any

from topp_desktop.domain.errors import EnvironmentFault, UserError

SPREADSHEETS = (".xlsx", ".ods")
_MAX_FILE = 4 * 1024 * 1024
_MAX_UNPACKED = 64 * 1024 * 1024


def _read(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            data = file.read(_MAX_FILE + 1)
    except FileNotFoundError as fault:
        raise UserError("file-not-found", path=str(path)) from fault
    except OSError as fault:
        raise EnvironmentFault("file-not-readable", path=str(path)) from fault
    if len(data) > _MAX_FILE:
        raise UserError("file-too-large", path=str(path), limit="4 MiB")
    return data


def csv_rows(path: Path) -> list[list[str]]:
    """Rows of trimmed cells; comma or semicolon, UTF-8 or what Windows saves.

    UserError: file-not-found, file-too-large, invalid-list.
    """
    data = _read(path)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        # What spreadsheets of the region save as "CSV" on Windows.
        text = data.decode("cp1252", "replace")
    first = text.partition("\n")[0]
    reader = csv.reader(io.StringIO(text), delimiter=";" if ";" in first else ",")
    try:
        return [[cell.strip() for cell in row] for row in reader]
    except csv.Error as fault:
        raise UserError("invalid-list", path=str(path), row=1, column="") from fault


def spreadsheet_rows(path: Path) -> list[list[str]]:
    """Rows of the first sheet, as trimmed texts; of a formula, its last result.

    UserError: file-not-found, file-too-large, wrong-format.
    """
    from python_calamine import CalamineError, CalamineWorkbook

    data = _read(path)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            if sum(entry.file_size for entry in archive.infolist()) > _MAX_UNPACKED:
                raise UserError("file-too-large", path=str(path), limit="64 MiB")
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
        rows = book.get_sheet_by_index(0).to_python(skip_empty_area=False)
    except (CalamineError, zipfile.BadZipFile, ValueError, IndexError) as fault:
        raise UserError("wrong-format", path=str(path), expected="xlsx, ods") from fault
    return [[_text(cell) for cell in row] for row in rows]


def _text(value: Any) -> str:
    """A whole number without its ".0", as people typed it."""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return str(value).strip()
