"""How the answers to one question are spread, and what a group should talk about first."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Literal

from topp_desktop.domain.assessment.model import (
    Assessment,
    Response,
    Tally,
)
from topp_desktop.domain.instrument import Instrument, Item
from topp_desktop.domain.instrument.answers import DONT_KNOW, NOT_APPLICABLE, as_level
from topp_desktop.domain.scoring.agreement import (
    DISCUSS_BELOW,
    HIGH_AGREEMENT,
    agreement_of,
    consensus_index,
)

Agreement = Literal["high", "medium", "discuss"]


@dataclass(frozen=True, slots=True)
class Voices:
    """Who said what about an item. counts, by_role: level → how many; without: role → how many
    said "not applicable" or "don't know"; agreement: Cns 0–1 or None for fewer than three levels;
    kind: how to call it; agreed: a group agreement is on record; voted: cards were counted.
    """

    item: str
    counts: Mapping[int, int]
    by_role: Mapping[str, Mapping[int, int]]
    not_applicable: int = 0
    dont_know: int = 0
    silent: int = 0
    agreement: float | None = None
    agreed: bool = False
    voted: bool = False
    without: Mapping[str, int] = field(default_factory=dict)

    @property
    def given(self) -> int:
        """How many gave a level."""
        return sum(self.counts.values())

    @property
    def spread(self) -> int:
        """Highest level given minus the lowest; 0 where at most one was given."""
        levels = [level for level, count in self.counts.items() if count]
        return max(levels) - min(levels) if levels else 0

    @property
    def mixed(self) -> bool:
        """Some say "not applicable", or "don't know", where others do not."""
        return sum(1 for n in (self.given, self.not_applicable, self.dont_know) if n) > 1

    @property
    def kind(self) -> Agreement | None:
        """high from 0.80, discuss below 0.60 (docs/scoring.md, "Agreement")."""
        if self.agreement is None:
            return None
        if self.agreement >= HIGH_AGREEMENT:
            return "high"
        return "discuss" if self.agreement < DISCUSS_BELOW else "medium"


def voices(instrument: Instrument, assessment: Assessment) -> dict[str, Voices]:
    """The voices on every levels item of the form, in the form's order."""
    responses: dict[str, list[Response]] = defaultdict(list)
    for response in assessment.responses:
        responses[response.item].append(response)
    tallies: dict[str, list[Tally]] = defaultdict(list)
    for tally in assessment.tallies:
        tallies[tally.item].append(tally)
    agreed = {c.item for c in assessment.consensus}
    return {
        item.id: _voices(
            item, assessment, responses.get(item.id, ()), tallies.get(item.id, ()), agreed
        )
        for item in instrument.form_items(assessment.form)
        if item.leveled
    }


def _voices(
    item: Item,
    assessment: Assessment,
    responses: Iterable[Response],
    tallies: Iterable[Tally],
    agreed: set[str],
) -> Voices:
    roles = {r.id: r.role for r in assessment.respondents}
    by_role: dict[str, Counter[int]] = defaultdict(Counter)
    without: Counter[str] = Counter()
    na = dk = 0
    voted = False
    spoke = set()
    for response in responses:
        if response.answer is not None:
            spoke.add(response.respondent)
        level = as_level(response.answer)
        if level is not None:
            by_role[roles[response.respondent]][level] += 1
        elif response.answer in {NOT_APPLICABLE, DONT_KNOW}:
            without[roles[response.respondent]] += 1
        na += response.answer == NOT_APPLICABLE
        dk += response.answer == DONT_KNOW
    for tally in tallies:
        voted = True
        by_role[tally.role].update({n: c for n, c in enumerate(tally.counts) if c})
        without[tally.role] += tally.na + tally.dk
        na, dk = na + tally.na, dk + tally.dk
    asked = {r.id for r in assessment.respondents if r.items is None or item.id in r.items}
    counts: Counter[int] = Counter()
    for group in by_role.values():
        counts.update(group)
    return Voices(
        item=item.id,
        counts=dict(sorted(counts.items())),
        by_role={role: dict(sorted(group.items())) for role, group in by_role.items()},
        not_applicable=na,
        dont_know=dk,
        silent=len(asked - spoke),
        agreement=agreement_of([float(level) for level in counts.elements()]),
        agreed=item.id in agreed,
        voted=voted,
        without={role: count for role, count in without.items() if count},
    )


def discuss_first(instrument: Instrument, assessment: Assessment) -> list[Voices]:
    """What the group does not agree on and has not settled: lowest agreement first.

    Two levels have no published agreement, but are ordered by the same formula. Ties: the wider
    spread first, then the form's order. Items on which all say the same are left out.
    """

    def key(found: Voices) -> tuple[float, int]:
        counts = {float(level): n for level, n in found.counts.items()}
        index = consensus_index(counts, 4) if found.given else 1.0
        return (round(index, 9), -found.spread)

    open_ones = [
        found
        for found in voices(instrument, assessment).values()
        if not found.agreed and (found.spread or found.mixed)
    ]
    return sorted(open_ones, key=key)
