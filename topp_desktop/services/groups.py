"""One institution and round at a time: outcomes of its versions, and its row for the region."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from typing import cast

from topp_desktop.domain.exchange import (
    ExchangeObject,
    History,
    Node,
    Roster,
    Statement,
    View,
    Withdrawal,
    statement_outcomes,
    view_of,
)
from topp_desktop.domain.exchange.aggregate import ITEM, PROFILE
from topp_desktop.domain.region import pack_cells, pack_levels
from topp_desktop.domain.scoring import SCORING_VERSION
from topp_desktop.formats.objects import META
from topp_desktop.services.exchange_ports import (
    ADMITTED,
    Codec,
    CurrentRow,
    ExchangeUnit,
    InstrumentShelf,
    StoredObject,
)

Place = tuple[str, str]
"""(institution, round); the institution by the id that stands for all its aliases."""


class GroupSettler:
    """Evaluates groups from the pool. contents: objects that were just read."""

    def __init__(
        self,
        codec: Codec,
        unit: ExchangeUnit,
        roster: Roster,
        instruments: InstrumentShelf,
        contents: Mapping[str, ExchangeObject],
    ) -> None:
        self._codec = codec
        self._unit = unit
        self._roster = roster
        self._instruments = instruments
        self._contents = dict(contents)

    def settle(self, touched: Collection[Place]) -> None:
        """Writes outcomes that changed, and the current rows of the groups."""
        if not touched:
            return
        names = {institution: self._roster.aliases_of(institution) for institution, _ in touched}
        every_place = [(name, r) for institution, r in touched for name in names[institution]]
        groups: dict[Place, list[StoredObject]] = {place: [] for place in touched}
        for row in self._unit.group(every_place):
            if row.status == ADMITTED:
                place = (self._roster.institution(row.institution), row.round)
                groups[place].append(row)
        withdrawals = self._withdrawals({name for found in names.values() for name in found})
        changes, rows = [], []
        for place, members in groups.items():
            if not members:
                continue
            history = History(Node(m.rid, m.kid, m.parents, m.seq) for m in members)
            view = view_of(*place, history, self._statement, withdrawals[place[0]])
            outcomes = statement_outcomes(history, view)
            changes += [
                (m.rid, ADMITTED, outcomes[m.rid].value)
                for m in members
                if m.outcome != outcomes[m.rid].value
            ]
            rows.append(self._row(view))
        self._unit.set_status(changes)
        stale = [p for p in every_place if p not in groups or not groups[p]]
        if stale:
            self._unit.drop_current(stale)
        self._unit.put_current(rows)

    def _withdrawals(self, institutions: Collection[str]) -> dict[str, list[Withdrawal]]:
        found: dict[str, list[Withdrawal]] = defaultdict(list)
        for row in self._unit.withdrawals(institutions):
            if row.status == ADMITTED:
                withdrawal = cast(Withdrawal, self._content(row.rid))
                found[self._roster.institution(row.institution)].append(withdrawal)
        return found

    def _statement(self, rid: str) -> Statement:
        return cast(Statement, self._content(rid))

    def _content(self, rid: str) -> ExchangeObject:
        found = self._contents.get(rid)
        if found is None:
            found = self._contents[rid] = self._codec.meaning(self._unit.raw([rid])[rid])
        return found

    def _row(self, view: View) -> CurrentRow:
        form, sha256 = _said(view, META + "form"), _said(view, META + "instrument")
        instrument = self._instruments.get(sha256)
        open_items = frozenset(name for name in view.conflicts if name.startswith(ITEM))
        return CurrentRow(
            institution=view.institution,
            round=view.round,
            country=_said(view, PROFILE + "country"),
            level=_said(view, PROFILE + "level"),
            type=_said(view, PROFILE + "type"),
            subdivision=_said(view, PROFILE + "subdivision"),
            form=form,
            method=_said(view, META + "method"),
            instrument=sha256,
            scoring_version=SCORING_VERSION,
            consent=view.consent,
            heads=len(view.heads),
            pending=view.pending,
            withdrawn=view.withdrawn,
            levels=pack_levels(instrument, view.elements, open_items),
            cells=pack_cells(instrument, form, view.elements, open_items),
        )


def _said(view: View, name: str) -> str:
    """The text of an element; of an open one, what the first of the candidates says."""
    element = view.elements.get(name)
    if element is None and name in view.conflicts:
        element = next((v for v in view.conflicts[name].values if v is not None), None)
    return "" if element is None else str(element["value"])
