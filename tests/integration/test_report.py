"""The road map document as a file: what is in it, how it is made, and what it withstands."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from tests.support.builders import agenda, golden_assessment, library
from tests.support.papers import (
    annotated,
    content_of,
    fonts_of,
    g2,
    reader,
    road_map_of,
    text_of,
)
from topp_desktop.domain.assessment import Consensus, Institution, Tally
from topp_desktop.domain.errors import EnvironmentFault
from topp_desktop.domain.instrument import Instrument, Wording
from topp_desktop.domain.roadmap import PlanSettings, Semester
from topp_desktop.formats.instrument import read_instrument
from topp_desktop.formats.responses import read_responses
from topp_desktop.reports.markup import LONGEST_TEXT
from topp_desktop.reports.papers import FilePapers
from topp_desktop.reports.road_map import road_map_bytes
from topp_desktop.services.measurement.results import results_of
from topp_desktop.services.plan.planner import Planner
from topp_desktop.services.tables import Paper

VECTORS = Path(__file__).parents[1] / "vectors"

HOSTILE = (
    '<img src="file:///etc/passwd"/> & <b>grueso</b> </para> \x00\x07 \u202eALREVÉS\u202c '
    "\U0001f600 ❤️ \ud800 &amp; {llave} %s fin"
)
CASES: list[tuple[str, Paper]] = [("es", "A4"), ("en", "Letter")]


@pytest.mark.parametrize(("language", "paper"), CASES)
def test_document_is_whole(language: str, paper: Paper) -> None:
    data = road_map_bytes(content_of(g2(), language, paper))
    document = reader(data)
    assert len(document.pages) >= 12
    root: Any = document.trailer["/Root"]
    assert root["/Lang"] == language
    size = {"A4": (595, 842), "Letter": (612, 792)}[paper]
    assert {tuple(round(float(v)) for v in page.mediabox[2:]) for page in document.pages} == {size}
    properties = document.metadata
    assert properties is not None
    assert properties.author == "Golden"
    assert "Golden" in (properties.title or "")
    assert "2026-1" in (properties.subject or "")


@pytest.mark.parametrize(("language", "paper"), CASES)
def test_only_embedded_subset_fonts(language: str, paper: Paper) -> None:
    fonts = list(fonts_of(road_map_bytes(content_of(g2(), language, paper))))
    assert fonts
    assert all(embedded for _, embedded in fonts), fonts
    assert all("+" in name for name, _ in fonts), fonts


def test_bookmarks_and_contents_agree_with_the_pages() -> None:
    document = reader(road_map_bytes(content_of(g2())))
    contents = document.pages[1].extract_text().splitlines()
    outline = [entry for entry in document.outline if not isinstance(entry, list)]
    assert len(outline) >= 10
    for entry in outline:
        number, _, title = str(entry.title).partition("  ")
        page = (document.get_destination_page_number(entry) or 0) + 1
        assert title in document.pages[page - 1].extract_text()
        line = contents.index(f"{number} {title}")
        assert contents[line + 1] == str(page)
    links: Any = document.pages[1]["/Annots"]
    assert len(links) == len(outline)


def test_pages_are_numbered_to_the_last() -> None:
    document = reader(road_map_bytes(content_of(g2())))
    last = len(document.pages)
    for number, page in enumerate(document.pages[1:], start=2):
        assert f"Página {number} de {last}" in page.extract_text()


@pytest.mark.parametrize(("language", "paper"), CASES)
def test_everything_that_travels_is_printed_and_nothing_private(
    language: str, paper: Paper
) -> None:
    assessment = g2()
    text = text_of(road_map_bytes(content_of(assessment, language, paper)))
    for response in assessment.responses:
        assert response.note in text
        assert response.missing in text
        assert response.documents[0] in text
    assert "reservado" not in text
    assert "r1" not in text.split()


def test_declared_stands_beside_results_that_stand_alone() -> None:
    text = text_of(road_map_bytes(content_of(g2())))
    assert "Nivel general, según las respuestas" in text
    assert "Mapa de capacidades por eje (declarado)" in text
    assert "Parcial (según lo respondido)" in text


def test_support_pending_is_said_only_when_support_is_not_shown() -> None:
    pending = "Esto no reduce el nivel"
    without = text_of(road_map_bytes(content_of(g2())))
    assert pending in without
    assert "Respaldado 2" not in without
    recorded = annotated(golden_assessment("g2.json"), evidence=2)
    with_support = text_of(road_map_bytes(content_of(recorded)))
    assert pending not in with_support
    assert "Respaldado" in with_support


def test_every_planned_action_is_listed_and_has_a_sheet() -> None:
    content = content_of(g2())
    catalogue = content.road_map.catalogue
    assert catalogue is not None
    text = text_of(road_map_bytes(content))
    planned = [a for a in content.road_map.plan.scheduled if a.action.card is not None]
    assert planned
    for entry in planned:
        wording = catalogue.wording(entry.action.card or "", "es")
        assert text.count(wording.title) >= 2
        assert " ".join(wording.activity.split()) in text
        assert wording.verification in text
    assert text.count("¿Por qué está aquí?") == len(planned)


def test_equal_contents_give_equal_bytes() -> None:
    first = road_map_bytes(content_of(g2()))
    assert road_map_bytes(content_of(g2())) == first
    later = replace(content_of(g2()), made=content_of(g2()).made.replace(hour=15))
    assert road_map_bytes(later) != first
    assert b"20260414140200" in first


@pytest.mark.parametrize(("language", "paper"), CASES)
def test_hostile_text_is_text(language: str, paper: Paper) -> None:
    assessment = g2()
    notes = (HOSTILE, "a" * 30_000, "palabra " * 1_300_000, "uno\r\n\n\tdos\u2028tres", "—" * 900)
    assessment = replace(
        assessment,
        institution=Institution("Ñandú <b>&amp; " + "W" * 285, "GT", "local", "council", id="i"),
        round=HOSTILE,
        responses=tuple(
            replace(r, note=notes[n % len(notes)], documents=(HOSTILE, "x" * 5_000), reason=HOSTILE)
            for n, r in enumerate(assessment.responses)
        ),
        consensus=(Consensus("1.1-F", "NA", reason=HOSTILE, dissent=HOSTILE),),
        tallies=(Tally("1.3-T", "authority", (1, 2, 3, 0, 0), 1, 0),),
    )
    data = road_map_bytes(content_of(assessment, language, paper))
    assert all(embedded for _, embedded in fonts_of(data))
    text = text_of(data)
    assert '<img src="file:///etc/passwd"/> & <b>grueso</b> </para> ALREVÉS [U+1F600]' in text
    assert "&amp; {llave} %s fin" in text
    assert "uno dos tres" in text
    shortened = "20.000 de 10.399.999" if language == "es" else "20,000 of 10,399,999"
    assert shortened in text
    assert text.count("a") > LONGEST_TEXT
    assert len(reader(data).pages) < 60


def test_a_name_of_300_characters_fits() -> None:
    name = ("Ministerio de Planificación, Inversión Pública y Desarrollo Territorial " * 5)[
        :299
    ] + "Z"
    assessment = replace(g2(), institution=replace(g2().institution, name=name))
    cover = reader(road_map_bytes(content_of(assessment))).pages[0].extract_text()
    assert name in " ".join(cover.split())


def test_no_answers_give_a_short_document_that_says_so() -> None:
    empty = replace(golden_assessment("g2.json"), responses=(), respondents=())
    data = road_map_bytes(content_of(empty))
    text = text_of(data)
    assert "faltan 16 respuestas" in text
    assert "falta" in text
    assert len(reader(data).pages) <= 12
    assert "Justificación de las respuestas" not in text


def test_one_area_only_shows_that_area() -> None:
    whole = g2()
    one = replace(whole, responses=tuple(r for r in whole.responses if r.item.startswith("1.")))
    text = text_of(road_map_bytes(content_of(one)))
    assert "Todavía no hay nivel general" in text
    assert "75 → 100" in text


def test_full_form_prints_every_question_with_a_note() -> None:
    items = [item.id for item in agenda().form_items("full")]
    short = golden_assessment("g2.json")
    responses = tuple(
        replace(short.responses[0], item=item, answer=n % 5) for n, item in enumerate(items)
    )
    full = annotated(replace(short, form="full", responses=responses))
    text = text_of(road_map_bytes(content_of(full)))
    assert all(r.note in text for r in full.responses)


def test_a_plan_without_catalogue_still_prints() -> None:
    content = content_of(g2())
    bare = replace(content, road_map=replace(road_map_of(g2()), catalogue=None))
    text = text_of(road_map_bytes(bare))
    assert "Llevar 4.3-Pr a «Parcial»" in text


def test_writing_replaces_the_file_or_leaves_it(tmp_path: Path) -> None:
    path = tmp_path / "Hoja de ruta – ñ.pdf"
    FilePapers().write(content_of(g2()), path)
    before = path.read_bytes()
    assert before.startswith(b"%PDF")
    missing = tmp_path / "no" / "hay.pdf"
    with pytest.raises(EnvironmentFault) as fault:
        FilePapers().write(content_of(g2()), missing)
    assert fault.value.code == "cannot-write"
    assert [p.name for p in tmp_path.iterdir()] == [path.name]
    assert path.read_bytes() == before


def test_a_checklist_prints_its_questions_averages_and_alerts() -> None:
    instrument = read_instrument(VECTORS / "instruments" / "open-budget.json")

    def find(name: str, version: str | None) -> Instrument:
        return instrument

    path = VECTORS / "instruments" / "open-budget.responses.json"
    results = results_of(*read_responses(path, find))
    road_map = Planner(library()).road_map(results, PlanSettings(Semester(2026, 1)))
    wording = Wording(instrument, "es")
    data = road_map_bytes(replace(content_of(g2()), road_map=road_map, wording=wording))
    text = text_of(data)
    assert all(embedded for _, embedded in fonts_of(data))
    for item in instrument.form_items(results.assessment.form):
        assert " ".join(wording.stem(item.id).split()) in text
    for alert in results.card.alerts:
        assert wording.alert(alert.code, alert.band) in text
    for typology in results.card.typologies:
        assert wording.typology(typology) in text
    assert "podría estar entre" not in text


def test_possible_steps_are_drawn_and_listed_apart_and_said_to_be_no_part_of_the_plan() -> None:
    content = content_of(g2())
    plan = content.road_map.plan
    assert plan.possible
    text = " ".join(text_of(road_map_bytes(content)).split())
    assert "Posible con la capacidad que queda libre; no forma parte del plan" in text
    bare = replace(content, road_map=replace(content.road_map, plan=replace(plan, possible=())))
    assert "no forma parte del plan" not in " ".join(text_of(road_map_bytes(bare)).split())
