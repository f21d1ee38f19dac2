"""Full disks, read-only disks, damaged and newer databases, killed programs."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from random import Random

import pytest
from sqlalchemy import Engine

from tests.support.builders import one_person, short_levels
from tests.support.disks import fill, make_read_only, small_disk
from tests.support.stores import WHEN, in_order, keep, opened
from topp_desktop.domain.assessment import Response
from topp_desktop.domain.errors import EnvironmentFault
from topp_desktop.persistence.engine import connect
from topp_desktop.persistence.exchange_ledger import SqlLedger
from topp_desktop.persistence.exchange_profile import SqlDeviceProfile
from topp_desktop.persistence.exchange_store import SqlExchangeStore
from topp_desktop.persistence.migrate import open_store

ROOT = Path(__file__).resolve().parents[2]
KILLS = 15

WRITER = """
import sys
from pathlib import Path
from tests.support.stores import WHEN, opened
from topp_desktop.domain.assessment import Response

path, first = Path(sys.argv[1]), int(sys.argv[2])
with opened(path) as (_, store):
    n = first
    while True:
        items = ("1.1-P", "1.1-F", "2.2-T")
        store.save_response("a", Response("r", items[n % 3], n % 5, note=str(n)), WHEN)
        sys.stdout.write(f"{n}\\n")
        sys.stdout.flush()
        n += 1
"""


def _bytes(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}


def _made(path: Path) -> None:
    with opened(path) as (_, store):
        keep(store, "a", one_person(short_levels()))


def _refusal(path: Path) -> EnvironmentFault:
    with pytest.raises(EnvironmentFault) as caught:
        open_store(path, path.parent / "backups")
    assert caught.value.params["path"] == str(path)
    return caught.value


def test_a_newer_database_is_refused_and_not_touched(tmp_path: Path) -> None:
    path = tmp_path / "topp.sqlite"
    _made(path)
    with opened(path) as (engine, _), engine.begin() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = 'from-the-future'")
    before = _bytes(tmp_path)
    assert _refusal(path).code == "database-too-new"
    assert _bytes(tmp_path) == before


def test_a_newer_database_with_a_log_is_refused(tmp_path: Path) -> None:
    """The last change still lies in the log of a program that did not end well."""
    path, copy = tmp_path / "topp.sqlite", tmp_path / "copy"
    _made(path)
    copy.mkdir()
    with opened(path) as (engine, _):
        with engine.begin() as connection:
            connection.exec_driver_sql("UPDATE alembic_version SET version_num = 'future'")
        for name in ("topp.sqlite", "topp.sqlite-wal"):
            (copy / name).write_bytes((tmp_path / name).read_bytes())
    before = _bytes(copy)
    assert _refusal(copy / "topp.sqlite").code == "database-too-new"
    after = _bytes(copy)
    assert {name: after[name] for name in before} == before


@pytest.mark.parametrize("damage", ["text", "cut", "overwritten", "other program"])
def test_what_is_no_database_of_ours_is_refused_and_not_touched(
    damage: str, tmp_path: Path
) -> None:
    path = tmp_path / "topp.sqlite"
    _made(path)
    content = path.read_bytes()
    if damage == "text":
        path.write_bytes(b"Esto no es una base de datos. " * 200)
    elif damage == "cut":
        path.write_bytes(content[:5_000])
    elif damage == "overwritten":
        path.write_bytes(content[:100] + Random(1).randbytes(4_000) + content[4_100:])
    else:
        path.unlink()
        connection = connect(path)
        connection.execute("CREATE TABLE theirs (x)")
        connection.close()
    before = _bytes(tmp_path)
    fault = _refusal(path)
    assert fault.code == "database-damaged"
    assert fault.params["backups"] == str(tmp_path / "backups")
    assert _bytes(tmp_path) == before


def test_an_empty_file_becomes_a_database(tmp_path: Path) -> None:
    path = tmp_path / "topp.sqlite"
    path.touch()
    _made(path)
    with opened(path) as (_, store):
        assert len(store.summaries()) == 1


def test_a_disk_that_cannot_be_written(tmp_path: Path) -> None:
    with small_disk(tmp_path / "disk", 4_096) as disk:
        _made(disk / "topp.sqlite")
        before = _bytes(disk)
        make_read_only(disk)
        assert _refusal(disk / "topp.sqlite").code == "cannot-write"
        assert _refusal(disk / "new.sqlite").code == "cannot-write"
        assert _bytes(disk) == before


def test_a_full_disk_keeps_what_was_saved(tmp_path: Path) -> None:
    with small_disk(tmp_path / "disk", 2_048) as disk:
        path = disk / "topp.sqlite"
        with opened(path) as (_, store):
            added = in_order(keep(store, "a", one_person(short_levels())))
            fill(disk)
            for n in range(3):
                with pytest.raises(EnvironmentFault) as caught:
                    store.save_response("a", Response("r", "1.1-P", 4, note="x" * 50_000), WHEN)
                assert caught.value.code == "store-write-failed", n
            assert store.load("a").assessment == added
            assert store.changes("a", 5) == []
            (disk / "filler").unlink()
            store.save_response("a", Response("r", "1.1-P", 4), WHEN)
        with opened(path) as (engine, store):
            assert {r.item: r.answer for r in store.load("a").assessment.responses}["1.1-P"] == 4
            with engine.connect() as connection:
                assert connection.exec_driver_sql("PRAGMA integrity_check").scalar() == "ok"


def test_a_database_without_room_keeps_what_was_saved(tmp_path: Path) -> None:
    """The same without a disk of its own: SQLite itself refuses another page."""
    with opened(tmp_path / "topp.sqlite") as (engine, store):
        added = in_order(keep(store, "a", one_person(short_levels())))
        with engine.connect() as connection:  # the pool hands this connection out again
            pages = connection.exec_driver_sql("PRAGMA page_count").scalar()
            connection.exec_driver_sql(f"PRAGMA max_page_count = {pages}")
            big = Response("r", "1.1-P", 4, note="x" * 200_000)
        with pytest.raises(EnvironmentFault) as caught:
            store.save_response("a", big, WHEN)
        assert caught.value.code == "store-write-failed"
        assert store.load("a").assessment == added
        with engine.connect() as connection:
            connection.exec_driver_sql("PRAGMA max_page_count = 1000000")
        store.save_response("a", big, WHEN)
        assert len(store.changes("a", 5)) == 1


def test_somebody_else_who_writes_for_too_long(tmp_path: Path) -> None:
    path = tmp_path / "topp.sqlite"
    with opened(path) as (engine, store):
        added = in_order(keep(store, "a", one_person(short_levels())))
        with engine.connect() as connection:
            connection.exec_driver_sql("PRAGMA busy_timeout = 50")
        other = connect(path)
        try:
            other.execute("BEGIN IMMEDIATE")
            with pytest.raises(EnvironmentFault) as caught:
                store.save_response("a", Response("r", "1.1-P", 4), WHEN)
            assert caught.value.code == "store-busy"
            assert store.load("a").assessment == added  # reading is not disturbed
        finally:
            other.close()
        store.save_response("a", Response("r", "1.1-P", 4), WHEN)


@pytest.mark.skipif(os.name == "nt", reason="Windows knows no kill signal; see TerminateProcess")
def test_a_killed_program_loses_no_acknowledged_answer(tmp_path: Path) -> None:
    """Killed with SIGKILL at a random moment, fifteen times over, on one database."""
    path = tmp_path / "topp.sqlite"
    with opened(path) as (_, store):
        keep(store, "a", one_person({}))
    random = Random(11)
    acknowledged = -1
    for _ in range(KILLS):
        with subprocess.Popen(
            [sys.executable, "-c", WRITER, str(path), str(acknowledged + 1)],
            cwd=ROOT,
            stdout=subprocess.PIPE,
            text=True,
            encoding="ascii",
        ) as child:
            assert child.stdout is not None
            for _ in range(random.randint(1, 12)):
                acknowledged = int(child.stdout.readline())
            child.send_signal(signal.SIGKILL)
            for line in child.stdout:
                if line.endswith("\n"):
                    acknowledged = int(line)
        with opened(path) as (engine, store):
            with engine.connect() as connection:
                assert connection.exec_driver_sql("PRAGMA integrity_check").scalar() == "ok"
            saved = max(int(r.note) for r in store.load("a").assessment.responses)
            assert saved in {acknowledged, acknowledged + 1}  # one may be under way
            trail = [int(c.after.note) for c in store.changes("a", 10_000) if c.after]
            assert trail == list(range(saved, -1, -1))
            acknowledged = saved


def _reads_the_ledger(engine: Engine) -> None:
    SqlLedger(engine).lines()


def _reads_who_was_joined(engine: Engine) -> None:
    SqlDeviceProfile(engine).memberships()


def _reads_the_pool(engine: Engine) -> None:
    with SqlExchangeStore(engine).read() as unit:
        list(unit.grants())


def _writes_to_the_pool(engine: Engine) -> None:
    with SqlExchangeStore(engine).write() as unit:
        unit.purge(["0" * 64])


@pytest.mark.parametrize(
    "act", [_reads_the_ledger, _reads_who_was_joined, _reads_the_pool, _writes_to_the_pool]
)
def test_a_database_damaged_while_open_is_named(
    tmp_path: Path, act: Callable[[Engine], None]
) -> None:
    path = tmp_path / "topp.sqlite"
    with opened(path) as (engine, _):
        with engine.connect() as connection:
            connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
        engine.dispose()
        with path.open("r+b") as file:  # the head stays, so that it still looks like a database
            file.seek(100)
            file.write(b"\x55" * (path.stat().st_size - 100))
        with pytest.raises(EnvironmentFault) as caught:
            act(engine)
    assert caught.value.code == "database-damaged"
    assert caught.value.params["path"] == str(path)
