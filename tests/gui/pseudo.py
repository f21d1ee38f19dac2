"""Words as a longer language would have them: every text 40 % longer, with letters that need
their marks; placeholders and line breaks stay."""

from __future__ import annotations

import re

from topp_desktop.foundation.i18n import Translator

LONGER = 0.40
_PLACEHOLDER = re.compile(r"(\{[^{}]*\})")
_ACCENTED = str.maketrans("aeiouncAEIOUNC", "áéíóúñçÁÉÍÓÚÑÇ")
_FILL = ("ñandú", "àéîõü", "çã", "ŵÿ")


def longer(text: str) -> str:
    """The text with accents, and words at its end that make it 40 % longer."""
    plain = _PLACEHOLDER.sub("", text)
    if not plain.strip():
        return text
    marked = "".join(
        part if _PLACEHOLDER.fullmatch(part) else part.translate(_ACCENTED)
        for part in _PLACEHOLDER.split(text)
    )
    wanted = -(-len(plain) * int(100 * LONGER) // 100)
    added, number = "", 0
    while len(added) < wanted:
        # Short words grow in themselves: "No" becomes no two words in any language.
        gap = " " if len(plain) > 6 or added else ""
        added += (gap + _FILL[number % len(_FILL)])[: wanted - len(added)]
        number += 1
    return marked + added


class LongerWords(Translator):
    """A language's translator whose every answer is longer."""

    def gettext(self, message: str) -> str:
        return longer(super().gettext(message))

    def ngettext(self, singular: str, plural: str, n: int) -> str:
        return longer(super().ngettext(singular, plural, n))
