"""What the use cases get from outside; `bootstrap` makes each when it is first asked for."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:  # a window paints before any of these is read from the disk
    from topp_desktop.foundation.paths import Places
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
    from topp_desktop.services.program import Program
    from topp_desktop.services.safety import Vault
    from topp_desktop.services.secretariat.inbox import LedgerReader


class Adapters(Protocol):
    """The first use of what needs the local database opens it, and may raise an
    EnvironmentFault (database-too-new, database-damaged, …)."""

    places: Places
    clock: Clock

    # --- the local database --------------------------------------------------------------------

    @property
    def needs_passphrase(self) -> bool:
        """Whether `unlock` has to come before anything that needs the local database."""
        ...

    def unlock(self, passphrase: str) -> None:
        """Half a second of work; UserError("wrong-passphrase")."""
        ...

    @property
    def assessments(self) -> AssessmentStore: ...
    @property
    def trail(self) -> TrailStore: ...
    @property
    def documents(self) -> DocumentStore: ...
    @property
    def institutions(self) -> InstitutionStore: ...
    @property
    def plans(self) -> PlanStore: ...
    @property
    def studies(self) -> StudyStore: ...
    @property
    def copies(self) -> Vault:
        """The database file as a whole."""
        ...

    @property
    def device(self) -> DeviceProfile:
        """This device's memberships and sent versions."""
        ...

    @property
    def pool(self) -> ExchangeStore:
        """What a secretariat received."""
        ...

    @property
    def ledger(self) -> LedgerReader: ...

    # --- other places ----------------------------------------------------------------------------

    def pool_at(self, url: str) -> ExchangeStore:
        """A pool by URL, such as sqlite:///path; UserError("store-url")."""
        ...

    def ledger_at(self, url: str) -> LedgerReader:
        """The ledger of the pool at a URL."""
        ...

    def device_in(self, folder: Path) -> DeviceProfile:
        """A device's memberships and sent versions in a folder of their own."""
        ...

    def beside(self, data: Path) -> Adapters:
        """The same over another data folder, with the same clock."""
        ...

    # --- sealing, signing, paper -----------------------------------------------------------------

    @property
    def codec(self) -> Codec: ...
    @property
    def identities(self) -> IdentityVault: ...
    @property
    def papers(self) -> Papers:
        """Writes every document, by what is in it."""
        ...

    def capture_pages(
        self, program: Program, folder: Path, language: str, *, secretariat: bool
    ) -> list[Path]:
        """Pictures of the window's main pages; EnvironmentFault("window-missing")."""
        ...

    def close(self) -> None:
        """Lets go of every database."""
        ...
