"""What a secretariat's work leaves in the pool beside the objects: runs, acts, purges."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence

from topp_desktop.persistence import exchange_tables as t
from topp_desktop.persistence.bulk import Bulk
from topp_desktop.services.exchange.ports import PURGED, Act, LedgerEntry


class OfficeWork:
    """A part of `ExchangeUnit`, inside one transaction."""

    def __init__(self, bulk: Bulk, now: Callable[[], str]) -> None:
        self._bulk = bulk
        self._now = now

    def record_run(
        self, entries: Sequence[LedgerEntry], digest: str, fingerprint: str, changed: bool
    ) -> None:
        known = self._bulk.rows(
            "SELECT 1 FROM exchange_run WHERE fingerprint = ? LIMIT 1", [fingerprint]
        )
        if not changed and (known or not fingerprint) and not self._untold(entries):
            return
        last = self._bulk.rows("SELECT COALESCE(MAX(id), 0) FROM exchange_run")[0][0]
        self._bulk.insert(t.exchange_run, [(last + 1, self._now(), digest, fingerprint)])
        self._bulk.insert(
            t.exchange_entry,
            [
                (
                    last + 1,
                    position,
                    entry.path,
                    entry.typ,
                    entry.rid,
                    entry.outcome.value,
                    entry.reason,
                    entry.institution,
                    entry.round,
                )
                for position, entry in enumerate(entries)
            ],
        )

    def _untold(self, entries: Sequence[LedgerEntry]) -> bool:
        """Whether no ledger names some object: the program was killed before it could say so."""
        told = {row[0] for row in self._bulk.rows("SELECT DISTINCT rid FROM exchange_entry")}
        return any(entry.rid not in told for entry in entries if entry.rid is not None)

    def purge(self, rids: Collection[str]) -> None:
        # Deleted pages are overwritten, so that nothing is left in the file either.
        if self._bulk.dialect == "sqlite":
            self._bulk.rows("PRAGMA secure_delete = ON")
        rows = [(rid,) for rid in rids]
        self._bulk.many("DELETE FROM exchange_bytes WHERE rid = ?", rows)
        self._bulk.many("DELETE FROM exchange_edge WHERE child = ?", rows)
        self._bulk.many(
            "UPDATE exchange_object SET kid = '', institution = '', round = '', seq = NULL,"  # noqa: S608
            f" subject = '', public_key = '', instrument = '', status = '{PURGED}'"
            " WHERE rid = ?",
            rows,
        )
        self._bulk.many(
            "UPDATE exchange_entry SET path = '', institution = NULL, round = NULL WHERE rid = ?",
            rows,
        )

    def put_receipt_keys(self, rows: Sequence[tuple[str, bytes]]) -> None:
        self._bulk.insert(t.exchange_receipt_key, rows)

    def receipt_keys(self, kids: Collection[str]) -> dict[str, bytes]:
        sql = "SELECT invitation, sealed FROM exchange_receipt_key WHERE invitation IN {in}"
        return {kid: bytes(sealed) for kid, sealed in self._bulk.rows_in(sql, kids)}

    def record_acts(self, acts: Sequence[Act]) -> None:
        last = self._bulk.rows("SELECT COALESCE(MAX(id), 0) FROM exchange_act")[0][0]
        self._bulk.insert(
            t.exchange_act,
            [
                (last + n, a.at, a.act, a.institution, a.round, a.subject, a.reason, a.signer)
                for n, a in enumerate(acts, start=1)
            ],
        )

    def acts(self) -> list[Act]:
        rows = self._bulk.rows(
            "SELECT at, act, institution, round, subject, reason, signer FROM exchange_act"
            " ORDER BY id DESC"
        )
        return [Act(*row) for row in rows]
