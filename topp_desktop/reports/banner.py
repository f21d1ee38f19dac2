"""Documents without a cover of their own: a band with title and institution on the first page."""

from __future__ import annotations

from collections.abc import Callable

from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Spacer

from topp_desktop.charts.palette import dimension_colour
from topp_desktop.charts.text import wrap
from topp_desktop.reports.canvas import COLOUR, draw_text
from topp_desktop.reports.document import MARGIN, TOP, PaperDocument
from topp_desktop.reports.fonts import PaperMeasure
from topp_desktop.reports.front import front_of
from topp_desktop.reports.kit import Kit, Story
from topp_desktop.services.plan.report import ReportContent

BAND = 178.0
"""Height of the band in points."""

_NAME_SIZES = (13.0, 11.0, 9.0, 7.5)
_NAME_LINES = 3


def banner_document(content: ReportContent, title: str, story: Callable[[Kit], Story]) -> bytes:
    """The document with this title; equal contents give equal bytes."""
    document = PaperDocument(content.paper, front_of(content, title))
    kit = Kit(content, document.width, document.height)
    parts = story(kit)

    def draw(canvas: Canvas, width: float, height: float) -> None:
        _draw(canvas, content, title, width, height)

    return document.render(draw, [Spacer(1, BAND - TOP + 26), *parts])


def _draw(canvas: Canvas, content: ReportContent, title: str, width: float, height: float) -> None:
    results, words, measure = content.road_map.results, content.words, PaperMeasure()
    inner = width - 2 * MARGIN
    canvas.setFillColor(COLOUR["accent-dark"])
    canvas.rect(0, height - BAND, width + 1, BAND, stroke=0, fill=1)
    dimensions = [d.id for d in results.instrument.dimensions]
    part = width / max(1, len(dimensions))
    for n, dimension in enumerate(dimensions):
        canvas.setFillColor(COLOUR[dimension_colour(dimension)])
        canvas.rect(n * part, height - BAND, part + 0.5, 5, stroke=0, fill=1)
    y = height - 46
    draw_text(canvas, MARGIN, y, content.wording.name, 9, "level-2", weight="semibold")
    y -= 34
    for line in wrap(title, inner, 25, measure, weight="bold", lines=2):
        draw_text(canvas, MARGIN, y, line, 25, "card", weight="bold")
        y -= 30
    institution = results.assessment.institution
    size, lines = _fitted(institution.name, inner, measure)
    y = height - BAND + 36 + (len(lines) - 1) * size * 1.3
    for line in lines:
        draw_text(canvas, MARGIN, y, line, size, "card", weight="semibold")
        y -= size * 1.3
    place = " · ".join(
        (
            words.territory(institution.country),
            words.gettext("Measurement {name}").format(name=results.assessment.round),
            words.date(content.made),
        )
    )
    for line in wrap(place, inner, 9, measure, lines=1):
        draw_text(canvas, MARGIN, height - BAND + 18, line, 9, "level-1")


def _fitted(name: str, width: float, measure: PaperMeasure) -> tuple[float, list[str]]:
    """The largest size at which a name fits in one line, else the smallest in three."""
    for size in _NAME_SIZES[:-1]:
        if measure.width(name, size, "semibold") <= width:
            return size, [name]
    smallest = _NAME_SIZES[-1]
    return smallest, wrap(name, width, smallest, measure, weight="semibold", lines=_NAME_LINES)
