"""The database file as a whole: copied, restored, encrypted. Implements `services.safety.Vault`.

Whatever replaces the file is prepared beside it, checked and synced, and put in its place by one
rename: a power cut leaves the old one or the new one.
"""

from __future__ import annotations

import contextlib
import hashlib
import shutil
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import datetime
from pathlib import Path

from topp_desktop.domain.errors import EnvironmentFault, ToppError, UserError
from topp_desktop.foundation.files import private_folder, put_in_place, remove_file
from topp_desktop.persistence import archive
from topp_desktop.persistence.access import Access
from topp_desktop.persistence.backup_folder import PART, BackupFolder
from topp_desktop.persistence.cipher import new_key, salt_of
from topp_desktop.persistence.copies import check, copy_database, leave_device_out, remove, settle
from topp_desktop.persistence.database import Database, open_key
from topp_desktop.persistence.engine import DRIVER_FAULTS, connect, translate, translate_whole
from topp_desktop.persistence.inspect import contents_of
from topp_desktop.persistence.migrate import open_store
from topp_desktop.persistence.salvage import salvage
from topp_desktop.services.errors.system import write_faults
from topp_desktop.services.measurement.documents import kept_name
from topp_desktop.services.safety import (
    Backup,
    BackupContents,
    Reason,
    Restored,
    RestorePreview,
    WrittenBackup,
)
from topp_desktop.services.tasks import Task

_PAGE = 4096
"""A database is whole pages; what is not is no database, encrypted or otherwise."""

_LOOKED_THROUGH = 16 * 1024 * 1024
"""Bytes of a database that a start looks through: a tenth of a second."""

_SCRATCH = ("copy", "look", "new")
"""Places beside the database where something is prepared."""


class SqlVault:
    """label: how the trail calls this computer when a restore makes it another one; identity: the
    folder of a secretariat's identity, whose seeds lie in it under a passphrase."""

    def __init__(
        self, database: Database, attachments: Path, identity: Path, label: Callable[[], str]
    ) -> None:
        self._database = database
        self._attachments = attachments
        self._identity = identity
        self._label = label
        self._folder = BackupFolder(database.backups, database.path)

    @property
    def _store(self) -> Path:
        return self._database.path

    def _beside(self, what: str) -> Path:
        return self._store.with_name(f"{self._store.name}.{what}")

    def protected(self) -> bool:
        return salt_of(self._store) is not None

    def contents(self) -> BackupContents:
        return contents_of(self._store, self._database.key)

    # --- copies -----------------------------------------------------------------------------

    def backups(self) -> list[Backup]:
        return self._folder.copies()

    def back_up(self, reason: Reason, at: datetime, task: Task) -> Backup:
        self._known_key()
        key = self._database.key
        with write_faults(self._folder.path):
            goal = self._folder.name(reason, at)
            part = goal.with_name(goal.name + PART)
            copy_database(self._store, key, part, key, task)
            put_in_place(part, goal)
        return next(b for b in self.backups() if b.path == goal)

    def forget(self, backup: Backup) -> None:
        with write_faults(backup.path):
            remove(backup.path)

    def held(self, backup: Backup) -> BackupContents | None:
        try:
            return contents_of(backup.path, self._key_of(backup.path, None))
        except ToppError:
            return None

    def writes(self) -> int:
        return self._database.writes

    def tidy(self) -> None:
        found = [*self._folder.leftovers(), *self._attachments.glob(f"*{PART}")]
        for what in _SCRATCH:
            found += self._store.parent.glob(f"{self._store.name}.{what}*")
        for path in found:
            with contextlib.suppress(OSError):  # the next start tries again
                remove_file(path)
        for path in self._attachments.glob("*.*"):
            # Earlier versions let every file keep its ending, a program's too.
            with contextlib.suppress(OSError, UserError):
                name = kept_name(path.stem, path.name)
                if name != path.name:
                    put_in_place(path, path.with_name(name))

    # --- what a passphrase does not protect ---------------------------------------------------

    def remainders(self) -> list[Path]:
        open_copies = [b.path for b in self.backups() if not b.protected]
        aside = [path for path in self._folder.damaged() if salt_of(path) is None]
        return [*open_copies, *aside]

    def protect(self, path: Path, task: Task) -> bool:
        self._known_key()
        part = path.with_name(path.name + PART)
        try:
            with write_faults(path):
                copy_database(path, None, part, self._database.key, task)
                put_in_place(part, path)
        except EnvironmentFault as fault:
            if fault.code != "database-damaged":
                raise
            return False
        return True

    def discard(self, path: Path) -> None:
        with write_faults(path):
            remove(path)
            if path.parent != self._folder.path:
                shutil.rmtree(path.parent)  # a damaged database has a folder of its own

    def write_archive(self, path: Path, note: str, at: datetime, task: Task) -> WrittenBackup:
        self._known_key()
        key = self._database.key
        with self._scratch("copy") as copy, write_faults(path):
            copy_database(self._store, key, copy, key, task)
            leave_device_out(copy, key)

            def look_at(written: Path) -> None:
                # Read again from where it was written: this is what the stick really holds.
                archive.extract_database(written, archive.read_manifest(written), copy, task)
                check(copy, key, task)

            files = self._attachments.glob("*") if self._attachments.is_dir() else ()
            own = self._identity.iterdir() if self._identity.is_dir() else ()
            count = archive.write_archive(path, copy, files, own, note, at, task, look_at)
            contents = contents_of(copy, key)
        with write_faults(path), path.open("rb") as file:
            sha256 = hashlib.file_digest(file, "sha256").hexdigest()
        size, identity = path.stat().st_size, bool(archive.read_manifest(path).identity)
        return WrittenBackup(path, size, sha256, contents, count, identity)

    def _known_key(self) -> None:
        if self._database.locked:
            raise UserError("data-locked", path=str(self._store))

    @contextmanager
    def _scratch(self, what: str) -> Iterator[Path]:
        """A place beside the database that is empty before and after."""
        path = self._beside(what)
        with write_faults(path):
            private_folder(path.parent)
            remove(path)
        try:
            yield path
        finally:
            remove(path)

    # --- back again -------------------------------------------------------------------------

    def preview(self, path: Path, passphrase: str | None, task: Task) -> RestorePreview:
        with self._scratch("look") as look, _named(look, path):
            manifest = self._source(path, look, task)
            key = self._key_of(look, passphrase)
            there = contents_of(look, key)
            protected = key is not None
        try:
            here = self.contents() if self._store.exists() else None
        except ToppError:
            here = None
        return RestorePreview(
            path,
            there,
            here,
            manifest.note if manifest else "",
            manifest.made if manifest else None,
            len(manifest.attachments) if manifest else 0,
            protected,
            bool(manifest and manifest.identity),
        )

    def _source(
        self, path: Path, scratch: Path, task: Task, *, damaged: bool = False
    ) -> archive.Manifest | None:
        """Lays out the database of a copy at `scratch`; the copy itself is only read."""
        if not path.is_file():
            raise UserError("file-not-found", path=str(path))
        if archive.is_archive(path):
            manifest = archive.read_manifest(path)
            with write_faults(scratch):
                archive.extract_database(path, manifest, scratch, task)
            return manifest
        if path.stat().st_size % _PAGE and not damaged:
            raise UserError("wrong-format", path=str(path), expected=archive.FORMAT)
        with write_faults(scratch):
            shutil.copyfile(path, scratch)
            log = path.with_name(path.name + "-wal")
            if log.exists():
                shutil.copyfile(log, scratch.with_name(scratch.name + "-wal"))
        return None

    def _key_of(self, path: Path, passphrase: str | None) -> bytes | None:
        """The key of a copy: the passphrase's, or the present one where that fits."""
        salt = salt_of(path)
        if salt is None:
            return None
        if passphrase is None:
            present = self._database.key
            if present is None or present[-len(salt) :] != salt:
                raise UserError("data-locked", path=str(path))
            return present
        return open_key(path, passphrase)

    def restore(
        self, path: Path, passphrase: str | None, at: datetime, task: Task, *, fresh_device: bool
    ) -> Restored:
        identity = self._identity.with_name(self._identity.name + ".part")
        with self._scratch("look") as look, self._scratch("new") as prepared, _emptied(identity):
            with _named(look, path):
                manifest = self._source(path, look, task)
                source_key = self._key_of(look, passphrase)
                contents_of(look, source_key)
            key = self._database.key or source_key
            copy_database(look, source_key, prepared, key, task)
            self._bring_up_to_date(prepared, key, at, task, fresh_device=fresh_device)
            if manifest is not None and manifest.attachments:
                with write_faults(self._attachments):
                    archive.extract_attachments(path, manifest, self._attachments, task)
            if manifest is not None and manifest.identity and not self._has_identity():
                with write_faults(self._identity):
                    archive.extract_identity(path, manifest, identity, task)
            kept = self._put_in_place(prepared, key, at, task)
            with_identity = identity.exists()
            if with_identity:
                with contextlib.suppress(FileNotFoundError):
                    self._identity.rmdir()
                identity.replace(self._identity)
        return Restored(kept, self.contents(), with_identity)

    def sound(self) -> bool:
        if self._store.stat().st_size > _LOOKED_THROUGH:
            return True
        try:
            with closing(connect(self._store, key=self._database.key, read_only=True)) as found:
                return bool(found.execute("PRAGMA quick_check(1)").fetchone() == ("ok",))
        except DRIVER_FAULTS as fault:
            # Whoever writes just now could open it.
            return getattr(translate(fault, ""), "code", "") == "database-locked"

    def readable(self, task: Task) -> BackupContents:
        with self._salvaged(task) as prepared:
            return contents_of(prepared, self._database.key)

    def rescue(self, at: datetime, task: Task) -> Restored:
        with self._salvaged(task) as prepared:
            kept = self.copy_as_found(self._folder.aside(at))
            self._database.replace_damaged(prepared, self._database.key)
        return Restored(kept, self.contents())

    @contextmanager
    def _salvaged(self, task: Task) -> Iterator[Path]:
        """A sound database of what can be read of this one, under the same key."""
        with self._scratch("look") as look, self._scratch("new") as prepared:
            self._source(self._store, look, task, damaged=True)
            salvage(look, prepared, self._database.key, task)
            yield prepared

    def _has_identity(self) -> bool:
        """An identity that is here is never replaced."""
        return self._identity.is_dir() and any(self._identity.iterdir())

    def _bring_up_to_date(
        self,
        prepared: Path,
        key: bytes | None,
        at: datetime,
        task: Task,
        *,
        fresh_device: bool,
    ) -> None:
        from topp_desktop.persistence.exchange_tables import exchange_membership
        from topp_desktop.persistence.trail_store import enrol_device

        with _of_the_whole(prepared):
            engine = open_store(prepared, None, key=key)
            try:
                if fresh_device:
                    with Access(engine, str(prepared)).writing() as connection:
                        enrol_device(connection, self._label(), at)
                        # Two computers never sign as one: the next use makes a new key.
                        connection.execute(exchange_membership.update().values(device_seed=b""))
            finally:
                engine.dispose()
            settle(prepared, key)
            check(prepared, key, task)

    def _put_in_place(
        self, prepared: Path, key: bytes | None, at: datetime, task: Task
    ) -> Path | None:
        """Copies what is here, then replaces it; returns where the copy lies."""
        if not self._store.exists():
            self._database.replace(prepared, key)
            return None
        try:
            if not self._database.locked:  # else it can only be kept as it is
                kept = self.back_up("before-restore", at, task).path
                self._database.replace(prepared, key)
                return kept
        except EnvironmentFault as fault:
            if fault.code != "database-damaged":
                raise
        kept = self.copy_as_found(self._folder.aside(at))
        self._database.replace_damaged(prepared, key)
        return kept

    def copy_as_found(self, folder: Path) -> Path:
        with write_faults(folder):
            folder.mkdir(parents=True)
            for file in self._store.parent.glob(self._store.name + "*"):
                if file.name.removeprefix(self._store.name) in ("", "-wal", "-shm"):
                    shutil.copy2(file, folder)
        return folder / self._store.name

    # --- passphrase -------------------------------------------------------------------------

    def set_passphrase(self, new: str | None, current: str | None, task: Task) -> None:
        if self.protected():
            # Asked again, so that nobody changes it at a computer left alone.
            if current is None:
                raise UserError("data-locked", path=str(self._store))
            self._database.key = open_key(self._store, current)
        goal_key = None if new is None else new_key(new)
        self.rekey(goal_key, task)

    def rekey(self, goal_key: bytes | None, task: Task) -> None:
        """Stores the database under another key, or in the open for None; all or nothing."""
        self._database.engine.dispose()  # makes it where there is none
        with self._scratch("new") as prepared:
            copy_database(self._store, self._database.key, prepared, goal_key, task)
            self._database.replace(prepared, goal_key)


@contextmanager
def _of_the_whole(path: Path) -> Iterator[None]:
    """What a disk refuses inside is no answer that was not saved, whoever says so."""
    try:
        yield
    except DRIVER_FAULTS as fault:
        raise translate_whole(fault, str(path)) from fault
    except EnvironmentFault as fault:
        cause = fault.__cause__
        if fault.code != "store-write-failed" or not isinstance(cause, Exception):
            raise
        raise translate_whole(cause, str(path)) from fault


@contextmanager
def _emptied(folder: Path) -> Iterator[None]:
    """A folder that is not there before and after."""
    shutil.rmtree(folder, ignore_errors=True)
    try:
        yield
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def _named(scratch: Path, path: Path) -> Iterator[None]:
    """Faults about a scratch file name the file that a person knows."""
    try:
        yield
    except ToppError as fault:
        if fault.params.get("path") == str(scratch):
            fault.params["path"] = str(path)
        raise
