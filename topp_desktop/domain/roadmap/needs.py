"""What an institution needs and what it could teach (docs/roadmap.md, "Needs")."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from topp_desktop.domain.instrument import Instrument, Item
from topp_desktop.domain.roadmap.actions import Action
from topp_desktop.domain.roadmap.catalogue import Catalogue
from topp_desktop.domain.scoring import ItemValue, Scorecard
from topp_desktop.domain.scoring.bands import exact

TRAINING_COMPONENTS = ("T4", "T5", "O2")
TRAINING_LEVEL = 2
ASSISTANCE_LEVEL = 1
ASSISTANCE_GAP = 50.0
PEER_LEVEL = 3


@dataclass(frozen=True, slots=True)
class Training:
    """A training need; `indicative` where one item stands for its whole component."""

    component: str
    item: str | None
    card: str | None
    level: float
    indicative: bool
    semester: str | None = None


@dataclass(frozen=True, slots=True)
class Assistance:
    """A technical-assistance need. reason: level, gap or not-scheduled."""

    item: str
    card: str | None
    reason: str


@dataclass(frozen=True, slots=True)
class Peer:
    """Something that can be taught: a supported level of 3 or more. Leaves only with consent."""

    item: str
    level: float


@dataclass(frozen=True, slots=True)
class Needs:
    training: tuple[Training, ...]
    assistance: tuple[Assistance, ...]
    peers: tuple[Peer, ...]


def needs_of(
    instrument: Instrument,
    catalogue: Catalogue | None,
    form: str,
    values: Mapping[str, ItemValue],
    card: Scorecard,
    actions: Sequence[Action],
    starts: Mapping[str, str],
) -> Needs:
    """Needs from item values, the plan's actions and their start semesters (id → "2026-1").

    Training: level ≤ 2 in T4, T5 or O2 (by component mean; where one item stands for the
    component, by that item, indicative), or a training card. Assistance: level ≤ 1, a gap of
    50 points or more, or an action that found no room (one of a whole cell stands for each of
    the cell's items that is known).
    """
    # A checklist has shares, not levels: nothing here can be said of it.
    items = [item for item in instrument.form_items(form) if item.leveled]
    action_of = {a.item: a for a in reversed(actions) if a.item is not None}
    training = _training(items, values, action_of, starts)
    covered = {need.card for need in training if need.card}
    for action in actions:
        known = catalogue.by_id.get(action.card or "") if catalogue is not None else None
        if known is not None and known.training and known.id not in covered:
            covered.add(known.id)
            training.append(
                Training(
                    instrument.by_id[known.item].component or "",
                    action.item,
                    known.id,
                    float(action.start_level),
                    indicative=False,
                    semester=starts.get(action.id),
                )
            )
    no_room = {a.item or a.cell: a for a in reversed(actions) if a.id not in starts}
    assistance, peers = [], []
    for item in items:
        value = values.get(item.id)
        if value is None or value.value is None:
            continue
        planned = action_of.get(item.id)
        cell = card.cells.get(item.cell or "")
        reason = ""
        if value.value <= ASSISTANCE_LEVEL:
            reason = "level"
        elif cell is not None and exact(cell.gap or 0) >= ASSISTANCE_GAP:
            reason = "gap"
        elif item.id in no_room or item.cell in no_room:
            reason = "not-scheduled"
            planned = no_room.get(item.id) or no_room.get(item.cell)
        if reason:
            assistance.append(Assistance(item.id, planned.card if planned else None, reason))
        if value.supported is not None and value.supported >= PEER_LEVEL:
            peers.append(Peer(item.id, float(value.supported)))
    return Needs(tuple(training), tuple(assistance), tuple(peers))


def _training(
    items: Sequence[Item],
    values: Mapping[str, ItemValue],
    action_of: Mapping[str, Action],
    starts: Mapping[str, str],
) -> list[Training]:
    by_component: dict[str, list[tuple[str, Fraction]]] = defaultdict(list)
    for item in items:
        if item.component not in TRAINING_COMPONENTS:
            continue
        value = values.get(item.id)
        if value is not None and value.value is not None:
            by_component[item.component].append((item.id, value.value))
    needs = []
    for component in TRAINING_COMPONENTS:
        found = by_component.get(component)
        if not found or sum(level for _, level in found) > TRAINING_LEVEL * len(found):
            continue
        weakest, level = min(found, key=lambda pair: pair[1])
        action = action_of.get(weakest)
        needs.append(
            Training(
                component,
                weakest,
                action.card if action else None,
                float(level),
                indicative=len(found) < 2,
                semester=starts.get(action.id) if action else None,
            )
        )
    return needs
