"""Competing values of one element in words, so that whoever decides sees how they differ."""

from __future__ import annotations

from collections.abc import Sequence

from topp_desktop.domain.exchange import Element
from topp_desktop.domain.instrument import Wording
from topp_desktop.foundation.i18n import Translator
from topp_desktop.services.exchange.element_words import value_words
from topp_desktop.services.exchange.value_words import said
from topp_desktop.services.exchange.version_words import LABELS

_TOLD = frozenset({"id", "value", "note", "title", "activity", "topic", "text", "start", "date"})
"""Fields that `value_words` shows already."""
_UNSAID = frozenset({"exact", "variance", "n"})
"""Fields that only a program reads."""


def side_by_side(
    element: str, values: Sequence[Element], wording: Wording | None, words: Translator
) -> list[str]:
    """What each value says, with whatever else tells it from the others."""
    texts = [value_words(element, value, wording, words) for value in values]
    if wording is not None:
        kind = element.partition(":")[0]
        for field in _differing(values):
            label = words.gettext(LABELS.get((kind, field)) or LABELS.get(("", field), field))
            for n, value in enumerate(values):
                more = said(field, value, wording, words, kind) if value and field in value else ""
                texts[n] += f" · {label.rstrip('?')}: {more}" if more else ""
    if len(set(texts)) < len(texts):
        # Nobody should think that nothing differs.
        other = words.gettext("differs in details")
        texts = [f"{text} · {other}" if texts.count(text) > 1 else text for text in texts]
    return texts


def _differing(values: Sequence[Element]) -> list[str]:
    fields: dict[str, None] = {}
    for value in values:
        fields.update(dict.fromkeys(value or ()))
    return [
        field
        for field in fields
        if field not in _TOLD | _UNSAID
        and len({repr(value.get(field)) for value in values if value is not None}) > 1
    ]
