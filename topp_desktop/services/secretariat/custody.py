"""The keys of a secretariat in its hands: identity, recovery card, officers, its own files.

The passphrase opens the keys once a session; they stay in memory and nowhere else.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from topp_desktop import __version__
from topp_desktop.domain.assessment import Institution
from topp_desktop.domain.errors import UserError
from topp_desktop.foundation.i18n import Translator
from topp_desktop.services.adapters import Adapters
from topp_desktop.services.errors.system import write_faults
from topp_desktop.services.exchange.check_number import check_number
from topp_desktop.services.exchange.ports import (
    Act,
    ExchangeStore,
    OfficerCard,
    SecretariatKeys,
    SignedLine,
)
from topp_desktop.services.exchange.receive import Receiver, take_lines
from topp_desktop.services.library import Library
from topp_desktop.services.secretariat.acts import act
from topp_desktop.services.secretariat.identity import (
    PACK,
    Invited,
    Published,
    Secretariat,
    file_name,
    line_of,
    make_identity,
)
from topp_desktop.services.secretariat.officers import Officers, officer_number
from topp_desktop.services.secretariat.receipts import take_invitations
from topp_desktop.services.secretariat.recovery import CardContent, Recovery


class Custody:
    """The identity of a secretariat in a folder, and what is done with it.

    Runs on the writer thread, except `name` and `unlocked`. store: None where a command names
    none; then what is done is kept beside the identity, and goes into the log of the first store
    that the identity works with afterwards.
    """

    def __init__(
        self,
        adapters: Adapters,
        library: Library,
        folder: Path,
        store: ExchangeStore | None = None,
    ) -> None:
        self._codec = adapters.codec
        self._vault = adapters.identities
        self._clock = adapters.clock
        self._pool = store
        self._library = library
        self._folder = folder
        self._keys: SecretariatKeys | None = None
        self._recovery = Recovery(
            self._vault, self._codec, adapters.papers, self._clock, __version__
        )
        self._officers = Officers(self._vault, self._codec, self._clock)

    # --- identity ---------------------------------------------------------------------------

    def name(self) -> str | None:
        """The secretariat's name; None before an identity was made here."""
        return self._vault.name(self._folder)

    @property
    def unlocked(self) -> bool:
        """Whether the passphrase was given in this session."""
        return self._keys is not None

    @property
    def keys(self) -> SecretariatKeys:
        """The opened keys. UserError("identity-locked") before the passphrase was given."""
        if self._keys is None:
            raise UserError("identity-locked")
        return self._keys

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
        return check_number(self.keys.root_kid)

    def export_age(self, path: Path) -> None:
        """Writes the key for the standard tool."""
        self._vault.export_age(self.keys, path)

    # --- recovery card ------------------------------------------------------------------------

    def write_card(self, path: Path, passphrase: str, words: Translator) -> CardContent:
        """Prints a recovery card as a PDF; the passphrase is asked again.

        UserError: wrong-passphrase, officer-cannot; EnvironmentFault: cannot-write, disk-full.
        """
        self.unlock(passphrase)
        return self._recovery.write_card(self.keys, passphrase, path, words)

    def rehearsed(self) -> datetime | None:
        """When a restore from the card was rehearsed; None before: then nothing is published."""
        return self._recovery.rehearsed(self._folder, self.keys)

    def rehearse(self, card: str, passphrase: str) -> datetime:
        """Tries the typed card. UserError: card-incomplete, card-slip(line), card-too-new,
        wrong-passphrase, card-of-another."""
        keys = self.keys
        done = self._recovery.rehearse(self._folder, keys, card, passphrase)
        self._note("rehearsed")
        return done

    def restore(self, card: str, passphrase: str, name: str, pack: Path | None = None) -> str:
        """Sets up the secretariat of a card on this computer; returns its name.

        UserError: as `rehearse`, and identity-exists, name-missing, not-a-region-pack.
        """
        self._keys = self._recovery.restore(self._folder, card, passphrase, name, pack)
        return self._keys.name

    def rotate(self, passphrase: str) -> None:
        """New keys from now on; see `recovery.Recovery.rotate`. UserError: wrong-passphrase,
        officer-cannot. A new card has to be rehearsed before the next publication."""
        self.unlock(passphrase)
        self._keys = self._recovery.rotate(self._folder, self.keys, passphrase)
        self._note("rotated")

    # --- officers -----------------------------------------------------------------------------

    def officers(self) -> list[tuple[str, OfficerCard]]:
        """(check number, officer) of everybody the next region pack names."""
        return [(officer_number(officer), officer) for officer in self.keys.officers]

    def unpublished(self) -> bool:
        """Whether the last region pack names other readers than these, or another root."""
        keys, last = self.keys, self._secretariat.last_pack()
        if last is None or last.payload is None:
            return bool(keys.officers)
        named = [(o["jwk"]["x"], o["position"]) for o in last.payload["officers"]]
        now = [(officer.x, officer.position) for officer in keys.officers]
        return named != now or last.kid != keys.root_kid

    def officer_number(self) -> str:
        """The check number of whoever works here."""
        return check_number(self.keys.signer.kid)

    def read_officer(self, path: Path) -> tuple[str, OfficerCard]:
        """(check number, officer) of a *.topp-officer file; nothing is changed yet."""
        officer = self._officers.read(path, self.keys)
        return officer_number(officer), officer

    def name_officer(self, path: Path) -> OfficerCard:
        """Names the officer of a *.topp-officer file. UserError: file-not-found, wrong-format,
        not-json, officer-other-secretariat, officer-cannot."""
        officer = self._officers.read(path, self.keys)
        self._keys = self._officers.name_officer(self._folder, self.keys, officer)
        self._note("officer", subject=officer_number(officer), reason=officer.position)
        return officer

    def is_officers(self) -> bool:
        """Whether this is the identity of an officer, not the secretariat's own."""
        keys = self.keys
        return keys.signer.kid != keys.root_kid

    def become_officer(self, pack: Path, passphrase: str, position: str, out: Path) -> str:
        """Makes an officer's identity for the secretariat of a region pack, and the file with
        which it is asked to name them; returns the officer's check number.

        UserError: as `Officers.new_officer`, name-missing for an empty position.
        """
        self._keys = self._officers.new_officer(self._folder, pack, passphrase, position, out)
        with_pack = self._secretariat.last_pack()
        if with_pack is not None and with_pack.found is not None:
            self._take([line_of(with_pack)])
        return check_number(self._keys.signer.kid)

    def take_pack(self, path: Path) -> int:
        """An officer takes over a newer region pack; its number. UserError: see `Officers`."""
        number = self._officers.take_pack(self._folder, self.keys, path)
        lines = [line_of(read) for read in self._codec.read_open(path).lines if read.found]
        self._take([line for line in lines if line.typ == PACK])
        return number

    def remove_officer(self, number: str) -> None:
        """The next region pack no longer names them. UserError("device-unknown", number)."""
        self._keys = self._officers.remove_officer(self._folder, self.keys, number)
        self._note("officer-removed", subject=number)

    @property
    def _secretariat(self) -> Secretariat:
        return Secretariat(self._vault, self._codec, self.keys, self._folder, self._clock)

    @property
    def _store(self) -> ExchangeStore:
        if self._pool is None:
            raise UserError("usage", detail="--store URL")
        return self._pool

    @property
    def _desk(self) -> Receiver:
        self._settle_acts()
        return Receiver(self._codec, self._store, self.keys, self._library)

    def _note(self, code: str, subject: str = "", reason: str = "") -> None:
        self._take([], act(self.keys, self._clock(), code, subject=subject, reason=reason))

    def _take(self, lines: Sequence[SignedLine], *acts: Act) -> None:
        """Puts own lines and acts into the store; without one, keeps the acts for the next."""
        if self._pool is None:
            self._vault.keep_acts(self._folder, [*self._vault.kept_acts(self._folder), *acts])
        elif lines:
            take_lines(self._desk, lines, acts)
        else:
            self._settle_acts()
            with self._pool.write() as unit:
                unit.record_acts(acts)

    def _settle_acts(self) -> None:
        """Brings what was done without a store into the log of this one."""
        kept = self._vault.kept_acts(self._folder)
        if kept and self._pool is not None:
            with self._pool.write() as unit:
                known = set(unit.acts())
                unit.record_acts([done for done in kept if done not in known])
            self._vault.keep_acts(self._folder, [])

    # --- region pack and invitations --------------------------------------------------------

    def pack_number(self) -> int:
        """The number of the last region pack, 0 before the first."""
        last = self._secretariat.last_pack()
        return int(last.payload["number"]) if last is not None and last.payload else 0

    def publish(self, path: Path) -> Published:
        """Writes the next region pack with every installed questionnaire.

        UserError: restore-not-rehearsed before a restore from the card was tried, officer-cannot.
        """
        instruments = [i.ref for i in self._library.instruments()]
        published = self._secretariat.publish_region_pack(path, instruments)
        number = str(published.number)
        done = act(self.keys, self._clock(), "published", subject=number)
        self._take(published.lines, done)
        return published

    def invite(self, institutions: Sequence[Institution], folder: Path) -> list[Invited]:
        """One file for each institution; they are known here from now on.

        The first invitation publishes the region pack that every invitation carries. UserError:
        restore-not-rehearsed.
        """
        self._publish_first(folder)
        invited = self._secretariat.invite_all(institutions, folder)
        take_invitations(self._desk, self._clock, invited)
        return invited

    def invite_one(
        self, institution: Institution, out: Path, *, code_apart: bool = False
    ) -> Invited:
        """One institution, in a file of this name; otherwise as `invite`."""
        self._publish_first(out.parent)
        invited = self._secretariat.invite(institution, out, code_apart=code_apart)
        take_invitations(self._desk, self._clock, [invited])
        return invited

    def _publish_first(self, folder: Path) -> None:
        if self._secretariat.last_pack() is None:
            with write_faults(folder):
                folder.mkdir(parents=True, exist_ok=True)
            self.publish(folder / "region.topp-region")

    @staticmethod
    def file_name(institution: Institution) -> str:
        """What an institution's invitation is called."""
        return file_name(institution)
