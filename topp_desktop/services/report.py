"""The road map document: everything that a report shows, snapshot first."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Literal, Protocol

from topp_desktop.domain.instrument import Wording
from topp_desktop.foundation.i18n import Translator, translator
from topp_desktop.services.plan import RoadMap
from topp_desktop.services.ports import Clock

Paper = Literal["A4", "Letter"]


@dataclass(frozen=True, slots=True)
class ReportContent:
    """A frozen snapshot: two equal snapshots give byte-identical documents."""

    road_map: RoadMap
    words: Translator
    wording: Wording
    made: datetime
    program: str
    paper: Paper = "A4"


class ReportWriter(Protocol):
    """Writes documents; replaces `path` as a whole. EnvironmentFault cannot-write, disk-full."""

    def road_map(self, content: ReportContent, path: Path) -> None: ...


class ReportService:
    """Writes the road map PDF in any language of the program."""

    def __init__(self, writer: ReportWriter, clock: Clock, program: str) -> None:
        self._writer = writer
        self._clock = clock
        self._program = program

    def write(self, road_map: RoadMap, language: str, path: Path, *, paper: Paper = "A4") -> None:
        """Writes the document to `path`."""
        instrument = road_map.results.instrument
        content = ReportContent(
            road_map=road_map,
            words=translator(language),
            wording=Wording(instrument, language),
            made=self._clock(),
            program=self._program,
            paper=paper,
        )
        self._writer.road_map(content, path)
