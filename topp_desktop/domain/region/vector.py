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
from topp_desktop.domain.instrument import Instrument, Item

BLANK, VALUED, NOT_APPLICABLE, DONT_KNOW, OPEN = range(5)
"""State codes."""

NO_EVIDENCE = 255

_ITEM = struct.Struct("<HBB")
_CODES = {"NA": NOT_APPLICABLE, "DK": DONT_KNOW}


def pack_levels(
    instrument: Instrument, elements: Mapping[str, Any], open_items: Collection[str]
) -> bytes:
    """Per item of the instrument, in its order: thousandths, state, evidence (4 bytes)."""
    packed = bytearray()
    for item in instrument.items:
        name = ITEM + item.id
        element = elements.get(name)
        if name in open_items:
            packed += _ITEM.pack(0, OPEN, NO_EVIDENCE)
        elif element is None or element["value"] is None:
            packed += _ITEM.pack(0, BLANK, NO_EVIDENCE)
        else:
            value = element["value"]
            evidence = element.get("evidence", NO_EVIDENCE)
            if isinstance(value, str):
                packed += _ITEM.pack(0, _CODES[value], evidence)
            else:
                packed += _ITEM.pack(value, VALUED, evidence)
    return bytes(packed)


def unpack_levels(levels: bytes) -> list[tuple[int, int, int]]:
    """(thousandths, state, evidence) per item."""
    return list(_ITEM.iter_unpack(levels))


def pack_cells(
    instrument: Instrument,
    form: str,
    elements: Mapping[str, Any],
    open_items: Collection[str],
) -> bytes:
    """Declared score 0–100 per cell as float64, NaN where the cell is not published.

    The instrument's own weights (all alike), whatever an institution weighs for itself: step 3 of
    docs/scoring.md. An open item counts as missing.
    """
    asked: dict[str, list[Item]] = defaultdict(list)
    for item in _items_of(instrument, form):
        if item.cell is not None:
            asked[item.cell].append(item)
    scores = [_cell(asked.get(cell, ()), elements, open_items) for cell in instrument.cells]
    return struct.pack(f"<{len(scores)}d", *scores)


def unpack_cells(cells: bytes) -> tuple[float, ...]:
    return struct.unpack(f"<{len(cells) // 8}d", cells)


def _items_of(instrument: Instrument, form: str) -> Sequence[Item]:
    """The form's items; all of them where the instrument has no such form."""
    if any(known.id == form for known in instrument.forms):
        return instrument.form_items(form)
    return instrument.items


def _cell(items: Sequence[Item], elements: Mapping[str, Any], open_items: Collection[str]) -> float:
    applicable = len(items)
    points = []
    for item in items:
        name = ITEM + item.id
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
