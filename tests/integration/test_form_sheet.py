"""The spreadsheet form: written, filled in, read back; wrong cells are named."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.sheets import fill
from topp_desktop.domain.assessment import Marks
from topp_desktop.domain.errors import UserError
from topp_desktop.domain.instrument import Wording
from topp_desktop.domain.scoring import score
from topp_desktop.formats.responses import read_responses
from topp_desktop.formats.workbook import read_workbook
from topp_desktop.reports.papers import FilePapers
from topp_desktop.services.forms import FormFaults, FormService
from topp_desktop.services.library import Library

VECTORS = Path(__file__).parents[1] / "vectors"
HEAD = {
    "B4": "Municipio Ñandú & Cía",
    "B5": "GT · Guatemala",
    "B6": "local · Gobierno local",
    "B7": "municipality · Municipalidad",
    "B8": "2026-2",
    "B9": "technical · Personal técnico",
}


@pytest.fixture(scope="module")
def library() -> Library:
    return Library()


@pytest.fixture(scope="module")
def forms(library: Library) -> FormService:
    return FormService(FilePapers(), library)


@pytest.fixture(scope="module")
def blank(forms: FormService, library: Library, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("form") / "form.xlsx"
    forms.write(library.agenda, "short", "es", path)
    return path


def answers_of_g2(library: Library) -> dict[str, str]:
    """The answers of the second golden case, in the rows of the short form."""
    instrument, golden = read_responses(VECTORS / "golden" / "g2.json", library.find)
    rows = {item.id: row for row, item in enumerate(instrument.form_items("short"), start=3)}
    words = {"0": "Sin iniciar", "DK": "No sabemos"}
    return {
        f"H{rows[r.item]}": f"{r.answer} · {words.get(str(r.answer), 'x')}"
        for r in golden.responses
    }


def test_a_filled_form_scores_like_the_responses(
    blank: Path, forms: FormService, library: Library, tmp_path: Path
) -> None:
    filled = tmp_path / "lleno.xlsx"
    cells = answers_of_g2(library) | {"K3": "Con ñ & <b>", "L3": "Plan 2030; Acta 3", "I3": "2"}
    fill(blank, filled, {"data": HEAD, "answers": cells})
    instrument, assessment = forms.read(filled)
    assert assessment.institution.name == "Municipio Ñandú & Cía"
    first = next(r for r in assessment.responses if r.item == "1.3-T")
    assert first.note == "Con ñ & <b>"
    assert first.documents == ("Plan 2030", "Acta 3")
    assert first.evidence == 2
    overall = score(instrument, assessment).overall
    assert overall.declared == pytest.approx(43.43, abs=0.01)


def test_the_form_saved_by_libreoffice_reads_the_same(forms: FormService) -> None:
    instrument, assessment = forms.read(VECTORS / "forms" / "g2-libreoffice.ods")
    assert score(instrument, assessment).overall.declared == pytest.approx(43.43, abs=0.01)
    assert assessment.institution.name == "Municipio Ñandú & Cía"


def test_every_wrong_cell_is_named(blank: Path, forms: FormService, tmp_path: Path) -> None:
    filled = tmp_path / "wrong.xlsx"
    head = {name: text for name, text in HEAD.items() if name != "B8"} | {"B6": "galaxia"}
    # B6 and B8 are given twice on purpose: one is not in the list, one stays empty.
    cells = {"H3": "7", "H4": "NA · No aplica", "I5": "9", "J6": "Mucho", "H7": "3"}
    fill(blank, filled, {"data": head, "answers": cells})
    with pytest.raises(FormFaults) as caught:
        forms.read(filled)
    found = {(f.code, f.params["cell"]) for f in caught.value.faults}
    assert found == {
        ("cell-not-in-list", "B6"),
        ("cell-empty", "B8"),
        ("cell-not-in-list", "H3"),
        ("cell-reason-missing", "M4"),
        ("cell-not-in-list", "I5"),
        ("cell-not-in-list", "J6"),
    }


def test_clauses_can_be_marked_by_their_numbers(
    blank: Path, forms: FormService, tmp_path: Path
) -> None:
    filled = tmp_path / "marks.xlsx"
    cells = {"H3": "1", "P3": "1.1; 2,1", "Q3": "3.1", "Q4": "1.1"}
    fill(blank, filled, {"data": HEAD, "answers": cells})
    _, assessment = forms.read(filled)
    first, second = assessment.responses
    assert first.marks == Marks.of({"1.1", "2.1"}, {"3.1"})
    assert (second.answer, second.marks) == (None, Marks.of((), {"1.1"}))


@pytest.mark.parametrize(
    ("cells", "place"),
    [
        ({"P3": "9.1"}, "P3"),
        ({"P3": "0.1"}, "P3"),
        ({"P3": "sí"}, "P3"),
        ({"P3": "1.1; 1.1"}, "P3"),
        ({"P3": "1.1", "Q3": "1.1"}, "Q3"),
    ],
)
def test_a_clause_that_is_not_there_or_is_both_is_named(
    blank: Path, forms: FormService, tmp_path: Path, cells: dict[str, str], place: str
) -> None:
    filled = tmp_path / "marks.xlsx"
    fill(blank, filled, {"data": HEAD, "answers": {"H3": "1", **cells}})
    with pytest.raises(FormFaults) as caught:
        forms.read(filled)
    assert [(f.code, f.params["cell"]) for f in caught.value.faults] == [
        ("cell-not-in-list", place)
    ]


def test_the_rule_how_to_read_a_level_and_every_clause_stand_in_the_form(
    blank: Path, library: Library
) -> None:
    wording = Wording(library.agenda, "es")
    data, answers, _ = read_workbook(blank.read_bytes(), path="form.xlsx", expected="topp-form")
    said = {cell.text for cell in data.cells.values()}
    assert {wording.rule, *wording.reading} <= said
    assert answers.text(0, 0) == wording.rule
    item = library.agenda.form_items("short")[0]
    clauses = wording.clauses(item.id)[2]
    lines = answers.text(2, 4).splitlines()
    assert len(lines) == len(clauses)
    assert lines[0].startswith(f"2.1 {clauses[0]}")


def test_hostile_text_in_the_instrument_is_no_formula(blank: Path) -> None:
    import zipfile

    with zipfile.ZipFile(blank) as book:
        sheets = [n for n in book.namelist() if n.startswith("xl/worksheets/")]
        assert all(b"<f>" not in book.read(name) for name in sheets)
        assert all(b"sheetProtection" in book.read(name) for name in sheets)


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 nonsense", b"%PDF-1.4"])
def test_other_files_are_refused(forms: FormService, tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "other.xlsx"
    path.write_bytes(content)
    with pytest.raises(UserError) as caught:
        forms.read(path)
    assert caught.value.code == "wrong-format"


def test_a_form_without_any_answer_is_no_success(
    blank: Path, forms: FormService, tmp_path: Path
) -> None:
    filled = tmp_path / "head.xlsx"
    fill(blank, filled, {"data": HEAD})
    with pytest.raises(UserError) as caught:
        forms.read(filled)
    assert (caught.value.code, caught.value.params["sheet"]) == ("form-empty", "Respuestas")


@pytest.mark.parametrize("language", ["es", "en"])
@pytest.mark.parametrize("paper", ["A4", "Letter"])
def test_the_paper_form_asks_everything(
    forms: FormService, library: Library, tmp_path: Path, language: str, paper: str
) -> None:
    from pypdf import PdfReader

    path = tmp_path / "form.pdf"
    forms.write(library.agenda, "short", language, path, paper)  # type: ignore[arg-type]
    reader = PdfReader(path)
    text = " ".join(" ".join(page.extract_text().split()) for page in reader.pages)
    texts = library.agenda.texts[language]["items"]
    wording = Wording(library.agenda, language)
    first = " ".join(reader.pages[0].extract_text().split())
    assert all(sentence[:40] in first for sentence in (wording.rule, *wording.reading))
    for item in library.agenda.form_items("short"):
        for anchor in texts[item.id]["levels"]:
            assert anchor[0][:30] in text
    width = float(reader.pages[0].mediabox.width)
    assert width == pytest.approx(595.3 if paper == "A4" else 612, abs=0.5)


def test_the_same_form_is_the_same_file(
    forms: FormService, library: Library, tmp_path: Path
) -> None:
    one, other = tmp_path / "1.pdf", tmp_path / "2.pdf"
    forms.write(library.agenda, "short", "es", one)
    forms.write(library.agenda, "short", "es", other)
    assert one.read_bytes() == other.read_bytes()


FORMS = VECTORS / "forms"


def faults_of(forms: FormService, path: Path) -> dict[str, tuple[str, str]]:
    """Cell → code and what stood there."""
    with pytest.raises(FormFaults) as caught:
        forms.read(path)
    return {f.params["cell"]: (f.code, f.params["value"]) for f in caught.value.faults}


@pytest.mark.parametrize("name", ["extra_middle.xlsx", "far_corner.xlsx", "country_name.xlsx"])
def test_sheets_are_found_wherever_they_are(forms: FormService, name: str) -> None:
    _, assessment = forms.read(FORMS / name)
    assert len(assessment.responses) == 16
    assert assessment.institution.country == "GT"


def test_a_cell_that_is_not_empty_is_never_read_as_blank(forms: FormService) -> None:
    found = faults_of(forms, FORMS / "formula_nocache.xlsx")
    assert found == {"H3": ("cell-without-result", "=1+2")}


def test_a_name_that_became_a_date_is_named(forms: FormService) -> None:
    found = faults_of(forms, FORMS / "round_autodate.xlsx")
    assert found == {"B8": ("cell-converted", "2026-02-01")}


@pytest.mark.parametrize("ending", ["xlsx", "ods"])
def test_what_libreoffice_made_of_typed_cells_is_named(forms: FormService, ending: str) -> None:
    """Sheets moved and renamed, one added; an error, a truth value, a date and a formula."""
    found = faults_of(forms, FORMS / f"libreoffice-cells.{ending}")
    assert found == {
        "B8": ("cell-converted", "2026-02-01"),
        "H3": ("cell-converted", "TRUE"),
        "H4": ("cell-without-result", "#N/A"),
        "K5": ("cell-converted", "2026-03-15"),
    }


def test_words_are_understood_in_the_languages_of_the_region(
    blank: Path, forms: FormService, tmp_path: Path
) -> None:
    filled = tmp_path / "words.xlsx"
    head = HEAD | {
        "B5": "Brésil",
        "B6": "Municipal",
        "B7": "prefeitura",
        "B8": " ２０２６ – 2\u200b",
        "B9": "Personal técnico",
    }
    cells = {"H3": "no sabemos", "H4": "NS", "H5": "No aplica", "M5": "Por ley", "H6": "n/a"}
    cells |= {"M6": "x", "H7": "Não sabemos", "H8": "dk"}
    fill(blank, filled, {"data": head, "answers": cells})
    _, assessment = forms.read(filled)
    place = assessment.institution
    assert (place.country, place.level, place.type) == ("BR", "local", "municipality")
    assert assessment.round == "2026-2"
    assert assessment.respondents[0].role == "technical"
    assert [r.answer for r in assessment.responses] == ["DK", "DK", "NA", "NA", "DK", "DK"]


def test_what_no_later_check_would_place_is_named_by_its_cell(
    blank: Path, forms: FormService, tmp_path: Path
) -> None:
    filled = tmp_path / "long.xlsx"
    head = HEAD | {"B4": "x" * 301, "B5": "XX", "B8": "1" * 41}
    cells = {"H3": "1", "K3": "n" * 20_001, "L4": "; ".join("d" * 51)}
    fill(blank, filled, {"data": head, "answers": cells})
    found = faults_of(forms, filled)
    assert {cell: code for cell, (code, _) in found.items()} == {
        "B4": "cell-too-long",
        "B5": "cell-not-in-list",
        "B8": "cell-too-long",
        "K3": "cell-too-long",
        "L4": "cell-not-in-list",
    }


def test_a_copied_sheet_and_a_missing_one_are_named(
    blank: Path, forms: FormService, tmp_path: Path
) -> None:
    import zipfile

    for name, other, code in (
        ("xl/worksheets/sheet1.xml", "xl/worksheets/sheet2.xml", "form-sheet-twice"),
        ("xl/worksheets/sheet2.xml", "xl/worksheets/sheet1.xml", "form-sheet-missing"),
    ):
        changed = tmp_path / f"{code}.xlsx"
        with zipfile.ZipFile(blank) as old, zipfile.ZipFile(changed, "w") as new:
            for entry in old.infolist():
                new.writestr(entry, old.read(other if entry.filename == name else entry))
        with pytest.raises(UserError) as caught:
            forms.read(changed)
        assert caught.value.code == code
        assert "«Respuestas»" in caught.value.params["sheets"]


def test_a_form_comes_with_institution_and_measurement(
    forms: FormService, library: Library, tmp_path: Path
) -> None:
    _, golden = read_responses(VECTORS / "golden" / "g2.json", library.find)
    given, filled = tmp_path / "given.xlsx", tmp_path / "filled.xlsx"
    forms.write(library.agenda, "short", "es", given, measurement=golden)
    fill(given, filled, {"data": {"B9": "elected"}, "answers": {"H3": "2"}})
    _, assessment = forms.read(filled)
    here, there = golden.institution, assessment.institution
    assert (there.name, there.country, there.level, there.type) == (
        here.name,
        here.country,
        here.level,
        here.type,
    )
    assert assessment.round == golden.round
