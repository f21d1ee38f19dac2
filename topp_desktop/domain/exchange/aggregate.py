"""An item's aggregate as it travels, and back: `score(revision)` is the score on the laptop.

A value is an integer in thousandths of a level (of a share, for a checklist item); where that is
not exact the fraction travels beside it, so that both ends compute from the same numbers.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any

from topp_desktop.domain.assessment import (
    DONT_KNOW,
    NOT_APPLICABLE,
    Assessment,
    Marks,
    Weights,
)
from topp_desktop.domain.exchange.view import Open
from topp_desktop.domain.instrument import Instrument
from topp_desktop.domain.scoring import ItemValue, State, item_values

THOUSAND = 1000
_SAFE = 2**53
ITEM, TARGET, WEIGHT_ITEM, WEIGHT_AREA = "item:", "target:", "weight:item:", "weight:area:"
LINE, FEEDBACK, PROFILE = "line:", "feedback:", "profile:"

_STATES = {State.NOT_APPLICABLE: NOT_APPLICABLE, State.DONT_KNOW: DONT_KNOW, State.BLANK: None}


def thousandths(value: Fraction) -> int:
    """The nearest thousandth, halves away from zero; value ≥ 0."""
    return int(value * THOUSAND + Fraction(1, 2))


def _pair(value: Fraction) -> list[int | str]:
    """Numerator and denominator; digits in a string beyond what every JSON reader counts."""
    return [n if n < _SAFE else str(n) for n in (value.numerator, value.denominator)]


def _fraction(pair: Sequence[int | str]) -> Fraction:
    return Fraction(int(pair[0]), int(pair[1]))


def item_element(
    value: ItemValue,
    *,
    note: str = "",
    missing: str = "",
    documents: Sequence[str] = (),
    marks: Marks | None = None,
) -> dict[str, Any] | None:
    """The element of one item; None where there is nothing to say."""
    element: dict[str, Any] = {}
    if value.value is not None:
        element["value"] = thousandths(value.value)
        if Fraction(element["value"], THOUSAND) != value.value:
            element["exact"] = _pair(value.value)
        element["variance"] = _pair(value.variance)
    else:
        element["value"] = _STATES[value.state]
    element["n"] = value.n
    element["given"] = value.given
    if value.agreement is not None:
        element["agreement"] = value.agreement
    if value.evidence is not None:
        element["evidence"] = value.evidence
    if value.confidence != "M":
        element["confidence"] = value.confidence
    if value.agreed:
        element["agreed"] = True
    if note:
        element["note"] = note
    if missing:
        element["missing"] = missing
    if documents:
        element["documents"] = list(documents)
    if marks:
        both = {"met": sorted(marks.met), "not_met": sorted(marks.not_met)}
        element["marks"] = {name: clauses for name, clauses in both.items() if clauses}
    says_something = element["value"] is not None or value.given or value.evidence is not None
    return element if says_something or note or missing or documents or marks else None


def item_value(element: Mapping[str, Any] | None) -> ItemValue:
    """The value an element stands for; None is blank."""
    if element is None:
        return ItemValue(State.BLANK)
    said = element["value"]
    common: dict[str, Any] = {
        "n": element.get("n", 0),
        "given": element.get("given", 0),
        "agreement": element.get("agreement"),
        "evidence": element.get("evidence"),
        "agreed": element.get("agreed", False),
        "confidence": element.get("confidence", "M"),
    }
    if said is None:
        return ItemValue(State.BLANK, **common)
    if isinstance(said, str):
        state = State.NOT_APPLICABLE if said == NOT_APPLICABLE else State.DONT_KNOW
        return ItemValue(state, **common)
    exact = element.get("exact")
    value = _fraction(exact) if exact else Fraction(said, THOUSAND)
    return ItemValue(State.VALUED, value, _fraction(element["variance"]), **common)


def assessment_elements(instrument: Instrument, assessment: Assessment) -> dict[str, Any]:
    """What an assessment says, as elements; no individual answer.

    A note is the group's justification, else what respondents noted for printing; private notes,
    flags, roles and respondents stay behind.
    """
    elements: dict[str, Any] = {}
    notes = _Notes(assessment)
    for item, value in item_values(instrument, assessment).items():
        element = item_element(
            value,
            note=notes.note(item, value.state),
            missing=notes.missing(item),
            documents=notes.documents(item),
            marks=notes.marks(item),
        )
        if element is not None:
            elements[ITEM + item] = element
    for cell, target in assessment.targets.items():
        elements[TARGET + cell] = {"value": target}
    for item, weight in assessment.weights.items.items():
        elements[WEIGHT_ITEM + item] = {"value": weight}
    for area, weight in assessment.weights.areas.items():
        elements[WEIGHT_AREA + area] = {"value": weight}
    for line, status in assessment.lines.items():
        elements[LINE + line] = {"status": status.state}
        if status.year is not None:
            elements[LINE + line]["year"] = status.year
        if status.note:
            elements[LINE + line]["note"] = status.note
    for item, said in assessment.feedback.items():
        elements[FEEDBACK + item] = {"text": said.text, "kind": said.kind}
    return elements


class _Notes:
    """The words of an assessment that travel, by item."""

    def __init__(self, assessment: Assessment) -> None:
        self._consensus = {c.item: c for c in assessment.consensus}
        self._responses: dict[str, list[Any]] = {}
        for response in assessment.responses:
            self._responses.setdefault(response.item, []).append(response)

    def marks(self, item: str) -> Marks | None:
        """The group's marks; one person's are an individual answer and stay behind."""
        agreed = self._consensus.get(item)
        return agreed.marks if agreed else None

    def note(self, item: str, state: State) -> str:
        agreed = self._consensus.get(item)
        responses = self._responses.get(item, [])
        parts = [agreed.rationale] if agreed and agreed.rationale else [r.note for r in responses]
        if state is State.NOT_APPLICABLE:
            reasons = (
                [agreed.reason]
                if agreed and agreed.reason
                else [r.reason for r in responses if r.answer == NOT_APPLICABLE]
            )
            parts = reasons + parts
        return "\n".join(_distinct(parts))

    def missing(self, item: str) -> str:
        return "\n".join(_distinct(r.missing for r in self._responses.get(item, ())))

    def documents(self, item: str) -> list[str]:
        agreed = self._consensus.get(item)
        first = agreed.documents if agreed else ()
        named = (d for r in self._responses.get(item, ()) for d in r.documents)
        return _distinct((*first, *named))


def _distinct(texts: Any) -> list[str]:
    return [text for text in dict.fromkeys(texts) if text]


def elements_values(elements: Mapping[str, Any]) -> dict[str, ItemValue]:
    """Item id → value, of the item elements; an `Open` one counts as not known."""
    return {
        name[len(ITEM) :]: ItemValue(State.DONT_KNOW)
        if isinstance(element, Open)
        else item_value(element)
        for name, element in elements.items()
        if name.startswith(ITEM)
    }


def elements_targets(elements: Mapping[str, Any]) -> dict[str, float]:
    """Cell → target, of the target elements."""
    return _numbers(elements, TARGET)


def elements_weights(elements: Mapping[str, Any]) -> Weights:
    """The institution's own weights, of the weight elements."""
    return Weights(_numbers(elements, WEIGHT_ITEM), _numbers(elements, WEIGHT_AREA))


def _numbers(elements: Mapping[str, Any], prefix: str) -> dict[str, float]:
    return {
        name[len(prefix) :]: element["value"]
        for name, element in elements.items()
        if name.startswith(prefix) and not isinstance(element, Open)
    }


def open_range(conflict: Open, top: int = 4) -> tuple[Fraction, Fraction]:
    """[lowest, highest] value an open item may have; 0 to `top` where a side has no number."""
    values = [item_value(candidate.value).value for candidate in conflict.said]
    numbers = [value for value in values if value is not None]
    if conflict.heads or len(numbers) < len(values):
        return Fraction(0), Fraction(top)
    return min(numbers), max(numbers)


def pending_values(
    elements: Mapping[str, Any], conflicts: Mapping[str, Open], checklist: frozenset[str]
) -> tuple[dict[str, ItemValue], dict[str, ItemValue]]:
    """The item values with every open item at its lowest, and at its highest.

    checklist: ids of the items whose value is a share, 0 to 1.
    """
    low, high = elements_values(elements), elements_values(elements)
    for name, conflict in conflicts.items():
        if name.startswith(ITEM):
            item = name[len(ITEM) :]
            floor, ceiling = open_range(conflict, 1 if item in checklist else 4)
            low[item] = ItemValue(State.VALUED, floor)
            high[item] = ItemValue(State.VALUED, ceiling)
    return low, high
