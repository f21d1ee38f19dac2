"""The compact form of one institution's round: what regional figures are computed from.

A projection of the signed elements that can be rebuilt at any time, never the truth itself.
"""

from __future__ import annotations

import struct
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from math import fsum, nan
from typing import Any

from topp_desktop.domain.exchange.aggregate import ITEM
from topp_desktop.domain.instrument import Instrument

BLANK, VALUED, NOT_APPLICABLE, DONT_KNOW, OPEN = range(5)
"""State codes."""

NO_EVIDENCE = 255

_ITEM = struct.Struct("<HBB")
_pack = _ITEM.pack
_CODES = {"NA": NOT_APPLICABLE, "DK": DONT_KNOW}
_BLANK, _OPEN = _pack(0, BLANK, NO_EVIDENCE), _pack(0, OPEN, NO_EVIDENCE)


class Projection:
    """Packs elements for one instrument; made once and used for thousands."""

    def __init__(self, instrument: Instrument) -> None:
        self.instrument = instrument
        self._names = [ITEM + item.id for item in instrument.items]
        self._cells: dict[str, list[list[str]]] = {}

    def levels(self, elements: Mapping[str, Any], open_items: Collection[str]) -> bytes:
        """Per item of the instrument, in its order: thousandths, state, evidence (4 bytes)."""
        packed = bytearray()
        for name in self._names:
            element = elements.get(name)
            if name in open_items:
                packed += _OPEN
            elif element is None or (value := element["value"]) is None:
                packed += _BLANK
            else:
                evidence = element.get("evidence", NO_EVIDENCE)
                if isinstance(value, str):
                    packed += _pack(0, _CODES[value], evidence)
                else:
                    packed += _pack(value, VALUED, evidence)
        return bytes(packed)

    def cells(self, form: str, elements: Mapping[str, Any], open_items: Collection[str]) -> bytes:
        """Declared score 0–100 per cell as float64, NaN where the cell is not published.

        The instrument's own weights (all alike), whatever an institution weighs for itself:
        step 3 of docs/scoring.md. An open item counts as missing.
        """
        asked = self._cells.get(form)
        if asked is None:
            asked = self._cells[form] = self._names_by_cell(form)
        scores = [_cell(names, elements, open_items) for names in asked]
        return struct.pack(f"<{len(scores)}d", *scores)

    def _names_by_cell(self, form: str) -> list[list[str]]:
        """The element names of each cell; all items where the instrument has no such form."""
        known = any(candidate.id == form for candidate in self.instrument.forms)
        items = self.instrument.form_items(form) if known else self.instrument.items
        by_cell: dict[str | None, list[str]] = defaultdict(list)
        for item in items:
            by_cell[item.cell].append(ITEM + item.id)
        return [by_cell.get(cell, []) for cell in self.instrument.cells]


def unpack_levels(levels: bytes) -> list[tuple[int, int, int]]:
    """(thousandths, state, evidence) per item."""
    return list(_ITEM.iter_unpack(levels))


def unpack_cells(cells: bytes) -> tuple[float, ...]:
    return struct.unpack(f"<{len(cells) // 8}d", cells)


def _cell(names: Sequence[str], elements: Mapping[str, Any], open_items: Collection[str]) -> float:
    applicable = len(names)
    points = []
    for name in names:
        element = elements.get(name)
        if element is None or name in open_items:
            continue
        value = element["value"]
        if value == "NA":
            applicable -= 1
        elif isinstance(value, int):
            exact = element.get("exact")
            points.append(25 * (int(exact[0]) / int(exact[1]) if exact else value / 1000))
    if not applicable or 5 * len(points) < 3 * applicable:
        return nan
    return fsum(points) / len(points)
