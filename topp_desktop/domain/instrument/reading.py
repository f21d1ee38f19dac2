"""How much there is to read: words of an item, and the minutes that a form takes.

The figures count what one institution sees: a question with its help, its levels or elements,
the examples of evidence, the item's own rule for "not applicable", and the longest of the
examples by kind of institution (only one of them is shown). See docs/instruments.md.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from topp_desktop.domain.instrument.model import Instrument, Item
from topp_desktop.domain.instrument.texts import leaves

WORDS_PER_MINUTE = 180
"""Reading with understanding, a little below the 200 to 250 of fluent silent reading."""
SECONDS_PER_ANSWER = 20
"""Choosing, and saying how sure one is; looking documents up is not counted."""

_WORD = re.compile(r"\w+")


def count_words(text: str) -> int:
    """Words as a person counts them: what stands between blanks and has a letter or digit."""
    return sum(1 for part in text.split() if _WORD.search(part))


def tokens(text: str) -> list[str]:
    """The words in lower case, without punctuation."""
    return _WORD.findall(text.casefold())


def item_texts(instrument: Instrument, language: str, item: Item) -> Mapping[str, Any]:
    """The item's own texts in this language; empty where there are none."""
    found = instrument.texts[language].get("items", {}).get(item.id, {})
    return found if isinstance(found, Mapping) else {}


def item_words(instrument: Instrument, language: str, item: Item) -> int:
    """Words that one institution reads for this item."""
    texts = item_texts(instrument, language, item)
    examples = leaves(texts.get("examples", {})).values()
    read = [text for path, text in leaves(texts).items() if path[0] != "examples"]
    return sum(map(count_words, read)) + max(map(count_words, examples), default=0)


def reading_minutes(instrument: Instrument, language: str, form: str) -> float:
    """Minutes to read and answer a form once, on one's own."""
    items = instrument.form_items(form)
    words = sum(item_words(instrument, language, item) for item in items)
    return words / WORDS_PER_MINUTE + len(items) * SECONDS_PER_ANSWER / 60
