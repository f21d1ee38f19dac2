"""Whether the anchored levels say something: length, vague words, and anchors alike.

An anchor names something that a colleague could go and see. Two anchors are compared by their
runs of three words (shingles) after the names of their objectives were taken out: what is left
alike is a sentence that was copied (Broder 1997, "On the resemblance and containment of
documents").
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from topp_desktop.domain.instrument.clauses import sentence_of
from topp_desktop.domain.instrument.findings import Detail, Finding
from topp_desktop.domain.instrument.model import Instrument, Item
from topp_desktop.domain.instrument.reading import count_words, item_texts, item_words, tokens

MAX_ANCHOR_WORDS = 20
MAX_ITEM_WORDS = 125
MAX_SIMILARITY = 0.6
_SHINGLE = 3

Shingles = frozenset[tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Likeness:
    """Two anchors of different items and how alike they are, 0 to 1."""

    value: float
    place: str
    other: str


@dataclass(frozen=True, slots=True)
class Anchor:
    """One anchored level of one item, in one language."""

    item: Item
    level: int
    clauses: tuple[str, ...]

    @property
    def text(self) -> str:
        """The whole anchor as one sentence."""
        return sentence_of(self.clauses)

    @property
    def place(self) -> str:
        return f"items.{self.item.id}.levels.{self.level}"


def anchors_of(instrument: Instrument, language: str) -> list[Anchor]:
    """Every anchor that this language has, in the order of the items."""
    return [
        Anchor(item, level, tuple(clauses))
        for item in instrument.items
        if item.leveled and not item.retired
        for level, clauses in enumerate(item_texts(instrument, language, item).get("levels", ()))
    ]


def _own_words(instrument: Instrument, language: str, objective: str | None) -> frozenset[str]:
    names = instrument.texts[language].get("objectives", {})
    return frozenset(tokens(names.get(objective or "", {}).get("name", "")))


def shingles(text: str, without: frozenset[str] = frozenset()) -> Shingles:
    """Runs of three words; a shorter text is one run."""
    words = [word for word in tokens(text) if word not in without]
    runs = (tuple(words[n : n + _SHINGLE]) for n in range(len(words) - _SHINGLE + 1))
    return frozenset(runs) or frozenset([tuple(words)])


def jaccard(one: Shingles, other: Shingles) -> float:
    """Shared runs among all runs of both, 0 to 1."""
    return len(one & other) / len(one | other)


def likenesses(instrument: Instrument, language: str) -> list[Likeness]:
    """Pairs of anchors of different items that share a run of words, the most alike first."""
    anchors = anchors_of(instrument, language)
    drop = {o: _own_words(instrument, language, o) for o in (None, *instrument.objectives)}
    runs = [shingles(a.text, drop.get(a.item.objective, frozenset())) for a in anchors]
    having: dict[tuple[str, ...], list[int]] = defaultdict(list)
    shared: Counter[tuple[int, int]] = Counter()
    for number, own in enumerate(runs):
        for run in own:
            shared.update((earlier, number) for earlier in having[run])
            having[run].append(number)
    found = [
        Likeness(
            count / (len(runs[one]) + len(runs[other]) - count),
            anchors[one].place,
            anchors[other].place,
        )
        for (one, other), count in shared.items()
        if anchors[one].item is not anchors[other].item
    ]
    return sorted(found, key=lambda pair: (-pair.value, pair.place, pair.other))


def likeness_findings(pairs: Sequence[Likeness], language: str) -> Iterator[Finding]:
    """Anchors of different items that are too much alike."""
    for pair in pairs:
        if round(pair.value, 9) > MAX_SIMILARITY:
            details: dict[str, Detail] = {"other": pair.other, "value": round(pair.value, 2)}
            yield Finding("anchors-alike", pair.place, language=language, details=details)


def length_findings(instrument: Instrument, language: str) -> Iterator[Finding]:
    """Anchors and items that are too long to be read by everybody."""
    for anchor in anchors_of(instrument, language):
        words = count_words(anchor.text)
        if words > MAX_ANCHOR_WORDS:
            details = {"words": words, "limit": MAX_ANCHOR_WORDS}
            yield Finding("anchor-long", anchor.place, language=language, details=details)
    for item in instrument.items:
        # A checklist of fifteen elements is long by design.
        words = item_words(instrument, language, item) if item.leveled else 0
        if words > MAX_ITEM_WORDS and not item.retired:
            details = {"words": words, "limit": MAX_ITEM_WORDS}
            yield Finding("item-long", f"items.{item.id}", language=language, details=details)


def vague_findings(
    instrument: Instrument, language: str, vague: Mapping[str, Sequence[str]]
) -> Iterator[Finding]:
    """Words that nobody can go and see: an error in an anchor, a warning in an element."""
    listed = vague.get(language, ())

    def found_in(text: str) -> Iterator[str]:
        line = f" {' '.join(tokens(text))} "
        return (word for word in listed if f" {word} " in line)

    for anchor in anchors_of(instrument, language):
        for word in found_in(anchor.text):
            yield Finding("vague-word", anchor.place, language=language, details={"word": word})
    for item in instrument.items:
        if item.retired:
            continue
        for element, text in item_texts(instrument, language, item).get("elements", {}).items():
            for word in found_in(text):
                place = f"items.{item.id}.elements.{element}"
                details = {"word": word}
                yield Finding("vague-word", place, "warning", language, details)
