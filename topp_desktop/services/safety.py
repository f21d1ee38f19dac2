"""Data safety that people can see: where the data lives, copies, restore, hand-over, passphrase."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final, Literal, Protocol

from topp_desktop.domain.errors import ToppError
from topp_desktop.services.kept_copies import BEFORE, kept_of
from topp_desktop.services.ports import Clock
from topp_desktop.services.tasks import Task

ARCHIVE_SUFFIX: Final = ".topp-backup"

Reason = Literal["daily", "closing", "answers", "asked", "before-restore", "before-update", "kept"]
"""daily: at a start; answers: while people answered; kept: of a database that was lost later."""


@dataclass(frozen=True, slots=True)
class Backup:
    """A copy on this computer. size in bytes; protected: it needs a passphrase; number: its place
    in the order in which copies were made, which no clock gives; 0: of an earlier version."""

    path: Path
    made: datetime
    size: int
    reason: str
    protected: bool
    number: int = 0


@dataclass(frozen=True, slots=True)
class BackupRound:
    """One measurement in a copy, or here."""

    institution: str
    round: str
    answers: int


@dataclass(frozen=True, slots=True)
class BackupContents:
    """What a database holds. newest: when the last answer was saved."""

    rounds: tuple[BackupRound, ...]
    institutions: int
    answers: int
    documents: int
    newest: datetime | None


@dataclass(frozen=True, slots=True)
class RestorePreview:
    """A copy beside what is here now. here None: what is here cannot be read.

    note, made, attachments (files): of an archive; protected: the copy needs a passphrase;
    identity: it holds the identity of a secretariat.
    """

    path: Path
    there: BackupContents
    here: BackupContents | None
    note: str
    made: datetime | None
    attachments: int
    protected: bool
    identity: bool = False

    @property
    def older(self) -> bool:
        """Whether answers that are here now are newer than the newest in the copy."""
        here = self.here.newest if self.here else None
        if here is None:
            return False
        return self.there.newest is None or self.there.newest < here


@dataclass(frozen=True, slots=True)
class WrittenBackup:
    """A copy that was written, read again and found sound. attachments: files in it; identity:
    the secretariat's identity, under its own passphrase, is in it."""

    path: Path
    size: int
    sha256: str
    contents: BackupContents
    attachments: int
    identity: bool = False


@dataclass(frozen=True, slots=True)
class Restored:
    """kept: where what was here before lies now; None where nothing was here. identity: that of
    a secretariat came along; one that was here already is never replaced."""

    kept: Path | None
    contents: BackupContents
    identity: bool = False


@dataclass(frozen=True, slots=True)
class Whereabouts:
    """Where the data lives. sizes in bytes; protected: the database is encrypted."""

    folder: Path
    store: Path
    size: int
    attachments: int
    portable: bool
    protected: bool
    last_backup: datetime | None


class Vault(Protocol):
    """The database file as a whole. Faults: EnvironmentFault database-locked,
    database-damaged, database-too-new, disk-full, cannot-write, store-write-failed;
    UserError data-locked, wrong-passphrase, passphrase-too-short, wrong-format. What takes long
    follows a task; Cancelled leaves everything as it was.
    """

    def protected(self) -> bool: ...

    def backups(self) -> list[Backup]:
        """Newest first."""
        ...

    def back_up(self, reason: Reason, at: datetime, task: Task) -> Backup: ...

    def forget(self, backup: Backup) -> None: ...

    def held(self, backup: Backup) -> BackupContents | None:
        """What a copy holds; None where it cannot be read, or only with another passphrase."""
        ...

    def writes(self) -> int:
        """How often something was written since the program started."""
        ...

    def tidy(self) -> None:
        """Removes what a killed program left half written."""
        ...

    def remainders(self) -> list[Path]:
        """Files with answers that need no passphrase although the database does: copies, and
        damaged databases that were laid aside."""
        ...

    def protect(self, path: Path, task: Task) -> bool:
        """Puts a remainder under the present passphrase; False where it cannot be read."""
        ...

    def discard(self, path: Path) -> None:
        """Deletes a remainder."""
        ...

    def contents(self) -> BackupContents: ...

    def write_archive(self, path: Path, note: str, at: datetime, task: Task) -> WrittenBackup: ...

    def preview(self, path: Path, passphrase: str | None, task: Task) -> RestorePreview: ...

    def restore(
        self, path: Path, passphrase: str | None, at: datetime, task: Task, *, fresh_device: bool
    ) -> Restored: ...

    def sound(self) -> bool:
        """Whether the database can be read through; large ones are not looked through."""
        ...

    def readable(self, task: Task) -> BackupContents:
        """What can still be read of a damaged database; database-damaged where nothing can."""
        ...

    def copy_as_found(self, folder: Path) -> Path:
        """Copies a database that may be damaged, as it is, into a new folder; returns where."""
        ...

    def rescue(self, at: datetime, task: Task) -> Restored:
        """Puts what can be read in the place of a damaged database, which is laid aside."""
        ...

    def set_passphrase(self, new: str | None, current: str | None, task: Task) -> None: ...


class SafetyService:
    """Everything here touches the whole database: on the writer thread only, with no
    measurement being answered meanwhile. After `restore` every measurement is read anew.
    What takes long tells its `task` how far it is; Cancelled leaves everything as it was.

    folder: the data folder; fresh: called after a restore that makes this another device.
    """

    def __init__(
        self,
        vault: Vault,
        clock: Clock,
        *,
        folder: Path,
        store: Path,
        attachments: Path,
        portable: bool,
        fresh: Callable[[], None] | None = None,
    ) -> None:
        self._vault = vault
        self._clock = clock
        self._folder = folder
        self._store = store
        self._attachments = attachments
        self._portable = portable
        self._fresh = fresh
        self._copied = 0
        """Of the writes of this run, how many the newest copy holds."""

    def whereabouts(self) -> Whereabouts:
        """Where the data lives, and when it was last copied."""
        files = self._attachments.glob("*") if self._attachments.is_dir() else ()
        backups = self._vault.backups()
        return Whereabouts(
            self._folder,
            self._store,
            # With its log: what was answered last is still there.
            sum(f.stat().st_size for f in self._store.parent.glob(f"{self._store.name}*")),
            sum(f.stat().st_size for f in files),
            self._portable,
            self._vault.protected(),
            backups[0].made if backups else None,
        )

    # --- copies -----------------------------------------------------------------------------

    def backups(self) -> Sequence[Backup]:
        """The copies on this computer, newest first."""
        return self._vault.backups()

    def held(self, backup: Backup) -> BackupContents | None:
        """What a copy holds; None where it cannot be read, or only with another passphrase."""
        return self._vault.held(backup)

    def here(self) -> BackupContents | None:
        """What the database holds; None where there is none, or it cannot be read."""
        try:
            return self._vault.contents() if self._store.exists() else None
        except ToppError:
            return None

    def back_up_if_due(self) -> Backup | None:
        """On every start: copies unless the newest copy is of today; keeps the last copy of
        each of 7 days and of 4 weeks."""
        if not self._store.exists():
            return None
        regular = [b for b in self._vault.backups() if b.reason not in BEFORE]
        if regular and regular[0].made.date() == self._clock().date():
            return None
        return self.back_up("daily")

    def back_up_if_changed(self, reason: Reason) -> Backup | None:
        """Copies where anything was written in this run that no copy holds yet."""
        return self.back_up(reason) if self._vault.writes() != self._copied else None

    def back_up(self, reason: Reason = "asked", *, task: Task | None = None) -> Backup:
        """Copies the database into the data folder, now."""
        writes = self._vault.writes()
        made = self._vault.back_up(reason, self._clock(), task or Task())
        self._copied = writes
        self._rotate()
        return made

    def tidy(self) -> None:
        """On every start, before anything else: removes what a killed program left behind."""
        self._vault.tidy()

    def back_up_to(
        self, folder: Path, note: str = "", *, task: Task | None = None
    ) -> WrittenBackup:
        """Writes one file with the database, the attached files and a secretariat's identity to
        a stick or folder, reads it again and checks it. The name carries the moment; nothing is
        overwritten."""
        now = self._clock()
        return self._vault.write_archive(folder / archive_name(now), note, now, task or Task())

    def hand_over(self, path: Path, note: str, *, task: Task | None = None) -> WrittenBackup:
        """Writes the file for whoever takes over: as `back_up_to`, with a note to them."""
        return self._vault.write_archive(path, note, self._clock(), task or Task())

    def _rotate(self) -> None:
        backups = self._vault.backups()
        for backup in set(backups) - kept_of(backups):
            self._vault.forget(backup)

    # --- back again -------------------------------------------------------------------------

    def preview(
        self, path: Path, passphrase: str | None = None, *, task: Task | None = None
    ) -> RestorePreview:
        """What a copy (a file of `back_up_to` or `hand_over`, or one of `backups`) holds,
        beside what is here. UserError data-locked, wrong-passphrase, wrong-format."""
        return self._vault.preview(path, passphrase, task or Task())

    def restore(
        self,
        path: Path,
        passphrase: str | None = None,
        *,
        fresh_device: bool = True,
        task: Task | None = None,
    ) -> Restored:
        """Puts a copy in the place of what is here, which is copied first.

        If anything fails, what was here stays as it was. The present passphrase stays; without
        one, the copy's stays. fresh_device: the trail, and what is sent, call this another
        computer from now on: two computers that go on from one copy are never mixed up.
        """
        now, work = self._clock(), task or Task()
        done = self._vault.restore(path, passphrase, now, work, fresh_device=fresh_device)
        if fresh_device and self._fresh is not None:
            self._fresh()
        return done

    # --- what was lost ------------------------------------------------------------------------

    def lost(self) -> bool:
        """Whether there is no database, or an empty one, although copies of one lie beside."""
        empty = not self._store.exists() or not self._store.stat().st_size
        return empty and bool(self._vault.backups())

    def damaged(self) -> bool:
        """Whether there is a database that cannot be read through."""
        there = self._store.exists() and self._store.stat().st_size > 0
        return there and not self._vault.sound()

    def readable(self, task: Task | None = None) -> BackupContents:
        """What can still be read of the damaged database; database-damaged where nothing can."""
        return self._vault.readable(task or Task())

    def save_damaged(self, folder: Path) -> Path:
        """Copies the damaged database, as it is, for whoever can do more with it."""
        return self._vault.copy_as_found(folder / f"topp-damaged-{self._clock():%Y%m%d-%H%M%S}")

    def rescue(self, task: Task | None = None) -> Restored:
        """Puts what can be read in the place of the damaged database, which is laid aside."""
        return self._vault.rescue(self._clock(), task or Task())

    # --- passphrase -------------------------------------------------------------------------

    def set_passphrase(
        self, new: str, current: str | None = None, *, task: Task | None = None
    ) -> None:
        """Encrypts the database, or encrypts it anew; `current` where there is one already.

        Whoever forgets it has lost the data: nobody can restore it. Attached files and the
        copies made before are not encrypted, see `remainders`.
        UserError: passphrase-too-short, wrong-passphrase.
        """
        self._vault.set_passphrase(new, current, task or Task())

    def remove_passphrase(self, current: str, *, task: Task | None = None) -> None:
        """Stores the database in the open again."""
        self._vault.set_passphrase(None, current, task or Task())

    def remainders(self) -> Sequence[Path]:
        """Files with answers on this computer that anybody can read although the database is
        protected: copies of before, and damaged databases that were laid aside."""
        return self._vault.remainders() if self._vault.protected() else []

    def protect_remainders(self, task: Task | None = None) -> Sequence[Path]:
        """Puts them under the present passphrase; returns those that cannot be: damaged ones."""
        work = task or Task()
        return [path for path in self.remainders() if not self._vault.protect(path, work)]

    def discard_remainders(self, task: Task | None = None) -> int:
        """Makes a protected copy, then deletes them; returns how many."""
        found = self.remainders()
        if found:
            self.back_up(task=task)
        for path in found:
            self._vault.discard(path)
        return len(found)


def archive_name(at: datetime) -> str:
    """Such as topp-2026-11-21-1402.topp-backup; local time, as people look for it."""
    return f"topp-{at:%Y-%m-%d-%H%M%S}{ARCHIVE_SUFFIX}"
