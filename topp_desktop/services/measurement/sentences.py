"""Results and plans in sentences: the same words in the window, on paper and on the console."""

from __future__ import annotations

from topp_desktop.domain.instrument import Wording
from topp_desktop.domain.roadmap import PlannedAction
from topp_desktop.domain.scoring import Score
from topp_desktop.domain.scoring.bands import HIGH, LOW, exact
from topp_desktop.domain.scoring.voices import Voices
from topp_desktop.foundation.i18n import N_, Translator
from topp_desktop.services.measurement.results import Results

_UNPLACED = {
    "capacity": N_("needs more people in one semester than there are"),
    "horizon": N_("finds no room before the last semester"),
    "prerequisite": N_("waits for an action that found no room"),
}
LABEL_EXPLAINED = N_(
    "Overall level: sums up the four capacities, never more than one level above the weakest."
)
MEAN_EXPLAINED = N_("Not a simple average: one very weak capacity holds back the rest.")
DECLARED_EXPLAINED = N_(
    "Declared: what the team answered. Supported: the part with documents on record."
)


def unplaced_sentence(planned: PlannedAction, words: Translator) -> str:
    """Why an action found no semester."""
    return words.gettext(_UNPLACED[planned.unplaced]) if planned.unplaced else ""


def level_sentence(results: Results, wording: Wording, words: Translator) -> str:
    """The overall level with its figure and range, or what is missing to publish it."""
    overall = results.card.overall
    if overall.label is None or overall.declared is None:
        missing = sum(cell.answers_needed for cell in results.missing_cells)
        return words.ngettext(
            "There is no overall level yet: {n} answer is missing.",
            "There is no overall level yet: {n} answers are missing.",
            missing,
        ).format(n=missing)
    return words.gettext("Overall level: {level} · {score} of 100").format(
        level=wording.level(overall.label), score=words.number(overall.declared)
    )


def ahead_sentence(results: Results, words: Translator) -> str:
    """That the result is a shorter form's, as long as the longer one lacks answers; else ""."""
    ahead = results.ahead
    if ahead is None:
        return ""
    return words.gettext(
        "This is the result of the short form. Of the full form {done} of {total} questions are "
        "answered; its result takes this place once it has an overall level."
    ).format(done=words.number(ahead.answered), total=words.number(ahead.asked))


def range_sentence(low: float, high: float, words: Translator) -> str:
    """What the range of a score means."""
    return words.gettext(
        "Given these answers, the score could lie between {a} and {b}. This is not a statistical "
        "margin of error."
    ).format(a=words.number(low), b=words.number(high))


def outside_sentence(score: Score, words: Translator) -> str:
    """Why a score lies outside its own range, "" where it does not: the range speaks of every
    question that applies, the score only of what has enough answers (docs/scoring.md, step 8)."""
    if score.declared is None or score.low is None or score.high is None:
        return ""
    if exact(score.low) <= exact(score.declared) <= exact(score.high):
        return ""
    return words.gettext(
        "The score {score} lies outside its range: the range also counts answers in places of "
        "the map that have no figure yet, the score does not."
    ).format(score=words.number(score.declared))


def alert_pairs_sentence(results: Results, wording: Wording, words: Translator) -> str:
    """Which pairs of capacities an alert compares; "" where the questionnaire has none."""
    pairs = [
        words.gettext("{high} high with {low} low").format(
            high=wording.dimension(alert.high), low=wording.dimension(low)
        )
        for alert in results.instrument.alerts
        if alert.kind == "contrast" and alert.high is not None
        for low in alert.low
    ]
    if not pairs:
        return ""
    return words.gettext(
        "An alert compares certain pairs of capacities, one with {from_} or more and the other "
        "below {below}: {pairs}."
    ).format(from_=words.number(HIGH, 1), below=words.number(LOW, 1), pairs="; ".join(pairs))


def support_sentence(results: Results, words: Translator) -> str:
    """That support is pending, and that this lowers nothing."""
    overall = results.card.overall
    return words.gettext(
        "Support pending: {n} of {m} answers have a document on record. "
        "This does not lower the level; add it later."
    ).format(n=overall.evidence_counted, m=overall.evidence_asked)


_KINDS = {"high": N_("high"), "medium": N_("medium"), "discuss": N_("to discuss")}


def agreement_words(found: Voices, words: Translator) -> str:
    """ "82 · high": how far people agree, from 0 to 100, and what that suggests."""
    if found.agreement is None or found.kind is None:
        return ""
    return f"{words.number(100 * found.agreement)} · {words.gettext(_KINDS[found.kind])}"
