"""The page after the cover: what is in the document, and what the measurement was."""

from __future__ import annotations

from reportlab.platypus import Paragraph, Spacer

from topp_desktop.reports import styles
from topp_desktop.reports.kit import Cell, Kit, Story
from topp_desktop.reports.markup import plain
from topp_desktop.reports.outline import Contents
from topp_desktop.services.terms import (
    FORMS,
    GOVERNMENT_LEVELS,
    INSTITUTION_TYPES,
    METHODS,
    SCOPES,
    term,
)


def contents(kit: Kit) -> Story:
    """Contents and the facts of the measurement, on one page."""
    words = kit.words
    return [
        Paragraph(plain(words.gettext("Contents")), styles.SECTION),
        Spacer(1, 10),
        Contents(kit.entries, kit.width),
        Spacer(1, 26),
        kit.title(words.gettext("About this measurement")),
        Spacer(1, 2),
        kit.facts(_facts(kit)),
    ]


def _facts(kit: Kit) -> list[tuple[str, Cell]]:
    words, results = kit.words, kit.results
    assessment, institution = results.assessment, results.assessment.institution
    territory = [words.territory(institution.country)]
    territory += [c for c in (institution.subdivision, institution.local_code) if c]
    people = len(assessment.respondents) + _voters(kit)
    return [
        (words.gettext("Institution"), institution.name),
        (words.gettext("Territory"), " · ".join(territory)),
        (
            words.gettext("Kind of institution"),
            f"{term(INSTITUTION_TYPES, institution.type, words)} · "
            f"{term(GOVERNMENT_LEVELS, institution.level, words)}",
        ),
        (words.gettext("What it is about"), term(SCOPES, assessment.scope, words)),
        (
            words.gettext("How it was answered"),
            f"{term(METHODS, assessment.method, words)} · "
            + words.ngettext("{n} participant", "{n} participants", people).format(n=people),
        ),
        (
            words.gettext("Questions answered"),
            words.gettext("{n} of {m} · {form}").format(
                n=results.answered, m=results.asked, form=term(FORMS, assessment.form, words)
            ),
        ),
        (
            words.gettext("Questionnaire"),
            f"{kit.wording.name} {results.instrument.version}",
        ),
    ]


def _voters(kit: Kit) -> int:
    """People who voted with cards: the largest count of any question."""
    totals: dict[str, int] = {}
    for tally in kit.results.assessment.tallies:
        totals[tally.item] = totals.get(tally.item, 0) + tally.people
    return max(totals.values(), default=0)
