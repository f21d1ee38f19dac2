"""The cover: whose document it is, about which measurement, and the level it reports."""

from __future__ import annotations

from reportlab.pdfgen.canvas import Canvas

from topp_desktop.charts.level_meter import level_meter
from topp_desktop.charts.palette import dimension_colour
from topp_desktop.charts.text import wrap
from topp_desktop.reports.canvas import COLOUR, draw_text, paint
from topp_desktop.reports.document import MARGIN
from topp_desktop.reports.fonts import PaperMeasure
from topp_desktop.services.measurement.sentences import ahead_sentence, level_sentence
from topp_desktop.services.plan.report import ReportContent
from topp_desktop.services.terms import FORMS, METHODS, term

_NAME_SIZES = (25.0, 21.0, 18.0, 15.0, 13.0)
_NAME_LINES = 6


def document_title(content: ReportContent) -> str:
    """What the document is called; a checklist has no road map."""
    if not content.road_map.results.card.leveled:
        return content.words.gettext("Institutional capacities: profile")
    return content.words.gettext("Institutional capacities: profile and road map")


def draw_cover(canvas: Canvas, content: ReportContent, width: float, height: float) -> None:
    """Draws the whole cover page."""
    words, wording, results = content.words, content.wording, content.road_map.results
    assessment = results.assessment
    inner = width - 2 * MARGIN
    measure = PaperMeasure()
    panel = height * 0.60
    canvas.setFillColor(COLOUR["accent-dark"])
    canvas.rect(0, height - panel, width + 1, panel, stroke=0, fill=1)
    _stripes(canvas, [d.id for d in results.instrument.dimensions], width, height - panel)

    draw_text(canvas, MARGIN, height - 78, wording.name, 11, "level-2", weight="semibold")
    y = height - 150
    title = document_title(content)
    for line in wrap(title, inner * 0.86, 33, measure, weight="bold", lines=4):
        draw_text(canvas, MARGIN, y, line, 33, "card", weight="bold")
        y -= 42

    size, lines = _fitted(assessment.institution.name, inner, measure)
    y = height - panel + 46 + size * 1.3 * (len(lines) - 1) + 24
    for line in lines:
        draw_text(canvas, MARGIN, y, line, size, "card", weight="semibold")
        y -= size * 1.3
    place = " · ".join(
        (
            words.territory(assessment.institution.country),
            words.gettext("Measurement {name}").format(name=assessment.round),
        )
    )
    draw_text(canvas, MARGIN, height - panel + 40, place, 11, "level-1")

    y = height - panel - 66
    _level(canvas, content, y, inner)
    facts = (
        (words.gettext("Generated on"), words.date(content.made)),
        (words.gettext("How it was answered"), term(METHODS, assessment.method, words)),
        (
            words.gettext("Questions answered"),
            words.gettext("{n} of {m} · {form}").format(
                n=results.answered, m=results.asked, form=term(FORMS, assessment.form, words)
            ),
        ),
    )
    column = inner / len(facts)
    for n, (label, value) in enumerate(facts):
        x = MARGIN + n * column
        draw_text(canvas, x, 88, label, 8, "muted")
        for row, line in enumerate(wrap(value, column - 14, 9.5, measure, weight="semibold")):
            draw_text(canvas, x, 73 - 13 * row, line, 9.5, weight="semibold")


def _stripes(canvas: Canvas, dimensions: list[str], width: float, y: float) -> None:
    """The dimensions' colours as a band."""
    part = width / max(1, len(dimensions))
    for n, dimension in enumerate(dimensions):
        canvas.setFillColor(COLOUR[dimension_colour(dimension)])
        canvas.rect(n * part, y, part + 0.5, 7, stroke=0, fill=1)


def _fitted(name: str, width: float, measure: PaperMeasure) -> tuple[float, list[str]]:
    """The largest size at which the name fits in three lines, else the smallest in six."""
    for size in _NAME_SIZES:
        lines = wrap(name, width, size, measure, weight="semibold", lines=3)
        if not any(line.endswith("…") for line in lines):
            return size, lines
    smallest = _NAME_SIZES[-1]
    return smallest, wrap(name, width, smallest, measure, weight="semibold", lines=_NAME_LINES)


def _level(canvas: Canvas, content: ReportContent, y: float, inner: float) -> None:
    words, wording, results = content.words, content.wording, content.road_map.results
    overall = results.card.overall
    if overall.label is None or overall.declared is None:
        if results.card.leveled:
            draw_text(canvas, MARGIN, y, level_sentence(results, wording, words), 11, "muted")
        return
    draw_text(canvas, MARGIN, y, words.gettext("Overall level, from the answers"), 10, "muted")
    draw_text(
        canvas, MARGIN, y - 34, wording.level(overall.label), 28, "accent-dark", weight="bold"
    )
    meter = level_meter(overall.label, wording, words, 260)
    paint(canvas, meter, MARGIN, y - 62)
    said = words.gettext("{score} of 100 · could lie between {low} and {high}").format(
        score=words.number(overall.declared),
        low=words.number(overall.low or 0),
        high=words.number(overall.high or 0),
    )
    draw_text(canvas, MARGIN, y - 84, said, 10)
    said = ahead_sentence(results, words)
    for n, line in enumerate(wrap(said, inner, 9.5, PaperMeasure(), lines=3) if said else ()):
        draw_text(canvas, MARGIN, y - 104 - 13 * n, line, 9.5, "muted")
