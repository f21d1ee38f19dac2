"""Whether the levels of an item build on one another, as far as words can tell.

Errors are what no ladder may do; warnings are what a reader should look at again. See
docs/instruments.md, "Levels that build on one another".
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby, pairwise

from topp_desktop.domain.instrument.anchors import MAX_SIMILARITY, Anchor, anchors_of, jaccard
from topp_desktop.domain.instrument.anchors import shingles as runs_of
from topp_desktop.domain.instrument.findings import Detail, Finding
from topp_desktop.domain.instrument.model import Instrument
from topp_desktop.domain.instrument.reading import count_words, tokens

_LEAST_WORDS = 4
_COLLAPSE = 3
"""A level is suspicious when it has less than a third of the words of the level below."""


@dataclass(frozen=True, slots=True)
class LadderWords:
    """Per language: words that say something is absent, and beginnings of words that say it was
    evaluated, improved or protected."""

    absence: Mapping[str, Sequence[str]] = field(default_factory=dict)
    lasting: Mapping[str, Sequence[str]] = field(default_factory=dict)


def ladder_findings(instrument: Instrument, language: str, words: LadderWords) -> Iterator[Finding]:
    """Levels that repeat, add nothing, or do not sound like the level they stand for."""
    for _, group in groupby(anchors_of(instrument, language), key=lambda anchor: anchor.item.id):
        ladder = list(group)
        yield from _steps(ladder, language)
        yield from _ends(ladder, language, words)


def _steps(ladder: Sequence[Anchor], language: str) -> Iterator[Finding]:
    runs = [runs_of(anchor.text) for anchor in ladder]
    for upper in range(1, len(ladder)):
        for lower in range(upper):
            value = jaccard(runs[lower], runs[upper])
            if round(value, 9) > MAX_SIMILARITY:
                other, place = ladder[lower].place, ladder[upper].place
                details: dict[str, Detail] = {"other": other, "value": round(value, 2)}
                yield Finding("levels-alike", place, language=language, details=details)
    for anchor in ladder:
        if count_words(anchor.text) < _LEAST_WORDS:
            yield Finding("anchor-short", anchor.place, language=language)
    for below, above in pairwise(ladder):
        if set(tokens(above.text)) < set(tokens(below.text)):
            yield Finding("level-adds-nothing", above.place, language=language)
        elif count_words(above.text) * _COLLAPSE < count_words(below.text):
            yield Finding("level-collapses", above.place, "warning", language)


def _ends(ladder: Sequence[Anchor], language: str, words: LadderWords) -> Iterator[Finding]:
    absence = frozenset(words.absence.get(language, ()))
    lasting = tuple(words.lasting.get(language, ()))
    first, last = ladder[0], ladder[-1]
    if absence and not absence & set(tokens(first.text)):
        yield Finding("level-0-present", first.place, "warning", language)
    for anchor in ladder[2:]:
        if absence and tokens(anchor.text)[:1] and tokens(anchor.text)[0] in absence:
            yield Finding("level-absent", anchor.place, "warning", language)
    if lasting and not any(word.startswith(lasting) for word in tokens(last.text)):
        yield Finding("level-4-not-lasting", last.place, "warning", language)
