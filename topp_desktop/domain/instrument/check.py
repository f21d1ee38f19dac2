"""The check of an instrument: everything that can be found wrong without asking a person.

Pure: the word lists come as arguments. The action catalogue has its own part,
`domain.roadmap.coverage`. What each code means stands in docs/instruments.md.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from topp_desktop.domain.instrument.anchors import (
    Likeness,
    anchors_of,
    length_findings,
    likeness_findings,
    likenesses,
    vague_findings,
)
from topp_desktop.domain.instrument.findings import Finding
from topp_desktop.domain.instrument.history import history_findings
from topp_desktop.domain.instrument.ladder import LadderWords, ladder_findings
from topp_desktop.domain.instrument.model import Instrument
from topp_desktop.domain.instrument.reading import count_words, item_words, reading_minutes
from topp_desktop.domain.instrument.scale import ScaleWords, scale_findings, theme_findings
from topp_desktop.domain.instrument.structure import structure_findings
from topp_desktop.domain.instrument.texts import leaves, text_findings

_LEAST_ITEMS = 2
"""A component's score is a mean over at least two items (docs/scoring.md)."""


@dataclass(frozen=True, slots=True)
class CheckWords:
    """The word lists, per language."""

    vague: Mapping[str, Sequence[str]] = field(default_factory=dict)
    ladder: LadderWords = field(default_factory=LadderWords)
    scale: Mapping[str, ScaleWords] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Longest:
    """The longest text of its kind: words, and where."""

    words: int
    place: str


@dataclass(frozen=True, slots=True)
class LanguageFigures:
    """What one language holds; minutes by form; the anchors most alike (None: none share a run)."""

    texts: int
    words: int
    longest_anchor: Longest | None
    longest_item: Longest | None
    most_alike: Likeness | None
    minutes: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class InstrumentCheck:
    """Findings, and figures per language; no figures while the structure is broken."""

    findings: tuple[Finding, ...]
    languages: Mapping[str, LanguageFigures]


def check_instrument(
    instrument: Instrument, words: CheckWords, earlier: Instrument | None = None
) -> InstrumentCheck:
    """Checks structure first, and the rest once the structure is sound."""
    broken = tuple(structure_findings(instrument))
    if broken:
        return InstrumentCheck(broken, {})
    findings = [*text_findings(instrument), *_grouping_findings(instrument)]
    findings += theme_findings(instrument)
    if earlier is not None:
        findings += history_findings(earlier, instrument)
    figures = {}
    for language in instrument.texts:
        pairs = likenesses(instrument, language)
        findings += likeness_findings(pairs, language)
        findings += length_findings(instrument, language)
        findings += vague_findings(instrument, language, words.vague)
        findings += ladder_findings(instrument, language, words.ladder)
        if language in words.scale:
            findings += scale_findings(instrument, language, words.scale[language])
        figures[language] = _figures(instrument, language, pairs)
    return InstrumentCheck(tuple(findings), figures)


def _grouping_findings(instrument: Instrument) -> Iterator[Finding]:
    """Items and lines that found no partner, components and cells that can have no score."""
    active = [item for item in instrument.items if not item.retired]
    asked = {line for item in active for line in item.lines}
    lines = [line for o in instrument.objectives.values() for line in o.lines]
    if lines:
        for item in active:
            if not item.lines:
                yield Finding("item-without-line", f"items.{item.id}")
    for line in lines:
        if line not in asked:
            yield Finding("line-without-item", f"lines.{line}")
    for component in instrument.components:
        if sum(item.component == component for item in active) < _LEAST_ITEMS:
            yield Finding("component-thin", f"components.{component}", "warning")
    for form in instrument.forms:
        cells = {item.cell for item in instrument.form_items(form.id)}
        if instrument.leveled:
            for cell in instrument.cells:
                if cell not in cells:
                    details = {"cell": cell}
                    yield Finding("cell-not-asked", f"forms.{form.id}", "warning", "", details)
    in_forms = {name for form in instrument.forms for name in form.items}
    for item in active:
        if item.id not in in_forms:
            yield Finding("item-never-asked", f"items.{item.id}", "warning")


def _figures(instrument: Instrument, language: str, pairs: Sequence[Likeness]) -> LanguageFigures:
    texts = leaves(instrument.texts[language])
    anchors = [Longest(count_words(a.text), a.place) for a in anchors_of(instrument, language)]
    items = [
        Longest(item_words(instrument, language, item), f"items.{item.id}")
        for item in instrument.items
        if not item.retired
    ]
    return LanguageFigures(
        texts=len(texts),
        words=sum(map(count_words, texts.values())),
        longest_anchor=max(anchors, key=lambda found: found.words, default=None),
        longest_item=max(items, key=lambda found: found.words, default=None),
        most_alike=pairs[0] if pairs else None,
        minutes={f.id: reading_minutes(instrument, language, f.id) for f in instrument.forms},
    )
