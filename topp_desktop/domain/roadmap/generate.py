"""The actions that close an institution's gaps, from the catalogue."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from math import floor

from topp_desktop.domain.instrument import Instrument
from topp_desktop.domain.roadmap.actions import Action
from topp_desktop.domain.roadmap.catalogue import STEPS, Catalogue, card_id
from topp_desktop.domain.scoring import ItemValue, Scorecard, State
from topp_desktop.domain.scoring.bands import LEAST_TARGET

_ESTABLISH_EFFORT = Fraction(1, 2)


@dataclass(frozen=True, slots=True)
class ActionProposal:
    """Actions in the form's order, and the items for which the catalogue has no card."""

    actions: tuple[Action, ...]
    without_card: tuple[str, ...]


def propose_actions(
    instrument: Instrument,
    catalogue: Catalogue,
    form: str,
    values: Mapping[str, ItemValue],
    card: Scorecard,
    priorities: Mapping[str, float] | None = None,
    feasibilities: Mapping[str, float] | None = None,
    *,
    to_the_top: bool = False,
) -> ActionProposal:
    """One action per step from each item's level up to its cell's target, each with its one card.
    to_the_top: up to the highest level, whatever the targets.

    A missing item yields "establish the level first", an item that does not apply nothing.
    priorities, feasibilities: π and q by objective, 1 where nothing was said. An action needs
    the step before it on the same item, and the actions of its card's prerequisite cards as far
    as they are in the plan; those that are not are dropped and shown (`Action.dropped`).
    """
    actions: list[Action] = []
    without_card: list[str] = []
    for item in instrument.form_items(form):
        value = values.get(item.id, ItemValue(State.BLANK))
        priority = (priorities or {}).get(item.objective or "", 1.0)
        feasibility = (feasibilities or {}).get(item.objective or "", 1.0)
        if value.state is State.NOT_APPLICABLE or not item.leveled:
            continue
        if value.value is None:
            actions.append(
                Action(
                    id=f"{item.id}:?",
                    start_level=0,
                    end_level=1,
                    effort=_ESTABLISH_EFFORT,
                    duration=1,
                    item=item.id,
                    priority=priority,
                    feasibility=feasibility,
                    establish=True,
                )
            )
            continue
        cell = card.cells.get(item.cell or "")
        target = cell.target if cell is not None and cell.target is not None else LEAST_TARGET
        level = floor(value.value)
        top = instrument.level_count - 1
        goal = top if to_the_top else min(top, floor(round(target / 25, 9)))
        previous: str | None = None
        for step in (step for step in STEPS if level < step <= goal):
            start = max(level, step - 1) if step > STEPS[0] else level
            found = catalogue.card_for(item.id, step)
            if found is None:
                without_card.append(card_id(item.id, step))
                break
            action = Action(
                id=found.id,
                start_level=start,
                end_level=step,
                effort=max(Fraction(1, 2), Fraction(found.effort_from(start))),
                duration=found.duration,
                item=item.id,
                priority=priority,
                feasibility=feasibility,
                after=(previous,) if previous else (),
                card=found.id,
            )
            previous = action.id
            actions.append(action)
    return ActionProposal(tuple(_with_prerequisites(actions, catalogue)), tuple(without_card))


def _with_prerequisites(actions: list[Action], catalogue: Catalogue) -> list[Action]:
    """Adds to each action the first planned step of every card that its own card needs."""
    first_with_card: dict[str, str] = {}
    for action in actions:
        if action.card is not None:
            first_with_card.setdefault(action.card, action.id)
    found = []
    for action in actions:
        card = catalogue.by_id.get(action.card or "")
        if card is None:
            found.append(action)
            continue
        needed = [first_with_card[p] for p in card.prerequisites if p in first_with_card]
        after = dict.fromkeys((*action.after, *(n for n in needed if n != action.id)))
        dropped = tuple(p for p in card.prerequisites if p not in first_with_card)
        found.append(replace(action, after=tuple(after), dropped=dropped))
    return found
