"""What a stick may hold besides good packages: each with its outcome. Real keys, real store."""

from __future__ import annotations

import os
import sys
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random
from typing import Any

import pytest

from tests.fuzz.world import ABOVE, HERE, World, X, Y, header
from tests.support.age_writer import sealed
from tests.support.exchange_world import clock
from topp_desktop.domain.errors import UserError
from topp_desktop.foundation.canonical import canonical_json
from topp_desktop.packages import bech32
from topp_desktop.packages.codec import AgeJwsCodec
from topp_desktop.packages.keys import SealingKey
from topp_desktop.packages.profile_folder import ProfileFolder
from topp_desktop.packages.reader import StrictReader
from topp_desktop.packages.sealing import seal
from topp_desktop.persistence.exchange_ledger import SqlLedger
from topp_desktop.persistence.exchange_store import SqlExchangeStore
from topp_desktop.services.exchange.receive import Receiver, digest, receive
from topp_desktop.services.exchange.verify import verify, verify_with_store
from topp_desktop.services.institution.join import Membering

WORLD = World()
Payload = dict[str, Any]


class Stick:
    """A desk that knows the region, and a folder of files for it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder / "stick"
        self.folder.mkdir()
        self.desk: Receiver = WORLD.desk(folder / "pool")

    def put(self, data: bytes, name: str = "a.topp") -> Path:
        path = self.folder / name
        path.write_bytes(data)
        return path

    def seal(self, *lines: bytes, to: SealingKey | None = None, name: str = "a.topp") -> Path:
        key = to or WORLD.keys.openers[0]
        return self.put(
            sealed(b"".join(line + b"\n" for line in lines), [key.public_raw], Random(len(lines))),
            name,
        )

    def outcomes(self, *paths: Path) -> list[tuple[str, str]]:
        found = receive(self.desk, paths or [self.folder])
        return [(entry.outcome.value, entry.reason) for entry in found.ledger]

    def last(self, who: str, typ: str, payload: Payload) -> tuple[str, str]:
        """What becomes of one object behind the enrolment of its signer."""
        enrolment = WORLD.base[f"enrolment {who}"]
        return self.outcomes(self.seal(enrolment, WORLD.line(who, typ, payload)))[-1]


@pytest.fixture
def stick(tmp_path: Path) -> Stick:
    return Stick(tmp_path)


@pytest.fixture
def unchanged(stick: Stick) -> Iterator[Stick]:
    """The digest is the same afterwards."""
    before = digest(stick.desk.store)
    yield stick
    assert digest(stick.desk.store) == before


A1 = WORLD.rid(WORLD.base["revision a1 1"])
B1 = WORLD.rid(WORLD.base["revision b1 1"])


def revision(who: str = "a1", **changes: Any) -> Payload:
    return WORLD.revision(who, X, 7, [A1]) | changes


# --- files -----------------------------------------------------------------------------------


def test_other_files_with_our_suffix_or_another(unchanged: Stick) -> None:
    with zipfile.ZipFile(unchanged.folder / "a.topp", "w") as file:
        file.writestr("package.topp", sealed(b"x\n", [WORLD.keys.openers[0].public_raw], Random(1)))
    unchanged.put(b"", "b.topp")
    unchanged.put("Estimados señores:\r\n".encode("utf-16"), "c.topp")
    unchanged.put(b"\xef\xbb\xbfeyJ", "d.topp")
    unchanged.put(b"MZ" + bytes(5_000), "e.TOPP")
    unchanged.put(b"no package at all", "f.txt")
    assert [o for o, _ in unchanged.outcomes()] == ["malformed", "damaged", *["malformed"] * 4]


def test_an_open_file_whose_lines_were_converted(unchanged: Stick) -> None:
    """Sealed files are binary; what a mail program does to an open one spoils each line."""
    for data in (WORLD.base["pack"] + b"\r\n", b"\r\n".join([WORLD.base["pack"]] * 2)):
        unchanged.put(data, "a.topp-region")
        assert unchanged.outcomes()[0] == ("malformed", "line")


def test_a_file_of_five_gigabytes_is_not_read(unchanged: Stick) -> None:
    path = unchanged.folder / "big.topp"
    try:
        with path.open("wb") as file:
            file.truncate(5 * 1024**3)
        sparse = path.stat().st_blocks < 1_000_000
    except (OSError, AttributeError):
        sparse = False
    if not sparse:
        path.unlink(missing_ok=True)
        pytest.skip("this file system has no sparse files")
    assert unchanged.outcomes() == [("too-large", "file")]


def test_a_file_with_nothing_but_a_code(unchanged: Stick) -> None:
    path = unchanged.put(b"code 0000\n", "a.topp-invite")
    assert unchanged.outcomes() == [("malformed", "empty")]
    for found in (
        verify(path, unchanged.desk.codec, unchanged.desk.keys),
        verify_with_store(path, unchanged.desk),
    ):
        assert (found.outcome, found.refused) == ("malformed", True)


@pytest.mark.skipif(sys.platform != "linux", reason="names are bytes on Linux alone")
def test_a_name_that_is_no_text_is_received_and_shown(stick: Stick) -> None:
    name = os.fsdecode(b"A\xf1\xf3n.topp")
    stick.seal(WORLD.base["enrolment a1"], WORLD.base["revision a1 2"], name=name)
    assert stick.outcomes() == [("duplicate", ""), ("conflict", "")]
    store = stick.desk.store
    assert isinstance(store, SqlExchangeStore)
    path = SqlLedger(store.engine).lines()[-1].path
    assert path.endswith("A\\udcf1\\udcf3n.topp")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no pipes in folders here")
def test_a_pipe_keeps_nobody_waiting(unchanged: Stick) -> None:
    os.mkfifo(unchanged.folder / "pipe.topp")
    assert unchanged.outcomes() == [("damaged", "unreadable")]


# --- who speaks ------------------------------------------------------------------------------


def test_a_device_that_speaks_for_another_institution_is_held(unchanged: Stick) -> None:
    forged = WORLD.revision("b1", X, 9, [A1], level=0)
    assert unchanged.last("b1", "topp-revision", forged) == ("held-sender", "")
    enrolment = WORLD.enrolment("b1", X)
    enrolment["proof"] = WORLD.enrolment("b1", Y)["proof"]
    assert unchanged.last("b1", "topp-enrolment", enrolment) == ("damaged", "proof")


def test_a_parent_of_another_institution_does_not_count(stick: Stick) -> None:
    found = stick.last("a1", "topp-revision", revision(parents=[B1], seq=8))
    assert found == ("gap", "parent of another institution or round")
    with stick.desk.store.read() as unit:
        current = {row.institution: row for row in unit.current()}
    assert (current[Y].heads, current[Y].pending) == (1, False)


def test_a_payload_signed_again_by_another_device(unchanged: Stick) -> None:
    assert unchanged.last("a2", "topp-revision", revision("a1")) == ("malformed", "device")
    stolen = WORLD.notary.sign(
        WORLD.key("a2"),
        header(WORLD.key("a1").kid, "topp-revision"),
        canonical_json(revision("a1")),
    )
    found = unchanged.outcomes(unchanged.seal(WORLD.base["enrolment a1"], stolen))
    assert found[-1] == ("damaged", "signature")


def test_a_revoked_device_is_held_but_for_its_trusted_frontier(unchanged: Stick) -> None:
    kept = unchanged.seal(
        *(WORLD.base[f"{n} gone{t}"] for n, t in (("enrolment", ""), ("revision", " 1")))
    )
    assert [o for o, _ in unchanged.outcomes(kept)] == ["duplicate", "duplicate"]
    later = WORLD.revision("gone", X, 2, [WORLD.rid(WORLD.base["revision gone 1"])])
    assert unchanged.last("gone", "topp-revision", later) == ("held-sender", "")


def test_forwarded_to_the_wrong_secretariat(unchanged: Stick) -> None:
    other = WORLD.foreign.openers[0]
    unchanged.seal(WORLD.base["enrolment a1"], to=other, name="a.topp")
    assert unchanged.outcomes() == [("wrong-key", "sealed for somebody else")]
    elsewhere = revision(audience=[ABOVE])
    assert unchanged.last("a1", "topp-revision", elsewhere) == ("not-for-us", "audience")


def test_a_file_for_the_former_recipient_still_opens(stick: Stick) -> None:
    former = WORLD.keys.openers[1]
    stick.seal(WORLD.base["enrolment a1"], WORLD.base["revision a1 2"], to=former)
    assert stick.outcomes() == [("duplicate", ""), ("conflict", "")]


def test_officers_words_from_the_wrong_key(unchanged: Stick) -> None:
    admission = WORLD.small(
        "topp-admission", institution=X, device=WORLD.key("stranger").kid, reason=""
    )
    assert unchanged.last("a1", "topp-admission", admission) == ("held-sender", "")
    picks = WORLD.resolution([A1], {})
    assert unchanged.last("a1", "topp-resolution", picks) == ("held-sender", "")
    alias = WORLD.small("topp-alias", institutions=[X, Y], reason="")
    assert unchanged.last("b1", "topp-alias", alias) == ("held-sender", "")


def test_a_version_that_builds_on_a_resolution(stick: Stick) -> None:
    """The resolution in the pool already, with it, or after it: always the same picture."""
    heads = [WORLD.rid(WORLD.base[name]) for name in ("revision a2 1", "revision gone 1")]
    resolution = WORLD.line("officer", "topp-resolution", WORLD.resolution(heads, {}))
    later = WORLD.revision("a1", X, 9, [WORLD.rid(resolution)], level=4)
    chosen = stick.seal(resolution, name="chosen.topp")
    built = stick.seal(
        WORLD.base["enrolment a1"], WORLD.line("a1", "topp-revision", later), name="built.topp"
    )
    seen = []
    for number, order in enumerate(([chosen, built], [built, chosen])):
        desk = WORLD.desk(stick.folder / str(number))
        for path in order:
            receive(desk, [path])
        with desk.store.read() as unit:
            seen.append([row for row in unit.current() if row.institution == X])
    assert seen[0] == seen[1]
    assert (seen[0][0].heads, seen[0][0].pending) == (1, False)


def test_a_resolution_before_everything_it_resolves(stick: Stick) -> None:
    choice = WORLD.resolution(["e" * 64], {}) | {"round": "2029-1"}
    path = stick.seal(WORLD.line("officer", "topp-resolution", choice))
    assert stick.outcomes(path) == [("gap", "")]
    with stick.desk.store.read() as unit:
        assert all(row.round != "2029-1" for row in unit.current())


def test_region_packs_at_the_secretariat(unchanged: Stick) -> None:
    packs = [
        WORLD.line("foreign", "topp-region-pack", WORLD.pack(9, WORLD.foreign)),
        WORLD.line("root", "topp-region-pack", WORLD.pack(1)),
        WORLD.line("foreign", "topp-region-pack", WORLD.pack(9)),
    ]
    unchanged.put(b"\n".join(packs), "a.topp-region")
    assert [o for o, _ in unchanged.outcomes()] == ["held-sender", "superseded", "damaged"]


# --- an institution opens files --------------------------------------------------------------


def _open_file(folder: Path, *lines: bytes, code: str | None = None) -> Path:
    path = folder / "a.topp-invite"
    first = [] if code is None else [b"code " + code.encode()]
    path.write_bytes(b"".join(line + b"\n" for line in (*first, *lines)))
    return path


def test_packs_that_an_institution_does_not_take(tmp_path: Path) -> None:
    membering = Membering(AgeJwsCodec(), ProfileFolder(tmp_path / "profile"), clock, "0.1.0")
    code = WORLD.invitations[X].code
    invitation = _open_file(tmp_path, WORLD.base["pack"], WORLD.base["invitation x"], code=code)
    root = membering.open_invitation(invitation).membership.root

    def refusal(work: Callable[[], object]) -> str:
        with pytest.raises(UserError) as caught:
            work()
        (membership,) = membering.profile.memberships()
        assert (membership.root, membership.pack) == (root, WORLD.base["pack"])
        return caught.value.code

    def take(line: bytes) -> Callable[[], object]:
        path = _open_file(tmp_path, line)
        return lambda: membering.open_region_pack(path, X)

    theirs = WORLD.line("foreign", "topp-region-pack", WORLD.pack(9, WORLD.foreign))
    assert refusal(take(theirs)) == "pack-other-root"
    assert refusal(take(WORLD.line("root", "topp-region-pack", WORLD.pack(2)))) == "pack-older"
    forged = WORLD.line("foreign", "topp-region-pack", WORLD.pack(9))
    assert refusal(take(forged)) == "not-a-region-pack"
    own = WORLD.foreign_invitation
    foreign = WORLD.line("foreign", "topp-invitation", WORLD.invitation(X, WORLD.foreign))
    path = _open_file(tmp_path, theirs, foreign, code=own.code)
    assert refusal(lambda: membering.open_invitation(path)) == "pack-other-root"
    mixed = _open_file(tmp_path, WORLD.base["pack"], foreign, code=own.code)
    assert refusal(lambda: membering.open_invitation(mixed)) == "not-an-invitation"
    assert refusal(lambda: membering.join_by_code("0" * 28, invitation)) == "not-an-invitation"


# --- what a line may cost, and what it may not say -------------------------------------------


def _signed(who: str, typ: str, text: bytes) -> bytes:
    key = WORLD.key(who)
    return WORLD.notary.sign(key, header(key.kid, typ), text)


def test_a_name_that_stands_twice_among_a_hundred_thousand(unchanged: Stick) -> None:
    """Counting each name among all the others took minutes."""
    names = b",".join(b'"k%d":0' % n for n in range(100_000))
    line = _signed("a1", "topp-revision", b"{" + names + b',"k99999":0}')
    found = unchanged.outcomes(unchanged.seal(WORLD.base["enrolment a1"], line))
    assert found[-1] == ("malformed", "json the name «k99999» is there twice")


def test_objects_with_very_many_parts(unchanged: Stick) -> None:
    """A thousand megabytes of error messages are not made before one of them is shown."""
    many = revision(elements={f"item:{n}": {} for n in range(90_000)})
    assert unchanged.last("a1", "topp-revision", many) == ("malformed", "invalid-field elements")
    pack = WORLD.pack(9, WORLD.foreign) | {"institutions": [{"id": "x"}] * 90_000}
    line = WORLD.line("foreign", "topp-region-pack", pack)
    (found,) = unchanged.outcomes(unchanged.put(line, "a.topp-region"))
    assert found == ("malformed", "invalid-field institutions.0.name")


@pytest.mark.parametrize(
    "change",
    [
        {"created": "2026-02-30T12:00:00Z"},
        {"created": "2026-01-01T24:00:01Z"},
        {"created": "0000-01-01T00:00:00Z"},
        {"approval": {"position": "", "date": "2026-13-01", "letter": "", "content": "0" * 64}},
        {"elements": {"milestone:m": {"date": "2026-00-10"}}},
    ],
)
def test_days_that_no_calendar_has(unchanged: Stick, change: Payload) -> None:
    assert unchanged.last("a1", "topp-revision", revision(**change))[0] == "malformed"


@pytest.mark.parametrize(
    "change",
    [
        {"round": "2026-2"},
        {"participants": 3},
        {"profile": {"name": "Otro", "level": "local", "type": "other"}},
        {"elements": WORLD.elements(3)},
        {"elements": WORLD.elements(2) | {"target:1-T": {"value": 63}}},
    ],
)
def test_an_approval_of_something_else(unchanged: Stick, change: Payload) -> None:
    """What was approved is what is said, down to the last target; the envelope is not part of
    it."""
    sound = WORLD.approved(revision())
    reader = StrictReader(WORLD.keys.openers, {HERE})
    for payload in (sound, sound | {"seq": 8, "consent": "public", "parents": []}):
        lines = (WORLD.base["enrolment a1"], WORLD.line("a1", "topp-revision", payload))
        read = reader.read_file(unchanged.seal(*lines), {})
        assert read.lines[1].outcome is None
    found = unchanged.last("a1", "topp-revision", sound | change)
    assert found == ("malformed", "approval of something else")


@pytest.mark.parametrize("kid", ["é" * 43, "\n" * 43, "A" * 42, "A" * 44, "=" * 43])
def test_keys_names_are_thumbprints(unchanged: Stick, kid: str) -> None:
    """A held device's name is read out by phone later."""
    line = WORLD.notary.sign(WORLD.key("a1"), header(kid, "topp-revision"), b"{}")
    assert unchanged.outcomes(unchanged.seal(line)) == [("malformed", "header")]


@pytest.mark.parametrize(
    "point", [bytes(32), b"\x01" + bytes(31), b"\xec" + b"\xff" * 30 + b"\x7f"]
)
def test_a_recipient_of_low_order_is_refused(point: bytes) -> None:
    """The library panics: a region pack with such a key must not take the program with it."""
    good = WORLD.keys.openers[0].recipient
    with pytest.raises(UserError, match="cannot-seal"):
        seal(b"x\n", [good, bech32.encode("age", point)])


def test_the_bytes_that_are_kept_are_those_that_were_verified(stick: Stick) -> None:
    """A line that came with a broken signature before its key was known leaves nothing behind."""
    good = WORLD.line("theirs", "topp-revision", WORLD.revision("theirs", X, 1, []))
    body, _, signature = good.rpartition(b".")
    broken = body + b"." + b"A" * len(signature)
    enrolment = WORLD.line("theirs", "topp-enrolment", WORLD.enrolment("theirs", X))
    assert stick.outcomes(stick.seal(broken)) == [("held-sender", "unknown-key")]
    stick.outcomes(stick.seal(enrolment, good))
    rid = WORLD.rid(good)
    with stick.desk.store.read() as unit:
        assert unit.raw([rid]) == {rid: good}
    assert HERE in AgeJwsCodec().payload(good)["audience"]
