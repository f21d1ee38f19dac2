"""An instrument's texts as leaves: path → text, so that languages can be laid side by side."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from topp_desktop.domain.instrument.findings import Finding
from topp_desktop.domain.instrument.model import Alert, Instrument, Item

Path = tuple[str, ...]
"""Names from the top of a language's texts; places in a list are written as digits."""

_PLACEHOLDER = re.compile(r"\{[^{}]*\}")


def leaves(texts: Any, path: Path = ()) -> dict[Path, str]:
    """Every text by its path; an empty text is none."""
    if isinstance(texts, str):
        return {path: texts} if texts.strip() else {}
    found: dict[Path, str] = {}
    if isinstance(texts, Mapping):
        for name, node in texts.items():
            found |= leaves(node, (*path, str(name)))
    elif isinstance(texts, list | tuple):
        for number, node in enumerate(texts):
            found |= leaves(node, (*path, str(number)))
    return found


def required_texts(instrument: Instrument) -> Iterator[Path]:
    """The texts that the source language cannot lack."""
    yield ("name",)
    for dimension in instrument.dimensions:
        yield ("dimensions", dimension.id, "name")
        for component in dimension.components:
            yield ("components", component, "name")
    for area in instrument.areas:
        yield ("areas", area.id, "name")
        for objective in area.objectives:
            yield ("objectives", objective.id, "name")
            for line in objective.lines:
                yield ("lines", line)
    yield from _scale_texts(instrument)
    for item in instrument.items:
        yield from _item_texts(instrument, item)
    for alert in instrument.alerts:
        yield from _alert_texts(alert)
    for typology in instrument.typologies:
        yield ("typologies", typology.id)
    for theme in instrument.themes:
        yield ("themes", theme)


def _scale_texts(instrument: Instrument) -> Iterator[Path]:
    if instrument.leveled:
        for level in range(instrument.level_count):
            yield ("levels", str(level), "name")
        for grade in range(4):
            yield ("evidence", str(grade), "name")
        for code in "AMB":
            yield ("confidence", code, "name")


def _item_texts(instrument: Instrument, item: Item) -> Iterator[Path]:
    yield ("items", item.id, "stem")
    if item.not_applicable is not None:
        yield ("items", item.id, "na")
    # An item whose levels were never written lacks the first clause of each.
    clauses = item.clauses or (1,) * instrument.level_count
    for path in item.kind.texts(item.elements, clauses):
        yield ("items", item.id, *path)


def _alert_texts(alert: Alert) -> Iterator[Path]:
    if alert.kind == "contrast":
        yield ("alerts", alert.code)
        return
    yield ("alerts", alert.code, "name")
    for band in range(len(alert.cuts) + 1):
        yield ("alerts", alert.code, "bands", str(band))


def _owners(instrument: Instrument) -> Mapping[str, frozenset[str]]:
    """For each group of texts, the ids that the structure knows."""
    return {
        "dimensions": frozenset(d.id for d in instrument.dimensions),
        "components": frozenset(instrument.components),
        "areas": frozenset(a.id for a in instrument.areas),
        "objectives": frozenset(instrument.objectives),
        "lines": frozenset(line for o in instrument.objectives.values() for line in o.lines),
        "items": frozenset(instrument.by_id),
        "alerts": frozenset(a.code for a in instrument.alerts),
        "typologies": frozenset(t.id for t in instrument.typologies),
        "themes": frozenset(instrument.themes),
    }


def _strays(instrument: Instrument, path: Path, owners: Mapping[str, frozenset[str]]) -> bool:
    """Whether a text is keyed by an id that the structure does not have."""
    if path[0] not in owners or len(path) < 2:
        return False
    if path[1] not in owners[path[0]]:
        return True
    if len(path) < 4:
        return False
    if path[0] == "alerts":
        cuts = next(len(a.cuts) for a in instrument.alerts if a.code == path[1])
        return int(path[3]) > cuts
    if path[0] != "items":
        return False
    item = instrument.by_id[path[1]]
    if path[2] == "elements":
        return path[3] not in item.elements
    if path[2] != "levels":
        return False
    # A language that parts a level into other clauses could not be marked like the others.
    return not item.leveled or int(path[4]) >= item.clauses[int(path[3])]


def text_findings(instrument: Instrument) -> Iterator[Finding]:
    """Texts that a language lacks, that belong to nothing, or whose placeholders differ."""
    owners = _owners(instrument)
    source = leaves(instrument.texts[instrument.source_language])
    wanted = dict.fromkeys([*required_texts(instrument), *source])
    for language, texts in instrument.texts.items():
        own = leaves(texts)
        for path in own:
            place = ".".join(path)
            if _strays(instrument, path, owners):
                yield Finding("text-of-nothing", place, language=language)
            elif path not in wanted:
                yield Finding("text-not-in-source", place, "warning", language)
        if language == instrument.source_language:
            continue
        for path in wanted:
            place = ".".join(path)
            if path not in own:
                yield Finding("text-missing", place, language=language)
            elif _placeholders(own[path]) != _placeholders(source.get(path, "")):
                yield Finding("placeholders-differ", place, language=language)


def _placeholders(text: str) -> list[str]:
    return sorted(_PLACEHOLDER.findall(text))
