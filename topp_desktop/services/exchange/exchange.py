"""The use cases of sending and receiving, put together from their parts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from topp_desktop.services.exchange.ports import (
    Codec,
    DeviceProfile,
    ExchangeStore,
    IdentityVault,
    SecretariatKeys,
)
from topp_desktop.services.exchange.receive import Receiver
from topp_desktop.services.institution.join import Membering
from topp_desktop.services.institution.opening import Opening
from topp_desktop.services.institution.send import Sender
from topp_desktop.services.institution.withdrawing import Withdrawing
from topp_desktop.services.library import Library
from topp_desktop.services.papers import Papers
from topp_desktop.services.ports import Clock
from topp_desktop.services.secretariat.identity import Secretariat
from topp_desktop.services.secretariat.officers import Officers
from topp_desktop.services.secretariat.recovery import Recovery


@dataclass(frozen=True, slots=True)
class Exchange:
    """Makes each use case for the keys, profile or store at hand. app: this program's version."""

    codec: Codec
    vault: IdentityVault
    instruments: Library
    clock: Clock
    app: str
    papers: Papers

    def sender(self, profile: DeviceProfile) -> Sender:
        """Sends what an institution agreed."""
        return Sender(self.codec, profile, self.clock, self.app)

    def membering(self, profile: DeviceProfile) -> Membering:
        """Joins institutions on a device."""
        return Membering(self.codec, profile, self.clock, self.app)

    def opening(self, profile: DeviceProfile) -> Opening:
        """Opens receipts and the files of colleagues."""
        return Opening(self.codec, profile, self.clock)

    def withdrawing(self, profile: DeviceProfile) -> Withdrawing:
        """Takes back what was sent."""
        return Withdrawing(self.codec, profile, self.clock)

    @property
    def recovery(self) -> Recovery:
        """Recovery cards, rehearsals, restores, new keys."""
        return Recovery(self.vault, self.codec, self.papers, self.clock, self.app)

    @property
    def officers(self) -> Officers:
        """Makes and names officers."""
        return Officers(self.vault, self.codec, self.clock)

    def secretariat(self, keys: SecretariatKeys, folder: Path) -> Secretariat:
        """A secretariat's own files; `folder` is where its identity lies."""
        return Secretariat(self.vault, self.codec, keys, folder, self.clock)

    def desk(
        self, store: ExchangeStore, keys: SecretariatKeys, collects_for: Sequence[str] = ()
    ) -> Receiver:
        """A secretariat that receives into `store`."""
        return Receiver(self.codec, store, keys, self.instruments, tuple(collects_for))
