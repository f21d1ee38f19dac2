"""The road map document."""

from __future__ import annotations

from reportlab.platypus import PageBreak

from topp_desktop.reports.cover import draw_cover
from topp_desktop.reports.document import PaperDocument
from topp_desktop.reports.front import front_of
from topp_desktop.reports.kit import Kit, Story
from topp_desktop.reports.sections import SECTIONS
from topp_desktop.reports.sections.contents import contents
from topp_desktop.services.plan.report import ReportContent


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
