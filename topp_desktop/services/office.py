"""A secretariat at its desk: identity, region pack, invitations, inbox, regional picture.

The passphrase opens the keys once a session; they stay in memory and nowhere else.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from topp_desktop.domain.assessment import Institution
from topp_desktop.domain.errors import UserError
from topp_desktop.services.exchange_ports import (
    Codec,
    ExchangeStore,
    IdentityVault,
    InstrumentShelf,
    SecretariatKeys,
)
from topp_desktop.services.faults import write_faults
from topp_desktop.services.inbox import Inbox, InboxRow, Invitation, LedgerReader
from topp_desktop.services.library import Library
from topp_desktop.services.ports import Clock
from topp_desktop.services.receive import Desk, Received, receive, take_lines
from topp_desktop.services.region import RegionView, region
from topp_desktop.services.secretariat import (
    Invited,
    Published,
    Secretariat,
    check_number,
    file_name,
    make_identity,
)
from topp_desktop.services.tasks import Task


class Office:
    """Runs on the writer thread, except `name` and `unlocked`."""

    def __init__(
        self,
        vault: IdentityVault,
        codec: Codec,
        store: ExchangeStore,
        ledger: LedgerReader,
        shelf: InstrumentShelf,
        library: Library,
        folder: Path,
        clock: Clock,
    ) -> None:
        self._vault = vault
        self._codec = codec
        self._store = store
        self._inbox = Inbox(ledger, codec)
        self._shelf = shelf
        self._library = library
        self._folder = folder
        self._clock = clock
        self._keys: SecretariatKeys | None = None

    # --- identity ---------------------------------------------------------------------------

    def name(self) -> str | None:
        """The secretariat's name; None before an identity was made here."""
        return self._vault.name(self._folder)

    @property
    def unlocked(self) -> bool:
        """Whether the passphrase was given in this session."""
        return self._keys is not None

    def create(self, name: str, passphrase: str) -> str:
        """Makes the identity; returns its name. UserError: name-missing, passphrase-too-short,
        identity-exists."""
        self._keys = make_identity(self._vault, self._folder, name, passphrase)
        return self._keys.name

    def unlock(self, passphrase: str) -> None:
        """UserError("wrong-passphrase")."""
        self._keys = self._vault.open(self._folder, passphrase)

    def lock(self) -> None:
        """Forgets the keys until the passphrase is given again."""
        self._keys = None

    def check_number(self) -> str:
        """Twelve digits that identify this secretariat over the phone."""
        return check_number(self._own_keys.root_kid)

    def export_age(self, path: Path) -> None:
        """Writes the key for the standard tool."""
        self._vault.export_age(self._own_keys, path)

    @property
    def _own_keys(self) -> SecretariatKeys:
        if self._keys is None:
            raise UserError("identity-locked")
        return self._keys

    @property
    def _secretariat(self) -> Secretariat:
        return Secretariat(self._vault, self._codec, self._own_keys, self._folder, self._clock)

    @property
    def _desk(self) -> Desk:
        return Desk(self._codec, self._store, self._own_keys, self._shelf)

    # --- region pack and invitations --------------------------------------------------------

    def pack_number(self) -> int:
        """The number of the last region pack, 0 before the first."""
        last = self._secretariat.last_pack()
        return int(last.payload["number"]) if last is not None and last.payload else 0

    def publish(self, path: Path) -> Published:
        """Writes the next region pack with every installed questionnaire."""
        instruments = [i.ref for i in self._library.instruments()]
        published = self._secretariat.publish_region_pack(path, instruments)
        take_lines(self._desk, [published.line])
        return published

    def invite(self, institutions: Sequence[Institution], folder: Path) -> list[Invited]:
        """One file for each institution; they are known here from now on.

        The first invitation publishes the region pack that every invitation carries.
        """
        if self._secretariat.last_pack() is None:
            with write_faults(folder):
                folder.mkdir(parents=True, exist_ok=True)
            self.publish(folder / "region.topp-region")
        invited = self._secretariat.invite_all(institutions, folder)
        lines = {line.rid: line for one in invited for line in one.lines}
        take_lines(self._desk, list(lines.values()))
        return invited

    @staticmethod
    def file_name(institution: Institution) -> str:
        """What an institution's invitation is called."""
        return file_name(institution)

    # --- inbox ------------------------------------------------------------------------------

    def receive(self, paths: Sequence[Path], task: Task) -> Received:
        """Receives files and folders; a cancel keeps what was finished."""
        return receive(self._desk, paths, task)

    def inbox(self) -> list[InboxRow]:
        """What became of everything that was received, the newest first."""
        return self._inbox.rows()

    def invitations(self) -> list[Invitation]:
        """Every institution that was invited, with what has come from it."""
        return self._inbox.invitations()

    def region(self, by: Sequence[str] = ()) -> RegionView:
        """The regional picture; see `services.region`."""
        return region(self._store, self._shelf, by)
