"""What a secretariat decided between versions of an institution: for whom it concerns to read."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from topp_desktop.domain.exchange import Element, Resolution
from topp_desktop.services.exchange.ports import Codec, DeviceProfile, Membership
from topp_desktop.services.institution.joining import CompetingValue, Kept


@dataclass(frozen=True, slots=True)
class Picked:
    """One element that was decided. choices: what each version said; value: what counts now."""

    element: str
    choices: tuple[CompetingValue, ...]
    value: Element


@dataclass(frozen=True, slots=True)
class Decision:
    """A decision as it is shown. whole: every version that it was between is known here;
    built_on: a later version already continues it."""

    rid: str
    round: str
    reason: str
    created: datetime
    picked: tuple[Picked, ...]
    whole: bool
    built_on: bool


def decisions_of(
    codec: Codec, profile: DeviceProfile, membership: Membership, round_id: str
) -> tuple[Decision, ...]:
    """The decisions about a round that are known here, the latest first."""
    lines = profile.lines(membership.institution, round_id)
    kept = Kept(codec, lines, codec.signer(membership.device_seed).kid)
    found = []
    for rid, statement in kept.picture.statements.items():
        if isinstance(statement, Resolution):
            payload = kept.payload(rid)
            later = any(rid in node.parents for node in kept.history.order)
            whole = all(parent in kept.history for parent in statement.parents)
            picked = tuple(_picked(kept, statement, element) for element in sorted(statement.picks))
            created = datetime.fromisoformat(str(payload["created"]))
            found.append(
                Decision(rid, statement.round, statement.reason, created, picked, whole, later)
            )
    return tuple(sorted(found, key=lambda one: (one.created, one.rid), reverse=True))


def _picked(kept: Kept, resolution: Resolution, element: str) -> Picked:
    parents = [rid for rid in sorted(resolution.parents) if rid in kept.history]
    choices = tuple(kept.choice(rid, kept.says(rid, element)) for rid in parents)
    chosen = resolution.picks[element]
    value = kept.says(chosen, element) if chosen in kept.history else None
    return Picked(element, choices, value)
