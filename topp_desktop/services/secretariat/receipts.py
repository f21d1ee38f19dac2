"""Receipts: what became of what an institution sent, sealed for it, or spoken over the phone."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, cast

from topp_desktop.domain.assessment import Institution
from topp_desktop.domain.exchange import Receipt
from topp_desktop.foundation.i18n import N_
from topp_desktop.services.errors.system import write_faults
from topp_desktop.services.exchange.check_number import spoken
from topp_desktop.services.exchange.pool_view import Pool
from topp_desktop.services.exchange.ports import (
    ADMITTED,
    UNVERIFIED,
    Act,
    SignedLine,
    StoredObject,
    Written,
)
from topp_desktop.services.exchange.receive import Receiver, add_lines
from topp_desktop.services.exchange.values import answers_in, stamp
from topp_desktop.services.ports import Clock
from topp_desktop.services.secretariat.acts import act
from topp_desktop.services.secretariat.identity import Invited, file_name
from topp_desktop.services.tasks import Task

STAGE = N_("Writing the receipts")
PER_RECEIPT = 5_000
SUFFIX = ".topp"
_LARGEST_PACK = 64 * 1024
_LARGEST_HISTORY = 8 * 1024 * 1024
_SENT = ("topp-revision", "topp-withdrawal")


@dataclass(frozen=True, slots=True)
class Acknowledged:
    """One version or withdrawal in a receipt. code: what to read out, "" where this office does
    not keep the institution's key; answers: how many questions have an answer."""

    rid: str
    typ: str
    round: str
    outcome: str
    answers: int
    code: str

    def as_dict(self) -> dict[str, Any]:
        return {
            "rid": self.rid,
            "typ": self.typ,
            "round": self.round,
            "outcome": self.outcome,
            "answers": self.answers,
            "spoken": self.code,
        }


@dataclass(frozen=True, slots=True)
class ReceiptFile:
    """A receipt that was written for one institution. entries: the newest of each round first."""

    institution: str
    name: str
    written: Written
    entries: tuple[Acknowledged, ...]

    def as_dict(self) -> dict[str, Any]:
        """One entry of `topp receipts --json`."""
        return {
            "institution": self.institution,
            "name": self.name,
            "written": str(self.written.path),
            "sha256": self.written.sha256,
            "objects": [entry.as_dict() for entry in self.entries],
            "counts": dict(Counter(entry.outcome for entry in self.entries)),
        }


@dataclass(frozen=True, slots=True)
class Receipts:
    """without: institutions that sent something but have no invitation here to seal it with."""

    files: tuple[ReceiptFile, ...]
    without: tuple[str, ...]


def take_invitations(desk: Receiver, clock: Clock, invited: Sequence[Invited]) -> None:
    """Remembers invitations that were written, with the key for receipts by phone.

    The key lies in the store sealed to the secretariat itself; the secret of the invitation,
    which could sign for the institution, does not.
    """
    if not invited:
        return
    lines = {line.rid: line for one in invited for line in one.lines}
    own = [opener.recipient for opener in desk.keys.openers]
    own += [officer.recipient for officer in desk.keys.officers]
    rows = []
    for one in invited:
        keys = desk.codec.invitation(one.code)
        rows.append((keys.signer.kid, desk.codec.seal(keys.receipt_key, own)))
    acts = [act(desk.keys, clock(), "invited", one.institution.id) for one in invited]
    with desk.store.write() as unit:
        add_lines(desk, unit, list(lines.values()), acts)
        unit.put_receipt_keys(rows)


def write_receipts(
    desk: Receiver,
    clock: Clock,
    folder: Path,
    institutions: Sequence[str] = (),
    task: Task | None = None,
) -> Receipts:
    """One sealed file for each institution that sent something; for all where none is named.

    A receipt whose content has not changed is handed out again as it was. EnvironmentFault:
    disk-full, cannot-write, written-differs.
    """
    with write_faults(folder):
        folder.mkdir(parents=True, exist_ok=True)
    with desk.store.write() as unit:
        pool = Pool(unit, desk.codec, desk.keys.anchors)
        wanted = {pool.find(name) for name in institutions}
        clerk = _Clerk(desk, clock, pool)
        places = [p for p in clerk.sent if not wanted or p in wanted]
        files, without = [], []
        for done, place in enumerate(sorted(places)):
            if task is not None:
                task.advance(STAGE, done, len(places))
            if clerk.recipients(place):
                files.append(clerk.write(place, folder))
            else:
                without.append(place)
        add_lines(desk, unit, clerk.fresh, clerk.acts)
    if task is not None:
        task.advance(STAGE, len(places), len(places))
    return Receipts(tuple(files), tuple(without))


@dataclass
class _Clerk:
    """Where receipts are made: reads the pool once, then one institution after the other."""

    desk: Receiver
    clock: Clock
    pool: Pool
    fresh: list[SignedLine] = field(default_factory=list)
    acts: list[Act] = field(default_factory=list)
    sent: dict[str, list[StoredObject]] = field(default_factory=lambda: defaultdict(list))

    def __post_init__(self) -> None:
        for row in self.pool.unit.objects(*_SENT):
            if row.status != UNVERIFIED and row.institution:
                self.sent[self.pool.roster.institution(row.institution)].append(row)

    def _invitations(self, place: str) -> list[dict[str, Any]]:
        raws = self.pool.unit.raw(self.pool.invitations(place))
        return [self.desk.codec.payload(raws[rid]) for rid in sorted(raws)]

    def recipients(self, place: str) -> list[str]:
        """The institution's own keys, one for each invitation that still holds."""
        return [str(payload["recipient"]) for payload in self._invitations(place)]

    def write(self, place: str, folder: Path) -> ReceiptFile:
        lines = self._receipts(place)
        profile = self.pool.profiles.get(place) or next(
            self.pool.profiles[n]
            for n in sorted(self.pool.roster.aliases_of(place))
            if n in self.pool.profiles
        )
        institution = Institution(**{**profile, "id": place})
        name = f"{Path(file_name(institution)).stem}-receipt{SUFFIX}"
        written = self.desk.codec.write_sealed(
            folder / name,
            [*self._open_lines(place), *lines, *self._histories(place)],
            self.recipients(place),
            self.desk.keys.openers[0],
        )
        return ReceiptFile(place, institution.name, written, tuple(self._entries(place)))

    def _receipts(self, place: str) -> list[bytes]:
        """The receipt's lines: those that say the same already, or new ones."""
        outcomes = {row.rid: row.outcome for row in self.sent[place]}
        rids = sorted(outcomes)
        chunks = [rids[i : i + PER_RECEIPT] for i in range(0, len(rids), PER_RECEIPT)]
        known = self._known_receipts(place)
        lines = []
        for chunk in chunks:
            said = {rid: outcomes[rid] for rid in chunk}
            raw = next((raw for found, raw in known if found == said), None)
            if raw is None:
                now = self.clock()
                payload = {
                    "format": "topp-receipt",
                    "version": 1,
                    "institution": place,
                    "outcomes": said,
                    "created": stamp(now),
                }
                line = self.desk.codec.sign(self.desk.keys.signer, "topp-receipt", payload)
                self.fresh.append(line)
                self.acts.append(act(self.desk.keys, now, "receipts", place, "", line.rid))
                raw = line.raw
            lines.append(raw)
        return lines

    def _known_receipts(self, place: str) -> list[tuple[Mapping[str, str], bytes]]:
        rows = self.pool.unit.objects(
            "topp-receipt", institutions=self.pool.roster.aliases_of(place)
        )
        raws = self.pool.unit.raw([row.rid for row in rows if row.status == ADMITTED])
        found = [(cast(Receipt, self.desk.codec.meaning(raw)), raw) for raw in raws.values()]
        return [(receipt.outcomes, raw) for receipt, raw in found]

    def _open_lines(self, place: str) -> list[bytes]:
        """The region packs, and what was decided about this institution and its computers."""
        names = self.pool.roster.aliases_of(place)
        unit = self.pool.unit
        own = unit.objects("topp-invitation", "topp-admission", institutions=names)
        rows = [row for row in own if row.status == ADMITTED]
        # A revocation speaks of a computer or an invitation of the institution.
        keys = {row.kid for row in unit.objects("topp-enrolment", institutions=names)}
        keys |= {row.subject for row in rows}
        rows += [
            row
            for row in unit.objects("topp-revocation", "topp-alias", "topp-region-pack")
            if row.status == ADMITTED
            and (
                row.subject in keys
                or row.typ == "topp-region-pack"
                or names & {row.institution, row.subject}
            )
        ]
        raws = unit.raw([row.rid for row in rows])
        packs = {row.rid for row in rows if row.typ == "topp-region-pack"}
        current = [r.rid for r in rows if r.rid in packs and r.outcome == "accepted"]
        handovers = [rid for rid in packs if self.desk.codec.payload(raws[rid])["successors"]]
        kept = {rid for rid in (*current, *handovers) if len(raws[rid]) <= _LARGEST_PACK}
        return [raws[row.rid] for row in rows if row.rid not in packs or row.rid in kept]

    def _histories(self, place: str) -> list[bytes]:
        """The whole history of rounds that were decided here, so that every computer of the
        institution can build on the decision, with the enrolments that vouch for it."""
        unit = self.pool.unit
        names = self.pool.roster.aliases_of(place)
        decided = {
            row.round
            for row in unit.objects("topp-resolution", institutions=names)
            if row.status == ADMITTED
        }
        lines: list[bytes] = []
        signers: set[str] = set()
        size = 0
        for round_id in sorted(decided):
            members = {row.rid: row for row in self.pool.members((place, round_id))}
            raws = unit.raw(list(members))
            size += sum(map(len, raws.values()))
            if size > _LARGEST_HISTORY:
                # Too much for one file: the decisions alone; the versions come from colleagues.
                raws = {r: raw for r, raw in raws.items() if members[r].typ == "topp-resolution"}
            lines += raws.values()
            signers |= {members[rid].kid for rid in raws}
        enrolments = unit.objects("topp-enrolment", institutions=names)
        vouching = [e.rid for e in enrolments if e.kid in signers and e.status == ADMITTED]
        return [*unit.raw(vouching).values(), *lines]

    def _entries(self, place: str) -> Iterable[Acknowledged]:
        rows = sorted(self.sent[place], key=lambda r: (r.round, -(r.seq or 0), r.rid))
        keys = self._receipt_keys({row.kid for row in rows})
        raws = self.pool.unit.raw([row.rid for row in rows])
        for row in rows:
            key = keys.get(row.kid)
            yield Acknowledged(
                row.rid,
                row.typ,
                row.round,
                row.outcome,
                answers_in(self.desk.codec.payload(raws[row.rid])),
                spoken(key, row.rid) if key else "",
            )

    def _receipt_keys(self, devices: set[str]) -> dict[str, bytes]:
        """Device → the receipt key of the invitation that it was enrolled with."""
        unit = self.pool.unit
        invited = {e.kid: e.subject for e in unit.objects("topp-enrolment", kids=devices)}
        keys: dict[str, bytes] = {}
        sealed = unit.receipt_keys(set(invited.values()))
        for device, invitation in invited.items():
            blob = sealed.get(invitation)
            key = blob and self.desk.codec.unseal(blob, self.desk.keys.openers)
            if key:
                keys[device] = key
        return keys
