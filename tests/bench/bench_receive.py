"""Receiving packages, beside the least that any receiver has to do with the same bytes.

The floor: age decrypt, one Ed25519 verification and one JSON parse a line, and a raw insert of
the same bytes with the same commits.
"""

from __future__ import annotations

import base64
import gc
import json
import shutil
import tempfile
import time
from collections.abc import Iterable
from pathlib import Path

import pyrage
import sqlcipher3.dbapi2 as sqlite
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from tests.bench.table import Sample, Table
from tests.support.memory import Peak
from topp_desktop.bootstrap import compose
from topp_desktop.domain.assessment import Institution
from topp_desktop.formats.responses import read_responses
from topp_desktop.foundation.resources import resource_path
from topp_desktop.services.exchange.receive import (
    FILES_PER_TRANSACTION,
    Receiver,
    receive,
    take_lines,
)
from topp_desktop.services.institution.send import PackageDraft
from topp_desktop.services.program import Program
from topp_desktop.services.secretariat.identity import Secretariat, make_identity

PACKAGES = 256


class _Region:
    """A secretariat with invited institutions, each of which sent one package."""

    def __init__(self, folder: Path, packages: int) -> None:
        self.folder = folder
        self.program = compose(folder / "program")
        adapters = self.program.adapters
        identity = folder / "identity"
        self.keys = make_identity(adapters.identities, identity, "Bench", "a long passphrase")
        adapters.identities.note_rehearsal(identity, self.keys.root_kid, self.program.clock())
        secretariat = Secretariat(
            adapters.identities, adapters.codec, self.keys, identity, self.program.clock
        )
        agenda = self.program.library.agenda
        secretariat.publish_region_pack(folder / "r.topp-region", [agenda.ref])
        self.invitations = []
        self.inbox = folder / "inbox"
        self.inbox.mkdir()
        sample = resource_path("samples", "municipio.json")
        instrument, assessment = read_responses(sample, self.program.library.find)
        for n in range(packages):
            who = Institution(f"Institution {n}", "GT", "local", "municipality")
            invited = secretariat.invite(who, folder / "i.topp-invite")
            self.invitations += list(invited.lines)
            sending = self.program.sending_from(folder / "device" / str(n))
            joined = sending.open_file(folder / "i.topp-invite")
            sending.send(
                PackageDraft(instrument, assessment), joined.membership, self.inbox / f"{n:05}.topp"
            )
        self.files = sorted(self.inbox.iterdir())
        shutil.rmtree(folder / "device")

    def _desk(self, store: Path) -> Receiver:
        adapters = self.program.adapters
        pool = adapters.pool_at(f"sqlite:///{store.as_posix()}")
        return Receiver(adapters.codec, pool, self.keys, self.program.library)

    def ours(self) -> Sample:
        def sample() -> float:
            with tempfile.TemporaryDirectory(dir=self.folder) as place:
                program: Program = self.program
                desk = self._desk(Path(place, "pool.sqlite"))
                take_lines(desk, self.invitations)
                started = time.perf_counter()
                received = receive(desk, [self.inbox])
                took = time.perf_counter() - started
                assert set(received.counts) == {"accepted"}
                program.close()
            return took / len(self.files)

        return sample

    def again(self) -> Sample:
        """Receiving what is already here."""
        desk = self._desk(self.folder / "again.sqlite")
        take_lines(desk, self.invitations)
        receive(desk, [self.inbox])

        def sample() -> float:
            started = time.perf_counter()
            received = receive(desk, [self.inbox])
            took = time.perf_counter() - started
            assert not received.changed
            return took / len(self.files)

        return sample

    def memory(self, packages: int, peak: Peak) -> float:
        """Megabytes at the most, beyond those before."""
        with tempfile.TemporaryDirectory(dir=self.folder) as place:
            desk = self._desk(Path(place, "pool.sqlite"))
            take_lines(desk, self.invitations)
            gc.collect()
            peak.reset()
            receive(desk, self.files[:packages])
            grown = peak.megabytes()
            self.program.close()
        return grown

    def floor(self) -> Sample:
        identity = pyrage.x25519.Identity.from_str(self.keys.openers[0].secret)

        def sample() -> float:
            with tempfile.TemporaryDirectory(dir=self.folder) as place:
                connection = sqlite.connect(str(Path(place, "floor.sqlite")), isolation_level=None)
                for pragma in ("journal_mode = WAL", "synchronous = FULL"):
                    connection.execute(f"PRAGMA {pragma}")
                connection.execute("CREATE TABLE line (rid TEXT PRIMARY KEY, raw BLOB)")
                started = time.perf_counter()
                for first in range(0, len(self.files), FILES_PER_TRANSACTION):
                    connection.execute("BEGIN IMMEDIATE")
                    for path in self.files[first : first + FILES_PER_TRANSACTION]:
                        lines = pyrage.decrypt(path.read_bytes(), [identity]).splitlines()
                        connection.executemany(
                            "INSERT INTO line VALUES (?, ?)", _verified(lines, path.name)
                        )
                    connection.execute("COMMIT")
                took = time.perf_counter() - started
                connection.close()
            return took / len(self.files)

        return sample


def _verified(lines: Iterable[bytes], name: str) -> Iterable[tuple[str, bytes]]:
    """Verified with the key that the file's enrolment introduces, and parsed."""
    keys: dict[str, Ed25519PublicKey] = {}
    for number, raw in enumerate(lines):
        signed, _, signature = raw.rpartition(b".")
        header, _, payload = signed.partition(b".")
        head, body = json.loads(_decoded(header)), json.loads(_decoded(payload))
        if "device" in body and isinstance(body["device"], dict):
            key = Ed25519PublicKey.from_public_bytes(_decoded(body["device"]["x"].encode()))
            keys[head["kid"]] = key
        keys[head["kid"]].verify(_decoded(signature), signed)
        yield f"{name}-{number}", raw


def _decoded(text: bytes) -> bytes:
    return base64.urlsafe_b64decode(text + b"=" * (-len(text) % 4))


def run(table: Table, packages: int = PACKAGES) -> None:
    """Per package, seconds; and how much memory the run takes beyond what the program has."""
    repeats = 5 if packages <= 2_000 else 2
    with tempfile.TemporaryDirectory() as folder:
        region = _Region(Path(folder), packages)
        floor = region.floor()
        # First: what later runs need is there already.
        peak = Peak()
        for some in (packages // 2, packages):
            table.counted(f"memory to receive {some}", round(region.memory(some, peak), 1), "MB")
        table.compare(
            f"receive a package (of {packages})",
            region.ours(),
            floor,
            against="(age + Ed25519 + JSON + raw insert)",
            repeats=repeats,
            aim=1.5,
        )
        table.compare(
            "receive it again",
            region.again(),
            floor,
            against="(age + Ed25519 + JSON + raw insert)",
            repeats=repeats,
        )
        region.program.close()
