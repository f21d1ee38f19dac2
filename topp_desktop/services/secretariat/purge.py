"""A secretariat erases what an institution has withdrawn."""

from __future__ import annotations

from dataclasses import dataclass

from topp_desktop.domain.errors import UserError
from topp_desktop.services.exchange.pool_view import Pool
from topp_desktop.services.exchange.ports import PURGED
from topp_desktop.services.exchange.receive import Receiver
from topp_desktop.services.ports import Clock
from topp_desktop.services.secretariat.acts import act


@dataclass(frozen=True, slots=True)
class Purged:
    """What a purge left: the rids, nothing else."""

    institution: str
    rounds: tuple[str, ...]
    rids: tuple[str, ...]


def purge(desk: Receiver, clock: Clock, institution: str, round_id: str, reason: str) -> Purged:
    """Erases a withdrawn round from the store: bytes, names, ledger lines. The rids stay, so that
    the same file is not taken in again and the digest stays what it was.

    Copies of the store that were made before are not touched. UserError: institution-unknown,
    institution-ambiguous, round-unknown, not-withdrawn.
    """
    with desk.store.write() as unit:
        pool = Pool(unit, desk.codec, desk.keys.anchors)
        place = (pool.find(institution), round_id)
        names = pool.roster.aliases_of(place[0])
        rows = [row for row in unit.group([(n, round_id) for n in names]) if row.status != PURGED]
        if not rows:
            raise UserError("round-unknown", name=pool.name(place[0]), round=round_id)
        if not pool.picture(place).view.withdrawn:
            raise UserError("not-withdrawn", name=pool.name(place[0]), round=round_id)
        rids = [row.rid for row in rows]
        unit.purge(rids)
        unit.drop_current([(name, round_id) for name in names])
        done = act(desk.keys, clock(), "purged", place[0], round_id, str(len(rids)), reason)
        unit.record_acts([done])
    return Purged(place[0], (round_id,), tuple(sorted(rids)))
