"""Rescuing what can still be read of a damaged database, row by row, into a fresh one.

A table is read from its beginning until a page refuses, then from its end, then row by row in
between. Whatever a rule of the tables refuses, and whatever lost what it belongs to, stays out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, suppress
from pathlib import Path
from typing import Any

import sqlcipher3.dbapi2 as sqlite
from sqlalchemy import Table

from topp_desktop.domain.errors import EnvironmentFault
from topp_desktop.foundation.i18n import N_
from topp_desktop.persistence.copies import check, settle
from topp_desktop.persistence.engine import connect
from topp_desktop.persistence.migrate import open_store
from topp_desktop.persistence.schema import metadata
from topp_desktop.services.tasks import Task

_READING = N_("Reading what can be read")
_GAP = 50_000
"""Row numbers that are tried one by one between the two ends of a table."""

_ENOUGH = 400
"""Refusals in a row after which the rest of a gap is taken for lost."""

_FAULTS = (sqlite.DatabaseError, sqlite.OperationalError, MemoryError, OverflowError)
_NAMELESS = """
INSERT INTO respondent (assessment_id, id, position, role, name, unit, components)
SELECT DISTINCT r.assessment_id, r.respondent_id, 1000, 'technical', '', '', '[]' FROM response r
WHERE NOT EXISTS (SELECT 1 FROM respondent p WHERE p.assessment_id = r.assessment_id
AND p.id = r.respondent_id)
"""


def salvage(damaged: Path, goal: Path, key: bytes | None, task: Task) -> int:
    """Makes a sound database, under the same key, of what can be read; returns the number of rows
    that it holds.

    EnvironmentFault("database-damaged") where nothing can be read at all.
    """
    open_store(goal, None, key=key).dispose()
    tables, rows = metadata.sorted_tables, 0
    with closing(connect(goal, key=key)) as fresh:
        fresh.execute("PRAGMA foreign_keys = OFF")
        fresh.execute("BEGIN")
        for number, table in enumerate(tables):
            task.advance(_READING, number, len(tables))
            rows += _bring(lambda: connect(damaged, key=key, read_only=True), table, fresh)
        fresh.execute(_NAMELESS)
        while sum(_drop_orphans(fresh, table) for table in tables):
            pass
        fresh.execute("COMMIT")
    if not rows:
        raise EnvironmentFault("database-damaged", path=str(damaged), backups="backups")
    settle(goal, key)
    check(goal, key, task)
    return rows


def _bring(reopen: Callable[[], Any], table: Table, fresh: Any) -> int:
    there: set[str] = set()
    with suppress(*_FAULTS), closing(reopen()) as old:
        there = {row[1] for row in old.execute(f'PRAGMA table_info("{table.name}")')}
    columns = [c.name for c in table.columns if c.name in there]
    if not columns:
        return 0
    names, marks = ", ".join(f'"{name}"' for name in columns), ", ".join("?" * len(columns))
    statement = f'INSERT OR IGNORE INTO "{table.name}" ({names}) VALUES ({marks})'  # noqa: S608
    before = fresh.total_changes
    for row in _rows(reopen, table, names):
        with suppress(sqlite.Error):  # a value that this table never holds
            fresh.execute(statement, row)
    return int(fresh.total_changes - before)


def _rows(reopen: Callable[[], Any], table: Table, names: str) -> Iterator[Sequence[Any]]:
    """The rows that can be read; one may come twice."""
    by_number = table.dialect_options["sqlite"]["with_rowid"] is not False
    order = ["rowid"] if by_number else [f'"{c.name}"' for c in table.primary_key]
    first = "rowid" if by_number else "0"
    ends: list[int | None] = []
    for turn in ("ASC", "DESC"):
        sorting = ", ".join(f"{name} {turn}" for name in order)
        last, whole = None, False
        # A page that was refused may spoil the connection: each attempt has its own.
        with suppress(*_FAULTS), closing(reopen()) as old:
            query = f'SELECT {first}, {names} FROM "{table.name}" NOT INDEXED ORDER BY {sorting}'  # noqa: S608
            for row in old.execute(query):
                last = row[0]
                yield row[1:]
            whole = True
        if whole:
            return
        ends.append(last)
    if by_number and ends != [None, None]:
        yield from _between(reopen, table, names, (ends[0] or 0) + 1, ends[1])


def _between(
    reopen: Callable[[], Any], table: Table, names: str, first: int, end: int | None
) -> Iterator[Sequence[Any]]:
    query = f'SELECT {names} FROM "{table.name}" WHERE rowid = ?'  # noqa: S608
    refused = 0
    old = reopen()
    try:
        for number in range(first, min(end or first + _GAP, first + _GAP)):
            try:
                yield from old.execute(query, (number,)).fetchall()
            except _FAULTS:
                refused += 1
                if refused > _ENOUGH:
                    return
                old.close()
                old = reopen()
            else:
                refused = 0
    finally:
        old.close()


def _drop_orphans(fresh: Any, table: Table) -> int:
    """Removes what belongs to a row that could not be read."""
    before = fresh.total_changes
    for rule in table.foreign_key_constraints:
        pairs = [(element.parent.name, element.column.name) for element in rule.elements]
        parent = rule.referred_table.name
        same = " AND ".join(f'p."{there}" = "{table.name}"."{own}"' for own, there in pairs)
        named = " AND ".join(f'"{own}" IS NOT NULL' for own, _ in pairs)
        fresh.execute(
            f'DELETE FROM "{table.name}" WHERE {named} '  # noqa: S608 — names of our own tables
            f'AND NOT EXISTS (SELECT 1 FROM "{parent}" p WHERE {same})'
        )
    return int(fresh.total_changes - before)
