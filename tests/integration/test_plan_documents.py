"""Progress report, approval sheet and spreadsheet: what is in them, what they withstand."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from python_calamine import CalamineWorkbook

from tests.support.builders import library
from tests.support.papers import annotated, content_of, fonts_of, g2, reader, text_of
from tests.support.plan_world import ON, PlanWorld, edit_everything
from topp_desktop.domain.assessment import Assessment
from topp_desktop.domain.errors import EnvironmentFault
from topp_desktop.domain.roadmap import (
    ActionEdit,
    FollowUp,
    Milestone,
    NeedEdit,
    OwnAction,
    PlanEdits,
    PlanSettings,
    Semester,
)
from topp_desktop.reports.approval_sheet import approval_sheet_bytes
from topp_desktop.reports.papers import FilePapers
from topp_desktop.reports.progress import progress_bytes
from topp_desktop.reports.road_map import road_map_bytes
from topp_desktop.reports.road_map_sheet import LONGEST, road_map_sheet
from topp_desktop.services.measurement.approval import ApprovalStatus
from topp_desktop.services.plan.documents import ApprovalContent, ProgressContent, RoadMapSheet
from topp_desktop.services.plan.follow_up import progress_of
from topp_desktop.services.plan.keeping import OpenPlan
from topp_desktop.services.plan.planner import Planner
from topp_desktop.services.plan.ports import StoredPlan
from topp_desktop.services.plan.report import ReportContent
from topp_desktop.services.tables import Paper

NOW = Semester(2027, 1)
FORMULAS = ("=1+1", "+cmd|' /C calc'!A0", "@SUM(1)", "-2+3", '=HYPERLINK("http://x")', "\t=1")
HOSTILE = (
    '<img src="file:///etc/passwd"/> & <b>grueso</b> </para> \x07 \u202eALREVÉS\u202c '
    "\U0001f600 ❤️ &amp; {llave} %s fin"
)
CASES: list[tuple[str, Paper]] = [("es", "A4"), ("en", "Letter")]


def _content(
    assessment: Assessment, edits: PlanEdits, language: str = "es", paper: Paper = "A4"
) -> ReportContent:
    plain = content_of(assessment, language, paper)
    settings = PlanSettings(Semester(2026, 1))
    road_map = Planner(library()).road_map(plain.road_map.results, settings, edits=edits)
    return replace(plain, road_map=road_map)


def _progress(content: ReportContent) -> ProgressContent:
    """What the service would hand over, without a store."""
    stored: Any = None
    road_map = content.road_map
    opened = OpenPlan(stored, road_map.plan.settings, StoredPlan(road_map.edits), road_map)
    return ProgressContent(content, progress_of(opened, NOW))


def _edits(text: str = "texto") -> PlanEdits:
    """Edits of the golden case's actions with this text wherever a person writes."""
    action = "4.3-F.2"
    return PlanEdits(
        {
            action: ActionEdit(
                action, title=text, owner_unit=text, partner=text, cost=5.0, reason=text
            ),
            "own:1": ActionEdit("own:1", title=text, own=OwnAction()),
        },
        {
            "m1": Milestone("m1", text, f"{text} 1", Semester(2026, 1), combo=text),
            "m2": Milestone("m2", text, f"{text} 2", Semester(2019, 1), combo=text),
        },
        {"own.1": NeedEdit("own.1", "training", topic=text, persons=3, note=text)},
        {
            "milestone:m1": FollowUp("done", ON, text, text),
            f"action:{action}": FollowUp("under-way", None, text, text),
        },
    )


def _sheets(data: bytes) -> dict[str, list[list[Any]]]:
    book = CalamineWorkbook.from_filelike(io.BytesIO(data))
    return {name: book.get_sheet_by_name(name).to_python() for name in book.sheet_names}


@pytest.mark.parametrize(("language", "paper"), CASES)
def test_the_progress_report_says_what_became_of_everything(language: str, paper: Paper) -> None:
    edits = _edits("Política señalada")
    data = progress_bytes(_progress(_content(g2(), edits, language, paper)))
    text = text_of(data)
    assert all(embedded and "+" in name for name, embedded in fonts_of(data))
    for expected in ("Política señalada 1", "I-2019", "Golden"):
        assert expected in text
    labels = {"es": ("Hecho", "En curso", "Hitos"), "en": ("Done", "Under way", "Milestones")}
    for label in labels[language]:
        assert label in text
    document = reader(data)
    root: Any = document.trailer["/Root"]
    assert root["/Lang"] == language
    assert document.metadata is not None
    assert "Golden" in (document.metadata.title or "")
    assert "reservado" not in text


def test_what_became_of_the_last_plan_is_in_the_report(tmp_path: Path) -> None:
    world = PlanWorld(tmp_path / "data")
    edit_everything(world)
    raised = next(a.action for a in world.scheduled() if a.action.item and not a.action.establish)
    world.maps.milestones.follow(world.id, "action", raised.id, status="done", on=ON)
    world.now = world.now.replace(year=2027)
    world.id = world.program.rounds.begin(world.id, "2027-1")
    for proposal in world.program.assessments.open(world.id)[1].proposals:
        world.program.rounds.confirm(world.id, proposal.respondent, proposal.item)
    world.answer(raised.item or "", raised.end_level)
    out = tmp_path / "avance.pdf"
    maps = world.maps.follow_up
    world.program.plan_documents.write_progress(
        maps.progress(world.id), maps.last_round(world.id), "es", out
    )
    text = text_of(out.read_bytes())
    assert "Qué resultó del plan anterior" in text
    assert "1 alcanzaron su nivel" in text
    assert "Nivel alcanzado · Hecho" in text
    assert "Mesa propia" in text


@pytest.mark.parametrize(("language", "paper"), CASES)
def test_the_approval_sheet_fits_on_one_page(language: str, paper: Paper) -> None:
    content = _content(g2(), _edits(), language, paper)
    data = approval_sheet_bytes(
        ApprovalContent(content, ApprovalStatus("reopened", None, "ab" * 32))
    )
    assert len(reader(data).pages) == 1
    text = text_of(data)
    assert "ab" * 32 in text
    assert ("Firma y sello" if language == "es" else "Signature and stamp") in text
    assert all(embedded for _, embedded in fonts_of(data))


@pytest.mark.parametrize(("language", "paper"), CASES)
def test_hostile_text_is_text_on_paper(language: str, paper: Paper) -> None:
    assessment = annotated(g2())
    name = "Ñandú <b>&amp; " + "W" * 285
    assessment = replace(
        assessment, institution=replace(assessment.institution, name=name), round=HOSTILE[:40]
    )
    for text in (HOSTILE, "x" * 30_000, "palabra " * 1_300_000):
        content = _content(assessment, _edits(text), language, paper)
        for data in (
            progress_bytes(_progress(content)),
            approval_sheet_bytes(ApprovalContent(content, ApprovalStatus("draft", None, "0" * 64))),
        ):
            assert all(embedded for _, embedded in fonts_of(data))
            assert len(reader(data).pages) < 40
        if text is HOSTILE:
            shown = text_of(progress_bytes(_progress(content)))
            assert (
                '<img src="file:///etc/passwd"/> & <b>grueso</b> </para> ALREVÉS [U+1F600]' in shown
            )
            assert "&amp; {llave} %s fin" in shown


def test_no_answers_give_short_documents() -> None:
    empty = replace(g2(), responses=(), respondents=())
    content = _content(empty, PlanEdits())
    assert len(reader(progress_bytes(_progress(content))).pages) <= 4
    sheets = _sheets(road_map_sheet(RoadMapSheet(content)))
    assert len(sheets["Acciones"]) == 1 + len(content.road_map.plan.actions)
    assert len(sheets["Justificaciones"]) == 1


def test_the_sheet_has_every_action_with_its_terms_and_every_justification() -> None:
    content = _content(g2(), _edits("Mi texto"))
    sheets = _sheets(road_map_sheet(RoadMapSheet(content)))
    first = ["Perfil", "Acciones", "Hitos", "Necesidades", "Temas transversales"]
    assert list(sheets)[:6] == [*first, "Justificaciones"]
    head, *rows = sheets["Acciones"]
    assert len(rows) == len(content.road_map.plan.actions)
    for planned, row in zip(content.road_map.plan.actions, rows, strict=True):
        said = dict(zip(head, row, strict=True))
        assert said["Inicio"] == (planned.start.short if planned.start else "–")
        gain = planned.ranked.gain
        assert said["Ganancia en puntos"] == (pytest.approx(gain) if gain is not None else "")
        assert said["Meses-persona"] == pytest.approx(float(planned.action.effort))
    said = dict(zip(head, rows[0], strict=True))
    assert (said["Acción"], said["Costo"]) == ("Mi texto", 5)
    notes = [row[2] for row in sheets["Justificaciones"][1:]]
    for response in g2().responses:
        assert response.note in notes
    assert "reservado" not in str(sheets)
    assert any("Mi texto" in row for row in sheets["Necesidades"])
    assert [row[2] for row in sheets["Hitos"][1:]] == ["Mi texto 2", "Mi texto 1"]


@pytest.mark.parametrize("text", FORMULAS)
def test_nothing_in_the_sheet_is_a_formula(text: str) -> None:
    assessment = g2()
    assessment = replace(
        assessment,
        institution=replace(assessment.institution, name=text),
        responses=tuple(replace(r, note=text, missing=text) for r in assessment.responses),
    )
    data = road_map_sheet(RoadMapSheet(_content(assessment, _edits(text))))
    with zipfile.ZipFile(io.BytesIO(data)) as book:
        for name in book.namelist():
            xml = book.read(name).decode("utf-8")
            assert "<f>" not in xml
            assert "<hyperlink" not in xml
    sheets = _sheets(data)
    assert sheets["Perfil"][1][1].strip() == text.strip()
    assert sheets["Justificaciones"][1][2] == text.strip()


def test_the_sheet_takes_what_no_cell_can_hold() -> None:
    assessment = g2()
    long = "palabra " * 1_300_000
    notes = (long, "a\x00b\ud800c\x07", HOSTILE)
    assessment = replace(
        assessment,
        responses=tuple(replace(r, note=notes[n % 3]) for n, r in enumerate(assessment.responses)),
    )
    sheets = _sheets(road_map_sheet(RoadMapSheet(_content(assessment, PlanEdits()))))
    texts = {row[2] for row in sheets["Justificaciones"][1:]}
    assert "abc" in texts
    assert max(len(t) for t in texts) == LONGEST + 1


def test_equal_contents_give_equal_bytes() -> None:
    def files() -> list[bytes]:
        content = _content(g2(), _edits())
        status = ApprovalStatus("draft", None, "0" * 64)
        return [
            progress_bytes(_progress(content)),
            approval_sheet_bytes(ApprovalContent(content, status)),
            road_map_sheet(RoadMapSheet(content)),
        ]

    assert files() == files()


def test_writing_replaces_the_file_or_leaves_it(tmp_path: Path) -> None:
    content = _content(g2(), _edits())
    path = tmp_path / "Hoja – ñ.xlsx"
    FilePapers().write(RoadMapSheet(content), path)
    assert path.read_bytes()[:2] == b"PK"
    with pytest.raises(EnvironmentFault) as fault:
        FilePapers().write(RoadMapSheet(content), tmp_path / "no" / "hay.xlsx")
    assert fault.value.code == "cannot-write"
    assert [p.name for p in tmp_path.iterdir()] == [path.name]


def test_milestones_are_printed_in_the_road_map_document() -> None:
    text = text_of(road_map_bytes(_content(g2(), _edits("Política señalada"))))
    assert "Política señalada 1" in text
    assert "I-2019" in text
    assert "Hitos" not in text_of(road_map_bytes(_content(g2(), PlanEdits())))
