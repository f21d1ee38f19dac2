"""Names of the fixed choices of a measurement: the same words in the window and on paper."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from topp_desktop.domain.instrument import Item
from topp_desktop.foundation.i18n import N_, Translator

ROLES: Mapping[str, str] = {
    "authority": N_("Authorities"),
    "technical": N_("Technical staff"),
    "operational": N_("Operational staff"),
    "external": N_("People from outside the institution"),
    "elected": N_("Elected representatives"),
    "civil-society": N_("Civil society"),
    "academia": N_("Academia"),
}
GOVERNMENT_LEVELS: Mapping[str, str] = {
    "central": N_("Central government"),
    "intermediate": N_("Intermediate government"),
    "local": N_("Local government"),
}
INSTITUTION_TYPES: Mapping[str, str] = {
    "planning": N_("Planning body"),
    "finance": N_("Ministry of finance"),
    "sector": N_("Sector ministry or agency"),
    "centre": N_("Centre of government"),
    "statistics": N_("Statistical office"),
    "council": N_("Council"),
    "municipality": N_("Municipality"),
    "intermediate-government": N_("Government of a region, department, province or state"),
    "association": N_("Association of governments"),
    "legislature": N_("Legislature"),
    "audit": N_("Audit institution"),
    "school": N_("School of public administration"),
    "regional-body": N_("Regional body"),
    "other": N_("Other institution"),
}
SCOPES: Mapping[str, str] = {
    "institution": N_("The institution"),
    "territory": N_("The territory's planning system"),
    "sector": N_("The sector"),
}
METHODS: Mapping[str, str] = {
    "individual": N_("One person answered"),
    "team": N_("A team answered together"),
    "workshop": N_("Workshop with votes and group agreement"),
}
FORMS: Mapping[str, str] = {"short": N_("Short form"), "full": N_("Full form")}
FEEDBACK: Mapping[str, str] = {
    "hard-to-agree": N_("We found it hard to agree"),
    "unclear": N_("It is not clear what is asked"),
    "not-for-us": N_("It does not fit an institution like ours"),
    "other": N_("Something else"),
}
HIERARCHY: Mapping[str, str] = {
    "international": N_("International"),
    "national": N_("National"),
    "sector": N_("Of the sector"),
    "territorial": N_("Of the territory"),
    "institutional": N_("Of the institution"),
    "other": N_("Other"),
}
APPROVAL_STATES: Mapping[str, str] = {
    "draft": N_("Draft"),
    "reviewed": N_("Reviewed"),
    "approved": N_("Approved"),
    "reopened": N_("Reopened"),
}
LINES: Mapping[str, str] = {
    "none": N_("None"),
    "planned": N_("Planned"),
    "under-way": N_("Under way"),
    "done": N_("Done"),
}
REFORMS: Mapping[str, str] = {
    "norm": N_("Norms"),
    "organisation": N_("Organisation"),
    "staff": N_("Staff"),
    "systems": N_("Systems"),
    "training": N_("Training"),
}


STATUSES: Mapping[str, str] = {
    "draft": N_("trial version"),
    "piloted": N_("tried with institutions"),
    "validated": N_("validated"),
}


def status_counts(items: Sequence[Item], words: Translator) -> list[str]:
    """How many questions are of each status, those that there are: "16 trial version"."""
    counted = {status: sum(item.status == status for item in items) for status in STATUSES}
    return [
        words.ngettext("{n} question: {status}", "{n} questions: {status}", n).format(
            n=words.number(n), status=term(STATUSES, status, words)
        )
        for status, n in counted.items()
        if n
    ]


def term(names: Mapping[str, str], code: str, words: Translator) -> str:
    """The name of a choice; a code that is not known stays as it is."""
    return words.gettext(names[code]) if code in names else code
