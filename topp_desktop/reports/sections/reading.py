"""How to read the figures."""

from __future__ import annotations

import re

from topp_desktop.reports.kit import Kit, Story
from topp_desktop.reports.markup import plain, strong
from topp_desktop.services.measurement.sentences import (
    DECLARED_EXPLAINED,
    LABEL_EXPLAINED,
    MEAN_EXPLAINED,
    range_sentence,
    support_sentence,
)

_NAME = re.compile(r"((?:^|(?<=\. ))[^.:]{3,24}:)")


def reading(kit: Kit) -> Story:
    """The sentences that stand under results everywhere in the program, in one place."""
    words, results = kit.words, kit.results
    sentences = []
    if results.card.leveled:
        sentences = [words.gettext(DECLARED_EXPLAINED)]
        if not results.card.show_supported:
            sentences.append(support_sentence(results, words))
        overall = results.card.overall
        if overall.low is not None and overall.high is not None:
            sentences.append(range_sentence(overall.low, overall.high, words))
        sentences += [words.gettext(LABEL_EXPLAINED), words.gettext(MEAN_EXPLAINED)]
    sentences.append(
        words.gettext(
            "The figures describe one institution at one moment. They are not made to compare "
            "institutions with each other."
        )
    )
    if results.card.local_weights:
        sentences.append(
            words.gettext("The institution set its own weights: this result is local.")
        )
    story = kit.section(words.gettext("How to read the figures"), room=70 + 32 * len(sentences))
    return [*story, *kit.bullets([_led(s) for s in sentences], markup=True)]


def _led(sentence: str) -> str:
    """Markup in which a short name before a colon, "Declared:", is semibold."""
    pieces = _NAME.split(sentence)
    return "".join(strong(p) if n % 2 else plain(p) for n, p in enumerate(pieces))
