"""What can be marked on paper for a question: its levels with their clauses, or what is there."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from reportlab.platypus import Paragraph, Table

from topp_desktop.domain.instrument import Item, Wording
from topp_desktop.domain.instrument.clauses import as_lines
from topp_desktop.domain.instrument.kinds import CHECKLIST, LEVELS
from topp_desktop.foundation.i18n import Translator
from topp_desktop.reports import styles
from topp_desktop.reports.by_hand import BARE, Bubble, Square, plain_table
from topp_desktop.reports.markup import plain, strong
from topp_desktop.reports.tables import table
from topp_desktop.services.forms import ELEMENT_SIGNS

_BUBBLE, _NAME, _BOX = 22.0, 82.0, 24.0


def _levels(item: Item, wording: Wording, words: Translator, width: float) -> Table:
    """A bubble for each level; beside each of its clauses, is it met, yes or no."""
    asked = words.gettext("Is it met?")
    heads = [asked, words.gettext("Yes"), words.gettext("No")]
    rows: list[list[Any]] = [["", "", *(Paragraph(plain(head), styles.TINY) for head in heads)]]
    rows[0][2] = Paragraph(plain(asked), styles.TINY_RIGHT)
    for level, clauses in enumerate(wording.clauses(item.id)):
        for number, line in enumerate(as_lines(clauses)):
            rows.append(
                [
                    Bubble(str(level)) if number == 0 else "",
                    Paragraph(strong(wording.level(level)), styles.SMALL) if number == 0 else "",
                    Paragraph(plain(line), styles.SMALL),
                    *((Square(), Square()) if level else ("", "")),
                ]
            )
    text = width - _BUBBLE - _NAME - 2 * _BOX
    top = [("VALIGN", (0, 0), (-1, -1), "TOP"), ("VALIGN", (0, 0), (-1, 0), "BOTTOM")]
    return table(rows, [_BUBBLE, _NAME, text, _BOX, _BOX], [*BARE, *top], hAlign="LEFT")


def _elements(item: Item, wording: Wording, _words: Translator, width: float) -> Table:
    rows = [
        [Bubble(sign), Paragraph(plain(wording.element(item.id, element)), styles.SMALL)]
        for sign, element in zip(ELEMENT_SIGNS, item.elements, strict=False)
    ]
    return plain_table(rows, [_BUBBLE, width - _BUBBLE])


ANSWERS: Mapping[str, Callable[[Item, Wording, Translator, float], Table]] = {
    LEVELS.name: _levels,
    CHECKLIST.name: _elements,
}
"""How each kind of question is marked, for a width in points."""
