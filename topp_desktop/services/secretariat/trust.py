"""What a secretariat decides about computers, officers and names: admit, revoke, join two ids."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from topp_desktop.domain.errors import UserError
from topp_desktop.services.exchange.check_number import check_number
from topp_desktop.services.exchange.pool_view import Pool
from topp_desktop.services.exchange.ports import ADMITTED, ExchangeUnit, SignedLine, StoredObject
from topp_desktop.services.exchange.receive import Receiver, add_lines
from topp_desktop.services.exchange.values import stamp
from topp_desktop.services.ports import Clock
from topp_desktop.services.secretariat.acts import act

LARGEST_FRONTIER = 20_000
_STATEMENTS = ("topp-revision", "topp-resolution")
_SIGNED = (
    "topp-region-pack",
    "topp-invitation",
    "topp-enrolment",
    "topp-admission",
    "topp-revocation",
    "topp-alias",
    *_STATEMENTS,
    "topp-withdrawal",
    "topp-receipt",
)


@dataclass(frozen=True, slots=True)
class Decided:
    """A decision that was signed and took effect. settled: objects that it let in or put aside."""

    line: SignedLine
    institution: str
    target: str
    settled: int
    frontier: int = 0

    def as_dict(self) -> dict[str, Any]:
        return {
            "rid": self.line.rid,
            "institution": self.institution,
            "target": self.target,
            "number": check_number(self.target) if self.target else "",
            "settled": self.settled,
            "frontier": self.frontier,
        }


def admit(desk: Receiver, clock: Clock, device: str, reason: str, institution: str = "") -> Decided:
    """Admits a computer after a phone check; what was held of it comes in.

    device: its check number or kid. institution: id or name; may be left out where the computer
    sent for one only. UserError: device-unknown(number), institution-unknown,
    institution-ambiguous, institution-needed, not-authorised.
    """
    with desk.store.write() as unit:
        pool = Pool(unit, desk.codec, desk.keys.anchors)
        kid = find_key(pool, device)
        if institution:
            place = pool.find(institution)
        else:
            sent = unit.objects("topp-enrolment", kids=[kid])
            places = {pool.roster.institution(o.institution) for o in sent if o.institution}
            if len(places) != 1:
                raise UserError("institution-needed", number=check_number(kid))
            place = places.pop()
        payload = {"institution": place, "device": kid, "reason": reason.strip()}
        line = _sign(desk, clock, "topp-admission", payload)
        done = act(desk.keys, clock(), "admitted", place, "", kid, reason.strip())
        settled = _take(desk, unit, line, done, [kid])
    return Decided(line, place, kid, settled)


def revoke(
    desk: Receiver,
    clock: Clock,
    target: str,
    reason: str,
    frontier: Sequence[str] | None = None,
) -> Decided:
    """Trusts a computer, an officer or an invitation no longer.

    frontier: rids that stay, with what they build on; None: everything received so far. target:
    check number or kid. UserError: device-unknown(number), root-cannot-be-revoked,
    officer-cannot, frontier-too-large, not-authorised.
    """
    with desk.store.write() as unit:
        pool = Pool(unit, desk.codec, desk.keys.anchors)
        kid = find_key(pool, target)
        if kid in pool.roster.roots:
            raise UserError("root-cannot-be-revoked")
        is_officer = kid in pool.roster.authorities
        if is_officer and desk.keys.signer.kid not in pool.roster.roots:
            raise UserError("officer-cannot")
        stays = list(frontier) if frontier is not None else _everything(unit, kid)
        if len(stays) > LARGEST_FRONTIER:
            raise UserError("frontier-too-large", count=len(stays))
        payload = {"target": kid, "frontier": stays, "reason": reason.strip()}
        line = _sign(desk, clock, "topp-revocation", payload)
        done = act(desk.keys, clock(), "revoked", "", "", kid, reason.strip())
        settled = _take(desk, unit, line, done, [kid])
    return Decided(line, "", kid, settled, len(stays))


def alias(desk: Receiver, clock: Clock, one: str, other: str, reason: str) -> Decided:
    """Says that two ids are one institution. UserError: institution-unknown,
    institution-ambiguous, alias-same, not-authorised."""
    with desk.store.write() as unit:
        pool = Pool(unit, desk.codec, desk.keys.anchors)
        names = [_id(pool, one), _id(pool, other)]
        if pool.roster.institution(names[0]) == pool.roster.institution(names[1]):
            raise UserError("alias-same")
        payload = {"institutions": names, "reason": reason.strip()}
        line = _sign(desk, clock, "topp-alias", payload)
        done = act(desk.keys, clock(), "alias", names[0], "", names[1], reason.strip())
        settled = _take(desk, unit, line, done, ())
    return Decided(line, min(names), "", settled)


def _id(pool: Pool, text: str) -> str:
    """An id as it stands, or the one of a name: an alias is about ids."""
    return text if text in pool.profiles else pool.find(text)


def find_key(pool: Pool, text: str) -> str:
    """The kid of a computer, an officer or an invitation, by kid or by check number.

    UserError("device-unknown", number).
    """
    unit = pool.unit
    known = {row.kid for row in unit.objects("topp-enrolment") if row.kid}
    known |= {row.subject for row in unit.objects("topp-invitation") if row.subject}
    known |= pool.roster.authorities
    if text in known:
        return text
    digits = "".join(c for c in text if c.isdecimal())
    found = {kid for kid in known if check_number(kid).replace(" ", "") == digits}
    if len(found) != 1 or len(digits) != 12:
        raise UserError("device-unknown", number=text[:60])
    return found.pop()


def _everything(unit: ExchangeUnit, kid: str) -> list[str]:
    """All that was admitted of a key; of versions, the ones nothing of it builds on."""
    signed = unit.objects(*_SIGNED, kids=[kid])
    invited = unit.objects("topp-enrolment", subjects=[kid])
    rows = [row for row in (*signed, *invited) if row.status == ADMITTED]
    older = {parent for row in rows for parent in row.parents}
    return sorted({row.rid for row in rows} - older)


def _sign(desk: Receiver, clock: Clock, typ: str, fields: dict[str, Any]) -> SignedLine:
    payload = {"format": typ, "version": 1, **fields, "created": stamp(clock())}
    return desk.codec.sign(desk.keys.signer, typ, payload)


def _take(
    desk: Receiver, unit: ExchangeUnit, line: SignedLine, done: Any, kids: Collection[str]
) -> int:
    """Takes a decision in; how many objects of these keys it moved."""
    before = _standing(unit, kids)
    add_lines(desk, unit, [line], [done])
    if unit.known([line.rid]).get(line.rid) != ADMITTED:
        raise UserError("not-authorised")
    after = _standing(unit, kids)
    return sum(before.get(rid) != status for rid, status in after.items())


def _standing(unit: ExchangeUnit, kids: Collection[str]) -> dict[str, str]:
    rows: Iterable[StoredObject] = unit.objects(*_SIGNED, kids=kids) if kids else ()
    return {row.rid: row.status for row in rows}
