"""The road map document: everything that a report shows, snapshot first."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from topp_desktop.domain.instrument import Wording
from topp_desktop.foundation.i18n import N_, Translator, translator
from topp_desktop.services.papers import Papers
from topp_desktop.services.plan.course import Course
from topp_desktop.services.plan.planner import RoadMap
from topp_desktop.services.ports import Clock
from topp_desktop.services.tables import Paper

SECTIONS: Mapping[str, str] = {
    "summary": N_("Summary for the authority"),
    "profile": N_("Profile of capacities"),
    "reading": N_("How to read the figures"),
    "gaps": N_("Gaps and targets"),
    "road_map": N_("Road map"),
    "action_sheets": N_("Action sheets"),
    "milestones": N_("Milestones"),
    "progress": N_("Progress and changes"),
    "needs": N_("Needs"),
    "themes": N_("Cross-cutting themes"),
    "justifications": N_("Justifications of the answers"),
    "documents": N_("Documents named as evidence"),
    "people": N_("Who took part"),
    "method": N_("Method"),
    "glossary": N_("Glossary"),
    "approval": N_("Approval"),
}
"""The sections that can be chosen, in their order."""


@dataclass(frozen=True, slots=True)
class ReportContent:
    """A frozen snapshot: two equal snapshots give byte-identical documents.

    sections: names of SECTIONS that are printed; None: all of them. course: what became of the
    plan and of the rounds before; None where nothing is recorded.
    """

    road_map: RoadMap
    words: Translator
    wording: Wording
    made: datetime
    program: str
    paper: Paper = "A4"
    sections: frozenset[str] | None = None
    course: Course | None = None


class ReportService:
    """Writes the road map PDF in any language of the program."""

    def __init__(self, papers: Papers, clock: Clock, program: str) -> None:
        self._papers = papers
        self._clock = clock
        self._program = program

    def write(
        self,
        road_map: RoadMap,
        language: str,
        path: Path,
        *,
        paper: Paper = "A4",
        sections: frozenset[str] | None = None,
        course: Course | None = None,
    ) -> None:
        """Writes the document to `path`; `sections` chooses among SECTIONS."""
        instrument = road_map.results.instrument
        content = ReportContent(
            road_map=road_map,
            words=translator(language),
            wording=Wording(instrument, language),
            made=self._clock(),
            program=self._program,
            paper=paper,
            sections=sections,
            course=course,
        )
        self._papers.write(content, path)
