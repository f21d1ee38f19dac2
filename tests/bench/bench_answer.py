"""One answer: checked, saved with one durable commit, and acknowledged."""

from __future__ import annotations

import itertools
import tempfile
import time
from dataclasses import replace
from pathlib import Path

import sqlcipher3.dbapi2 as sqlite

from tests.bench.table import Sample, Table
from topp_desktop.bootstrap import compose
from topp_desktop.foundation.resources import resource_path

COMMITS = 20


def _bare(folder: Path) -> Sample:
    """A bare connection, WAL and synchronous FULL: one row upserted and committed."""
    connection = sqlite.connect(str(folder / "bare.sqlite"), isolation_level=None)
    for pragma in ("journal_mode = WAL", "synchronous = FULL"):
        connection.execute(f"PRAGMA {pragma}")
    connection.execute("CREATE TABLE answer (item TEXT PRIMARY KEY, level INTEGER, note TEXT)")
    count = itertools.count()

    def sample() -> float:
        started = time.perf_counter()
        for _ in range(COMMITS):
            n = next(count)
            connection.execute("BEGIN IMMEDIATE")
            connection.execute(
                "INSERT INTO answer VALUES (?, ?, ?) "
                "ON CONFLICT (item) DO UPDATE SET level = excluded.level, note = excluded.note",
                (f"1.{n % 84}", n % 5, f"note {n}"),
            )
            connection.execute("COMMIT")
        return (time.perf_counter() - started) / COMMITS

    return sample


def _ours(folder: Path) -> Sample:
    """The service as the window's writer thread calls it."""
    program = compose(folder)
    assessment_id = program.assessments.take_in(resource_path("samples", "municipio.json"))
    _, stored = program.assessments.open(assessment_id)
    responses = stored.assessment.responses
    count = itertools.count()

    def sample() -> float:
        started = time.perf_counter()
        for _ in range(COMMITS):
            n = next(count)
            response = replace(
                responses[n % len(responses)], answer=n % 5, note=f"note {n}", reason=""
            )
            program.answers.record(assessment_id, response)
        return (time.perf_counter() - started) / COMMITS

    return sample


def run(table: Table) -> None:
    """A durable answer beside a bare durable commit."""
    with tempfile.TemporaryDirectory() as folder:
        table.compare(
            "click to durable answer",
            _ours(Path(folder) / "ours"),
            _bare(Path(folder)),
            against="(bare SQLite FULL commit)",
            repeats=15,
            aim=3,
        )
