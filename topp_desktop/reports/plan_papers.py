"""Documents around the road map: implements `services.plan.documents.PlanPapers`."""

from __future__ import annotations

from pathlib import Path

from topp_desktop.foundation.files import replace_file
from topp_desktop.services.errors.system import write_faults
from topp_desktop.services.plan.documents import ApprovalContent, ProgressContent
from topp_desktop.services.plan.report import ReportContent


class ReportLabPlanPapers:
    """Each file is made in memory, written beside its place and then moved."""

    def progress(self, content: ProgressContent, path: Path) -> None:
        from topp_desktop.reports.progress import progress_bytes

        self._write(path, progress_bytes(content))

    def approval_sheet(self, content: ApprovalContent, path: Path) -> None:
        from topp_desktop.reports.approval_sheet import approval_sheet_bytes

        self._write(path, approval_sheet_bytes(content))

    def sheet(self, content: ReportContent, path: Path) -> None:
        from topp_desktop.reports.road_map_sheet import road_map_sheet

        self._write(path, road_map_sheet(content))

    def _write(self, path: Path, data: bytes) -> None:
        with write_faults(path):
            replace_file(path, data)
