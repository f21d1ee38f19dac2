"""From an instrument document to an `Instrument`.

The document is self-contained JSON: the structure, and under "texts" one object per language.
`formats.instrument` checks documents that come from outside before they get here.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from topp_desktop.domain.instrument.model import (
    Alert,
    Area,
    Dimension,
    Form,
    Instrument,
    Item,
    NotApplicable,
    Objective,
    Typology,
)
from topp_desktop.foundation.canonical import canonical_json, sha256_hex


def instrument_hash(document: Mapping[str, Any]) -> str:
    """What answers pin: SHA-256 of the document's canonical JSON, as hexadecimal digits."""
    return sha256_hex(canonical_json(document))


def instrument_from_document(document: Mapping[str, Any]) -> Instrument:
    """Builds the instrument; the document is taken to be valid."""
    return Instrument(
        id=document["instrument"]["id"],
        version=document["instrument"]["version"],
        sha256=instrument_hash(document),
        profile=document["profile"],
        source_language=document["source_language"],
        dimensions=tuple(
            Dimension(d["id"], tuple(d.get("components", ()))) for d in document["dimensions"]
        ),
        areas=tuple(
            Area(
                a["id"],
                tuple(
                    Objective(o["id"], a["id"], tuple(o.get("lines", ())))
                    for o in a.get("objectives", ())
                ),
            )
            for a in document.get("areas", ())
        ),
        items=tuple(_item(entry, _clauses(document, entry["id"])) for entry in document["items"]),
        forms=tuple(Form(f["id"], tuple(f["items"])) for f in document["forms"]),
        texts=document["texts"],
        level_count=document.get("levels", 5),
        alerts=tuple(
            Alert(
                a["code"],
                a["kind"],
                a.get("high"),
                tuple(a.get("low", ())),
                tuple(a.get("items", ())),
                tuple(a.get("cuts", ())),
            )
            for a in document.get("alerts", ())
        ),
        typologies=tuple(
            Typology(t["id"], dict(t["weights"])) for t in document.get("typologies", ())
        ),
        themes=tuple(document.get("themes", ())),
    )


def _clauses(document: Mapping[str, Any], item: str) -> tuple[int, ...]:
    """How many clauses each level of an item has, as the source language writes them."""
    texts = document["texts"].get(document["source_language"], {})
    levels = texts.get("items", {}).get(item, {}).get("levels", ())
    return tuple(len(level) for level in levels)


def _item(entry: Mapping[str, Any], clauses: tuple[int, ...]) -> Item:
    na = entry.get("not_applicable")
    return Item(
        id=entry["id"],
        type=entry.get("type", "levels"),
        revision=entry.get("revision", 1),
        area=entry.get("area"),
        objective=entry.get("objective"),
        dimension=entry.get("dimension"),
        component=entry.get("component"),
        lines=tuple(entry.get("lines", ())),
        elements=tuple(entry.get("elements", ())),
        clauses=clauses,
        themes=tuple(entry.get("themes", ())),
        status=entry.get("status", "draft"),
        not_applicable=NotApplicable(tuple(na.get("levels", ())), tuple(na.get("types", ())))
        if na
        else None,
        retired=entry.get("retired", False),
    )
