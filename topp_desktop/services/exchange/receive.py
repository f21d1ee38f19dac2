"""A secretariat receives files: read, admit, store, and say what became of each object."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from topp_desktop.domain.errors import UserError
from topp_desktop.domain.exchange import SHAPING, Outcome, digest_of
from topp_desktop.foundation.i18n import N_
from topp_desktop.services.exchange.intake import Intake
from topp_desktop.services.exchange.ports import (
    ADMITTED,
    PURGED,
    Act,
    Codec,
    ExchangeStore,
    ExchangeUnit,
    LedgerEntry,
    ReadFile,
    SecretariatKeys,
    SignedLine,
)
from topp_desktop.services.exchange.receive_run import (
    OpenedPackage,
    Run,
    fingerprint,
    place_of,
    shown,
)
from topp_desktop.services.library import Library
from topp_desktop.services.tasks import Cancelled, Task

__all__ = [
    "Receiver",
    "Received",
    "add_lines",
    "digest",
    "digest_in",
    "files_in",
    "place_of",
    "preview",
    "receive",
    "take_lines",
]

FILES_PER_TRANSACTION = 64
BYTES_PER_TRANSACTION = 32 * 1024 * 1024
STAGE = N_("Reading files")


@dataclass(frozen=True, slots=True)
class Receiver:
    """A secretariat at work. collects_for: ids of other secretariats it receives for."""

    codec: Codec
    store: ExchangeStore
    keys: SecretariatKeys
    instruments: Library
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
    """The files to receive, sorted by path: files as given, all those in folders to any depth.

    Those of another kind get their line in the ledger too: whoever misses a file finds it there.

    UserError("file-not-found") for a path that does not exist.
    """
    found: dict[str, Path] = {}
    for path in paths:
        if path.is_dir():
            for folder, _, names in os.walk(path):
                for name in names:
                    inside = Path(folder, name)
                    found[inside.as_posix()] = inside
        elif path.exists():
            found[path.as_posix()] = path
        else:
            raise UserError("file-not-found", path=str(path))
    return [found[name] for name in sorted(found)]


def receive(desk: Receiver, paths: Iterable[Path], task: Task | None = None) -> Received:
    """Receives files and folders.

    Whole files, up to 64 in one transaction; a cancel keeps the files that were finished and
    says so. Source files are never touched.
    """
    run = Run(desk.intake())
    files = files_in(paths)
    progress = _Progress(task, len(files))
    waiting = iter(files)
    with desk.store.write() as unit:
        run.intake.load(unit)

    def open_some() -> list[OpenedPackage]:
        """The files of the next transaction."""
        with desk.store.read() as unit:
            return run.open(unit, waiting, FILES_PER_TRANSACTION, BYTES_PER_TRANSACTION)

    with ThreadPoolExecutor(1, "reading ahead") as ahead:
        batch = open_some()
        while batch and not progress.cancelled:
            with desk.store.write() as unit:
                run.read(unit, progress.files(batch))
                # The disk is busy with a commit for as long as it takes to open the next files.
                coming = ahead.submit(open_some)
            batch = coming.result()
    if task is not None and not progress.cancelled:
        task.advance(STAGE, progress.done, len(files))
    with desk.store.write() as unit:
        return _finish(run, unit, progress.done, progress.cancelled)


@dataclass(slots=True)
class _Progress:
    """How many files are done, and whether somebody asked to stop."""

    task: Task | None
    total: int
    done: int = 0
    cancelled: bool = False

    def files(self, batch: Iterable[OpenedPackage]) -> Iterator[OpenedPackage]:
        """The files one after the other, until a cancel."""
        for file in batch:
            try:
                if self.task is not None:
                    self.task.advance(STAGE, self.done, self.total)
            except Cancelled:
                self.cancelled = True
                return
            yield file
            self.done += 1


def _finish(run: Run, unit: ExchangeUnit, files: int, cancelled: bool) -> Received:
    entries = run.finish(unit)
    found, changed = digest_in(unit), run.intake.changed
    unit.record_run(entries, found, fingerprint(entries), changed)
    return Received(entries, found, files, cancelled, changed)


def take_lines(desk: Receiver, lines: Sequence[SignedLine], acts: Sequence[Act] = ()) -> None:
    """Takes signed lines of one's own into the pool, such as invitations just made."""
    with desk.store.write() as unit:
        add_lines(desk, unit, lines, acts)


def add_lines(
    desk: Receiver, unit: ExchangeUnit, lines: Sequence[SignedLine], acts: Sequence[Act] = ()
) -> None:
    """As `take_lines`, inside a transaction; whatever waited for one of the lines is settled."""
    intake = desk.intake()
    intake.load(unit)
    reader = desk.codec.reader(desk.keys.openers, None)
    intake.take(unit, [reader.read_line(line.raw, intake.keys) for line in lines])
    if acts:
        unit.record_acts(acts)


def preview(desk: Receiver, path: Path) -> tuple[ReadFile, tuple[LedgerEntry, ...]]:
    """What receiving one file would say; the store stays as it is."""
    run = Run(desk.intake())
    with desk.store.rehearse() as unit:
        run.intake.load(unit)
        file = run.intake.reader.read_file(path, run.intake.keys)
        run.note(shown(path), file)
        run.commit(unit)
        return file, run.finish(unit)


def digest_in(unit: ExchangeUnit) -> str:
    """The digest of the pool as it stands."""
    return digest_of(unit.rids(SHAPING, ADMITTED, PURGED))


def digest(store: ExchangeStore) -> dict[str, Any]:
    """The JSON result of `topp digest`."""
    with store.read() as unit:
        rids = unit.rids(SHAPING, ADMITTED, PURGED)
    return {"digest": digest_of(rids), "objects": len(rids)}
