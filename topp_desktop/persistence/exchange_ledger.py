"""The recorded ledger, with what the pool says of each object today."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Engine

from topp_desktop.persistence.access import Access
from topp_desktop.persistence.bulk import Bulk
from topp_desktop.services.secretariat.inbox import LedgerLine

_LINES = (
    "SELECT r.at, e.path, e.typ, e.rid, e.outcome, o.outcome, e.reason, e.institution, e.round"
    " FROM exchange_entry e JOIN exchange_run r ON r.id = e.run"
    " LEFT JOIN exchange_object o ON o.rid = e.rid ORDER BY e.run, e.position"
)
_INVITATIONS = (
    "SELECT b.raw FROM exchange_object o JOIN exchange_bytes b ON b.rid = o.rid"
    " WHERE o.typ = 'topp-invitation' AND o.status = 'admitted' ORDER BY o.rid"
)
_ROUNDS = "SELECT institution, form, round FROM exchange_current WHERE NOT withdrawn ORDER BY round"


class SqlLedger:
    """Implements `services.secretariat.inbox.LedgerReader`."""

    def __init__(self, engine: Engine) -> None:
        self._access = Access(engine)

    def lines(self) -> Sequence[LedgerLine]:
        return [LedgerLine(*row) for row in self._rows(_LINES)]

    def invitations(self) -> Sequence[bytes]:
        return [bytes(row[0]) for row in self._rows(_INVITATIONS)]

    def rounds(self) -> Mapping[str, tuple[str, str]]:
        return {row[0]: (row[1], row[2]) for row in self._rows(_ROUNDS)}

    def _rows(self, query: str) -> list[tuple[Any, ...]]:
        with self._access.reading() as connection:
            return [tuple(row) for row in Bulk(connection).rows(query)]
