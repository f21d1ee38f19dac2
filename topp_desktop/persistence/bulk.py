"""Statements with tuples, many at once: five times faster than the ORM's way of doing it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import islice
from typing import Any

from sqlalchemy import Connection, Table

_AT_ONCE = 500
"""Values in one statement; below every database's limit."""


class Bulk:
    """Runs plain SQL with `?` places on a connection, in the driver's own style."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._native = connection.dialect.paramstyle in {"format", "pyformat"}

    @property
    def dialect(self) -> str:
        return self._connection.dialect.name

    def _sql(self, sql: str) -> str:
        return sql.replace("?", "%s") if self._native else sql

    def rows(self, sql: str, values: Sequence[Any] = ()) -> list[Any]:
        """All rows of one statement."""
        found = self._connection.exec_driver_sql(self._sql(sql), tuple(values))
        return list(found.all())

    def rows_in(self, sql: str, values: Collection[Any]) -> Iterator[Any]:
        """Rows of `sql`, whose `{in}` stands for a list of the values; in several statements."""
        for some in _chunks(values):
            places = ",".join("?" * len(some))
            yield from self.rows(sql.replace("{in}", f"({places})"), some)

    def rows_in_pairs(self, sql: str, pairs: Collection[tuple[Any, Any]]) -> Iterator[Any]:
        """As `rows_in`, with `{in}` for a list of pairs."""
        for some in _chunks(pairs):
            places = ",".join(["(?,?)"] * len(some))
            flat = [value for pair in some for value in pair]
            yield from self.rows(sql.replace("{in}", f"(VALUES {places})"), flat)

    def many(self, sql: str, rows: Sequence[tuple[Any, ...]]) -> None:
        """One statement for every row."""
        if rows:
            self._connection.exec_driver_sql(self._sql(sql), list(rows))

    def insert(
        self, table: Table, rows: Sequence[tuple[Any, ...]], *, replace: bool = False
    ) -> None:
        """Inserts rows with a value for every column; what is there stays, or is replaced."""
        names = [column.name for column in table.columns]
        keys = [column.name for column in table.primary_key]
        rest = [name for name in names if name not in keys]
        act = ", ".join(f'"{n}" = excluded."{n}"' for n in rest)
        conflict = f"DO UPDATE SET {act}" if replace and rest else "DO NOTHING"
        columns = ", ".join(f'"{n}"' for n in names)
        marks = ", ".join("?" * len(names))
        key = ", ".join(f'"{n}"' for n in keys)
        self.many(
            f'INSERT INTO "{table.name}" ({columns}) VALUES ({marks})'  # noqa: S608 - our tables
            f" ON CONFLICT ({key}) {conflict}",
            rows,
        )


def _chunks(values: Iterable[Any]) -> Iterator[list[Any]]:
    waiting = iter(values)
    while some := list(islice(waiting, _AT_ONCE)):
        yield some
