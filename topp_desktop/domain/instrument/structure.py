"""Whether an instrument holds together: ids, references, profile, and the words it cannot lack.

`formats.instrument` refuses a file for the first of these findings; the check lists them all.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from topp_desktop.domain.instrument.findings import Finding
from topp_desktop.domain.instrument.model import Alert, Instrument, Item
from topp_desktop.domain.instrument.texts import leaves, required_texts

_LEAST_GROUPS = 3
"""Areas and dimensions that `topp-1` needs before it publishes anything (docs/scoring.md)."""


def structure_findings(instrument: Instrument) -> Iterator[Finding]:
    """Everything that keeps an instrument from being used at all; all of it errors."""
    yield from _repeated_ids(instrument)
    yield from _repeated("themes", instrument.themes)
    for item in instrument.items:
        yield from _item_references(instrument, item)
        yield from _unknown(f"items.{item.id}.themes", item.themes, instrument.themes)
    yield from _form_references(instrument)
    for alert in instrument.alerts:
        yield from _alert_references(instrument, alert)
    for typology in instrument.typologies:
        place = f"typologies.{typology.id}.weights"
        yield from _unknown(place, typology.weights, instrument.by_id)
    yield from _profile(instrument)
    yield from _source_texts(instrument)


def _repeated(place: str, ids: Iterable[str]) -> Iterator[Finding]:
    for name, count in Counter(ids).items():
        if count > 1:
            yield Finding("instrument-repeated-id", place, details={"name": name})


def _repeated_ids(instrument: Instrument) -> Iterator[Finding]:
    areas, dimensions = instrument.areas, instrument.dimensions
    yield from _repeated("dimensions", (d.id for d in dimensions))
    yield from _repeated("dimensions.components", (c for d in dimensions for c in d.components))
    yield from _repeated("areas", (a.id for a in areas))
    yield from _repeated("areas.objectives", (o.id for a in areas for o in a.objectives))
    lines = (line for a in areas for o in a.objectives for line in o.lines)
    yield from _repeated("areas.objectives.lines", lines)
    yield from _repeated("items", (i.id for i in instrument.items))
    for item in instrument.items:
        yield from _repeated(f"items.{item.id}.elements", item.elements)
        yield from _repeated(f"items.{item.id}.lines", item.lines)
    yield from _repeated("forms", (f.id for f in instrument.forms))
    for form in instrument.forms:
        yield from _repeated(f"forms.{form.id}", form.items)
    yield from _repeated("alerts", (a.code for a in instrument.alerts))
    for alert in instrument.alerts:
        yield from _repeated(f"alerts.{alert.code}", (*alert.items, *alert.low))
    yield from _repeated("typologies", (t.id for t in instrument.typologies))


def _unknown(place: str, names: Iterable[str | None], known: Iterable[str]) -> Iterator[Finding]:
    there = set(known)
    for name in names:
        if name is not None and name not in there:
            yield Finding("instrument-unknown-id", place, details={"name": name})


def _item_references(instrument: Instrument, item: Item) -> Iterator[Finding]:
    place = f"items.{item.id}"
    dimensions = [d.id for d in instrument.dimensions]
    objectives = instrument.objectives
    yield from _unknown(f"{place}.area", [item.area], [a.id for a in instrument.areas])
    yield from _unknown(f"{place}.objective", [item.objective], objectives)
    yield from _unknown(f"{place}.dimension", [item.dimension], dimensions)
    yield from _unknown(f"{place}.component", [item.component], instrument.components)
    every_line = {line: o.id for o in objectives.values() for line in o.lines}
    yield from _unknown(f"{place}.lines", item.lines, every_line)

    belongs = [
        ("component", item.component, instrument.components.get(item.component or ""),
         item.dimension),
        ("objective", item.objective, getattr(objectives.get(item.objective or ""), "area", None),
         item.area),
        *[("lines", line, every_line.get(line), item.objective) for line in item.lines],
    ]  # fmt: skip
    for part, name, owner, wanted in belongs:
        if owner is not None and owner != wanted:
            details = {"name": name or "", "owner": owner}
            yield Finding("instrument-wrong-group", f"{place}.{part}", details=details)


def _form_references(instrument: Instrument) -> Iterator[Finding]:
    for form in instrument.forms:
        place = f"forms.{form.id}"
        yield from _unknown(place, form.items, instrument.by_id)
        for name in form.items:
            if name in instrument.by_id and instrument.by_id[name].retired:
                yield Finding("instrument-retired-asked", place, details={"name": name})


def _alert_references(instrument: Instrument, alert: Alert) -> Iterator[Finding]:
    place = f"alerts.{alert.code}"
    dimensions = [d.id for d in instrument.dimensions]
    yield from _unknown(f"{place}.high", [alert.high], dimensions)
    yield from _unknown(f"{place}.low", alert.low, dimensions)
    yield from _unknown(f"{place}.items", alert.items, instrument.by_id)
    if any(low >= high for low, high in zip(alert.cuts, alert.cuts[1:], strict=False)):
        yield Finding("instrument-cuts", f"{place}.cuts")


def _profile(instrument: Instrument) -> Iterator[Finding]:
    """What a scoring profile can compute with; the rest would silently have no score."""
    leveled = instrument.leveled

    def mismatch(place: str) -> Finding:
        return Finding("instrument-profile", place, details={"name": instrument.profile})

    for item in instrument.items:
        if item.kind is not instrument.kind:
            yield mismatch(f"items.{item.id}.type")
        if leveled and item.area is None:
            yield mismatch(f"items.{item.id}.area")
        if leveled and item.dimension is None:
            yield mismatch(f"items.{item.id}.dimension")
    if not leveled:
        return
    if len(instrument.areas) < _LEAST_GROUPS:
        yield mismatch("areas")
    if len(instrument.dimensions) < _LEAST_GROUPS:
        yield mismatch("dimensions")
    for alert in instrument.alerts:
        if alert.kind == "group":
            yield mismatch(f"alerts.{alert.code}")
    for typology in instrument.typologies:
        yield mismatch(f"typologies.{typology.id}")


def _source_texts(instrument: Instrument) -> Iterator[Finding]:
    language = instrument.source_language
    if language not in instrument.texts:
        yield Finding("instrument-text-missing", "texts", language=language)
        return
    texts = leaves(instrument.texts[language])
    without_anchors = set()
    for path in required_texts(instrument):
        if texts.get(path):
            continue
        if path[0] == "items" and path[2:3] == ("levels",):
            without_anchors.add(path[1])
            continue
        yield Finding("instrument-text-missing", ".".join(path), language=language)
    for item in sorted(without_anchors):
        yield Finding("instrument-anchors", f"items.{item}.levels", language=language)
