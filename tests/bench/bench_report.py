"""The road map PDF of a full form beside a bare ReportLab document of as many pages."""

from __future__ import annotations

import io
from datetime import UTC, datetime

from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import PageBreak, Paragraph, SimpleDocTemplate

from tests.bench.table import Table, timed
from topp_desktop.domain.assessment import Assessment, Institution, Respondent, Response
from topp_desktop.domain.instrument import Wording
from topp_desktop.domain.roadmap import PlanSettings, Semester
from topp_desktop.foundation.i18n import translator
from topp_desktop.reports.fonts import REGULAR, register_fonts
from topp_desktop.reports.road_map import road_map_bytes
from topp_desktop.reports.road_map_sheet import road_map_sheet
from topp_desktop.services.library import Library
from topp_desktop.services.measurement.results import results_of
from topp_desktop.services.plan.documents import RoadMapSheet
from topp_desktop.services.plan.planner import Planner
from topp_desktop.services.plan.report import ReportContent

PARAGRAPHS = 14
WORDS = 60


def _content(library: Library) -> ReportContent:
    """84 answers, each with a justification, what is missing and a document."""
    items = library.agenda.form("full").items
    responses = tuple(
        Response(
            "r",
            item,
            n % 4,
            evidence=2,
            note=f"Justificación señalada número {n}: así lo acordó la dirección. " * 3,
            missing=f"Falta el presupuesto número {n}.",
            documents=(f"Política Nacional n.º {n}",),
        )
        for n, item in enumerate(items)
    )
    assessment = Assessment(
        Institution("Banco de pruebas", "GT", "local", "municipality"),
        "full",
        "2026-2",
        (Respondent("r", "technical"),),
        responses,
    )
    results = results_of(library.agenda, assessment)
    road_map = Planner(library).road_map(results, PlanSettings(Semester(2026, 1)))
    wording = Wording(library.agenda, "es")
    made = datetime(2026, 4, 14, 14, 2, tzinfo=UTC)
    return ReportContent(road_map, translator("es"), wording, made, "TOPP Desktop")


def _bare(pages: int) -> bytes:
    """So many pages of paragraphs in the same font, and nothing else."""
    register_fonts()
    buffer = io.BytesIO()
    style = ParagraphStyle("bare", fontName=REGULAR, fontSize=9.5, leading=14)
    text = "planificación " * WORDS
    story: list[object] = []
    for _ in range(pages):
        story += [*(Paragraph(text, style) for _ in range(PARAGRAPHS)), PageBreak()]
    SimpleDocTemplate(buffer, pagesize=A4).build(story)
    return buffer.getvalue()


def run(table: Table) -> None:
    """Aim: 2 s of our own work for the full form."""
    content = _content(Library())
    data = road_map_bytes(content)
    pages = data.count(b"/Type /Page\n") or data.count(b"/Type /Page ")
    table.counted("road map PDF, full form", pages, "pages")
    table.counted("road map PDF, full form", round(len(data) / 1024), "kB")
    table.compare(
        "road map PDF, full form",
        timed(lambda: road_map_bytes(content)),
        timed(lambda: _bare(pages)),
        against=f"(bare document of {pages} pages)",
        repeats=5,
    )
    table.alone("road map PDF, full form", timed(lambda: road_map_bytes(content)), repeats=3, aim=2)
    table.alone(
        "road map as a spreadsheet", timed(lambda: road_map_sheet(RoadMapSheet(content))), repeats=3
    )
