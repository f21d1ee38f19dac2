"""Writes the road map document (services.plan.report.ReportWriter)."""

from __future__ import annotations

from pathlib import Path

from reportlab.platypus import PageBreak

from topp_desktop.foundation.files import replace_file
from topp_desktop.reports.cover import draw_cover
from topp_desktop.reports.document import PaperDocument
from topp_desktop.reports.front import front_of
from topp_desktop.reports.kit import Kit, Story
from topp_desktop.reports.sections import SECTIONS
from topp_desktop.reports.sections.contents import contents
from topp_desktop.services.errors.system import write_faults
from topp_desktop.services.plan.report import ReportContent


class ReportLabWriter:
    """Lays documents out with ReportLab; each is written beside its place and then moved."""

    def road_map(self, content: ReportContent, path: Path) -> None:
        """The road map document. EnvironmentFault cannot-write, disk-full."""
        data = road_map_bytes(content)
        with write_faults(path):
            replace_file(path, data)


def road_map_bytes(content: ReportContent) -> bytes:
    """The document; equal contents give equal bytes."""
    document = PaperDocument(content.paper, front_of(content))
    kit = Kit(content, document.width, document.height)
    chosen = content.sections
    parts = [s(kit) for s in SECTIONS if chosen is None or s.__name__ in chosen]
    story: Story = [PageBreak(), *contents(kit)]
    for part in parts:
        story += part
    return document.render(lambda canvas, w, h: draw_cover(canvas, content, w, h), story)
