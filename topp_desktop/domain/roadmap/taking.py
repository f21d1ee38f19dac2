"""Further steps that a person takes into the plan, and the cards that they may choose from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from topp_desktop.domain.roadmap.actions import Action
from topp_desktop.domain.roadmap.catalogue import ActionCard, Catalogue
from topp_desktop.domain.roadmap.plan import Plan, PlannedAction
from topp_desktop.domain.roadmap.priority import ScoredState, rank
from topp_desktop.domain.roadmap.semester import Semester


@dataclass(frozen=True, slots=True)
class OtherCard:
    """A card beside an action. step: the further step that it is; None: its question was not
    asked, so that nothing says which step the institution needs.

    same: of the same objective; otherwise it serves a line of action that the action serves."""

    card: ActionCard
    step: Action | None
    same: bool


def others_of(
    catalogue: Catalogue,
    asked: frozenset[str],
    known: frozenset[str],
    further: Sequence[Action],
    action: Action,
) -> tuple[OtherCard, ...]:
    """The other cards of an action's objective, then those of its lines, that a person may add.

    asked: ids of the questions of the form; known: cards that are in the plan or were left out;
    further: the steps beyond the targets. Steps that the institution has behind it are not
    among them.
    """
    items = catalogue.instrument.by_id
    if action.item not in items:
        return ()
    objective = items[action.item].objective
    own = catalogue.by_id.get(action.card or "")
    lines = set(own.lines if own is not None else items[action.item].lines)
    steps = {step.card: step for step in further}
    found = [
        OtherCard(card, steps.get(card.id), items[card.item].objective == objective)
        for card in catalogue.cards
        if card.item in items
        and card.id not in known
        and (card.id in steps or card.item not in asked)
        and (items[card.item].objective == objective or lines & set(card.lines))
    ]
    return tuple(sorted(found, key=lambda other: not other.same))


def take_into_plan(
    state: ScoredState,
    plan: Plan,
    further: Sequence[Action],
    step: str,
    start: Semester | None = None,
) -> tuple[PlannedAction, ...]:
    """A further step as a planned action, after those of the further steps that it waits for.

    It begins at `start`, else where it is possible, else as late as the plan allows. KeyError
    for an action that is no further step.
    """
    by_id = {action.id: action for action in further}
    planned = {a.id: a.action for a in plan.actions}
    chain = _chain(by_id, step)
    known = planned.keys() | {action.id for action in chain}
    chain = [
        replace(action, after=tuple(n for n in action.after if n in known)) for action in chain
    ]
    wanted = {action.id for action in chain}
    ranks = {r.action.id: r for r in rank(state, [*planned.values(), *chain], only=wanted)}
    possible = {a.id: a.start for a in plan.possible}
    ends = {a.id: a.end for a in plan.scheduled}
    taken = []
    for action in chain:
        place = start if action.id == step else None
        place = place or possible.get(action.id) or _latest(plan, action, ends)
        ends[action.id] = end = place.plus(action.duration - 1)
        firm = plan.settings.is_firm(place.index - plan.settings.start.index)
        taken.append(PlannedAction(ranks[action.id], place, end, firm=firm, pinned=True))
    return tuple(taken)


def _chain(further: dict[str, Action], step: str) -> list[Action]:
    """The step after the further steps that it waits for."""
    found: dict[str, Action] = {}

    def visit(action: Action) -> None:
        for needed in action.after:
            if needed in further and needed not in found:
                visit(further[needed])
        found[action.id] = action

    visit(further[step])
    return list(found.values())


def _latest(plan: Plan, action: Action, ends: dict[str, Semester | None]) -> Semester:
    """The last semester in which it can begin and still end, after all that it waits for."""
    last = plan.semesters[max(0, len(plan.semesters) - action.duration)]
    after = [end.plus(1) for name in action.after if (end := ends.get(name)) is not None]
    return max((last, *after))
