"""The pool of signed objects in the database; implements `services.exchange.ports`."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import fields
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Engine

from topp_desktop.persistence import exchange_tables as t
from topp_desktop.persistence.access import Access
from topp_desktop.persistence.bulk import Bulk
from topp_desktop.persistence.exchange_office import OfficeWork
from topp_desktop.services.exchange.ports import (
    ADMITTED,
    CurrentRow,
    ExchangeUnit,
    Sketch,
    StoredObject,
)

_COLUMNS = (
    "rid, typ, kid, institution, round, seq, subject, public_key, instrument, status, outcome"
)
_OBJECTS = f"SELECT {_COLUMNS} FROM exchange_object o"  # noqa: S608 - constants
_PLAIN_GRANTS = ("topp-enrolment", "topp-invitation", "topp-admission")
_FULL_GRANTS = ("topp-region-pack", "topp-revocation", "topp-alias")

_LOG_PAGES = 4_000
"""Pages of SQLite's log, 16 MB, that are put in their places at once: a transaction of 64 files
touches hundreds, many of them the same as the one before."""

_SKETCH = [field.name for field in fields(Sketch)]


def _now() -> str:
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


class SqlExchangeStore:
    """Implements `ExchangeStore` over an engine."""

    def __init__(self, engine: Engine, now: Callable[[], str] = _now) -> None:
        self.engine = engine
        self._access = Access(engine)
        self._now = now

    @contextmanager
    def write(self) -> Iterator[ExchangeUnit]:
        """Commits at the end; faults of the database become EnvironmentFault."""
        with self._unit(keep=True) as unit:
            yield unit

    @contextmanager
    def rehearse(self) -> Iterator[ExchangeUnit]:
        """Takes changes and forgets them."""
        with self._unit(keep=False) as unit:
            yield unit

    @contextmanager
    def _unit(self, *, keep: bool) -> Iterator[ExchangeUnit]:
        with self._access.writing() as connection:
            bulk = Bulk(connection)
            if bulk.dialect == "sqlite":
                bulk.rows(f"PRAGMA wal_autocheckpoint = {_LOG_PAGES}")
            yield SqlExchangeUnit(bulk, self._now)
            if not keep:
                connection.rollback()

    @contextmanager
    def read(self) -> Iterator[ExchangeUnit]:
        """A consistent look; waits for nobody."""
        with self._access.reading() as connection:
            yield SqlExchangeUnit(Bulk(connection), self._now)


class SqlExchangeUnit(OfficeWork):
    """Implements `ExchangeUnit` inside one transaction."""

    def grants(self) -> Iterator[tuple[str, str, str, str, str, bytes | None]]:
        plain = self._bulk.rows_in(
            "SELECT typ, rid, kid, institution, subject FROM exchange_object"
            " WHERE typ IN {in} AND status <> 'unverified'",
            _PLAIN_GRANTS,
        )
        yield from ((*row, None) for row in plain)
        yield from map(
            tuple,
            self._bulk.rows_in(
                "SELECT o.typ, o.rid, o.kid, o.institution, o.subject, b.raw"
                " FROM exchange_object o JOIN exchange_bytes b ON b.rid = o.rid"
                " WHERE o.typ IN {in} AND o.status <> 'unverified'",
                _FULL_GRANTS,
            ),
        )

    def keys(self) -> dict[str, str]:
        return dict(
            map(
                tuple,
                self._bulk.rows(
                    "SELECT kid, public_key FROM exchange_object WHERE typ = 'topp-enrolment'"
                    " AND public_key <> ''"
                ),
            )
        )

    def known(self, rids: Collection[str]) -> dict[str, str]:
        sql = "SELECT rid, status FROM exchange_object WHERE rid IN {in}"
        return dict(map(tuple, self._bulk.rows_in(sql, rids)))

    def standings(self, rids: Collection[str]) -> dict[str, tuple[str, str]]:
        sql = "SELECT rid, status, outcome FROM exchange_object WHERE rid IN {in}"
        rows = self._bulk.rows_in(sql, rids)
        return {rid: (status, outcome) for rid, status, outcome in rows}

    def rows(self, rids: Collection[str]) -> list[StoredObject]:
        found = self._bulk.rows_in(f"{_OBJECTS} WHERE rid IN {{in}}", rids)
        return [_stored(row) for row in found]

    def files(self, sha256s: Collection[str]) -> dict[str, list[str]]:
        sql = "SELECT sha256, rids FROM exchange_file WHERE sha256 IN {in}"
        return {sha256: rids.split() for sha256, rids in self._bulk.rows_in(sql, sha256s)}

    def put_files(self, files: Mapping[str, Sequence[str]]) -> None:
        self._bulk.insert(t.exchange_file, [(sha, " ".join(rids)) for sha, rids in files.items()])

    def add(self, objects: Sequence[StoredObject]) -> None:
        self._bulk.insert(
            t.exchange_object,
            [
                (
                    o.rid,
                    o.typ,
                    o.kid,
                    o.institution,
                    o.round,
                    o.seq,
                    o.subject,
                    o.key,
                    o.instrument,
                    o.status,
                    o.outcome,
                )
                for o in objects
            ],
            replace=True,
        )
        # Replaced as well: the bytes that waited may carry a signature that does not hold.
        self._bulk.insert(t.exchange_bytes, [(o.rid, o.raw) for o in objects], replace=True)
        self._bulk.insert(t.exchange_edge, [(o.rid, p) for o in objects for p in set(o.parents)])

    def remove(self, rids: Collection[str]) -> None:
        rows = [(rid,) for rid in rids]
        for table, column in (
            ("exchange_object", "rid"),
            ("exchange_bytes", "rid"),
            ("exchange_edge", "child"),
        ):
            self._bulk.many(f"DELETE FROM {table} WHERE {column} = ?", rows)  # noqa: S608

    def set_status(self, changes: Iterable[tuple[str, str, str]]) -> None:
        self._bulk.many(
            "UPDATE exchange_object SET status = ?, outcome = ? WHERE rid = ?",
            [(status, outcome, rid) for rid, status, outcome in changes],
        )

    def _with_parents(self, rows: Iterable[Any]) -> list[StoredObject]:
        found = [_stored(row) for row in rows]
        parents: dict[str, list[str]] = defaultdict(list)
        statements = [o.rid for o in found if o.round and o.typ != "topp-withdrawal"]
        sql = "SELECT child, parent FROM exchange_edge WHERE child IN {in}"
        for child, parent in self._bulk.rows_in(sql, statements):
            parents[child].append(parent)
        for o in found:
            if o.rid in parents:
                o.parents = tuple(sorted(parents[o.rid]))
        return found

    def group(self, places: Collection[tuple[str, str]]) -> list[StoredObject]:
        return self._with_parents(
            self._bulk.rows_in_pairs(
                f"{_OBJECTS} WHERE (institution, round) IN {{in}}"
                " AND typ IN ('topp-revision', 'topp-resolution')",
                places,
            )
        )

    def places(self, institutions: Collection[str] | None = None) -> list[tuple[str, str]]:
        sql = (
            "SELECT DISTINCT institution, round FROM exchange_object"
            " WHERE typ IN ('topp-revision', 'topp-resolution') AND status <> 'unverified'"
        )
        if institutions is None:
            return [(i, r) for i, r in self._bulk.rows(sql)]
        rows = self._bulk.rows_in(sql + " AND institution IN {in}", institutions)
        return [(i, r) for i, r in rows]

    def with_status(
        self, *statuses: str, kids: Collection[str] | None = None
    ) -> list[StoredObject]:
        wanted = ", ".join(f"'{status}'" for status in statuses)
        sql = f"{_OBJECTS} WHERE status IN ({wanted})"
        if ADMITTED not in statuses:
            # Names the condition of the partial index, so that it is used.
            sql += " AND status <> 'admitted'"
        if kids is None:
            return self._with_parents(self._bulk.rows(sql))
        return self._with_parents(self._bulk.rows_in(f"{sql} AND kid IN {{in}}", kids))

    def objects(
        self,
        *typs: str,
        institutions: Collection[str] | None = None,
        kids: Collection[str] | None = None,
        subjects: Collection[str] | None = None,
    ) -> list[StoredObject]:
        names = ("institution", "kid", "subject", "typ")
        narrow = (institutions, kids, subjects, typs)
        name, values = next((n, v) for n, v in zip(names, narrow, strict=True) if v is not None)
        rows = self._bulk.rows_in(f"{_OBJECTS} WHERE {name} IN {{in}}", values)
        return self._with_parents(row for row in rows if row[1] in typs)

    def led_astray(self, rids: Collection[str]) -> set[str]:
        sql = (
            "SELECT c.rid FROM exchange_object c JOIN exchange_edge e ON e.child = c.rid"
            " JOIN exchange_object p ON p.rid = e.parent"
            " WHERE p.status <> 'unverified' AND (p.institution <> c.institution"
            " OR p.round <> c.round OR p.typ NOT IN ('topp-revision', 'topp-resolution'))"
            " AND c.rid IN {in}"
        )
        return {row[0] for row in self._bulk.rows_in(sql, rids)}

    def withdrawals(self, institutions: Collection[str]) -> list[StoredObject]:
        return self._with_parents(
            self._bulk.rows_in(
                f"{_OBJECTS} WHERE institution IN {{in}} AND typ = 'topp-withdrawal'",
                institutions,
            )
        )

    def parents(self) -> dict[str, tuple[str, ...]]:
        found: dict[str, list[str]] = defaultdict(list)
        for child, parent in self._bulk.rows("SELECT child, parent FROM exchange_edge"):
            found[child].append(parent)
        return {child: tuple(sorted(parents)) for child, parents in found.items()}

    def raw(self, rids: Collection[str]) -> dict[str, bytes]:
        sql = "SELECT rid, raw FROM exchange_bytes WHERE rid IN {in}"
        return {rid: bytes(raw) for rid, raw in self._bulk.rows_in(sql, rids)}

    def put_current(self, rows: Sequence[CurrentRow]) -> None:
        self._bulk.insert(
            t.exchange_current,
            [
                (
                    row.institution,
                    row.round,
                    row.scoring_version,
                    row.consent,
                    row.heads,
                    row.pending,
                    row.withdrawn,
                    *(getattr(row.sketch, name) for name in _SKETCH),
                )
                for row in rows
            ],
            replace=True,
        )

    def drop_current(self, places: Collection[tuple[str, str]]) -> None:
        self._bulk.many(
            "DELETE FROM exchange_current WHERE institution = ? AND round = ?", list(places)
        )

    def current(self) -> list[CurrentRow]:
        names = ", ".join(column.name for column in t.exchange_current.columns)
        rows = self._bulk.rows(f"SELECT {names} FROM exchange_current")  # noqa: S608
        return [_current_row(tuple(row)) for row in rows]

    def rids(self, typs: Collection[str], *statuses: str) -> list[str]:
        sql = "SELECT rid, status FROM exchange_object WHERE typ IN {in}"
        return [rid for rid, found in self._bulk.rows_in(sql, typs) if found in statuses]


def _stored(row: Any) -> StoredObject:
    """A row of `_COLUMNS`, without raw and parents."""
    return StoredObject(
        rid=row[0],
        typ=row[1],
        kid=row[2],
        institution=row[3],
        round=row[4],
        seq=row[5],
        subject=row[6],
        key=row[7],
        instrument=row[8],
        status=row[9],
        outcome=row[10],
        raw=b"",
    )


def _current_row(row: tuple[Any, ...]) -> CurrentRow:
    institution, round_id, version, consent, heads, pending, withdrawn = row[:7]
    country, level, kind, subdivision, form, method, instrument, levels, cells = row[7:]
    return CurrentRow(
        institution,
        round_id,
        version,
        consent,
        heads,
        bool(pending),
        bool(withdrawn),
        Sketch(
            country,
            level,
            kind,
            subdivision,
            form,
            method,
            instrument,
            bytes(levels),
            bytes(cells),
        ),
    )
