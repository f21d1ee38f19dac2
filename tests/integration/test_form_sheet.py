"""The spreadsheet form: written, filled in, read back; wrong cells are named."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.sheets import fill
from topp_desktop.domain.errors import UserError
from topp_desktop.domain.scoring import score
from topp_desktop.formats.responses import read_responses
from topp_desktop.reports.forms import ReportLabFormWriter
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
    return FormService(ReportLabFormWriter(), library)


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


def test_a_blank_form_has_nothing_to_read_but_the_head(
    blank: Path, forms: FormService, tmp_path: Path
) -> None:
    filled = tmp_path / "head.xlsx"
    fill(blank, filled, {"data": HEAD})
    _, assessment = forms.read(filled)
    assert assessment.responses == ()


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
