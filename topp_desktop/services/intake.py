"""Into the pool: what is admitted, what is held, and what each institution's round looks like.

The definition is `domain.exchange.evaluate` over the whole pool. This does the same for what a
batch of files touches, inside the batch's transaction, so that the store is right after every
commit. Grants that reach far (a region pack, an alias, a revocation) settle the pool anew.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from topp_desktop.domain.exchange import (
    Admission,
    Alias,
    Enrolment,
    ExchangeObject,
    Grant,
    Invitation,
    Outcome,
    RegionPack,
    Resolution,
    Revision,
    Revocation,
    Roster,
    Withdrawal,
    standing,
)
from topp_desktop.domain.exchange.pool import GRANTS, ancestry_in
from topp_desktop.formats.objects import public_keys
from topp_desktop.services.exchange_ports import (
    ADMITTED,
    HELD,
    UNVERIFIED,
    Codec,
    ExchangeUnit,
    InstrumentShelf,
    Reader,
    ReadLine,
    StoredObject,
)
from topp_desktop.services.groups import GroupSettler, Sketcher

_STATUS = {
    Outcome.ACCEPTED: ADMITTED,
    Outcome.HELD_SENDER: Outcome.HELD_SENDER.value,
    Outcome.HELD_INSTRUMENT: Outcome.HELD_INSTRUMENT.value,
}
STATEMENTS = frozenset({"topp-revision", "topp-resolution"})


class Intake:
    """Takes read lines into the pool, batch by batch. Lives for one run; roots: kid → x."""

    def __init__(
        self, codec: Codec, reader: Reader, roots: Mapping[str, str], instruments: InstrumentShelf
    ) -> None:
        self.codec = codec
        self.instruments = instruments
        self.sketcher = Sketcher(instruments)
        self.reader = reader
        self._edges: dict[str, tuple[str, ...]] = {}
        self.roster = Roster(roots, lambda frontier: ancestry_in(self._edges, frontier))
        self.has_revocations = False
        self.changed = False
        self.keys: dict[str, str] = dict(roots)
        self._unverified: dict[str, set[str]] = defaultdict(set)
        self.rejected: dict[str, tuple[Outcome, str]] = {}
        """Lines that waited for a key and did not hold once it was there."""

    def load(self, unit: ExchangeUnit) -> None:
        """Learns what the pool holds; settles anew what waits for an instrument that is here."""
        self.keys.update(unit.keys())
        for typ, rid, kid, institution, subject, raw in unit.grants():
            if typ == "topp-enrolment":
                self.roster.add(Enrolment(rid, kid, institution, subject or None))
            elif typ == "topp-invitation":
                self.roster.add(Invitation(rid, kid, institution, subject))
            elif typ == "topp-admission":
                self.roster.add(Admission(rid, kid, subject, institution))
            else:
                assert raw is not None
                self._learn_grant(self.codec.meaning(raw), self.codec.payload(raw))
        if self.has_revocations:
            self._edges.update(unit.parents())
        for waiting in unit.with_status(UNVERIFIED):
            self._unverified[waiting.kid].add(waiting.rid)
        stuck = unit.with_status(Outcome.HELD_INSTRUMENT.value)
        if any(found.instrument in self.instruments.known for found in stuck):
            self.changed = True
            _Batch(self, unit, {}).settle_everything()

    def _learn_grant(self, found: ExchangeObject, payload: Mapping[str, object]) -> bool:
        """Adds a grant to the roster; whether its effect may reach anything in the pool."""
        if not isinstance(found, GRANTS):
            return False
        grant: Grant = found
        authorities = self.roster.authorities
        self.roster.add(grant)
        if isinstance(grant, RegionPack):
            self.keys.update(public_keys("topp-region-pack", payload))
        if isinstance(grant, Enrolment):
            self.keys.update(public_keys("topp-enrolment", payload))
        if isinstance(grant, Revocation):
            self.has_revocations = True
        return isinstance(grant, Alias | Revocation) or self.roster.authorities != authorities

    def take(
        self,
        unit: ExchangeUnit,
        lines: Iterable[ReadLine],
        known: Mapping[str, str] | None = None,
    ) -> None:
        """Adds what the lines bring; lines that were refused are left out.

        known: rid → status of those lines that the pool holds, where it was asked already.
        """
        fresh = self._fresh(unit, lines, known)
        if fresh:
            self.changed = True
            _Batch(self, unit, fresh).settle()

    def _fresh(
        self, unit: ExchangeUnit, lines: Iterable[ReadLine], statuses: Mapping[str, str] | None
    ) -> dict[str, ReadLine]:
        """The new lines by rid; those that can be verified only now included."""
        found: dict[str, ReadLine] = {}
        for line in lines:
            if line.rid is not None and (line.found is not None or _waits(line)):
                known = found.get(line.rid)
                if known is None or known.found is None:
                    found[line.rid] = line
        if statuses is None:
            statuses = unit.known(found.keys())
        fresh = {}
        for rid, line in found.items():
            status = statuses.get(rid)
            if status is None or (status == UNVERIFIED and line.found is not None):
                fresh[rid] = line
        self._add_verifiable(unit, fresh)
        return fresh

    def _add_verifiable(self, unit: ExchangeUnit, fresh: dict[str, ReadLine]) -> None:
        """Learns keys; reads again whatever waited for one of them, until nothing does."""
        learned = list(fresh.values())
        while learned:
            brought: set[str] = set()
            for line in learned:
                if line.found is not None and line.payload is not None:
                    assert line.typ is not None
                    new_keys = public_keys(line.typ, line.payload)
                    self.keys.update(new_keys)
                    brought.update(new_keys)
            learned = []
            # What was sent in this batch before its key was known has a better claim than the
            # pool's copy: both are the same bytes.
            again = {
                rid: line.raw
                for rid, line in fresh.items()
                if line.found is None and line.kid in self.keys
            }
            waiting = {rid for kid in brought for rid in self._unverified.pop(kid, ())}
            again.update(unit.raw(waiting - fresh.keys()))
            for rid, raw in again.items():
                line = self.reader.read_line(raw, self.keys)
                if line.found is None:
                    fresh.pop(rid, None)
                    self.rejected[rid] = (line.outcome or Outcome.MALFORMED, line.reason)
                    unit.remove([rid])
                else:
                    fresh[rid] = line
                    learned.append(line)

    def wait(self, line: ReadLine) -> None:
        """Remembers a line that waits for its key."""
        assert line.rid is not None
        assert line.kid is not None
        self._unverified[line.kid].add(line.rid)

    def learn(self, lines: Iterable[ReadLine]) -> bool:
        """Learns grants and ancestry; whether that may change the standing of anything."""
        far_reaching = False
        for line in lines:
            if line.found is not None:
                far_reaching |= self._learn_grant(line.found, line.payload or {})
                if isinstance(line.found, Revision | Resolution):
                    self._edges[line.found.rid] = line.found.parents
        if self.has_revocations:
            # More ancestors of a trusted frontier may be known now.
            self.roster.reconsider()
        return far_reaching


def _waits(line: ReadLine) -> bool:
    return line.outcome is Outcome.HELD_SENDER and line.found is None


class _Batch:
    """One batch: what is new, what it changes, what has to be looked at again."""

    def __init__(self, intake: Intake, unit: ExchangeUnit, fresh: Mapping[str, ReadLine]) -> None:
        self._intake = intake
        self._unit = unit
        self._fresh = fresh
        self._touched: set[tuple[str, str]] = set()

    def settle(self) -> None:
        """Adds the new objects with their standing, and whatever follows from them."""
        far_reaching = self._intake.learn(self._fresh.values())
        self._insert()
        if far_reaching:
            self.settle_everything()
        else:
            self._reconsider(self._waiting_for_us())
            self._settle_groups()

    def settle_everything(self) -> None:
        """Looks at the standing of everything again: authorities or aliases have changed."""
        self._reconsider(self._unit.with_status(ADMITTED, *HELD))
        roster = self._intake.roster
        for found in self._found():
            if isinstance(found, Alias):
                names = roster.aliases_of(found.institutions[0])
                places = self._unit.places(names)
                self._touched.update((roster.institution(i), r) for i, r in places)
        self._settle_groups()

    def _insert(self) -> None:
        rows = []
        for line in self._fresh.values():
            if line.found is None:
                self._intake.wait(line)
                rows.append(_unverified_row(line))
            else:
                row = _row(line, line.found, *self._judge(line.found))
                rows.append(row)
                self._touch(row)
        self._unit.add(rows)

    def _found(self) -> Iterable[ExchangeObject]:
        return (line.found for line in self._fresh.values() if line.found is not None)

    def _judge(self, found: ExchangeObject) -> tuple[str, str]:
        """Status and outcome, as far as they do not depend on the rest of a history."""
        intake = self._intake
        outcome = standing(intake.roster, found, intake.instruments.known)
        status = _STATUS[outcome]
        if status == ADMITTED and isinstance(found, RegionPack):
            if found.version < intake.roster.highest_pack:
                outcome = Outcome.SUPERSEDED
        return status, outcome.value

    def _touch(self, row: StoredObject) -> None:
        """Marks the groups that an object of the pool belongs to, or hides."""
        roster = self._intake.roster
        institution = roster.institution(row.institution)
        if row.typ in STATEMENTS:
            self._touched.add((institution, row.round))
        elif row.typ == "topp-withdrawal":
            places = self._unit.places(roster.aliases_of(institution))
            self._touched.update((institution, round_id) for _, round_id in places)

    def _waiting_for_us(self) -> list[StoredObject]:
        """Objects of the pool whose standing the new ones may change."""
        roster = self._intake.roster
        devices: set[str] = set()
        packs: list[StoredObject] = []
        for found in self._found():
            match found:
                case Enrolment(kid=kid):
                    devices.add(kid)
                case Admission(device=device):
                    devices.add(device)
                case Invitation(key=key):
                    devices.update(roster.devices_invited_by(key))
                case RegionPack():
                    packs = self._unit.with_status(ADMITTED, typ="topp-region-pack")
        if not devices and not self._intake.has_revocations:
            return packs
        held = self._unit.with_status(Outcome.HELD_SENDER.value)
        return packs + [r for r in held if r.kid in devices or self._intake.has_revocations]

    def _reconsider(self, rows: Sequence[StoredObject]) -> None:
        """Works out the standing of objects of the pool again, and writes what changed."""
        changes = []
        for row in rows:
            status, outcome = self._judge(self._light(row))
            by_history = status == ADMITTED and row.typ in STATEMENTS
            if status != row.status or (outcome != row.outcome and not by_history):
                changes.append((row.rid, status, outcome))
                self._touch(row)
        self._unit.set_status(changes)

    def _light(self, row: StoredObject) -> ExchangeObject:
        """The object without its content, as far as standing depends on it."""
        rid, kid, institution = row.rid, row.kid, row.institution
        match row.typ:
            case "topp-revision":
                return Revision(rid, kid, institution, row.round, 1, row.parents, row.instrument)
            case "topp-resolution":
                return Resolution(rid, kid, institution, row.round, row.parents)
            case "topp-enrolment":
                return Enrolment(rid, kid, institution, row.subject or None)
            case "topp-invitation":
                return Invitation(rid, kid, institution, row.subject)
        return self._intake.codec.meaning(self._unit.raw([rid])[rid])

    def _settle_groups(self) -> None:
        intake = self._intake
        GroupSettler(intake.codec, self._unit, intake.roster, intake.sketcher, self._fresh).settle(
            self._touched
        )


def _row(line: ReadLine, found: ExchangeObject, status: str, outcome: str) -> StoredObject:
    assert line.typ is not None
    row = StoredObject(found.rid, line.typ, found.kid, "", "", line.raw, status, outcome)
    match found:
        case Revision():
            row.seq, row.instrument = found.seq, found.instrument
        case Enrolment():
            row.subject = found.invitation or ""
            assert line.payload is not None
            row.key = public_keys(line.typ, line.payload)[found.kid]
        case Invitation():
            row.subject = found.key
        case Admission():
            row.subject = found.device
        case Revocation():
            row.subject = found.target
        case Alias():
            row.institution, row.subject = found.institutions
    if isinstance(found, Revision | Resolution):
        row.parents = found.parents
    if not isinstance(found, RegionPack | Revocation | Alias):
        row.institution = found.institution
    if isinstance(found, Revision | Resolution | Withdrawal):
        row.round = found.round or ""
    return row


def _unverified_row(line: ReadLine) -> StoredObject:
    assert line.rid is not None
    assert line.typ is not None
    assert line.kid is not None
    held = Outcome.HELD_SENDER.value
    return StoredObject(line.rid, line.typ, line.kid, "", "", line.raw, UNVERIFIED, held)
