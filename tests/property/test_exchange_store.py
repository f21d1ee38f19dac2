"""The properties of docs/exchange.md, "Merging", over the real store, by a machine of random steps.

Devices, officers and strangers write; what they wrote arrives on two desks of one secretariat in
any order and grouping, sealed, repeated, some of it never. After every step each store has to
stand where `domain.exchange.evaluate` over the lines that arrived stands.
"""

from __future__ import annotations

import shutil
import tempfile
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import Any

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from tests.fuzz.world import World, X, Y
from tests.support.age_writer import sealed
from tests.support.exchange_world import CODEC, SHORT
from topp_desktop.domain.exchange import (
    SHAPING,
    TYP,
    Evaluation,
    ExchangeObject,
    Revision,
    Revocation,
    Trust,
    evaluate,
)
from topp_desktop.services.exchange.receive import Receiver, digest, receive

SEEDS = st.integers(0, 2**32)
DEVICES = {"a1": X, "a2": X, "gone": X, "b1": Y}
OTHERS = ("stranger", "unknown", "theirs", "enemy")


@dataclass
class Machine:
    """A desk and what arrived there: rid → line."""

    desk: Receiver
    arrived: dict[str, bytes] = field(default_factory=dict)
    admitted: frozenset[str] = frozenset()
    said: dict[str, str] = field(default_factory=dict)


class TwoDesks(RuleBasedStateMachine):
    """Everything that can be written, and everything that can arrive."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp(prefix="topp-"))
        self.world = World()
        self.names: dict[str, bytes] = {}
        """Every line there is, by rid."""
        self.machines: list[Machine] = []
        self.files = 0

    def teardown(self) -> None:
        try:
            if self.machines:
                self._meet()
        finally:
            shutil.rmtree(self.folder, ignore_errors=True)

    @initialize()
    def open(self) -> None:
        base = ("pack", "invitation x", "invitation y", *(f"enrolment {n}" for n in DEVICES))
        self.world.known = [*base]
        for name in base:
            self._written(self.world.base[name])
        for n in range(2):
            desk = self.world.desk(self.folder / str(n))
            self.machines.append(Machine(desk, dict(self.names)))
        self._check_all()

    # --- writing -----------------------------------------------------------------------------

    def _written(self, line: bytes) -> None:
        self.names[self.world.rid(line)] = line

    def _statements(self) -> list[Any]:
        found = [CODEC.meaning(line) for line in self.names.values()]
        return [f for f in found if TYP[type(f)] in {"topp-revision", "topp-resolution"}]

    @rule(seed=SEEDS, who=st.sampled_from([*DEVICES, *DEVICES, *OTHERS]))
    def a_revision(self, seed: int, who: str) -> None:
        """On what was written before, now and then on what it should not build on."""
        random = Random(seed)
        institution = DEVICES.get(who, X)
        if random.random() < 0.1:
            institution = random.choice([X, Y])
        round_id = random.choice(["2026-1", "2026-1", "2026-2"])
        made = self._statements()
        here = [s for s in made if (s.institution, s.round) == (institution, round_id)]
        if random.random() < 0.1:
            here = made
        parents = {s.rid for s in random.sample(here, min(len(here), random.randint(0, 2)))}
        if random.random() < 0.08:
            parents.add(f"{random.randrange(2**256):064x}")
        payload = self.world.revision(who, institution, random.randint(1, 6), sorted(parents))
        payload |= {"round": round_id, "consent": random.choice(["secretariat", "public"])}
        payload["created"] = f"20{random.randint(10, 60)}-01-01T00:00:00Z"
        levels = {f"item:{item}": random.randint(0, 2) for item in SHORT[:3]}
        payload["elements"] = {
            name: self.world.elements(level)[name]
            for name, level in levels.items()
            if random.random() < 0.8
        }
        if random.random() < 0.05:
            payload["instrument"] = payload["instrument"] | {"sha256": "0" * 64}
        self._written(self.world.line(who, "topp-revision", payload))

    @rule(seed=SEEDS, who=st.sampled_from(["officer", "root", "a1", "enemy"]))
    def a_resolution(self, seed: int, who: str) -> None:
        random = Random(seed)
        made = [s for s in self._statements() if s.institution == X and s.round == "2026-1"]
        if made:
            chosen = random.sample(made, min(len(made), random.randint(1, 3)))
            parents = sorted({s.rid for s in chosen})
            picks = {f"item:{SHORT[n]}": random.choice(parents) for n in range(2)}
            self._written(
                self.world.line(who, "topp-resolution", self.world.resolution(parents, picks))
            )

    @rule(
        seed=SEEDS,
        who=st.sampled_from(["officer", "root", "a1", "b1", "foreign"]),
        what=st.sampled_from(["admission", "alias", "revocation", "withdrawal", "enrolment"]),
    )
    def a_word(self, seed: int, who: str, what: str) -> None:
        """What changes who counts, or what is shown; mostly by those who may."""
        random, world = Random(seed), self.world
        kid = world.key(random.choice(["stranger", "unknown", "a2"])).kid
        fields: dict[str, Any] = {"reason": ""}
        if what == "admission":
            fields |= {"institution": random.choice([X, Y]), "device": kid}
        elif what == "alias":
            fields |= {"institutions": [X, Y]}
        elif what == "revocation":
            made = [s.rid for s in self._statements()]
            frontier = random.sample(made, min(len(made), 2))
            fields |= {"target": world.key(random.choice(["gone", "a2"])).kid, "frontier": frontier}
        elif what == "withdrawal":
            who = random.choice(["a1", "b1", "enemy"])
            fields |= {"institution": X, "round": random.choice([None, "2026-2"])}
            fields |= {"what": random.choice(["round", "consent"]), "audience": [world.keys.id]}
        else:
            who = random.choice(OTHERS[:3])
            payload = world.enrolment(who, X, vouched=who == "theirs")
            self._written(world.line(who, "topp-enrolment", payload))
            return
        self._written(world.line(who, f"topp-{what}", world.small(f"topp-{what}", **fields)))

    # --- arriving ----------------------------------------------------------------------------

    @rule(seed=SEEDS, which=st.integers(0, 1), much=st.booleans())
    def arrives(self, seed: int, which: int, much: bool) -> None:
        """Some lines in one to three files, in one run; some twice, some spoilt."""
        random, machine = Random(seed), self.machines[which]
        names = list(self.names)
        paths = []
        for _ in range(random.randint(1, 3)):
            chosen = random.choices(names, k=random.randint(1, 12 if much else 3))
            paths.append(self._file(random, chosen))
            machine.arrived.update((rid, self.names[rid]) for rid in chosen)
        self._receive(machine, paths)

    @rule(seed=SEEDS, which=st.integers(0, 1))
    def something_bad_arrives(self, seed: int, which: int) -> None:
        """7: what is refused leaves everything as it is."""
        random, machine = Random(seed), self.machines[which]
        rid = random.choice(list(self.names))
        path = self._file(random, [rid])
        data = bytearray(path.read_bytes())
        data[random.randrange(len(data))] ^= 1 << random.randrange(8)
        path.write_bytes(bytes(data))
        spoilt = self.names[rid][:-4] + b"AAAA"
        other = self._sealed(random, [spoilt[:90], b"e30.e30.", b"\xff" * 90])
        before = digest(machine.desk.store)
        found = receive(machine.desk, [path, other])
        assert digest(machine.desk.store) == before
        assert all(entry.outcome.refused for entry in found.ledger)

    def _file(self, random: Random, rids: list[str]) -> Path:
        return self._sealed(random, [self.names[rid] for rid in rids])

    def _sealed(self, random: Random, lines: list[bytes]) -> Path:
        self.files += 1
        path = self.folder / f"{self.files:05}.topp"
        public = self.world.keys.openers[random.randrange(2)].public_raw
        path.write_bytes(sealed(b"".join(line + b"\n" for line in lines), [public], random))
        return path

    def _receive(self, machine: Machine, paths: list[Path]) -> None:
        found = receive(machine.desk, paths)
        with machine.desk.store.read() as unit:
            assert found.digest == digest(machine.desk.store)["digest"]
            kept = unit.raw(machine.arrived)
        # 2: every line that arrived is there, byte for byte.
        assert kept == machine.arrived

    # --- what has to hold --------------------------------------------------------------------

    def _defined(self, machine: Machine) -> tuple[dict[str, ExchangeObject], Evaluation]:
        """What the definition says of the lines whose keys have arrived."""
        objects = {rid: CODEC.meaning(line) for rid, line in machine.arrived.items()}
        keys = {found.kid for found in objects.values() if TYP[type(found)] == "topp-enrolment"}
        keys |= {self.world.key("root").kid, self.world.key("officer").kid}
        known = {rid: found for rid, found in objects.items() if found.kid in keys}
        root = frozenset(self.world.keys.anchors)
        return known, evaluate(known.values(), Trust(root, machine.desk.instruments.known))

    @invariant()
    def _check_all(self) -> None:
        for machine in self.machines:
            self._check(machine)

    def _check(self, machine: Machine) -> None:
        objects, defined = self._defined(machine)
        with machine.desk.store.read() as unit:
            rows = {
                row.rid: row
                for row in unit.with_status(
                    "admitted", "held-sender", "held-instrument", "unverified"
                )
            }
            current = {(row.institution, row.round): row for row in unit.current()}
        assert rows.keys() == machine.arrived.keys()
        judged = {rid: row.outcome for rid, row in rows.items() if row.status != "unverified"}
        assert judged == {rid: outcome.value for rid, outcome in defined.outcomes.items()}
        admitted = frozenset(rid for rid, row in rows.items() if row.status == "admitted")
        assert admitted == defined.admitted
        assert digest(machine.desk.store)["digest"] == defined.digest
        # 2: the set only grows; revocation is the only exception.
        if not any(isinstance(found, Revocation) for found in objects.values()):
            assert machine.admitted <= admitted
        machine.admitted = admitted
        # The picture: one row for every view in which a version speaks.
        spoken = {
            place: view
            for place, view in defined.views.items()
            if any(name.startswith("meta:instrument") for name in {*view.elements, *view.conflicts})
        }
        assert current.keys() == spoken.keys()
        for place, view in spoken.items():
            row = current[place]
            assert (row.heads, row.pending) == (len(view.heads), view.pending)
            assert (row.withdrawn, row.consent) == (view.withdrawn, view.consent)
        # 4: no head has a descendant among the admitted.
        parents = {
            parent
            for rid in admitted
            if isinstance(found := objects[rid], Revision)
            for parent in found.parents
        }
        for view in defined.views.values():
            same = [objects[rid] for rid in view.heads]
            assert all(
                found.rid not in parents or self._elsewhere(found, objects) for found in same
            )

    def _elsewhere(self, head: Any, objects: dict[str, Any]) -> bool:
        """Whether those that name a head as their parent stand in another history."""
        return all(
            (found.institution, found.round) != (head.institution, head.round)
            for found in objects.values()
            if TYP[type(found)] == "topp-revision" and head.rid in found.parents
        )

    def _meet(self) -> None:
        """1, 8 and 12: with the same lines both desks, and a third one, say the same."""
        whole = self.names
        third = Machine(self.world.desk(self.folder / "third"), dict(self.machines[0].arrived))
        random = Random(self.files)
        states = []
        for n, machine in enumerate([*self.machines, third]):
            rids = list(whole)
            random.shuffle(rids)
            while rids:
                size = len(rids) if n == 2 else random.randint(1, 6)
                machine.arrived.update((rid, whole[rid]) for rid in rids[:size])
                self._receive(machine, [self._file(random, rids[:size])])
                rids = rids[size:]
            self._check(machine)
            with machine.desk.store.read() as unit:
                current = sorted(unit.current(), key=lambda row: (row.institution, row.round))
                shaping = sorted(unit.rids(SHAPING, "admitted"))
            states.append((shaping, current))
        assert states[0] == states[1] == states[2]


TwoDesks.TestCase.settings = settings(max_examples=12, stateful_step_count=18, deadline=None)
test_two_desks = TwoDesks.TestCase
