"""What somebody should look at again, and what an answer is called in a line."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from topp_desktop.domain.assessment import (
    DONT_KNOW,
    NOT_APPLICABLE,
    Response,
    as_level,
    present,
)
from topp_desktop.domain.assessment.review import awaits_reason, review_lists
from topp_desktop.domain.instrument import Item, Wording
from topp_desktop.foundation.i18n import N_, Translator
from topp_desktop.ui.hub import Snapshot
from topp_desktop.ui.widgets.tags import State

REVIEWS: Final[Mapping[str, str]] = {
    "open": N_("Not answered"),
    "reason": N_("Reason missing"),
    "flagged": N_("For later"),
    "unknown": N_("We don't know"),
    "bare": N_("Without document"),
    "unsure": N_("Not very sure"),
    "hard": N_("Hard to agree"),
    "na": N_("Not applicable"),
}
"""Every list by its key, and what it is called."""


def reviews(snapshot: Snapshot) -> dict[str, tuple[str, ...]]:
    """The questions of each list, in the form's order, for who answers here."""
    lists = review_lists(snapshot.instrument, snapshot.assessment, snapshot.respondent)
    mine = {item.id: snapshot.response(item.id) for item in snapshot.items}
    feedback = snapshot.assessment.feedback
    return {
        "open": lists.unanswered,
        "reason": lists.without_reason,
        "flagged": lists.flagged,
        "unknown": lists.dont_know,
        "bare": lists.without_document,
        "unsure": tuple(
            i for i, r in mine.items() if r.confidence == "B" and as_level(r.answer) is not None
        ),
        "hard": tuple(i for i in mine if i in feedback and feedback[i].kind == "hard-to-agree"),
        "na": tuple(i for i, r in mine.items() if r.answer == NOT_APPLICABLE),
    }


def answer_words(
    response: Response, item: Item, words: Translator, wording: Wording
) -> tuple[str, State]:
    """What was answered, and how the tag is coloured."""
    answer = response.answer
    if awaits_reason(response):
        return words.gettext("Reason missing"), "attention"
    if answer is None:
        return words.gettext("Not answered"), "attention"
    if answer == NOT_APPLICABLE:
        return words.gettext("Not applicable"), "neutral"
    if answer == DONT_KNOW:
        return words.gettext("We don't know"), "neutral"
    level = as_level(answer)
    if level is not None:
        return f"{level} · {wording.level(level)}", "active"
    figures = words.gettext("{done} of {total}")
    return figures.format(done=len(present(answer)), total=len(item.elements)), "active"
