"""The rows of a simple table that people keep: CSV as spreadsheets save it, XLSX, ODS."""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections.abc import Iterator
from pathlib import Path

from topp_desktop.domain.errors import EnvironmentFault, UserError
from topp_desktop.formats.workbook import Cell, Worksheet, read_workbook

MAX_ROWS = 20_000
MAX_COLUMNS = 200
_MAX_FILE = 4 * 1024 * 1024
_EXPECTED = "csv, xlsx, ods"
_ZIP, _COMPOUND = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"

_STRANGE = re.compile(
    "[^\\W\\d_][¤¥¢£¡‚ƒ„†‡ˆ‰‹˜™›¬±¿\u0080-\u009f\ufffd?]"
    "|[¤¥¢£¬±\u0080-\u009f\ufffd][^\\W\\d_]"
    "|[ÃÂ][\u0080-\u00bf‚ƒ„…†‡ˆ‰Š‹Œ‘’“”•–—˜™š›œžŸ]"
)
"""What letters become when a text is read in another encoding than it was written in."""

Row = tuple[Cell, ...]


def table_rows(path: Path) -> list[list[Row]]:
    """The tables in which a list may be: the sheets of a spreadsheet; a text file, cut at each
    of the separators in use. Rows have no empty cells at their end.

    UserError: file-not-found, file-too-large, wrong-format, spreadsheet-old, spreadsheet-locked;
    EnvironmentFault: file-not-readable.
    """
    data = _read(path)
    if data.startswith((_ZIP, _COMPOUND)):
        sheets = read_workbook(data, path=str(path), expected=_EXPECTED)
        return [_sheet_rows(sheet) for sheet in sheets]
    if path.suffix.lower() != ".csv" and path.suffix.lower() != ".txt" and b"\x00" in data[:4]:
        raise UserError("wrong-format", path=str(path), expected=_EXPECTED)
    text = _decoded(data)
    if "\x00" in text or text.startswith("%PDF"):
        raise UserError("wrong-format", path=str(path), expected=_EXPECTED)
    try:
        return [list(_text_rows(text, separator)) for separator in _separators(text)]
    except csv.Error as fault:
        raise UserError("wrong-format", path=str(path), expected=_EXPECTED) from fault


def strange_letters(text: str) -> bool:
    """Whether the text seems to be read in another encoding than it was written in."""
    return _STRANGE.search(text) is not None


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


def _sheet_rows(sheet: Worksheet) -> list[Row]:
    """Row by row; what stands farther away than any list reaches is no part of it."""
    last = max((row for row, column in sheet.cells if column < MAX_COLUMNS), default=-1)
    rows: list[list[Cell]] = [[] for _ in range(min(last + 1, MAX_ROWS))]
    for (row, column), cell in sorted(sheet.cells.items(), key=lambda entry: entry[0]):
        if row < len(rows) and column < MAX_COLUMNS:
            rows[row] += [Cell("")] * (column - len(rows[row]))
            rows[row].append(cell)
    return [tuple(row) for row in rows]


def _decoded(data: bytes) -> str:
    """UTF-8 or UTF-16, with or without their mark, or else what Windows saves in the region."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return data.decode("utf-16", "replace")
    head = data[:400]
    if head.count(0) > len(head) // 3:
        return data.decode("utf-16-be" if head[:1] == b"\x00" else "utf-16-le", "replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")


def _separators(text: str) -> tuple[str, ...]:
    """The separators to try; Excel may name one in a line of its own."""
    named = re.match(r"sep=(.)\r?\n", text, re.IGNORECASE)
    return (named[1],) if named else (";", ",", "\t")


def _text_rows(text: str, separator: str) -> Iterator[Row]:
    for number, row in enumerate(csv.reader(io.StringIO(text, newline=""), delimiter=separator)):
        if number >= MAX_ROWS:
            return
        cells = [Cell(cell.strip()) for cell in row[:MAX_COLUMNS]]
        while cells and not cells[-1].text:
            cells.pop()
        yield tuple(cells)
