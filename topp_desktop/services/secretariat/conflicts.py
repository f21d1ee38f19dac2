"""Two different versions of one institution's measurement: seen side by side, and decided."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from topp_desktop.domain.errors import UserError
from topp_desktop.domain.exchange import Open
from topp_desktop.domain.instrument import Wording
from topp_desktop.formats.objects import META
from topp_desktop.foundation.text import fold
from topp_desktop.services.exchange.element_words import reading_rank
from topp_desktop.services.exchange.pool_view import Place, Pool, RoundPicture, StatedValue
from topp_desktop.services.exchange.ports import ADMITTED, Codec, ExchangeStore, SignedLine
from topp_desktop.services.exchange.receive import Receiver, add_lines
from topp_desktop.services.exchange.values import stamp
from topp_desktop.services.ports import Clock
from topp_desktop.services.secretariat.acts import act


@dataclass(frozen=True, slots=True)
class DisputedElement:
    """An element on which nobody has decided yet, with every value that competes."""

    element: str
    values: tuple[StatedValue, ...]

    def as_dict(self) -> dict[str, Any]:
        return {"element": self.element, "values": [said.as_dict() for said in self.values]}


@dataclass(frozen=True, slots=True)
class Conflict:
    """One institution's round with open elements.

    heads: the versions that nobody has built on, with value None; combined: elements that were
    taken from one of them because the others did not touch them; instrument: SHA-256, "" where
    the versions disagree on it.
    """

    institution: str
    name: str
    round: str
    instrument: str
    heads: tuple[StatedValue, ...]
    differences: tuple[DisputedElement, ...]
    combined: tuple[str, ...]

    def as_dict(self) -> dict[str, Any]:
        """One entry of `topp conflicts --json`."""
        return {
            "institution": self.institution,
            "name": self.name,
            "round": self.round,
            "heads": [{k: v for k, v in h.as_dict().items() if k != "value"} for h in self.heads],
            "elements": [difference.as_dict() for difference in self.differences],
            "combined": list(self.combined),
        }


def differences_of(picture: RoundPicture) -> tuple[DisputedElement, ...]:
    """Every open element of a picture, with who says what."""
    return tuple(
        DisputedElement(element, tuple(picture.said(c.rid, c.value) for c in found.candidates))
        for element, found in sorted(picture.view.conflicts.items())
    )


def conflict_of(picture: RoundPicture, name: str) -> Conflict:
    """A picture as a conflict; without differences where nothing is open."""
    instrument = picture.view.elements.get(META + "instrument")
    return Conflict(
        picture.place[0],
        name,
        picture.place[1],
        str(instrument["value"]) if instrument else "",
        tuple(picture.said(rid, None) for rid in picture.view.heads),
        differences_of(picture),
        tuple(sorted(picture.view.combined)),
    )


def in_reading_order(conflict: Conflict, wording: Wording | None) -> list[DisputedElement]:
    """The differences as a questionnaire is read; wording None: by their ids."""
    return sorted(conflict.differences, key=lambda d: reading_rank(d.element, wording))


def conflicts(store: ExchangeStore, codec: Codec) -> tuple[Conflict, ...]:
    """Every round with open elements, by the institution's name; withdrawn ones are left out."""
    found = []
    with store.read() as unit:
        pool = Pool(unit, codec)
        for row in unit.current():
            if row.pending and not row.withdrawn:
                picture = pool.picture((row.institution, row.round))
                if picture.view.conflicts:
                    found.append(conflict_of(picture, pool.name(row.institution)))
    return tuple(sorted(found, key=lambda c: (fold(c.name), c.institution, c.round)))


def conflict_at(store: ExchangeStore, codec: Codec, institution: str, round_id: str) -> Conflict:
    """One institution, by id or name, and round; also where nothing is open any more.

    UserError: institution-unknown, institution-ambiguous, round-unknown.
    """
    with store.read() as unit:
        pool = Pool(unit, codec)
        place = (pool.find(institution), round_id)
        return conflict_of(_picture(pool, place), pool.name(place[0]))


def _picture(pool: Pool, place: Place) -> RoundPicture:
    picture = pool.picture(place)
    if not picture.history.heads:
        raise UserError("round-unknown", name=pool.name(place[0]), round=place[1])
    return picture


@dataclass(frozen=True, slots=True)
class Resolved:
    """A decision that was made. remaining: elements that are still open.

    answerable: whether a receipt can tell the institution of it: without an invitation that is
    known here there is nothing to seal one with, whoever was admitted by phone.
    """

    line: SignedLine
    institution: str
    round: str
    picks: Mapping[str, str]
    remaining: tuple[str, ...]
    answerable: bool = True


def resolve(
    desk: Receiver,
    clock: Clock,
    institution: str,
    round_id: str,
    reason: str,
    picks: Mapping[str, str] | None = None,
    head: str = "",
) -> Resolved:
    """Decides between versions: element → rid, or everything open as `head` says.

    A rid may be cut short where it stays the only one. UserError: institution-unknown,
    institution-ambiguous, round-unknown, nothing-to-decide, version-unknown(rid),
    element-not-open(element), reason-missing-decision, not-authorised.
    """
    reason = reason.strip()
    if not reason:
        raise UserError("reason-missing-decision")
    with desk.store.write() as unit:
        pool = Pool(unit, desk.codec, desk.keys.anchors)
        place = (pool.find(institution), round_id)
        picture = _picture(pool, place)
        if len(picture.history.heads) < 2 and not picture.view.conflicts:
            raise UserError("nothing-to-decide", name=pool.name(place[0]), round=round_id)
        chosen = _picks(picture, picks or {}, head)
        payload = {
            "format": "topp-resolution",
            "version": 1,
            "institution": place[0],
            "round": round_id,
            "parents": list(picture.history.heads),
            "picks": chosen,
            "reason": reason,
            "created": stamp(clock()),
        }
        line = desk.codec.sign(desk.keys.signer, "topp-resolution", payload)
        done = act(desk.keys, clock(), "resolved", place[0], round_id, line.rid, reason)
        add_lines(desk, unit, [line], [done])
        if unit.known([line.rid]).get(line.rid) != ADMITTED:
            raise UserError("not-authorised")
        after = Pool(unit, desk.codec, desk.keys.anchors)
        remaining = tuple(sorted(after.picture(place).view.conflicts))
        answerable = bool(after.invitations(place[0]))
    return Resolved(line, place[0], round_id, chosen, remaining, answerable)


def _picks(picture: RoundPicture, picks: Mapping[str, str], head: str) -> dict[str, str]:
    open_: Mapping[str, Open] = picture.view.conflicts
    known = picture.statements.keys()
    chosen = dict.fromkeys(open_, _version(head, known)) if head else {}
    for element, rid in picks.items():
        if element not in open_:
            raise UserError("element-not-open", element=element)
        chosen[element] = _version(rid, known)
    return chosen


def _version(text: str, known: Mapping[str, Any] | Any) -> str:
    """The one rid that begins like this."""
    found = [rid for rid in known if text and rid.startswith(text.lower())]
    if len(found) != 1:
        raise UserError("version-unknown", rid=text[:64])
    return str(found[0])
