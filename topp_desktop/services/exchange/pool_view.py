"""One look at a pool: who the institutions are, and the merged picture of any round."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any, cast

from topp_desktop.domain.errors import UserError
from topp_desktop.domain.exchange import (
    Admission,
    Element,
    Enrolment,
    History,
    Invitation,
    Resolution,
    Roster,
    Statement,
    View,
    Withdrawal,
    node_of,
    view_of,
)
from topp_desktop.domain.exchange.pool import GRANTS
from topp_desktop.services.exchange.check_number import check_number
from topp_desktop.services.exchange.ports import ADMITTED, Codec, ExchangeUnit, StoredObject

Place = tuple[str, str]
"""(institution, round); the institution by the id that stands for all its aliases."""


@dataclass(frozen=True, slots=True)
class StatedValue:
    """One of several values of an element. rid: of the version that says it.

    number: twelve digits that tell one computer from another; created: by that computer's clock;
    by_secretariat: it is a decision of the secretariat. value None: left blank.
    """

    rid: str
    kid: str
    number: str
    created: datetime
    value: Element
    by_secretariat: bool = False

    def as_dict(self) -> dict[str, Any]:
        return {
            "rid": self.rid,
            "device": self.number,
            "kid": self.kid,
            "created": self.created.isoformat(),
            "value": self.value,
        }


@dataclass(frozen=True, slots=True)
class RoundPicture:
    """A round as it is seen: its history, its view, and the contents behind it."""

    place: Place
    history: History
    view: View
    statements: Mapping[str, Statement]
    created: Callable[[str], datetime]

    def said(self, rid: str, value: Element) -> StatedValue:
        """Who says a value."""
        found = self.statements[rid]
        return StatedValue(
            rid,
            found.kid,
            check_number(found.kid),
            self.created(rid),
            value,
            isinstance(found, Resolution),
        )


def picture_of(
    place: Place,
    statements: Iterable[Statement],
    created: Callable[[str], datetime],
    withdrawals: Iterable[Withdrawal] = (),
) -> RoundPicture:
    """The picture that statements of one institution and round make."""
    known = {s.rid: s for s in statements}
    history = History(node_of(s) for s in known.values())
    view = view_of(*place, history, known.__getitem__, withdrawals)
    return RoundPicture(place, history, view, known, created)


class Pool:
    """Reads the pool in one transaction. roots: trusted from outside, beside those that signed
    what was admitted."""

    def __init__(self, unit: ExchangeUnit, codec: Codec, roots: Collection[str] = ()) -> None:
        self.unit = unit
        self.codec = codec
        self._roots = frozenset(roots)

    @cached_property
    def roster(self) -> Roster:
        """Who is who. Its frontiers have no ancestors: what is admitted says the store."""
        packs = self.unit.objects("topp-region-pack")
        roots = {p.kid for p in packs if p.status == ADMITTED} | self._roots
        roster = Roster(roots)
        for typ, rid, kid, institution, subject, raw in self.unit.grants():
            if typ == "topp-enrolment":
                roster.add(Enrolment(rid, kid, institution, subject or None))
            elif typ == "topp-invitation":
                roster.add(Invitation(rid, kid, institution, subject))
            elif typ == "topp-admission":
                roster.add(Admission(rid, kid, subject, institution))
            elif raw is not None and isinstance(found := self.codec.meaning(raw), GRANTS):
                roster.add(found)
        return roster

    @cached_property
    def profiles(self) -> Mapping[str, Mapping[str, Any]]:
        """Institution id → what its latest invitation says, of every invited institution."""
        rids = self.unit.rids(["topp-invitation"], ADMITTED)
        payloads = [self.codec.payload(raw) for raw in self.unit.raw(rids).values()]
        payloads.sort(key=lambda payload: str(payload["created"]))
        return {str(p["institution"]["id"]): p["institution"] for p in payloads}

    def name(self, institution: str) -> str:
        """An institution's name, or that of an alias; "" where it is not known."""
        names = (institution, *sorted(self.roster.aliases_of(institution)))
        return next((str(self.profiles[n]["name"]) for n in names if n in self.profiles), "")

    def find(self, text: str) -> str:
        """The id that stands for an institution named by id or by name.

        UserError: institution-unknown, institution-ambiguous.
        """
        if text in self.profiles:
            return self.roster.institution(text)
        wanted = text.strip().casefold()
        found = {
            self.roster.institution(name)
            for name, profile in self.profiles.items()
            if str(profile["name"]).casefold() == wanted
        }
        if len(found) > 1:
            raise UserError("institution-ambiguous", name=text)
        if found:
            return found.pop()
        known = {self.roster.institution(i) for i, _ in self.unit.places()}
        if text in known:
            return text
        raise UserError("institution-unknown", name=text)

    def invitations(self, institution: str) -> list[str]:
        """rids of the invitations of an institution that still hold: receipts are sealed with
        what they say."""
        names = self.roster.aliases_of(institution)
        rows = self.unit.objects("topp-invitation", institutions=names)
        return sorted(
            row.rid
            for row in rows
            if row.status == ADMITTED and not self.roster.is_limited(row.subject)
        )

    def places(self, institution: str) -> list[Place]:
        """Every (id, round) under which something of an institution is stored."""
        return self.unit.places(self.roster.aliases_of(institution))

    def members(self, place: Place) -> list[StoredObject]:
        """The admitted versions and decisions of a round."""
        names = self.roster.aliases_of(place[0])
        rows = self.unit.group([(name, place[1]) for name in names])
        return [row for row in rows if row.status == ADMITTED]

    def picture(self, place: Place) -> RoundPicture:
        """The round as it is seen now."""
        raws = self.unit.raw([row.rid for row in self.members(place)])
        statements = [cast(Statement, self.codec.meaning(raw)) for raw in raws.values()]
        return picture_of(
            place,
            statements,
            lambda rid: self.moment(raws[rid]),
            self._withdrawals(place[0]),
        )

    def moment(self, raw: bytes) -> datetime:
        """When an object says it was made."""
        return datetime.fromisoformat(str(self.codec.payload(raw)["created"]))

    def _withdrawals(self, institution: str) -> list[Withdrawal]:
        rows = self.unit.withdrawals(self.roster.aliases_of(institution))
        raws = self.unit.raw([row.rid for row in rows if row.status == ADMITTED])
        return [cast(Withdrawal, self.codec.meaning(raw)) for raw in raws.values()]
