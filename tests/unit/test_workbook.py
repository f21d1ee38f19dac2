"""Spreadsheets are read as a stream: judged while they are read, every cell as it stands."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest
import xlsxwriter

from tests.support.memory import Peak
from tests.support.workbooks import EMPTY_ODS, ods, ods_cell, xlsx
from topp_desktop.domain.errors import UserError
from topp_desktop.formats.workbook import Worksheet, read_workbook


def read(path: Path) -> tuple[Worksheet, ...]:
    return read_workbook(path.read_bytes(), path=str(path), expected="xlsx, ods")


def refused(path: Path) -> str:
    with pytest.raises(UserError) as caught:
        read(path)
    return caught.value.code


def text(cell: str, said: str) -> str:
    return f'<c r="{cell}" t="inlineStr"><is><t>{said}</t></is></c>'


def test_a_cell_far_away_costs_nothing(tmp_path: Path) -> None:
    far = f"<row>{text('A1', 'x')}{text('XFD1048576', 'y')}</row>"
    book = xlsx(tmp_path / "far.xlsx", {"a": far, "b": far})
    peak = Peak()
    first, _ = read(book)
    assert first.text(1_048_575, 16_383) == "y"
    assert peak.megabytes() < 20


def test_a_value_after_repeated_cells_and_rows_stands_where_it_is(tmp_path: Path) -> None:
    rows = (
        f'<table:table-row table:number-rows-repeated="1048000">{EMPTY_ODS}</table:table-row>'
        f"<table:table-row>{EMPTY_ODS}{ods_cell('z')}</table:table-row>"
    )
    peak = Peak()
    (sheet,) = read(ods(tmp_path / "far.ods", rows))
    assert sheet.cells[1_048_000, 16_000].text == "z"
    assert len(sheet.cells) == 1
    assert peak.megabytes() < 20


@pytest.mark.parametrize("repeated", ["rows", "columns"])
def test_a_value_repeated_without_end_is_refused(tmp_path: Path, repeated: str) -> None:
    cell = ods_cell("x", 1_000_000 if repeated == "columns" else 1)
    row = '<table:table-row table:number-rows-repeated="1000000">' + cell + "</table:table-row>"
    peak = Peak()
    assert refused(ods(tmp_path / "many.ods", row)) == "file-too-large"
    assert peak.megabytes() < 200


def test_what_unpacks_to_too_much_is_refused_whatever_it_declares(tmp_path: Path) -> None:
    bomb = "<si><t>" + "a" * (70 * 1024 * 1024) + "</t></si>"
    path = xlsx(tmp_path / "bomb.xlsx", {"a": ""}, shared=bomb)
    del bomb
    peak = Peak()
    assert refused(path) == "file-too-large"
    assert peak.megabytes() < 300
    cells = xlsx(tmp_path / "cells.xlsx", {"a": "<row>" + "<c/>" * 1_100_000 + "</row>"})
    assert refused(cells) == "file-too-large"
    sheets = xlsx(tmp_path / "sheets.xlsx", {f"s{n}": "" for n in range(300)})
    assert refused(sheets) == "file-too-large"


def test_entities_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "laugh.ods"
    with zipfile.ZipFile(path, "w") as book:
        book.writestr("content.xml", '<!DOCTYPE x [<!ENTITY a "ha">]><x>&a;</x>')
    assert refused(path) == "wrong-format"


def test_every_cell_says_of_what_kind_it_is(tmp_path: Path) -> None:
    path = tmp_path / "kinds.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet()
        sheet.write_number("A1", 3)
        sheet.write_number("A2", 2.5)
        sheet.write_number("A3", 46054, book.add_format({"num_format": "mmm-yy"}))
        sheet.write_boolean("A4", True)
        sheet.write_formula("A5", "=1+2", None, 3)
        sheet.write_formula("A6", "=NA()", None, "#N/A")
        sheet.write_number("A7", 0.5, book.add_format({"num_format": '"d"0%'}))
        sheet.write_rich_string("A8", "Ñan", book.add_format({"bold": True}), "dú")
        sheet.write_string("A9", "  ")
    (found,) = read(path)
    kinds = [(found.cells[row, 0].text, found.cells[row, 0].kind) for row in range(8)]
    assert kinds == [
        ("3", "number"),
        ("2.5", "number"),
        ("2026-02-01", "date"),
        ("TRUE", "boolean"),
        ("3", "number"),
        ("#N/A", "error"),
        ("0.5", "number"),
        ("Ñandú", "text"),
    ]
    assert (8, 0) not in found.cells


def test_a_formula_that_was_never_computed_is_not_blank(tmp_path: Path) -> None:
    row = '<row><c r="A1"><f>1+2</f></c><c r="B1" t="str"><f>""</f><v></v></c></row>'
    (sheet,) = read(xlsx(tmp_path / "f.xlsx", {"a": row}))
    assert (sheet.cells[0, 0].text, sheet.cells[0, 0].kind) == ("=1+2", "formula")
    assert (0, 1) not in sheet.cells


def test_kinds_of_opendocument_cells(tmp_path: Path) -> None:
    def cell(attributes: str, shown: str) -> str:
        return f"<table:table-cell {attributes}><text:p>{shown}</text:p></table:table-cell>"

    rows = "<table:table-row>{}</table:table-row>".format(
        cell('office:value-type="float" office:value="3"', "3,0")
        + cell('office:value-type="date" office:date-value="2026-02-01"', "feb-26")
        + cell('office:value-type="boolean" office:boolean-value="true"', "VERDADERO")
        + cell('table:formula="of:=1/0" office:value-type="string"', "#DIV/0!")
        + cell('table:formula="of:=1+2"', "")
        + "<table:table-cell><office:annotation><text:p>aside</text:p></office:annotation>"
        "<text:p>a<text:s text:c='2'/>b</text:p><text:p>c</text:p></table:table-cell>"
    )
    (sheet,) = read(ods(tmp_path / "k.ods", rows))
    assert [(c.text, c.kind) for c in sheet.cells.values()] == [
        ("3", "number"),
        ("2026-02-01", "date"),
        ("TRUE", "boolean"),
        ("#DIV/0!", "error"),
        ("=1+2", "formula"),
        ("a  b\nc", "text"),
    ]


@pytest.mark.parametrize(
    ("name", "code"), [("EncryptedPackage", "spreadsheet-locked"), ("Workbook", "spreadsheet-old")]
)
def test_old_and_locked_workbooks_are_named(tmp_path: Path, name: str, code: str) -> None:
    path = tmp_path / "old.xls"
    path.write_bytes(bytes.fromhex("d0cf11e0a1b11ae1") + bytes(504) + name.encode("utf-16-le"))
    assert refused(path) == code
