"""The regional view: figures of groups of institutions, from the compact rows of the store."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from topp_desktop.domain.errors import UserError
from topp_desktop.domain.instrument import Instrument
from topp_desktop.domain.region import (
    CellFigures,
    RegionGroup,
    RegionMember,
    summarise,
    unpack_cells,
)
from topp_desktop.services.exchange.ports import Codec, CurrentRow, ExchangeStore
from topp_desktop.services.library import Library
from topp_desktop.services.secretariat.pending import Place, pending_cells

DIMENSIONS = ("country", "level", "type", "subdivision", "form", "method", "round")
"""What groups can be made of."""

Range = tuple[float, float]
"""The lowest and the highest, 0–100."""


@dataclass(frozen=True, slots=True)
class RegionView:
    """institutions: how many are in it; pending: how many of them can change; others: rounds that
    were left out because they pin another instrument; ranges: for each group, cell → the lowest
    and the highest median that what is not settled can end in."""

    instrument: Instrument | None
    institutions: int
    pending: int
    others: int
    groups: tuple[RegionGroup, ...]
    ranges: tuple[Mapping[str, Range], ...] = ()

    def as_dict(self) -> dict[str, Any]:
        """The JSON result of `topp region`."""
        return {
            "institutions": self.institutions,
            "pending": self.pending,
            "groups": [
                {
                    "by": dict(group.by),
                    "n": group.n,
                    "cells": {cell: _figures(f) for cell, f in group.cells.items()},
                    "suppressed": group.suppressed,
                    "ranges": {cell: list(ends) for cell, ends in self._ranges_of(number).items()},
                }
                for number, group in enumerate(self.groups)
            ],
        }

    def _ranges_of(self, number: int) -> Mapping[str, Range]:
        return self.ranges[number] if self.ranges else {}


def _figures(figures: CellFigures) -> dict[str, Any]:
    return {
        "median": figures.median,
        "q1": figures.q1,
        "q3": figures.q3,
        "below_25": figures.below_25,
    }


def region(
    store: ExchangeStore,
    instruments: Library,
    by: Sequence[str] = (),
    *,
    round_id: str | None = None,
    codec: Codec | None = None,
) -> RegionView:
    """The regional view by country, level, …; UserError("unknown-grouping") for anything else.

    Without a round, each institution counts with its latest (by its name). Rounds of another
    instrument than the most frequent one are left out, because their cells mean something else.
    With a codec, what is not settled is read again: medians get the range they can end in.
    """
    for name in by:
        if name not in DIMENSIONS:
            raise UserError("unknown-grouping", name=name, known=", ".join(DIMENSIONS))
    with store.read() as unit:
        rows = [row for row in unit.current() if not row.withdrawn]
    rows = _of_round(rows, round_id)
    if not rows:
        return RegionView(None, 0, 0, 0, ())
    known = instruments.known
    frequent = Counter(row.sketch.instrument for row in rows if row.sketch.instrument in known)
    sha256 = min(frequent, key=lambda name: (-frequent[name], name), default=None)
    instrument = None if sha256 is None else instruments.by_hash(sha256)
    if instrument is None:
        return RegionView(None, 0, 0, len(rows), ())
    chosen = [row for row in rows if row.sketch.instrument == sha256]

    def groups(cells: Callable[[CurrentRow], Sequence[float]]) -> tuple[RegionGroup, ...]:
        members = [
            RegionMember(
                {name: _said(row, name) for name in by}, cells(row), row.consent == "public"
            )
            for row in chosen
        ]
        return summarise(members, by, instrument.cells)

    pending = [row for row in chosen if row.pending]
    found = groups(lambda row: unpack_cells(row.sketch.cells))
    ranges: tuple[Mapping[str, Range], ...] = ()
    if pending and codec is not None:
        ends = pending_cells(store, codec, instrument, pending)
        low = groups(lambda row: _cells_of(row, ends, 0))
        high = groups(lambda row: _cells_of(row, ends, 1))
        ranges = tuple(_ranges(a, b) for a, b in zip(low, high, strict=True))
    return RegionView(instrument, len(chosen), len(pending), len(rows) - len(chosen), found, ranges)


def _cells_of(
    row: CurrentRow, ends: Mapping[Place, tuple[Sequence[float], Sequence[float]]], end: int
) -> Sequence[float]:
    found = ends.get((row.institution, row.round))
    return unpack_cells(row.sketch.cells) if found is None else found[end]


def _ranges(low: RegionGroup, high: RegionGroup) -> dict[str, Range]:
    """Per cell, the lowest and the highest median; only where they differ."""
    found = {}
    for cell, floor in low.cells.items():
        ceiling = high.cells[cell].median
        if floor.median is not None and ceiling is not None and floor.median != ceiling:
            found[cell] = (floor.median, ceiling)
    return found


def _said(row: CurrentRow, name: str) -> str:
    return row.round if name == "round" else str(getattr(row.sketch, name))


def _of_round(rows: Sequence[CurrentRow], round_id: str | None) -> list[CurrentRow]:
    if round_id is not None:
        return [row for row in rows if row.round == round_id]
    latest: dict[str, CurrentRow] = {}
    for row in rows:
        known = latest.get(row.institution)
        if known is None or row.round > known.round:
            latest[row.institution] = row
    return list(latest.values())
