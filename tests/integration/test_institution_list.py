"""Lists of institutions as offices keep them: read where they can be, else named row by row."""

from __future__ import annotations

from pathlib import Path

import pytest
import xlsxwriter

from topp_desktop.domain.assessment import Institution
from topp_desktop.domain.errors import UserError
from topp_desktop.foundation.i18n import translator
from topp_desktop.services.errors.texts import explain
from topp_desktop.services.secretariat.institution_list import read_institutions

LISTS = Path(__file__).parents[1] / "vectors" / "lists"


def csv(folder: Path, text: str, encoding: str = "utf-8") -> Path:
    path = folder / "lista.csv"
    path.write_bytes(text.encode(encoding))
    return path


def short(found: list[Institution]) -> list[tuple[str, ...]]:
    return [(i.name, i.country, i.level, i.type) for i in found]


def told(path: Path) -> str:
    """What a Spanish reader is told of the list's faults."""
    with pytest.raises(UserError, match="invalid-list") as caught:
        read_institutions(path)
    return explain(caught.value, translator("es")).cause


@pytest.mark.parametrize("name", ["sep.csv", "trail_empty_col.csv"])
def test_what_spreadsheets_add_to_csv_is_read(name: str) -> None:
    assert read_institutions(LISTS / name)[0].name == "Municipio de Ñuñoa"


@pytest.mark.parametrize(
    "text",
    [
        "nombre;país;nivel;tipo\nPrueba Ñ;Guatemala;local;Municipalidad\n",
        "Name,Country,Level,Type\nPrueba Ñ,gt,Local government,municipality\n",
        "Nome\tPaís\tNível\tTipo\nPrueba Ñ\tGuatemala\tmunicipal\tPrefeitura\n",
        "Nom;Pays;Niveau;Type\nPrueba Ñ;guatemala;local;Mairie\n",
        "Lista 2026;;;\n;;;\nNombre;País;Nivel;Tipo;;Observaciones\n"
        "Prueba Ñ;GT;local;alcaldía;ojo;llamar\n;;;;;fin\n",
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252"])
def test_lists_of_the_region_are_read(tmp_path: Path, text: str, encoding: str) -> None:
    found = read_institutions(csv(tmp_path, text, encoding))
    assert short(found) == [("Prueba Ñ", "GT", "local", "municipality")]


@pytest.mark.parametrize("encoding", ["cp850", "utf-8"])
def test_letters_of_another_encoding_are_asked_about(tmp_path: Path, encoding: str) -> None:
    name = "Peñalolén" if encoding == "cp850" else "Peñalolén".encode().decode("latin-1")
    said = told(csv(tmp_path, f"name;country;level;type\n{name};CL;local;municipality\n", encoding))
    assert "Fila 2" in said
    assert "letras" in said


def test_all_faults_are_told_at_once_with_what_stood_there(tmp_path: Path) -> None:
    said = told(
        csv(
            tmp_path,
            "name;country;level;type;local_code\n"
            "A;XX;local;municipality;1\n;CL;local;municipality;2\nC;CL;planeta;municipality;3\n"
            "D;CL;local;municipality;1,5E+05\nE;CL;local;municipality;02-feb\n",
        )
    )
    for row, what in ((2, "XX"), (3, "name"), (4, "planeta"), (5, "1,5E+05"), (6, "02-feb")):
        assert any(f"Fila {row}" in line and what in line for line in said.splitlines())


def test_equal_ids_and_equal_rows_are_named(tmp_path: Path) -> None:
    assert "cl-1" in told(LISTS / "dup_id.csv")
    head = "name;country;level;type;id\n"
    ids = head + "A;CL;local;municipality;CL-1\nB;CL;local;municipality;cl-1\n"
    assert "Fila 3" in told(csv(tmp_path, ids))
    rows = head + "San José;CR;local;municipality;\nSAN JOSE;CR;local;municipality;\n"
    assert "Fila 3" in told(csv(tmp_path, rows))
    assert len(read_institutions(LISTS / "same_prefix.csv")) == 2


def test_codes_that_a_spreadsheet_changed_are_named(tmp_path: Path) -> None:
    path = tmp_path / "lista.xlsx"
    with xlsxwriter.Workbook(path) as book:
        date = book.add_format({"num_format": "dd-mmm"})
        book.add_worksheet("Notas").write("A1", "borrador")
        sheet = book.add_worksheet("Lista")
        sheet.write_row(0, 0, ["nombre", "país", "nivel", "tipo", "código local"])
        for row in range(1, 5):
            sheet.write_row(row, 0, [f"M{row}", "CO", "local", "municipio", "05001"])
        sheet.write_number(2, 4, 5002)
        sheet.write_number(3, 4, 46054, date)
        sheet.write(3, 0, 46054, date)
    said = told(path).splitlines()
    assert any("Fila 3" in line and "5002" in line and "ceros" in line for line in said)
    assert sum("Fila 4" in line and "2026-02-01" in line for line in said) == 2


def test_a_list_with_a_cell_far_away_is_read(tmp_path: Path) -> None:
    path = tmp_path / "lista.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["name", "country", "level", "type"])
        sheet.write_row(1, 0, ["A", "PE", "local", "municipality"])
        sheet.write(1_048_575, 16_383, "x")
    assert len(read_institutions(path)) == 1
