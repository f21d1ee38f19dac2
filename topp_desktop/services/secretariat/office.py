"""A secretariat at its desk: its keys, and its inbox, decisions, receipts, the region."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from topp_desktop.domain.errors import UserError
from topp_desktop.foundation.i18n import Translator
from topp_desktop.services.adapters import Adapters
from topp_desktop.services.exchange.ports import Act, ExchangeStore
from topp_desktop.services.exchange.receive import Received, Receiver, digest, receive
from topp_desktop.services.exchange.verify import Verified, verify, verify_with_store
from topp_desktop.services.exchange.version_words import VersionSection
from topp_desktop.services.library import Library
from topp_desktop.services.secretariat.acts import ActNames, act_names
from topp_desktop.services.secretariat.conflicts import (
    Conflict,
    Resolved,
    conflict_at,
    conflicts,
    resolve,
)
from topp_desktop.services.secretariat.custody import Custody
from topp_desktop.services.secretariat.held import Held, Missing, held, missing
from topp_desktop.services.secretariat.inbox import Inbox, InboxRow, Invitee, LedgerReader
from topp_desktop.services.secretariat.institution_view import (
    InstitutionView,
    frontier_up_to,
    institution_view,
    version_content,
)
from topp_desktop.services.secretariat.ledger_document import acts_document, ledger_document
from topp_desktop.services.secretariat.purge import Purged, purge
from topp_desktop.services.secretariat.receipts import Receipts, write_receipts
from topp_desktop.services.secretariat.region import RegionView, region
from topp_desktop.services.secretariat.region_document import region_document
from topp_desktop.services.secretariat.study import (
    StudyReading,
    read_studies,
    write_study_tables,
)
from topp_desktop.services.secretariat.trust import Decided, admit, alias, revoke
from topp_desktop.services.tasks import Task


class Office(Custody):
    """What a secretariat does, whoever asks: the window and the commands alike."""

    def __init__(
        self,
        adapters: Adapters,
        library: Library,
        folder: Path,
        store: ExchangeStore | None = None,
        ledger: LedgerReader | None = None,
    ) -> None:
        super().__init__(adapters, library, folder, store)
        self._papers = adapters.papers
        self._ledger = ledger

    @property
    def _inbox(self) -> Inbox:
        if self._ledger is None:
            raise UserError("usage", detail="--store URL")
        return Inbox(self._ledger, self._codec)

    # --- inbox ------------------------------------------------------------------------------

    def verify(self, path: Path) -> Verified:
        """What a file would bring; nothing is kept. Without a store nothing is known of who may
        send."""
        if self._pool is None:
            return verify(path, self._codec, self.keys)
        return verify_with_store(path, Receiver(self._codec, self._pool, self.keys, self._library))

    def digest(self) -> dict[str, Any]:
        """What the store holds, in one number."""
        return digest(self._store)

    def receive(self, paths: Sequence[Path], task: Task | None = None) -> Received:
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
        self._papers.write(ledger_document(chosen, words, self._clock()), path)

    # --- decisions ----------------------------------------------------------------------------

    def conflicts(self) -> tuple[Conflict, ...]:
        """Every institution and round with two different versions, by name."""
        return conflicts(self._store, self._codec)

    def institution(self, institution: str) -> InstitutionView:
        """One institution with its computers, measurements and versions."""
        return institution_view(self._store, self._codec, institution)

    def content(self, rid: str, words: Translator) -> tuple[str, tuple[VersionSection, ...]]:
        """(institution, all that a received version says in words)."""
        readers = [self.name() or ""]
        return version_content(self._store, self._codec, self._library, rid, readers, words)

    def conflict(self, institution: str, round_id: str) -> Conflict:
        """One of them, with what was combined; also where nothing is open any more."""
        return conflict_at(self._store, self._codec, institution, round_id)

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
        return held(self._store, self._codec)

    def missing(self) -> tuple[Missing, ...]:
        """What to ask the institutions for."""
        return missing(self._store, self._codec)

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
        """Erases a withdrawn round; see `purge`."""
        return purge(self._desk, self._clock, institution, round_id, reason)

    def acts(self) -> list[Act]:
        """What the secretariat did, the newest first."""
        with self._store.read() as unit:
            return unit.acts()

    def act_names(self) -> ActNames:
        """What the acts are about, in words."""
        return act_names(self._store, self._codec)

    def export_acts(self, path: Path, words: Translator) -> None:
        """The acts as .csv, .xlsx or .pdf."""
        document = acts_document(self.acts(), self.act_names(), words, self._clock())
        self._papers.write(document, path)

    # --- receipts and the region --------------------------------------------------------------

    def receipts(
        self, folder: Path, institutions: Sequence[str] = (), task: Task | None = None
    ) -> Receipts:
        """A sealed receipt for each institution that sent something; see `receipts`."""
        return write_receipts(self._desk, self._clock, folder, institutions, task)

    def region(self, by: Sequence[str] = (), round_id: str | None = None) -> RegionView:
        """The regional picture; see `services.secretariat.region`."""
        return region(self._store, self._library, by, round_id=round_id, codec=self._codec)

    def export_region(
        self,
        path: Path,
        words: Translator,
        by: Sequence[str] = (),
        round_id: str | None = None,
    ) -> None:
        """The regional picture as .csv, .xlsx or .pdf."""
        document = region_document(self.region(by, round_id), by, words, self._clock())
        self._papers.write(document, path)

    # --- a study of the questions -------------------------------------------------------------

    def read_studies(self, paths: Sequence[Path]) -> StudyReading:
        """Opens study files and folders of them; see `services.secretariat.study`."""
        return read_studies(paths, self._codec, self.keys, self._library)

    def write_study_tables(
        self, reading: StudyReading, folder: Path, words: Translator
    ) -> tuple[Path, ...]:
        """The long table, the table by question, and what their columns mean, as .csv."""
        return write_study_tables(reading, folder, self._papers, words)
