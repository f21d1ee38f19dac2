"""The one database of this installation: locked or open, and replaced as a whole while it runs."""

from __future__ import annotations

import threading
import time
from pathlib import Path
from typing import Any

import sqlcipher3.dbapi2 as sqlite
from sqlalchemy import Connection, Engine, event
from sqlalchemy.pool import QueuePool

from topp_desktop.domain.errors import EnvironmentFault, UserError
from topp_desktop.persistence.backup_folder import BackupFolder
from topp_desktop.persistence.cipher import key_from, salt_of
from topp_desktop.persistence.copies import replace_store, settle
from topp_desktop.persistence.engine import connect, translate_whole
from topp_desktop.persistence.migrate import open_store
from topp_desktop.services.errors.system import write_faults

PATIENCE = 2.0
"""Seconds that a replacement waits for whoever is reading."""


class Database:
    """Holds the key while the program runs. Its engine stays the same object when the file is
    replaced: stores need not know."""

    def __init__(self, path: Path, backups: Path) -> None:
        self.path = path
        self.backups = backups
        self.key: bytes | None = None
        self.writes = 0
        """Transactions that wrote something, since the program started."""
        self._engine: Engine | None = None
        self._file: tuple[int, int] | None = None
        self._door = threading.Lock()

    @property
    def locked(self) -> bool:
        """Whether a passphrase is needed and none was given yet."""
        return self.key is None and salt_of(self.path) is not None

    def unlock(self, passphrase: str) -> None:
        """Takes the passphrase; UserError("wrong-passphrase")."""
        self.key = open_key(self.path, passphrase)

    @property
    def engine(self) -> Engine:
        """Open and up to date; UserError("data-locked") while locked."""
        if self._engine is None:
            if self.locked:
                raise UserError("data-locked", path=str(self.path))
            if not holds_anything(self.path):
                # Whatever comes now is no successor of what the copies hold.
                with write_faults(self.backups):
                    BackupFolder(self.backups, self.path).keep()
            self._engine = open_store(
                self.path, self.backups, key=self.key, connector=self._connect
            )
            self._file = _identity(self.path)
            event.listen(self._engine, "begin", self._look, insert=True)
            event.listen(self._engine, "commit", self._count)
        return self._engine

    def _look(self, connection: Connection) -> None:
        """A file that was removed or replaced while it is open takes every answer with it; Windows
        lets nobody do that."""
        writes = connection.get_execution_options().get("topp_write", False)
        if writes and self._file is not None and _identity(self.path) != self._file:
            raise EnvironmentFault("store-gone", path=str(self.path))

    def _count(self, connection: Connection) -> None:
        if connection.get_execution_options().get("topp_write", False):
            self.writes += 1

    def _connect(self) -> Any:
        # Nobody opens the file while it is being replaced.
        with self._door:
            return connect(self.path, key=self.key)

    def replace(self, prepared: Path, key: bytes | None) -> None:
        """Puts a settled database in place of this one; all or nothing.

        EnvironmentFault("database-locked") while a connection is in use.
        """
        with self._door:
            self._wait_for_readers()
            self.close()
            try:
                if self.path.exists():
                    settle(self.path, self.key)
                replace_store(prepared, self.path)
            except (sqlite.Error, OSError) as fault:
                raise translate_whole(fault, str(self.path)) from fault
            self._took(key)

    def _took(self, key: bytes | None) -> None:
        self.key = key
        self._file = _identity(self.path)

    def _wait_for_readers(self) -> None:
        """A connection that is in use would outlive `close`, and keep the old file open."""
        deadline = time.monotonic() + PATIENCE
        while self._engine is not None:
            pool = self._engine.pool
            assert isinstance(pool, QueuePool)
            if not pool.checkedout():
                return
            if time.monotonic() > deadline:
                raise EnvironmentFault("database-locked", path=str(self.path))
            time.sleep(0.02)

    def replace_damaged(self, prepared: Path, key: bytes | None) -> None:
        """As `replace`, for a file that cannot be opened; a copy of it lies elsewhere."""
        with self._door:
            self.close()
            try:
                replace_store(prepared, self.path)
            except OSError as fault:
                raise translate_whole(fault, str(self.path)) from fault
            self._took(key)

    def close(self) -> None:
        """Lets go of the file; the next use opens it again."""
        if self._engine is not None:
            self._engine.dispose()


def _identity(path: Path) -> tuple[int, int] | None:
    """Which file it is, whatever it is called; None where there is none, or nobody can say."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino


def holds_anything(path: Path) -> bool:
    """Whether there is a database file with anything in it."""
    try:
        return path.stat().st_size > 0
    except OSError:
        return False


def open_key(path: Path, passphrase: str) -> bytes | None:
    """The key of a database; None for a plain one; UserError("wrong-passphrase")."""
    salt = salt_of(path)
    if salt is None:
        return None
    key = key_from(passphrase, salt)
    try:
        connection = connect(path, key=key, read_only=True)
        try:
            connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
        finally:
            connection.close()
    except sqlite.DatabaseError as fault:
        if "not a database" in str(fault):
            raise UserError("wrong-passphrase", path=str(path)) from fault
        raise translate_whole(fault, str(path)) from fault
    return key
