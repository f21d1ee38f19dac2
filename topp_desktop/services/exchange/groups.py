"""One institution and round at a time: outcomes of its versions, and its row for the region."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from typing import cast

from topp_desktop.domain.exchange import (
    Element,
    ExchangeObject,
    History,
    Node,
    Open,
    Revision,
    Roster,
    Statement,
    View,
    Withdrawal,
    statement_outcomes,
    view_of,
)
from topp_desktop.domain.exchange.aggregate import PROFILE
from topp_desktop.domain.region import Projection
from topp_desktop.domain.scoring import SCORING_VERSION
from topp_desktop.formats.objects import META
from topp_desktop.services.exchange.ports import (
    ADMITTED,
    Codec,
    CurrentRow,
    ExchangeUnit,
    ReadLine,
    Sketch,
    StoredObject,
)
from topp_desktop.services.library import Library

Place = tuple[str, str]
"""(institution, round); the institution by the id that stands for all its aliases."""


class Sketcher:
    """Draws what revisions and views add to the regional view."""

    def __init__(self, instruments: Library) -> None:
        self._instruments = instruments
        self._projections: dict[str, Projection] = {}

    def of_elements(
        self, elements: Mapping[str, Element], conflicts: Mapping[str, Open]
    ) -> Sketch | None:
        """The sketch of merged elements, whose instrument is known.

        None where no version speaks: only a resolution has come, none of what it resolves.
        """

        def said(name: str) -> str:
            """The text of an element; of an open one, what its first candidate says."""
            element = elements.get(name)
            if element is None and name in conflicts:
                texts = (c.value for c in conflicts[name].said)
                element = next((text for text in texts if text is not None), None)
            return "" if element is None else str(element["value"])

        sha256, form = said(META + "instrument"), said(META + "form")
        if not sha256:
            return None
        projection = self._projections.get(sha256)
        if projection is None:
            instrument = self._instruments.by_hash(sha256)
            if instrument is None:
                return None
            projection = Projection(instrument)
            self._projections[sha256] = projection
        return Sketch(
            country=said(PROFILE + "country"),
            level=said(PROFILE + "level"),
            type=said(PROFILE + "type"),
            subdivision=said(PROFILE + "subdivision"),
            form=form,
            method=said(META + "method"),
            instrument=sha256,
            levels=projection.levels(elements, conflicts),
            cells=projection.cells(form, elements, conflicts),
        )

    def lighten(self, line: ReadLine) -> None:
        """Draws a revision's sketch and lets go of its content, which stays in its bytes.

        Sixty-four files wait in memory for their commit; their parsed content need not.
        """
        found = line.found
        if isinstance(found, Revision) and found.instrument in self._instruments.known:
            line.sketch = self.of_elements(found.elements, {})
            line.found = replace(found, elements={})
            line.payload = None


class GroupSettler:
    """Evaluates groups from the pool. fresh: lines that were just read, by rid."""

    def __init__(
        self,
        codec: Codec,
        unit: ExchangeUnit,
        roster: Roster,
        sketcher: Sketcher,
        fresh: Mapping[str, ReadLine],
    ) -> None:
        self._codec = codec
        self._unit = unit
        self._roster = roster
        self._sketcher = sketcher
        self._fresh = fresh
        self._contents: dict[str, ExchangeObject] = {}

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
        changes: list[tuple[str, str, str]] = []
        rows: dict[Place, CurrentRow] = {}
        for place, members in groups.items():
            if not members:
                continue
            history = History(Node(m.rid, m.kid, m.parents, m.seq) for m in members)
            view, sketch = self._look(place, history, withdrawals[place[0]])
            outcomes = statement_outcomes(history, view)
            changes += [
                (m.rid, ADMITTED, outcomes[m.rid].value)
                for m in members
                if m.outcome != outcomes[m.rid].value
            ]
            if sketch is not None:
                rows[place] = _row(view, sketch)
        self._unit.set_status(changes)
        stale = [p for p in every_place if p not in rows]
        if stale:
            self._unit.drop_current(stale)
        self._unit.put_current(list(rows.values()))

    def _withdrawals(self, institutions: Collection[str]) -> dict[str, list[Withdrawal]]:
        found: dict[str, list[Withdrawal]] = defaultdict(list)
        for row in self._unit.withdrawals(institutions):
            if row.status == ADMITTED:
                withdrawal = cast(Withdrawal, self._content(row.rid))
                found[self._roster.institution(row.institution)].append(withdrawal)
        return found

    def _look(
        self, place: Place, history: History, withdrawals: Iterable[Withdrawal]
    ) -> tuple[View, Sketch | None]:
        """The view and its sketch; a single revision's was drawn when it was read."""
        line = self._fresh.get(history.heads[0]) if len(history.heads) == 1 else None
        if line is not None and line.sketch is not None:
            light = cast(Statement, line.found)

            def statement(rid: str) -> Statement:
                """The head lost its content; a resolution below it is looked at as it is."""
                return light if rid == light.rid else self._statement(rid)

            return view_of(*place, history, statement, withdrawals), line.sketch
        view = view_of(*place, history, self._statement, withdrawals)
        return view, self._sketcher.of_elements(view.elements, view.conflicts)

    def _statement(self, rid: str) -> Statement:
        return cast(Statement, self._content(rid))

    def _content(self, rid: str) -> ExchangeObject:
        found = self._contents.get(rid)
        if found is None:
            line = self._fresh.get(rid)
            raw = self._unit.raw([rid])[rid] if line is None else line.raw
            found = self._contents[rid] = self._codec.meaning(raw)
        return found


def _row(view: View, sketch: Sketch) -> CurrentRow:
    return CurrentRow(
        institution=view.institution,
        round=view.round,
        scoring_version=SCORING_VERSION,
        consent=view.consent,
        heads=len(view.heads),
        pending=view.pending,
        withdrawn=view.withdrawn,
        sketch=sketch,
    )
