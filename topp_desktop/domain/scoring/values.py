"""Step 1, 2 and the spread of step 8: what several people's answers say about one item.

Values are exact fractions, so that a revision that carries them scores exactly as the laptop
did (docs/scoring.md, "Item values").
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from fractions import Fraction

from topp_desktop.domain.assessment import DONT_KNOW, NOT_APPLICABLE, Assessment, Response
from topp_desktop.domain.instrument import Instrument, Item
from topp_desktop.domain.scoring.agreement import agreement_of

SIGMA = {"A": Fraction(35, 100), "M": Fraction(60, 100), "B": Fraction(1)}
"""Standard uncertainty of one answer, in levels, by how sure people are."""

_VARIANCE = {name: sigma**2 for name, sigma in SIGMA.items()}

_LESS_SURE = {"A": 0, "M": 1, "B": 2}


class State(Enum):
    """What is known about an item."""

    VALUED = "valued"
    NOT_APPLICABLE = "NA"
    DONT_KNOW = "DK"
    BLANK = "blank"

    @property
    def missing(self) -> bool:
        return self in (State.DONT_KNOW, State.BLANK)


@dataclass(frozen=True, slots=True)
class ItemValue:
    """One item's aggregate.

    value: levels 0–4 (share present 0–1 for a checklist item), None unless VALUED;
    variance: σ² in levels squared; evidence: best grade 0–3 or None (not recorded);
    n: people asked; given: people who gave a level; agreement: Cns 0–1 or None for fewer than 3.
    """

    state: State
    value: Fraction | None = None
    variance: Fraction = Fraction(0)
    evidence: int | None = None
    confidence: str = "M"
    n: int = 0
    given: int = 0
    agreed: bool = False
    agreement: float | None = None

    @property
    def supported(self) -> Fraction | None:
        """What the evidence carries: min(value, grade + 1), an unrecorded grade counting as 0."""
        if self.value is None:
            return None
        return min(self.value, Fraction((self.evidence or 0) + 1))


BLANK = ItemValue(State.BLANK)


def item_values(instrument: Instrument, assessment: Assessment) -> dict[str, ItemValue]:
    """The aggregate of every item of the assessment's form, in the form's order."""
    collected = _Collected(assessment)
    return {item.id: collected.value_of(item) for item in instrument.form_items(assessment.form)}


class _Collected:
    """The assessment's answers sorted by item, once."""

    def __init__(self, assessment: Assessment) -> None:
        self._respondents = assessment.respondents
        self._roles = {r.id: r.role for r in assessment.respondents}
        self._responses: dict[str, list[Response]] = defaultdict(list)
        for response in assessment.responses:
            self._responses[response.item].append(response)
        self._consensus = {c.item: c for c in assessment.consensus}
        self._tallies = defaultdict(list)
        for tally in assessment.tallies:
            self._tallies[tally.item].append(tally)

    def value_of(self, item: Item) -> ItemValue:
        responses = self._responses.get(item.id, [])
        tallies = self._tallies.get(item.id, [])
        asked = sum(1 for r in self._respondents if r.items is None or item.id in r.items)
        n = asked + sum(t.people for t in tallies)
        kind = item.kind
        levels = _levels_by_role(item, responses, self._roles)
        for tally in tallies:
            for level, count in enumerate(tally.counts):
                levels[tally.role].extend([Fraction(level)] * count)
        given = [level for group in levels.values() for level in group]
        agreement = agreement_of([float(level) for level in given]) if kind.leveled else None
        grades = [r.evidence for r in responses if r.evidence is not None]
        best_grade = max(grades, default=None)

        consensus = self._consensus.get(item.id)
        if consensus is not None:
            grade = consensus.evidence if consensus.evidence is not None else best_grade
            confidence = consensus.confidence or "M"
            state, value = State.VALUED, None
            if consensus.answer == NOT_APPLICABLE:
                state = State.NOT_APPLICABLE
            elif consensus.answer == DONT_KNOW:
                state = State.DONT_KNOW
            else:
                value = kind.worth(consensus.answer, item.elements)
            return ItemValue(
                state,
                value,
                _VARIANCE[confidence] if value is not None else Fraction(0),
                evidence=grade,
                confidence=confidence,
                n=n,
                given=len(given),
                agreed=True,
                agreement=agreement,
            )

        said_na = sum(1 for r in responses if r.answer == NOT_APPLICABLE)
        said_na += sum(t.na for t in tallies)
        if 2 * said_na > n:
            return ItemValue(State.NOT_APPLICABLE, evidence=best_grade, n=n, given=len(given))
        if not given or 2 * len(given) < n:
            said_dk = any(r.answer == DONT_KNOW for r in responses) or any(t.dk for t in tallies)
            state = State.DONT_KNOW if said_dk else State.BLANK
            return ItemValue(state, evidence=best_grade, n=n, given=len(given), agreement=agreement)
        means = [_mean(group) for group in levels.values() if group]
        confidences: list[str] = [
            r.confidence or "M" for r in responses if not isinstance(r.answer, str | None)
        ]
        confidences += ["M"] * sum(sum(t.counts) for t in tallies)
        return ItemValue(
            State.VALUED,
            _mean(means),
            _variance(given, confidences),
            evidence=best_grade,
            confidence=max(confidences, key=_LESS_SURE.__getitem__),
            n=n,
            given=len(given),
            agreement=agreement,
        )


def _levels_by_role(
    item: Item, responses: Iterable[Response], roles: Mapping[str, str]
) -> dict[str, list[Fraction]]:
    levels: dict[str, list[Fraction]] = defaultdict(list)
    worth, elements = item.kind.worth, item.elements
    for response in responses:
        if not isinstance(response.answer, str | None):
            levels[roles[response.respondent]].append(worth(response.answer, elements))
    return levels


def _mean(values: Sequence[Fraction]) -> Fraction:
    """The exact mean; of one value, as most are, without the arithmetic."""
    return values[0] if len(values) == 1 else sum(values, Fraction(0)) / len(values)


def _variance(given: Sequence[Fraction], confidences: Sequence[str]) -> Fraction:
    """σ² in levels²: by confidence for one answer, by the spread of two, of three or more."""
    k = len(given)
    if k == 1:
        return _VARIANCE[confidences[0]]
    if k == 2:
        lower = max(SIGMA[c] for c in confidences)
        return max(lower, abs(given[0] - given[1]) / 2) ** 2
    mean = _mean(given)
    sample = sum(((x - mean) ** 2 for x in given), Fraction(0)) / (k - 1)
    return sample / k + Fraction(1, 12)
