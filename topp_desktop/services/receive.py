"""A secretariat receives files: read, admit, store, and say what became of each object."""

from __future__ import annotations

import hashlib
import os
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import Any

from topp_desktop.domain.errors import UserError
from topp_desktop.domain.exchange import (
    SHAPING,
    Admission,
    Enrolment,
    Invitation,
    Outcome,
    Receipt,
    Resolution,
    Revision,
    Withdrawal,
    digest_of,
)
from topp_desktop.foundation.i18n import N_
from topp_desktop.services.exchange_ports import (
    ADMITTED,
    PURGED,
    Act,
    Codec,
    ExchangeStore,
    ExchangeUnit,
    InstrumentShelf,
    LedgerEntry,
    Line,
    ReadFile,
    ReadLine,
    SecretariatKeys,
)
from topp_desktop.services.intake import Intake
from topp_desktop.services.tasks import Cancelled, Task

FILES_PER_TRANSACTION = 64
SUFFIXES = frozenset({".topp", ".topp-region", ".topp-invite"})
STAGE = N_("Reading files")


@dataclass(frozen=True, slots=True)
class Desk:
    """A secretariat at work. collects_for: ids of other secretariats it receives for."""

    codec: Codec
    store: ExchangeStore
    keys: SecretariatKeys
    instruments: InstrumentShelf
    collects_for: tuple[str, ...] = ()

    def intake(self) -> Intake:
        """A fresh intake for one run."""
        reader = self.codec.reader(self.keys.openers, {self.keys.id, *self.collects_for})
        return Intake(self.codec, reader, self.keys.anchors, self.instruments)


@dataclass(frozen=True, slots=True)
class Received:
    """What became of everything. changed: whether the store holds more, or judges otherwise."""

    ledger: tuple[LedgerEntry, ...]
    digest: str
    files: int
    cancelled: bool
    changed: bool

    @property
    def counts(self) -> dict[str, int]:
        """How many entries have each outcome, in the ledger's order of outcomes."""
        found = Counter(entry.outcome for entry in self.ledger)
        return {outcome.value: found[outcome] for outcome in Outcome if found[outcome]}

    def as_dict(self) -> dict[str, Any]:
        """The JSON result of `topp receive`."""
        return {
            "ledger": [_entry_dict(entry) for entry in self.ledger],
            "counts": self.counts,
            "digest": self.digest,
        }


def _entry_dict(entry: LedgerEntry) -> dict[str, Any]:
    return {
        "path": entry.path,
        "typ": entry.typ,
        "rid": entry.rid,
        "outcome": entry.outcome.value,
        "reason": entry.reason,
        "institution": entry.institution,
        "round": entry.round,
    }


def files_in(paths: Iterable[Path]) -> list[Path]:
    """The files to receive, sorted by path: files as given, folders searched to any depth.

    UserError("file-not-found") for a path that does not exist.
    """
    found: dict[str, Path] = {}
    for path in paths:
        if path.is_dir():
            for folder, _, names in os.walk(path):
                for name in names:
                    if name[name.rfind(".") :].lower() in SUFFIXES:
                        inside = Path(folder, name)
                        found[inside.as_posix()] = inside
        elif path.exists():
            found[path.as_posix()] = path
        else:
            raise UserError("file-not-found", path=str(path))
    return [found[name] for name in sorted(found)]


def receive(desk: Desk, paths: Iterable[Path], task: Task | None = None) -> Received:
    """Receives files and folders.

    Whole files, up to 64 in one transaction; a cancel keeps the files that were finished and
    says so. Source files are never touched.
    """
    run = _Run(desk)
    files = files_in(paths)
    done, cancelled = 0, False
    waiting = iter(files)
    with desk.store.write() as unit:
        run.intake.load(unit)
    while batch := list(islice(waiting, FILES_PER_TRANSACTION)):
        with desk.store.write() as unit:
            try:
                for path in batch:
                    if task is not None:
                        task.advance(STAGE, done, len(files))
                    run.read(path)
                    done += 1
            except Cancelled:
                cancelled = True
            run.commit(unit)
        if cancelled:
            break
    if task is not None and not cancelled:
        task.advance(STAGE, done, len(files))
    with desk.store.write() as unit:
        return run.finish(unit, done, cancelled)


def take_lines(desk: Desk, lines: Sequence[Line], acts: Sequence[Act] = ()) -> None:
    """Takes signed lines of one's own into the pool, such as invitations just made."""
    with desk.store.write() as unit:
        add_lines(desk, unit, lines, acts)


def add_lines(
    desk: Desk, unit: ExchangeUnit, lines: Sequence[Line], acts: Sequence[Act] = ()
) -> None:
    """As `take_lines`, inside a transaction; whatever waited for one of the lines is settled."""
    intake = desk.intake()
    intake.load(unit)
    reader = desk.codec.reader(desk.keys.openers, None)
    intake.take(unit, [reader.read_line(line.raw, intake.keys) for line in lines])
    if acts:
        unit.record_acts(acts)


def preview(desk: Desk, path: Path) -> tuple[ReadFile, tuple[LedgerEntry, ...]]:
    """What receiving one file would say; the store stays as it is."""
    run = _Run(desk)
    with desk.store.rehearse() as unit:
        run.intake.load(unit)
        file = run.intake.reader.read_file(path, run.intake.keys)
        run.note(shown(path), file)
        run.commit(unit)
        return file, run.finish(unit, 1, False).ledger


@dataclass(slots=True)
class _Occurrence:
    """An object as it stood in a file. outcome None: the final set has to say."""

    path: str
    typ: str | None
    rid: str | None
    institution: str | None
    round: str | None
    outcome: Outcome | None
    reason: str


@dataclass(slots=True)
class _Run:
    """One run of receiving: collects what stood where, judges at the end."""

    desk: Desk
    intake: Intake = field(init=False)
    _occurrences: list[_Occurrence] = field(default_factory=list)
    _batch: list[ReadLine] = field(default_factory=list)
    _before: set[str] = field(default_factory=set)
    _seen: set[str] = field(default_factory=set)
    _astray: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.intake = self.desk.intake()

    def read(self, path: Path) -> None:
        """Reads one file; nothing is stored yet."""
        file = self.intake.reader.read_file(path, self.intake.keys)
        self.note(shown(path), file)

    def note(self, name: str, file: ReadFile) -> None:
        """Notes what stands in a file and keeps its sound lines for the next commit."""
        if file.outcome is not None:
            refused = _Occurrence(name, None, None, None, None, file.outcome, file.reason)
            self._occurrences.append(refused)
        for line in file.lines:
            keep = line.found is not None or line.outcome is Outcome.HELD_SENDER
            said = None if keep else line.outcome
            place = place_of(line)
            self._occurrences.append(
                _Occurrence(name, line.typ, line.rid, *place, said, line.reason)
            )
            if keep:
                self.intake.sketcher.lighten(line)
                self._batch.append(line)

    def commit(self, unit: ExchangeUnit) -> None:
        """Adds what was read since the last commit."""
        rids = {line.rid for line in self._batch if line.rid is not None} - self._seen
        self._before |= unit.known(rids).keys()
        self._seen |= rids
        self.intake.take(unit, self._batch)
        self._batch.clear()

    def finish(self, unit: ExchangeUnit, files: int, cancelled: bool) -> Received:
        """The ledger of the run, from the final set."""
        outcomes = unit.outcomes(self._seen)
        statuses = unit.known(self._seen)
        gaps = [rid for rid, outcome in outcomes.items() if outcome == Outcome.GAP]
        self._astray = unit.led_astray(gaps)
        met = set(self._before)
        entries = []
        for occurrence in self._occurrences:
            outcome, reason = occurrence.outcome, occurrence.reason
            rid = occurrence.rid
            if outcome is None and rid is not None:
                outcome, reason = self._judge(rid, outcomes, reason)
                if rid in met and statuses.get(rid) in (ADMITTED, PURGED):
                    outcome = Outcome.DUPLICATE
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
        digest = digest_in(unit)
        changed = self.intake.changed
        unit.record_run(entries, digest, _fingerprint(entries), changed)
        return Received(tuple(entries), digest, files, cancelled, changed)

    def _judge(self, rid: str, outcomes: dict[str, str], reason: str) -> tuple[Outcome, str]:
        found = outcomes.get(rid)
        if found is None:
            return self.intake.rejected[rid]
        outcome = Outcome(found)
        if rid in self._astray:
            return outcome, "parent of another institution or round"
        return outcome, reason if outcome is Outcome.HELD_SENDER else ""


def shown(path: Path) -> str:
    """The path as a text that the ledger can keep: names on a stick need not be Unicode."""
    return path.as_posix().encode("utf-8", "backslashreplace").decode("utf-8")


def place_of(line: ReadLine) -> tuple[str | None, str | None]:
    """Institution and round of a line, where its object has them."""
    found = line.found
    if isinstance(found, Revision | Resolution | Withdrawal):
        return found.institution, found.round
    if isinstance(found, Enrolment | Invitation | Admission | Receipt):
        return found.institution, None
    return None, None


def _fingerprint(entries: Sequence[LedgerEntry]) -> str:
    """What a ledger says that the pool does not; empty where it says nothing of the kind."""
    refused = [entry for entry in entries if entry.outcome.refused]
    if not refused:
        return ""
    found = hashlib.sha256()
    for entry in refused:
        text = f"{entry.path}\n{entry.rid}\n{entry.outcome}\n{entry.reason}\n"
        found.update(text.encode("utf-8"))
    return found.hexdigest()


def digest_in(unit: ExchangeUnit) -> str:
    """The digest of the pool as it stands."""
    return digest_of(unit.rids(SHAPING, ADMITTED, PURGED))


def digest(store: ExchangeStore) -> dict[str, Any]:
    """The JSON result of `topp digest`."""
    with store.read() as unit:
        rids = unit.rids(SHAPING, ADMITTED, PURGED)
    return {"digest": digest_of(rids), "objects": len(rids)}
