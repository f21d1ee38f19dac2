"""What is missing for the next level, from the clauses marked as not met."""

from __future__ import annotations

import pytest

from topp_desktop.domain.assessment import Answer, Marks, Response
from topp_desktop.domain.assessment.missing import missing_words, refilled

LADDER = (("nothing",), ("a note",), ("a person", "a third of units"), ("all units", "funds"))
SPANISH = (("nada",), ("una nota",), ("una persona", "un tercio"), ("todas", "fondos"))


NONE = Marks()


def said(answer: Answer | None, marks: Marks = NONE, missing: str = "") -> Response:
    return Response("r1", "1.1-T", answer, missing=missing, marks=marks)


def no(*clauses: str, met: tuple[str, ...] = ()) -> Marks:
    return Marks.of(met, clauses)


@pytest.mark.parametrize(
    ("response", "words"),
    [
        (said(2, no("3.2")), "Funds."),
        (said(2, no("3.1", "3.2")), "All units; funds."),
        (said(1, no("3.2")), ""),
        (said(3, no("3.2")), ""),
        (said(None, no("2.2", met=("1.1",))), "A third of units."),
        (said(None, no("1.1")), "A note."),
        (said(None, no("3.1")), ""),
        (said("DK", no("2.1", met=("1.1",))), "A person."),
    ],
)
def test_only_what_is_not_met_of_the_level_above_is_missing(response: Response, words: str) -> None:
    assert missing_words(LADDER, response) == words


def test_an_empty_text_and_one_filled_in_before_follow_the_marks() -> None:
    empty, first = said(1), said(1, no("2.1"))
    filled = refilled(empty, first, LADDER, [LADDER, SPANISH])
    assert filled.missing == "A person."
    more = said(1, no("2.1", "2.2"), filled.missing)
    assert refilled(filled, more, LADDER, [LADDER]).missing == "A person; a third of units."
    again = refilled(filled, more, SPANISH, [LADDER, SPANISH])
    assert again.missing == "Una persona; un tercio.", "filled in before the language changed"
    assert refilled(filled, said(1, Marks(), filled.missing), LADDER, [LADDER]).missing == ""


def test_what_somebody_wrote_is_never_replaced() -> None:
    own = said(1, no("2.1"), "A person. And a room")
    after = said(2, no("2.1", "3.2"), own.missing)
    assert refilled(own, after, LADDER, [LADDER]) == after
