"""How far new grants reach: what they may change for objects that are in the set already.

Only what counts reaches anywhere: a stranger's alias, revocation or region pack reaches nothing,
however many there are, and a secretariat's own reaches those it speaks of.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple


class Conclusions(NamedTuple):
    """What a roster concludes about everybody. See `admission.Roster`.

    authorities: kids that speak for the secretariat; officer_limits, limits: kid → rids of it
    that stay; classes: institution id → the id that stands for it.
    """

    authorities: frozenset[str]
    highest_pack: int
    officer_limits: Mapping[str, frozenset[str]]
    limits: Mapping[str, frozenset[str]]
    classes: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Reach:
    """everything: whoever spoke for the secretariat does so no longer, or somebody new does;
    packs: another region pack is the newest; institutions: ids whose institution is another set;
    signers: kids of which more, or less, is trusted."""

    everything: bool = False
    packs: bool = False
    institutions: frozenset[str] = field(default_factory=frozenset)
    signers: frozenset[str] = field(default_factory=frozenset)


def reach_between(before: Conclusions, after: Conclusions) -> Reach:
    """What may have changed its standing."""
    names = before.classes.keys() | after.classes.keys()
    stands = {n: (before.classes.get(n, n), after.classes.get(n, n)) for n in names}
    moved = {one for then, now in stands.values() if then != now for one in (then, now)}
    return Reach(
        everything=before.authorities != after.authorities
        or before.officer_limits != after.officer_limits,
        packs=before.highest_pack != after.highest_pack,
        institutions=frozenset(n for n, both in stands.items() if not moved.isdisjoint(both)),
        signers=frozenset(
            kid
            for kid in before.limits.keys() | after.limits.keys()
            if before.limits.get(kid) != after.limits.get(kid)
        ),
    )
