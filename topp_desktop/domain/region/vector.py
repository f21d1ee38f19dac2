"""The compact form of one institution's round: what regional figures are computed from.

A projection of the signed elements that can be rebuilt at any time, never the truth itself.
"""

from __future__ import annotations

import struct
from collections.abc import Collection, Mapping
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
_pack_into = _ITEM.pack_into
_BLANK = _pack(0, BLANK, NO_EVIDENCE)


class Projection:
    """Packs elements for one instrument; made once and used for thousands."""

    def __init__(self, instrument: Instrument) -> None:
        self.instrument = instrument
        self._places = {ITEM + item.id: 4 * n for n, item in enumerate(instrument.items)}
        self._blank = _BLANK * len(self._places)
        self._cells: dict[str, tuple[dict[str, int], list[int]]] = {}

    def levels(self, elements: Mapping[str, Any], open_items: Collection[str]) -> bytes:
        """Per item of the instrument, in its order: thousandths, state, evidence (4 bytes)."""
        packed = bytearray(self._blank)
        for name in self._places.keys() & elements.keys():
            element = elements[name]
            value = element["value"]
            if value is not None:
                evidence = element.get("evidence", NO_EVIDENCE)
                if isinstance(value, str):
                    _pack_into(packed, self._places[name], 0, _CODES[value], evidence)
                else:
                    _pack_into(packed, self._places[name], value, VALUED, evidence)
        for name in self._places.keys() & open_items:
            _pack_into(packed, self._places[name], 0, OPEN, NO_EVIDENCE)
        return bytes(packed)

    def cells(self, form: str, elements: Mapping[str, Any], open_items: Collection[str]) -> bytes:
        """Declared score 0–100 per cell as float64, NaN where the cell is not published.

        The instrument's own weights (all alike), whatever an institution weighs for itself:
        step 3 of docs/scoring.md. An open item counts as missing.
        """
        asked = self._cells.get(form)
        if asked is None:
            asked = self._cells[form] = self._cells_of(form)
        cell_of, sizes = asked
        applicable = list(sizes)
        points: list[list[float]] = [[] for _ in sizes]
        for name, element in elements.items():
            cell = cell_of.get(name)
            if cell is None or name in open_items:
                continue
            value = element["value"]
            if value == "NA":
                applicable[cell] -= 1
            elif isinstance(value, int):
                exact = element.get("exact")
                level = int(exact[0]) / int(exact[1]) if exact else value / 1000
                points[cell].append(25 * level)
        scores = [
            fsum(said) / len(said) if said and 5 * len(said) >= 3 * most else nan
            for said, most in zip(points, applicable, strict=True)
        ]
        return struct.pack(f"<{len(scores)}d", *scores)

    def _cells_of(self, form: str) -> tuple[dict[str, int], list[int]]:
        """Element name → number of its cell, and how many questions each cell has in the form;
        all questions where the instrument has no such form."""
        known = any(candidate.id == form for candidate in self.instrument.forms)
        items = self.instrument.form_items(form) if known else self.instrument.items
        numbers = {cell: n for n, cell in enumerate(self.instrument.cells)}
        cell_of = {ITEM + item.id: numbers[item.cell] for item in items if item.cell in numbers}
        sizes = [0] * len(numbers)
        for number in cell_of.values():
            sizes[number] += 1
        return cell_of, sizes


def unpack_levels(levels: bytes) -> list[tuple[int, int, int]]:
    """(thousandths, state, evidence) per item."""
    return list(_ITEM.iter_unpack(levels))


def unpack_cells(cells: bytes) -> tuple[float, ...]:
    return struct.unpack(f"<{len(cells) // 8}d", cells)
