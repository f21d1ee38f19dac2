"""How far what is not settled yet can move a result: scores with open answers low, and high."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import nan

from topp_desktop.domain.exchange import View
from topp_desktop.domain.exchange.aggregate import (
    elements_targets,
    elements_weights,
    pending_values,
)
from topp_desktop.domain.instrument import Instrument
from topp_desktop.domain.scoring import Scorecard, score_values
from topp_desktop.formats.objects import META
from topp_desktop.services.exchange.pool_view import Place, Pool
from topp_desktop.services.exchange.ports import Codec, CurrentRow, ExchangeStore

__all__ = ["Place", "pending_cells", "pending_scores"]


def pending_scores(instrument: Instrument, view: View) -> tuple[Scorecard, Scorecard]:
    """The scorecard of a view with every open answer at its lowest, and at its highest.

    Equal where nothing is open. An open answer is anywhere between the values that compete, from
    0 to 4 where one of them is none.
    """
    checklist = frozenset(i.id for i in instrument.items if not i.leveled)
    low, high = pending_values(view.elements, view.conflicts, checklist)
    form = str((view.elements.get(META + "form") or {}).get("value", ""))
    known = any(candidate.id == form for candidate in instrument.forms)
    targets, weights = elements_targets(view.elements), elements_weights(view.elements)
    name = form if known else instrument.forms[-1].id
    floor, ceiling = (
        score_values(instrument, name, values, targets=targets, weights=weights)
        for values in (low, high)
    )
    return floor, ceiling


def pending_cells(
    store: ExchangeStore, codec: Codec, instrument: Instrument, rows: Sequence[CurrentRow]
) -> Mapping[Place, tuple[Sequence[float], Sequence[float]]]:
    """For each of these rounds, the declared cells at their lowest and at their highest."""
    found = {}
    with store.read() as unit:
        pool = Pool(unit, codec)
        for row in rows:
            place = (row.institution, row.round)
            view = pool.picture(place).view
            # The region counts all questions alike, whatever an institution weighs.
            plain = {k: v for k, v in view.elements.items() if not k.startswith("weight:")}
            low, high = pending_scores(instrument, _with(view, plain))
            found[place] = (_cells(low, instrument), _cells(high, instrument))
    return found


def _with(view: View, elements: Mapping[str, object]) -> View:
    return View(view.institution, view.round, view.heads, elements, view.conflicts)


def _cells(card: Scorecard, instrument: Instrument) -> list[float]:
    """Declared scores by cell; NaN where a cell is not published."""
    found = [card.cells.get(cell) for cell in instrument.cells]
    return [
        nan if score is None or not score.published or score.declared is None else score.declared
        for score in found
    ]
