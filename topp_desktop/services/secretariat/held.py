"""What waits outside the set, why, and what is missing: lists for whoever has to ask."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from topp_desktop.domain.exchange import Outcome
from topp_desktop.foundation.text import fold
from topp_desktop.services.exchange.check_number import check_number
from topp_desktop.services.exchange.pool_view import Pool, RoundPicture
from topp_desktop.services.exchange.ports import (
    HELD,
    UNVERIFIED,
    Codec,
    ExchangeStore,
    StoredObject,
)

UNKNOWN_DEVICE, UNKNOWN_KEY, REVOKED, INSTRUMENT, UNKNOWN_OFFICER = (
    "unknown-device",
    "unknown-key",
    "revoked",
    "unknown-instrument",
    "unknown-officer",
)
_BY_DEVICE = frozenset({"topp-enrolment", "topp-revision", "topp-withdrawal"})


@dataclass(frozen=True, slots=True)
class Held:
    """What one computer sent for one institution and why it waits.

    number: the computer's check number, to compare by phone; reason: one of the codes above;
    rounds and versions: what is in it; instrument: "id version" of the unknown questionnaire;
    created: of the latest object, None where nothing could be read yet.
    """

    kid: str
    number: str
    institution: str
    name: str
    reason: str
    rids: tuple[str, ...]
    rounds: tuple[str, ...]
    versions: int
    instrument: str
    created: datetime | None

    @property
    def can_be_admitted(self) -> bool:
        """Whether a phone check settles it."""
        return self.reason == UNKNOWN_DEVICE

    def as_dict(self) -> dict[str, Any]:
        """One entry of `topp held --json`."""
        return {
            "device": self.number,
            "kid": self.kid,
            "institution": self.institution,
            "name": self.name,
            "reason": self.reason,
            "objects": list(self.rids),
            "rounds": list(self.rounds),
            "versions": self.versions,
            "instrument": self.instrument,
            "created": self.created.isoformat() if self.created else None,
        }


def held(store: ExchangeStore, codec: Codec) -> tuple[Held, ...]:
    """Everything that is kept outside the set, by computer, institution and reason."""
    with store.read() as unit:
        rows = unit.with_status(*HELD, UNVERIFIED)
        if not rows:
            return ()
        pool = Pool(unit, codec)
        groups: dict[tuple[str, str, str], list[StoredObject]] = defaultdict(list)
        for row in rows:
            groups[row.kid, row.institution, _reason(pool, row)].append(row)
        found = [_held(pool, key, members) for key, members in groups.items()]
    return tuple(sorted(found, key=lambda h: (fold(h.name), h.institution, h.kid, h.reason)))


def _reason(pool: Pool, row: StoredObject) -> str:
    if row.status == UNVERIFIED:
        return UNKNOWN_KEY
    if row.status == Outcome.HELD_INSTRUMENT:
        return INSTRUMENT
    if pool.roster.is_limited(row.kid):
        return REVOKED
    return UNKNOWN_DEVICE if row.typ in _BY_DEVICE else UNKNOWN_OFFICER


def _held(pool: Pool, key: tuple[str, str, str], members: list[StoredObject]) -> Held:
    kid, institution, reason = key
    created: datetime | None = None
    instrument = ""
    if reason != UNKNOWN_KEY:
        payloads = [pool.codec.payload(raw) for raw in _raws(pool, members).values()]
        created = max(datetime.fromisoformat(str(p["created"])) for p in payloads)
        named = [p["instrument"] for p in payloads if "instrument" in p]
        if reason == INSTRUMENT and named:
            instrument = f"{named[0]['id']} {named[0]['version']}"
    return Held(
        kid,
        check_number(kid),
        institution,
        pool.name(institution) if institution else "",
        reason,
        tuple(sorted(row.rid for row in members)),
        tuple(sorted({row.round for row in members if row.round})),
        sum(row.typ == "topp-revision" for row in members),
        instrument,
        created,
    )


def _raws(pool: Pool, members: list[StoredObject]) -> dict[str, bytes]:
    return pool.unit.raw([row.rid for row in members])


@dataclass(frozen=True, slots=True)
class Missing:
    """A round that builds on versions that are not here.

    held: those of them that are held; numbers: check numbers of the computers whose versions
    build on them; since: when the first of these versions was made.
    """

    institution: str
    name: str
    round: str
    rids: tuple[str, ...]
    held: tuple[str, ...]
    numbers: tuple[str, ...]
    since: datetime

    def as_dict(self) -> dict[str, Any]:
        """One entry of `topp missing --json`."""
        return {
            "institution": self.institution,
            "name": self.name,
            "round": self.round,
            "missing": list(self.rids),
            "held": list(self.held),
            "devices": list(self.numbers),
            "since": self.since.isoformat(),
        }


def missing(store: ExchangeStore, codec: Codec) -> tuple[Missing, ...]:
    """What to ask the institutions for: "send your latest file again"."""
    found = []
    with store.read() as unit:
        pool = Pool(unit, codec)
        for row in unit.current():
            if row.pending and not row.withdrawn:
                picture = pool.picture((row.institution, row.round))
                if picture.view.missing:
                    found.append(_missing(pool, picture))
    return tuple(sorted(found, key=lambda m: (fold(m.name), m.institution, m.round)))


def _missing(pool: Pool, picture: RoundPicture) -> Missing:
    absent = picture.view.missing
    here = [rid for rid, s in pool.unit.known(absent).items() if s in HELD]
    builders = [
        picture.said(rid, None)
        for rid, statement in picture.statements.items()
        if absent & set(statement.parents)
    ]
    return Missing(
        picture.place[0],
        pool.name(picture.place[0]),
        picture.place[1],
        tuple(sorted(absent)),
        tuple(sorted(here)),
        tuple(sorted({said.number for said in builders})),
        min(said.created for said in builders),
    )
