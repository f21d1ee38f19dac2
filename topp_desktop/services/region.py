"""The regional view: figures of groups of institutions, from the compact rows of the store."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from topp_desktop.domain.errors import UserError
from topp_desktop.domain.instrument import Instrument
from topp_desktop.domain.region import CellFigures, Group, Member, summarise, unpack_cells
from topp_desktop.services.exchange_ports import CurrentRow, ExchangeStore, InstrumentShelf

DIMENSIONS = ("country", "level", "type", "subdivision", "form", "method", "round")
"""What groups can be made of."""


@dataclass(frozen=True, slots=True)
class RegionView:
    """institutions: how many are in it; pending: how many of them can change; others: rounds that
    were left out because they pin another instrument."""

    instrument: Instrument | None
    institutions: int
    pending: int
    others: int
    groups: tuple[Group, ...]

    def as_dict(self) -> dict[str, Any]:
        """The JSON result of `topp region`."""
        return {
            "institutions": self.institutions,
            "groups": [
                {
                    "by": dict(group.by),
                    "n": group.n,
                    "cells": {cell: _figures(f) for cell, f in group.cells.items()},
                    "suppressed": group.suppressed,
                }
                for group in self.groups
            ],
        }


def _figures(figures: CellFigures) -> dict[str, Any]:
    return {
        "median": figures.median,
        "q1": figures.q1,
        "q3": figures.q3,
        "below_25": figures.below_25,
    }


def region(
    store: ExchangeStore,
    instruments: InstrumentShelf,
    by: Sequence[str] = (),
    *,
    round_id: str | None = None,
) -> RegionView:
    """The regional view by country, level, …; UserError("unknown-grouping") for anything else.

    Without a round, each institution counts with its latest (by its name). Rounds of another
    instrument than the most frequent one are left out, because their cells mean something else.
    """
    for name in by:
        if name not in DIMENSIONS:
            raise UserError("unknown-grouping", name=name, known=", ".join(DIMENSIONS))
    with store.read() as unit:
        rows = [row for row in unit.current() if not row.withdrawn]
    rows = _of_round(rows, round_id)
    if not rows:
        return RegionView(None, 0, 0, 0, ())
    frequent = Counter(
        row.sketch.instrument for row in rows if row.sketch.instrument in instruments.known
    )
    sha256 = min(frequent, key=lambda name: (-frequent[name], name), default=None)
    if sha256 is None:
        return RegionView(None, 0, 0, len(rows), ())
    instrument = instruments.get(sha256)
    chosen = [row for row in rows if row.sketch.instrument == sha256]
    members = [
        Member(
            {name: _said(row, name) for name in by},
            unpack_cells(row.sketch.cells),
            row.consent == "public",
        )
        for row in chosen
    ]
    return RegionView(
        instrument,
        len(chosen),
        sum(row.pending for row in chosen),
        len(rows) - len(chosen),
        summarise(members, by, instrument.cells),
    )


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
