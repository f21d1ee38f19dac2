"""What a window or a command is given: every use case, made when it is first needed."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:  # a window paints before the use cases are read from the disk
    from topp_desktop.foundation.file_types import DoubleClick
    from topp_desktop.foundation.paths import Places
    from topp_desktop.foundation.settings import SettingsFile
    from topp_desktop.services.exchange.exchange import Exchange
    from topp_desktop.services.exchange.ports import DeviceProfile, ExchangeStore
    from topp_desktop.services.forms import FormService
    from topp_desktop.services.institution.sending import SendingService
    from topp_desktop.services.library import Library
    from topp_desktop.services.measurement.answer import AnswerService
    from topp_desktop.services.measurement.approval import ApprovalService
    from topp_desktop.services.measurement.assessments import AssessmentService
    from topp_desktop.services.measurement.audit import AuditService
    from topp_desktop.services.measurement.bring_in import BringInService
    from topp_desktop.services.measurement.details import DetailsService
    from topp_desktop.services.measurement.documents import DocumentService
    from topp_desktop.services.measurement.institutions import InstitutionService
    from topp_desktop.services.measurement.rounds import RoundService
    from topp_desktop.services.measurement.team import TeamService
    from topp_desktop.services.measurement.trail import Recorder
    from topp_desktop.services.measurement.undo import UndoService
    from topp_desktop.services.papers import Papers
    from topp_desktop.services.plan.documents import PlanDocuments
    from topp_desktop.services.plan.planner import Planner, PlanService
    from topp_desktop.services.plan.report import ReportService
    from topp_desktop.services.plan.road_maps import RoadMaps
    from topp_desktop.services.ports import Clock
    from topp_desktop.services.safety import SafetyService
    from topp_desktop.services.secretariat.inbox import LedgerReader
    from topp_desktop.services.secretariat.office import Office


class Program(Protocol):
    """Implemented by `bootstrap`. The first use of a service that needs the local database
    opens it, and may raise an EnvironmentFault (database-too-new, database-damaged, …)."""

    version: str
    places: Places
    settings: SettingsFile
    clock: Clock

    @property
    def library(self) -> Library: ...

    @property
    def needs_passphrase(self) -> bool:
        """Whether `unlock` has to come before anything that needs the local database."""
        ...

    def unlock(self, passphrase: str) -> None:
        """Half a second of work; UserError("wrong-passphrase")."""
        ...

    @property
    def assessments(self) -> AssessmentService: ...

    @property
    def answers(self) -> AnswerService: ...

    @property
    def recorder(self) -> Recorder:
        """Who sits at this computer: `recorder.act_as(measurement, respondent)`."""
        ...

    @property
    def undo(self) -> UndoService: ...

    @property
    def team(self) -> TeamService: ...

    @property
    def details(self) -> DetailsService: ...

    @property
    def rounds(self) -> RoundService: ...

    @property
    def bring_in(self) -> BringInService: ...

    @property
    def approvals(self) -> ApprovalService: ...

    @property
    def audit(self) -> AuditService: ...

    @property
    def documents(self) -> DocumentService: ...

    @property
    def institutions(self) -> InstitutionService: ...

    @property
    def safety(self) -> SafetyService: ...

    @property
    def double_click(self) -> DoubleClick | None:
        """Opening files from the system's file manager; None where it cannot be offered."""
        ...

    @property
    def planner(self) -> Planner: ...

    @property
    def plans(self) -> PlanService: ...

    @property
    def road_maps(self) -> RoadMaps:
        """A measurement's road map as people own it: edits, milestones, needs, progress."""
        ...

    @property
    def plan_documents(self) -> PlanDocuments:
        """Progress report, approval sheet, spreadsheet; needs no database."""
        ...

    @property
    def reports(self) -> ReportService: ...

    @property
    def forms(self) -> FormService: ...

    @property
    def sending(self) -> SendingService: ...

    @property
    def office(self) -> Office: ...

    @property
    def exchange(self) -> Exchange: ...

    @property
    def device(self) -> DeviceProfile:
        """This device's memberships and sent versions, in the local database."""
        ...

    @property
    def pool(self) -> ExchangeStore:
        """What a secretariat received, in the local database."""
        ...

    def pool_at(self, url: str) -> ExchangeStore:
        """A pool by URL, such as sqlite:///path; UserError("store-url")."""
        ...

    def ledger_at(self, url: str) -> LedgerReader:
        """The ledger of the pool at a URL."""
        ...

    @property
    def papers(self) -> Papers:
        """Writes tables as .csv, .xlsx or .pdf."""
        ...

    def device_in(self, folder: Path) -> DeviceProfile:
        """A device's memberships and sent versions in a folder of their own."""
        ...

    def beside(self, data: Path) -> Program:
        """The program over another data folder, with the same clock."""
        ...

    def capture_pages(
        self, folder: Path, language: str, *, secretariat: bool = False
    ) -> list[Path]:
        """Pictures of an institution's main pages, or of a secretariat's;
        EnvironmentFault("window-missing")."""
        ...

    def close(self) -> None:
        """Lets go of every database."""
        ...
