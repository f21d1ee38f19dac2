"""A secretariat that receives by command, in a process that can be killed or starved."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from functools import cached_property
from pathlib import Path
from random import Random
from typing import Any

from tests.support.exchange_world import CODEC, LIBRARY
from tests.support.region_of_faults import PASSPHRASE, Region
from topp_desktop.persistence.engine import connect
from topp_desktop.persistence.exchange_store import SqlExchangeStore
from topp_desktop.persistence.migrate import open_store
from topp_desktop.services.exchange.receive import (
    FILES_PER_TRANSACTION,
    Received,
    Receiver,
    receive,
    take_lines,
)

ROOT = Path(__file__).resolve().parents[2]
STATUSES = ("admitted", "held-sender", "held-instrument", "unverified")


class Secretariat:
    """A region on a stick, an identity, and a store that knows the invitations."""

    def __init__(self, folder: Path, region: Region) -> None:
        self.folder = folder
        self.region = region
        self.stick = folder / "stick"
        self.paths = region.write(self.stick)
        self.identity = region.write_identity(folder / "identity")
        self.template = folder / "template.sqlite"
        with _Opened(self.template, region) as desk:
            take_lines(desk, region.grants)
        self._prefixes: dict[int, Any] = {}

    def fresh(self, name: str) -> Path:
        """A store of its own, as it was before anything arrived."""
        folder = self.folder / name
        folder.mkdir()
        return Path(shutil.copy(self.template, folder / "pool.sqlite"))

    def command(self, store: Path) -> list[str]:
        options = ["--store", f"sqlite:///{store.as_posix()}", "--identity", str(self.identity)]
        return [
            sys.executable,
            "-m",
            "topp_desktop",
            "receive",
            str(self.stick),
            *options,
            "--json",
        ]

    def start(
        self, store: Path, around: Mapping[str, str] | None = None, **options: Any
    ) -> subprocess.Popen[bytes]:
        """Begins to receive the whole stick. around: changes of its environment."""
        environment = {
            **os.environ,
            **(around or {}),
            "PYTHONPATH": str(ROOT),
            "TOPP_IDENTITY_PASSPHRASE": PASSPHRASE,
            "TOPP_DATA": str(self.folder / "data"),
        }
        pipe = subprocess.PIPE
        return subprocess.Popen(
            self.command(store), env=environment, stdout=pipe, stderr=pipe, **options
        )

    def by_command(self, store: Path, **options: Any) -> tuple[int, dict[str, Any]]:
        """Receives; exit code and the JSON document, be it the result or the fault."""
        with self.start(store, **options) as child:
            out, err = child.communicate()
        return child.returncode, json.loads(out or err)

    def receive(self, store: Path, paths: list[Path] | None = None) -> Received:
        """The same in this process."""
        with _Opened(store, self.region) as desk:
            return receive(desk, self.paths if paths is None else paths)

    def state(self, store: Path) -> Any:
        """Everything a store concludes; its own check has to find it whole."""
        connection = connect(store)
        try:
            assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        finally:
            connection.close()
        with _Opened(store, self.region) as desk, desk.store.read() as unit:
            objects = sorted((r.rid, r.status, r.outcome) for r in unit.with_status(*STATUSES))
            return objects, sorted(unit.current(), key=lambda r: (r.institution, r.round))

    @cached_property
    def whole(self) -> Any:
        """The state after all files."""
        return self.prefix(len(self.paths))

    def prefix(self, files: int) -> Any:
        """The state after the first files."""
        if files not in self._prefixes:
            store = self.fresh(f"prefix-{files}")
            self.receive(store, self.paths[:files])
            self._prefixes[files] = self.state(store)
        return self._prefixes[files]

    def files_in(self, store: Path) -> int:
        """How many whole files a store holds; AssertionError for anything between."""
        found = self.state(store)
        count: int = len(found[0])
        steps: list[int] = [*range(0, len(self.paths), FILES_PER_TRANSACTION), len(self.paths)]
        for files in steps:
            if len(self.prefix(files)[0]) == count and self.prefix(files) == found:
                return files
        raise AssertionError("the store holds something between whole batches of files")

    def kill(self, store: Path, random: Random, log_size: int, patience: int) -> bool:
        """Receives, and kills when the log has grown to a random size, and some moments later.

        log_size: of the log after a whole run; patience: looks at most after that. Returns
        whether the process was still at work.
        """
        log = store.with_name(store.name + "-wal")
        goal, more = random.randrange(log_size), random.randrange(patience)
        with self.start(store) as child:
            while child.poll() is None and _size(log) <= goal:
                pass
            for _ in range(more):
                _size(log)
            at_work = child.poll() is None
            child.kill()
            child.communicate()
        return at_work


class _Opened:
    """A desk over a store in a file, closed at the end."""

    def __init__(self, store: Path, region: Region) -> None:
        self._engine = open_store(store, store.parent / "backups")
        self._desk = Receiver(CODEC, SqlExchangeStore(self._engine), region.keys, LIBRARY)

    def __enter__(self) -> Receiver:
        return self._desk

    def __exit__(self, *_: object) -> None:
        self._engine.dispose()


def _size(path: Path) -> int:
    try:
        return int(path.stat().st_size)
    except FileNotFoundError:
        return 0


def limited(size: int) -> dict[str, Any]:
    """Options of a process none of whose files may grow beyond a size: the write fails."""
    import resource

    return {"preexec_fn": lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))}
