"""Whether an action catalogue answers everything that its instrument can ask for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields

from topp_desktop.domain.assessment.model import GOVERNMENT_LEVELS, INSTITUTION_TYPES
from topp_desktop.domain.instrument import Instrument, Item
from topp_desktop.domain.instrument.findings import Finding
from topp_desktop.domain.roadmap.catalogue import Card, CardWording, Catalogue, find_cycle

TRANSITIONS = ("0-1", "1-2", "2-3", "3-4")
_EFFORT = (0.5, 24.0)
_DURATION = (1, 4)


@dataclass(frozen=True, slots=True)
class CatalogueCheck:
    """Findings and counts. A gap is an item × transition × level and type of institution."""

    findings: tuple[Finding, ...]
    cards: int
    lines: int
    lines_covered: int
    gaps: int
    gaps_covered: int
    steps: int


def line_of(card: Card, lines: frozenset[str]) -> str | None:
    """The line of action that a card belongs to: its id, or its id without the last letter."""
    if card.id in lines:
        return card.id
    return card.id[:-1] if card.id[:-1] in lines else None


def check_catalogue(instrument: Instrument, catalogue: Catalogue) -> CatalogueCheck:
    """Lines without an action, gaps without a card, missing texts, cycles, odd figures."""
    lines = frozenset(line for o in instrument.objectives.values() for line in o.lines)
    covered = {line_of(card, lines) for card in catalogue.cards} - {None}
    findings = [Finding("line-without-action", f"lines.{line}") for line in sorted(lines - covered)]
    findings += _card_findings(instrument, catalogue)
    gaps = covered_gaps = 0
    for item in instrument.items:
        if item.retired or not item.leveled:
            continue
        for transition in TRANSITIONS:
            open_to, missing = _open_to(catalogue, item, transition)
            gaps += open_to
            covered_gaps += open_to - len(missing)
            if missing:
                level, kind = missing[0]
                place = f"items.{item.id}"
                details = {"transition": transition, "level": level, "type": kind}
                findings.append(Finding("gap-without-action", place, details=details))
    findings += _text_findings(instrument, catalogue)
    return CatalogueCheck(
        tuple(findings),
        cards=len(catalogue.cards),
        lines=len(lines),
        lines_covered=len(covered),
        gaps=gaps,
        gaps_covered=covered_gaps,
        steps=len(instrument.components) * len(TRANSITIONS),
    )


def _open_to(
    catalogue: Catalogue, item: Item, transition: str
) -> tuple[int, list[tuple[str, str]]]:
    """How many kinds of institution may have this gap, and those that find no card."""
    na = item.not_applicable
    kinds = [
        (level, kind)
        for level in GOVERNMENT_LEVELS
        for kind in INSTITUTION_TYPES
        if na is None or (level not in na.levels and kind not in na.types)
    ]
    missing = [
        (level, kind)
        for level, kind in kinds
        if catalogue.card_for(item, transition, level, kind) is None
    ]
    return len(kinds), missing


def _card_findings(instrument: Instrument, catalogue: Catalogue) -> Iterator[Finding]:
    seen = set()
    for card in catalogue.cards:
        place = f"actions.{card.id}"
        if card.id in seen:
            yield Finding("instrument-repeated-id", "actions", details={"name": card.id})
        seen.add(card.id)
        objective = instrument.objectives.get(card.objective)
        if (
            objective is None
            or objective.area != card.area
            or instrument.components.get(card.component) != card.dimension
        ):
            yield Finding("action-misplaced", place)
        if not set(card.transitions) <= set(TRANSITIONS) or not card.transitions:
            yield Finding("action-transition", place)
        for prerequisite in card.prerequisites:
            if prerequisite not in catalogue.by_id:
                details = {"name": prerequisite}
                yield Finding("instrument-unknown-id", f"{place}.prerequisites", details=details)
        low, high = _EFFORT
        shortest, longest = _DURATION
        if not low <= card.effort <= high or not shortest <= card.duration <= longest:
            yield Finding("action-implausible", place)
    cycle = find_cycle({card.id: card.prerequisites for card in catalogue.cards})
    if cycle:
        yield Finding("action-cycle", "actions", details={"cycle": " → ".join(cycle)})


def _text_findings(instrument: Instrument, catalogue: Catalogue) -> Iterator[Finding]:
    wanted = [field.name for field in fields(CardWording)]
    for language in instrument.texts:
        texts = catalogue.texts.get(language, {})
        actions, steps = texts.get("actions", {}), texts.get("steps", {})
        for card in catalogue.cards:
            for name in wanted:
                if not str(actions.get(card.id, {}).get(name, "")).strip():
                    yield Finding("text-missing", f"actions.{card.id}.{name}", language=language)
        for name in actions:
            if name not in catalogue.by_id:
                yield Finding("text-of-nothing", f"actions.{name}", language=language)
        for component in instrument.components:
            for transition in TRANSITIONS:
                if not str(steps.get(component, {}).get(transition, "")).strip():
                    place = f"steps.{component}.{transition}"
                    yield Finding("text-missing", place, language=language)
