"""This device's memberships and kept versions in the local database."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager

from sqlalchemy import Engine

from topp_desktop.persistence import exchange_tables as t
from topp_desktop.persistence.access import Access
from topp_desktop.persistence.bulk import Bulk
from topp_desktop.services.exchange.ports import Answered, KeptLine, Membership, StatedElements


class SqlDeviceProfile:
    """Implements `DeviceProfile` in the local database."""

    def __init__(self, engine: Engine) -> None:
        self._access = Access(engine)

    @contextmanager
    def _bulk(self, *, writing: bool) -> Iterator[Bulk]:
        with self._access.writing() if writing else self._access.reading() as connection:
            yield Bulk(connection)

    def memberships(self) -> Sequence[Membership]:
        with self._bulk(writing=False) as bulk:
            rows = bulk.rows(
                "SELECT institution, root, code, device_seed, invitation, pack, enrolment"
                " FROM exchange_membership ORDER BY institution"
            )
        return [Membership(row[0], row[1], row[2], *map(bytes, row[3:])) for row in rows]

    def put_membership(self, membership: Membership) -> None:
        names = [column.name for column in t.exchange_membership.columns]
        row = tuple(getattr(membership, name) for name in names)
        with self._bulk(writing=True) as bulk:
            bulk.insert(t.exchange_membership, [row], replace=True)

    def lines(self, institution: str, round_id: str) -> Sequence[KeptLine]:
        with self._bulk(writing=False) as bulk:
            rows = bulk.rows(
                "SELECT rid, typ, institution, round, raw FROM exchange_kept"
                " WHERE institution = ? AND (round = '' OR round = ?) ORDER BY rid",
                [institution, round_id],
            )
        return [KeptLine(row[0], row[1], row[2], row[3], bytes(row[4])) for row in rows]

    def rounds(self, institution: str) -> Sequence[str]:
        with self._bulk(writing=False) as bulk:
            rows = bulk.rows(
                "SELECT DISTINCT round FROM exchange_kept WHERE institution = ? AND round <> ''"
                " ORDER BY round",
                [institution],
            )
        return [row[0] for row in rows]

    def keep(self, lines: Iterable[KeptLine], said: StatedElements | None = None) -> None:
        rows = [(k.rid, k.typ, k.institution, k.round, k.raw) for k in lines]
        with self._bulk(writing=True) as bulk:
            bulk.insert(t.exchange_kept, rows)
            if said is not None:
                text = json.dumps(dict(said.elements))
                row = (said.institution, said.round, text)
                bulk.insert(t.exchange_said, [row], replace=True)

    def said(self, institution: str, round_id: str) -> Mapping[str, str] | None:
        with self._bulk(writing=False) as bulk:
            rows = bulk.rows(
                "SELECT elements FROM exchange_said WHERE institution = ? AND round = ?",
                [institution, round_id],
            )
        return dict(json.loads(rows[0][0])) if rows else None

    def answered(self, institution: str) -> Sequence[Answered]:
        with self._bulk(writing=False) as bulk:
            rows = bulk.rows(
                "SELECT rid, institution, outcome, at, how FROM exchange_answered"
                " WHERE institution = ? ORDER BY rid",
                [institution],
            )
        return [Answered(*row) for row in rows]

    def put_answered(self, answers: Iterable[Answered]) -> None:
        rows = [(a.rid, a.institution, a.outcome, a.at, a.how) for a in answers]
        with self._bulk(writing=True) as bulk:
            bulk.insert(t.exchange_answered, rows, replace=True)
