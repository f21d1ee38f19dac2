"""Tables that leave the program and lists that enter it: no formula, no lost accent."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
import xlsxwriter
from pypdf import PdfReader
from python_calamine import CalamineWorkbook

from topp_desktop.domain.errors import EnvironmentFault, UserError
from topp_desktop.foundation.i18n import translator
from topp_desktop.reports.papers import FilePapers
from topp_desktop.services.secretariat.institution_list import read_institutions
from topp_desktop.services.tables import Sheet, TableDocument

MADE = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)
NASTY = ['=HYPERLINK("http://x")', "+1", "-1+2", "@SUM(A1)", "\t=1", 'ñandú; «sí», "no"\n2']
HIDDEN = ["  =1", "\n=1", "\u00a0=1", "\ufeff=1", "＝1", "＋1", "－1", "＠A", "acta;=1;"]


def document(*rows: tuple[str | int | float | None, ...]) -> TableDocument:
    sheet = Sheet("Hoja: [1]/2", ("Texto", "Número"), rows, (30, 10), "Una nota")
    return TableDocument(
        "Prueba", [sheet, Sheet("Otra", ("A",), (("b",),))], translator("es"), MADE
    )


ROWS = (*((text, 1.5) for text in NASTY), (None, None), ("fin", 3))


def test_a_csv_file_reads_back_and_starts_no_formula(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    FilePapers().write(document(*ROWS), path)
    data = path.read_bytes()
    assert data.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""), delimiter=";"))
    assert rows[0] == ["Texto", "Número"]
    assert [row[0].lstrip("'") for row in rows[1:7]] == NASTY
    assert not any(cell.startswith(("=", "+", "@", "\t")) for row in rows for cell in row)
    assert rows[7:] == [["", ""], ["fin", "3"]]


def test_csv_speaks_as_the_spreadsheets_of_its_language(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    FilePapers().write(document(*((text, 2.5) for text in HIDDEN)), path)
    first, *lines = path.read_text("utf-8-sig").split("\n")
    assert first.strip() == '"Texto";"Número"'
    assert lines[0].strip() == '"\'  =1";"2,5"'
    rows = list(csv.reader(io.StringIO(path.read_text("utf-8-sig"), newline=""), delimiter=";"))
    assert all(row[0].startswith("'") for row in rows[1:-1])
    assert rows[-1][0] == "acta;=1;"
    english = replace(document(("a", 2.5)), words=translator("en"))
    FilePapers().write(english, path)
    assert path.read_text("utf-8-sig").splitlines()[1] == '"a","2.5"'


def test_a_spreadsheet_keeps_texts_as_texts_and_numbers_as_numbers(tmp_path: Path) -> None:
    path = tmp_path / "t.xlsx"
    FilePapers().write(document(*ROWS), path)
    book = CalamineWorkbook.from_path(str(path))
    assert len(book.sheet_names) == 2
    rows = book.get_sheet_by_index(0).to_python()
    assert [row[0] for row in rows[1:7]] == NASTY
    assert rows[1][1] == 1.5
    content = path.read_bytes()
    import zipfile

    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        sheet = archive.read("xl/worksheets/sheet1.xml").decode()
    assert "<f>" not in sheet


def test_paper_shows_everything_in_embedded_fonts(tmp_path: Path) -> None:
    path = tmp_path / "t.pdf"
    many = tuple((f"Fila {n} <b>&", float(n)) for n in range(200))
    FilePapers().write(document(*many), path)
    reader = PdfReader(path)
    text = "\n".join(page.extract_text() for page in reader.pages)
    assert "Fila 199 <b>&" in text
    assert "Una nota" in text
    assert len(reader.pages) > 2
    for page in reader.pages:
        fonts = page["/Resources"]["/Font"]  # type: ignore[index]
        assert all("Helvetica" not in str(fonts[name]["/BaseFont"]) for name in fonts)


def test_other_kinds_and_places_are_refused(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="table-suffix"):
        FilePapers().write(document(), tmp_path / "t.docx")
    with pytest.raises(EnvironmentFault, match="cannot-write"):
        FilePapers().write(document(), tmp_path / "no" / "t.csv")
    assert list(tmp_path.iterdir()) == []


HEADER = ("name", "country", "level", "type", "local_code")


def _book(path: Path, rows: list[tuple[object, ...]]) -> Path:
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet()
        for n, row in enumerate(rows):
            sheet.write_row(n, 0, row)
    return path


def test_institutions_come_from_a_spreadsheet(tmp_path: Path) -> None:
    rows: list[tuple[object, ...]] = [
        HEADER,
        (" Municipio  Ñandú ", "gt", "local", "municipality", 1101),
        ("Alcaldía", "PE", "local", "municipality", "0102"),
    ]
    found = read_institutions(_book(tmp_path / "l.xlsx", rows))
    assert [(i.name, i.country, i.local_code) for i in found] == [
        ("Municipio Ñandú", "GT", "1101"),
        ("Alcaldía", "PE", "0102"),
    ]


@pytest.mark.parametrize(
    ("rows", "row", "column"),
    [
        ([("name", "country")], 1, "level"),
        ([HEADER, ("x", "GTM", "local", "municipality", "")], 2, "country"),
        (
            [HEADER, ("x", "GT", "local", "municipality", ""), ("", "GT", "local", "x", "")],
            3,
            "name",
        ),
    ],
)
def test_faults_of_a_spreadsheet_name_their_place(
    tmp_path: Path, rows: list[tuple[object, ...]], row: int, column: str
) -> None:
    with pytest.raises(UserError, match="invalid-list") as caught:
        read_institutions(_book(tmp_path / "l.xlsx", rows))
    assert (caught.value.params["row"], caught.value.params["column"]) == (row, column)


def test_what_is_no_spreadsheet_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "l.xlsx"
    path.write_bytes(b"PK\x03\x04 nothing")
    with pytest.raises(UserError, match="wrong-format"):
        read_institutions(path)
    with pytest.raises(UserError, match="file-not-found"):
        read_institutions(tmp_path / "none.ods")
