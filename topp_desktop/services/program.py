"""What a window or a command is given: every use case, made when it is first needed."""

from __future__ import annotations

import contextlib
from functools import cached_property
from typing import TYPE_CHECKING

from topp_desktop import __version__
from topp_desktop.domain.errors import EnvironmentFault
from topp_desktop.foundation.settings import SettingsFile

if TYPE_CHECKING:  # a window paints before the use cases are read from the disk
    from pathlib import Path

    from topp_desktop.foundation.file_types import DoubleClick
    from topp_desktop.services.adapters import Adapters
    from topp_desktop.services.exchange.ports import DeviceProfile
    from topp_desktop.services.forms import FormService
    from topp_desktop.services.institution.drafting import Drafting
    from topp_desktop.services.institution.sending import SendingService
    from topp_desktop.services.institution.study_file import StudyFiles
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
    from topp_desktop.services.measurement.study import StudyService
    from topp_desktop.services.measurement.team import TeamService
    from topp_desktop.services.measurement.trail import Recorder
    from topp_desktop.services.measurement.undo import UndoService
    from topp_desktop.services.plan.documents import PlanDocuments
    from topp_desktop.services.plan.planner import Planner, PlanService
    from topp_desktop.services.plan.report import ReportService
    from topp_desktop.services.plan.road_maps import RoadMaps
    from topp_desktop.services.safety import SafetyService
    from topp_desktop.services.secretariat.office import Office

NAME = f"TOPP Desktop {__version__}"
"""How the program signs what it prints."""


class Program:
    """Every use case over one set of adapters. Each is imported and made on its first use; that
    of one which needs the local database opens it, and may raise an EnvironmentFault
    (database-too-new, database-damaged, …)."""

    def __init__(self, adapters: Adapters) -> None:
        self.version = __version__
        self.adapters = adapters
        self.places = adapters.places
        self.clock = adapters.clock
        self.settings = SettingsFile(adapters.places.settings)

    def beside(self, data: Path) -> Program:
        """The program over another data folder, with the same clock."""
        return Program(self.adapters.beside(data))

    def close(self) -> None:
        """Lets go of every database."""
        self.adapters.close()

    @property
    def needs_passphrase(self) -> bool:
        """Whether `unlock` has to come before anything that needs the local database."""
        return self.adapters.needs_passphrase

    def unlock(self, passphrase: str) -> None:
        """Half a second of work; UserError("wrong-passphrase")."""
        self.adapters.unlock(passphrase)

    @cached_property
    def library(self) -> Library:
        from topp_desktop.services.library import Library

        return Library(self.places.instruments)

    # --- a measurement ---------------------------------------------------------------------------

    @cached_property
    def recorder(self) -> Recorder:
        """Who sits at this computer: `recorder.act_as(measurement, respondent)`."""
        from topp_desktop.services.measurement.trail import Recorder

        return Recorder(self.adapters.trail, self.clock)

    @cached_property
    def undo(self) -> UndoService:
        from topp_desktop.services.measurement.undo import UndoService

        return UndoService(self.adapters.trail, self.clock)

    @cached_property
    def assessments(self) -> AssessmentService:
        from topp_desktop.services.measurement.assessments import AssessmentService

        store = self.adapters.assessments
        return AssessmentService(store, self.recorder, self.library, self.clock)

    @cached_property
    def answers(self) -> AnswerService:
        from topp_desktop.services.measurement.answer import AnswerService

        return AnswerService(self.recorder, self.clock)

    @cached_property
    def team(self) -> TeamService:
        from topp_desktop.services.measurement.team import TeamService

        return TeamService(self.assessments, self.recorder, self.clock)

    @cached_property
    def details(self) -> DetailsService:
        from topp_desktop.services.measurement.details import DetailsService

        return DetailsService(self.assessments, self.recorder)

    @cached_property
    def rounds(self) -> RoundService:
        from topp_desktop.services.measurement.rounds import RoundService

        return RoundService(
            self.adapters.assessments,
            self.assessments,
            self.recorder,
            self.library,
            self.clock,
            self.road_maps.carrier.edits,
        )

    @cached_property
    def bring_in(self) -> BringInService:
        from topp_desktop.services.measurement.bring_in import BringInService

        return BringInService(self.assessments, self.recorder, self.library, self.forms)

    @cached_property
    def approvals(self) -> ApprovalService:
        from topp_desktop.services.measurement.approval import ApprovalService

        more = (self.road_maps.approval.more,)
        return ApprovalService(self.assessments, self.recorder, more)

    @cached_property
    def audit(self) -> AuditService:
        from topp_desktop.services.measurement.audit import AuditService

        return AuditService(self.adapters.trail, self.clock)

    @cached_property
    def documents(self) -> DocumentService:
        from topp_desktop.services.measurement.documents import DocumentService

        return DocumentService(self.adapters.documents, self.places.attachments, self.clock)

    @cached_property
    def studies(self) -> StudyService:
        """Who takes part in a study of the questions, and the second rating."""
        from topp_desktop.services.measurement.study import StudyService

        return StudyService(self.adapters.studies, self.assessments, self.clock)

    @cached_property
    def institutions(self) -> InstitutionService:
        from topp_desktop.services.measurement.institutions import InstitutionService

        return InstitutionService(self.adapters.institutions)

    # --- this computer ---------------------------------------------------------------------------

    @cached_property
    def safety(self) -> SafetyService:
        from topp_desktop.services.safety import SafetyService

        return SafetyService(
            self.adapters.copies,
            self.clock,
            folder=self.places.data,
            store=self.places.store,
            attachments=self.places.attachments,
            portable=self.places.portable,
            fresh=self._renew_device,
        )

    def _renew_device(self) -> None:
        """After a restore: what is sent comes from another device from now on. The copy is in its
        place already: where the disk refuses the new key, the next use of `sending` makes it."""
        for name in ("device", "sending"):
            self.__dict__.pop(name, None)
        with contextlib.suppress(EnvironmentFault):
            _ = self.device

    @cached_property
    def double_click(self) -> DoubleClick | None:
        """Opening files from the system's file manager; None where it cannot be offered."""
        from topp_desktop.foundation.file_types import double_click

        return double_click()

    # --- the road map and what is printed --------------------------------------------------------

    @cached_property
    def planner(self) -> Planner:
        from topp_desktop.services.plan.planner import Planner

        return Planner(self.library)

    @cached_property
    def plans(self) -> PlanService:
        from topp_desktop.services.plan.planner import PlanService

        return PlanService(self.recorder, self.clock)

    @cached_property
    def road_maps(self) -> RoadMaps:
        """A measurement's road map as people own it: edits, milestones, needs, progress."""
        from topp_desktop.services.plan.keeping import PlanKeeper
        from topp_desktop.services.plan.road_maps import RoadMaps

        store = self.adapters.plans
        keeper = PlanKeeper(store, self.recorder, self.assessments, self.planner, self.plans)
        return RoadMaps(keeper, self.clock)

    @cached_property
    def reports(self) -> ReportService:
        from topp_desktop.services.plan.report import ReportService

        return ReportService(self.adapters.papers, self.clock, NAME)

    @cached_property
    def plan_documents(self) -> PlanDocuments:
        """Progress report, approval sheet, spreadsheet; needs no database."""
        from topp_desktop.services.plan.documents import PlanDocuments

        return PlanDocuments(self.adapters.papers, self.clock, NAME)

    @cached_property
    def forms(self) -> FormService:
        from topp_desktop.services.forms import FormService

        return FormService(self.adapters.papers, self.library)

    # --- sending ---------------------------------------------------------------------------------

    @cached_property
    def device(self) -> DeviceProfile:
        """This device's memberships and sent versions, in the local database."""
        return self._renewed(self.adapters.device)

    def _renewed(self, profile: DeviceProfile) -> DeviceProfile:
        from topp_desktop.services.institution.join import Membering

        codec = self.adapters.codec
        Membering(codec, profile, self.clock, self.version).renew_restored()
        return profile

    @cached_property
    def drafting(self) -> Drafting:
        from topp_desktop.services.institution.drafting import Drafting

        return Drafting(self.road_maps, self.approvals)

    @cached_property
    def sending(self) -> SendingService:
        return self._sending(self.device)

    @cached_property
    def study_files(self) -> StudyFiles:
        """Files of a study, for the secretariat alone."""
        from topp_desktop.services.institution.study_file import StudyFiles

        return StudyFiles(self.adapters.codec, self.studies)

    def sending_from(self, folder: Path) -> SendingService:
        """Sending from the device that a folder keeps."""
        return self._sending(self.adapters.device_in(folder))

    def _sending(self, profile: DeviceProfile) -> SendingService:
        from topp_desktop.services.institution.sending import SendingService

        return SendingService(self.adapters.codec, profile, self.clock, self.version)

    # --- a secretariat ---------------------------------------------------------------------------

    @cached_property
    def office(self) -> Office:
        """The secretariat of this installation."""
        from topp_desktop.services.secretariat.office import Office

        adapters, identity = self.adapters, self.places.identity
        return Office(adapters, self.library, identity, adapters.pool, adapters.ledger)

    def office_of(self, identity: Path | None = None, store: str | None = None) -> Office:
        """The secretariat whose identity lies in a folder, with the store at a URL; None: without.

        UserError("store-url").
        """
        from topp_desktop.services.secretariat.office import Office

        adapters, folder = self.adapters, identity or self.places.identity
        if store is None:
            return Office(adapters, self.library, folder)
        pool, ledger = adapters.pool_at(store), adapters.ledger_at(store)
        return Office(adapters, self.library, folder, pool, ledger)

    def capture_pages(
        self, folder: Path, language: str, *, secretariat: bool = False
    ) -> list[Path]:
        """Pictures of an institution's main pages, or of a secretariat's;
        EnvironmentFault("window-missing")."""
        return self.adapters.capture_pages(self, folder, language, secretariat=secretariat)
