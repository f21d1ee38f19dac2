"""What the services need from a secretariat's pool of signed objects; see `ports`."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from typing import Protocol

from topp_desktop.services.exchange.values import Act, CurrentRow, LedgerEntry, StoredObject


class ExchangeUnit(Protocol):
    """One transaction on the pool. Methods that take many take them at once."""

    def grants(self) -> Iterator[tuple[str, str, str, str, str, bytes | None]]:
        """(typ, rid, kid, institution, subject, raw) of every grant that was verified.

        raw only for the few types whose meaning does not fit into the columns.
        """
        ...

    def keys(self) -> dict[str, str]:
        """kid → x of every enrolment."""
        ...

    def known(self, rids: Collection[str]) -> dict[str, str]:
        """rid → status, of those in the pool."""
        ...

    def standings(self, rids: Collection[str]) -> dict[str, tuple[str, str]]:
        """rid → (status, outcome), of those in the pool."""
        ...

    def rows(self, rids: Collection[str]) -> list[StoredObject]:
        """Those of the pool, without raw and parents."""
        ...

    def files(self, sha256s: Collection[str]) -> dict[str, list[str]]:
        """SHA-256 → rids, of files that were taken in whole before."""
        ...

    def put_files(self, files: Mapping[str, Sequence[str]]) -> None: ...
    def add(self, objects: Sequence[StoredObject]) -> None:
        """Adds objects, edges included; an unverified one of the same rid is replaced."""
        ...

    def remove(self, rids: Collection[str]) -> None: ...
    def set_status(self, changes: Iterable[tuple[str, str, str]]) -> None:
        """(rid, status, outcome) each."""
        ...

    def group(self, places: Collection[tuple[str, str]]) -> list[StoredObject]:
        """Statements, without raw, of these (institution, round) places."""
        ...

    def places(self, institutions: Collection[str] | None = None) -> list[tuple[str, str]]:
        """(institution, round) of the statements of these institutions; None: of all."""
        ...

    def with_status(
        self, *statuses: str, kids: Collection[str] | None = None
    ) -> list[StoredObject]:
        """Objects of the pool with one of these statuses (and signed by these), without raw."""
        ...

    def led_astray(self, rids: Collection[str]) -> set[str]:
        """Those of `rids` that name a parent of another institution or round."""
        ...

    def withdrawals(self, institutions: Collection[str]) -> list[StoredObject]: ...
    def parents(self) -> dict[str, tuple[str, ...]]:
        """child → parents, of every statement in the pool."""
        ...

    def raw(self, rids: Collection[str]) -> dict[str, bytes]: ...
    def put_current(self, rows: Sequence[CurrentRow]) -> None: ...
    def drop_current(self, places: Collection[tuple[str, str]]) -> None: ...
    def record_run(
        self, entries: Sequence[LedgerEntry], digest: str, fingerprint: str, changed: bool
    ) -> None:
        """Remembers a run, unless nothing changed, its fingerprint is empty or known, and every
        object in it has been named before."""
        ...

    def rids(self, typs: Collection[str], *statuses: str) -> list[str]: ...
    def objects(
        self,
        *typs: str,
        institutions: Collection[str] | None = None,
        kids: Collection[str] | None = None,
        subjects: Collection[str] | None = None,
    ) -> list[StoredObject]:
        """Objects of these types, without raw, of whatever status; narrowed by one of the three."""
        ...

    def purge(self, rids: Collection[str]) -> None:
        """Leaves the rids alone: no bytes, no sender, no institution, nothing in the ledger."""
        ...

    def put_receipt_keys(self, rows: Sequence[tuple[str, bytes]]) -> None:
        """(kid of an invitation, its receipt key, sealed) each."""
        ...

    def receipt_keys(self, kids: Collection[str]) -> dict[str, bytes]: ...
    def record_acts(self, acts: Sequence[Act]) -> None: ...
    def acts(self) -> list[Act]:
        """What the secretariat did, the newest first."""
        ...

    def current(self) -> list[CurrentRow]: ...


class ExchangeStore(Protocol):
    """The pool of one secretariat."""

    def write(self) -> AbstractContextManager[ExchangeUnit]:
        """Commits at the end, or rolls back on an exception."""
        ...

    def rehearse(self) -> AbstractContextManager[ExchangeUnit]:
        """Takes changes and forgets them at the end."""
        ...

    def read(self) -> AbstractContextManager[ExchangeUnit]:
        """For looking only."""
        ...
