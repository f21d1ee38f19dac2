"""The judge of a mutant: what may be accepted, decided without the code under test.

A mutant is received by the real code into a pool that everybody knows, inside a transaction that
is forgotten afterwards. It has passed if

1. nothing was raised, and every ledger entry has one of the fourteen outcomes;
2. no object of before is gone or judged admitted no longer, unless an authority wrote in the file;
3. every object that is admitted now and was not before stands in the file byte for byte; the
   notary signed exactly this signing input with exactly this key; the header is exactly ours;
   the payload is strict JSON, allowed by `allowed.py`, and meant for us; and the key may speak:
   the secretariat's root and officers for anything, a device only for the institution that
   admitted it (where an authority wrote in the file, `domain.exchange.evaluate`, which has
   tests of its own, says who is admitted);
4. the digest is the one of the admitted set; nothing admitted: digest, current rows and statuses
   are what they were;
5. an entry that was accepted is in the pool, and a file whose container was refused added nothing;
6. a sealed file whose bytes were changed is refused as a whole;
7. what the yardstick allows, signed by a key that may speak, is not called malformed.
"""

from __future__ import annotations

import hashlib
from base64 import urlsafe_b64decode
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from tests.fuzz.allowed import NotStrict, allowed, strict
from tests.fuzz.world import World
from topp_desktop.domain.exchange import SHAPING, Outcome, Trust, evaluate
from topp_desktop.formats.objects import KNOWN_TYPES, OPEN_TYPES
from topp_desktop.services.exchange.ports import ExchangeUnit
from topp_desktop.services.exchange.receive import Received, Receiver, receive
from topp_desktop.services.exchange.verify import verify, verify_with_store

_FINE = {
    Outcome.ACCEPTED,
    Outcome.DUPLICATE,
    Outcome.SUPERSEDED,
    Outcome.CONFLICT,
    Outcome.GAP,
    Outcome.COPIED_INSTALLATION,
}


@dataclass(frozen=True)
class Mutant:
    """data: the file; lines: what is inside; whole: the outer bytes are sound.

    authority: an authority's key signed something here that is not of the base.
    exact: values were changed, not texts, so that rule 7 can be asked.
    """

    kind: str
    name: str
    data: bytes
    lines: tuple[bytes, ...]
    whole: bool = True
    authority: bool = False
    exact: bool = False


class Wrong(AssertionError):
    """The program did not do what it has to do with any file."""


class Altered(Wrong):
    """The mutant did what no file may do."""


class _Nested:
    """A store whose transactions all happen inside one that is forgotten."""

    def __init__(self, unit: ExchangeUnit) -> None:
        self._unit = unit

    @contextmanager
    def _same(self) -> Iterator[ExchangeUnit]:
        yield self._unit

    write = rehearse = read = _same


@dataclass(frozen=True)
class _State:
    statuses: dict[str, tuple[str, str]]
    admitted: frozenset[str]
    current: list[Any]
    digest: str


class Judge:
    """Receives mutants into a pool in `folder`, and judges what came of them."""

    def __init__(self, world: World, folder: Path) -> None:
        self.world = world
        self.folder = folder
        self.desk: Receiver = world.desk(folder / "pool")
        with self.desk.store.read() as unit:
            self.before = self._state(unit)
            self.base = list(unit.raw(self.before.statuses).values())

    def judge(self, mutant: Mutant) -> Received:
        """What the ledger said; Altered, or whatever the program raised. The file stays."""
        path = self.folder / mutant.name
        path.write_bytes(mutant.data)
        with self.desk.store.rehearse() as unit:
            desk = replace(self.desk, store=_Nested(unit))
            received = receive(desk, [path])
            self._check(mutant, received, unit)
        return received

    def verify(self, mutant: Mutant) -> None:
        """Looks at a file that was judged, with a store and without; whatever that raises."""
        path = self.folder / mutant.name
        verify(path, self.desk.codec, self.desk.keys)
        verify_with_store(path, self.desk)

    @staticmethod
    def _state(unit: ExchangeUnit) -> _State:
        rows = unit.with_status("admitted", "held-sender", "held-instrument", "unverified")
        admitted = frozenset(r.rid for r in rows if r.status == "admitted")
        # The digest once more, by its definition.
        shaping = sorted(r.rid for r in rows if r.status == "admitted" and r.typ in SHAPING)
        return _State(
            {r.rid: (r.status, r.outcome) for r in rows},
            admitted,
            sorted(unit.current(), key=lambda r: (r.institution, r.round)),
            hashlib.sha256("".join(rid + "\n" for rid in shaping).encode()).hexdigest(),
        )

    def _check(self, mutant: Mutant, received: Received, unit: ExchangeUnit) -> None:
        after = self._state(unit)
        new = after.admitted - self.before.admitted
        if not mutant.authority:
            _must(self.before.admitted <= after.admitted, "an object of before is gone")
        raws = unit.raw(new)
        for rid in new:
            self._check_object(mutant, rid, raws[rid])
        if mutant.authority:
            self._check_by_definition(after, unit)
        _must(received.digest == after.digest, "the digest is not that of the admitted set")
        if not new and not mutant.authority:
            _must(after.current == self.before.current, "the picture changed")
            kept = {rid: after.statuses.get(rid) for rid in self.before.statuses}
            _must(kept == self.before.statuses, "a status changed")
        self._check_ledger(mutant, received, after)

    def _check_object(self, mutant: Mutant, rid: str, raw: bytes) -> None:
        world = self.world
        _must(raw in mutant.lines, "an admitted object does not stand in the file")
        signed = raw.rpartition(b".")[0]
        _must(hashlib.sha256(signed).hexdigest() == rid, "rid")
        head, _, payload = signed.partition(b".")
        signers = world.notary.signed.get(signed, frozenset())
        _must(bool(signers), "nobody signed this")
        header, value = strict(_decoded(head)), strict(_decoded(payload))
        typ, kid = header["typ"], header["kid"]
        _must(kid in signers, "signed by another key")
        _must(header == {"alg": "Ed25519", "kid": kid, "typ": typ}, "the header is not ours")
        _must(allowed(typ, kid, value), "what it says is not allowed")
        if typ != "topp-region-pack" and "audience" in value:
            _must(world.keys.id in value["audience"], "not meant for us")
        if not mutant.authority:
            _must(self._may(kid, typ, value), "this key may not say so")

    def _may(self, kid: str, typ: str, payload: Any) -> bool:
        """Who may speak where no authority has said anything new."""
        name = self.world.names[kid]
        if typ == "topp-region-pack":
            return name == "root"
        if typ in {"topp-revision", "topp-withdrawal", "topp-enrolment"}:
            return bool(self.world.speaks_for.get(name) == payload["institution"])
        return name in {"root", "officer"}

    def _check_by_definition(self, after: _State, unit: ExchangeUnit) -> None:
        verified = [rid for rid, (status, _) in after.statuses.items() if status != "unverified"]
        objects = [self.desk.codec.meaning(raw) for raw in unit.raw(verified).values()]
        trust = Trust(frozenset(self.world.keys.anchors), self.desk.instruments.known)
        found = evaluate(objects, trust)
        outcomes = {rid: after.statuses[rid][1] for rid in verified}
        expected = {rid: outcome.value for rid, outcome in found.outcomes.items()}
        _should(outcomes == expected, "the store concludes otherwise than the definition")
        _must(after.admitted == found.admitted, "admitted otherwise than the definition")

    def _check_ledger(self, mutant: Mutant, received: Received, after: _State) -> None:
        entries = received.ledger
        _should(bool(entries), "a file without an entry")
        refused = len(entries) == 1 and entries[0].rid is None and entries[0].typ is None
        if not mutant.whole:
            _must(refused and entries[0].outcome.refused, "a changed file was opened")
        if refused and entries[0].outcome.refused:
            _must(after.statuses == self.before.statuses, "a refused file changed the pool")
        fine = {entry.rid for entry in entries if entry.outcome in _FINE}
        _must(fine <= after.admitted, "accepted, but not in the pool")
        for entry in entries:
            _should(len(entry.reason) <= 300, "a reason without end")
            if entry.outcome.refused and entry.rid in after.admitted - self.before.admitted:
                _must(entry.rid in fine, "refused, but in the pool")
            if mutant.exact and entry.outcome is Outcome.MALFORMED:
                _should(not self._was_sound(mutant, entry.rid), "sound, but called malformed")

    def _was_sound(self, mutant: Mutant, rid: str | None) -> bool:
        """Whether a line of a sealed file is all that a line has to be."""
        for raw in mutant.lines:
            signed = raw.rpartition(b".")[0]
            if hashlib.sha256(signed).hexdigest() == rid and signed in self.world.notary.signed:
                head, _, payload = signed.partition(b".")
                try:
                    header, value = strict(_decoded(head)), strict(_decoded(payload))
                except NotStrict:
                    return False
                typ, kid = header.get("typ"), header.get("kid")
                if kid not in self.world.notary.signed[signed]:
                    return False
                sealed = not mutant.data.startswith((b"eyJ", b"code "))
                travels = typ in (KNOWN_TYPES if sealed else OPEN_TYPES)
                ours = header == {"alg": "Ed25519", "kid": kid, "typ": typ}
                return bool(travels and ours and allowed(typ, kid, value))
        return False


def _decoded(text: bytes) -> bytes:
    return urlsafe_b64decode(text + b"=" * (-len(text) % 4))


def _must(holds: bool, what: str) -> None:
    if not holds:
        raise Altered(what)


def _should(holds: bool, what: str) -> None:
    if not holds:
        raise Wrong(what)
