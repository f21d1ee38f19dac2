"""Copies of a database file: consistent, checked, durable; plain or under another key."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import sqlcipher3.dbapi2 as sqlite

from topp_desktop.domain.errors import EnvironmentFault
from topp_desktop.foundation.files import put_in_place, remove_file, sync_folder
from topp_desktop.foundation.i18n import N_
from topp_desktop.persistence.engine import connect, translate_whole
from topp_desktop.services.tasks import Cancelled, Task

_BESIDE = ("-wal", "-shm", "-journal")
_COPYING, _CHECKING = N_("Copying the answers"), N_("Checking the copy")

_PAGES = 256
"""Copied between two looks at the task: 1 MB."""

_STEPS = 20_000
"""Of SQLite's own machine, between two looks at the task: a few milliseconds."""


def remove(path: Path) -> None:
    """Removes a database with what lies beside it."""
    remove_file(path)
    for suffix in _BESIDE:
        remove_file(path.with_name(path.name + suffix))


def settle(path: Path, key: bytes | None) -> None:
    """Brings everything into the one file and closes it; EnvironmentFault("database-locked")
    while anybody else has it open."""
    with closing(connect(path, key=key)) as connection:
        connection.execute("PRAGMA busy_timeout = 2000")
        # Leaving WAL takes the only connection there is: nobody else has the file open then.
        (mode,) = connection.execute("PRAGMA journal_mode = DELETE").fetchone()
    if mode != "delete":
        raise EnvironmentFault("database-locked", path=str(path))
    with path.open("rb+") as file:
        os.fsync(file.fileno())


@contextmanager
def _stoppable(connection: Any, task: Task) -> Iterator[None]:
    """Statements inside end with Cancelled soon after the task was asked to stop."""
    connection.set_progress_handler(lambda: int(task.cancelled), _STEPS)
    try:
        yield
    except sqlite.OperationalError as fault:
        if task.cancelled:
            raise Cancelled from fault
        raise
    finally:
        connection.set_progress_handler(None, 0)


def copy_database(
    source: Path, key: bytes | None, goal: Path, goal_key: bytes | None, task: Task
) -> None:
    """A consistent copy at `goal` (replaced), under its own key; checked and synced.

    Faults: database-damaged (the copy is not sound), store-write-failed, disk-full as it says;
    Cancelled. After any of them there is nothing at `goal`.
    """
    remove(goal)

    def told(_: int, left: int, total: int) -> None:
        task.advance(_COPYING, total - left, total)

    try:
        if key == goal_key:
            with closing(connect(source, key=key)) as old, closing(connect(goal, key=key)) as new:
                old.backup(new, pages=_PAGES, progress=told)
        else:
            task.advance(_COPYING, 0, 0)
            with closing(connect(source, key=key)) as old, _stoppable(old, task):
                secret = "" if goal_key is None else f"x'{goal_key.hex()}'"
                old.execute("ATTACH DATABASE ? AS goal KEY ?", (str(goal), secret))
                old.execute("SELECT sqlcipher_export('goal')")
                old.execute("DETACH DATABASE goal")
        settle(goal, goal_key)
        check(goal, goal_key, task)
        sync_folder(goal.parent)
    except (sqlite.Error, OSError) as fault:
        remove(goal)
        raise translate_whole(fault, str(goal)) from fault
    except BaseException:
        remove(goal)
        raise


def check(path: Path, key: bytes | None, task: Task) -> None:
    """EnvironmentFault("database-damaged") unless every page and reference is sound."""
    task.advance(_CHECKING, 0, 0)
    with (
        closing(connect(path, key=key, read_only=True)) as connection,
        _stoppable(connection, task),
    ):
        found = connection.execute("PRAGMA integrity_check").fetchall()
        broken = connection.execute("PRAGMA foreign_key_check").fetchall()
        pages = (
            [] if key is None else connection.execute("PRAGMA cipher_integrity_check").fetchall()
        )
    if found != [("ok",)] or broken or pages:
        raise EnvironmentFault("database-damaged", path=str(path), backups="backups")


def replace_store(prepared: Path, path: Path) -> None:
    """Puts a settled database in the place of another that is settled or gone."""
    for suffix in _BESIDE:
        # A log that belongs to the old file would be played into the new one.
        remove_file(path.with_name(path.name + suffix))
    put_in_place(prepared, path)
    sync_folder(path.parent)


def leave_device_out(copy: Path, key: bytes | None) -> None:
    """Whoever finds a stick cannot sign as this computer; where the copy is brought back, the next
    use makes a key of its own."""
    with closing(connect(copy, key=key)) as connection:
        connection.execute("PRAGMA secure_delete = ON")
        connection.execute("UPDATE exchange_membership SET device_seed = x''")
    settle(copy, key)
