"""One run of receiving: opens files in batches, skips what is known, judges at the end."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from topp_desktop.domain.exchange import (
    Admission,
    Enrolment,
    Invitation,
    Outcome,
    Receipt,
    Resolution,
    Revision,
    Withdrawal,
)
from topp_desktop.formats.objects import Refused
from topp_desktop.services.exchange.intake import Intake
from topp_desktop.services.exchange.ports import (
    ADMITTED,
    PURGED,
    UNVERIFIED,
    ExchangeUnit,
    LedgerEntry,
    ReadFile,
    ReadLine,
    StoredObject,
    Unread,
)

_SETTLED = (ADMITTED, PURGED)
_NO_PLACE = frozenset({"topp-region-pack", "topp-revocation", "topp-alias"})
_WITH_ROUND = frozenset({"topp-revision", "topp-resolution", "topp-withdrawal"})
Place = tuple[str | None, str | None]


@dataclass(slots=True)
class Occurrence:
    """An object as it stood in a file. outcome None: the final set has to say."""

    path: str
    typ: str | None
    rid: str | None
    institution: str | None
    round: str | None
    outcome: Outcome | None
    reason: str


@dataclass(frozen=True, slots=True)
class OpenedPackage:
    """One file: its lines, or the rows of those it had when it was taken in before as a whole."""

    name: str
    sha256: str
    content: Unread | list[StoredObject]


@dataclass(slots=True)
class Run:
    """Collects what stood where, and judges it from the final set."""

    intake: Intake
    _occurrences: list[Occurrence] = field(default_factory=list)
    _batch: list[ReadLine] = field(default_factory=list)
    _files: dict[str, list[str]] = field(default_factory=dict)
    _before: set[str] = field(default_factory=set)
    _seen: set[str] = field(default_factory=set)
    _astray: set[str] = field(default_factory=set)

    def open(
        self, unit: ExchangeUnit, paths: Iterator[Path], most: int, size: int
    ) -> list[OpenedPackage]:
        """The next files, opened and taken apart: at most so many, and as many as reach a size.

        Nothing is decrypted again of a file that was taken in before as a whole. What this
        learns from the pool may be old when it is used: such a file is then opened once more.
        """
        reader = self.intake.reader
        loaded: list[tuple[str, str, bytes | Unread]] = []
        while len(loaded) < most and size > 0 and (path := next(paths, None)) is not None:
            try:
                data = reader.load(path)
            except Refused as fault:
                refused = Unread(ReadFile(fault.outcome, fault.reason), ())
                loaded.append((shown(path), "", refused))
            else:
                loaded.append((shown(path), hashlib.sha256(data).hexdigest(), data))
                size -= len(data)
        taken_in = _taken_in(unit, [sha256 for _, sha256, _ in loaded if sha256])
        return [
            OpenedPackage(
                name,
                sha256,
                data if isinstance(data, Unread) else taken_in.get(sha256) or reader.open(data),
            )
            for name, sha256, data in loaded
        ]

    def read(self, unit: ExchangeUnit, files: Iterable[OpenedPackage]) -> None:
        """Reads files and adds what is new. A line whose very bytes are in the pool is not
        verified again."""
        files = list(files)
        statuses = self._statuses(unit, files)
        verified = [rid for rid, status in statuses.items() if status != UNVERIFIED]
        known = unit.raw(verified)
        rows_by_rid = {row.rid: row for row in unit.rows(verified)}
        for file in files:
            if isinstance(file.content, Unread):
                read = self.intake.reader.finish(file.content, self.intake.keys, known)
                self.note(file.name, read, rows_by_rid, file.sha256)
            else:
                for row in file.content:
                    self._note_known(file.name, row)
        self.commit(unit, statuses)

    def _statuses(self, unit: ExchangeUnit, files: Iterable[OpenedPackage]) -> dict[str, str]:
        """rid → status, of those lines that were opened which the pool holds."""
        contents = (file.content for file in files)
        lines = [line for c in contents if isinstance(c, Unread) for line in c.file.lines]
        return unit.known({line.rid for line in lines if line.rid is not None})

    def note(
        self,
        name: str,
        file: ReadFile,
        known: Mapping[str, StoredObject] | None = None,
        sha256: str = "",
    ) -> None:
        """Notes what stands in a file and keeps its sound lines for the next commit."""
        if file.outcome is not None:
            refused = Occurrence(name, None, None, None, None, file.outcome, file.reason)
            self._occurrences.append(refused)
        whole = file.outcome is None
        for line in file.lines:
            if line.known and known is not None and line.rid is not None:
                self._note_known(name, known[line.rid])
                continue
            keep = line.found is not None or line.outcome is Outcome.HELD_SENDER
            whole = whole and keep
            said = None if keep else line.outcome
            place = place_of(line)
            self._occurrences.append(
                Occurrence(name, line.typ, line.rid, *place, said, line.reason)
            )
            if keep:
                self.intake.sketcher.lighten(line)
                self._batch.append(line)
        if whole and sha256:
            self._files[sha256] = [line.rid for line in file.lines if line.rid is not None]

    def _note_known(self, name: str, row: StoredObject) -> None:
        place = _place_of_row(row)
        self._occurrences.append(Occurrence(name, row.typ, row.rid, *place, None, ""))
        if row.rid not in self._seen:
            self._seen.add(row.rid)
            self._before.add(row.rid)

    def commit(self, unit: ExchangeUnit, known: Mapping[str, str] | None = None) -> None:
        """Adds what was read since the last commit. known: rid → status of those lines that the
        pool holds, where it was asked already."""
        rids = {line.rid for line in self._batch if line.rid is not None}
        if known is None:
            known = unit.known(rids)
        new = rids - self._seen
        self._before |= new & known.keys()
        self._seen |= new
        self.intake.take(unit, self._batch, known)
        if self._batch:
            unit.put_files(self._files)
        self._batch.clear()
        self._files.clear()

    def finish(self, unit: ExchangeUnit) -> tuple[LedgerEntry, ...]:
        """The ledger of the run, from the final set."""
        standings = unit.standings(self._seen)
        gaps = [rid for rid, (_, outcome) in standings.items() if outcome == Outcome.GAP]
        self._astray = unit.led_astray(gaps)
        met = set(self._before)
        entries = []
        for occurrence in self._occurrences:
            outcome, reason = occurrence.outcome, occurrence.reason
            rid = occurrence.rid
            if outcome is None and rid is not None:
                found = standings.get(rid)
                if found is None:
                    outcome, reason = self.intake.rejected[rid]
                elif rid in met and found[0] in _SETTLED:
                    outcome, reason = Outcome.DUPLICATE, self._reason(rid, found[1], reason)
                else:
                    outcome, reason = Outcome(found[1]), self._reason(rid, found[1], reason)
                met.add(rid)
            assert outcome is not None
            entries.append(
                LedgerEntry(
                    occurrence.path,
                    occurrence.typ,
                    rid,
                    outcome,
                    reason,
                    occurrence.institution,
                    occurrence.round,
                )
            )
        return tuple(entries)

    def _reason(self, rid: str, outcome: str, reason: str) -> str:
        if rid in self._astray:
            return "parent of another institution or round"
        return reason if outcome == Outcome.HELD_SENDER else ""


def _taken_in(unit: ExchangeUnit, sha256s: Sequence[str]) -> dict[str, list[StoredObject]]:
    """SHA-256 → rows of its lines, of the files that were taken in before as a whole."""
    rids = unit.files(sha256s)
    rows = {row.rid: row for row in unit.rows({rid for some in rids.values() for rid in some})}
    found = {}
    for sha256, some in rids.items():
        known = [rows[rid] for rid in some if rid in rows]
        if len(known) == len(some) and all(row.status in _SETTLED for row in known):
            found[sha256] = known
    return found


def shown(path: Path) -> str:
    """The path as a text that the ledger can keep: names on a stick need not be Unicode."""
    return path.as_posix().encode("utf-8", "backslashreplace").decode("utf-8")


def place_of(line: ReadLine) -> Place:
    """Institution and round of a line, where its object has them."""
    found = line.found
    if isinstance(found, Revision | Resolution | Withdrawal):
        return found.institution, found.round
    if isinstance(found, Enrolment | Invitation | Admission | Receipt):
        return found.institution, None
    return None, None


def _place_of_row(row: StoredObject) -> Place:
    """As `place_of`, for what is in the pool."""
    if row.typ in _NO_PLACE or not row.institution:
        return None, None
    return row.institution, (row.round or None) if row.typ in _WITH_ROUND else None


def fingerprint(entries: Sequence[LedgerEntry]) -> str:
    """What a ledger says that the pool does not; empty where it says nothing of the kind."""
    refused = [entry for entry in entries if entry.outcome.refused]
    if not refused:
        return ""
    found = hashlib.sha256()
    for entry in refused:
        text = f"{entry.path}\n{entry.rid}\n{entry.outcome}\n{entry.reason}\n"
        found.update(text.encode("utf-8"))
    return found.hexdigest()
