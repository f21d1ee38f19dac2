"""Composition root: makes stores, services and adapters, each when it is first needed. No Qt."""

from __future__ import annotations

import platform
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from topp_desktop import __version__
from topp_desktop.domain.errors import EnvironmentFault, UserError
from topp_desktop.foundation.paths import Places, find_places, is_network_path
from topp_desktop.foundation.settings import SettingsFile

if TYPE_CHECKING:
    from sqlalchemy import Engine

    from topp_desktop.foundation.file_types import DoubleClick
    from topp_desktop.persistence.database import Database
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
    from topp_desktop.services.measurement.trail import Recorder, TrailStore
    from topp_desktop.services.measurement.undo import UndoService
    from topp_desktop.services.papers import Papers
    from topp_desktop.services.plan.documents import PlanDocuments
    from topp_desktop.services.plan.planner import Planner, PlanService
    from topp_desktop.services.plan.report import ReportService
    from topp_desktop.services.plan.road_maps import RoadMaps
    from topp_desktop.services.ports import AssessmentStore, Clock
    from topp_desktop.services.safety import SafetyService
    from topp_desktop.services.secretariat.inbox import LedgerReader
    from topp_desktop.services.secretariat.office import Office


def now() -> datetime:
    """The present in this computer's time zone."""
    return datetime.now().astimezone()


class Composition:
    """Implements `services.program.Program`. Heavy libraries are imported on first use, so that
    the window paints before SQLAlchemy and ReportLab are read from disk."""

    def __init__(self, places: Places, clock: Clock = now) -> None:
        self.version = __version__
        self.places = places
        self.clock = clock
        self.settings = SettingsFile(places.settings)
        self._others: dict[str, Engine] = {}

    @cached_property
    def library(self) -> Library:
        from topp_desktop.services.library import Library

        return Library(self.places.instruments)

    @cached_property
    def database(self) -> Database:
        """The local database, not opened yet."""
        from topp_desktop.persistence.database import Database

        if is_network_path(self.places.data):
            raise EnvironmentFault("network-folder", path=str(self.places.data))
        return Database(self.places.store, self.places.backups)

    @property
    def needs_passphrase(self) -> bool:
        from topp_desktop.persistence.cipher import salt_of

        if "database" in self.__dict__:
            return self.database.locked
        return salt_of(self.places.store) is not None

    def unlock(self, passphrase: str) -> None:
        self.database.unlock(passphrase)

    @property
    def engine(self) -> Engine:
        """The local database, brought up to date."""
        return self.database.engine

    @cached_property
    def _store(self) -> AssessmentStore:
        from topp_desktop.persistence.assessment_store import SqlAssessmentStore

        return SqlAssessmentStore(self.engine, str(self.places.store))

    @cached_property
    def _trail(self) -> TrailStore:
        from topp_desktop.persistence.trail_store import SqlTrailStore

        return SqlTrailStore(self.engine, str(self.places.store))

    @cached_property
    def recorder(self) -> Recorder:
        from topp_desktop.services.measurement.trail import Recorder

        return Recorder(self._trail, self.clock)

    @cached_property
    def undo(self) -> UndoService:
        from topp_desktop.services.measurement.undo import UndoService

        return UndoService(self._trail, self.clock)

    @cached_property
    def assessments(self) -> AssessmentService:
        from topp_desktop.services.measurement.assessments import AssessmentService

        return AssessmentService(self._store, self.recorder, self.library, self.clock)

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
            self._store,
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

        return AuditService(self._trail, self.clock)

    @cached_property
    def documents(self) -> DocumentService:
        from topp_desktop.persistence.documents_store import SqlDocumentStore
        from topp_desktop.services.measurement.documents import DocumentService

        store = SqlDocumentStore(self.engine, str(self.places.store))
        return DocumentService(store, self.places.attachments, self.clock)

    @cached_property
    def institutions(self) -> InstitutionService:
        from topp_desktop.persistence.institution_store import SqlInstitutionStore
        from topp_desktop.services.measurement.institutions import InstitutionService

        return InstitutionService(SqlInstitutionStore(self.engine, str(self.places.store)))

    @cached_property
    def safety(self) -> SafetyService:
        from topp_desktop.persistence.vault import SqlVault
        from topp_desktop.services.safety import SafetyService

        return SafetyService(
            SqlVault(self.database, self.places.attachments, self.places.identity, platform.node),
            self.clock,
            folder=self.places.data,
            store=self.places.store,
            attachments=self.places.attachments,
            portable=self.places.portable,
            fresh=self._renew_devices,
        )

    @cached_property
    def double_click(self) -> DoubleClick | None:
        from topp_desktop.foundation.file_types import double_click

        return double_click()

    @cached_property
    def planner(self) -> Planner:
        from topp_desktop.services.plan.planner import Planner

        return Planner(self.library)

    @cached_property
    def plans(self) -> PlanService:
        from topp_desktop.services.plan.planner import PlanService

        return PlanService(self.recorder, self.clock)

    @cached_property
    def reports(self) -> ReportService:
        from topp_desktop.services.plan.report import ReportService

        return ReportService(self.papers, self.clock, f"TOPP Desktop {self.version}")

    @cached_property
    def road_maps(self) -> RoadMaps:
        from topp_desktop.persistence.plan_store import SqlPlanStore
        from topp_desktop.services.plan.keeping import PlanKeeper
        from topp_desktop.services.plan.road_maps import RoadMaps

        store = SqlPlanStore(self.engine, str(self.places.store))
        keeper = PlanKeeper(store, self.recorder, self.assessments, self.planner, self.plans)
        return RoadMaps(keeper, self.clock)

    @cached_property
    def plan_documents(self) -> PlanDocuments:
        from topp_desktop.services.plan.documents import PlanDocuments

        return PlanDocuments(self.papers, self.clock, f"TOPP Desktop {self.version}")

    @cached_property
    def forms(self) -> FormService:
        from topp_desktop.services.forms import FormService

        return FormService(self.papers, self.library)

    @cached_property
    def exchange(self) -> Exchange:
        from topp_desktop.packages.codec import AgeJwsCodec
        from topp_desktop.packages.identity_folder import IdentityFolders
        from topp_desktop.services.exchange.exchange import Exchange

        vault = IdentityFolders()
        return Exchange(AgeJwsCodec(), vault, self.library, self.clock, self.version, self.papers)

    @cached_property
    def papers(self) -> Papers:
        from topp_desktop.reports.papers import FilePapers

        return FilePapers()

    @cached_property
    def device(self) -> DeviceProfile:
        from topp_desktop.persistence.exchange_profile import SqlDeviceProfile

        profile = SqlDeviceProfile(self.engine)
        self.exchange.membering(profile).renew_restored()
        return profile

    def _renew_devices(self) -> None:
        """After a restore: what is sent comes from another device from now on."""
        self.exchange.membering(self.device).renew_restored()

    @cached_property
    def pool(self) -> ExchangeStore:
        from topp_desktop.persistence.exchange_store import SqlExchangeStore

        return SqlExchangeStore(self.engine)

    def pool_at(self, url: str) -> ExchangeStore:
        """The pool of `sqlite:///path`; its backups lie beside it."""
        from topp_desktop.persistence.exchange_store import SqlExchangeStore

        return SqlExchangeStore(self._engine_at(url))

    def _engine_at(self, url: str) -> Engine:
        from topp_desktop.persistence.migrate import open_store

        prefix = "sqlite:///"
        if not url.startswith(prefix) or len(url) == len(prefix):
            raise UserError("store-url", url=url)
        known = self._others.get(url)
        if known is None:
            path = Path(url.removeprefix(prefix))
            known = self._others[url] = open_store(path, path.parent / "backups")
        return known

    def device_in(self, folder: Path) -> DeviceProfile:
        from topp_desktop.packages.profile_folder import ProfileFolder

        return ProfileFolder(folder)

    def beside(self, data: Path) -> Composition:
        """The program over another data folder, with the same clock."""
        return Composition(find_places(data), self.clock)

    @cached_property
    def sending(self) -> SendingService:
        from topp_desktop.services.institution.drafting import Drafting
        from topp_desktop.services.institution.sending import SendingService

        drafting = Drafting(self.road_maps, self.approvals)
        return SendingService(self.exchange, self.device, drafting)

    @cached_property
    def office(self) -> Office:
        from topp_desktop.persistence.exchange_ledger import SqlLedger
        from topp_desktop.services.secretariat.office import Office

        ledger = SqlLedger(self.engine)
        return Office(
            self.exchange, self.pool, ledger, self.library, self.papers, self.places.identity
        )

    def ledger_at(self, url: str) -> LedgerReader:
        from topp_desktop.persistence.exchange_ledger import SqlLedger

        return SqlLedger(self._engine_at(url))

    def capture_pages(
        self, folder: Path, language: str, *, secretariat: bool = False
    ) -> list[Path]:
        """Pictures of the main pages. The only way from a command to the window."""
        try:
            from topp_desktop.ui.screenshots import capture
        except ImportError as fault:
            raise EnvironmentFault("window-missing", detail=str(fault)) from fault
        return capture(self, folder, language=language, secretariat=secretariat)

    def close(self) -> None:
        """Lets go of every database."""
        if "database" in self.__dict__:
            self.database.close()
        for engine in self._others.values():
            engine.dispose()
        self._others.clear()


def compose(data: Path | None = None, clock: Clock = now) -> Composition:
    """The program over its places; `data` names another data folder."""
    return Composition(find_places(data), clock)
