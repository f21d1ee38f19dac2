"""Contents of the road map document, and what a finished file says."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from pypdf import PdfReader

from tests.support.builders import agenda, golden_assessment, library
from topp_desktop.domain.assessment import Assessment
from topp_desktop.domain.instrument import Wording
from topp_desktop.domain.roadmap import PlanSettings, Semester
from topp_desktop.foundation.i18n import translator
from topp_desktop.services.measurement.results import results_of
from topp_desktop.services.plan.planner import Planner, RoadMap
from topp_desktop.services.plan.report import ReportContent
from topp_desktop.services.tables import Paper

MADE = datetime(2026, 4, 14, 14, 2, tzinfo=UTC)


def road_map_of(assessment: Assessment) -> RoadMap:
    """Ten semesters from 2026, two people half time."""
    settings = PlanSettings(Semester(2026, 1))
    return Planner(library()).road_map(results_of(agenda(), assessment), settings)


def content_of(assessment: Assessment, language: str = "es", paper: Paper = "A4") -> ReportContent:
    wording = Wording(agenda(), language)
    words = translator(language)
    return ReportContent(road_map_of(assessment), words, wording, MADE, "TOPP Desktop 0", paper)


def annotated(assessment: Assessment, *, evidence: int | None = None) -> Assessment:
    """Every answer with a note, what is missing, a document and a private note of its own."""
    return replace(
        assessment,
        responses=tuple(
            replace(
                r,
                note=f"Justificación señalada número {n}: así lo acordó la dirección.",
                missing=f"Falta el presupuesto número {n}.",
                documents=(f"Política Nacional n.º {n}",),
                private_note=f"reservado{n}",
                evidence=evidence,
            )
            for n, r in enumerate(assessment.responses)
        ),
    )


def g2() -> Assessment:
    """The golden case G2 with notes."""
    return annotated(golden_assessment("g2.json"))


def reader(data: bytes) -> PdfReader:
    return PdfReader(io.BytesIO(data))


def text_of(data: bytes) -> str:
    """All text of a document with single blanks between words."""
    return " ".join(" ".join(page.extract_text() for page in reader(data).pages).split())


def fonts_of(data: bytes) -> Iterator[tuple[str, bool]]:
    """(name, whether it is embedded) of every font in the file, used or not."""
    document = reader(data)
    for number in range(1, len(document.xref[0]) + 1):
        found: Any = document.get_object(number)
        if isinstance(found, dict) and found.get("/Type") == "/Font":
            described = found.get("/FontDescriptor")
            embedded = described is not None and "/FontFile2" in described.get_object()
            yield str(found["/BaseFont"]), embedded
