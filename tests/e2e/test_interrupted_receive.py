"""`topp receive` is killed, or its disk gives out: whole files are there, and the rest follows."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path
from random import Random

import pytest

from tests.support.disks import small_disk
from tests.support.exchange_world import CODEC, LIBRARY
from tests.support.receiving_process import Secretariat, limited
from tests.support.region_of_faults import Region
from topp_desktop.domain.errors import EnvironmentFault
from topp_desktop.persistence.exchange_ledger import SqlLedger
from topp_desktop.persistence.exchange_store import SqlExchangeStore
from topp_desktop.persistence.migrate import open_store
from topp_desktop.services.exchange.receive import Receiver, receive
from topp_desktop.services.tasks import Task

KILLS = int(os.environ.get("TOPP_KILLS", "15"))
"""More of them than in every run: TOPP_KILLS=300."""
LOG = 1_100_000
"""Bytes that the store's log grows to while all files arrive, more or less."""


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Secretariat:
    return Secretariat(tmp_path_factory.mktemp("office"), Region(32, 224, share=0.01))


def test_the_command_says_what_was_planted(office: Secretariat) -> None:
    code, found = office.by_command(office.fresh("command"))
    assert code == 0
    assert found["counts"] == dict(office.region.counts())
    said = [(Path(entry["path"]).name, entry["outcome"]) for entry in found["ledger"]]
    assert said == list(office.region.ledger())


def test_the_system_around_it_leaves_no_trace(office: Secretariat) -> None:
    """13: digest and figures are the same whatever the locale, zone and hash seed."""
    for number, around in enumerate(
        (
            {"LC_ALL": "C", "TZ": "Asia/Tokyo", "PYTHONHASHSEED": "1"},
            {"LC_ALL": "tr_TR.UTF-8", "TZ": "America/Lima", "PYTHONHASHSEED": "2"},
        )
    ):
        store = office.fresh(f"around-{number}")
        code, found = office.by_command(store, around=around)
        assert code == 0
        assert found["counts"] == dict(office.region.counts())
        assert office.state(store) == office.whole


@pytest.mark.parametrize("number", range(KILLS))
def test_a_killed_run_leaves_a_prefix_of_whole_files(office: Secretariat, number: int) -> None:
    """Killed at a random moment; then received again to the end."""
    store = office.fresh(f"killed-{number}")
    office.kill(store, Random(number), LOG, 4_000)
    assert office.files_in(store) <= len(office.paths)
    office.receive(store)
    assert office.state(store) == office.whole


def test_the_ledger_catches_up_after_a_kill_at_the_very_end(
    office: Secretariat, tmp_path: Path
) -> None:
    """All files are in, and nobody could say so: the next run does, and then no other."""
    good = [office.stick / p.name for p in office.region.files if p.cause == "accepted 0"]
    store = office.fresh("untold")
    engine = open_store(store, store.parent / "backups")
    desk = Receiver(CODEC, SqlExchangeStore(engine), office.region.keys, LIBRARY)

    def killed(stage: str, done: int, total: int) -> None:
        if done == total:
            raise RuntimeError("power cut")

    with pytest.raises(RuntimeError):
        receive(desk, good, Task(killed, clock=iter(range(10_000)).__next__))
    assert SqlLedger(engine).lines() == []
    for _ in range(2):
        assert not receive(desk, good).changed
        told = SqlLedger(engine).lines()
        assert {Path(line.path) for line in told} == set(good)
        assert len(told) == 2 * len(good)
    engine.dispose()


@pytest.mark.skipif(sys.platform != "linux", reason="sizes of files are limited on Linux alone")
def test_a_write_that_fails_leaves_a_prefix_of_whole_files(office: Secretariat) -> None:
    """The first, the next, … write beyond a size fails: the message is plain, nothing is lost."""
    start = office.template.stat().st_size
    kept = set()
    for n, more in enumerate((0, 40_000, 250_000, 700_000)):
        store = office.fresh(f"limited-{n}")
        code, found = office.by_command(store, **limited(start + more))
        assert code == 3, found
        assert found["error"]["code"] == "store-write-failed"
        kept.add(office.files_in(store))
        office.receive(store)
        assert office.state(store) == office.whole
    assert len(kept) > 1


def test_a_full_database_keeps_what_it_has(office: Secretariat) -> None:
    """SQLite itself refuses another page, after ever more of them."""
    kept = set()
    for more in (1, 60, 150):
        store = office.fresh(f"pages-{more}")
        engine = open_store(store, store.parent / "backups")
        desk = Receiver(CODEC, SqlExchangeStore(engine), office.region.keys, LIBRARY)
        with engine.connect() as connection:  # the pool hands this connection out again
            pages = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
            connection.exec_driver_sql(f"PRAGMA max_page_count = {pages + more}")
        with pytest.raises(EnvironmentFault) as caught:
            receive(desk, office.paths)
        assert caught.value.code == "store-write-failed"
        engine.dispose()
        kept.add(office.files_in(store))
        office.receive(store)
        assert office.state(store) == office.whole
    assert len(kept) > 1


def test_a_full_disk_keeps_what_it_has(office: Secretariat, tmp_path: Path) -> None:
    start = office.template.stat().st_size // 1024
    for n, more in enumerate((100, 600)):
        with small_disk(tmp_path / str(n), start + more) as disk:
            store = Path(shutil.copy(office.template, disk / "pool.sqlite"))
            code, found = office.by_command(store)
            assert code == 3
            assert found["error"]["code"] in {"store-write-failed", "cannot-write"}
            saved = office.folder / f"full-{n}"
            shutil.copytree(disk, saved)
        office.files_in(saved / "pool.sqlite")
        office.receive(saved / "pool.sqlite")
        assert office.state(saved / "pool.sqlite") == office.whole
