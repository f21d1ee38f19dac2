"""Why an action stands where it stands: every term of its priority, with its value.

S = π · q · ΔI · (1 + 0.5·u) / effort, see docs/roadmap.md, "Priority".
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from topp_desktop.domain.roadmap import ActionTag, PlannedAction
from topp_desktop.foundation.i18n import N_, Translator

GAINS: Mapping[str, str] = {
    "overall": N_("points of the overall score"),
    "area": N_("points of its area"),
    "cell": N_("points of its cell"),
}


@dataclass(frozen=True, slots=True)
class Term:
    """One factor: its sign and value, and what it is."""

    value: str
    label: str


def why_terms(planned: PlannedAction, words: Translator) -> tuple[Term, ...]:
    """Gain, priority, feasibility, what it opens, effort, and what they give together."""
    ranked, action = planned.ranked, planned.action
    return (
        Term(
            "–" if ranked.gain is None else words.signed(ranked.gain, 1),
            words.gettext(GAINS[ranked.kind]),
        ),
        Term(f"× {words.number(action.priority, 1)}", words.gettext("national priority")),
        Term(f"× {words.number(action.feasibility, 1)}", words.gettext("feasible")),
        Term(
            f"× {words.number(1 + 0.5 * ranked.unlocks, 2)}",
            words.ngettext(
                "opens {n} other action", "opens {n} other actions", ranked.descendants
            ).format(n=ranked.descendants),
        ),
        Term(f"÷ {amount(action.effort, words)}", words.gettext("person-months")),
        Term(
            "–" if ranked.score is None else f"= {words.number(ranked.score, 2)}",
            words.gettext("weight in the plan"),
        ),
    )


def tag_reason(planned: PlannedAction, words: Translator) -> str:
    """Why an action is essential; "" where it is not."""
    if planned.ranked.tag is not ActionTag.MUST:
        return ""
    if planned.action.priority > 1:
        return words.gettext("Essential: it serves a declared national priority.")
    return words.gettext(
        "Essential: its cell is below 25, or an essential action cannot begin without it."
    )


def amount(value: Fraction, words: Translator) -> str:
    """A number of person-months, with a decimal only where it needs one."""
    return words.number(float(value), 0 if value.denominator == 1 else 1)
