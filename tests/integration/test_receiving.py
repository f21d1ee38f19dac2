"""Receiving over the real store: order, repetition and interruption leave no trace."""

from __future__ import annotations

import itertools
import pickle
import shutil
import subprocess
import sys
from dataclasses import fields
from pathlib import Path
from random import Random
from typing import Any

import pytest
from joserfc import jws as other_library
from joserfc.jwk import OKPKey

from tests.support.exchange_world import (
    AGENDA,
    CODEC,
    LIBRARY,
    SHORT,
    EmptyLibrary,
    Laptop,
    Office,
    new_store,
)
from topp_desktop.domain.errors import UserError
from topp_desktop.domain.exchange import Outcome, Trust, evaluate
from topp_desktop.packages.identity_folder import IdentityFolders
from topp_desktop.packages.keys import SecretariatKeyring
from topp_desktop.services.exchange.ports import ExchangeStore, SignedLine
from topp_desktop.services.exchange.receive import (
    STAGE,
    Received,
    Receiver,
    digest,
    receive,
    take_lines,
)
from topp_desktop.services.exchange.verify import verify, verify_with_store
from topp_desktop.services.secretariat.region import region
from topp_desktop.services.tasks import Task


class World:
    """Three institutions on two laptops each; eleven files, some of them faulty."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.office = Office(folder / "office")
        self.files = folder / "files"
        self.files.mkdir()
        invited = [self.office.invite(f"Municipio {n}", remember=False) for n in range(3)]
        self.invitations: list[SignedLine] = [line for i in invited for line in i.lines[1:]]
        laptops = [Laptop(folder / f"{n}{k}", inv) for n, inv in enumerate(invited) for k in "ab"]
        a0, b0, a1, b1, a2, _ = laptops
        self._take(a0.send(dict.fromkeys(SHORT[:8], 2)), "01-a0")
        self._take(b0.send(dict.fromkeys(SHORT[8:], 3)), "02-b0")
        self._take(a0.send(dict.fromkeys(SHORT[:10], 1)), "03-a0")
        self._take(a1.send(dict.fromkeys(SHORT, 4), consent="public"), "04-a1")
        shutil.copytree(a1.folder, folder / "copy")
        copy = Laptop.__new__(Laptop)
        copy.__dict__.update(a1.__dict__)
        self._copy_of(copy, folder / "copy")
        self._take(a1.send(dict.fromkeys(SHORT, 3)), "05-a1")
        self._take(copy.send(dict.fromkeys(SHORT, 2)), "06-copy")
        self._take(b1.send({}), "07-b1")
        self._take(a2.send(dict.fromkeys(SHORT, 2)), "08-a2")
        stranger = Office(folder / "stranger")
        wrong = Laptop(folder / "wrong", stranger.invite("Otro"))
        self._take(wrong.send({}), "09-wrong")
        data = (self.files / "08-a2.topp").read_bytes()
        (self.files / "10-broken.topp").write_bytes(data[:-9])
        shutil.copy(self.files / "04-a1.topp", self.files / "11-again.topp")
        self.all = sorted(self.files.iterdir())

    def _copy_of(self, laptop: Laptop, folder: Path) -> None:
        from topp_desktop.packages.profile_folder import ProfileFolder
        from topp_desktop.services.institution.send import Sender

        laptop.folder = folder
        laptop.profile = ProfileFolder(folder / "profile")
        laptop.sender = Sender(CODEC, laptop.profile, laptop.sender.clock, "0.1.0")

    def _take(self, sent: Any, name: str) -> None:
        shutil.copy(sent.written.path, self.files / f"{name}.topp")

    def desk(self, folder: Path, *lines: SignedLine) -> Receiver:
        return self.office.other_desk(folder, *lines)


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> World:
    return World(tmp_path_factory.mktemp("world"))


def _state(store: ExchangeStore) -> Any:
    """Everything the store concludes."""
    with store.read() as unit:
        rows = unit.with_status("admitted", "held-sender", "held-instrument", "unverified")
        found = sorted((r.rid, r.status, r.outcome) for r in rows)
        current = sorted(unit.current(), key=lambda r: (r.institution, r.round))
    return found, current, digest(store)


def test_the_ledger_names_what_happened(world: World, tmp_path: Path) -> None:
    found = receive(world.desk(tmp_path, *world.invitations), [world.files])
    by_file: dict[str, list[str]] = {}
    for entry in found.ledger:
        by_file.setdefault(Path(entry.path).stem, []).append(entry.outcome.value)
    assert by_file == {
        "01-a0": ["accepted", "superseded"],
        "02-b0": ["accepted", "conflict"],
        "03-a0": ["duplicate", "duplicate", "conflict"],
        "04-a1": ["accepted", "superseded"],
        "05-a1": ["duplicate", "duplicate", "copied-installation"],
        "06-copy": ["duplicate", "duplicate", "copied-installation"],
        "07-b1": ["accepted", "accepted"],
        "08-a2": ["accepted", "accepted"],
        "09-wrong": ["wrong-key"],
        "10-broken": ["damaged"],
        "11-again": ["duplicate", "duplicate"],
    }
    assert sum(found.counts.values()) == len(found.ledger)
    assert set(found.as_dict()) == {"ledger", "counts", "digest"}


def test_any_order_grouping_and_repetition_end_the_same(world: World, tmp_path: Path) -> None:
    reference = world.desk(tmp_path / "reference", *world.invitations)
    whole = receive(reference, [world.files])
    expected = _state(reference.store)
    random = Random(7)
    for n in range(5):
        desk = world.desk(tmp_path / str(n), *world.invitations)
        files = [*world.all, *random.sample(world.all, 4)]
        random.shuffle(files)
        while files:
            size = random.randint(1, 4)
            receive(desk, files[:size])
            files = files[size:]
        assert _state(desk.store) == expected
        assert digest(desk.store)["digest"] == whole.digest
    shuffled = world.desk(tmp_path / "shuffled", *world.invitations)
    paths = list(world.all)
    random.shuffle(paths)
    assert receive(shuffled, paths).ledger == whole.ledger


def test_the_store_concludes_what_the_definition_says(world: World, tmp_path: Path) -> None:
    desk = world.desk(tmp_path, *world.invitations)
    receive(desk, [world.files])
    with desk.store.read() as unit:
        rows = unit.with_status("admitted", "held-sender")
        raws = unit.raw([row.rid for row in rows])
        current = {(r.institution, r.round): r for r in unit.current()}
    objects = [CODEC.meaning(raw) for raw in raws.values()]
    trust = Trust(frozenset({world.office.keys.root.kid}), frozenset({AGENDA.sha256}))
    whole = evaluate(objects, trust)
    assert {r.rid: r.outcome for r in rows} == {k: v.value for k, v in whole.outcomes.items()}
    assert digest(desk.store)["digest"] == whole.digest
    assert current.keys() == whole.views.keys()
    for place, view in whole.views.items():
        assert (current[place].heads, current[place].pending) == (len(view.heads), view.pending)


def test_invitations_and_instruments_may_come_later(world: World, tmp_path: Path) -> None:
    first = world.desk(tmp_path / "first", *world.invitations)
    receive(first, [world.files])
    expected = _state(first.store)

    late = world.desk(tmp_path / "late")
    held = receive(late, [world.files])
    assert held.counts["held-sender"] > 5
    assert digest(late.store)["objects"] == 0
    for line in world.invitations:
        take_lines(late, [line])
    assert _state(late.store) == expected

    blind = Receiver(CODEC, new_store(tmp_path / "blind"), world.office.keys, EmptyLibrary())
    take_lines(blind, [world.office.pack.line, *world.invitations])
    held = receive(blind, [world.files])
    waiting = {e.rid for e in held.ledger if e.outcome is Outcome.HELD_INSTRUMENT}
    assert len(waiting) == 8
    seeing = Receiver(CODEC, blind.store, blind.keys, LIBRARY)
    receive(seeing, [])
    assert _state(seeing.store) == expected


def test_lines_whose_device_is_not_known_yet_wait_for_it(world: World, tmp_path: Path) -> None:
    import pyrage

    opener = world.office.keys.openers[0]
    data = (world.files / "08-a2.topp").read_bytes()
    enrolment, revision = pyrage.decrypt(data, [opener.identity]).splitlines()
    recipient = pyrage.x25519.Recipient.from_str(opener.recipient)
    alone = tmp_path / "alone.topp"
    alone.write_bytes(pyrage.encrypt(revision + b"\n", [recipient]))
    forged = tmp_path / "forged.topp"
    head, body, signature = revision.split(b".")
    swapped = signature[:10] + bytes(reversed(signature[10:20])) + signature[20:]
    forged_body = body[:-4] + b"AAAA"
    forged.write_bytes(pyrage.encrypt(b".".join((head, forged_body, swapped)) + b"\n", [recipient]))
    whole = tmp_path / "whole.topp"
    whole.write_bytes(pyrage.encrypt(enrolment + b"\n", [recipient]))

    for n, order in enumerate(itertools.permutations([alone, forged, whole])):
        desk = world.desk(tmp_path / str(n), *world.invitations)
        for path in order:
            receive(desk, [path])
        assert digest(desk.store)["objects"] == 1
        with desk.store.read() as unit:
            assert unit.with_status("unverified") == []
    together = receive(world.desk(tmp_path / "t", *world.invitations), [alone, forged, whole])
    assert [e.outcome.value for e in together.ledger] == ["accepted", "damaged", "accepted"]


def _bytes(folder: Path) -> list[bytes]:
    """The database and its log, as they lie on the disk: a commit that changes a row grows it."""
    return [path.read_bytes() for path in sorted(folder.glob("store.sqlite*")) if _kept(path)]


def _kept(path: Path) -> bool:
    return not path.name.endswith("-shm")


def test_receiving_again_changes_no_row(world: World, tmp_path: Path) -> None:
    desk = world.desk(tmp_path, *world.invitations)
    receive(desk, [world.files])
    before = _bytes(tmp_path)
    assert len(before) == 2
    again = receive(desk, [world.files])
    assert _bytes(tmp_path) == before
    assert not again.changed
    assert set(again.counts) == {"duplicate", "wrong-key", "damaged"}


def test_a_cancel_keeps_the_files_that_were_finished(world: World, tmp_path: Path) -> None:
    desk = world.desk(tmp_path, *world.invitations)

    def progress(stage: str, done: int, total: int) -> None:
        assert (stage, total) == (STAGE, len(world.all))
        if done == 4:
            task.cancel()

    clock = iter(range(1_000))
    task = Task(progress, clock=lambda: float(next(clock)))
    found = receive(desk, [world.files], task)
    assert found.cancelled
    assert found.files == 5
    part = world.desk(tmp_path / "part", *world.invitations)
    assert receive(part, world.all[:5]).digest == found.digest


def test_an_interrupted_batch_leaves_nothing(world: World, tmp_path: Path) -> None:
    desk = world.desk(tmp_path, *world.invitations)
    before = _state(desk.store)

    def progress(stage: str, done: int, total: int) -> None:
        if done == 6:
            raise RuntimeError("power cut")

    with pytest.raises(RuntimeError):
        receive(desk, [world.files], Task(progress, clock=iter(range(1_000)).__next__))
    assert _state(desk.store) == before


_DYING = """
import os, pickle, sys
from pathlib import Path
from tests.support.exchange_world import CODEC, LIBRARY
from topp_desktop.persistence.engine import open_engine
from topp_desktop.persistence.exchange_store import SqlExchangeStore
from topp_desktop.services.exchange import receive as service
from topp_desktop.services.tasks import Task

store, files, at = Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3])
keys = pickle.loads(bytes.fromhex(sys.stdin.read()))
service.FILES_PER_TRANSACTION = 2
desk = service.Receiver(CODEC, SqlExchangeStore(open_engine(store)), keys, LIBRARY)
die = lambda stage, done, total: os._exit(9) if done == at else None
service.receive(desk, [files], Task(die, clock=iter(range(10_000)).__next__))
"""


@pytest.mark.parametrize("at", [0, 3, 6, 11])
def test_a_process_that_dies_leaves_a_prefix_of_whole_files(
    world: World, tmp_path: Path, at: int
) -> None:
    """10: what was committed is there, what was not is not, and the rest goes on from there."""
    desk = world.desk(tmp_path / "died", *world.invitations)
    keys = pickle.dumps(SecretariatKeyring(**_plain(world.office.keys))).hex()
    run = subprocess.run(
        [sys.executable, "-c", _DYING, tmp_path / "died" / "store.sqlite", world.files, str(at)],
        input=keys,
        text=True,
        cwd=Path(__file__).parents[2],
        check=False,
    )
    assert run.returncode == 9
    part = world.desk(tmp_path / "part", *world.invitations)
    committed = len(world.all) if at == len(world.all) else at // 2 * 2
    receive(part, world.all[:committed])
    assert _state(desk.store) == _state(part.store)
    whole = world.desk(tmp_path / "whole", *world.invitations)
    receive(whole, [world.files])
    receive(desk, [world.files])
    assert _state(desk.store) == _state(whole.store)


def _plain(keys: SecretariatKeyring) -> dict[str, Any]:
    """The fields alone; keys that were derived cannot be sent to another process."""
    return {f.name: getattr(keys, f.name) for f in fields(keys)}


def test_verify_reads_and_writes_nothing(world: World, tmp_path: Path) -> None:
    desk = world.desk(tmp_path, *world.invitations)
    sound, broken = world.files / "03-a0.topp", world.files / "10-broken.topp"
    plain = verify(sound, CODEC, world.office.keys)
    assert [o["outcome"] for o in plain.objects] == ["not-checked"] * 3
    assert not plain.refused
    assert len(plain.objects[2]["parents"]) == 1
    before = _state(desk.store)
    judged = verify_with_store(sound, desk)
    assert [o["outcome"] for o in judged.objects] == ["accepted", "superseded", "accepted"]
    assert _state(desk.store) == before
    refused = verify(broken, CODEC, world.office.keys)
    assert (refused.outcome, refused.refused) == ("damaged", True)
    with pytest.raises(UserError, match="file-not-found"):
        verify(tmp_path / "none.topp", CODEC, world.office.keys)


def test_a_missing_path_is_said_and_odd_names_are_received(world: World, tmp_path: Path) -> None:
    desk = world.desk(tmp_path, *world.invitations)
    with pytest.raises(UserError, match="file-not-found"):
        receive(desk, [tmp_path / "nowhere"])
    odd = tmp_path / "Añón ☃" / "Municipio «X».TOPP"
    odd.parent.mkdir()
    shutil.copy(world.files / "08-a2.topp", odd)
    assert receive(desk, [odd.parent]).counts == {"accepted": 2}


def test_small_groups_are_hidden(world: World, tmp_path: Path) -> None:
    desk = world.desk(tmp_path, *world.invitations)
    receive(desk, [world.files])
    found = region(desk.store, desk.instruments, ["country"]).as_dict()
    assert found["institutions"] == 3
    (group,) = found["groups"]
    assert (group["n"], group["suppressed"], group["by"]) == (3, False, {"country": "GT"})
    assert set(group["cells"]) == set(AGENDA.cells)
    with pytest.raises(UserError, match="unknown-grouping"):
        region(desk.store, desk.instruments, ["colour"])


def test_every_line_verifies_with_another_library(world: World) -> None:
    import pyrage

    opener = world.office.keys.openers[0]
    plain = pyrage.decrypt((world.files / "03-a0.topp").read_bytes(), [opener.identity])
    lines = plain.decode("ascii").splitlines()
    device = CODEC.payload(lines[0].encode())["device"]
    key = OKPKey.import_key(device)
    assert key.thumbprint() == CODEC.meaning(lines[0].encode()).kid
    for line in lines:
        found = other_library.deserialize_compact(line, key, algorithms=["Ed25519"])
        assert found.headers()["kid"] == key.thumbprint()


@pytest.mark.skipif(shutil.which("age") is None, reason="the standard tool is not installed")
def test_the_standard_tool_opens_a_package(world: World, tmp_path: Path) -> None:
    key = tmp_path / "key.txt"
    IdentityFolders().export_age(world.office.keys, key)
    run = subprocess.run(
        ["age", "-d", "-i", str(key), str(world.files / "01-a0.topp")],
        capture_output=True,
        check=True,
    )
    typs = [CODEC.payload(line)["format"] for line in run.stdout.splitlines()]
    assert typs == ["topp-enrolment", "topp-revision"]


def test_outcomes_of_a_run_are_those_of_the_set(world: World, tmp_path: Path) -> None:
    """7: the damaged, the foreign and the repeated leave the digest as it is."""
    clean = [f for f in world.all if f.stem[:2] not in {"09", "10", "11"}]
    one = receive(world.desk(tmp_path / "1", *world.invitations), clean)
    other: Received = receive(world.desk(tmp_path / "2", *world.invitations), world.all)
    assert one.digest == other.digest
    assert Outcome.WRONG_KEY.value in other.counts
