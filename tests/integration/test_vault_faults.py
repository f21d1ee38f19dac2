"""Full disks, I/O errors at the nth write, and kill -9 while the database is being replaced."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from random import Random

import pytest

from tests.support.disks import fill, small_disk
from tests.support.failing_disk import run_on_failing_disk
from tests.support.laptop import laptop
from topp_desktop.domain.errors import EnvironmentFault
from topp_desktop.persistence.cipher import salt_of
from topp_desktop.persistence.copies import check
from topp_desktop.services.tasks import Task

ROOT = Path(__file__).resolve().parents[2]
KEYS = {bytes([n]) * 16: bytes([n]) * 48 for n in (1, 2)}
"""Salt → key: the databases of these tests say themselves which key they have."""

ANSWERING = """
import sys, errno, json
from pathlib import Path
from tests.support.failing_disk import refusing
from tests.support.laptop import laptop
from topp_desktop.domain.errors import EnvironmentFault
from topp_desktop.persistence.copies import check
from topp_desktop.services.tasks import Task

folder = Path(sys.argv[1])
codes = set()
for error in (errno.ENOSPC, errno.EIO):
    for stays in (False, True):
        with laptop(folder / f"{error}{stays}") as here:
            name = here.begin()
            here.answer(name, "1.1-P", 0)
            saved = 0
            for n in range(1, 51):
                before = here.assessment(name)
                with refusing(here.places.data, n, error, stays=stays):
                    try:
                        for m in range(6):
                            here.answer(name, "1.1-P", (saved + 1) % 5, note="x" * 9000 + str(n))
                            saved += 1
                    except EnvironmentFault as fault:
                        codes.add(fault.code)
                found = here.assessment(name).responses[0].answer
                assert found in (saved % 5, (saved + 1) % 5), (n, found, saved)
                saved = saved if found == saved % 5 else saved + 1
        with laptop(folder / f"{error}{stays}") as here:
            assert here.assessment(name).responses[0].answer == saved % 5
            trail = [s for s in here.audit.steps(name, 10_000) if s.state == "done"]
            assert trail[0].changes[0].after == here.assessment(name).responses[0]
        check(here.places.store, None, Task())
print(json.dumps(sorted(codes)))
"""

REPLACING = """
import sys, errno, json, shutil
from pathlib import Path
from tests.support.failing_disk import refusing
from tests.support.laptop import laptop
from topp_desktop.domain.errors import EnvironmentFault
from topp_desktop.persistence.cipher import salt_of
from topp_desktop.persistence.copies import check
from topp_desktop.persistence.vault import SqlVault
from topp_desktop.services.tasks import Task

what, base, work = sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3])
keys = {bytes([n]) * 16: bytes([n]) * 48 for n in (1, 2)}

def state(folder):
    with laptop(folder) as here:
        here.local.database.key = keys.get(salt_of(here.places.store))
        return here.assessment(sys.argv[4])

old = state(base / "data")
codes, done, most = set(), 0, 0
for n in [*range(1, 61), *range(61, 2000, 23)]:
    error = errno.ENOSPC if n % 2 else errno.EIO
    shutil.rmtree(work, ignore_errors=True)
    shutil.copytree(base / "data", work)
    with laptop(work) as here:
        here.assessments.list()
        vault = SqlVault(
            here.local.database, here.places.attachments, here.places.identity, lambda: "x"
        )
        finished = False
        with refusing(work, n, error, stays=n % 3 == 0) as seen:
            try:
                if what == "restore":
                    here.safety.restore(base / "copy.sqlite")
                else:
                    vault.rekey(keys[bytes([1]) * 16], Task())
                finished = True
            except EnvironmentFault as fault:
                codes.add(fault.code)
        now = here.assessment(sys.argv[4])
        here.answer(sys.argv[4], "1.1-F", 4)
    key = keys.get(salt_of(work / "topp.sqlite"))
    check(work / "topp.sqlite", key, Task())
    if what == "restore":
        new = len(now.responses) == 1
        assert new or now == old, n
    else:
        new = key is not None
        assert now == old, n
    assert new or not finished, n
    assert not list(work.glob("topp.sqlite.*")), n
    done += new
    if seen[0] < n:
        break
else:
    raise AssertionError("the disk never let it finish")
print(json.dumps({"codes": sorted(codes), "writes": n, "done": done}))
"""

KILLED = """
import sys
from pathlib import Path
from tests.support.laptop import laptop
from topp_desktop.persistence.cipher import salt_of
from topp_desktop.persistence.vault import SqlVault
from topp_desktop.services.tasks import Task

keys = {bytes([n]) * 16: bytes([n]) * 48 for n in (1, 2)}
with laptop(Path(sys.argv[2])) as here:
    here.local.database.key = keys.get(salt_of(here.places.store))
    vault = SqlVault(
            here.local.database, here.places.attachments, here.places.identity, lambda: "x"
        )
    here.assessments.list()
    n = 0
    while True:
        if sys.argv[1] == "rekey":
            vault.rekey([*keys.values(), None][n % 3], Task())
        else:
            here.time.move(seconds=1)
            here.safety.restore(Path(sys.argv[3]) / f"copy{n % 2}.sqlite", fresh_device=False)
        n += 1
        sys.stdout.write(".")
        sys.stdout.flush()
"""


def _prepared(folder: Path) -> str:
    """A database with two answers, and copies from when it had one and two."""
    with laptop(folder / "data") as here:
        name = here.begin()
        here.answer(name, "1.1-P", 3)
        shutil.move(here.safety.back_up().path, folder / "copy.sqlite")
        shutil.copy(folder / "copy.sqlite", folder / "copy0.sqlite")
        here.answer(name, "1.1-F", 2)
        here.time.move(hours=1)
        shutil.move(here.safety.back_up().path, folder / "copy1.sqlite")
    return name


def test_the_nth_write_fails_while_answering(tmp_path: Path) -> None:
    codes = json.loads(run_on_failing_disk(tmp_path, ANSWERING, str(tmp_path)))
    assert set(codes) <= {"store-write-failed", "cannot-write"}
    assert codes


@pytest.mark.parametrize("what", ["restore", "rekey"])
@pytest.mark.timeout(300)
def test_the_nth_write_fails_while_the_database_is_replaced(what: str, tmp_path: Path) -> None:
    name = _prepared(tmp_path)
    found = json.loads(
        run_on_failing_disk(tmp_path, REPLACING, what, str(tmp_path), str(tmp_path / "work"), name)
    )
    assert found["writes"] > 10
    assert found["done"] >= 1
    assert set(found["codes"]) <= {
        *("store-replace-failed", "cannot-write", "disk-full", "migration-failed"),
    }


@pytest.mark.parametrize("what", ["restore", "passphrase"])
def test_a_full_disk_leaves_the_database_as_it_was(what: str, tmp_path: Path) -> None:
    with small_disk(tmp_path / "disk", 2_048) as disk, laptop(disk / "data") as here:
        name = here.begin()
        here.answer(name, "1.1-P", 3)
        backup = here.safety.back_up()
        here.answer(name, "1.1-F", 3)
        before = here.stored(name)
        fill(disk)
        deeds: dict[str, Callable[[], object]] = {
            "restore": lambda: here.safety.restore(backup.path),
            "passphrase": lambda: here.safety.set_passphrase("cuatro palabras con ñ"),
        }
        with pytest.raises(EnvironmentFault) as caught:
            deeds[what]()
        assert caught.value.code in {"disk-full", "store-replace-failed", "cannot-write"}
        assert here.stored(name) == before
        assert salt_of(here.places.store) is None
        assert not list(here.places.data.glob("topp.sqlite.*"))
        (disk / "filler").unlink()
        here.answer(name, "1.1-F", 4)


@pytest.mark.skipif(os.name == "nt", reason="Windows knows no kill signal; see TerminateProcess")
@pytest.mark.parametrize("what", ["restore", "rekey"])
@pytest.mark.timeout(300)
def test_killed_while_the_database_is_replaced(what: str, tmp_path: Path) -> None:
    """Killed with SIGKILL at random moments: one whole database is there, nothing is lost."""
    name = _prepared(tmp_path)
    random = Random(7)
    data = tmp_path / "data"
    counts = set()
    for _ in range(12):
        with subprocess.Popen(
            [sys.executable, "-c", KILLED, what, str(data), str(tmp_path)],
            cwd=ROOT,
            stdout=subprocess.PIPE,
        ) as child:
            assert child.stdout is not None
            child.stdout.read(random.randint(1, 3))
            time.sleep(random.random() * 0.06)  # where in the next one it dies
            child.send_signal(signal.SIGKILL)
        salt = salt_of(data / "topp.sqlite")
        key = None if salt is None else KEYS[salt]
        with laptop(data) as here:
            here.local.database.key = key
            found = here.assessment(name)
            here.answer(name, "1.3-T", 1)
            here.undo.undo(name)
        check(data / "topp.sqlite", key, Task())
        counts.add(len(found.responses))
        assert counts <= ({1, 2} if what == "restore" else {2})
        if what == "restore":
            (data / "backups").mkdir(exist_ok=True)
            for copy in (data / "backups").glob("*.sqlite"):
                check(copy, None, Task())
