"""Opening a database: SQLite in WAL mode with every commit synced, through sqlcipher3.

sqlcipher3 carries its own SQLite, newer than what systems ship, and reads plain databases as
well as encrypted ones.
"""

from __future__ import annotations

import errno
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import quote

import sqlcipher3.dbapi2 as sqlite
from sqlalchemy import URL, Engine, create_engine, event
from sqlalchemy.exc import DatabaseError, OperationalError
from sqlalchemy.pool import QueuePool

from topp_desktop.domain.errors import EnvironmentFault

WRITE = {"topp_write": True}
"""Execution options of a connection that is going to write: it takes the lock at BEGIN."""


def connect(path: Path, *, key: bytes | None = None, read_only: bool = False) -> Any:
    """A raw connection without implicit transactions. `key`: of `persistence.cipher`, or None.

    read_only leaves no file behind and works on a disk that cannot be written: without a log
    beside it a database is complete, and SQLite need not look for one.
    """
    uri = f"file:{quote(path.resolve().as_posix())}"
    if read_only:
        uri += "?mode=ro"
        if not path.with_name(path.name + "-wal").exists():
            uri += "&immutable=1"
    connection = sqlite.connect(uri, uri=True, isolation_level=None, check_same_thread=False)
    if key is not None:
        # The library would write every wrong passphrase to the console.
        connection.execute("PRAGMA cipher_log_level = NONE")
        connection.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
    return connection


def _configure(connection: Any) -> None:
    for pragma in (
        "journal_mode = WAL",
        "synchronous = FULL",
        "foreign_keys = ON",
        "busy_timeout = 5000",
        "trusted_schema = OFF",
    ):
        connection.execute(f"PRAGMA {pragma}")


def open_engine(
    path: Path, *, key: bytes | None = None, connector: Callable[[], Any] | None = None
) -> Engine:
    """The engine of a database file, which is made if it does not exist.

    connector: makes raw connections in place of `connect(path, key=key)`.
    """

    def creator() -> Any:
        connection = connector() if connector is not None else connect(path, key=key)
        _configure(connection)
        return connection

    engine = create_engine(
        URL.create("sqlite", database=str(path)),
        module=sqlite,
        creator=creator,
        poolclass=QueuePool,
        pool_size=4,
    )

    @event.listens_for(engine, "begin")
    def begin(connection: Any) -> None:
        # The driver's implicit transactions leave half-made tables when a migration fails.
        writing = connection.get_execution_options().get("topp_write", False)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")

    return engine


def translate(fault: Exception, path: str) -> Exception:
    """A library's exception as a known fault; one that speaks of a bug of ours stays itself."""
    text = str(getattr(fault, "orig", fault)).lower()
    if "not a database" in text or "malformed" in text or "file is encrypted" in text:
        return EnvironmentFault("database-damaged", path=path, backups="backups")
    if "locked" in text or "busy" in text:
        return EnvironmentFault("database-locked", path=path)
    if "readonly" in text or "unable to open" in text:
        return EnvironmentFault("cannot-write", path=path)
    if isinstance(fault, OSError) or "full" in text or "i/o" in text or "disk" in text:
        return EnvironmentFault("store-write-failed", path=path)
    return fault


def translate_whole(fault: Exception, path: str) -> Exception:
    """As `translate`, for what is done to a file as a whole: a copy, a restore, a passphrase. No
    answer was on its way."""
    known = translate(fault, path)
    if getattr(known, "code", "") != "store-write-failed":
        return known
    full = getattr(fault, "errno", None) == errno.ENOSPC or "full" in str(fault).lower()
    return EnvironmentFault("disk-full" if full else "store-replace-failed", path=path)


DRIVER_FAULTS = (DatabaseError, OperationalError, sqlite.Error, OSError)


@contextmanager
def database_faults(
    path: Path | str, known: Callable[[Exception, str], Exception] = translate
) -> Iterator[None]:
    """Inside, a driver's exception becomes a known fault that names `path`.

    known: says what it means; another one than `translate` where no answer was being saved.
    """
    try:
        yield
    except DRIVER_FAULTS as fault:
        raise known(fault, str(path)) from fault
