"""Needs as people edited them: what leaves for whoever trains, assists or teaches."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields, replace
from typing import Any, Final, Literal

from topp_desktop.domain.errors import UserError
from topp_desktop.domain.roadmap.limits import LINE, NOTE, check_plan_text
from topp_desktop.domain.roadmap.needs import Needs

NeedKind = Literal["training", "assistance", "peers"]
NEED_KINDS: Final[tuple[NeedKind, ...]] = ("training", "assistance", "peers")
PEOPLE: Final = ("authorities", "middle-management", "technical-staff")
MODALITIES: Final = ("in-person", "online", "blended", "on-the-job")


@dataclass(frozen=True, slots=True)
class Need:
    """One need. topic "" means: as the catalogue words it.

    level: of the people (PEOPLE), "" not said; persons: how many; modality: of MODALITIES;
    semester: "2026-1"; offers (peers): the institution teaches it, else it wants to learn it;
    reason (assistance): why it was proposed; proposed: follows from the answers, not added.
    """

    id: str
    kind: NeedKind
    topic: str = ""
    item: str | None = None
    component: str | None = None
    card: str | None = None
    action: str | None = None
    level: str = ""
    persons: int | None = None
    modality: str = ""
    semester: str | None = None
    offers: bool = False
    indicative: bool = False
    note: str = ""
    reason: str = ""
    proposed: bool = True


@dataclass(frozen=True, slots=True)
class NeedEdit:
    """What a person says of one need; None: as proposed. kind: set for a need of their own."""

    id: str
    kind: NeedKind | None = None
    topic: str | None = None
    item: str | None = None
    action: str | None = None
    level: str | None = None
    persons: int | None = None
    modality: str | None = None
    semester: str | None = None
    offers: bool = False
    note: str | None = None
    dropped: bool = False


_OVER: Final = ("topic", "item", "action", "level", "persons", "modality", "semester", "note")
NEED_FIELDS: Final = frozenset(f.name for f in fields(NeedEdit)) - {"id", "kind"}
"""Fields of a need that can be changed one by one."""


def proposed_needs(needs: Needs) -> tuple[Need, ...]:
    """The needs that follow from the answers and the plan, with ids that stay the same."""
    training = (
        Need(
            f"training.{n.component}.{n.card or n.item}",
            "training",
            item=n.item,
            component=n.component,
            card=n.card,
            semester=n.semester,
            indicative=n.indicative,
        )
        for n in needs.training
    )
    assistance = (
        Need(f"assistance.{n.item}", "assistance", item=n.item, card=n.card, reason=n.reason)
        for n in needs.assistance
    )
    peers = (Need(f"peers.{n.item}", "peers", item=n.item, offers=True) for n in needs.peers)
    return (*training, *assistance, *peers)


def demand(
    needs: Needs,
    edits: Mapping[str, NeedEdit],
    unfunded: Sequence[tuple[str, str | None, str | None]] = (),
) -> tuple[Need, ...]:
    """The needs as they stand: proposed ones as people changed them, then people's own.

    unfunded: (action, item, card) of actions with a funding gap; each is a need of assistance,
    unless its item is one already.
    """
    found = list(proposed_needs(needs))
    assisted = {n.item for n in found if n.kind == "assistance"}
    for action, item, card in unfunded:
        if item is None or item not in assisted:
            assisted.add(item)
            name = f"assistance.{action}"
            found.append(
                Need(name, "assistance", item=item, card=card, action=action, reason="unfunded")
            )
    known = {need.id for need in found}
    own = (
        Need(e.id, e.kind, offers=e.offers, proposed=False)
        for e in edits.values()
        if e.kind is not None and e.id not in known
    )
    return tuple(
        _changed(need, edits.get(need.id))
        for need in (*found, *own)
        if not (need.id in edits and edits[need.id].dropped)
    )


def _changed(need: Need, edit: NeedEdit | None) -> Need:
    if edit is None:
        return need
    said: dict[str, Any] = {n: v for n in _OVER if (v := getattr(edit, n)) is not None}
    return replace(need, **said)


def check_need(edit: NeedEdit) -> None:
    """Refuses what no file could carry: UserError("invalid-plan-edit", field), and as
    `limits.check_plan_text`."""
    check_plan_text(edit.topic or "", "topic", LINE)
    check_plan_text(edit.note or "", "note", NOTE)
    sound = {
        "level": not edit.level or edit.level in PEOPLE,
        "modality": not edit.modality or edit.modality in MODALITIES,
        "persons": edit.persons is None or 0 <= edit.persons <= 1_000_000,
    }
    for name, right in sound.items():
        if not right:
            raise UserError("invalid-plan-edit", field=name)
