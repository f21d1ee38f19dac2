"""One institution as its secretariat knows it: names, computers, measurements, what arrived."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from topp_desktop.domain.assessment import Institution
from topp_desktop.domain.errors import UserError
from topp_desktop.domain.instrument import Wording
from topp_desktop.foundation.i18n import Translator
from topp_desktop.services.exchange.check_number import check_number
from topp_desktop.services.exchange.pool_view import Pool
from topp_desktop.services.exchange.ports import (
    ADMITTED,
    PURGED,
    Codec,
    ExchangeStore,
    StoredObject,
)
from topp_desktop.services.exchange.version_words import VersionSection, sections_of
from topp_desktop.services.library import Library

_BY_DEVICE = ("topp-enrolment", "topp-revision", "topp-withdrawal")


@dataclass(frozen=True, slots=True)
class InvitedId:
    """An id under which the institution was invited. invited: its last invitation."""

    institution: Institution
    invited: datetime

    @property
    def id(self) -> str:
        return self.institution.id

    @property
    def name(self) -> str:
        return self.institution.name


@dataclass(frozen=True, slots=True)
class Version:
    """A version that was received. number: of its computer; outcome: see `domain.exchange`."""

    rid: str
    round: str
    number: str
    created: datetime
    outcome: str
    admitted: bool


@dataclass(frozen=True, slots=True)
class Computer:
    """A computer that works for the institution.

    by_phone: admitted after a phone check; trusted: nothing says otherwise; versions: rids of
    what was received and counts, the newest first; last: when it made the newest of all.
    """

    kid: str
    number: str
    by_phone: bool
    trusted: bool
    versions: tuple[str, ...]
    last: datetime | None


@dataclass(frozen=True, slots=True)
class RoundView:
    """A measurement of the institution. purgeable: it was taken back and is still stored."""

    round: str
    withdrawn: bool
    purgeable: bool


@dataclass(frozen=True, slots=True)
class InstitutionView:
    """entries: more than one where ids were joined; the first is the one that stands for all."""

    entries: tuple[InvitedId, ...]
    computers: tuple[Computer, ...]
    versions: tuple[Version, ...]
    rounds: tuple[RoundView, ...]
    invitations: int

    @property
    def name(self) -> str:
        return self.entries[0].name


def institution_view(store: ExchangeStore, codec: Codec, institution: str) -> InstitutionView:
    """Everything about one institution, by id or name. UserError: institution-unknown,
    institution-ambiguous."""
    with store.read() as unit:
        pool = Pool(unit, codec)
        place = pool.find(institution)
        names = pool.roster.aliases_of(place)
        rows = unit.objects(*_BY_DEVICE, institutions=names)
        rows = [row for row in rows if row.status != PURGED]
        raws = unit.raw([row.rid for row in rows])
        made = {row.rid: pool.moment(raws[row.rid]) for row in rows if row.rid in raws}
        return InstitutionView(
            _entries(pool, place, names),
            _computers(pool, place, rows, made),
            _versions(rows, made),
            _rounds(pool, place),
            len(pool.invitations(place)),
        )


def _entries(pool: Pool, place: str, names: frozenset[str]) -> tuple[InvitedId, ...]:
    invitations = pool.unit.objects("topp-invitation", institutions=names)
    raws = pool.unit.raw([row.rid for row in invitations if row.status == ADMITTED])
    newest: dict[str, Mapping[str, Any]] = {}
    for payload in sorted(map(pool.codec.payload, raws.values()), key=lambda p: str(p["created"])):
        newest[str(payload["institution"]["id"])] = payload
    found = []
    for name in sorted(newest, key=lambda one: (one != place, one)):
        who = newest[name]["institution"]
        invited = datetime.fromisoformat(str(newest[name]["created"]))
        found.append(InvitedId(Institution(**who), invited))
    if not found:
        raise UserError("institution-unknown", name=place)
    return tuple(found)


def _computers(
    pool: Pool, place: str, rows: Sequence[StoredObject], made: Mapping[str, datetime]
) -> tuple[Computer, ...]:
    found = []
    admissions = pool.unit.objects("topp-admission", institutions=pool.roster.aliases_of(place))
    by_phone = {row.subject for row in admissions if row.status == ADMITTED}
    for kid in sorted({row.kid for row in rows}):
        if place not in pool.roster.institutions_of(kid):
            continue
        own = [row for row in rows if row.kid == kid]
        counted = [r for r in own if r.typ == "topp-revision" and r.status == ADMITTED]
        counted.sort(key=lambda row: (made[row.rid], row.seq or 0), reverse=True)
        moments = [made[row.rid] for row in own if row.typ == "topp-revision"]
        found.append(
            Computer(
                kid,
                check_number(kid),
                kid in by_phone,
                not pool.roster.is_limited(kid),
                tuple(row.rid for row in counted),
                max(moments, default=None),
            )
        )
    return tuple(found)


def _versions(rows: Sequence[StoredObject], made: Mapping[str, datetime]) -> tuple[Version, ...]:
    found = [
        Version(
            row.rid,
            row.round,
            check_number(row.kid),
            made[row.rid],
            row.outcome,
            row.status == ADMITTED,
        )
        for row in rows
        if row.typ == "topp-revision"
    ]
    return tuple(sorted(found, key=lambda v: (v.created, v.round, v.rid), reverse=True))


def _rounds(pool: Pool, place: str) -> tuple[RoundView, ...]:
    names = pool.roster.aliases_of(place)
    found = []
    for round_id in sorted({round_id for _, round_id in pool.places(place)}, reverse=True):
        stored = pool.unit.group([(name, round_id) for name in names])
        left = any(row.status != PURGED for row in stored)
        withdrawn = pool.picture((place, round_id)).view.withdrawn
        found.append(RoundView(round_id, withdrawn, withdrawn and left))
    return tuple(found)


def frontier_up_to(store: ExchangeStore, kid: str, good: Sequence[str]) -> list[str]:
    """What stays of a computer when only these versions, with what they build on, are good."""
    with store.read() as unit:
        rows = unit.objects("topp-enrolment", "topp-withdrawal", kids=[kid])
    return sorted({*good, *(row.rid for row in rows if row.status == ADMITTED)})


def version_content(
    store: ExchangeStore,
    codec: Codec,
    instruments: Library,
    rid: str,
    readers: Sequence[str],
    words: Translator,
) -> tuple[str, tuple[VersionSection, ...]]:
    """(institution, all that a received version says in words). UserError("version-unknown")."""
    with store.read() as unit:
        raw = unit.raw([rid]).get(rid)
    if raw is None:
        raise UserError("version-unknown", rid=rid[:12])
    payload = codec.payload(raw)
    asked = payload["instrument"]
    instrument = instruments.by_hash(str(asked["sha256"]))
    if instrument is None:
        raise UserError("instrument-unknown", id=asked["id"], version=asked["version"])
    wording = Wording(instrument, words.language)
    return str(payload["profile"]["name"]), sections_of(payload, readers, wording, words)
