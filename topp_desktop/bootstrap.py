"""Composition root: makes stores, codecs and writers, each when it is first needed. No Qt."""

from __future__ import annotations

import platform
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from topp_desktop.domain.errors import EnvironmentFault, UserError
from topp_desktop.foundation.paths import Places, find_places, is_network_path
from topp_desktop.services.program import Program

if TYPE_CHECKING:
    from sqlalchemy import Engine

    from topp_desktop.persistence.database import Database
    from topp_desktop.services.exchange.ports import (
        Codec,
        DeviceProfile,
        ExchangeStore,
        IdentityVault,
    )
    from topp_desktop.services.measurement.documents import DocumentStore
    from topp_desktop.services.measurement.institutions import InstitutionStore
    from topp_desktop.services.measurement.study import StudyStore
    from topp_desktop.services.measurement.trail import TrailStore
    from topp_desktop.services.papers import Papers
    from topp_desktop.services.plan.ports import PlanStore
    from topp_desktop.services.ports import AssessmentStore, Clock
    from topp_desktop.services.safety import Vault
    from topp_desktop.services.secretariat.inbox import LedgerReader


def now() -> datetime:
    """The present in this computer's time zone."""
    return datetime.now().astimezone()


class LocalAdapters:
    """Implements `services.adapters.Adapters` over one data folder. Heavy libraries are imported
    on first use, so that the window paints before SQLAlchemy and ReportLab are read from disk."""

    def __init__(self, places: Places, clock: Clock = now) -> None:
        self.places = places
        self.clock = clock
        self._others: dict[str, Engine] = {}

    def beside(self, data: Path) -> LocalAdapters:
        return LocalAdapters(find_places(data), self.clock)

    # --- the local database --------------------------------------------------------------------

    @cached_property
    def database(self) -> Database:
        """The local database, not opened yet."""
        from topp_desktop.persistence.database import Database

        if is_network_path(self.places.data):
            raise EnvironmentFault("network-folder", path=str(self.places.data))
        return Database(self.places.store, self.places.backups)

    @property
    def engine(self) -> Engine:
        """The local database, brought up to date."""
        return self.database.engine

    @property
    def needs_passphrase(self) -> bool:
        from topp_desktop.persistence.cipher import salt_of

        if "database" in self.__dict__:
            return self.database.locked
        return salt_of(self.places.store) is not None

    def unlock(self, passphrase: str) -> None:
        self.database.unlock(passphrase)

    @cached_property
    def assessments(self) -> AssessmentStore:
        from topp_desktop.persistence.assessment_store import SqlAssessmentStore

        return SqlAssessmentStore(self.engine, str(self.places.store))

    @cached_property
    def trail(self) -> TrailStore:
        from topp_desktop.persistence.trail_store import SqlTrailStore

        return SqlTrailStore(self.engine, str(self.places.store))

    @cached_property
    def documents(self) -> DocumentStore:
        from topp_desktop.persistence.documents_store import SqlDocumentStore

        return SqlDocumentStore(self.engine, str(self.places.store))

    @cached_property
    def institutions(self) -> InstitutionStore:
        from topp_desktop.persistence.institution_store import SqlInstitutionStore

        return SqlInstitutionStore(self.engine, str(self.places.store))

    @cached_property
    def studies(self) -> StudyStore:
        from topp_desktop.persistence.study_store import SqlStudyStore

        return SqlStudyStore(self.engine, str(self.places.store))

    @cached_property
    def plans(self) -> PlanStore:
        from topp_desktop.persistence.plan_store import SqlPlanStore

        return SqlPlanStore(self.engine, str(self.places.store))

    @cached_property
    def copies(self) -> Vault:
        from topp_desktop.persistence.vault import SqlVault

        places = self.places
        return SqlVault(self.database, places.attachments, places.identity, platform.node)

    @cached_property
    def device(self) -> DeviceProfile:
        from topp_desktop.persistence.exchange_profile import SqlDeviceProfile

        return SqlDeviceProfile(self.engine)

    @cached_property
    def pool(self) -> ExchangeStore:
        from topp_desktop.persistence.exchange_store import SqlExchangeStore

        return SqlExchangeStore(self.engine)

    @cached_property
    def ledger(self) -> LedgerReader:
        from topp_desktop.persistence.exchange_ledger import SqlLedger

        return SqlLedger(self.engine)

    # --- other places ----------------------------------------------------------------------------

    def pool_at(self, url: str) -> ExchangeStore:
        from topp_desktop.persistence.exchange_store import SqlExchangeStore

        return SqlExchangeStore(self._engine_at(url))

    def ledger_at(self, url: str) -> LedgerReader:
        from topp_desktop.persistence.exchange_ledger import SqlLedger

        return SqlLedger(self._engine_at(url))

    def _engine_at(self, url: str) -> Engine:
        """The store of `sqlite:///path`; its backups lie beside it."""
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

    # --- sealing, signing, paper -----------------------------------------------------------------

    @cached_property
    def codec(self) -> Codec:
        from topp_desktop.packages.codec import AgeJwsCodec

        return AgeJwsCodec()

    @cached_property
    def identities(self) -> IdentityVault:
        from topp_desktop.packages.identity_folder import IdentityFolders

        return IdentityFolders()

    @cached_property
    def papers(self) -> Papers:
        from topp_desktop.reports.papers import FilePapers

        return FilePapers()

    def capture_pages(
        self, program: Program, folder: Path, language: str, *, secretariat: bool
    ) -> list[Path]:
        """The only way from a command to the window."""
        try:
            from topp_desktop.ui.screenshots import capture
        except ImportError as fault:
            raise EnvironmentFault("window-missing", detail=str(fault)) from fault
        return capture(program, folder, language=language, secretariat=secretariat)

    def close(self) -> None:
        if "database" in self.__dict__:
            self.database.close()
        for engine in self._others.values():
            engine.dispose()
        self._others.clear()


def compose(data: Path | None = None, clock: Clock = now) -> Program:
    """The program over its places; `data` names another data folder."""
    return Program(LocalAdapters(find_places(data), clock))
