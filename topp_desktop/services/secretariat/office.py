"""A secretariat at its desk: identity, invitations, inbox, decisions, receipts, the region.

The passphrase opens the keys once a session; they stay in memory and nowhere else.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path

from topp_desktop.domain.assessment import Institution
from topp_desktop.domain.errors import UserError
from topp_desktop.foundation.i18n import Translator
from topp_desktop.services.errors.system import write_faults
from topp_desktop.services.exchange.check_number import check_number
from topp_desktop.services.exchange.exchange import Exchange
from topp_desktop.services.exchange.pool_view import Pool
from topp_desktop.services.exchange.ports import Act, ExchangeStore, OfficerCard, SecretariatKeys
from topp_desktop.services.exchange.receive import Received, Receiver, receive, take_lines
from topp_desktop.services.exchange.version_words import VersionSection
from topp_desktop.services.library import Library
from topp_desktop.services.papers import Papers
from topp_desktop.services.secretariat.acts import ActNames, act, act_names
from topp_desktop.services.secretariat.conflicts import (
    Conflict,
    Resolved,
    conflict_of,
    conflicts,
    resolve,
)
from topp_desktop.services.secretariat.held import Held, Missing, held, missing
from topp_desktop.services.secretariat.identity import (
    PACK,
    Invited,
    Published,
    Secretariat,
    file_name,
    line_of,
    make_identity,
)
from topp_desktop.services.secretariat.inbox import Inbox, InboxRow, Invitee, LedgerReader
from topp_desktop.services.secretariat.institution_view import (
    InstitutionView,
    frontier_up_to,
    institution_view,
    version_content,
)
from topp_desktop.services.secretariat.ledger_document import acts_document, ledger_document
from topp_desktop.services.secretariat.officers import officer_number, write_officer_file
from topp_desktop.services.secretariat.purge import Purged, purge
from topp_desktop.services.secretariat.receipts import Receipts, take_invitations, write_receipts
from topp_desktop.services.secretariat.recovery import CardContent
from topp_desktop.services.secretariat.region import RegionView, region
from topp_desktop.services.secretariat.region_document import region_document
from topp_desktop.services.secretariat.trust import Decided, admit, alias, revoke
from topp_desktop.services.tasks import Task


class Office:
    """Runs on the writer thread, except `name` and `unlocked`."""

    def __init__(
        self,
        exchange: Exchange,
        store: ExchangeStore,
        ledger: LedgerReader,
        library: Library,
        tables: Papers,
        folder: Path,
    ) -> None:
        self._exchange = exchange
        self._vault = exchange.vault
        self._clock = exchange.clock
        self._store = store
        self._inbox = Inbox(ledger, exchange.codec)
        self._library = library
        self._tables = tables
        self._folder = folder
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

    # --- recovery card ------------------------------------------------------------------------

    def write_card(self, path: Path, passphrase: str, words: Translator) -> CardContent:
        """Prints a recovery card as a PDF; the passphrase is asked again.

        UserError: wrong-passphrase, officer-cannot; EnvironmentFault: cannot-write, disk-full.
        """
        self._vault.open(self._folder, passphrase)
        return self._exchange.recovery.write_card(self._own_keys, passphrase, path, words)

    def rehearsed(self) -> datetime | None:
        """When a restore from the card was rehearsed; None before: then nothing is published."""
        return self._exchange.recovery.rehearsed(self._folder, self._own_keys)

    def rehearse(self, card: str, passphrase: str) -> datetime:
        """Tries the typed card. UserError: card-incomplete, card-slip(line), card-too-new,
        wrong-passphrase, card-of-another."""
        keys = self._own_keys
        done = self._exchange.recovery.rehearse(self._folder, keys, card, passphrase)
        self._note("rehearsed")
        return done

    def restore(self, card: str, passphrase: str, name: str, pack: Path | None = None) -> str:
        """Sets up the secretariat of a card on this computer; returns its name.

        UserError: as `rehearse`, and identity-exists, name-missing, not-a-region-pack.
        """
        recovery = self._exchange.recovery
        self._keys = recovery.restore(self._folder, card, passphrase, name, pack)
        return self._keys.name

    def rotate(self, passphrase: str) -> None:
        """New keys from now on; see `recovery.Recovery.rotate`. UserError: wrong-passphrase,
        officer-cannot. A new card has to be rehearsed before the next publication."""
        self._vault.open(self._folder, passphrase)
        self._keys = self._exchange.recovery.rotate(self._folder, self._own_keys, passphrase)
        self._note("rotated")

    # --- officers -----------------------------------------------------------------------------

    def officers(self) -> list[tuple[str, OfficerCard]]:
        """(check number, officer) of everybody the next region pack names."""
        return [(officer_number(officer), officer) for officer in self._own_keys.officers]

    def unpublished(self) -> bool:
        """Whether the last region pack names other readers than these, or another root."""
        keys, last = self._own_keys, self._secretariat.last_pack()
        if last is None or last.payload is None:
            return bool(keys.officers)
        named = [(o["jwk"]["x"], o["position"]) for o in last.payload["officers"]]
        now = [(officer.x, officer.position) for officer in keys.officers]
        return named != now or last.kid != keys.root_kid

    def officer_number(self) -> str:
        """The check number of whoever works here."""
        return check_number(self._own_keys.signer.kid)

    def read_officer(self, path: Path) -> tuple[str, OfficerCard]:
        """(check number, officer) of a *.topp-officer file; nothing is changed yet."""
        officer = self._exchange.officers.read(path, self._own_keys)
        return officer_number(officer), officer

    def name_officer(self, path: Path) -> OfficerCard:
        """Names the officer of a *.topp-officer file. UserError: file-not-found, wrong-format,
        not-json, officer-other-secretariat, officer-cannot."""
        officers = self._exchange.officers
        officer = officers.read(path, self._own_keys)
        self._keys = officers.name_officer(self._folder, self._own_keys, officer)
        self._note("officer", subject=officer_number(officer), reason=officer.position)
        return officer

    def is_officers(self) -> bool:
        """Whether this is the identity of an officer, not the secretariat's own."""
        keys = self._own_keys
        return keys.signer.kid != keys.root_kid

    def become_officer(self, pack: Path, passphrase: str, position: str, out: Path) -> str:
        """Makes an officer's identity for the secretariat of a region pack, and the file with
        which it is asked to name them; returns the officer's check number.

        UserError: as `Officers.new_officer`, name-missing for an empty position.
        """
        position = " ".join(position.split())
        if not position:
            raise UserError("name-missing")
        self._keys = self._exchange.officers.new_officer(self._folder, pack, passphrase)
        write_officer_file(self._keys, position[:500], out)
        with_pack = self._secretariat.last_pack()
        if with_pack is not None and with_pack.found is not None:
            take_lines(self._desk, [line_of(with_pack)])
        return check_number(self._keys.signer.kid)

    def take_pack(self, path: Path) -> int:
        """An officer takes over a newer region pack; its number. UserError: see `Officers`."""
        number = self._exchange.officers.take_pack(self._folder, self._own_keys, path)
        lines = [line_of(read) for read in self._exchange.codec.read_open(path).lines if read.found]
        take_lines(self._desk, [line for line in lines if line.typ == PACK])
        return number

    def remove_officer(self, number: str) -> None:
        """The next region pack no longer names them. UserError("device-unknown", number)."""
        officers = self._exchange.officers
        self._keys = officers.remove_officer(self._folder, self._own_keys, number)
        self._note("officer-removed", subject=number)

    @property
    def _own_keys(self) -> SecretariatKeys:
        if self._keys is None:
            raise UserError("identity-locked")
        return self._keys

    @property
    def _secretariat(self) -> Secretariat:
        return self._exchange.secretariat(self._own_keys, self._folder)

    @property
    def _desk(self) -> Receiver:
        return self._exchange.desk(self._store, self._own_keys)

    def _note(self, code: str, subject: str = "", reason: str = "") -> None:
        done = act(self._own_keys, self._clock(), code, subject=subject, reason=reason)
        with self._store.write() as unit:
            unit.record_acts([done])

    # --- region pack and invitations --------------------------------------------------------

    def pack_number(self) -> int:
        """The number of the last region pack, 0 before the first."""
        last = self._secretariat.last_pack()
        return int(last.payload["number"]) if last is not None and last.payload else 0

    def publish(self, path: Path) -> Published:
        """Writes the next region pack with every installed questionnaire.

        UserError: restore-not-rehearsed before a restore from the card was tried, officer-cannot.
        """
        keys = self._own_keys
        if keys.signer.kid == keys.root_kid and self.rehearsed() is None:
            raise UserError("restore-not-rehearsed")
        instruments = [i.ref for i in self._library.instruments()]
        published = self._secretariat.publish_region_pack(path, instruments)
        done = act(keys, self._clock(), "published", subject=str(published.number))
        take_lines(self._desk, published.lines, [done])
        return published

    def invite(self, institutions: Sequence[Institution], folder: Path) -> list[Invited]:
        """One file for each institution; they are known here from now on.

        The first invitation publishes the region pack that every invitation carries. UserError:
        restore-not-rehearsed.
        """
        if self._secretariat.last_pack() is None:
            with write_faults(folder):
                folder.mkdir(parents=True, exist_ok=True)
            self.publish(folder / "region.topp-region")
        invited = self._secretariat.invite_all(institutions, folder)
        take_invitations(self._desk, self._clock, invited)
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

    def invitations(self) -> list[Invitee]:
        """Every institution that was invited, with what has come from it."""
        return self._inbox.invitations()

    def export_ledger(
        self, path: Path, words: Translator, rows: Sequence[InboxRow] | None = None
    ) -> None:
        """The inbox, or these rows of it, as .csv, .xlsx or .pdf, by the path's suffix.

        UserError("table-suffix").
        """
        chosen = self.inbox() if rows is None else rows
        self._tables.write(ledger_document(chosen, words, self._clock()), path)

    # --- decisions ----------------------------------------------------------------------------

    def conflicts(self) -> tuple[Conflict, ...]:
        """Every institution and round with two different versions, by name."""
        return conflicts(self._store, self._exchange.codec)

    def institution(self, institution: str) -> InstitutionView:
        """One institution with its computers, measurements and versions."""
        return institution_view(self._store, self._exchange.codec, institution)

    def content(self, rid: str, words: Translator) -> tuple[str, tuple[VersionSection, ...]]:
        """(institution, all that a received version says in words)."""
        exchange = self._exchange
        readers = [self.name() or ""]
        return version_content(
            self._store, exchange.codec, exchange.instruments, rid, readers, words
        )

    def conflict(self, institution: str, round_id: str) -> Conflict:
        """One of them, with what was combined; also where nothing is open any more."""
        with self._store.read() as unit:
            pool = Pool(unit, self._exchange.codec)
            place = (pool.find(institution), round_id)
            return conflict_of(pool.picture(place), pool.name(place[0]))

    def resolve(
        self,
        institution: str,
        round_id: str,
        reason: str,
        picks: Mapping[str, str] | None = None,
        head: str = "",
    ) -> Resolved:
        """Decides: element → rid of the version that counts, or everything open as `head` says."""
        return resolve(self._desk, self._clock, institution, round_id, reason, picks, head)

    def held(self) -> tuple[Held, ...]:
        """What waits outside, by computer and institution, with its reason."""
        return held(self._store, self._exchange.codec)

    def missing(self) -> tuple[Missing, ...]:
        """What to ask the institutions for."""
        return missing(self._store, self._exchange.codec)

    def admit(self, device: str, reason: str, institution: str = "") -> Decided:
        """Admits a computer after a phone check; see `trust.admit`."""
        return admit(self._desk, self._clock, device, reason, institution)

    def revoke(self, target: str, reason: str, frontier: Sequence[str] | None = None) -> Decided:
        """No longer trusts a computer, an officer or an invitation; see `trust.revoke`."""
        return revoke(self._desk, self._clock, target, reason, frontier)

    def revoke_after(self, target: str, reason: str, good: Sequence[str]) -> Decided:
        """The same, where of a computer's versions only these, with what they build on, stay."""
        return self.revoke(target, reason, frontier_up_to(self._store, target, good))

    def alias(self, one: str, other: str, reason: str) -> Decided:
        """Two ids are one institution; see `trust.alias`."""
        return alias(self._desk, self._clock, one, other, reason)

    def purge(self, institution: str, round_id: str, reason: str) -> Purged:
        """Erases a withdrawn round; see `withdrawing.purge`."""
        return purge(self._desk, self._clock, institution, round_id, reason)

    def acts(self) -> list[Act]:
        """What the secretariat did, the newest first."""
        with self._store.read() as unit:
            return unit.acts()

    def act_names(self) -> ActNames:
        """What the acts are about, in words."""
        return act_names(self._store, self._exchange.codec)

    def export_acts(self, path: Path, words: Translator) -> None:
        """The acts as .csv, .xlsx or .pdf."""
        document = acts_document(self.acts(), self.act_names(), words, self._clock())
        self._tables.write(document, path)

    # --- receipts and the region --------------------------------------------------------------

    def receipts(
        self, folder: Path, institutions: Sequence[str] = (), task: Task | None = None
    ) -> Receipts:
        """A sealed receipt for each institution that sent something; see `receipts`."""
        return write_receipts(self._desk, self._clock, folder, institutions, task)

    def region(self, by: Sequence[str] = ()) -> RegionView:
        """The regional picture; see `services.secretariat.region`."""
        return region(self._store, self._exchange.instruments, by, codec=self._exchange.codec)

    def export_region(self, path: Path, words: Translator, by: Sequence[str] = ()) -> None:
        """The regional picture as .csv, .xlsx or .pdf."""
        document = region_document(self.region(by), by, words, self._clock())
        self._tables.write(document, path)
