"""Why an action stands where it stands: every term of its priority, with its value.

S = π · q · ΔI · (1 + 0.5·u) / effort, see docs/roadmap.md, "Priority".
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from topp_desktop.domain.roadmap import ActionTag, PlannedAction
from topp_desktop.foundation.i18n import N_, Translator, rounded

GAINS: Mapping[str, str] = {
    "overall": N_("points of the overall score"),
    "area": N_("points of its area"),
    "cell": N_("points of its place in the map"),
}


_MOST_PLACES = 8


@dataclass(frozen=True, slots=True)
class Term:
    """One factor: its sign and value, and what it is."""

    value: str
    label: str


def why_terms(planned: PlannedAction, words: Translator) -> tuple[Term, ...]:
    """Gain, priority, feasibility, what it opens, effort, and what they give together.

    A factor of 1 changes nothing and is not said. Figures have as many decimals as it takes for
    what is shown to give the weight that is shown.
    """
    ranked, action = planned.ranked, planned.action
    opens = 1 + 0.5 * ranked.unlocks
    places = _places(planned)
    terms = [
        Term(
            "–" if ranked.gain is None else words.signed(ranked.gain, places),
            words.gettext(GAINS[ranked.kind]),
        )
    ]
    if action.priority != 1:
        terms.append(
            Term(f"× {words.number(action.priority, 2)}", words.gettext("national priority"))
        )
    if action.feasibility != 1:
        terms.append(Term(f"× {words.number(action.feasibility, 2)}", words.gettext("feasible")))
    if ranked.unlocks:
        terms.append(
            Term(
                f"× {words.number(opens, max(2, places))}",
                words.ngettext(
                    "opens {n} other action", "opens {n} other actions", ranked.descendants
                ).format(n=ranked.descendants),
            )
        )
    decimals = 0 if action.effort.denominator == 1 else places
    terms.append(
        Term(f"÷ {words.number(float(action.effort), decimals)}", words.gettext("person-months"))
    )
    weight = "–" if ranked.score is None else f"= {words.number(ranked.score, 2)}"
    return (*terms, Term(weight, words.gettext("weight in the plan")))


def _places(planned: PlannedAction) -> int:
    """The fewest decimals with which the rounded factors give the rounded weight."""
    ranked, action = planned.ranked, planned.action
    if ranked.gain is None or ranked.score is None:
        return 1
    for places in range(1, _MOST_PLACES):
        product = (
            rounded(ranked.gain, places)
            * rounded(action.priority, 2)
            * rounded(action.feasibility, 2)
            * rounded(1 + 0.5 * ranked.unlocks, max(2, places))
            / rounded(float(action.effort), places)
        )
        if rounded(float(product), 2) == rounded(ranked.score, 2):
            return places
    return _MOST_PLACES


def tag_reason(planned: PlannedAction, words: Translator) -> str:
    """Why an action is essential; "" where it is not."""
    if planned.ranked.tag is not ActionTag.MUST:
        return ""
    if planned.action.priority > 1:
        return words.gettext("Essential: it serves a declared national priority.")
    return words.gettext(
        "Essential: its place in the map is below 25, or an essential action cannot begin "
        "without it."
    )


def amount(value: Fraction, words: Translator) -> str:
    """A number of person-months, with a decimal only where it needs one."""
    return words.number(float(value), 0 if value.denominator == 1 else 1)
