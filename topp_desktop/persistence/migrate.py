"""Bringing a database up to date: all or nothing, after a backup; a newer one is not touched."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import sqlcipher3.dbapi2 as sqlite
from sqlalchemy import Engine

from topp_desktop.domain.errors import EnvironmentFault
from topp_desktop.foundation.files import private_folder, put_in_place
from topp_desktop.persistence.backup_folder import PART, BackupFolder
from topp_desktop.persistence.copies import copy_database
from topp_desktop.persistence.engine import DRIVER_FAULTS, connect, open_engine, translate
from topp_desktop.services.tasks import Task

HEAD = "0005"
KNOWN = frozenset({"0001", "0002", "0003", "0004", HEAD})
SCRIPTS = Path(__file__).parent / "migrations"


def open_store(
    path: Path,
    backups: Path | None,
    *,
    key: bytes | None = None,
    connector: Callable[[], Any] | None = None,
) -> Engine:
    """The engine of an up-to-date database; makes it where there is none. backups None: what is
    at `path` is itself a copy.

    Faults: database-too-new (not touched), database-damaged, migration-failed (the database is
    as it was, a copy lies in `backups`), cannot-write, store-write-failed.
    """
    found = _revision(path, backups, key)
    if found is not None and found not in KNOWN:
        raise EnvironmentFault("database-too-new", path=str(path))
    try:
        private_folder(path.parent)
        engine = open_engine(path, key=key, connector=connector)
        if found == HEAD:
            engine.connect().close()  # a disk that refuses says so now, not at the first answer
        else:
            if found is not None and backups is not None:
                backup(path, backups, key=key)
            upgrade(engine)
    except DRIVER_FAULTS as fault:
        if found not in (None, HEAD):
            raise EnvironmentFault(
                "migration-failed", path=str(path), backup=str(backups)
            ) from fault
        raise translate(fault, str(path)) from fault
    return engine


def _revision(path: Path, backups: Path | None, key: bytes | None) -> str | None:
    """The revision a database is at, read without touching it; None where there is none yet."""
    if not path.exists() or path.stat().st_size == 0:
        return None
    damaged = EnvironmentFault("database-damaged", path=str(path), backups=str(backups))
    try:
        connection = connect(path, key=key, read_only=True)
        try:
            tables = {row[0] for row in connection.execute("SELECT name FROM sqlite_master")}
            if not tables:
                return None
            if "alembic_version" not in tables:
                raise damaged
            row = connection.execute("SELECT version_num FROM alembic_version").fetchone()
        finally:
            connection.close()
    except (sqlite.Error, MemoryError) as fault:
        known = translate(fault, str(path))
        passing = getattr(known, "code", "") in ("database-locked", "cannot-write")
        raise (known if passing else damaged) from fault
    return str(row[0]) if row else None


def backup(path: Path, folder: Path, *, key: bytes | None = None) -> Path:
    """A copy of the database before it is brought up to date, checked and synced before it takes
    its name; returns where it lies."""
    goal = BackupFolder(folder, path).name("before-update", datetime.now(UTC))
    part = goal.with_name(goal.name + PART)
    copy_database(path, key, part, key, Task())
    put_in_place(part, goal)
    return goal


def upgrade(engine: Engine, revision: str = "head") -> None:
    """Runs the migrations in one transaction, foreign keys off meanwhile and checked after."""
    from alembic import command

    with engine.connect() as connection:
        # Batch mode with foreign keys on silently deletes cascade children; the pragma only
        # takes effect outside a transaction.
        raw: Any = connection.connection.driver_connection
        raw.execute("PRAGMA foreign_keys = OFF")
        try:
            with connection.execution_options(topp_write=True).begin():
                config = alembic_config()
                config.attributes["connection"] = connection
                command.upgrade(config, revision)
                broken = connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall()
                if broken:
                    raise sqlite.IntegrityError("foreign keys broken by a migration")
        finally:
            raw.execute("PRAGMA foreign_keys = ON")


def alembic_config() -> Any:
    """Alembic's configuration in memory: the scripts are shipped as data, there is no .ini."""
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", SCRIPTS.as_posix().replace("%", "%%"))
    return config
