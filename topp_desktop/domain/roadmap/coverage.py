"""Whether an action catalogue answers everything that its instrument can ask for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields

from topp_desktop.domain.assessment import Answer, Assessment, Institution, Respondent, Response
from topp_desktop.domain.assessment.model import GOVERNMENT_LEVELS, INSTITUTION_TYPES
from topp_desktop.domain.instrument import Instrument, Item
from topp_desktop.domain.instrument.findings import Finding
from topp_desktop.domain.instrument.model import NotApplicable
from topp_desktop.domain.roadmap.catalogue import (
    STEPS,
    CardWording,
    Catalogue,
    card_id,
    find_cycle,
)
from topp_desktop.domain.roadmap.generate import propose_actions
from topp_desktop.domain.scoring import item_values, score

TRANSITIONS = ("0-1", "1-2", "2-3", "3-4")
"""The steps that the component texts describe, as help for actions of one's own."""

_EFFORT = (0.5, 24.0)
_DURATION = (1, 4)


@dataclass(frozen=True, slots=True)
class CatalogueCheck:
    """Findings and counts.

    lines_reached: lines that a card serves which some simulated plan contains; twice: cards that
    one plan contains more than once; composed: cards whose words nobody wrote.
    """

    findings: tuple[Finding, ...]
    cards: int
    lines: int
    lines_reached: int
    twice: int
    composed: int
    steps: int


def check_catalogue(instrument: Instrument, catalogue: Catalogue) -> CatalogueCheck:
    """Steps without a card, lines that no plan reaches, missing texts, cycles, odd figures."""
    findings = [*_card_findings(instrument, catalogue), *_text_findings(instrument, catalogue)]
    findings += _gaps(instrument, catalogue)
    planned: Counter[str] = Counter()
    twice: set[str] = set()
    for institution in _institutions(instrument):
        own = _full_plan(instrument, catalogue, institution)
        planned.update(own)
        twice.update(name for name, count in own.items() if count > 1)
    known = catalogue.by_id
    reached = {line for name in planned if name in known for line in known[name].lines}
    lines = [line for o in instrument.objectives.values() for line in o.lines]
    for line in lines:
        if line not in reached:
            findings.append(Finding("line-without-action", f"lines.{line}"))
    for name in known:
        if name not in planned:
            findings.append(Finding("card-never-proposed", f"actions.{name}"))
    findings += [Finding("card-twice", f"actions.{name}") for name in sorted(twice)]
    return CatalogueCheck(
        tuple(findings),
        cards=len(catalogue.cards),
        lines=len(lines),
        lines_reached=len(reached),
        twice=len(twice),
        composed=sum(card.composed for card in catalogue.cards),
        steps=len(instrument.components) * len(TRANSITIONS),
    )


def _institutions(instrument: Instrument) -> Iterator[Institution]:
    """Every level of government with every type; only those that questions tell apart."""
    seen = set()
    for level in GOVERNMENT_LEVELS:
        for kind in INSTITUTION_TYPES:
            exempt = frozenset(
                item.id for item in instrument.items if _exempt(item.not_applicable, level, kind)
            )
            if exempt not in seen:
                seen.add(exempt)
                yield Institution("", "", level, kind)


def _exempt(rule: NotApplicable | None, level: str, kind: str) -> bool:
    return rule is not None and (level in rule.levels or kind in rule.types)


def _full_plan(
    instrument: Instrument, catalogue: Catalogue, institution: Institution
) -> Counter[str]:
    """How often each card stands in the plan of an institution that is at 0 and wants 100."""
    form = max(instrument.forms, key=lambda form: len(form.items))
    answers: Mapping[str, Answer] = {
        item.id: "NA" if _exempt(item.not_applicable, institution.level, institution.type) else 0
        for item in instrument.form_items(form.id)
    }
    assessment = Assessment(
        institution,
        form.id,
        "",
        respondents=(Respondent("r", "technical"),),
        responses=tuple(Response("r", item, answer) for item, answer in answers.items()),
        targets=dict.fromkeys(instrument.cells, 100.0),
    )
    values = item_values(instrument, assessment)
    proposal = propose_actions(
        instrument, catalogue, form.id, values, score(instrument, assessment)
    )
    return Counter(action.card for action in proposal.actions if action.card is not None)


def _gaps(instrument: Instrument, catalogue: Catalogue) -> Iterator[Finding]:
    for item in _levelled(instrument):
        for step in STEPS:
            if card_id(item.id, step) not in catalogue.by_id:
                details = {"level": step}
                yield Finding("gap-without-action", f"items.{item.id}", details=details)


def _levelled(instrument: Instrument) -> Iterator[Item]:
    return (item for item in instrument.items if item.leveled and not item.retired)


def _card_findings(instrument: Instrument, catalogue: Catalogue) -> Iterator[Finding]:
    seen = set()
    for card in catalogue.cards:
        place = f"actions.{card.id}"
        if card.id in seen:
            yield Finding("instrument-repeated-id", "actions", details={"name": card.id})
        seen.add(card.id)
        item = instrument.by_id.get(card.item)
        objective = instrument.objectives.get((item.objective if item else None) or "")
        if objective is None or not set(card.lines) <= set(objective.lines) or not card.lines:
            yield Finding("action-misplaced", place)
        if card.step not in STEPS:
            yield Finding("action-step", place)
        for prerequisite in card.prerequisites:
            if prerequisite not in catalogue.by_id:
                details = {"name": prerequisite}
                yield Finding("instrument-unknown-id", f"{place}.prerequisites", details=details)
        low, high = _EFFORT
        shortest, longest = _DURATION
        # Only the step to level 2 begins at two levels; from the nearer one it costs no more.
        two_levels = (card.effort_from_1 is not None) == (card.step == STEPS[0])
        nearer = card.effort if card.effort_from_1 is None else card.effort_from_1
        sound = low <= nearer <= card.effort <= high and shortest <= card.duration <= longest
        if not (two_levels and sound):
            yield Finding("action-implausible", place)
    cycle = find_cycle(_waits_for(catalogue))
    if cycle:
        yield Finding("action-cycle", "actions", details={"cycle": " → ".join(cycle)})


def _waits_for(catalogue: Catalogue) -> dict[str, tuple[str, ...]]:
    """What each card waits for: its prerequisites, and the step before it on the same item."""
    return {
        card.id: (*card.prerequisites, *(card_id(card.item, s) for s in STEPS if s < card.step))
        for card in catalogue.cards
    }


def _text_findings(instrument: Instrument, catalogue: Catalogue) -> Iterator[Finding]:
    # The result is the level's own clauses; nobody writes it twice.
    wanted = [field.name for field in fields(CardWording) if field.name != "result"]
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
