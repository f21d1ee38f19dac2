"""Into the pool: what is admitted, what is held, and what each institution's round looks like.

The definition is `domain.exchange.evaluate` over the whole pool. This does the same for what a
batch of files touches, inside the batch's transaction, so that the store is right after every
commit. A change of who speaks for the secretariat settles the pool anew; see `Reach` for what
other grants touch.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping

from topp_desktop.domain.exchange import (
    TYP,
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
from topp_desktop.domain.exchange.reach import Reach, reach_between
from topp_desktop.formats.objects import public_keys
from topp_desktop.services.exchange.groups import GroupSettler, Sketcher
from topp_desktop.services.exchange.ports import (
    ADMITTED,
    HELD,
    UNVERIFIED,
    Codec,
    ExchangeUnit,
    Reader,
    ReadLine,
    StoredObject,
)
from topp_desktop.services.library import Library

_STATUS = {
    Outcome.ACCEPTED: ADMITTED,
    Outcome.HELD_SENDER: Outcome.HELD_SENDER.value,
    Outcome.HELD_INSTRUMENT: Outcome.HELD_INSTRUMENT.value,
}
STATEMENTS = frozenset({"topp-revision", "topp-resolution"})


class Intake:
    """Takes read lines into the pool, batch by batch. Lives for one run; roots: kid → x."""

    def __init__(
        self, codec: Codec, reader: Reader, roots: Mapping[str, str], instruments: Library
    ) -> None:
        self.codec = codec
        self.known = instruments.known
        self.sketcher = Sketcher(instruments)
        self.reader = reader
        self._edges: dict[str, tuple[str, ...]] = {}
        self._unread_edges: Callable[[], Mapping[str, tuple[str, ...]]] | None = None
        self.roster = Roster(roots, self._ancestry)
        self._conclusions = self.roster.conclusions
        self.changed = False
        self.keys: dict[str, str] = dict(roots)
        self._unverified: dict[str, set[str]] = defaultdict(set)
        self.rejected: dict[str, tuple[Outcome, str]] = {}
        """Lines that waited for a key and did not hold once it was there."""

    def _ancestry(self, frontier: Iterable[str]) -> frozenset[str]:
        """`frontier` and its ancestors. Nobody asks before a revocation counts: only then the
        pool's history is read."""
        if self._unread_edges is not None:
            self._edges = {**self._unread_edges(), **self._edges}
            self._unread_edges = None
        return ancestry_in(self._edges, frontier)

    def load(self, unit: ExchangeUnit) -> None:
        """Learns what the pool holds; settles anew what waits for an instrument that is here."""
        self._unread_edges = unit.parents
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
        for waiting in unit.with_status(UNVERIFIED):
            self._unverified[waiting.kid].add(waiting.rid)
        self._conclusions = self.roster.conclusions
        stuck = unit.with_status(Outcome.HELD_INSTRUMENT.value)
        here = [found for found in stuck if found.instrument in self.known]
        if here:
            self.changed = True
            _Batch(self, unit, {}).settle_rows(here)

    def _learn_grant(self, found: ExchangeObject, payload: Mapping[str, object]) -> None:
        """Adds a grant to the roster, and the keys it brings."""
        if not isinstance(found, GRANTS):
            return
        grant: Grant = found
        self.roster.add(grant)
        if isinstance(grant, RegionPack):
            self.keys.update(public_keys("topp-region-pack", payload))
        if isinstance(grant, Enrolment):
            self.keys.update(public_keys("topp-enrolment", payload))

    def take(
        self,
        unit: ExchangeUnit,
        lines: Iterable[ReadLine],
        known: Mapping[str, str] | None = None,
    ) -> None:
        """Adds what the lines bring; lines that were refused are left out.

        known: rid → status of those lines that the pool holds, where it was asked already.
        """
        if self._unread_edges is not None:
            self._unread_edges = unit.parents
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

    def learn(self, lines: Iterable[ReadLine]) -> Reach:
        """Learns grants and ancestry; how far that reaches in the pool."""
        for line in lines:
            if line.found is not None:
                self._learn_grant(line.found, line.payload or {})
                if isinstance(line.found, Revision | Resolution) and line.found.parents:
                    self._edges[line.found.rid] = line.found.parents
        before = self._conclusions
        if before.limits or before.officer_limits:
            # More ancestors of a trusted frontier may be known now.
            self.roster.reconsider()
        self._conclusions = self.roster.conclusions
        return reach_between(before, self._conclusions)


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
        reach = self._intake.learn(self._fresh.values())
        self._insert()
        if reach.institutions:
            roster = self._intake.roster
            places = self._unit.places(reach.institutions)
            self._touched.update((roster.institution(i), r) for i, r in places)
        self.settle_rows(
            self._unit.with_status(ADMITTED, *HELD) if reach.everything else self._reached(reach)
        )

    def settle_rows(self, rows: Iterable[StoredObject]) -> None:
        """Looks at the standing of objects of the pool again, and at the groups touched."""
        self._reconsider(rows)
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
        outcome = standing(intake.roster, found, intake.known)
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

    def _reached(self, reach: Reach) -> Iterable[StoredObject]:
        """Objects of the pool whose standing the new ones may change."""
        unit, roster = self._unit, self._intake.roster
        devices: set[str] = set()
        for found in self._found():
            match found:
                case Enrolment(kid=kid):
                    devices.add(kid)
                case Admission(device=device):
                    devices.add(device)
                case Invitation(key=key):
                    devices.update(roster.devices_invited_by(key))
        rows: list[StoredObject] = []
        if devices:
            rows += unit.with_status(Outcome.HELD_SENDER.value, kids=devices)
        if reach.packs:
            rows += unit.objects("topp-region-pack")
        if reach.institutions:
            rows += unit.objects(*TYP.values(), institutions=reach.institutions)
        if reach.signers:
            invited = (roster.devices_invited_by(kid) for kid in reach.signers)
            rows += unit.objects(*TYP.values(), kids=reach.signers.union(*invited))
        looked_at = {row.rid: row for row in rows if row.status in (ADMITTED, *HELD)}
        return looked_at.values()

    def _reconsider(self, rows: Iterable[StoredObject]) -> None:
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
