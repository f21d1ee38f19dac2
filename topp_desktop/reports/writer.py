"""Writes the road map document (services.report.ReportWriter)."""

from __future__ import annotations

from pathlib import Path

from reportlab.platypus import PageBreak

from topp_desktop.charts.text import shorten
from topp_desktop.foundation.files import replace_file
from topp_desktop.reports.cover import document_title, draw_cover
from topp_desktop.reports.document import Frontmatter, PaperDocument
from topp_desktop.reports.fonts import PaperMeasure, clean, register_fonts
from topp_desktop.reports.kit import Kit, Story
from topp_desktop.reports.sections import SECTIONS
from topp_desktop.reports.sections.contents import contents
from topp_desktop.services.faults import write_faults
from topp_desktop.services.report import ReportContent


class ReportLabWriter:
    """Lays documents out with ReportLab; each is written beside its place and then moved."""

    def road_map(self, content: ReportContent, path: Path) -> None:
        """The road map document. EnvironmentFault cannot-write, disk-full."""
        data = road_map_bytes(content)
        with write_faults(path):
            replace_file(path, data)


def road_map_bytes(content: ReportContent) -> bytes:
    """The document; equal contents give equal bytes."""
    document = PaperDocument(content.paper, _front(content))
    kit = Kit(content, document.width, document.height)
    chosen = content.sections
    parts = [s(kit) for s in SECTIONS if chosen is None or s.__name__ in chosen]
    story: Story = [PageBreak(), *contents(kit)]
    for part in parts:
        story += part
    return document.render(lambda canvas, w, h: draw_cover(canvas, content, w, h), story)


def _front(content: ReportContent) -> Frontmatter:
    register_fonts()
    words, results = content.words, content.road_map.results
    institution, instrument = results.assessment.institution, results.instrument
    measurement = words.gettext("Measurement {name}").format(name=results.assessment.round)
    made = words.gettext("Generated on {date} at {time}").format(
        date=words.date(content.made), time=words.time(content.made)
    )
    questionnaire = words.gettext("Questionnaire {version}, fingerprint {hash}").format(
        version=instrument.version, hash=instrument.sha256[:12]
    )
    title = document_title(content)

    def page_words(page: int, last: int) -> str:
        return words.gettext("Page {page} of {last}").format(page=page, last=last)

    measure = PaperMeasure()
    return Frontmatter(
        title=clean(f"{title} · {institution.name}"),
        subject=clean(f"{content.wording.name} · {measurement}"),
        author=clean(institution.name),
        language=words.language,
        program=content.program,
        made=content.made,
        header_left=shorten(institution.name, 330, 7.8, measure),
        header_right=shorten(measurement, 130, 7.8, measure),
        footer=f"{made} · {content.program} · {questionnaire}",
        page_words=page_words,
    )
