"""The sections of the road map document, in their order."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from topp_desktop.reports.kit import Kit, Story
from topp_desktop.reports.sections.approval import approval
from topp_desktop.reports.sections.gaps import gaps
from topp_desktop.reports.sections.method import glossary, method
from topp_desktop.reports.sections.milestones import milestones
from topp_desktop.reports.sections.needs import needs
from topp_desktop.reports.sections.notes import documents, justifications
from topp_desktop.reports.sections.people import people
from topp_desktop.reports.sections.profile import profile
from topp_desktop.reports.sections.progress import progress
from topp_desktop.reports.sections.reading import reading
from topp_desktop.reports.sections.roadmap import road_map
from topp_desktop.reports.sections.sheets import action_sheets
from topp_desktop.reports.sections.summary import summary
from topp_desktop.reports.sections.themes import themes

Section = Callable[[Kit], Story]
"""A section's flowables; none where there is nothing to say."""

SECTIONS: Final[tuple[Section, ...]] = (
    summary,
    profile,
    reading,
    gaps,
    road_map,
    action_sheets,
    milestones,
    progress,
    needs,
    themes,
    justifications,
    documents,
    people,
    method,
    glossary,
    approval,
)
