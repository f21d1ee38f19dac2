"""The documents that institutions make: what each holds, and that no page is spoilt."""

from __future__ import annotations

import io
from dataclasses import replace
from functools import cache

import pytest
from python_calamine import CalamineWorkbook

from tests.support.papers import fonts_of, reader, text_of
from tests.support.report_cases import CASES, in_language
from topp_desktop.reports.progress import progress_bytes
from topp_desktop.reports.road_map import road_map_bytes
from topp_desktop.reports.road_map_sheet import road_map_sheet
from topp_desktop.services.plan.documents import ProgressContent, RoadMapSheet
from topp_desktop.services.plan.report import SECTIONS, ReportContent
from topp_desktop.services.tables import Paper

PAPERS: list[tuple[str, Paper]] = [("es", "A4"), ("en", "Letter")]
FURNITURE = 5
"""Lines that header and footer add to a page's text."""


@cache
def _case(name: str, language: str, paper: Paper) -> tuple[ReportContent, bytes]:
    content = in_language(CASES[name](), language, paper)
    return content, road_map_bytes(content)


@pytest.mark.parametrize(("language", "paper"), PAPERS)
@pytest.mark.parametrize("name", list(CASES))
def test_no_page_is_empty_and_every_font_is_embedded(
    name: str, language: str, paper: Paper
) -> None:
    _, data = _case(name, language, paper)
    document = reader(data)
    for number, page in enumerate(document.pages[1:], start=2):
        lines = [line for line in page.extract_text().splitlines() if line.strip()]
        assert len(lines) > FURNITURE, f"page {number} says only {lines}"
    assert all(embedded and "+" in font for font, embedded in fonts_of(data))
    assert len(document.pages) < {"short": 25, "full": 50, "rounds": 30, "hostile": 80}[name]


@pytest.mark.parametrize(("language", "paper"), PAPERS)
@pytest.mark.parametrize("name", ["short", "full", "rounds"])
def test_no_section_begins_at_the_foot_of_a_page(name: str, language: str, paper: Paper) -> None:
    _, data = _case(name, language, paper)
    document = reader(data)
    for entry in document.outline:
        assert not isinstance(entry, list)
        assert entry.top is not None
        assert float(entry.top) > 190, entry.title


@pytest.mark.parametrize(("language", "paper"), PAPERS)
@pytest.mark.parametrize("name", ["short", "full", "rounds"])
def test_the_summary_is_one_page(name: str, language: str, paper: Paper) -> None:
    _, data = _case(name, language, paper)
    document = reader(data)
    places = [
        document.get_destination_page_number(entry)
        for entry in document.outline
        if not isinstance(entry, list)
    ]
    assert places[0] == 2
    assert places[1] == 3


@pytest.mark.parametrize(("language", "paper"), PAPERS)
@pytest.mark.parametrize("name", ["short", "full", "rounds"])
def test_everything_that_people_wrote_comes_back_as_text(
    name: str, language: str, paper: Paper
) -> None:
    content, data = _case(name, language, paper)
    text = text_of(data)
    assessment = content.road_map.results.assessment
    for response in assessment.responses:
        for written in (response.note, response.missing, *response.documents):
            assert " ".join(written.split()) in text
        assert not response.private_note or response.private_note not in text
    for agreed in assessment.consensus:
        assert agreed.rationale in text
        assert agreed.dissent in text
    assert all(r.id not in text.split() for r in assessment.respondents)


def test_every_field_of_an_action_is_on_its_sheet() -> None:
    content, data = _case("full", "es", "A4")
    text = text_of(data)
    for expected in (
        "Dirección de Planificación, Secretaría de Planificación",
        "Instituto Nacional de Estadística",
        "11-02-003",
        "185.000 GTQ",
        "60.000 GTQ",
        "3 planes",
        "22 planes",
        "Acordado con el gabinete técnico del 4 de marzo.",
        "Espera el nuevo presupuesto.",
        "La institución fijó su inicio.",
        "Acción propia",
        "Una agenda común con acuerdos firmados.",
    ):
        assert expected in text
    dropped = content.road_map.left_out
    assert dropped
    assert "Ya lo hace la gobernación." not in text


def test_needs_are_printed_as_people_edited_them() -> None:
    _, data = _case("full", "es", "A4")
    text = text_of(data)
    for expected in (
        "Costeo de planes",
        "De preferencia con casos de la región.",
        "Agregada por la institución",
        "12 personas",
        "Semipresencial",
        "Presupuesto participativo",
        "A su acción le falta financiamiento",
    ):
        assert expected in text


def test_a_third_round_shows_its_course() -> None:
    content, data = _case("rounds", "es", "A4")
    text = text_of(data)
    course = content.course
    assert course is not None
    assert course.last is not None
    assert [point.round for point in course.trend] == ["2026-2", "2027-1", "2028-1"]
    assert "Medición tras medición" in text
    assert "Alcaldía municipal · 12 de abril de 2028 · AM-41-2028" in text
    assert "Qué resultó del plan anterior" in text
    assert "planes anteriores" not in text
    without = text_of(road_map_bytes(replace(content, course=None)))
    assert "Medición tras medición" not in without


def test_sections_are_numbered_in_their_order() -> None:
    content, data = _case("rounds", "es", "A4")
    course = content.course
    assert course is not None
    report = progress_bytes(ProgressContent(content, course.progress, course.last))
    for document in (reader(data), reader(report)):
        titles = [str(e.title) for e in document.outline if not isinstance(e, list)]
        numbers = [int(title.split()[0]) for title in titles]
        assert numbers == list(range(1, len(titles) + 1))
        assert len(numbers) >= 4


def test_sections_can_be_chosen_one_by_one() -> None:
    content, _ = _case("rounds", "es", "A4")
    words = content.words
    for name, title in SECTIONS.items():
        only = replace(content, sections=frozenset({name}))
        document = reader(road_map_bytes(only))
        assert [str(e.title) for e in document.outline if not isinstance(e, list)] == [
            f"1  {words.gettext(title)}"
        ]


@pytest.mark.parametrize(("language", "paper"), PAPERS)
def test_themes_and_how_far_the_questionnaire_was_tried_are_printed(
    language: str, paper: Paper
) -> None:
    content, data = _case("full", language, paper)
    wording = content.wording
    text = " ".join(" ".join(page.extract_text().split()) for page in reader(data).pages)
    assert all(wording.theme(theme) in text for theme in wording.instrument.themes)
    assert content.words.gettext("trial version") in text


def test_the_spreadsheet_has_what_the_document_has() -> None:
    content, _ = _case("full", "es", "A4")
    data = road_map_sheet(RoadMapSheet(content))
    book = CalamineWorkbook.from_filelike(io.BytesIO(data))
    cells = {
        str(cell)
        for name in book.sheet_names
        for row in book.get_sheet_by_name(name).to_python()
        for cell in row
    }
    assessment = content.road_map.results.assessment
    for response in assessment.responses:
        for written in (response.note, response.missing, *response.documents):
            assert not written or written in cells
    for expected in (
        "Costeo de planes",
        "Datos en el portal",
        "Una agenda común con acuerdos firmados.",
        "Acción propia",
        "La institución fijó su inicio.",
        "Autoridades",
    ):
        assert any(expected in cell for cell in cells), expected
    assert "reservado" not in cells
