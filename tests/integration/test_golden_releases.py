"""What every release wrote opens with this one, and says what it said (tests/vectors/golden-*)."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.support.exchange_world import CODEC, LIBRARY, clock, new_store
from tests.support.laptop import Laptop
from tests.support.make_golden import VECTORS, picture, received, send_again, statement
from topp_desktop.packages.keys import SecretariatKeyring
from topp_desktop.packages.profile_folder import ProfileFolder
from topp_desktop.persistence.engine import connect
from topp_desktop.persistence.exchange_store import SqlExchangeStore
from topp_desktop.persistence.migrate import open_store
from topp_desktop.services.exchange.receive import Receiver
from topp_desktop.services.institution.join import Membering

RELEASES = sorted(VECTORS.glob("golden-*"))


@pytest.fixture(params=RELEASES, ids=[folder.name for folder in RELEASES])
def release(request: pytest.FixtureRequest) -> Path:
    folder: Path = request.param
    return folder


@pytest.fixture
def said(release: Path) -> Any:
    return json.loads((release / "expected.json").read_text("utf-8"))


def _keys(said: Any) -> SecretariatKeyring:
    keys = said["keys"]
    audience = ((keys["id"], keys["name"]),)
    return SecretariatKeyring(keys["id"], keys["name"], audience, bytes.fromhex(keys["seed"]))


def _objects(desk: Receiver) -> dict[str, list[str]]:
    with desk.store.read() as unit:
        rows = unit.with_status("admitted", "held-sender", "held-instrument", "unverified")
        return {row.rid: [row.status, row.outcome] for row in rows}


def test_packages_say_what_they_said(release: Path, said: Any, tmp_path: Path) -> None:
    desk = Receiver(CODEC, new_store(tmp_path), _keys(said), LIBRARY)
    ledger = received(desk, release / "packages")
    assert [entry[:3] for entry in ledger] == [entry[:3] for entry in said["ledger"]]
    assert _objects(desk) == said["objects"]
    assert picture(desk) == said["region"]


def test_a_pool_of_then_goes_on_today(release: Path, said: Any, tmp_path: Path) -> None:
    path = tmp_path / "pool.sqlite"
    shutil.copy(release / "pool.sqlite", path)
    engine = open_store(path, tmp_path / "backups")
    desk = Receiver(CODEC, SqlExchangeStore(engine), _keys(said), LIBRARY)
    assert _objects(desk) == said["objects"]
    assert picture(desk) == said["region"]
    again = received(desk, release / "packages")
    known = {entry[2] for entry in said["ledger"] if entry[3] not in {"held-sender", "malformed"}}
    assert all(entry[3] == "duplicate" for entry in again if entry[2] in known)
    assert _objects(desk) == said["objects"]
    engine.dispose()
    connection = connect(path)
    assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    connection.close()


@pytest.fixture
def laptop(release: Path, tmp_path: Path) -> Iterator[Laptop]:
    """The program of today over the database of then."""
    folder = tmp_path / "laptop"
    folder.mkdir()
    shutil.copy(release / "laptop.sqlite", folder / "topp.sqlite")
    program = Laptop(folder)
    yield program
    program.close()


def test_measurements_of_then_say_what_they_said(laptop: Laptop, said: Any) -> None:
    found = [
        statement(entry.id, laptop.assessments.open(entry.id))
        for entry in laptop.assessments.list()
    ]
    assert sorted(found, key=lambda m: str(m["name"])) == said["measurements"]


def test_a_laptop_of_then_sends_on_today(laptop: Laptop, said: Any, tmp_path: Path) -> None:
    """The next version builds on what was sent then."""
    (membership,) = laptop.device.memberships()
    kept = laptop.device.lines(membership.institution, "2026-1")
    assert sorted(line.rid for line in kept) == said["sent"]
    (before,) = [line for line in kept if line.typ == "topp-revision"]
    rid = send_again(laptop.device, tmp_path / "next.topp", level=3)
    lines = {k.rid: k for k in laptop.device.lines(membership.institution, "2026-1")}
    assert CODEC.payload(lines[rid].raw)["parents"] == [before.rid]


def test_invitations_of_then_can_be_opened(release: Path, said: Any, tmp_path: Path) -> None:
    for number, code in zip((7, 8), said["keys"]["codes"], strict=True):
        profile = ProfileFolder(tmp_path / str(number))
        path = release / "packages" / f"{number:02}.topp-invite"
        joined = Membering(CODEC, profile, clock, "9.9.9").open_invitation(path)
        assert joined.membership.code == code
