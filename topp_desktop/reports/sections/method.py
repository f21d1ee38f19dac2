"""How the figures and the plan are computed, in words and in symbols; and what words mean."""

from __future__ import annotations

from collections.abc import Sequence

from reportlab.platypus import Paragraph, Spacer

from topp_desktop.reports import styles
from topp_desktop.reports.kit import Kit, Story
from topp_desktop.reports.markup import plain, strong
from topp_desktop.services.terms import status_counts

_SYMBOLS = {
    "cell": "C = 25 · Σ w·x / Σ w",
    "dimension": "D = Σ v·C / Σ v",
    "overall": "G = 25 · ∏ (1 + z/25)^u − 25",
    "range": "[m₀ − {z}·SE, m₄ + {z}·SE]",
    "priority": "S = π · q · ΔI · (1 + {half}·u) / p",
}


def method(kit: Kit) -> Story:
    """The method annex."""
    words = kit.words
    story = kit.section(words.gettext("Method"), room=320)
    parts = _levels_method(kit) if kit.results.card.leveled else _shares_method(kit)
    if kit.road_map.plan.actions:
        parts += _plan_method(kit)
    parts.append(_status(kit))
    for title, text, symbols in parts:
        block = [kit.minor(title), kit.text(text)]
        if symbols:
            block.append(Paragraph(_formula(symbols), styles.FORMULA))
        story.append(kit.together(*block))
    return story


_Part = tuple[str, str, str]


def _formula(symbols: str) -> str:
    """Escaped, with what follows "^" raised."""
    base, caret, rest = symbols.partition("^u")
    return plain(base) + (f"<super>u</super>{plain(rest)}" if caret else "")


def _levels_method(kit: Kit) -> list[_Part]:
    words = kit.words
    return [
        (
            words.gettext("The value of an answer"),
            words.gettext(
                "A group agreement counts before anything else. Otherwise the value x is the mean "
                "of the means of the role groups, so that each group counts once. “Does not "
                "apply” leaves the calculation; “we don't know” and blank are missing, never zero. "
                "What is supported follows from the grade of evidence E, from 0 to 3."
            ),
            words.gettext("supported = min(x, E + 1)"),
        ),
        (
            words.gettext("The cell: area by capacity"),
            words.gettext(
                "The mean of the values on the scale from 0 to 100, with weights w (1 unless the "
                "institution chose others). A cell shows a figure from three answers in five."
            ),
            _SYMBOLS["cell"],
        ),
        (
            words.gettext("The capacity"),
            words.gettext(
                "The mean of its cells with a figure, at least three, with weights v (one quarter "
                "each unless the institution chose others)."
            ),
            _SYMBOLS["dimension"],
        ),
        (
            words.gettext("The area and the overall score"),
            words.gettext(
                "A geometric mean on the natural scale from 1 to 5, with equal weights u: one very "
                "weak part holds back the rest. The overall score I needs the four capacities and "
                "seven of every eight places of the map; it is incomplete while one is missing."
            ),
            _SYMBOLS["overall"],
        ),
        (
            words.gettext("The overall level"),
            words.gettext(
                "The scores 12.5, 37.5, 62.5 and 87.5 divide the five levels. The overall level is "
                "that of the score, but never more than one above that of the weakest capacity."
            ),
            words.gettext("level = min(level of I, level of the lowest D + 1)"),
        ),
        (
            words.gettext("Where a score could lie"),
            words.gettext(
                "From how sure people were, how far apart they answered, and what is missing: m₀ "
                "and m₄ are the scores with every missing answer at level 0 and at level 4; SE is "
                "the uncertainty of the answers, with a correlation of 0.3 between them. It is "
                "not a statistical margin of error."
            ),
            _SYMBOLS["range"].format(z=words.number(1.645, 3)),
        ),
    ]


def _shares_method(kit: Kit) -> list[_Part]:
    words = kit.words
    return [
        (
            words.gettext("Criteria and capacities"),
            words.gettext(
                "A criterion is the share of its elements that are present, from 0 to 100. A "
                "capacity is the mean of its criteria."
            ),
            "",
        )
    ]


def _status(kit: Kit) -> _Part:
    """How far the questions of the form were tried on people."""
    words, results = kit.words, kit.results
    items = results.instrument.form_items(results.assessment.form)
    said = " · ".join(status_counts(items, words))
    if any(item.status != "validated" for item in items):
        note = words.gettext(
            "Until studies with several raters and with interviews are done, the figures are a "
            "basis for conversation and planning, not a measuring instrument that was proved."
        )
        said = f"{said}. {note}"
    return words.gettext("How far the questionnaire was tried"), said, ""


def _plan_method(kit: Kit) -> list[_Part]:
    words = kit.words
    return [
        (
            words.gettext("The place of an action in the plan"),
            words.gettext(
                "ΔI is what the overall score gains by the action alone, π the national priority "
                "(0.5 to 2), q how feasible it is (0 to 1), u how many other actions it opens, "
                "compared with the action that opens most, and p its effort in person-months. An "
                "action raises one level, no more. It is essential when its cell is below 25 or "
                "its priority above 1, and so is what it needs first."
            ),
            _SYMBOLS["priority"].format(half=words.number(0.5, 1)),
        ),
        (
            words.gettext("The semester of an action"),
            words.gettext(
                "In order of importance, each action takes the earliest semester in which what it "
                "needs is finished and people are free; its effort is spread evenly. Starts that "
                "a person fixed come first."
            ),
            "",
        ),
    ]


def glossary(kit: Kit) -> Story:
    """Terms and definitions, of the questionnaire."""
    words = kit.words
    entries: Sequence[tuple[str, str]] = kit.wording.glossary()
    if not entries:
        return []
    story = kit.section(words.gettext("Glossary"), room=200)
    story += [
        Paragraph(f"{strong(term)}. {plain(definition)}", styles.TERM)
        for term, definition in entries
    ]
    return [*story, Spacer(1, 2)]
