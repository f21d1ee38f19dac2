"""The priority of an action, term by term (docs/roadmap.md, "Priority")."""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence
from fractions import Fraction

from topp_desktop.domain.assessment import Weights
from topp_desktop.domain.errors import UserError
from topp_desktop.domain.instrument import Instrument
from topp_desktop.domain.roadmap.actions import Action, ActionTag, GainKind, Ranked
from topp_desktop.domain.roadmap.catalogue import find_cycle
from topp_desktop.domain.scoring import ItemValue, Scorecard, State, score_values


class ScoredState:
    """A scored state in which items or whole cells can be set to levels."""

    def __init__(
        self,
        instrument: Instrument,
        form: str,
        values: Mapping[str, ItemValue],
        weights: Weights,
    ) -> None:
        self.instrument = instrument
        self.form = form
        self.values = values
        self.weights = weights
        self.card = score_values(instrument, form, values, weights=weights)
        self._gains: dict[tuple[object, ...], float | None] = {}
        self._cells: dict[str, list[str]] = {}
        for item in instrument.form_items(form):
            self._cells.setdefault(item.cell or "", []).append(item.id)

    def items_of(self, action: Action) -> list[str]:
        """The items that an action sets: its own, or every one of its cell.

        What the form does not ask, or what does not apply, is never set.
        """
        if not action.raises_something:
            return []
        return [
            item
            for item in self._cells.get(self.cell_of(action), ())
            if action.item in (None, item) and self._known(item).state is not State.NOT_APPLICABLE
        ]

    def cell_of(self, action: Action) -> str:
        """The cell in which an action works; "" for one that changes no score."""
        if action.cell is not None:
            return action.cell
        known = self.instrument.by_id.get(action.item or "")
        return (known.cell if known is not None else None) or ""

    def _known(self, item: str) -> ItemValue:
        return self.values.get(item, ItemValue(State.BLANK))

    def with_levels(self, levels: Mapping[str, int]) -> Scorecard:
        """The scorecard with these items (id → level) and nothing else changed."""
        values = dict(self.values)
        for item, level in levels.items():
            values[item] = ItemValue(State.VALUED, Fraction(level), self._known(item).variance)
        return score_values(self.instrument, self.form, values, weights=self.weights)

    def gain(
        self, base: Mapping[str, int], own: Sequence[str], action: Action, kind: GainKind
    ) -> float | None:
        """Points that an action brings where the levels of `base` hold; remembered, because
        other settings of a plan ask for the same gains again."""
        key = (tuple(sorted(base.items())), tuple(own), action.start_level, action.end_level, kind)
        if key not in self._gains:
            low, high = (
                _score_of(
                    self.with_levels({**base, **dict.fromkeys(own, level)}), self, action, kind
                )
                for level in (action.start_level, action.end_level)
            )
            self._gains[key] = None if low is None or high is None else high - low
        return self._gains[key]


def rank(
    state: ScoredState,
    actions: Sequence[Action],
    *,
    automatic_tags: bool = True,
    only: Container[str] | None = None,
) -> tuple[Ranked, ...]:
    """Every action with its terms, in the order given; `only`: those with these ids.

    automatic_tags: an action is essential when its item's cell is below 25, when its declared
    priority is above 1, or when such an action needs it; otherwise its own `must` flag alone
    decides (an actions file). Raises UserError("prerequisite-cycle" | "unknown-prerequisite").
    """
    by_id = {action.id: action for action in actions}
    for action in actions:
        for needed in action.after:
            if needed not in by_id:
                raise UserError("unknown-prerequisite", action=action.id, prerequisite=needed)
    cycle = find_cycle({a.id: a.after for a in actions})
    if cycle:
        raise UserError("prerequisite-cycle", cycle=" → ".join(cycle))

    ancestors = {a.id: _ancestors(a.id, by_id) for a in actions}
    descendants = dict.fromkeys(by_id, 0)
    for found in ancestors.values():
        for name in found:
            descendants[name] += 1
    most = max(descendants.values(), default=0)
    musts = _musts(state, actions, ancestors, automatic_tags)

    ranked = []
    for action in actions:
        if only is not None and action.id not in only:
            continue
        gain, kind = _gain(state, action, [by_id[name] for name in ancestors[action.id]])
        unlocks = descendants[action.id] / most if most else 0.0
        score = weight_of(action, gain, unlocks)
        tag = ActionTag.MUST if action.id in musts else ActionTag.SHOULD
        ranked.append(Ranked(action, gain, kind, unlocks, descendants[action.id], score, tag))
    return tuple(ranked)


def weight_of(action: Action, gain: float | None, unlocks: float) -> float | None:
    """S = π · q · ΔI · (1 + 0.5·u) / effort; None without a gain."""
    if gain is None:
        return None
    terms = action.priority * action.feasibility * gain * (1 + 0.5 * unlocks)
    return terms / float(action.effort)


def _ancestors(name: str, by_id: Mapping[str, Action]) -> set[str]:
    found: set[str] = set()
    waiting = list(by_id[name].after)
    while waiting:
        needed = waiting.pop()
        if needed not in found:
            found.add(needed)
            waiting.extend(by_id[needed].after)
    return found


def _musts(
    state: ScoredState,
    actions: Sequence[Action],
    ancestors: Mapping[str, set[str]],
    automatic: bool,
) -> set[str]:
    flagged = {a.id for a in actions if a.must}
    if automatic:
        flagged |= {a.id for a in actions if a.priority > 1 or _weak_cell(state, a)}
    return flagged.union(*(ancestors[name] for name in flagged)) if flagged else set()


def _weak_cell(state: ScoredState, action: Action) -> bool:
    found = state.card.cells.get(state.cell_of(action))
    return found is not None and found.declared is not None and round(found.declared, 9) < 25


def _gain(
    state: ScoredState, action: Action, needed: Sequence[Action]
) -> tuple[float | None, GainKind]:
    """ΔI = I(item := to) − I(item := from), prerequisites done and nothing else changed.

    Where the overall level is not published: the area, then the cell; None for an action that
    only establishes a level or changes nothing that is asked, or where nothing is published.
    """
    kind = _kind(state, action)
    own = state.items_of(action)
    if action.establish or not own:
        return None, kind
    base: dict[str, int] = {}
    for other in sorted(needed, key=lambda a: a.end_level):
        for item in state.items_of(other):
            base[item] = other.end_level
    return state.gain(base, own, action, kind), kind


def _kind(state: ScoredState, action: Action) -> GainKind:
    if state.card.overall.published:
        return "overall"
    area = state.cell_of(action).split("-")[0]
    found = state.card.areas.get(area)
    return "area" if found is not None and found.published else "cell"


def _score_of(card: Scorecard, state: ScoredState, action: Action, kind: GainKind) -> float | None:
    cell = state.cell_of(action)
    if kind == "overall":
        return card.overall.declared
    if kind == "area":
        return card.areas[cell.split("-")[0]].declared
    return card.cells[cell].declared if cell in card.cells else None
