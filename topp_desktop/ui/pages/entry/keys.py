"""What a key means in a cell of the entry grid. No Qt: a key, an answer before, an answer after."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import IntEnum

from topp_desktop.domain.assessment import DONT_KNOW, NOT_APPLICABLE, Response, present
from topp_desktop.domain.assessment.model import Confidence
from topp_desktop.domain.instrument import Item
from topp_desktop.domain.instrument.kinds import CHECKLIST, LEVELS
from topp_desktop.services.forms import ELEMENT_SIGNS

ELEMENT_KEYS = ELEMENT_SIGNS
"""The keys of a checklist's elements, in the order in which they stand on paper."""
GRADES = 4
SURE: tuple[Confidence, ...] = ("B", "M", "A")
"""As on paper, from left to right; the keys 1, 2 and 3 are their places."""


class Column(IntEnum):
    """The columns of the grid, from left to right."""

    NUMBER = 0
    CODE = 1
    QUESTION = 2
    ANSWER = 3
    GRADE = 4
    SURE = 5
    NOTE = 6
    REASON = 7


TEXTS = (Column.NOTE, Column.REASON)


@dataclass(frozen=True, slots=True)
class Keyed:
    """What a key did. onward: the cell is finished; wish: "not applicable" waits for a reason."""

    response: Response
    onward: bool = True
    wish: bool = False


def keyed(
    column: Column, key: str, response: Response, item: Item, levels: int, *, shift: bool = False
) -> Keyed | None:
    """The response after a key; None where the key means nothing in this cell.

    levels: how many levels an item with levels has.
    """
    key = key.lower()
    if column is Column.ANSWER:
        return _answer(key, response, item, levels, shift=shift)
    if column is Column.GRADE and key.isdecimal() and int(key) < GRADES:
        return Keyed(replace(response, evidence=int(key)))
    if column is Column.SURE:
        code = key.upper()
        places = dict(zip("123", SURE, strict=True))
        for known in SURE:
            if known in {code, places.get(key)}:
                return Keyed(replace(response, confidence=known))
    return None


def _answer(key: str, response: Response, item: Item, levels: int, *, shift: bool) -> Keyed | None:
    found = None if shift else ANSWERS[item.type](key, response, item, levels)
    if found is not None:
        return found
    if key == "n":
        return Keyed(response, onward=False, wish=True)
    if key == "d":
        return Keyed(replace(response, answer=DONT_KNOW, reason=""))
    return None


def _level(key: str, response: Response, _item: Item, levels: int) -> Keyed | None:
    if key.isdecimal() and int(key) < levels:
        return Keyed(replace(response, answer=int(key), reason=""))
    return None


def _element(key: str, response: Response, item: Item, _levels: int) -> Keyed | None:
    place = ELEMENT_KEYS.find(key) if key else -1
    if 0 <= place < len(item.elements):
        return Keyed(ticked(response, item.elements[place]), onward=False)
    return Keyed(replace(response, answer=frozenset(), reason="")) if key == "0" else None


ANSWERS = {LEVELS.name: _level, CHECKLIST.name: _element}
"""What the keys of each kind of question mean, before the two words that any question takes."""


def ticked(response: Response, element: str) -> Response:
    """With the other state of an element of a checklist; the others stay."""
    before = present(response.answer)
    return replace(response, answer=before ^ {element}, reason="")


def cleared(column: Column, response: Response) -> Response:
    """Without what a column holds."""
    if column is Column.ANSWER:
        return replace(response, answer=None, reason="")
    if column is Column.GRADE:
        return replace(response, evidence=None)
    if column is Column.SURE:
        return replace(response, confidence=None)
    return written(column, response, "")


def written(column: Column, response: Response, text: str) -> Response:
    """With another text in one of the text columns; a reason makes it "not applicable"."""
    if column is Column.NOTE:
        return replace(response, note=text)
    return replace(response, answer=NOT_APPLICABLE, reason=text)


def is_empty(column: Column, response: Response) -> bool:
    """Whether a column holds nothing."""
    return cleared(column, response) == response
