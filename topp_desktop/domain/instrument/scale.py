"""Whether the ladders of an instrument are one scale, as far as words can tell.

One scale means: every question asks in one form of one subject, level 2 asks a third and level 3
nearly all, nothing is counted by a number that is all of a village and nothing of a ministry, no
level 4 is out of reach, the lowest levels describe without a motive, and the cross-cutting themes
stand in the ladder. See docs/instruments.md, "One scale".
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby, pairwise

from topp_desktop.domain.instrument.anchors import Anchor, anchors_of
from topp_desktop.domain.instrument.findings import Finding
from topp_desktop.domain.instrument.model import Instrument
from topp_desktop.domain.instrument.reading import item_texts, tokens

THEME_LEVEL = 3
"""The level whose clauses ask for an item's themes."""
LEAST_THEME_ITEMS = 3
LEAST_THEME_AREAS = 2
_RESTATED = 3
"""A clause of fewer words is too short to say that the level above repeats it."""
_YEARS = 1000
"""A number from here on is a year."""


@dataclass(frozen=True, slots=True)
class ScaleWords:
    """One language's words; phrases of whole words, `themes` beginnings of words.

    openings: how a stem may begin; subjects: one of them stands in every stem; third, nearly_all:
    what levels 2 and 3 ask; numbers: words that count; spans: what a number may count (months,
    years); shares: phrases in which numbers are a share; lookbacks: beginnings of periods, and
    period: the one period; handover: a change of authorities; lasting: what work can produce
    instead of one; motives; large: what only a large institution has.
    """

    openings: Sequence[str] = ()
    subjects: Sequence[str] = ()
    third: Sequence[str] = ()
    nearly_all: Sequence[str] = ()
    numbers: Sequence[str] = ()
    spans: Sequence[str] = ()
    shares: Sequence[str] = ()
    lookbacks: Sequence[str] = ()
    period: Sequence[str] = ()
    handover: Sequence[str] = ()
    lasting: Sequence[str] = ()
    motives: Sequence[str] = ()
    large: Sequence[str] = ()
    themes: Mapping[str, Sequence[str]] = field(default_factory=dict)


def scale_findings(instrument: Instrument, language: str, words: ScaleWords) -> Iterator[Finding]:
    """Everything that sets the ladders of an instrument apart from one another."""
    yield from _stems(instrument, language, words)
    for _, group in groupby(anchors_of(instrument, language), key=lambda anchor: anchor.item.id):
        ladder = list(group)
        yield from _restated(ladder, language)
        yield from _ladder(ladder, language, words)
        yield from _ladder_themes(ladder, language, words)


def theme_findings(instrument: Instrument) -> Iterator[Finding]:
    """Themes that too few questions, or the questions of one area, ask for."""
    areas: dict[str, list[str | None]] = defaultdict(list)
    for item in instrument.items:
        for theme in item.themes:
            areas[theme].append(item.area)
    for theme in instrument.themes:
        found = areas[theme]
        if len(found) < LEAST_THEME_ITEMS or len(set(found)) < LEAST_THEME_AREAS:
            details = {"items": len(found), "areas": len(set(found))}
            yield Finding("theme-thin", f"themes.{theme}", details=details)


def _line(text: str) -> str:
    return f" {' '.join(tokens(text))} "


def _phrases(text: str, phrases: Iterable[str]) -> list[str]:
    """The phrases that stand in a text as whole words."""
    line = _line(text)
    return [phrase for phrase in phrases if f" {phrase} " in line]


def _begun(text: str, beginnings: Iterable[str]) -> bool:
    """Whether a word of the text, or two in a row, begin like one of these."""
    line = _line(text)
    return any(f" {beginning}" in line for beginning in beginnings)


def _stems(instrument: Instrument, language: str, words: ScaleWords) -> Iterator[Finding]:
    for item in instrument.items:
        stem = str(item_texts(instrument, language, item).get("stem", ""))
        if item.retired or not item.leveled or not stem or not words.openings:
            continue
        opened = any(_line(stem).startswith(f" {opening} ") for opening in words.openings)
        if not opened or not _phrases(stem, words.subjects):
            yield Finding("stem-form", f"items.{item.id}.stem", language=language)


def _restated(ladder: Sequence[Anchor], language: str) -> Iterator[Finding]:
    """A clause that the level above says again: whoever reads that level alone meets both."""
    for below, above in pairwise(ladder[1:]):
        whole = set(tokens(above.text))
        for number, clause in enumerate(below.clauses):
            own = set(tokens(clause))
            if len(own) > _RESTATED and own <= whole:
                place = f"{below.place}.{number}"
                yield Finding("level-restated", place, language=language)


def _ladder(ladder: Sequence[Anchor], language: str, words: ScaleWords) -> Iterator[Finding]:
    if words.third and not _phrases(ladder[2].text, words.third):
        yield Finding("scale-third", ladder[2].place, language=language)
    if words.nearly_all and not _phrases(ladder[3].text, words.nearly_all):
        yield Finding("scale-all", ladder[3].place, language=language)
    for anchor in ladder[:2]:
        for word in _phrases(anchor.text, words.motives):
            yield Finding("motive-word", anchor.place, language=language, details={"word": word})
    for anchor in ladder[1:]:
        for word in (*_counts(anchor.text, words), *_phrases(anchor.text, words.large)):
            yield Finding("scale-number", anchor.place, language=language, details={"word": word})
        if _looks_back_otherwise(anchor.text, words):
            yield Finding("scale-period", anchor.place, language=language)
    last = ladder[-1]
    if _phrases(last.text, words.handover) and not _begun(last.text, words.lasting):
        yield Finding("handover-alone", last.place, language=language)


def _counts(text: str, words: ScaleWords) -> Iterator[str]:
    """Numbers that count things; a share and a span of time do not."""
    line = _line(text)
    for share in words.shares:
        line = line.replace(f" {share} ", " ")
    found = [*line.split(), ""]
    for word, following in pairwise(found):
        counts = word in words.numbers or (word.isdecimal() and 1 < int(word) < _YEARS)
        if counts and following not in words.spans:
            yield f"{word} {following}".strip()


def _looks_back_otherwise(text: str, words: ScaleWords) -> bool:
    line = _line(text)
    for back in words.lookbacks:
        _, found, rest = line.partition(f" {back} ")
        if found and not any(rest.startswith(f"{period} ") for period in words.period):
            return True
    return False


def _ladder_themes(ladder: Sequence[Anchor], language: str, words: ScaleWords) -> Iterator[Finding]:
    asked = ladder[THEME_LEVEL]
    for theme in asked.item.themes:
        listed = words.themes.get(theme, ())
        if listed and not _begun(asked.text, listed):
            details = {"theme": theme}
            yield Finding("theme-not-asked", asked.place, language=language, details=details)
        # Where nothing else parts 1 from 2, a theme would be the whole capacity.
        if len(ladder[2].clauses) == 1 and _begun(ladder[2].text, listed):
            details = {"theme": theme}
            yield Finding("theme-alone", ladder[2].place, language=language, details=details)
