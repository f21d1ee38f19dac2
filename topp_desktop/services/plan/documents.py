"""Documents around the road map: progress report, approval sheet, and its content as a sheet."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from topp_desktop.domain.instrument import Wording
from topp_desktop.foundation.i18n import translator
from topp_desktop.services.measurement.approval import ApprovalStatus
from topp_desktop.services.papers import Papers
from topp_desktop.services.plan.follow_up import LastRound, PlanProgress
from topp_desktop.services.plan.planner import RoadMap
from topp_desktop.services.plan.report import ReportContent
from topp_desktop.services.ports import Clock
from topp_desktop.services.tables import Paper


@dataclass(frozen=True, slots=True)
class ProgressContent:
    """A frozen snapshot: equal ones give byte-identical documents. last None: first round."""

    report: ReportContent
    progress: PlanProgress
    last: LastRound | None = None


@dataclass(frozen=True, slots=True)
class ApprovalContent:
    """A frozen snapshot of what somebody is asked to approve, and where it stands."""

    report: ReportContent
    status: ApprovalStatus


@dataclass(frozen=True, slots=True)
class RoadMapSheet:
    """The content of the road map as a spreadsheet."""

    report: ReportContent


class PlanDocuments:
    """Writes documents of a road map in any language of the program; any thread."""

    def __init__(self, papers: Papers, clock: Clock, program: str) -> None:
        self._papers = papers
        self._clock = clock
        self._program = program

    def write_progress(
        self,
        progress: PlanProgress,
        last: LastRound | None,
        language: str,
        path: Path,
        *,
        paper: Paper = "A4",
    ) -> None:
        """The progress report as a PDF; both from `FollowUpService`."""
        report = self._report(progress.opened.road_map, language, paper)
        self._papers.write(ProgressContent(report, progress, last), path)

    def write_approval_sheet(
        self,
        road_map: RoadMap,
        status: ApprovalStatus,
        language: str,
        path: Path,
        *,
        paper: Paper = "A4",
    ) -> None:
        """One or two pages to be signed by hand; `status` from `PlanApprovalService.status`."""
        content = ApprovalContent(self._report(road_map, language, paper), status)
        self._papers.write(content, path)

    def write_sheet(self, road_map: RoadMap, language: str, path: Path) -> None:
        """Profile, actions with every term, milestones, needs and justifications as .xlsx."""
        self._papers.write(RoadMapSheet(self._report(road_map, language, "A4")), path)

    def _report(self, road_map: RoadMap, language: str, paper: Paper) -> ReportContent:
        return ReportContent(
            road_map,
            translator(language),
            Wording(road_map.results.instrument, language),
            self._clock(),
            self._program,
            paper,
        )
