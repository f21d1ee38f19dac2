"""`python -m tests.support.make_golden 0.1`: what this version writes, to be opened for ever.

Makes tests/vectors/golden-<version>: packages of three laptops, the secretariat's open files and
database, a laptop's database, the keys to all of it, and what they say. Made once, at a release;
what is there is never made again. tests/integration/test_golden_releases.py opens it.
"""

from __future__ import annotations

import contextlib
import json
import shutil
import sys
import tempfile
from pathlib import Path
from typing import Any

from tests.fuzz.world import World, seed
from tests.support.exchange_world import (
    AGENDA,
    CODEC,
    LIBRARY,
    SHORT,
    Laptop,
    Office,
    assessment,
    clock,
)
from tests.support.laptop import Laptop as Program
from topp_desktop.domain.scoring import score
from topp_desktop.formats.responses import dump_responses
from topp_desktop.persistence.engine import connect
from topp_desktop.persistence.exchange_store import SqlExchangeStore
from topp_desktop.persistence.migrate import open_store
from topp_desktop.services.exchange.ports import DeviceProfile, SignedLine
from topp_desktop.services.exchange.receive import Receiver, receive, take_lines
from topp_desktop.services.institution.join import Membering
from topp_desktop.services.institution.send import PackageDraft, Sender, SentApproval
from topp_desktop.services.measurement.score_json import scorecard_json
from topp_desktop.services.secretariat.region import region

VECTORS = Path(__file__).resolve().parents[1] / "vectors"
MEASUREMENTS = ("g1", "g2", "g4")


def statement(name: str, found: Any) -> dict[str, Any]:
    """What a measurement of a database says, and its score."""
    instrument, stored = found
    return {
        "name": name,
        "responses": dump_responses(instrument, stored.assessment),
        "score": scorecard_json(score(instrument, stored.assessment)),
    }


def received(desk: Receiver, folder: Path) -> list[list[str | None]]:
    """The ledger of a folder, by file name."""
    found = receive(desk, [folder])
    return [[Path(e.path).name, e.typ, e.rid, e.outcome.value] for e in found.ledger]


def picture(desk: Receiver) -> dict[str, Any]:
    """The regional view of a pool."""
    return region(desk.store, desk.instruments, ["country"]).as_dict()


def send_again(profile: DeviceProfile, out: Path, level: int) -> str:
    """The next version of the laptop whose database is kept; returns its rid."""
    (membership,) = profile.memberships()
    draft = PackageDraft(AGENDA, assessment(dict.fromkeys(SHORT, level)))
    return Sender(CODEC, profile, clock, "0.1.0").send(draft, membership, out).rid


def _close(path: Path, goal: Path) -> None:
    """One file that is complete by itself."""
    connection = connect(path)
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.execute("VACUUM")
    connection.execute("PRAGMA journal_mode = DELETE")
    connection.close()
    shutil.copy(path, goal)


def _packages(
    office: Office, folder: Path, goal: Path, program: Program
) -> tuple[dict[str, Any], list[SignedLine]]:
    """Two laptops that disagree, a third with everything a version can carry, an officer, and
    the laptop whose database is kept."""
    goal.mkdir()
    one, two = (office.invite(name, remember=False) for name in ("Municipio A", "Municipio Ñ"))
    a, b = Laptop(folder / "a", one), Laptop(folder / "b", one)
    c = Laptop(folder / "c", two)
    a.send(dict.fromkeys(SHORT[:8], 2), "01.topp")
    a.send(dict.fromkeys(SHORT[:10], 3), "02.topp", consent="peers")
    b.send(dict.fromkeys(SHORT[:8], 1), "03.topp")
    elements = {
        name: element
        for name, element in World().elements(2).items()
        if not name.startswith("item:")
    }
    approval = SentApproval("Directora", "2026-02-28", "OF-12/2026")
    c.send(dict.fromkeys(SHORT, 4), "04.topp", elements=elements, approval=approval)
    for laptop in (a, b, c):
        for path in laptop.folder.glob("*.topp"):
            shutil.copy(path, goal)
    Membering(CODEC, program.device, clock, "0.1.0").open_invitation(two.written.path)
    send_again(program.device, goal / "09.topp", level=1)
    words = World()
    officer = office.keys.root
    heads = [line.rid for line in a.profile.lines(a.membership.institution, "2026-1")][-1:]
    here, reason = a.membership.institution, "por teléfono"
    said: list[tuple[str, dict[str, Any]]] = [
        ("topp-receipt", {"institution": here, "outcomes": {heads[0]: "accepted"}}),
        ("topp-admission", {"institution": here, "device": "A" * 43, "reason": reason}),
        ("topp-revocation", {"target": "A" * 43, "frontier": heads, "reason": reason}),
        ("topp-alias", {"institutions": [here, "old-id"], "reason": reason}),
    ]
    lines = [CODEC.sign(officer, typ, words.small(typ, **fields)) for typ, fields in said]
    own = CODEC.invitation(one.code).opener
    CODEC.write_sealed(
        goal / "05.topp", [line.raw for line in lines], [office.keys.openers[0].recipient], own
    )
    shutil.copy(office.pack.written.path, goal / "06.topp-region")
    for number, invited in ((7, one), (8, two)):
        shutil.copy(invited.written.path, goal / f"{number:02}.topp-invite")
    codes: dict[str, Any] = {"codes": [one.code, two.code]}
    return codes, [line for invited in (one, two) for line in invited.lines]


def make(version: str) -> None:
    """Everything; refuses to make a version again."""
    goal = VECTORS / f"golden-{version}"
    goal.mkdir()
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        office = Office(folder / "office", seed(f"golden {version}"))
        program = Program(folder / "laptop")
        keys, invitations = _packages(office, folder, goal / "packages", program)
        keys |= {"seed": office.seed.hex(), "id": office.keys.id, "name": office.keys.name}
        path = folder / "pool.sqlite"
        engine = open_store(path, folder / "backups")
        desk = Receiver(CODEC, SqlExchangeStore(engine), office.keys, LIBRARY)
        take_lines(desk, [office.pack.line, *invitations])
        with contextlib.chdir(goal):  # the ledger keeps paths: none of the maker's
            ledger = received(desk, Path("packages"))
        shown = picture(desk)
        with desk.store.read() as unit:
            rows = unit.with_status("admitted", "held-sender", "held-instrument", "unverified")
            objects = {row.rid: [row.status, row.outcome] for row in rows}
        engine.dispose()
        _close(path, goal / "pool.sqlite")

        for name in MEASUREMENTS:
            program.assessments.take_in(VECTORS / "golden" / f"{name}.json")
        said = [
            statement(entry.id, program.assessments.open(entry.id))
            for entry in program.assessments.list()
        ]
        (membership,) = program.device.memberships()
        sent = [k.rid for k in program.device.lines(membership.institution, "2026-1")]
        data = program.places.store
        program.close()
        _close(data, goal / "laptop.sqlite")
    expected = {
        "instrument": AGENDA.sha256,
        "made": clock().isoformat(),
        "keys": keys,
        "ledger": ledger,
        "sent": sorted(sent),
        "objects": objects,
        "region": shown,
        "measurements": sorted(said, key=lambda m: str(m["name"])),
    }
    text = json.dumps(expected, ensure_ascii=False, indent=1, sort_keys=True) + "\n"
    (goal / "expected.json").write_text(text, "utf-8", newline="\n")


if __name__ == "__main__":
    make(sys.argv[1])
