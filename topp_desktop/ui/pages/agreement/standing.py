"""Where the questions of a measurement stand between single answers and agreement, in words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from topp_desktop.domain.assessment import DONT_KNOW, NOT_APPLICABLE, Answer, Consensus, as_level
from topp_desktop.domain.instrument import Wording
from topp_desktop.domain.scoring.voices import Voices, discuss_first, voices
from topp_desktop.foundation.i18n import N_, Translator
from topp_desktop.ui.hub import Snapshot
from topp_desktop.ui.widgets.tags import State

KINDS: Final[Mapping[str, str]] = {
    "discuss": N_("To discuss {n}"),
    "voted": N_("Voted, not agreed {n}"),
    "agreed": N_("Agreed {n}"),
    "open": N_("Not yet answered {n}"),
    "all": N_("All {n}"),
}
"""Every list of questions by its key, and what it is called."""
_FAR_APART = 2


@dataclass(frozen=True, slots=True)
class Look:
    """What the page of one question is shown with; `among`: the questions that it goes through."""

    item: str
    among: tuple[str, ...] = ()


def lists(snapshot: Snapshot) -> dict[str, list[Voices]]:
    """The questions of every list: those to discuss in the order in which to discuss them, the
    others in the form's."""
    found = list(voices(snapshot.instrument, snapshot.assessment).values())
    return {
        "discuss": discuss_first(snapshot.instrument, snapshot.assessment),
        "voted": [v for v in found if v.voted and not v.agreed],
        "agreed": [v for v in found if v.agreed],
        "open": [v for v in found if not (v.agreed or v.given or v.not_applicable or v.dont_know)],
        "all": found,
    }


def agreed_on(snapshot: Snapshot, item: str) -> Consensus | None:
    """What is on record as the group's agreement."""
    return next((c for c in snapshot.assessment.consensus if c.item == item), None)


def agreed_words(answer: Answer, words: Translator, wording: Wording) -> str:
    """What was agreed, such as "3 · Established"."""
    if answer == NOT_APPLICABLE:
        return words.gettext("Not applicable")
    if answer == DONT_KNOW:
        return words.gettext("We don't know")
    level = as_level(answer)
    return "" if level is None else f"{level} · {wording.level(level)}"


def state_of(found: Voices, words: Translator) -> tuple[str, State]:
    """Where a question stands, and how the tag is coloured."""
    if found.agreed:
        return words.gettext("Agreed"), "done"
    if found.voted:
        return words.gettext("Voted, not agreed"), "attention"
    if found.kind == "discuss":
        return words.gettext("To discuss"), "attention"
    if not (found.given or found.not_applicable or found.dont_know):
        return words.gettext("Not yet answered"), "neutral"
    return words.gettext("Not agreed"), "neutral"


def measure_words(found: Voices, words: Translator) -> str:
    """How far people agree, in a sentence."""
    if found.agreement is None:
        if found.given or found.not_applicable or found.dont_know:
            return words.gettext("Fewer than three levels: too few to measure the agreement.")
        return words.gettext("Nobody has answered this question yet.")
    said = {
        "high": words.gettext("Agreement {n} of 100: people say nearly the same."),
        "medium": words.gettext("Agreement {n} of 100: people are not far apart."),
        "discuss": words.gettext("Agreement {n} of 100: people are far apart, talk about it."),
    }[found.kind or "discuss"]
    return said.format(n=words.number(100 * found.agreement))


def count_words(found: Voices, words: Translator) -> str:
    """How many gave a level, and what the others said."""
    counted = (
        (found.given, words.ngettext("{n} gave a level", "{n} gave a level", found.given)),
        (found.dont_know, words.ngettext("{n} doesn't know", "{n} don't know", found.dont_know)),
        (
            found.not_applicable,
            words.ngettext(
                "{n} says not applicable", "{n} say not applicable", found.not_applicable
            ),
        ),
        (
            found.silent,
            words.ngettext("{n} has not answered", "{n} have not answered", found.silent),
        ),
    )
    said = [text.format(n=words.number(count)) for count, text in counted if count]
    return " · ".join(said)


def ask_words(found: Voices, words: Translator, wording: Wording) -> str:
    """Whom to ask first where the levels lie apart; "" where they do not."""
    given = [level for level, count in found.counts.items() if count]
    if found.spread < _FAR_APART:
        return ""
    return words.gettext("Ask first: what did those see who chose “{low}”, and “{high}”?").format(
        low=wording.level(min(given)), high=wording.level(max(given))
    )
